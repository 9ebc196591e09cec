import Architecture
import Catalog

/// Every fact of two designs side by side; lines on which they agree hold their value once.
struct PairTable {
  let older: PairSide
  let newer: PairSide
  let difference: Difference
  /// What changed in each line: the number subtracted and put in proportion.
  let changes: [String?]

  /// `<tbody>` with its title; end tags that HTML does not need are left out, since thousands of pages repeat them.
  static func title(_ title: String) -> HTML {
    var html: HTML = "<tbody><tr class=hd><th colspan=4 scope=rowgroup>"
    html.text(title)
    html.raw("\n")
    return html
  }

  static func equalLine(_ label: String, _ value: HTML) -> HTML {
    var html: HTML = "<tr class=eq><th scope=row>"
    html.text(label)
    html.raw("<td colspan=2>")
    html.append(value)
    html.raw("<td>\n")
    return html
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
        html.append(newer.cells, 3 * Int(line.newer) + 2)
      } else {
        write(line, changes[index], &html)
      }
    }
    html.raw("<tbody><tr class=hd><th colspan=4 scope=rowgroup>Publication\n<tr><th scope=row>Released<td>")
    html.append(older.pieces, PairSide.Piece.released.rawValue)
    html.raw("<td>")
    html.append(newer.pieces, PairSide.Piece.released.rawValue)
    if older.license == newer.license {
      html.raw("<td>\n<tr class=eq><th scope=row>License<td colspan=2>")
      html.append(newer.pieces, PairSide.Piece.license.rawValue)
      html.raw("<td>")
    } else {
      html.raw("<td>\n<tr><th scope=row>License<td>")
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
      html.raw("<tbody><tr class=hd><th colspan=4 scope=rowgroup>")
      switch line.section {
      case .size: html.raw("Size\n")
      default: html.raw("Skeleton\n")
      }
    }
  }

  private func write(_ line: Difference.Line, _ change: String?, _ html: inout HTML) {
    html.raw("<tr><th scope=row>")
    if line.older >= 0 {
      html.append(older.cells, 3 * Int(line.older))
      html.raw("<td>")
      html.append(older.cells, 3 * Int(line.older) + 1)
      html.raw("<td>")
    } else {
      html.append(newer.cells, 3 * Int(line.newer))
      html.raw("<td>–<td>")
    }
    if line.newer >= 0 {
      html.append(newer.cells, 3 * Int(line.newer) + 1)
      html.raw("<td>")
    } else {
      html.raw("–<td>")
    }
    if let change { html.text(change) }
    html.raw("\n")
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
