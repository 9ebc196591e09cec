import Architecture

/// A part of one model's picture that is held against the same part of other models' pictures.
struct ComparedItems: Sendable {
  let printed: PrintedItems
  /// What the texts show, item by item.
  let values: [ShownValue]
  /// By item, its range in `values`: one for each segment of a text, nothing for other items.
  private let valuesOfItem: [Range<Int>]
  /// Sorted, so that two parts are compared by reading both once.
  private let order: [(hash: Int, item: Int)]

  /// `name` is the full name behind a shorter one; `count` is the text that says how many layers there are.
  init(_ items: [Scene.Item], name: String? = nil, count: String? = nil) {
    printed = PrintedItems(items.flatMap { $0.flattened() }, valuesAreBold: false)
    var values: [ShownValue] = [], ranges: [Range<Int>] = []
    for item in printed.items {
      let start = values.count
      if case .text(let text) = item { values += text.values(name, count) }
      ranges.append(start..<values.count)
    }
    (self.values, valuesOfItem) = (values, ranges)
    let printed = printed
    order = printed.items.indices.map { item in
      (printed.elements.withBytes(item) { Hasher.hash(of: $0) }, item)
    }.sorted { $0 < $1 }
  }

  var indices: Range<Int> { printed.items.indices }

  /// For the items of each part whether the other has the same at the same place.
  func shared(with other: ComparedItems) -> (own: [Bool], other: [Bool]) {
    var flags = (
      own: [Bool](repeating: false, count: indices.count),
      other: [Bool](repeating: false, count: other.indices.count)
    )
    var a = 0, b = 0
    while a < order.count, b < other.order.count {
      let left = order[a], right = other.order[b]
      // Hashes only find candidates quickly.
      if left.hash == right.hash, printed.isEqual(left.item, right.item, of: other.printed) {
        flags.own[left.item] = true
        flags.other[right.item] = true
      }
      a += left.hash <= right.hash ? 1 : 0
      b += right.hash <= left.hash ? 1 : 0
    }
    return flags
  }

  /// The segments of an item's text that show a value the other model does not, all of them when there is nothing else
  /// between them but signs.
  func changes(_ item: Int, against known: KnownValues?) -> [Int] {
    guard let known, !valuesOfItem[item].isEmpty else { return [] }
    let range = valuesOfItem[item]
    var changes: [Int] = []
    for index in range where !known.contains(values, index) { changes.append(index - range.lowerBound) }
    if changes.isEmpty || changes.count == range.count { return changes }
    let isAll = range.allSatisfy { changes.contains($0 - range.lowerBound) || values[$0].kind == .sign }
    return isAll ? Array(0..<range.count) : changes
  }
}

/// A part of a text: a value of a fact, or words.
struct ShownValue: Sendable {
  enum Kind { case value, name, words, sign }

  let kind: Kind
  private let hash: Int
  /// What it is a value of: the fact's id, or the words before it.
  private let fact: String
  private let text: String

  var isComparable: Bool { kind == .value || kind == .name }

  init(_ kind: Kind, _ fact: String = "", _ text: String = "") {
    (self.kind, self.fact, self.text) = (kind, fact, text)
    hash = [fact, text].hashValue
  }

  /// The same value of the same fact; hashes only tell most apart quickly.
  @inline(__always)
  fileprivate func isSame(_ other: ShownValue) -> Bool {
    hash == other.hash && text == other.text && fact == other.fact
  }
}

/// The values another model shows: what is not among them is marked.
struct KnownValues {
  let values: [ShownValue]
  /// Only names are held against it.
  var namesOnly = false

  fileprivate func contains(_ others: [ShownValue], _ index: Int) -> Bool {
    switch others[index].kind {
    case .words, .sign: return true
    case .value where namesOnly: return true
    case .value, .name: break
    }
    for known in values.indices where values[known].isSame(others[index]) { return true }
    return false
  }
}

extension Canvas where Self: ~Copyable {
  /// The items that are flagged (all without flags), with the values marked that are not known.
  mutating func draw(_ items: ComparedItems, _ flags: [Bool]?, against known: KnownValues?) {
    for index in items.indices where flags?[index] ?? true {
      let changes = items.changes(index, against: known)
      if !changes.isEmpty, case .text(var text) = items.printed.items[index] {
        text.changes = changes
        draw(text)
      } else {
        draw(index, of: items.printed)
      }
    }
  }
}

extension Hasher {
  fileprivate static func hash(of bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    return hasher.finalize()
  }
}

extension String {
  /// Letters or digits.
  fileprivate var hasWords: Bool { contains { $0.isLetter || $0.isNumber } }
}

extension Phrase {
  /// By segment; a value without a fact is known by the words before it: `Q 24,576`.
  func shownValues(_ kind: ShownValue.Kind = .value) -> [ShownValue] {
    var lead = ""
    return segments.map { segment in
      if segment.isValue { return ShownValue(kind, segment.fact ?? lead, segment.text) }
      lead = segment.text
      return ShownValue(segment.text.hasWords ? .words : .sign)
    }
  }
}

extension Scene.Text {
  /// Values, the number of layers, and the name of a row count as said; other words do not.
  fileprivate func values(_ name: String?, _ count: String?) -> [ShownValue] {
    if let name, font == .name { return content.segments.map { _ in ShownValue(.name, "name", name) } }
    if let count, font == .repeatCount || font == .label, content.text == count {
      return content.segments.map { _ in ShownValue(.value, "layers", count) }
    }
    let values = content.shownValues(font == .name ? .name : .value)
    return values.contains(where: \.isComparable) ? values : []
  }
}

extension Scene.Item {
  /// Without groups: everything in the coordinates of the outermost.
  fileprivate func flattened(at offset: Point = Point(0, 0)) -> [Scene.Item] {
    guard case .group(let group) = self else { return [offset == Point(0, 0) ? self : moved(by: offset)] }
    return group.items.flatMap { $0.flattened(at: offset + group.offset) }
  }

  private func moved(by offset: Point) -> Scene.Item {
    switch self {
    case .box(var box):
      box.frame = box.frame.moved(by: offset)
      return .box(box)
    case .shape(var shape):
      shape.path = Path(shape.path.figures.map { $0.moved(by: offset) }, evenOdd: shape.path.isEvenOdd)
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
