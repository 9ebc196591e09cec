import Diagnostics

extension Difference {
  /// A model near another, and what leads from it to the other.
  public struct Neighbour: Sendable {
    /// Its place among the candidates.
    public var index: Int
    /// From the candidate to the model asked about.
    public var difference: Difference
  }

  /// The candidates whose designs are fewest and smallest edits away, nearest first; ties keep their order.
  ///
  /// Only the most promising by a rough distance are aligned, so that a thousand models stay cheap.
  public static func nearest(
    to sheet: FactSheet, among candidates: [FactSheet], excluding own: Int? = nil, count: Int = 3
  ) -> [Neighbour] {
    let signatures = Signature.all(candidates + [sheet])
    let promising = signatures[candidates.count].promising(
      among: signatures.dropLast(), excluding: own, count: max(Signature.promisingCount, 2 * count))
    return promising.map {
      Neighbour(index: $0.index, difference: Difference(older: candidates[$0.index], newer: sheet))
    }
    .sorted { ($0.difference.distance, $0.index) < ($1.difference.distance, $1.index) }
    .prefix(count).map { $0 }
  }
}

extension Signature {
  /// How many are aligned to find the nearest three.
  static let promisingCount = 24

  /// The candidates nearest by the rough distance, nearest first; ties keep their order.
  func promising(
    among candidates: ArraySlice<Signature>, excluding own: Int?, count: Int
  ) -> [(index: Int, distance: Float)] {
    var best: [(index: Int, distance: Float)] = []
    best.reserveCapacity(count + 1)
    for index in candidates.indices where index != own {
      let distance = distance(to: candidates[index])
      if best.count == count, let last = best.last, last.distance <= distance { continue }
      let place = best.partitioningIndex { $0.distance > distance }
      best.insert((index, distance), at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }
}
