// Which kind of sublayer of one model answers which of another
//
// Within one role: layers that see everything answer such layers, windows answer windows, states answer states, dense
// feed-forwards dense ones. Among several the same kind wins, then the same name, then the same positions, then the
// nearest share of layers. What is left answers nothing: it was added or removed. Only when each model has one kind
// alone, that one was replaced by the other.

/// For each group of the older model its counterpart in the newer, by meaning; nil when it has none.
public struct GroupAlignment: Sendable {
  /// By index among the older model's groups.
  private let partners: [Int?]

  public init(_ older: Profile, _ newer: Profile) {
    var partners = [Int?](repeating: nil, count: older.groups.count)
    Self.align(older.groups, older.mixers, newer.groups, newer.mixers, &partners)
    Self.align(older.groups, older.feedForwards, newer.groups, newer.feedForwards, &partners)
    self.partners = partners
  }

  /// Groups of one role.
  public init(_ older: [Profile.Group], _ newer: [Profile.Group]) {
    var partners = [Int?](repeating: nil, count: older.count)
    Self.align(older, older.indices, newer, newer.indices, &partners)
    self.partners = partners
  }

  /// Indexes of groups, mixers before feed-forwards.
  public subscript(older: Int) -> Int? { partners[older] }

  func isTaken(_ newer: Int) -> Bool { partners.contains(newer) }

  private static func align(
    _ older: [Profile.Group], _ left: Range<Int>, _ newer: [Profile.Group], _ right: Range<Int>,
    _ partners: inout [Int?]
  ) {
    if left.count == 1, right.count == 1 {
      partners[left.lowerBound] = right.lowerBound
      return
    }
    for _ in 0..<min(left.count, right.count) {
      var best: (score: Float, a: Int, b: Int)?
      for a in left where partners[a] == nil {
        for b in right where older[a].reach == newer[b].reach && !partners.contains(b) {
          let score = likeness(older[a], newer[b])
          if let known = best, known.score >= score { continue }
          best = (score, a, b)
        }
      }
      guard let best else { break }
      partners[best.a] = best.b
    }
  }

  /// From 0; a greater one outweighs all lesser ones.
  private static func likeness(_ a: Profile.Group, _ b: Profile.Group) -> Float {
    (a.kindID == b.kindID ? 8 : 0) + (a.label == b.label ? 4 : 0)
      + (a.hasPositions == b.hasPositions ? 2 : 0) + 1 - (a.share - b.share).magnitude
  }
}
