import Architecture

// Which row of one model answers which row of another
//
// Which kinds answer each other is the comparison's (`GroupAlignment`), so that figure, list and table say the same.
// Of the variants of two such kinds those of one kind and silhouette are paired first, then those with the nearest
// share of layers; what is left was added or removed.

/// Two variants that answer each other; one of them is missing when a kind was added or removed.
struct AlignedRow: Sendable {
  var role: Role
  var older: Int?
  var newer: Int?
  /// Both are there and of one kind.
  var isSameKind: Bool
}

struct Alignment: Sendable {
  private(set) var rows: [AlignedRow] = []
  /// For each variant of a side its row.
  private(set) var rowOfOlder: [Int], rowOfNewer: [Int]

  init(_ older: ComparisonSide, _ newer: ComparisonSide) {
    rowOfOlder = Array(repeating: -1, count: older.members.count)
    rowOfNewer = Array(repeating: -1, count: newer.members.count)
    rows.reserveCapacity(older.members.count + newer.members.count)
    let groups = GroupAlignment(older.profile, newer.profile)
    align(.mixer, older, newer, groups)
    align(.feedForward, older, newer, groups)
  }

  /// Rows of a role in the order of the newer model's variants, behind them what was removed.
  private mutating func align(
    _ role: Role, _ older: ComparisonSide, _ newer: ComparisonSide, _ groups: GroupAlignment
  ) {
    // The variants that answer each other, in the place of their rows.
    for (a, b) in Self.pairs(role, older, newer, groups) where rowOfOlder[a] < 0 && rowOfNewer[b] < 0 {
      rowOfOlder[a] = b
      rowOfNewer[b] = a
    }
    for b in newer.members.indices where newer.members[b].role == role {
      let a = rowOfNewer[b] < 0 ? nil : rowOfNewer[b]
      rowOfNewer[b] = rows.count
      if let a { rowOfOlder[a] = rows.count }
      rows.append(
        AlignedRow(
          role: role, older: a, newer: b,
          isSameKind: a.map { older.members[$0].kind == newer.members[b].kind } ?? false))
    }
    for a in older.members.indices where older.members[a].role == role && rowOfOlder[a] < 0 {
      rowOfOlder[a] = rows.count
      rows.append(AlignedRow(role: role, older: a, newer: nil, isSameKind: false))
    }
  }

  /// Variants of kinds that answer each other, the most alike first.
  private static func pairs(
    _ role: Role, _ older: ComparisonSide, _ newer: ComparisonSide, _ groups: GroupAlignment
  ) -> [(older: Int, newer: Int)] {
    var pairs: [(score: Double, older: Int, newer: Int)] = []
    for a in older.members.indices where older.members[a].role == role {
      guard let own = older.members[a].group, let partner = groups[own] else { continue }
      for b in newer.members.indices where newer.members[b].role == role && newer.members[b].group == partner
      {
        pairs.append((older.members[a].likeness(newer.members[b]), a, b))
      }
    }
    if pairs.count > 1 {
      pairs.sort { ($1.score, $0.older, $0.newer) < ($0.score, $1.older, $1.newer) }
    }
    return pairs.map { ($0.older, $0.newer) }
  }

  func partner(ofOlder variant: Int) -> Int? { rows[rowOfOlder[variant]].newer }
  func partner(ofNewer variant: Int) -> Int? { rows[rowOfNewer[variant]].older }

  /// Layers that hold another kind in the two models, counted from 1; layers only one of them has are among them.
  func differingLayers(_ older: ComparisonSide, _ newer: ComparisonSide) -> [ClosedRange<Int>] {
    let left = codes(older.columns, rowOfOlder, none: 1), right = codes(newer.columns, rowOfNewer, none: 2)
    var ranges: [ClosedRange<Int>] = []
    let both = min(older.depth, newer.depth), all = max(older.depth, newer.depth)
    // The first of the layers that differ, while they do.
    var first: Int?
    for layer in 0..<both {
      if left[Int(older.layers[layer])] != right[Int(newer.layers[layer])] {
        if first == nil { first = layer }
      } else if let begun = first {
        ranges.append((begun + 1)...layer)
        first = nil
      }
    }
    if let begun = first ?? (both < all ? both : nil) { ranges.append((begun + 1)...all) }
    return ranges
  }

  /// For each distinct column a number that is equal for columns of the same rows; `none` when a row's kind differs.
  private func codes(_ columns: [[Int]], _ rowOf: [Int], none: UInt64) -> [UInt64] {
    columns.map { variants in
      var code = Key.start
      for variant in variants {
        guard rows[rowOf[variant]].isSameKind else { return none }
        code = Key.folded(code, UInt64(rowOf[variant]))
      }
      return code
    }
  }

  /// Some sublayer of this role answers one of its own kind.
  func hasInCommon(_ role: Role) -> Bool { rows.contains { $0.role == role && $0.isSameKind } }

  /// No mixer and no feed-forward of one is of a kind the other has.
  var hasNothingInCommon: Bool { !rows.contains(where: \.isSameKind) }
}
