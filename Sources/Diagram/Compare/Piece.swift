import Architecture

/// A laid-out piece of one model, printed once and held against the same piece of many others.
///
/// Everything that depends on one model alone (places, texts, bytes, hashes) is found once; a pair then costs
/// look-ups and copying. A reference, so that handing it on costs nothing.
final class Piece: Sendable {
  /// A part of a line that another model may say differently.
  struct Segment: Sendable {
    var span: Range<Int>
    /// Equal for equal values of one fact; 0 for plain words.
    var key: UInt64
    /// Names what is drawn: marked even where nothing else is comparable.
    var isName: Bool
    /// An arrow or comma between values: marked when all of them are.
    var isGlue: Bool
  }

  /// One item as bytes of `ink`.
  struct Print: Sendable {
    var hash: UInt64
    var span: Range<Int>
    /// Of `markedInk`.
    var marked = 0..<0
    var segments = 0..<0
    /// Of `wireStyles`, with the arrow head; nil for what is no wire.
    var wire: Int?
    var head = 0..<0
  }

  /// Without groups: everything in the coordinates of the piece.
  let items: [Scene.Item]
  let prints: [Print]
  let segments: [Segment]
  let ink: [UInt8]
  /// Texts with every word marked.
  let markedInk: [UInt8]
  /// All of `ink` is the piece, as it is printed when nothing is marked.
  let isWhole: Bool
  /// Keys of every value in the piece.
  let values: [UInt64]
  /// Of all items together.
  let hash: UInt64
  let wireStyles: [Style]
  /// Items by what they print.
  private let order: [(hash: UInt64, index: Int)]

  /// `name` is the full name behind a shorter one; `count` is the text that says how many layers there are.
  init(_ items: [Scene.Item], name: String? = nil, count: String? = nil) {
    var printer = SVGPrinter(id: "", valuesAreBold: false, isTerse: true, capacity: 1_024)
    var marker = SVGPrinter(id: "", valuesAreBold: false, isTerse: true, capacity: 512)
    var flat: [Scene.Item] = [], prints: [Print] = [], segments: [Segment] = [], styles: [Style] = []
    func add(_ items: [Scene.Item], _ offset: Point) {
      for item in items {
        if case .group(let group) = item {
          add(group.items, offset + group.offset)
        } else {
          let item = offset == Point(0, 0) ? item : item.moved(by: offset)
          flat.append(item)
          var print = Self.print(item, name, count, &printer, &marker, &segments)
          if case .wire(let wire) = item {
            print.wire = styles.firstIndex(of: wire.style) ?? styles.count
            if print.wire == styles.count { styles.append(wire.style) }
          }
          prints.append(print)
        }
      }
    }
    add(items, Point(0, 0))
    ink = printer.out.bytes
    markedInk = marker.out.bytes
    isWhole = prints.allSatisfy { $0.wire == nil }
    values = segments.map(\.key).filter { $0 != 0 }
    hash = prints.reduce(Key.start) { Key.folded($0, $1.hash) }
    order = prints.enumerated().map { ($0.element.hash, $0.offset) }.sorted { $0 < $1 }
    wireStyles = styles
    self.items = flat
    self.prints = prints
    self.segments = segments
  }

  private static func print(
    _ item: Scene.Item, _ name: String?, _ count: String?, _ printer: inout SVGPrinter,
    _ marker: inout SVGPrinter, _ segments: inout [Segment]
  ) -> Print {
    func written(_ write: (inout SVGPrinter) -> Void) -> Range<Int> {
      let start = printer.out.bytes.count
      write(&printer)
      return start..<printer.out.bytes.count
    }
    var print = Print(hash: 0, span: 0..<0)
    switch item {
    case .wire(let wire):
      let (path, head) = printer.printed(wire)
      print.span = written { $0.out.plain(path) }
      print.head = written { $0.out.plain(head) }
    case .text(let text):
      let first = segments.count, start = printer.out.bytes.count
      printer.startText(text, isChanged: false)
      for (segment, key) in zip(text.content.segments, text.keys(name, count)) {
        let span = written { $0.out.escaped(segment.text) }
        segments.append(
          Segment(
            span: span, key: key, isName: key != 0 && text.font == .name,
            isGlue: key == 0 && !segment.text.contains { $0.isLetter || $0.isNumber }))
      }
      printer.endText()
      print.span = start..<printer.out.bytes.count
      print.segments = first..<segments.count
      if segments[print.segments].contains(where: { $0.key != 0 }) {
        let start = marker.out.bytes.count
        marker.startText(text, isChanged: true)
        for segment in text.content.segments { marker.out.escaped(segment.text) }
        marker.endText()
        print.marked = start..<marker.out.bytes.count
      }
    default:
      print.span = written { $0.item(item) }
    }
    print.hash = Key.hash(printer.out.bytes[print.span])
    if case .wire(let wire) = item {
      print.hash = Key.folded(print.hash, Key.hash(wire.style.classes.utf8))
    }
    return print
  }

  /// Repeat frames, which stand behind everything, are pieces of their own.
  static func isFrame(_ item: Scene.Item) -> Bool {
    if case .box(let box) = item { return box.style == .frame }
    return false
  }

  /// For each item of both whether the other has it at the same place.
  func common(with other: Piece) -> (own: [Bool], other: [Bool]) {
    var found = [Bool](repeating: false, count: prints.count)
    var others = [Bool](repeating: false, count: other.prints.count)
    var a = 0, b = 0
    while a < order.count, b < other.order.count {
      let left = order[a], right = other.order[b]
      if left.hash == right.hash {
        found[left.index] = true
        others[right.index] = true
      }
      if left.hash <= right.hash { a += 1 }
      if right.hash <= left.hash { b += 1 }
    }
    return (found, others)
  }

  /// What another model says: the values that are not marked.
  struct Known {
    var values: [UInt64]
    /// Only names are held against it.
    var namesOnly = false
    private var isAll = false

    /// Nothing is marked.
    static let all: Known = {
      var known = Known([])
      known.isAll = true
      return known
    }()

    init(_ values: [UInt64], namesOnly: Bool = false) {
      self.values = values
      self.namesOnly = namesOnly
    }

    /// The marked ones of a line's segments, as bits.
    func marks(_ segments: ArraySlice<Segment>) -> UInt64 {
      if isAll { return 0 }
      var marks: UInt64 = 0, glue: UInt64 = 0
      var bit: UInt64 = 1
      for segment in segments {
        if segment.isGlue { glue |= bit }
        if segment.key != 0, !namesOnly || segment.isName, !values.contains(segment.key) { marks |= bit }
        bit <<= 1
      }
      let all = Piece.allMarks(segments.count)
      return marks != 0 && marks | glue == all ? all : marks
    }
  }

  /// All of a line's segments.
  static func allMarks(_ count: Int) -> UInt64 { count >= 64 ? .max : (1 << UInt64(count)) - 1 }
}

/// Hashes that are the same in every process (FNV-1a).
enum Key {
  static let start: UInt64 = 0xcbf2_9ce4_8422_2325

  static func hash(_ bytes: some Sequence<UInt8>, from start: UInt64 = start) -> UInt64 {
    bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  static func folded(_ hash: UInt64, _ next: UInt64) -> UInt64 {
    (hash ^ next ^ (hash >> 29)) &* 0x9E37_79B9_7F4A_7C15
  }

  /// A value of a fact.
  static func value(_ fact: String, _ text: String) -> UInt64 {
    hash(text.utf8, from: hash([0], from: hash(fact.utf8)))
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
