import Architecture
import Catalog
import Diagnostics

/// What the page of two models is written from: `PairChanges.swift`, `PairCost.swift`, `PairSaving.swift` and
/// `PairTable.swift` write one part each.
///
/// A class, since each copy would count references that all pages of a model share.
final class PairPage: Sendable {
  /// What all pages of pairs have in common.
  let pages: ComparePages
  let older: PairSide
  let newer: PairSide
  let difference: Difference
  let changed: [Difference.Change]
  /// Of both what they cost.
  let costs: (older: CostSide, newer: CostSide)
  /// The first sentence, not escaped.
  let verdict: [UInt8]
  let note: PairNote?
  let noteBody: HTML
  let mentions: HTML

  init(
    _ pages: ComparePages, _ older: PairSide, _ newer: PairSide, note: PairNote?, noteBody: HTML?,
    mentions: HTML
  ) {
    (self.pages, self.older, self.newer) = (pages, older, newer)
    difference = Difference(older.profile, newer.profile)
    changed = difference.changedLines
    costs = (older.cost, newer.cost)
    var verdict = ByteWriter(capacity: 256)
    difference.appendVerdict(of: changed, to: &verdict)
    self.verdict = verdict.bytes
    (self.note, self.noteBody, self.mentions) = (note, noteBody ?? "", mentions)
  }
}
