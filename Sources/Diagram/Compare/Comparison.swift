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

  /// The same from sides made ready before; cards open the parts that changed.
  public static func comparison(
    _ older: ComparisonSide, _ newer: ComparisonSide, withCards: Bool = true, id: String
  ) -> Scene {
    let figure = PairFigure(older, newer, withCards: withCards)
    var canvas = SceneCanvas()
    figure.draw(&canvas)
    var scene = figure.frame(id: id)
    scene.items = canvas.items
    return scene
  }

  /// The picture of `comparison` as markup for a page: for sites that draw every pair.
  ///
  /// `describedBy` names the element of the page that lists the changes; without it the picture does.
  public static func appendComparison(
    _ older: ComparisonSide, _ newer: ComparisonSide, withCards: Bool = false, id: String,
    describedBy: String? = nil, to page: inout [UInt8]
  ) {
    let figure = PairFigure(older, newer, withCards: withCards)
    var canvas = MarkupCanvas(id: id)
    canvas.printer.out.exchange(&page)
    canvas.printer.begin(figure.frame(id: id, describedBy: describedBy), standalone: false)
    figure.draw(&canvas)
    canvas.printer.end()
    canvas.printer.out.exchange(&page)
  }

  /// What a comparison says, in words.
  public static func comparisonWords(_ older: ComparisonSide, _ newer: ComparisonSide) -> [String] {
    PairChange.all(older, newer, Alignment(older, newer)).map { change in
      var change = change
      change.addRatio()
      return change.words
    }
  }
}

/// Measures of a comparison figure; y = 0 is the top of the stacks.
enum PairLayout {
  static let width = 800.0, panel = 328.0
  /// Where the newer model's panel begins.
  static let offset = panel + Lane.width
  static let middle = width / 2
}

/// A comparison figure with all its places found; drawing hands everything to a canvas in drawing order.
struct PairFigure {
  let older: ComparisonSide, newer: ComparisonSide
  let alignment: Alignment
  private let changes: [PairChange], shown: [PairChange]
  private let lane: Lane
  private let differing: [ClosedRange<Int>]
  private let verdict: String?
  private let cards: PairCards?
  /// Edges of the picture, and where the layer maps begin.
  private let top: Double, bottom: Double, mapTop: Double
  /// How much lower each stack stands than the other.
  private let shifts: (older: Double, newer: Double)

  init(_ older: ComparisonSide, _ newer: ComparisonSide, withCards: Bool) {
    self.older = older
    self.newer = newer
    let alignment = Alignment(older, newer)
    self.alignment = alignment
    let changes = PairChange.all(older, newer, alignment)
    self.changes = changes
    shown = PairChange.mostTelling(changes, alignment: alignment)
    differing = alignment.differingLayers(older, newer)
    verdict = Self.verdict(older, newer, alignment, changes)
    let height = max(older.height, newer.height)
    let shifts = (older: height - older.height, newer: height - newer.height)
    self.shifts = shifts
    lane = Lane(shown, height: height) {
      Self.center($0, height: height, older, newer, shifts, alignment)
    }
    mapTop = max(height, lane.height) + 32
    let isFine = max(older.depth, newer.depth) > CompactMap.most
    maps = isFine ? (older.fineMap, newer.fineMap) : (older.map, newer.map)
    let hasLayers = older.depth + newer.depth > 0
    let cardTop = hasLayers ? mapTop + max(maps.older.height, maps.newer.height) + 28 : mapTop
    cards = withCards ? PairCards(older, newer, alignment, top: cardTop) : nil
    bottom = (cards?.bottom ?? cardTop) - 12
    top = -max(older.head.height, newer.head.height) - (verdict == nil ? 0 : 26)
  }

  /// Of both models at one pitch.
  private let maps: (older: CompactMap, newer: CompactMap)

  // MARK: What it says

  /// Said where the picture alone would leave the reader in doubt.
  private static func verdict(
    _ older: ComparisonSide, _ newer: ComparisonSide, _ alignment: Alignment, _ changes: [PairChange]
  ) -> String? {
    if changes.isEmpty {
      let isIdentical =
        older.plan.columns == newer.plan.columns && older.totalParameters == newer.totalParameters
      return isIdentical
        ? "The same architecture: every layer and every size is equal."
        : "The same sizes and the same kinds of layers, in another order."
    }
    guard alignment.hasNothingInCommon, !alignment.rows.isEmpty else { return nil }
    return "Little in common: no sublayer is of the same kind."
  }

  private var description: String {
    if changes.isEmpty { return verdict ?? "" }
    var said = shown
    if cards != nil {
      said = changes
      for index in said.indices { said[index].addRatio() }
    }
    var words = alignment.hasNothingInCommon ? "Little in common. Changed: " : "Changed: "
    for (index, change) in said.enumerated() {
      if index > 0 { words += "; " }
      words += change.words
    }
    let rest = changes.count - said.count
    if rest > 0 { words += "; and \(rest) smaller \(rest == 1 ? "change" : "changes")" }
    return words + "."
  }

  /// The figure without items.
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
    scene.describedBy = describedBy
    scene.isTerse = true
    return scene
  }

  // MARK: Drawing

  func draw(_ canvas: inout some PairCanvas) {
    let isLevel = shifts.older == shifts.newer
    let skeletons = isLevel ? older.skeleton.common(with: newer.skeleton) : ([], [])
    let framesDiffer = isLevel && older.frames.hash != newer.frames.hash
    if framesDiffer {
      canvas.group(.older) { $0.draw(older.frames) }
      canvas.group(at: Point(PairLayout.offset, 0), .newer) { $0.draw(newer.frames) }
    }
    let rows = isLevel ? pairedRows : []
    if isLevel {
      var common = Scene.Group(id: "s")
      // A copy sees its own ancestors only: the class all rules begin with is given once more.
      common.style = .figure
      common.copies = [Scene.Copy(at: Point(PairLayout.offset, 0), .newer)]
      canvas.open(common)
      canvas.group(.unchanged) { canvas in
        if !framesDiffer { canvas.draw(older.frames) }
        canvas.draw(older.skeleton, where: skeletons.0, are: true, against: .all)
        for row in rows where row.isEqual { canvas.draw(older.rows[row.older].piece) }
      }
      for row in rows where !row.isEqual {
        canvas.draw(older.rows[row.older].piece, where: row.common.0, are: true, against: .all)
      }
      canvas.close()
    }
    canvas.group(.older) { canvas in
      canvas.draw(older.head.piece)
      draw(
        older, against: newer, shift: shifts.older, common: skeletons.0,
        rows: rows.map { ($0.older, $0.common.0) }, partner: alignment.partner(ofOlder:), &canvas)
    }
    canvas.group(at: Point(PairLayout.offset, 0), .newer) { canvas in
      canvas.draw(newer.head.piece)
      draw(
        newer, against: older, shift: shifts.newer, common: skeletons.1,
        rows: rows.map { ($0.newer, $0.common.1) }, partner: alignment.partner(ofNewer:), &canvas)
    }
    cards?.draw(&canvas)
    canvas.group(at: Point(PairLayout.middle, 0), .lane, anchor: .middle) { canvas in
      if let verdict {
        canvas.draw(Scene.Text(Phrase(verdict), .name, at: Point(0, top + 13), anchor: .middle))
      }
      lane.draw(&canvas)
      guard older.depth + newer.depth > 0 else { return }
      for (index, line) in mapLines.enumerated() {
        canvas.draw(line, at: mapTop + 40 + 15 * Double(index))
      }
    }
  }

  /// What one model has for itself: skeleton, rows and layer map.
  private func draw(
    _ side: ComparisonSide, against other: ComparisonSide, shift: Double, common: [Bool],
    rows: [(row: Int, common: [Bool])], partner: (Int) -> Int?, _ canvas: inout some PairCanvas
  ) {
    if shift != 0 { canvas.open(Scene.Group(at: Point(0, shift))) }
    if common.isEmpty { canvas.draw(side.frames) }
    canvas.draw(side.skeleton, where: common, are: false, against: Piece.Known(other.skeleton.values))
    for (index, row) in side.rows.enumerated() {
      let answer = partner(row.variant)
      let isSame = answer.map { other.members[$0].kind == side.members[row.variant].kind } ?? false
      let known = answer.map { answer in
        other.rows.first { $0.variant == answer }?.known ?? other.members[answer].known
      }
      let shared = rows.first { $0.row == index }?.common ?? []
      // Against another kind every number differs: marking the name says it.
      canvas.draw(
        row.piece, where: shared, are: false, against: Piece.Known(known ?? [], namesOnly: !isSame))
    }
    if shift != 0 { canvas.close() }
    guard older.depth + newer.depth > 0 else { return }
    let map = side === older ? maps.older : maps.newer
    canvas.group(at: Point(0, mapTop)) { canvas in
      canvas.draw(map.piece)
      if !everyLayerDiffers {
        let lines = map.underlines(differing)
        if !lines.isEmpty { canvas.draw(.shape(Scene.Shape(lines, .deltaEdge))) }
      }
    }
  }

  /// Rows of both models at one place with the same kind, by index, with what both draw.
  private var pairedRows: [(older: Int, newer: Int, isEqual: Bool, common: ([Bool], [Bool]))] {
    older.rows.indices.compactMap { index in
      let row = older.rows[index]
      guard let partner = alignment.partner(ofOlder: row.variant),
        let other = newer.rows.firstIndex(where: { $0.variant == partner }),
        newer.rows[other].frame == row.frame,
        older.members[row.variant].kind == newer.members[partner].kind
      else { return nil }
      let answer = newer.rows[other]
      let isEqual = row.piece.hash == answer.piece.hash
      let all = isEqual ? [Bool](repeating: true, count: row.piece.prints.count) : []
      return (index, other, isEqual, isEqual ? (all, all) : row.piece.common(with: answer.piece))
    }
  }

  // MARK: Layer maps

  private var everyLayerDiffers: Bool {
    differing.first?.count == max(older.depth, newer.depth)
  }

  /// What the lane says between the two maps.
  private var mapLines: [Lane.Line] {
    let depth = max(older.depth, newer.depth)
    if differing.isEmpty { return Self.noneDiffers }
    if everyLayerDiffers {
      switch (alignment.hasInCommon(.mixer), alignment.hasInCommon(.feedForward)) {
      case (false, true): return Self.everyMixerDiffers
      case (true, false): return Self.everyFeedForwardDiffers
      case (false, false): return Self.everySublayerDiffers
      case (true, true): return Self.everyLayerDiffers
      }
    }
    let count = differing.reduce(0) { $0 + $1.count }
    if differing.count <= 3 {
      let ranges = differing.map { range in
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      }.joined(separator: ", ")
      return Lane.noteLines(
        "underlined: \(count == 1 ? "layer" : "layers") \(ranges) of \(depth) \(count == 1 ? "differs" : "differ")"
      )
    }
    return Lane.noteLines("underlined: \(count) of \(depth) layers differ in kind")
  }

  private static let noneDiffers = Lane.noteLines("every layer is of the same kind")
  private static let everyMixerDiffers = Lane.noteLines("every mixer differs in kind")
  private static let everyFeedForwardDiffers = Lane.noteLines("every feed-forward differs")
  private static let everySublayerDiffers = Lane.noteLines("every sublayer differs")
  private static let everyLayerDiffers = Lane.noteLines("every layer differs")

  // MARK: Places

  private static func center(
    _ place: PairChange.Place, height: Double, _ older: ComparisonSide, _ newer: ComparisonSide,
    _ shifts: (older: Double, newer: Double), _ alignment: Alignment
  ) -> Double {
    func middle(_ isIncluded: (AlignedRow) -> Bool) -> Double {
      var sum = 0.0, count = 0.0
      for row in older.rows.indices
      where isIncluded(alignment.rows[alignment.rowOfOlder[older.rows[row].variant]]) {
        sum += older.rows[row].frame.center.y + shifts.older
        count += 1
      }
      for row in newer.rows.indices
      where isIncluded(alignment.rows[alignment.rowOfNewer[newer.rows[row].variant]]) {
        sum += newer.rows[row].frame.center.y + shifts.newer
        count += 1
      }
      return count == 0 ? height / 2 : (sum / count).rounded()
    }
    switch place {
    case .head: return 37
    case .finalNorm: return 83
    case .frame: return 136
    case .embedding: return height - 51
    case .foot: return height - 12
    case .role(let role): return middle { $0.role == role }
    case .row(let index):
      let row = alignment.rows[index]
      return middle { $0.older == row.older && $0.newer == row.newer }
    }
  }
}
