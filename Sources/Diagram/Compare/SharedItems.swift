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
