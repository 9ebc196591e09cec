import Architecture
import Diagnostics

/// How many changes have a line of their own, and how many more are told in one paragraph.
private let openChanges = 6, alsoChanges = 8

// What changed from one model to the other, told by importance.
extension PairPage {
  func writeChanges(to out: inout ByteWriter) {
    let design = changed[..<firstConsequence]
    // One or two more are not worth another form.
    let open = design.count <= openChanges + 2 ? design.count : openChanges
    if design.isEmpty { out.element("p", class: "same", text: "Nothing: the two designs are the same.") }
    writeList(design.prefix(open), reasons: pages.reasons, to: &out)
    if open < design.count { writeOthers(design.dropFirst(open), to: &out) }
    writeEqual(to: &out)
  }

  func writeConsequences(to out: inout ByteWriter) {
    var follows: [Difference.Change] = []
    follows.reserveCapacity(changed.count - firstConsequence)
    for change in changed[firstConsequence...] where !note(difference.lines[change.line]).isSaid {
      follows.append(change)
    }
    if follows.isEmpty { out.element("p", class: "same", text: "Parameters and memory are equal.") }
    writeList(follows[...], reasons: nil, to: &out)
  }

  /// What follows comes behind all changes of the design.
  private var firstConsequence: Int {
    changed.firstIndex { difference.lines[$0.line].section == .consequence } ?? changed.endIndex
  }

  /// What pages know of the row, the newer model's where both have it.
  private func note(_ line: Difference.Line) -> PairSide.RowNote {
    line.newer.map { newer.notes[$0] } ?? older.notes[line.older ?? 0]
  }

  private func writeList(
    _ changes: ArraySlice<Difference.Change>, reasons: [HTML]?, to out: inout ByteWriter
  ) {
    guard !changes.isEmpty else { return }
    var explained: [Int16] = []
    if reasons != nil { explained.reserveCapacity(changes.count) }
    out.element("dl", class: reasons == nil ? "chg few" : "chg") {
      for change in changes {
        let line = difference.lines[change.line]
        $0.element("dt") { writeLabel(line, isShared: change.isShared, to: &$0) }
        $0.element("dd") {
          $0.element("b") { writeValue(line, to: &$0) }
          if let ratio = difference.numberChange(line) {
            $0.text(" (")
            ratio.numeral.append(to: &$0)
            $0.text(")")
          }
          // Each concept says once why it matters.
          let reason = note(line).concept
          if let reasons, reason >= 0, !explained.contains(reason), difference.isExplained(line) {
            explained.append(reason)
            $0.element("p") { $0.append(reasons[Int(reason)]) }
          }
        }
      }
    }
  }

  /// Smaller changes in one paragraph, in the same order.
  private func writeOthers(_ changes: ArraySlice<Difference.Change>, to out: inout ByteWriter) {
    // The table below holds them all.
    let told = changes.count <= alsoChanges + 2 ? changes.count : alsoChanges
    out.element("p", class: "also") {
      $0.text("Also: ")
      for (index, change) in changes.prefix(told).enumerated() {
        if index > 0 { $0.text("; ") }
        let line = difference.lines[change.line]
        writeLabel(line, isShared: change.isShared, in: (.words, .layersWords), to: &$0)
        $0.text(" ")
        writeValue(line, to: &$0)
      }
      if told < changes.count {
        $0.text("; ")
        $0.link("#spec", "and \((changes.count - told).grouped) smaller changes")
      }
      $0.text(".")
    }
  }

  private func writeLabel(
    _ line: Difference.Line, isShared: Bool,
    in form: (row: PairSide.Cell, layers: PairSide.GroupForm) = (.label, .layersLabel),
    to out: inout ByteWriter
  ) {
    if difference.isLayers(line) {
      if let group = line.newerGroup { return out.append(newer, group: group, form.layers) }
      if let group = line.olderGroup { return out.append(older, group: group, form.layers) }
    }
    if let row = line.older {
      out.append(older, row, form.row)
    } else if let row = line.newer {
      out.append(newer, row, form.row)
    }
    guard !isShared, difference.isAmbiguous(line) else { return }
    if let group = line.newerGroup {
      out.append(newer, group: group, .name)
    } else if let group = line.olderGroup {
      out.append(older, group: group, .name)
    }
  }

  private func writeValue(_ line: Difference.Line, to out: inout ByteWriter) {
    switch line.kind {
    case .added:
      out.text("added")
      if let row = line.newer, !newer.notes[row].isPlain {
        out.text(": ")
        out.append(newer, row, .value)
      }
    case .removed:
      out.text("removed")
      if let row = line.older, !older.notes[row].isPlain {
        out.text(": ")
        out.append(older, row, .value)
      }
    default:
      if let row = line.older { out.append(older, row, .value) }
      out.text(" → ")
      if let row = line.newer { out.append(newer, row, .value) }
    }
  }

  /// `23 facts are equal, among them MLA, layers 61, stream width 7,168.`
  private func writeEqual(to out: inout ByteWriter) {
    let equal = difference.equal(atMost: 4)
    guard equal.count > 0 else {
      return out.element("p", class: "same", text: "No fact of the two designs is equal.")
    }
    var told: [Int] = []
    for index in equal.lines {
      guard let row = difference.lines[index].newer else { continue }
      if !told.contains(where: { newer.saysSame(fact: $0, as: row) }) { told.append(row) }
    }
    out.element("p", class: "same") {
      if equal.count == 1 {
        $0.text("One fact is equal: ")
      } else {
        $0.text(String(equal.count))
        $0.text(equal.count > told.count ? " facts are equal, among them " : " facts are equal: ")
      }
      for (index, row) in told.enumerated() {
        if index > 0 { $0.text(", ") }
        $0.append(newer, fact: row)
      }
      $0.text(".")
    }
  }
}
