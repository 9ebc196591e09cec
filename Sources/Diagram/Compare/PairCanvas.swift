import Architecture

/// Takes a comparison figure piece by piece, so that one description gives the scene that tests measure and the
/// bytes that pages show.
protocol PairCanvas {
  /// Whatever is drawn until `close` stands in `group`, which comes without items.
  mutating func open(_ group: Scene.Group)
  mutating func close()
  mutating func draw(_ item: Scene.Item)
  mutating func draw(_ text: Scene.Text)
  /// In the middle of the lane.
  mutating func draw(_ line: Lane.Line, at baseline: Double)
  /// `256 → 384 (×1.5)` in the middle of the lane.
  mutating func draw(
    _ older: PairChange.Value, _ newer: PairChange.Value, ratio: String?, at baseline: Double)
  /// All of a piece, nothing marked.
  mutating func draw(_ piece: Piece)
  /// The items of a piece whose flag is `isDrawn` (all without flags), with what differs marked.
  mutating func draw(_ piece: Piece, where flags: [Bool], are isDrawn: Bool, against known: Piece.Known)
}

extension PairCanvas {
  mutating func group(
    at offset: Point = Point(0, 0), _ style: Style = .none, anchor: Scene.Text.Anchor = .start,
    _ draw: (inout Self) -> Void
  ) {
    var group = Scene.Group(at: offset)
    group.style = style
    group.anchor = anchor
    open(group)
    draw(&self)
    close()
  }
}

/// Collects a scene.
struct SceneCanvas: PairCanvas {
  /// Groups that are open, the picture itself first.
  private var groups = [Scene.Group()]

  var items: [Scene.Item] { groups[0].items }

  mutating func open(_ group: Scene.Group) { groups.append(group) }

  mutating func close() {
    let group = groups.removeLast()
    draw(.group(group))
  }

  mutating func draw(_ item: Scene.Item) { groups[groups.count - 1].items.append(item) }

  mutating func draw(_ piece: Piece) { groups[groups.count - 1].items += piece.items }

  mutating func draw(_ text: Scene.Text) { draw(.text(text)) }

  mutating func draw(_ line: Lane.Line, at baseline: Double) {
    var text = line.text
    text.at.y = baseline
    draw(text)
  }

  mutating func draw(
    _ older: PairChange.Value, _ newer: PairChange.Value, ratio: String?, at baseline: Double
  ) {
    let words = "\(older.text) → \(newer.text)" + (ratio.map { " (\($0))" } ?? "")
    draw(Scene.Text(Phrase(words), .label, at: Point(0, baseline), anchor: .middle))
  }

  mutating func draw(_ piece: Piece, where flags: [Bool], are isDrawn: Bool, against known: Piece.Known) {
    for index in piece.items.indices where flags.isEmpty || flags[index] == isDrawn {
      guard case .text(var text) = piece.items[index] else {
        draw(piece.items[index])
        continue
      }
      let marks = known.marks(piece.segments[piece.prints[index].segments])
      text.changes = text.content.segments.indices.filter { $0 < 64 && marks >> UInt64($0) & 1 == 1 }
      draw(.text(text))
    }
  }
}

/// Prints as a page shows it: prepared bytes are copied.
struct MarkupCanvas: PairCanvas {
  var printer: SVGPrinter
  private var groups: [Scene.Group] = []

  init(id: String) { printer = SVGPrinter(id: id, valuesAreBold: false, isTerse: true, capacity: 0) }

  mutating func open(_ group: Scene.Group) {
    printer.open(group)
    groups.append(group)
  }

  mutating func close() { printer.close(groups.removeLast()) }

  mutating func draw(_ item: Scene.Item) { printer.item(item) }

  mutating func draw(_ text: Scene.Text) {
    printer.endWires()
    printer.text(text)
  }

  mutating func draw(_ line: Lane.Line, at baseline: Double) {
    printer.endWires()
    printer.out.raw("<text y=")
    printer.out.number(baseline)
    printer.out.plain(line.ink)
  }

  mutating func draw(
    _ older: PairChange.Value, _ newer: PairChange.Value, ratio: String?, at baseline: Double
  ) {
    printer.endWires()
    printer.out.raw("<text y=")
    printer.out.number(baseline)
    printer.out.plain(older.inkBefore)
    printer.out.plain(newer.ink)
    if let ratio {
      printer.out.raw(" (")
      printer.out.escaped(ratio)
      printer.out.raw(")")
    }
    printer.endText()
  }

  mutating func draw(_ piece: Piece) {
    guard piece.isWhole else { return draw(piece, where: [], are: true, against: .all) }
    printer.endWires()
    piece.ink.withUnsafeBufferPointer { printer.out.append($0[...]) }
  }

  mutating func draw(_ piece: Piece, where flags: [Bool], are isDrawn: Bool, against known: Piece.Known) {
    let prints = piece.prints, segments = piece.segments
    piece.ink.withUnsafeBufferPointer { ink in
      // Neighbours without marks are copied together.
      var pending = 0..<0
      for index in prints.indices where flags.isEmpty || flags[index] == isDrawn {
        let print = prints[index]
        if let wire = print.wire {
          printer.out.append(ink[pending])
          pending = 0..<0
          printer.wire(piece.wireStyles[wire], path: ink[print.span], head: ink[print.head])
          continue
        }
        if pending.isEmpty { printer.endWires() }
        let marks = print.segments.isEmpty ? 0 : known.marks(segments[print.segments])
        if marks == 0 {
          if pending.upperBound != print.span.lowerBound {
            printer.out.append(ink[pending])
            pending = print.span
          } else {
            pending = pending.lowerBound..<print.span.upperBound
          }
          continue
        }
        printer.out.append(ink[pending])
        pending = 0..<0
        if marks == Piece.allMarks(print.segments.count) {
          piece.markedInk.withUnsafeBufferPointer { printer.out.append($0[print.marked]) }
        } else {
          draw(print, segments[print.segments], marks, ink)
        }
      }
      printer.out.append(ink[pending])
    }
  }

  private mutating func draw(
    _ print: Piece.Print, _ segments: ArraySlice<Piece.Segment>, _ marks: UInt64,
    _ ink: UnsafeBufferPointer<UInt8>
  ) {
    var at = print.span.lowerBound
    var open = SVGPrinter.Mark.none
    var bits = marks
    for segment in segments {
      let mark = bits & 1 == 1 ? SVGPrinter.Mark.changed : .none
      bits >>= 1
      if mark != open {
        printer.out.append(ink[at..<segment.span.lowerBound])
        at = segment.span.lowerBound
        printer.mark(mark, after: &open)
      }
    }
    let end = segments.last?.span.upperBound ?? at
    printer.out.append(ink[at..<end])
    printer.mark(.none, after: &open)
    printer.out.append(ink[end..<print.span.upperBound])
  }
}
