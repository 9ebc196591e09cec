import Architecture
import Catalog
import Diagnostics
import Diagram

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
  let memory: PairMemoryChart.Pair
  /// The first sentence, not escaped.
  let verdict: String
  let note: PairNote?
  let noteBody: HTML
  let mentions: [Mention]

  init(
    _ pages: ComparePages, _ older: PairSide, _ newer: PairSide, note: PairNote?, noteBody: HTML?,
    mentions: [Mention]
  ) {
    (self.pages, self.older, self.newer) = (pages, older, newer)
    difference = Difference(older.profile, newer.profile)
    changed = difference.changedLines
    costs = (older.cost, newer.cost)
    memory = pages.chart.pair(older.cost.memory, newer.cost.memory)
    verdict = difference.verdict(of: changed)
    (self.note, self.noteBody, self.mentions) = (note, noteBody ?? "", mentions)
  }
}

extension PairPage {
  static let slots: [Slot<PairPage>] = [
    .escapedText("pair_title") {
      $1.append($0.older, .name)
      $1.text(" and ")
      $1.append($0.newer, .name)
    },
    .escapedText("pair_description") { page, out in
      if let note = page.note { out.text(note.summary) } else { out.text(page.verdict) }
    },
    .escapedText("pair_canonical") {
      $1.append($0.pages.canonical)
      $1.append($0.older, .addressStart)
      $1.append($0.newer, .addressEnd)
    },
    .escapedText("lede") {
      $1.text($0.verdict)
      $0.writeSaving(to: &$1)
    },
    .escapedText("older") { $1.append($0.older, .name) },
    .escapedText("newer") { $1.append($0.newer, .name) },
    .text("note_summary") { $0.note?.summary ?? "" }, .flag("has_note") { $0.note != nil },
    .markup("note") { $1.append($0.noteBody) },
    .markup("intro") { $0.writeIntro(to: &$1) },
    .markup("figure") { page, out in
      if let older = page.older.figures, let newer = page.newer.figures {
        older.writeComparison(with: newer, page.difference, page.changed, describedBy: "changed", to: &out)
      }
    },
    .markup("changes") { $0.writeChanges(to: &$1) },
    .markup("consequences") { $0.writeConsequences(to: &$1) },
    .markup("memory_chart") { $0.memory.append(to: &$1) },
    .markup("memory_words") { $0.writeMemoryWords(to: &$1) },
    .markup("memory_rows") { $0.writeMemory(to: &$1) },
    .markup("parameter_bars") { $0.writeParameterBars(to: &$1) },
    .markup("parameter_rows") { $0.writeParameters(to: &$1) },
    .text("work_tokens") { $0.workTokens },
    .markup("work_bars") { $0.writeWorkBars(to: &$1) },
    .markup("work_rows") { $0.writeWork(to: &$1) },
    .markup("rows") { $0.writeTable(to: &$1) },
    .text("older_released") { $0.older.released }, .text("newer_released") { $0.newer.released },
    .text("older_license") { $0.older.license }, .text("newer_license") { $0.newer.license },
    .flag("has_one_license") { $0.older.license == $0.newer.license },
    .markup("neighbours") { $0.writeNeighbours(to: &$1) }, .flag("has_neighbours") { $0.hasNeighbours },
    .links("mentions") { $0.mentions.map { LinkItem(ComparePages.root + $0.address, $0.title) } },
    .flag("has_mentions") { !$0.mentions.isEmpty },
  ]

  // MARK: Who they are

  /// Who made them and when, each name a link to its page, and what both come from.
  private func writeIntro(to out: inout ByteWriter) {
    out.append(older, .intro)
    out.void("br")
    out.append(newer, .intro)
    if let own = newer.descent(from: older.index) {
      writeDescent(newer, from: older, own.steps, own.relation, to: &out)
    } else if let own = older.descent(from: newer.index) {
      writeDescent(older, from: newer, own.steps, own.relation, to: &out)
    } else if let shared = newer.sharedAncestor(with: older) {
      out.void("br")
      out.text("Both descend from ")
      out.append(pages.sides[shared].value, .link)
      out.text(".")
    }
  }

  private func writeDescent(
    _ child: PairSide, from parent: PairSide, _ steps: Int, _ relation: Ancestor.Relation,
    to out: inout ByteWriter
  ) {
    out.void("br")
    out.append(child, .name)
    guard steps == 1 else {
      out.text(" descends from ")
      out.append(parent, .name)
      return out.text(" in \(steps) steps.")
    }
    switch relation {
    case .same: out.text(" has the architecture of ")
    case .scaled: out.text(" scales ")
    case .modified: out.text(" modifies ")
    case .borrowed: out.text(" borrows the recipe of ")
    }
    out.append(parent, .name)
    out.text(relation == .same ? ", trained again." : ".")
  }

  // MARK: Where to go on

  // Of each the nearest that is not the other.
  private var hasNeighbours: Bool {
    older.neighbour(besides: newer) != nil || newer.neighbour(besides: older) != nil
  }

  private func writeNeighbours(to html: inout ByteWriter) {
    if let first = older.neighbour(besides: newer) { html.append(older, neighbour: first) }
    if let second = newer.neighbour(besides: older) { html.append(newer, neighbour: second) }
  }
}
