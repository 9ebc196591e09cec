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
  /// For each variant its row, the older model's before the newer's.
  private var rowOf: [Int]
  private let newerStart: Int

  /// Two variants of kinds that answer each other.
  private typealias Candidate = (likeness: Double, older: Int, newer: Int)

  init(_ older: ComparisonSide, _ newer: ComparisonSide) {
    newerStart = older.members.count
    let count = newerStart + newer.members.count
    rowOf = Array(repeating: -1, count: count)
    rows.reserveCapacity(count)
    let groups = GroupAlignment(older.profile, newer.profile)
    var candidates: [Candidate] = []
    candidates.reserveCapacity(count)
    align(.mixer, older, newer, groups, &candidates)
    align(.feedForward, older, newer, groups, &candidates)
  }

  /// Rows of a role in the order of the newer model's variants, behind them what was removed.
  private mutating func align(
    _ role: Role, _ older: ComparisonSide, _ newer: ComparisonSide, _ groups: GroupAlignment,
    _ candidates: inout [Candidate]
  ) {
    Self.find(&candidates, role, older, newer, groups)
    // The variants that answer each other, in the place of their rows.
    for (_, a, b) in candidates where rowOf[a] < 0 && rowOf[newerStart + b] < 0 {
      rowOf[a] = b
      rowOf[newerStart + b] = a
    }
    for b in newer.members.indices where newer.members[b].role == role {
      let partner = rowOf[newerStart + b], a = partner < 0 ? nil : partner
      rowOf[newerStart + b] = rows.count
      if let a { rowOf[a] = rows.count }
      rows.append(
        AlignedRow(
          role: role, older: a, newer: b,
          isSameKind: a.map { older.members[$0].kind == newer.members[b].kind } ?? false))
    }
    for a in older.members.indices where older.members[a].role == role && rowOf[a] < 0 {
      rowOf[a] = rows.count
      rows.append(AlignedRow(role: role, older: a, newer: nil, isSameKind: false))
    }
  }

  /// The most alike first.
  private static func find(
    _ candidates: inout [Candidate], _ role: Role, _ older: ComparisonSide, _ newer: ComparisonSide,
    _ groups: GroupAlignment
  ) {
    candidates.removeAll(keepingCapacity: true)
    for a in older.members.indices where older.members[a].role == role {
      guard let own = older.members[a].group, let partner = groups[own] else { continue }
      for b in newer.members.indices where newer.members[b].role == role && newer.members[b].group == partner
      {
        candidates.append((older.members[a].likeness(newer.members[b]), a, b))
      }
    }
    if candidates.count > 1 {
      candidates.sort { ($1.likeness, $0.older, $0.newer) < ($0.likeness, $1.older, $1.newer) }
    }
  }

  func row(ofOlder variant: Int) -> AlignedRow { rows[rowOf[variant]] }
  func row(ofNewer variant: Int) -> AlignedRow { rows[rowOf[newerStart + variant]] }
  func partner(ofOlder variant: Int) -> Int? { rows[rowOf[variant]].newer }
  func partner(ofNewer variant: Int) -> Int? { rows[rowOf[newerStart + variant]].older }

  /// Layers that hold another kind in the two models, counted from 1; layers only one of them has are among them.
  func differingLayers(_ older: ComparisonSide, _ newer: ComparisonSide) -> [ClosedRange<Int>] {
    // A column with a sublayer of another kind equals none.
    let left = older.columns, right = newer.columns
    let codes =
      left.columns.map { code(left.variants[$0.range], from: 0) ?? 1 }
      + right.columns.map { code(right.variants[$0.range], from: newerStart) ?? 2 }
    var ranges: [ClosedRange<Int>] = []
    let both = min(older.depth, newer.depth), all = max(older.depth, newer.depth)
    // The first of the layers that differ, while they do.
    var first: Int?
    for layer in 0..<both {
      if codes[Int(left.layers[layer])] != codes[left.columns.count + Int(right.layers[layer])] {
        if first == nil { first = layer }
      } else if let begun = first {
        ranges.append((begun + 1)...layer)
        first = nil
      }
    }
    if let begun = first ?? (both < all ? both : nil) { ranges.append((begun + 1)...all) }
    return ranges
  }

  /// Equal for columns of the same rows; nil when a row's kind differs.
  private func code(_ variants: ArraySlice<Int>, from start: Int) -> UInt64? {
    var code = Key.start
    for variant in variants {
      let row = rowOf[start + variant]
      guard rows[row].isSameKind else { return nil }
      code = Key.folded(code, UInt64(row))
    }
    return code
  }

  /// Some sublayer of this role answers one of its own kind.
  func hasInCommon(_ role: Role) -> Bool { rows.contains { $0.role == role && $0.isSameKind } }

  /// No mixer and no feed-forward of one is of a kind the other has.
  var hasNothingInCommon: Bool { !rows.contains(where: \.isSameKind) }
}
