import Architecture

// Which rows of two figures answer each other
//
// Which kinds of sublayers answer each other is the comparison's (`GroupAlignment`), so that figure, list and table say
// the same. A kind can have several variants in a model; those with the nearest share of layers are paired first.

struct VariantPairs: Sendable {
  /// By variant of the older model its counterpart in the newer, and the reverse; nil when it was removed or added.
  private(set) var newerOf: [Int?]
  private(set) var olderOf: [Int?]

  init(_ older: ComparisonSide, _ newer: ComparisonSide, _ groups: GroupAlignment) {
    newerOf = Array(repeating: nil, count: older.variants.count)
    olderOf = Array(repeating: nil, count: newer.variants.count)
    var candidates: [(isOtherKind: Int, distance: Double, a: Int, b: Int)] = []
    for (a, own) in older.variants.enumerated() {
      guard let partner = older.groups[a].flatMap({ groups[$0] }) else { continue }
      for (b, other) in newer.variants.enumerated() where newer.groups[b] == partner {
        let distance = (older.share(of: own) - newer.share(of: other)).magnitude
        candidates.append((own.kind == other.kind ? 0 : 1, distance, a, b))
      }
    }
    if candidates.count > 1 { candidates.sort { $0 < $1 } }
    for (_, _, a, b) in candidates where newerOf[a] == nil && olderOf[b] == nil {
      newerOf[a] = b
      olderOf[b] = a
    }
  }

  /// Layers whose sublayers are of other kinds in the two models, counted from 1; layers only one of them has are
  /// among them.
  func differingLayers(_ older: ComparisonSide, _ newer: ComparisonSide) -> [ClosedRange<Int>] {
    let left = older.columns, right = newer.columns
    let isSame = left.distinct.map { own in right.distinct.map { isSameColumn(own, $0, older, newer) } }
    var ranges: [ClosedRange<Int>] = []
    // The first of the layers that differ, while they do.
    var first: Int?
    let both = min(left.depth, right.depth), all = max(left.depth, right.depth)
    for layer in 0..<both {
      if !isSame[left.layers[layer]][right.layers[layer]] {
        first = first ?? layer
      } else if let start = first {
        ranges.append((start + 1)...layer)
        first = nil
      }
    }
    if let start = first ?? (both < all ? both : nil) { ranges.append((start + 1)...all) }
    return ranges
  }

  private func isSameColumn(
    _ own: [Int], _ other: [Int], _ older: ComparisonSide, _ newer: ComparisonSide
  ) -> Bool {
    own.count == other.count
      && zip(own, other).allSatisfy {
        newerOf[$0] == $1 && older.variants[$0].kind == newer.variants[$1].kind
      }
  }

  /// Some sublayer of this role has a counterpart of its own kind.
  func hasInCommon(_ role: Role, _ older: ComparisonSide, _ newer: ComparisonSide) -> Bool {
    newerOf.indices.contains { a in
      older.variants[a].role == role
        && newerOf[a].map { older.variants[a].kind == newer.variants[$0].kind } ?? false
    }
  }
}

/// The layers of one model by the sublayers they hold: most of many layers are alike.
struct LayerColumns: Sendable {
  /// For each layer the index of its column.
  private(set) var layers: [Int] = []
  /// The variants of each different column.
  private(set) var distinct: [[Int]] = []

  var depth: Int { layers.count }

  init(_ plan: FigurePlan) {
    for column in plan.columns {
      let variants = column.compactMap(\.self)
      if let last = layers.last, distinct[last] == variants {
        layers.append(last)
        continue
      }
      let known = distinct.firstIndex(of: variants)
      layers.append(known ?? distinct.count)
      if known == nil { distinct.append(variants) }
    }
  }
}
