import Architecture

/// What changed from one model to the other, told by importance.
struct PairChanges {
  let older: PairSide
  let newer: PairSide
  let difference: Difference
  let changed: [Difference.Change]
  /// Of each line the number subtracted and put in proportion: `+128, ×1.5`.
  let texts: [String?]
  /// The proportion alone.
  private let ratios: [String?]

  /// How many changes have a line of their own, and how many more are told in one paragraph.
  private static let open = 6, also = 8

  init(older: PairSide, newer: PairSide, difference: Difference, changed: [Difference.Change]) {
    (self.older, self.newer, self.difference, self.changed) = (older, newer, difference, changed)
    var texts: [String?] = [], ratios: [String?] = []
    texts.reserveCapacity(difference.lines.count)
    ratios.reserveCapacity(difference.lines.count)
    for line in difference.lines {
      guard line.kind == .number else {
        texts.append(line.kind?.word)
        ratios.append(nil)
        continue
      }
      let a = older.profile.rows[Int(line.older)].value, b = newer.profile.rows[Int(line.newer)].value
      let ratio = a.change(to: b)
      texts.append(a.subtracted(from: b, change: ratio))
      ratios.append(ratio)
    }
    (self.texts, self.ratios) = (texts, ratios)
  }

  func write(to html: inout HTML, reasons: Fragments) {
    let design = changed.filter { difference.lines[$0.line].section != .consequence }
    html.raw("<h2>What changed</h2>")
    // One or two more are not worth another form.
    let open = design.count <= Self.open + 2 ? design.count : Self.open
    if design.isEmpty { html.raw("<p class=same>Nothing: the two designs are the same.") }
    var explained: [Int] = []
    list(design.prefix(open), reasons, &explained, &html)
    if open < design.count { others(design.dropFirst(open), &html) }
    equal(&html)
    html.raw("<h2>What follows</h2>")
    let follows = changed.filter { difference.lines[$0.line].section == .consequence && !isSaid($0) }
    if follows.isEmpty { html.raw("<p class=same>Parameters and memory are equal.") }
    list(follows[...], nil, &explained, &html)
  }

  /// What the list of changes or other lines of this one have said already, and the order of layers, which is drawn.
  private func isSaid(_ change: Difference.Change) -> Bool {
    let line = difference.lines[change.line]
    return Self.said.contains(
      line.newer >= 0 ? newer.profile.rows[Int(line.newer)].id : older.profile.rows[Int(line.older)].id)
  }

  private static let said: Set<String> = ["pattern", "decoder", "share_active", "mtp_parameters"]

  private func list(
    _ changes: ArraySlice<Difference.Change>, _ reasons: Fragments?, _ explained: inout [Int],
    _ html: inout HTML
  ) {
    guard !changes.isEmpty else { return }
    html.raw(reasons == nil ? "<dl class=\"chg few\">" : "<dl class=chg>")
    for change in changes {
      let line = difference.lines[change.line]
      html.raw("<dt>")
      label(line, isShared: change.isShared, &html)
      html.raw("<dd><b>")
      value(line, &html)
      html.raw("</b>")
      if let ratio = ratios[change.line] {
        html.raw(" (")
        html.text(ratio)
        html.raw(")")
      }
      // Each concept says once why it matters.
      let reason = line.newer >= 0 ? newer.concepts[Int(line.newer)] : older.concepts[Int(line.older)]
      if let reasons, reason >= 0, !explained.contains(reason), difference.concept(of: line) != nil {
        explained.append(reason)
        html.raw("<p>")
        html.append(reasons, reason)
      }
    }
    html.raw("</dl>")
  }

  /// Smaller changes in one paragraph, in the same order.
  private func others(_ changes: ArraySlice<Difference.Change>, _ html: inout HTML) {
    // The table below holds them all.
    let told = changes.count <= Self.also + 2 ? changes.count : Self.also
    html.raw("<p class=also>Also: ")
    for (place, change) in changes.prefix(told).enumerated() {
      if place > 0 { html.raw("; ") }
      let line = difference.lines[change.line]
      label(line, isShared: change.isShared, &html)
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

  private func label(_ line: Difference.Line, isShared: Bool, _ html: inout HTML) {
    if difference.isLayers(line) {
      if let group = line.newerGroup { return html.append(newer.layersLabels, group) }
      if let group = line.olderGroup { return html.append(older.layersLabels, group) }
    }
    if line.older >= 0 {
      html.append(older, line.older, .label)
    } else {
      html.append(newer, line.newer, .label)
    }
    if !isShared, difference.isAmbiguous(line), let group = difference.groupLabel(of: line) {
      html.raw(" (")
      html.text(group)
      html.raw(")")
    }
  }

  private func value(_ line: Difference.Line, _ html: inout HTML) {
    switch line.kind {
    case .added:
      html.raw("added")
      if !newer.isPlain[Int(line.newer)] {
        html.raw(": ")
        html.append(newer, line.newer, .value)
      }
    case .removed:
      html.raw("removed")
      if !older.isPlain[Int(line.older)] {
        html.raw(": ")
        html.append(older, line.older, .value)
      }
    default:
      html.append(older, line.older, .from)
      html.append(newer, line.newer, .value)
    }
  }

  /// `23 facts are equal, among them MLA, layers 61, stream width 7,168.`
  private func equal(_ html: inout HTML) {
    let equal = difference.equal(atMost: 4)
    html.raw("<p class=same>")
    guard equal.count > 0 else {
      html.raw("No fact of the two designs is equal.")
      return
    }
    html.text(equal.count == 1 ? "One fact is equal: " : "\(equal.count) facts are equal")
    if equal.count > 1 { html.raw(equal.count > equal.lines.count ? ", among them " : ": ") }
    for (place, index) in equal.lines.enumerated() {
      if place > 0 { html.raw(", ") }
      html.append(newer.facts, Int(difference.lines[index].newer))
    }
    html.raw(".")
  }
}

extension Difference.Kind {
  fileprivate var word: String {
    switch self {
    case .added: "added"
    case .removed: "removed"
    case .number, .replaced, .reordered: "changed"
    }
  }
}
