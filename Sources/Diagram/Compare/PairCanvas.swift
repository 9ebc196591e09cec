/// Takes a comparison figure piece by piece, so that one description gives the scene that tests measure and the
/// bytes that pages show.
protocol PairCanvas {
  /// Whatever is drawn until `close` stands in `group`, which comes without items.
  mutating func open(_ group: Scene.Group)
  mutating func close()
  mutating func draw(_ item: Scene.Item)
  /// One item of a piece; `marks` are its changed segments, as bits.
  mutating func draw(_ piece: Piece, _ index: Int, marks: UInt64)
  /// All of a piece, nothing marked.
  mutating func draw(_ piece: Piece)
}

extension PairCanvas {
  mutating func group(at offset: Point = Point(0, 0), _ style: Style = .none, _ draw: (inout Self) -> Void) {
    var group = Scene.Group(at: offset)
    group.style = style
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

  mutating func draw(_ piece: Piece, _ index: Int, marks: UInt64) {
    guard case .text(var text) = piece.items[index] else { return draw(piece.items[index]) }
    text.changes = text.content.segments.indices.filter { $0 < 64 && marks >> UInt64($0) & 1 == 1 }
    draw(.text(text))
  }
}

/// Prints as a page shows it: prepared bytes are copied.
struct MarkupCanvas: PairCanvas {
  var printer: SVGPrinter
  private var groups: [Scene.Group] = []

  init(id: String) { printer = SVGPrinter(id: id, valuesAreBold: false, capacity: 12 * 1024) }

  mutating func open(_ group: Scene.Group) {
    printer.open(group)
    groups.append(group)
  }

  mutating func close() { printer.close(groups.removeLast()) }

  mutating func draw(_ item: Scene.Item) { printer.item(item) }

  mutating func draw(_ piece: Piece) {
    guard piece.isWhole else {
      for index in piece.prints.indices { draw(piece, index, marks: 0) }
      return
    }
    printer.endWires()
    printer.out.append(piece.ink[...])
  }

  mutating func draw(_ piece: Piece, _ index: Int, marks: UInt64) {
    let print = piece.prints[index]
    if let style = print.wire {
      return printer.wire(piece.wireStyles[style], path: piece.ink[print.span], head: piece.ink[print.head])
    }
    printer.endWires()
    if marks == 0 { return printer.out.append(piece.ink[print.span]) }
    if marks == piece.allMarks(index) { return printer.out.append(piece.markedInk[print.marked]) }
    var at = print.span.lowerBound
    var open = SVGPrinter.Mark.none
    for (offset, segment) in piece.segments[print.segments].enumerated() {
      let mark = offset < 64 && marks >> UInt64(offset) & 1 == 1 ? SVGPrinter.Mark.changed : .none
      if mark != open {
        printer.out.append(piece.ink[at..<segment.span.lowerBound])
        at = segment.span.lowerBound
        printer.mark(mark, after: &open)
      }
    }
    let end = piece.segments[print.segments.upperBound - 1].span.upperBound
    printer.out.append(piece.ink[at..<end])
    printer.mark(.none, after: &open)
    printer.out.append(piece.ink[end..<print.span.upperBound])
  }
}
