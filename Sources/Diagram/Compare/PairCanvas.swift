import Architecture

/// Takes a comparison figure piece by piece, so that one description gives the scene that tests measure and the
/// bytes that pages show.
protocol PairCanvas: ~Copyable {
  /// Whatever is drawn until `close` stands in this part.
  mutating func open(_ part: PairPart)
  mutating func close(_ part: PairPart)
  mutating func draw(_ item: Scene.Item)
  /// Figures of one style as one path.
  mutating func draw(_ style: Style, _ count: Int, figure: (Int) -> Path.Figure)

  // In the middle of the lane: words, a line of a wording, all of a value, `256 →`, and `256 → 384 (×1.5)`.
  mutating func draw(_ text: PairText, at baseline: Double)
  mutating func draw(line: Int, of side: ComparisonSide, at baseline: Double)
  mutating func draw(value: Int, of side: ComparisonSide, at baseline: Double)
  mutating func draw(start: Int, of side: ComparisonSide, at baseline: Double)
  mutating func draw(
    from value: Int, of older: ComparisonSide, to answer: Int, of newer: ComparisonSide, _ ratio: String?,
    at baseline: Double)

  /// The items of a piece in `selection` (all without one), with what the other model does not know marked (nothing
  /// without one).
  mutating func draw(
    _ piece: Piece, of store: PieceStore, _ selection: SharedItems.Selection?, against known: KnownValues?)
}

extension PairCanvas where Self: ~Copyable {
  mutating func group(_ part: PairPart, _ draw: (inout Self) -> Void) {
    open(part)
    draw(&self)
    close(part)
  }

  mutating func draw(_ piece: Piece, of store: PieceStore) { draw(piece, of: store, nil, against: nil) }
}

/// A group of a comparison figure.
enum PairPart {
  /// What only one model shows; narrow pages show one of them at a time.
  case older, newer
  /// What both show: drawn once in the older model's place, and by reference in the newer's.
  case shared
  /// The part of it that steps back, since nothing in it differs.
  case unchanged
  /// Between the two, around its middle; and what stands below it at the left.
  case lane, notes
  /// Lower than what it stands in.
  case lower(Double)

  var group: Scene.Group {
    var group = Scene.Group()
    switch self {
    case .older: group.style = .older
    case .newer:
      group.offset.x = PairLayout.offset
      group.style = .newer
    case .shared:
      group.id = "s"
      // A copy sees its own ancestors only: the class all rules begin with is given once more.
      group.style = .figure
      group.copies = [Scene.Copy(at: Point(PairLayout.offset, 0), .newer)]
    case .unchanged: group.style = .unchanged
    case .lane:
      group.offset.x = PairLayout.middle
      group.style = .lane
      group.anchor = .middle
    case .notes: group.style = .lane
    case .lower(let y): group.offset.y = y
    }
    return group
  }
}

/// Collects a scene.
struct SceneCanvas: PairCanvas {
  /// Groups that are open, the picture itself first.
  private var groups = [Scene.Group()]

  var items: [Scene.Item] { groups[0].items }

  mutating func open(_ part: PairPart) { groups.append(part.group) }

  mutating func close(_ part: PairPart) {
    let group = groups.removeLast()
    draw(.group(group))
  }

  mutating func draw(_ item: Scene.Item) { groups[groups.count - 1].items.append(item) }

  mutating func draw(_ style: Style, _ count: Int, figure: (Int) -> Path.Figure) {
    if count > 0 { draw(.shape(Scene.Shape(Path((0..<count).map(figure)), style))) }
  }

  mutating func draw(_ text: PairText, at baseline: Double) {
    draw(
      .text(
        Scene.Text(
          Phrase(text.words), text.font, muted: text.font == .small, at: Point(0, baseline), anchor: .middle))
    )
  }

  mutating func draw(line: Int, of side: ComparisonSide, at baseline: Double) {
    draw(side.wording.lines[line], at: baseline)
  }

  mutating func draw(value: Int, of side: ComparisonSide, at baseline: Double) {
    draw(PairText(words: side.wording.quantities[value].text, font: .label), at: baseline)
  }

  mutating func draw(start: Int, of side: ComparisonSide, at baseline: Double) {
    draw(PairText(words: side.wording.quantities[start].text + " →", font: .label), at: baseline)
  }

  mutating func draw(
    from value: Int, of older: ComparisonSide, to answer: Int, of newer: ComparisonSide, _ ratio: String?,
    at baseline: Double
  ) {
    let words = "\(older.wording.quantities[value].text) → \(newer.wording.quantities[answer].text)"
    draw(PairText(words: words + (ratio.map { " (\($0))" } ?? ""), font: .label), at: baseline)
  }

  mutating func draw(
    _ piece: Piece, of store: PieceStore, _ selection: SharedItems.Selection?, against known: KnownValues?
  ) {
    for index in piece.items where selection?.contains(index) ?? true {
      guard case .text(var text) = store.items[index] else {
        draw(store.items[index])
        continue
      }
      let marks = known?.marks(store.prints[index].segments.range, of: store.segments) ?? 0
      text.changes = text.content.segments.indices.filter { $0 < 64 && marks >> UInt64($0) & 1 == 1 }
      draw(.text(text))
    }
  }
}
