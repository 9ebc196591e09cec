import Architecture

/// Lays pieces out in bytes, one behind the other, until they are a store.
struct PieceSetter: ~Copyable {
  private(set) var items: [Scene.Item] = []
  private(set) var prints: [PieceStore.Print] = []
  private(set) var segments: [PieceStore.Segment] = []
  private(set) var values: [UInt64] = []
  private(set) var order: [(hash: UInt64, item: Int)] = []
  private(set) var wireEnds: [Range<Int>] = []
  private(set) var printer = SVGPrinter(id: "", valuesAreBold: false, isTerse: true, capacity: 4_096)
  private(set) var spare = SVGPrinter(id: "", valuesAreBold: false, isTerse: true, capacity: 1_024)
  private var wireStyles: [Style] = []

  /// `name` is the full name behind a shorter one; `count` is the text that says how many layers there are.
  mutating func add(_ items: [Scene.Item], name: String? = nil, count: String? = nil) -> Piece {
    let first = prints.count, firstValue = values.count, start = printer.out.count
    add(items, at: Point(0, 0), name, count)
    let range = first..<prints.count
    var hash = Key.start
    for index in range { hash = Key.folded(hash, order[index].hash) }
    let isWhole = prints[range].allSatisfy { $0.wire < 0 }
    order[range].sort { $0 < $1 }
    return Piece(
      items: range, values: firstValue..<values.count, ink: isWhole ? start..<printer.out.count : 0..<0,
      hash: hash)
  }

  private mutating func add(_ items: [Scene.Item], at offset: Point, _ name: String?, _ count: String?) {
    for item in items {
      if case .group(let group) = item {
        add(group.items, at: offset + group.offset, name, count)
        continue
      }
      let item = offset == Point(0, 0) ? item : item.moved(by: offset)
      self.items.append(item)
      switch item {
      case .wire(let wire): add(wire)
      case .text(let text): add(text, name, count)
      default:
        let start = printer.out.count
        printer.item(item)
        add(PieceStore.Print(span: Stretch(start..<printer.out.count)), hash(from: start))
      }
    }
  }

  private mutating func add(_ print: PieceStore.Print, _ hash: UInt64) {
    order.append((hash, prints.count))
    prints.append(print)
  }

  private func hash(from start: Int) -> UInt64 { printer.out.withBytes { Key.hash($0[start...]) } }

  private mutating func add(_ wire: Scene.Wire) {
    let style: Int
    if let known = wireStyles.firstIndex(of: wire.style) {
      style = known
    } else {
      style = wireStyles.count
      wireStyles.append(wire.style)
      let start = spare.out.count
      spare.out.endValue()
      spare.style(wire.style)
      spare.out.endElement()
      wireEnds.append(start..<spare.out.count)
    }
    let (path, head) = printer.printed(wire)
    let start = printer.out.count
    printer.out.plain(path)
    let hash = Key.folded(hash(from: start), Key.hash(wire.style.classes.utf8))
    let startOfHead = spare.out.count
    spare.out.plain(head)
    add(
      PieceStore.Print(
        span: Stretch(start..<printer.out.count), wire: Int32(style),
        head: Stretch(startOfHead..<spare.out.count)), hash)
  }

  private mutating func add(_ text: Scene.Text, _ name: String?, _ count: String?) {
    let first = segments.count, start = printer.out.count
    printer.startText(text, isChanged: false)
    for (segment, key) in zip(text.content.segments, text.keys(name, count)) {
      let start = printer.out.count
      printer.out.escaped(segment.text)
      segments.append(
        PieceStore.Segment(
          span: Stretch(start..<printer.out.count), key: key, isName: key != 0 && text.font == .name,
          isGlue: key == 0 && !segment.text.hasWords))
      if key != 0 { values.append(key) }
    }
    printer.endText()
    var print = PieceStore.Print(span: Stretch(start..<printer.out.count))
    let hash = hash(from: start)
    if segments[first...].contains(where: { $0.key != 0 }) {
      print.segments = Stretch(first..<segments.count)
      let start = spare.out.count
      spare.startText(text, isChanged: true)
      for segment in text.content.segments { spare.out.escaped(segment.text) }
      spare.endText()
      print.marked = Stretch(start..<spare.out.count)
    } else {
      segments.removeSubrange(first...)
    }
    add(print, hash)
  }
}

extension String {
  /// Letters or digits; what is not ASCII is asked the longer way.
  fileprivate var hasWords: Bool {
    utf8.contains { 48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 }
      || !utf8.allSatisfy { $0 < 128 } && contains { $0.isLetter || $0.isNumber }
  }
}

extension Phrase {
  /// For each segment that is a value, a number that is equal for equal values of one fact; else 0.
  ///
  /// A value without a fact is known by the words before it: `Q 24,576`.
  var valueKeys: [UInt64] {
    var lead = ""
    return segments.map { segment in
      guard segment.isValue else {
        lead = segment.text
        return 0
      }
      return Key.value(segment.fact ?? lead, segment.text)
    }
  }
}

extension Scene.Text {
  /// Values, the number of layers, and the name of a row count as said; other words do not.
  fileprivate func keys(_ name: String?, _ count: String?) -> [UInt64] {
    if let name, font == .name { return content.segments.map { _ in Key.value("name", name) } }
    if let count, font == .repeatCount || font == .label, content.text == count {
      return content.segments.map { _ in Key.value("layers", count) }
    }
    return content.valueKeys
  }
}

extension Scene.Item {
  func moved(by offset: Point) -> Scene.Item {
    switch self {
    case .box(var box):
      box.frame = box.frame.moved(by: offset)
      return .box(box)
    case .shape(var shape):
      shape.path = shape.path.moved(by: offset)
      return .shape(shape)
    case .text(var text):
      text.at = text.at + offset
      return .text(text)
    case .wire(var wire):
      wire.points = wire.points.map { $0 + offset }
      return .wire(wire)
    case .group(var group):
      group.offset = group.offset + offset
      return .group(group)
    }
  }
}

extension Path {
  func moved(by offset: Point) -> Path {
    Path(
      figures.map { figure in
        switch figure {
        case .rect(let frame): .rect(frame.moved(by: offset))
        case .disc(let center, let radius): .disc(center: center + offset, radius: radius)
        case .diamond(let center, let radius): .diamond(center: center + offset, radius: radius)
        case .polygon(let points): .polygon(points.map { $0 + offset })
        case .line(let a, let b): .line(a + offset, b + offset)
        case .polyline(let points): .polyline(points.map { $0 + offset })
        }
      }, evenOdd: isEvenOdd)
  }
}
