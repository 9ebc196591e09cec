import Architecture

/// A comparison figure with all its places found; drawing hands everything to a canvas in drawing order.
struct PairFigure {
  let older: ComparisonSide, newer: ComparisonSide
  let alignment: Alignment
  private let changes: [PairChange]
  private let lane: Lane
  private let differing: [ClosedRange<Int>]
  private let verdict: String?
  private let cards: PairCards?
  /// Edges of the picture, and where the layer maps begin.
  let top: Double
  private let bottom: Double, mapTop: Double
  /// How much lower each stack stands than the other.
  private let shifts: (older: Double, newer: Double)
  /// One of the models has hundreds of layers: both maps are drawn at a finer pitch.
  private let isFine: Bool

  init(_ older: ComparisonSide, _ newer: ComparisonSide, withCards: Bool) {
    self.older = older
    self.newer = newer
    let alignment = Alignment(older, newer)
    self.alignment = alignment
    var changes = PairChange.all(older, newer, alignment)
    PairChange.showMostTelling(&changes, alignment)
    self.changes = changes
    differing = alignment.differingLayers(older, newer)
    verdict = Self.verdict(older, newer, alignment, changes)
    let height = max(older.height, newer.height)
    let shifts = (older: height - older.height, newer: height - newer.height)
    self.shifts = shifts
    lane = Lane(changes, older, newer, height: height) {
      Self.center($0, height: height, older, newer, shifts, alignment)
    }
    mapTop = max(height, lane.height) + 32
    isFine = max(older.depth, newer.depth) > CompactMap.most
    let hasLayers = older.depth + newer.depth > 0
    let mapHeight = max(
      CompactMap.height(older.depth, isFine: isFine), CompactMap.height(newer.depth, isFine: isFine))
    let cardTop = hasLayers ? mapTop + mapHeight + 28 : mapTop
    cards = withCards ? PairCards(older, newer, alignment, top: cardTop) : nil
    bottom = (cards?.bottom ?? cardTop) - 12
    top = -max(older.head.height, newer.head.height) - (verdict == nil ? 0 : 26)
  }

  var height: Double { bottom - top }

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
    let said = cards == nil ? changes.filter(\.isShown) : changes
    var words = alignment.hasNothingInCommon ? "Little in common. Changed: " : "Changed: "
    for (index, change) in said.enumerated() {
      if index > 0 { words += "; " }
      words += change.words(older, newer)
    }
    let rest = changes.count - said.count
    if rest > 0 { words += "; and \(rest) smaller \(rest == 1 ? "change" : "changes")" }
    return words + "."
  }

  /// The figure without items, described by its own words.
  func frame(id: String) -> Scene {
    var scene = Scene(
      id: id, width: PairLayout.width, height: height,
      title: "\(older.heading.name) and \(newer.heading.name), aligned", description: description, items: [],
      omissions: cards == nil ? ["the inside of each sublayer"] : ["sublayers that are equal inside"])
    scene.top = top
    scene.style = .pair
    scene.isCropped = true
    scene.valuesAreBold = false
    scene.isTerse = true
    return scene
  }

  // MARK: Drawing

  func draw(_ canvas: inout some PairCanvas & ~Copyable) {
    let isLevel = shifts.older == shifts.newer
    let framesDiffer = older.stack.frames.hash != newer.stack.frames.hash
    if isLevel && framesDiffer {
      canvas.group(.older) { $0.draw(older.stack.frames, of: older.pieces) }
      canvas.group(.newer) { $0.draw(newer.stack.frames, of: newer.pieces) }
    }
    let shared = isLevel ? drawShared(withFrames: !framesDiffer, &canvas) : nil
    let maps = (older.map(isFine: isFine), newer.map(isFine: isFine))
    canvas.group(.older) { canvas in
      canvas.draw(older.head.piece, of: older.pieces)
      canvas.lower(by: shifts.older) { canvas in
        draw(older, against: newer, shared?.alone(ofOlder: true), alignment.partner(ofOlder:), &canvas)
      }
      draw(maps.0.map, maps.0.pieces, &canvas)
    }
    canvas.group(.newer) { canvas in
      canvas.draw(newer.head.piece, of: newer.pieces)
      canvas.lower(by: shifts.newer) { canvas in
        draw(newer, against: older, shared?.alone(ofOlder: false), alignment.partner(ofNewer:), &canvas)
      }
      draw(maps.1.map, maps.1.pieces, &canvas)
    }
    cards?.draw(&canvas)
    canvas.group(.lane) { canvas in
      if let verdict { canvas.draw(PairText(words: verdict, font: .name), at: top + 13) }
      lane.draw(&canvas, older, newer)
      guard older.depth + newer.depth > 0 else { return }
      var baseline = mapTop + 40
      for line in mapLines {
        canvas.draw(line, at: baseline)
        baseline += 15
      }
    }
  }

  /// What both models have at the same place, drawn once; returns it, so that it is left out of what each has alone.
  private func drawShared(withFrames: Bool, _ canvas: inout some PairCanvas & ~Copyable) -> SharedItems {
    var shared = SharedItems(older.pieces, newer.pieces)
    shared.add(older.stack.skeleton, of: older.pieces, newer.stack.skeleton, of: newer.pieces)
    canvas.open(.shared)
    canvas.open(.unchanged)
    if withFrames { canvas.draw(older.stack.frames, of: older.pieces) }
    canvas.draw(older.stack.skeleton, of: older.pieces, shared.shared, against: nil)
    // Rows of both models at one place with the same kind.
    var others = 0..<0
    for row in older.stack.rows.indices {
      guard let answer = answer(to: row) else { continue }
      let piece = older.stack.rows[row].piece, other = newer.stack.rows[answer].piece
      if piece.hash == other.hash {
        shared.add(all: piece, other)
        canvas.draw(piece, of: older.pieces)
      } else {
        shared.add(piece, of: older.pieces, other, of: newer.pieces)
        others = (others.isEmpty ? row : others.lowerBound)..<row + 1
      }
    }
    canvas.close(.unchanged)
    for row in others {
      let piece = older.stack.rows[row].piece
      guard let answer = answer(to: row), newer.stack.rows[answer].piece.hash != piece.hash else { continue }
      canvas.draw(piece, of: older.pieces, shared.shared, against: nil)
    }
    canvas.close(.shared)
    return shared
  }

  /// The newer model's row at the place of an older one, when both are of one kind.
  private func answer(to row: Int) -> Int? {
    let variant = older.stack.rows[row].variant
    guard let partner = alignment.partner(ofOlder: variant),
      older.members[variant].kind == newer.members[partner].kind, let answer = newer.stack.rowOf[partner],
      newer.stack.rows[answer].frame == older.stack.rows[row].frame
    else { return nil }
    return answer
  }

  /// What one model has for itself: skeleton and rows.
  private func draw(
    _ side: ComparisonSide, against other: ComparisonSide, _ alone: SharedItems.Selection?,
    _ partner: (Int) -> Int?, _ canvas: inout some PairCanvas & ~Copyable
  ) {
    if alone == nil { canvas.draw(side.stack.frames, of: side.pieces) }
    canvas.draw(
      side.stack.skeleton, of: side.pieces, alone,
      against: KnownValues(keys: other.pieces.values, range: other.stack.skeleton.values))
    for row in side.stack.rows.indices {
      let variant = side.stack.rows[row].variant
      let answer = partner(variant)
      let isSame = answer.map { other.members[$0].kind == side.members[variant].kind } ?? false
      // Against another kind every number differs: marking the name says it.
      canvas.draw(
        side.stack.rows[row].piece, of: side.pieces, alone, against: other.known(answer, namesOnly: !isSame))
    }
  }

  // MARK: Layer maps

  private func draw(_ map: CompactMap, _ pieces: PieceStore, _ canvas: inout some PairCanvas & ~Copyable) {
    guard older.depth + newer.depth > 0 else { return }
    canvas.group(.lower(mapTop)) { canvas in
      canvas.draw(map.piece, of: pieces)
      if everyLayerDiffers { return }
      let lines = map.underlines(differing)
      canvas.draw(.deltaEdge, lines.count) { .line(lines[$0].left, lines[$0].right) }
    }
  }

  private var everyLayerDiffers: Bool {
    differing.first?.count == max(older.depth, newer.depth)
  }

  /// What the lane says between the two maps.
  private var mapLines: [PairText] {
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
      return PairText.note(
        "underlined: \(count == 1 ? "layer" : "layers") \(ranges) of \(depth) \(count == 1 ? "differs" : "differ")"
      )
    }
    return PairText.note("underlined: \(count) of \(depth) layers differ in kind")
  }

  private static let noneDiffers = PairText.note("every layer is of the same kind")
  private static let everyMixerDiffers = PairText.note("every mixer differs in kind")
  private static let everyFeedForwardDiffers = PairText.note("every feed-forward differs")
  private static let everySublayerDiffers = PairText.note("every sublayer differs")
  private static let everyLayerDiffers = PairText.note("every layer differs")

  // MARK: Places

  private static func center(
    _ place: PairChange.Place, height: Double, _ older: ComparisonSide, _ newer: ComparisonSide,
    _ shifts: (older: Double, newer: Double), _ alignment: Alignment
  ) -> Double {
    func middle(_ isIncluded: (AlignedRow) -> Bool) -> Double {
      var sum = 0.0, count = 0.0
      for row in older.stack.rows.indices
      where isIncluded(alignment.row(ofOlder: older.stack.rows[row].variant)) {
        sum += older.stack.rows[row].frame.center.y + shifts.older
        count += 1
      }
      for row in newer.stack.rows.indices
      where isIncluded(alignment.row(ofNewer: newer.stack.rows[row].variant)) {
        sum += newer.stack.rows[row].frame.center.y + shifts.newer
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

extension PairCanvas where Self: ~Copyable {
  fileprivate mutating func lower(by shift: Double, _ draw: (inout Self) -> Void) {
    if shift == 0 { draw(&self) } else { group(.lower(shift), draw) }
  }
}
