import Architecture
import Diagnostics

/// Prints a comparison as a page shows it: prepared bytes are copied.
///
/// What it writes itself is what `SVGPrinter` makes of the same scene; tests hold both against each other.
struct MarkupCanvas: PairCanvas, ~Copyable {
  private let id: String
  private(set) var out: SVGBuffer

  /// Goes on with `page`, which gets everything back from `finish`.
  init(id: String, page: inout ByteWriter) {
    self.id = id
    out = SVGBuffer(capacity: 0, isTerse: true)
    out.exchange(&page)
  }

  // MARK: The picture

  mutating func begin(_ figure: PairFigure, describedBy: String?) {
    guard let describedBy else {
      var printer = SVGPrinter(id: id, valuesAreBold: false, isTerse: true, capacity: 0)
      swap(&printer.out, &out)
      printer.begin(figure.frame(id: id), standalone: false)
      swap(&printer.out, &out)
      return
    }
    out.raw("<svg class=\"af pair\" preserveAspectRatio=\"xMinYMin slice\" role=img aria-label=\"")
    out.plain(figure.older.name)
    out.raw(" and ")
    out.plain(figure.newer.name)
    out.raw(", aligned\" aria-describedby=")
    out.plain(describedBy)
    // A margin of 1 u on every side.
    let width = PairLayout.width + 2, height = figure.height + 2
    out.raw(" viewBox=")
    out.list(-1, figure.top - 1, width, height)
    out.raw(" width=")
    out.number(width)
    out.raw(" height=")
    out.number(height)
    out.raw(">")
  }

  mutating func finish(_ page: inout ByteWriter) {
    out.raw("</svg>")
    out.exchange(&page)
  }

  // MARK: Groups

  mutating func open(_ part: PairPart) {
    switch part {
    case .older: out.raw("<g class=older>")
    case .newer:
      startMoved(x: PairLayout.offset)
      out.raw(" class=newer>")
    case .shared:
      out.raw("<g id=")
      out.escaped(id)
      out.raw("-s class=af>")
    case .unchanged: out.raw("<g class=un>")
    case .lane:
      startMoved(x: PairLayout.middle)
      out.raw(" class=\"lane c\">")
    case .notes: out.raw("<g class=lane>")
    case .lower(let y):
      guard y != 0 else { return out.raw("<g>") }
      out.raw("<g transform=translate(0,")
      out.number(y)
      out.raw(")>")
    }
  }

  private mutating func startMoved(x: Double) {
    out.raw("<g transform=translate(")
    out.number(x)
    out.raw(")")
  }

  mutating func close(_ part: PairPart) {
    out.raw("</g>")
    guard case .shared = part else { return }
    out.raw("<use href=#")
    out.escaped(id)
    out.raw("-s x=")
    out.number(PairLayout.offset)
    out.raw(" class=newer />")
  }

  // MARK: The lane

  mutating func draw(_ style: Style, _ count: Int, figure: (Int) -> Path.Figure) {
    guard count > 0 else { return }
    out.raw("<path d=")
    out.beginPath()
    for index in 0..<count { out.figure(figure(index)) }
    out.classes(style.classes)
    out.endElement()
  }

  /// Up to the line's attributes behind its height.
  private mutating func startText(_ baseline: Double) {
    out.raw("<text y=")
    out.number(baseline)
  }

  mutating func draw(_ text: PairText, at baseline: Double) {
    startText(baseline)
    text.print(in: &out)
  }

  mutating func draw(line: Int, of side: ComparisonSide, at baseline: Double) {
    startText(baseline)
    out.append(side.wording.ink, side.wording.lineInk[line].range)
  }

  mutating func draw(value: Int, of side: ComparisonSide, at baseline: Double) {
    startText(baseline)
    out.append(side.wording.ink, side.wording.values[value].start.range)
    out.raw("</text>")
  }

  mutating func draw(start: Int, of side: ComparisonSide, at baseline: Double) {
    startText(baseline)
    out.append(side.wording.ink, side.wording.values[start].start.range)
    out.raw(" →</text>")
  }

  mutating func draw(
    from value: Int, of older: ComparisonSide, to answer: Int, of newer: ComparisonSide, _ ratio: String?,
    at baseline: Double
  ) {
    startText(baseline)
    out.append(older.wording.ink, older.wording.values[value].start.range)
    out.raw(" → ")
    out.append(newer.wording.ink, newer.wording.values[answer].ink.range)
    if let ratio {
      out.raw(" (")
      out.plain(ratio)
      out.raw(")")
    }
    out.raw("</text>")
  }

  // MARK: Items and pieces

  mutating func draw(_ item: Scene.Item) {
    var printer = SVGPrinter(id: id, valuesAreBold: false, isTerse: true, capacity: 0)
    swap(&printer.out, &out)
    printer.item(item)
    swap(&printer.out, &out)
  }

  mutating func draw(
    _ piece: Piece, of store: PieceStore, _ selection: SharedItems.Selection?, against known: KnownValues?
  ) {
    if selection == nil, known == nil, !piece.ink.isEmpty { return out.append(store.ink, piece.ink) }
    var pending = 0..<0
    var index = piece.items.lowerBound
    while index < piece.items.upperBound {
      guard selection?.contains(index) ?? true else {
        index += 1
        continue
      }
      let print = store.prints[index]
      if print.wire >= 0 {
        flush(&pending, of: store.ink)
        drawWires(&index, piece, of: store, selection)
        continue
      }
      let segments = print.segments.range
      let marks = segments.isEmpty ? 0 : known?.marks(segments, of: store.segments) ?? 0
      if marks == 0 {
        add(print.span, to: &pending, of: store.ink)
      } else {
        flush(&pending, of: store.ink)
        if marks == KnownValues.allMarks(segments.count) {
          out.append(store.spareInk, print.marked.range)
        } else {
          drawLine(print.span.range, segments, marks, of: store)
        }
      }
      index += 1
    }
    flush(&pending, of: store.ink)
  }

  /// Neighbours are copied together: `pending` is not yet.
  private mutating func add(_ span: Stretch, to pending: inout Range<Int>, of ink: [UInt8]) {
    let span = span.range
    if pending.upperBound == span.lowerBound {
      pending = pending.lowerBound..<span.upperBound
    } else {
      out.append(ink, pending)
      pending = span
    }
  }

  private mutating func flush(_ pending: inout Range<Int>, of ink: [UInt8]) {
    out.append(ink, pending)
    pending = 0..<0
  }

  /// Neighbouring wires of one style as one path, their arrow heads as another; leaves `index` behind them.
  private mutating func drawWires(
    _ index: inout Int, _ piece: Piece, of store: PieceStore, _ selection: SharedItems.Selection?
  ) {
    let first = index, style = store.prints[index].wire
    var pending = 0..<0
    out.raw("<path d=")
    while index < piece.items.upperBound {
      if selection?.contains(index) ?? true {
        if store.prints[index].wire != style { break }
        add(store.prints[index].span, to: &pending, of: store.ink)
      }
      index += 1
    }
    flush(&pending, of: store.ink)
    out.append(store.spareInk, store.wireEnds[Int(style)])
    var hasHeads = false
    for item in first..<index where selection?.contains(item) ?? true {
      let head = store.prints[item].head
      if head.isEmpty { continue }
      if !hasHeads { out.raw("<path d=") }
      hasHeads = true
      add(head, to: &pending, of: store.spareInk)
    }
    flush(&pending, of: store.spareInk)
    if hasHeads { out.raw(" class=ah />") }
  }

  /// A line with some of its parts marked; neighbours share an element.
  private mutating func drawLine(
    _ span: Range<Int>, _ segments: Range<Int>, _ marks: UInt64, of store: PieceStore
  ) {
    var at = span.lowerBound
    var isMarked = false
    var bits = marks
    for index in segments {
      if isMarked != (bits & 1 == 1) {
        let next = store.segments[index].span.range.lowerBound
        out.append(store.ink, at..<next)
        isMarked ? out.raw("</tspan>") : out.raw("<tspan>")
        isMarked.toggle()
        at = next
      }
      bits >>= 1
    }
    let end = store.segments[segments.upperBound - 1].span.range.upperBound
    out.append(store.ink, at..<end)
    if isMarked { out.raw("</tspan>") }
    out.append(store.ink, end..<span.upperBound)
  }
}
