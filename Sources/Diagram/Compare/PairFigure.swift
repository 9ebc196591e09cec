import Architecture

/// A comparison figure with everything laid out; drawing hands it to a canvas.
struct PairFigure {
  let older: ComparisonSide, newer: ComparisonSide
  private let difference: Difference
  private let changes: [Difference.Change]
  private let pairs: VariantPairs
  private let lane: BadgeLane
  private let differing: [ClosedRange<Int>]
  private let remark: String?
  private let cards: PairCards?
  /// Edges of the picture, and where the layer maps begin.
  private let top: Double, bottom: Double, mapTop: Double
  /// How much lower each stack begins than the higher of the two.
  private let shifts: (older: Double, newer: Double)
  /// One of the models has hundreds of layers: both maps are drawn at a finer pitch.
  private let isFine: Bool

  /// `changes` are those of the difference, the most important first.
  init(
    _ older: ComparisonSide, _ newer: ComparisonSide, _ difference: Difference,
    _ changes: [Difference.Change],
    withCards: Bool
  ) {
    (self.older, self.newer, self.difference) = (older, newer, difference)
    // What follows from the design is said below the picture.
    let design = changes.filter { difference.lines[$0.line].section != .consequence }
    self.changes = design
    let pairs = VariantPairs(older, newer, difference.alignment)
    self.pairs = pairs
    differing = pairs.differingLayers(older, newer)
    remark =
      design.isEmpty
      ? difference.verdict(of: changes)
      : difference.hasLittleInCommon ? "Little in common: no sublayer is of the same kind." : nil
    let height = max(older.stack.height, newer.stack.height)
    let shifts = (older: height - older.stack.height, newer: height - newer.stack.height)
    self.shifts = shifts
    lane = BadgeLane(
      design.prefix(BadgeLane.most).map { Badge($0, of: difference, older, newer) }, height: height
    ) { Self.center($0, height: height, older, newer, shifts) }
    mapTop = max(height, lane.height) + 32
    isFine = max(older.depth, newer.depth) > CompactMap.most
    let mapHeight = max(
      CompactMap.height(older.depth, isFine: isFine), CompactMap.height(newer.depth, isFine: isFine))
    let cardTop = older.depth + newer.depth > 0 ? mapTop + mapHeight + 28 : mapTop
    cards = withCards ? PairCards(older, newer, pairs, top: cardTop) : nil
    bottom = (cards?.bottom ?? cardTop) - 12
    top = -max(older.head.height, newer.head.height) - (remark == nil ? 0 : 26)
  }

  /// What the picture says, in words.
  private var description: String {
    if changes.isEmpty { return remark ?? "" }
    let said = cards == nil ? changes.prefix(BadgeLane.most) : changes[...]
    var words = said.map { change in
      let line = difference.lines[change.line], row = difference.row(change)
      return "\(difference.title(row, of: line).midSentence) \(row.text)"
    }
    let rest = changes.count - said.count
    if rest > 0 { words.append("and \(rest) smaller \(rest == 1 ? "change" : "changes")") }
    return (difference.hasLittleInCommon ? "Little in common. " : "") + "Changed: "
      + words.joined(separator: "; ") + "."
  }

  /// The figure without items; an element of the page describes it, or the figure itself.
  func frame(id: String, describedBy: String? = nil) -> Scene {
    var scene = Scene(
      id: id, width: PairLayout.width, height: bottom - top,
      title: "\(older.heading.name) and \(newer.heading.name), aligned",
      description: describedBy == nil ? description : "", items: [],
      omissions: cards == nil ? ["the inside of each sublayer"] : ["sublayers that are equal inside"])
    scene.top = top
    scene.style = .pair
    scene.isCropped = true
    scene.valuesAreBold = false
    if let describedBy { scene.naming = .describedBy(describedBy) }
    return scene
  }

  // MARK: Drawing

  func draw(_ canvas: inout some Canvas & ~Copyable) {
    let isLevel = shifts.older == shifts.newer
    let frames = older.stack.frames.shared(with: newer.stack.frames)
    let hasSameFrames = frames.own.allSatisfy(\.self) && frames.other.allSatisfy(\.self)
    if isLevel && !hasSameFrames {
      canvas.group(.older) { $0.draw(older.stack.frames.printed) }
      canvas.group(.newer) { $0.draw(newer.stack.frames.printed) }
    }
    let shared = isLevel ? SharedItems(older, newer, pairs) : nil
    if let shared { draw(shared, withFrames: hasSameFrames, &canvas) }
    let maps = (older: older.map(isFine: isFine), newer: newer.map(isFine: isFine))
    canvas.group(.older) { canvas in
      canvas.draw(older.head.printed)
      canvas.group(.lower(by: shifts.older)) { canvas in
        draw(older, against: newer, shared?.older, pairs.newerOf, &canvas)
      }
      draw(maps.older, &canvas)
    }
    canvas.group(.newer) { canvas in
      canvas.draw(newer.head.printed)
      canvas.group(.lower(by: shifts.newer)) { canvas in
        draw(newer, against: older, shared?.newer, pairs.olderOf, &canvas)
      }
      draw(maps.newer, &canvas)
    }
    cards?.draw(&canvas)
    canvas.group(.lane) { canvas in
      if let remark { canvas.draw(BadgeLane.text(remark, .name, at: top + 13)) }
      lane.draw(&canvas)
      guard older.depth + newer.depth > 0 else { return }
      let lines = Phrase(mapWords).wrapped(.small, width: BadgeLane.width - 16)
      for (index, line) in lines.enumerated() {
        canvas.draw(BadgeLane.text(line.text, .small, at: mapTop + 40 + 15 * Double(index)))
      }
    }
  }

  /// What both models have at the same place, drawn once.
  private func draw(_ shared: SharedItems, withFrames: Bool, _ canvas: inout some Canvas & ~Copyable) {
    canvas.open(.shared)
    canvas.open(.unchanged)
    if withFrames { canvas.draw(older.stack.frames.printed) }
    canvas.draw(older.stack.skeleton, shared.older.skeleton, against: nil)
    for (row, isShared) in zip(older.stack.rows, shared.older.rows) where isShared.allSatisfy(\.self) {
      canvas.draw(row.items.printed)
    }
    canvas.close(.unchanged)
    for (row, isShared) in zip(older.stack.rows, shared.older.rows) where !isShared.allSatisfy(\.self) {
      canvas.draw(row.items, isShared, against: nil)
    }
    canvas.close(.shared)
  }

  /// What one model has for itself: skeleton and rows.
  private func draw(
    _ side: ComparisonSide, against other: ComparisonSide, _ shared: SharedItems.Flags?, _ partners: [Int?],
    _ canvas: inout some Canvas & ~Copyable
  ) {
    if shared == nil { canvas.draw(side.stack.frames.printed) }
    canvas.draw(
      side.stack.skeleton, shared?.skeleton.map { !$0 },
      against: KnownValues(values: other.stack.skeleton.values))
    for (index, row) in side.stack.rows.enumerated() {
      let partner = partners[row.variant]
      let isSameKind = partner.map { other.variants[$0].kind == side.variants[row.variant].kind } ?? false
      // Against another kind every number differs: marking the name says it.
      canvas.draw(
        row.items, shared?.rows[index].map { !$0 }, against: other.known(partner, namesOnly: !isSameKind))
    }
  }

  // MARK: Layer maps

  private func draw(_ map: CompactMap, _ canvas: inout some Canvas & ~Copyable) {
    guard older.depth + newer.depth > 0 else { return }
    canvas.group(.lower(by: mapTop)) { canvas in
      canvas.draw(map.printed)
      if !everyLayerDiffers { canvas.draw(Path(map.underlines(differing)), .deltaEdge) }
    }
  }

  private var everyLayerDiffers: Bool { differing.first?.count == max(older.depth, newer.depth) }

  /// What the lane says between the two maps.
  private var mapWords: String {
    if differing.isEmpty { return "every layer is of the same kind" }
    if everyLayerDiffers {
      switch (pairs.hasInCommon(.mixer, older, newer), pairs.hasInCommon(.feedForward, older, newer)) {
      case (false, true): return "every mixer differs in kind"
      case (true, false): return "every feed-forward differs"
      case (false, false): return "every sublayer differs"
      case (true, true): return "every layer differs"
      }
    }
    let depth = max(older.depth, newer.depth), count = differing.reduce(0) { $0 + $1.count }
    guard differing.count <= 3 else { return "underlined: \(count) of \(depth) layers differ in kind" }
    let ranges = differing.map { range in
      range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
    }.joined(separator: ", ")
    return
      "underlined: \(count == 1 ? "layer" : "layers") \(ranges) of \(depth) \(count == 1 ? "differs" : "differ")"
  }

  // MARK: Places

  private static func center(
    _ place: Badge.Place, height: Double, _ older: ComparisonSide, _ newer: ComparisonSide,
    _ shifts: (older: Double, newer: Double)
  ) -> Double {
    func middle(_ isOlder: (Int) -> Bool, _ isNewer: (Int) -> Bool) -> Double {
      var sum = 0.0, count = 0.0
      for row in older.stack.rows where isOlder(row.variant) {
        sum += row.frame.center.y + shifts.older
        count += 1
      }
      for row in newer.stack.rows where isNewer(row.variant) {
        sum += row.frame.center.y + shifts.newer
        count += 1
      }
      return count == 0 ? height / 2 : (sum / count).rounded()
    }
    switch place {
    case .stack(.head): return 37
    case .stack(.finalNorm): return 83
    case .stack(.layers): return 136
    case .stack(.embedding): return height - 51
    case .stack(.foot): return height - 12
    case .role(let role):
      return middle({ older.variants[$0].role == role }, { newer.variants[$0].role == role })
    case .groups(let left, let right):
      return middle(
        { left != nil && older.groups[$0] == left }, { right != nil && newer.groups[$0] == right })
    }
  }
}

extension Scene.Group {
  /// What only one model shows; narrow pages show one of them at a time.
  static let older = styled(.older), newer = styled(.newer, at: Point(PairLayout.offset, 0))
  /// What both show: drawn once in the older model's place, and by reference in the newer's.
  static let shared: Scene.Group = {
    // A copy sees its own ancestors only: the class all rules begin with is given once more.
    var group = styled(.figure)
    group.id = "s"
    group.copies = [Scene.Copy(at: Point(PairLayout.offset, 0), .newer)]
    return group
  }()
  /// The part of it that steps back, since nothing in it differs.
  static let unchanged = styled(.unchanged)
  /// Between the two, around its middle; and what is written below both.
  static let lane: Scene.Group = {
    var group = styled(.lane, at: Point(PairLayout.middle, 0))
    group.anchor = .middle
    return group
  }()
  static let notes = styled(.lane)

  static func lower(by y: Double) -> Scene.Group { Scene.Group(at: Point(0, y)) }

  private static func styled(_ style: Style, at offset: Point = Point(0, 0)) -> Scene.Group {
    var group = Scene.Group(at: offset)
    group.style = style
    return group
  }
}
