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

/// A range in half the room: what every pair reads of two models is kept in few cache lines.
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

  init(_ setter: borrowing PieceSetter) {
    items = setter.items
    prints = setter.prints
    segments = setter.segments
    ink = setter.printer.out.bytes
    spareInk = setter.spare.out.bytes
    wireEnds = setter.wireEnds
    values = setter.values
    order = setter.order
  }
}
