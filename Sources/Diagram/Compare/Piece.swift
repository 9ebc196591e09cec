import Architecture

/// A laid-out piece of one model, printed once and held against the same piece of many others: its places in a
/// `PieceStore`.
struct Piece: Sendable {
  /// Of the store's items and prints.
  var items: Range<Int>
  /// Keys of every value in the piece.
  var values: Range<Int>
  /// All of it, as it is printed when nothing is marked; empty where neighbouring wires may share a path.
  var ink: Range<Int>
  /// Of all items together.
  var hash: UInt64
}

/// A range that takes a cache line's eighth: what every pair reads of two models is kept small.
struct Stretch: Sendable {
  private let start: UInt32, end: UInt32

  static let none = Stretch(0..<0)

  init(_ range: Range<Int>) {
    start = UInt32(range.lowerBound)
    end = UInt32(range.upperBound)
  }

  var range: Range<Int> { Int(start)..<Int(end) }
  var isEmpty: Bool { start == end }
}

/// The pieces of one model: everything that depends on it alone (places, texts, bytes, hashes) is found once, and a
/// pair then costs look-ups and copying.
///
/// Arrays of plain numbers that all pieces share, so that reading them counts no references.
final class PieceStore: Sendable {
  /// A part of a line that another model may say differently.
  struct Segment: Sendable {
    var span: Stretch
    /// Equal for equal values of one fact; 0 for plain words.
    var key: UInt64
    /// Names what is drawn: marked even where nothing else is comparable.
    var isName: Bool
    /// An arrow or comma between values: marked when all of them are.
    var isGlue: Bool
  }

  /// One item as bytes of `ink`.
  struct Print: Sendable {
    var span: Stretch
    /// Of `spareInk`.
    var marked = Stretch.none
    /// Those of a line in which something can be marked.
    var segments = Stretch.none
    /// Of `wireEnds`, with the arrow head in `spareInk`; negative for what is no wire.
    var wire: Int32 = -1
    var head = Stretch.none
  }

  /// Without groups: everything in the coordinates of its piece.
  let items: [Scene.Item]
  let prints: [Print]
  let segments: [Segment]
  let ink: [UInt8]
  /// Texts with every word marked, arrow heads, and how paths of wires end.
  let spareInk: [UInt8]
  /// For each style of wire what stands behind its path, in `spareInk`.
  let wireEnds: [Range<Int>]
  let values: [UInt64]
  /// The items of each piece by what they print.
  let order: [(hash: UInt64, item: Int)]

  init(_ setter: PieceSetter) {
    items = setter.items
    prints = setter.prints
    segments = setter.segments
    ink = setter.printer.out.bytes
    spareInk = setter.spare.out.bytes
    wireEnds = setter.wireEnds
    values = setter.values
    order = setter.order
  }

  /// Repeat frames, which stand behind everything, are pieces of their own.
  static func isFrame(_ item: Scene.Item) -> Bool {
    if case .box(let box) = item { return box.style == .frame }
    return false
  }
}

/// Which items of a figure's pieces the other model has at the same place: theirs are drawn once for both.
struct SharedItems {
  /// By place in the older model's store, and behind those in the newer's.
  private(set) var flags: [Bool]
  private let newerStart: Int

  init(_ older: PieceStore, _ newer: PieceStore) {
    newerStart = older.prints.count
    flags = Array(repeating: false, count: newerStart + newer.prints.count)
  }

  /// The items of a store that both have, or those that one has alone.
  struct Selection {
    fileprivate let flags: [Bool]
    fileprivate let start: Int
    fileprivate let isShared: Bool

    func contains(_ item: Int) -> Bool { flags[start + item] == isShared }
  }

  /// In the older model's pieces: shared ones are drawn from there.
  var shared: Selection { Selection(flags: flags, start: 0, isShared: true) }
  func alone(ofOlder: Bool) -> Selection {
    Selection(flags: flags, start: ofOlder ? 0 : newerStart, isShared: false)
  }

  /// Finds what two pieces have in common.
  mutating func add(_ left: Piece, of older: PieceStore, _ right: Piece, of newer: PieceStore) {
    var a = left.items.lowerBound, b = right.items.lowerBound
    let start = newerStart
    flags.withUnsafeMutableBufferPointer { flags in
      while a < left.items.upperBound, b < right.items.upperBound {
        let own = older.order[a], other = newer.order[b]
        if own.hash == other.hash {
          flags[own.item] = true
          flags[start + other.item] = true
        }
        a += own.hash <= other.hash ? 1 : 0
        b += other.hash <= own.hash ? 1 : 0
      }
    }
  }

  /// All of two equal pieces.
  mutating func add(all left: Piece, _ right: Piece) {
    for item in left.items { flags[item] = true }
    for item in right.items { flags[newerStart + item] = true }
  }
}

/// What another model says: the values that are not marked.
struct KnownValues {
  /// Of a store or a side.
  let keys: [UInt64]
  let range: Range<Int>
  /// Only names are held against it.
  var namesOnly = false

  private func contains(_ key: UInt64) -> Bool {
    for index in range where keys[index] == key { return true }
    return false
  }

  /// The marked ones of a line's segments, as bits.
  func marks(_ line: Range<Int>, of segments: [PieceStore.Segment]) -> UInt64 {
    var marks: UInt64 = 0, glue: UInt64 = 0
    var bit: UInt64 = 1
    for index in line {
      if segments[index].isGlue { glue |= bit }
      let key = segments[index].key
      if key != 0, !namesOnly || segments[index].isName, !contains(key) { marks |= bit }
      bit <<= 1
    }
    let all = Self.allMarks(line.count)
    return marks != 0 && marks | glue == all ? all : marks
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
