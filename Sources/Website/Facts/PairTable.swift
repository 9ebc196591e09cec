import Architecture
import Catalog
import Diagnostics

/// The pieces of a table of every fact of two designs, each made of one model alone.
enum PairTable {
  // Thousands of pages repeat these: end tags that HTML does not need are left out, and whatever a cell's place or
  // width says has no class and no scope.

  /// `<tbody>` with its title.
  static func title(_ title: String) -> HTML {
    var html: HTML = "\n<tbody><tr><th colspan=4 scope=rowgroup>"
    html.text(title)
    return html
  }

  /// What a row of one model says.
  struct RowTexts {
    let label: HTML, words: HTML, value: HTML

    init(_ row: Profile.Row) {
      (label, words, value) = (HTML(text: row.label), HTML(text: row.words), HTML(text: row.value.text))
    }
  }

  /// A row of one model in one of its forms.
  static func write(_ cell: PairSide.Cell, _ row: RowTexts, to html: inout HTML) {
    switch cell {
    case .label: html.append(row.label)
    case .words: html.append(row.words)
    case .value: html.append(row.value)
    case .from:
      html.append(row.value)
      html.raw(" → ")
    case .newer:
      html.append(row.value)
      html.raw("<td>")
    case .equal, .older, .added:
      html.raw("<tr><th>")
      html.append(row.label)
      html.raw(cell == .equal ? "<td colspan=3>" : cell == .older ? "<td>" : "<td>–<td>")
      html.append(row.value)
      if cell != .equal { html.raw("<td>") }
    }
  }
}

// Every fact of two designs side by side; lines on which they agree hold their value once.
extension PairPage {
  func writeTable(to html: inout ByteWriter) {
    let lines = difference.lines
    var title = -100
    var index = 0
    // What follows stands above, in lists and pictures.
    while index < lines.count, lines[index].section != .consequence {
      let line = lines[index]
      let own = line.section.titleKey(line)
      if own != title {
        title = own
        writeTitle(line, &html)
      }
      guard line.isEqual else {
        write(line, &html)
        index += 1
        continue
      }
      // Rows on which both agree mostly stand in a row in the profile too, and are copied at once.
      var count = 1
      while index + count < lines.count, line.isFollowed(by: lines[index + count], after: count) {
        count += 1
      }
      html.append(newer, line.newer, .equal, count: count)
      index += count
    }
    html.raw("\n<tbody><tr><th colspan=4 scope=rowgroup>Publication<tr><th>Released<td>")
    html.append(older, .released)
    html.raw("<td>")
    html.append(newer, .released)
    if older.license == newer.license {
      html.raw("<td><tr><th>License<td colspan=3>")
      html.append(newer, .license)
    } else {
      html.raw("<td><tr><th>License<td>")
      html.append(older, .license)
      html.raw("<td>")
      html.append(newer, .license)
      html.raw("<td>changed")
    }
  }

  private func writeTitle(_ line: Difference.Line, _ html: inout ByteWriter) {
    if let group = line.newerGroup {
      html.append(newer, group: group, .title)
    } else if let group = line.olderGroup {
      html.append(older, group: group, .title)
    } else {
      html.raw("\n<tbody><tr><th colspan=4 scope=rowgroup>")
      html.raw(line.section == .size ? "Size" : "Skeleton")
    }
  }

  private func write(_ line: Difference.Line, _ html: inout ByteWriter) {
    if line.older < 0 {
      html.append(newer, line.newer, .added)
    } else {
      html.append(older, line.older, .older)
      if line.newer >= 0 { html.append(newer, line.newer, .newer) } else { html.raw("–<td>") }
    }
    switch line.kind {
    case .number:
      if let change = difference.numberChange(line) { change.appendBoth(to: &html) }
    case .added: html.raw("added")
    case .removed: html.raw("removed")
    case .replaced, .reordered: html.raw("changed")
    case nil: break
    }
  }
}

extension Difference.Line {
  /// `other` stands `count` rows behind it under the same title, and both models agree on it too.
  fileprivate func isFollowed(by other: Difference.Line, after count: Int) -> Bool {
    other.isEqual && other.section == section && other.newerGroup == newerGroup
      && other.olderGroup == olderGroup && other.newer == newer + Int32(count)
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

extension Profile.Row {
  /// Its label inside a sentence: `context` for `Context, tokens`.
  var words: String {
    String(label[..<(label.utf8.firstIndex(of: UInt8(ascii: ",")) ?? label.endIndex)]).midSentence
  }
}
