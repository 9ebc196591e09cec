import Architecture
import Catalog

/// Every fact of two designs side by side; lines on which they agree hold their value once.
struct PairTable {
  let older: PairSide
  let newer: PairSide
  let difference: Difference
  /// What changed in each line: the number subtracted and put in proportion.
  let changes: [String?]

  // Thousands of pages repeat these: end tags that HTML does not need are left out, and whatever a cell's place or
  // width says has no class and no scope.

  /// `<tbody>` with its title.
  static func title(_ title: String) -> HTML {
    var html: HTML = "\n<tbody><tr><th colspan=4 scope=rowgroup>"
    html.text(title)
    return html
  }

  /// A row of one model in the order of `PairSide.Cell`.
  static func addCells(_ label: HTML, _ value: HTML, to cells: inout Fragments) {
    func add(_ start: StaticString, _ first: HTML, _ middle: StaticString, _ last: HTML, _ end: StaticString)
    {
      var html = HTML()
      html.raw(start)
      html.append(first)
      html.raw(middle)
      html.append(last)
      html.raw(end)
      cells.add(html)
    }
    cells.add(label)
    cells.add(value)
    add("", value, " → ", "", "")
    add("<tr><th>", label, "<td colspan=3>", value, "")
    add("<tr><th>", label, "<td>", value, "<td>")
    add("", value, "<td>", "", "")
    add("<tr><th>", label, "<td>–<td>", value, "<td>")
  }

  func write(to html: inout HTML) {
    var title = -100
    // What follows stands above, in lists and pictures.
    for (index, line) in difference.lines.enumerated() where line.section != .consequence {
      let own = line.section.titleKey(line)
      if own != title {
        title = own
        self.title(line, &html)
      }
      if line.isEqual {
        html.append(newer, line.newer, .equal)
      } else {
        write(line, changes[index], &html)
      }
    }
    html.raw("\n<tbody><tr><th colspan=4 scope=rowgroup>Publication<tr><th>Released<td>")
    html.append(older.pieces, PairSide.Piece.released.rawValue)
    html.raw("<td>")
    html.append(newer.pieces, PairSide.Piece.released.rawValue)
    if older.license == newer.license {
      html.raw("<td><tr><th>License<td colspan=3>")
      html.append(newer.pieces, PairSide.Piece.license.rawValue)
    } else {
      html.raw("<td><tr><th>License<td>")
      html.append(older.pieces, PairSide.Piece.license.rawValue)
      html.raw("<td>")
      html.append(newer.pieces, PairSide.Piece.license.rawValue)
      html.raw("<td>changed")
    }
  }

  private func title(_ line: Difference.Line, _ html: inout HTML) {
    if let group = line.newerGroup {
      html.append(newer.groupTitles, group)
    } else if let group = line.olderGroup {
      html.append(older.groupTitles, group)
    } else {
      html.raw("\n<tbody><tr><th colspan=4 scope=rowgroup>")
      html.raw(line.section == .size ? "Size" : "Skeleton")
    }
  }

  private func write(_ line: Difference.Line, _ change: String?, _ html: inout HTML) {
    if line.older < 0 {
      html.append(newer, line.newer, .added)
    } else {
      html.append(older, line.older, .older)
      if line.newer >= 0 { html.append(newer, line.newer, .newer) } else { html.raw("–<td>") }
    }
    if let change { html.text(change) }
  }
}

extension Difference.Section {
  /// Lines with one key stand under one title.
  fileprivate func titleKey(_ line: Difference.Line) -> Int {
    switch self {
    case .size: -3
    case .skeleton: -4
    case .consequence: -5
    case .mixer, .feedForward: line.newerGroup ?? -10 - (line.olderGroup ?? 0)
    }
  }
}
