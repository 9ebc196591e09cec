import Architecture

// Two models in the same slots
//
// Both stacks stand at the same height, so whatever both have at the same place is drawn once, stepped back, and
// used a second time; only the rest is drawn twice. Slots being fixed, that is most of the picture: it keeps a
// figure small, and on narrow screens the shared part stands still while the reader flips between the two.

extension Figures {
  /// Two models in the same slots (800 u): changed numbers marked, a badge for each change in the lane between them.
  public static func comparison(
    _ older: FactSheet, _ newer: FactSheet, headings: (FigureHeading, FigureHeading), id: String
  ) -> Scene {
    comparison(
      ComparisonSide(older, heading: headings.0), ComparisonSide(newer, heading: headings.1), id: id)
  }

  /// The same from sides made ready before: for sites that draw every pair.
  ///
  /// Cards open the parts that changed; without them the figure is half as large.
  public static func comparison(
    _ older: ComparisonSide, _ newer: ComparisonSide, withCards: Bool = true, id: String
  ) -> Scene {
    var figure = PairFigure(older, newer)
    figure.addHeadings()
    figure.addStacks()
    figure.addMaps()
    if withCards { figure.addCards() }
    return figure.scene(id: id, withCards: withCards)
  }

  /// What a comparison says, in the words of its badges: for descriptions and for a table beside it.
  public static func comparisonWords(_ older: ComparisonSide, _ newer: ComparisonSide) -> [String] {
    PairChange.all(older, newer, Alignment(older.plan, newer.plan)).map(\.words)
  }
}

private struct PairFigure {
  static let width = 800.0, panel = 328.0
  /// Where the newer model's panel begins.
  static let offset = panel + Lane.width

  let older: ComparisonSide, newer: ComparisonSide
  let alignment: Alignment
  let changes: [PairChange]
  let isIdentical: Bool
  private var shared: [Scene.Item] = []
  /// Repeat frames only one model has; behind everything, since they are filled.
  private var ground: (older: [Scene.Item], newer: [Scene.Item]) = ([], [])
  private var own: (older: [Scene.Item], newer: [Scene.Item]) = ([], [])
  private var lane: [Scene.Item] = []
  private var y = 0.0

  init(_ older: ComparisonSide, _ newer: ComparisonSide) {
    self.older = older
    self.newer = newer
    alignment = Alignment(older.plan, newer.plan)
    changes = PairChange.all(older, newer, alignment)
    isIdentical =
      changes.isEmpty && older.plan.columns == newer.plan.columns
      && older.sheet.parameters.total == newer.sheet.parameters.total
  }

  // MARK: Headings

  mutating func addHeadings() {
    let figures = (headFigures(older.sheet), headFigures(newer.sheet))
    let known = figures.0.map { Set($0.valueKeys.compactMap(\.self)) }
    let others = figures.1.map { Set($0.valueKeys.compactMap(\.self)) }
    func heading(_ side: ComparisonSide, _ lines: [Phrase], _ known: [Set<Int>]) -> Panel {
      var drawing = Drawing()
      let rule =
        drawing.paragraph(Phrase(side.heading.name), .title, at: 0, 22, width: Self.panel, lineHeight: 26)
        + 14.5
      drawing.wire(Point(0, rule), Point(Self.panel, rule), style: .rule)
      for (index, line) in lines.enumerated() {
        var text = Scene.Text(line, .text, muted: true, at: Point(0, rule + 20 + 16 * Double(index)))
        text.changes = line.valueKeys.indices.filter { at in
          line.valueKeys[at].map { !known[index].contains($0) } ?? false
        }
        drawing.items.append(.text(text))
      }
      return Panel(height: rule + 20 + 16 * Double(lines.count), items: drawing.items)
    }
    let panels = (heading(older, figures.0, others), heading(newer, figures.1, known))
    own.older += panels.0.items
    own.newer += panels.1.items
    y = max(panels.0.height, panels.1.height) + 8
    if let verdict {
      var drawing = Drawing()
      y = drawing.paragraph(Phrase(verdict), .name, at: 0, y + 12, width: Self.width) + 20
      lane += drawing.items
    }
  }

  /// What the reader asks first and the stack does not show.
  private func headFigures(_ sheet: FactSheet) -> [Phrase] {
    let parameters = sheet.parameters
    let active: Phrase =
      parameters.isSparse ? ", \(value: parameters.activeText, "active") active per token" : ""
    return [
      "\(value: parameters.total.parametersText, "parameters") parameters" + active,
      "\(value: sheet.cache.bytesPerToken.bytesText, "cache") of cache per token, context \(value: sheet.spec.dimensions.context.tokensText, "context")",
    ]
  }

  /// Said where the picture alone would leave the reader in doubt.
  private var verdict: String? {
    if isIdentical { return "The same architecture: every layer and every size is equal." }
    if changes.isEmpty { return "The same sizes and the same kinds of layers, in another order." }
    guard alignment.hasNothingInCommon, !alignment.rows.isEmpty else { return nil }
    return "Little in common: both add sublayers to one residual stream, and no sublayer is of the same kind."
  }

  // MARK: Stacks

  mutating func addStacks() {
    let height = max(older.height, newer.height)
    let shifts = (height - older.height, height - newer.height)
    let top = y
    func center(_ place: PairChange.Place) -> Double {
      switch place {
      case .head: return 37
      case .finalNorm: return 83
      case .frame: return 136
      case .embedding: return height - 51
      case .foot: return height - 12
      case .row(let index):
        let row = alignment.rows[index]
        let centers =
          older.rows.filter { $0.variant == row.older }.map { $0.frame.center.y + shifts.0 }
          + newer.rows.filter { $0.variant == row.newer }.map { $0.frame.center.y + shifts.1 }
        return centers.isEmpty ? height / 2 : (centers.reduce(0, +) / Double(centers.count)).rounded()
      }
    }
    let badges = Lane(changes, x: Self.panel, height: height, center: center)
    lane.append(.group(Scene.Group(at: Point(0, top), badges.items)))

    if shifts.0 == shifts.1 {
      let frames = (older.skeleton.frames, newer.skeleton.frames)
      if frames.0 != frames.1 {
        ground = (
          [.group(Scene.Group(at: Point(0, top), frames.0))],
          [.group(Scene.Group(at: Point(0, top), frames.1))]
        )
      }
      var group = Scene.Group(at: Point(0, top), older.skeleton.shared(with: newer.skeleton))
      group.style = .unchanged
      var left = older.skeleton.own(against: newer.skeleton),
        right = newer.skeleton.own(against: older.skeleton)
      left.removeAll { frames.0.contains($0) }
      right.removeAll { frames.1.contains($0) }
      addRows(shared: &group.items, &left, &right)
      shared.append(.group(group))
      own.older.append(.group(Scene.Group(at: Point(0, top), left)))
      own.newer.append(.group(Scene.Group(at: Point(0, top), right)))
    } else {
      // Skeletons of another height: nothing stands at the same place.
      var left = older.skeleton.marked(against: newer.skeleton.values)
      var right = newer.skeleton.marked(against: older.skeleton.values)
      var none: [Scene.Item]? = nil
      addRows(&none, &left, &right)
      own.older.append(.group(Scene.Group(at: Point(0, top + shifts.0), left)))
      own.newer.append(.group(Scene.Group(at: Point(0, top + shifts.1), right)))
    }
    y += max(height, badges.height) + 32
  }

  private func addRows(shared: inout [Scene.Item], _ left: inout [Scene.Item], _ right: inout [Scene.Item]) {
    var items: [Scene.Item]? = shared
    addRows(&items, &left, &right)
    shared = items ?? []
  }

  /// Rows that are equal and at the same place go to `shared`, unless that is nil.
  private func addRows(
    _ shared: inout [Scene.Item]?, _ left: inout [Scene.Item], _ right: inout [Scene.Item]
  ) {
    var equal: Set<Int> = []
    for row in older.rows {
      let partner = alignment.rowOfOlder[row.variant].flatMap { alignment.rows[$0].newer }
      let other = newer.rows.first { $0.variant == partner }
      if shared != nil, let other, row.frame == other.frame, row.items.isEqual(other.items) {
        shared?.append(.group(Scene.Group(part: row.part, title: row.title, row.items.items)))
        equal.insert(other.variant)
      } else {
        left.append(
          marked(row, older, partner.map { newer.values[$0] }, partner.map { newer.plan.variants[$0] }))
      }
    }
    for row in newer.rows where !equal.contains(row.variant) {
      let partner = alignment.rowOfNewer[row.variant].flatMap { alignment.rows[$0].older }
      right.append(
        marked(row, newer, partner.map { older.values[$0] }, partner.map { older.plan.variants[$0] }))
    }
  }

  /// The row in ink, with what the other model's row does not say marked.
  private func marked(
    _ row: ComparisonSide.Row, _ side: ComparisonSide, _ known: Set<Int>?, _ partner: Variant?
  ) -> Scene.Item {
    let variant = side.plan.variants[row.variant]
    let count = "\(variant.count)×"
    // Against another kind every number differs: marking the name says it.
    let isSameKind = partner?.kind == variant.kind
    let items = (isSameKind ? row.items.marked(against: known ?? []) : row.items.items).map {
      item -> Scene.Item in
      guard case .text(var text) = item else { return item }
      if text.font == .name, partner?.name.full != variant.name.full {
        text.changes = Array(text.content.segments.indices)
      }
      if text.font == .label, text.content.text == count, partner?.count != variant.count {
        text.changes = Array(text.content.segments.indices)
      }
      return .text(text)
    }
    return .group(Scene.Group(part: row.part, title: row.title, items))
  }

  // MARK: Layer maps

  mutating func addMaps() {
    let plans = [older.plan, newer.plan]
    let bands = MapBands(plans), depth = max(older.plan.depth, newer.plan.depth)
    guard depth > 0 else { return }
    let differing = alignment.differingLayers(older.plan, newer.plan)
    let maps = plans.map { CompactMap($0, bands: bands, depth: depth, framing: differing) }
    for (map, plan, isOlder) in [(maps[0], plans[0], true), (maps[1], plans[1], false)] {
      var drawing = Drawing()
      drawing.text("Layer map", .label, at: 0, 11)
      drawing.text(
        Phrase(plan.depth == 1 ? "one layer" : "\(plan.depth.grouped) layers"), .small, at: Self.panel, 11,
        anchor: .end, muted: true)
      drawing.group(Scene.Group(at: Point(0, 26), map.items))
      let group = Scene.Item.group(Scene.Group(at: Point(0, y), drawing.items))
      if isOlder { own.older.append(group) } else { own.newer.append(group) }
    }
    var drawing = Drawing()
    for (index, line) in mapWords(differing).wrapped(.small, width: Lane.width - 16).enumerated() {
      drawing.text(
        line, .small, at: Self.width / 2, y + 38 + 15 * Double(index), anchor: .middle, muted: true)
    }
    lane += drawing.items
    y += 26 + max(maps[0].height, maps[1].height) + 24
  }

  private func mapWords(_ differing: [Int]) -> Phrase {
    let depth = max(older.plan.depth, newer.plan.depth)
    if differing.isEmpty { return "every layer is of the same kind" }
    if differing.count == depth { return "every layer differs in kind" }
    if let ranges = layerRanges(differing) {
      return
        "framed: \(differing.count == 1 ? "layer" : "layers") \(ranges) of \(depth) \(differing.count == 1 ? "differs" : "differ")"
    }
    return "framed: \(differing.count) of \(depth) layers differ in kind"
  }

  // MARK: Cards

  mutating func addCards() {
    for (left, right) in cardPairs {
      let a = left.map { older.cards[$0] }, b = right.map { newer.cards[$0] }
      let height = max(a?.height ?? 0, b?.height ?? 0)
      let frame = Scene.Item.box(
        Scene.Box(Frame(0.5, 0.5, CardLayout.width - 1, height - 1), radius: 6, .card))
      let place = Point(0, y)
      if let a, let b {
        shared.append(.group(Scene.Group(at: place, [frame] + a.items.shared(with: b.items))))
        own.older.append(.group(Scene.Group(at: place, part: a.content.part, a.items.own(against: b.items))))
        own.newer.append(.group(Scene.Group(at: place, part: b.content.part, b.items.own(against: a.items))))
      } else if let a {
        own.older.append(.group(Scene.Group(at: place, part: a.content.part, [frame] + a.items.items)))
      } else if let b {
        own.newer.append(.group(Scene.Group(at: place, part: b.content.part, [frame] + b.items.items)))
      }
      y += height + 16
    }
    let equal = older.cards.indices.filter { left in
      newer.cards.contains { $0.items.isEqual(older.cards[left].items) }
    }
    let differ = older.cards.count + newer.cards.count > 2 * equal.count
    if !equal.isEmpty, differ {
      let names = equal.map { older.cards[$0].content.title.asInSentence }
      var drawing = Drawing()
      y =
        drawing.paragraph(
          Phrase("Equal inside, not repeated: \(names.joined(separator: ", "))."), .small, at: 0, y + 10,
          width: Self.width, muted: true) + 16
      lane += drawing.items
    }
  }

  /// Cards that differ: those of aligned rows side by side, the others in the order they are left.
  private var cardPairs: [(Int?, Int?)] {
    var left = older.cards.indices.filter { older.cards[$0].content.column != .expert }
    var right = newer.cards.indices.filter { newer.cards[$0].content.column != .expert }
    var pairs: [(Int?, Int?)] = []
    for a in left {
      let partners = older.cards[a].content.variants.compactMap { variant in
        alignment.rowOfOlder[variant].flatMap { alignment.rows[$0].newer }
      }
      guard
        let b = right.first(where: { newer.cards[$0].content.variants.contains(where: partners.contains) })
      else { continue }
      left.removeAll { $0 == a }
      right.removeAll { $0 == b }
      if !older.cards[a].items.isEqual(newer.cards[b].items) { pairs.append((a, b)) }
    }
    for index in 0..<max(left.count, right.count) {
      pairs.append(
        (
          index < left.count ? left[index] : nil, index < right.count ? right[index] : nil
        ))
    }
    return pairs
  }

  // MARK: Result

  private func side(_ items: [Scene.Item], isOlder: Bool) -> Scene.Group {
    var group = Scene.Group(at: Point(isOlder ? 0 : Self.offset, 0), items)
    group.style = isOlder ? .older : .newer
    return group
  }

  func scene(id: String, withCards: Bool) -> Scene {
    var common = Scene.Group(id: "s", shared)
    // A copy sees its own ancestors only: the class all rules begin with is given once more.
    common.style = .figure
    common.copies = [Scene.Copy(at: Point(Self.offset, 0), .newer)]
    let left = side(own.older, isOlder: true), right = side(own.newer, isOlder: false)
    let ground = [
      side(self.ground.older, isOlder: true), side(self.ground.newer, isOlder: false),
    ].filter { !$0.items.isEmpty }.map(Scene.Item.group)
    var middle = Scene.Group(lane)
    middle.style = .lane
    let words = changes.map(\.words)
    let description =
      words.isEmpty
      ? "\(verdict ?? "No difference.")"
      : "\(alignment.hasNothingInCommon ? "Little in common. " : "")Changed: \(words.joined(separator: "; ")). Everything else in the figure is the same."
    var scene = Scene(
      id: id, width: Self.width, height: y - 12,
      title: "\(older.heading.name) and \(newer.heading.name), aligned", description: description,
      items: ground + [.group(common), .group(left), .group(right), .group(middle)],
      omissions: withCards ? ["sublayers that are equal inside"] : ["the inside of each sublayer"])
    scene.style = .pair
    scene.isCropped = true
    return scene
  }
}
