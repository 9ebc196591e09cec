import Architecture
import Diagnostics

/// How many changes have a line of their own, and how many more are told in one paragraph.
private let openChanges = 6, alsoChanges = 8

// What changed from one model to the other, told by importance.
extension PairPage {
  func writeChanges(to html: inout ByteWriter, reasons: Fragments) {
    // What follows stands behind all changes of the design.
    let split = changed.firstIndex { difference.lines[$0.line].section == .consequence } ?? changed.endIndex
    let design = changed[..<split]
    html.raw("<h2>What changed</h2>")
    // One or two more are not worth another form.
    let open = design.count <= openChanges + 2 ? design.count : openChanges
    if design.isEmpty { html.raw("<p class=same>Nothing: the two designs are the same.") }
    list(design.prefix(open), reasons, &html)
    if open < design.count { others(design.dropFirst(open), &html) }
    equal(&html)
    html.raw("<h2>What follows</h2>")
    var follows: [Difference.Change] = []
    follows.reserveCapacity(changed.count - split)
    for change in changed[split...] where !note(difference.lines[change.line]).isSaid {
      follows.append(change)
    }
    if follows.isEmpty { html.raw("<p class=same>Parameters and memory are equal.") }
    list(follows[...], nil, &html)
  }

  /// What pages know of the row, the newer model's where both have it.
  private func note(_ line: Difference.Line) -> PairSide.RowNote {
    line.newer.map { newer.notes[$0] } ?? older.notes[line.older ?? 0]
  }

  private func list(
    _ changes: ArraySlice<Difference.Change>, _ reasons: Fragments?, _ html: inout ByteWriter
  ) {
    guard !changes.isEmpty else { return }
    var explained: [Int16] = []
    if reasons != nil { explained.reserveCapacity(changes.count) }
    html.raw(reasons == nil ? "<dl class=\"chg few\">" : "<dl class=chg>")
    for change in changes {
      let line = difference.lines[change.line]
      html.raw("<dt>")
      label(line, isShared: change.isShared, &html)
      html.raw("<dd><b>")
      value(line, &html)
      html.raw("</b>")
      if let ratio = difference.numberChange(line) {
        html.raw(" (")
        ratio.numeral.append(to: &html)
        html.raw(")")
      }
      // Each concept says once why it matters.
      let reason = note(line).concept
      if let reasons, reason >= 0, !explained.contains(reason), difference.isExplained(line) {
        explained.append(reason)
        html.raw("<p>")
        html.append(reasons, Int(reason))
      }
    }
    html.raw("</dl>")
  }

  /// Smaller changes in one paragraph, in the same order.
  private func others(_ changes: ArraySlice<Difference.Change>, _ html: inout ByteWriter) {
    // The table below holds them all.
    let told = changes.count <= alsoChanges + 2 ? changes.count : alsoChanges
    html.raw("<p class=also>Also: ")
    for (place, change) in changes.prefix(told).enumerated() {
      if place > 0 { html.raw("; ") }
      let line = difference.lines[change.line]
      label(line, isShared: change.isShared, in: (.words, .layersWords), &html)
      html.raw(" ")
      value(line, &html)
    }
    if told < changes.count {
      html.raw("; <a href=#spec>and ")
      html.text((changes.count - told).grouped)
      html.raw(" smaller changes</a>")
    }
    html.raw(".")
  }

  private func label(
    _ line: Difference.Line, isShared: Bool,
    in form: (row: PairSide.Cell, layers: PairSide.GroupForm) = (.label, .layersLabel),
    _ html: inout ByteWriter
  ) {
    if difference.isLayers(line) {
      if let group = line.newerGroup { return html.append(newer, group: group, form.layers) }
      if let group = line.olderGroup { return html.append(older, group: group, form.layers) }
    }
    if let row = line.older {
      html.append(older, row, form.row)
    } else if let row = line.newer {
      html.append(newer, row, form.row)
    }
    guard !isShared, difference.isAmbiguous(line) else { return }
    if let group = line.newerGroup {
      html.append(newer, group: group, .name)
    } else if let group = line.olderGroup {
      html.append(older, group: group, .name)
    }
  }

  private func value(_ line: Difference.Line, _ html: inout ByteWriter) {
    switch line.kind {
    case .added:
      html.raw("added")
      if let row = line.newer, !newer.notes[row].isPlain {
        html.raw(": ")
        html.append(newer, row, .value)
      }
    case .removed:
      html.raw("removed")
      if let row = line.older, !older.notes[row].isPlain {
        html.raw(": ")
        html.append(older, row, .value)
      }
    default:
      if let row = line.older { html.append(older, row, .from) }
      if let row = line.newer { html.append(newer, row, .value) }
    }
  }

  /// `23 facts are equal, among them MLA, layers 61, stream width 7,168.`
  private func equal(_ html: inout ByteWriter) {
    let equal = difference.equal(atMost: 4)
    html.raw("<p class=same>")
    guard equal.count > 0 else {
      html.raw("No fact of the two designs is equal.")
      return
    }
    var told: [Int] = []
    for index in equal.lines {
      guard let row = difference.lines[index].newer else { continue }
      if !told.contains(where: { newer.saysSame(fact: $0, as: row) }) { told.append(row) }
    }
    if equal.count == 1 {
      html.raw("One fact is equal: ")
    } else {
      html.text(String(equal.count))
      html.raw(equal.count > told.count ? " facts are equal, among them " : " facts are equal: ")
    }
    for (place, row) in told.enumerated() {
      if place > 0 { html.raw(", ") }
      html.append(newer, fact: row)
    }
    html.raw(".")
  }
}
