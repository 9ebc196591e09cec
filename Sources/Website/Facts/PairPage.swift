import Architecture

/// What the parts of a pair's page are written from: `PairChanges.swift`, `PairCost.swift`, `PairSaving.swift` and
/// `PairTable.swift` add one part each.
///
/// They share it, since each copy would count references that all pages of a model share.
struct PairPage {
  let older: PairSide
  let newer: PairSide
  let difference: Difference
  let changed: [Difference.Change]
  /// Of both what they cost.
  let costs: (older: CostSide, newer: CostSide)

  init(_ older: PairSide, _ newer: PairSide) {
    (self.older, self.newer) = (older, newer)
    difference = Difference(older.profile, newer.profile)
    changed = difference.changedLines
    costs = (older.cost, newer.cost)
  }
}
