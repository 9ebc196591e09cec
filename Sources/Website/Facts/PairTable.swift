import Architecture
import Catalog
import Diagnostics

/// The pieces of a table of every fact of two designs, each made of one model alone.
enum PairTable {
  // Thousands of pages repeat these: end tags that HTML does not need are left out, and whatever a cell's place or
  // width says has no class and no scope.

  /// `<tbody>` with its title.
  static func writeTitle(_ title: String, to html: inout ByteWriter) {
    html.raw("\n<tbody><tr><th colspan=4 scope=rowgroup>")
    html.text(title)
  }

  /// What the rows of one model say, escaped once: label, words and value of each.
  struct RowTexts {
    private let pieces: Fragments

    init(_ rows: [Profile.Row]) {
      var pieces = FragmentWriter()
      for row in rows {
        pieces.add { $0.text(row.label) }
        pieces.add { $0.text(row.words) }
        pieces.add { $0.text(row.value.text) }
      }
      self.pieces = pieces.fragments
    }

    fileprivate func writeLabel(_ row: Int, to html: inout ByteWriter) { html.append(pieces, 3 * row) }
    func writeWords(_ row: Int, to html: inout ByteWriter) { html.append(pieces, 3 * row + 1) }
    func writeValue(_ row: Int, to html: inout ByteWriter) { html.append(pieces, 3 * row + 2) }
  }

  /// A row of one model in one of its forms.
  static func write(_ cell: PairSide.Cell, _ row: Int, of texts: RowTexts, to html: inout ByteWriter) {
    switch cell {
    case .label: texts.writeLabel(row, to: &html)
    case .words: texts.writeWords(row, to: &html)
    case .value: texts.writeValue(row, to: &html)
    case .from:
      texts.writeValue(row, to: &html)
      html.raw(" → ")
    case .newer:
      texts.writeValue(row, to: &html)
      html.raw("<td>")
    case .equal, .older, .added:
      html.raw("<tr><th>")
      texts.writeLabel(row, to: &html)
      html.raw(cell == .equal ? "<td colspan=3>" : cell == .older ? "<td>" : "<td>–<td>")
      texts.writeValue(row, to: &html)
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
      if let row = line.newer { html.append(newer, row, .equal, count: count) }
      index += count
    }
    html.raw("\n<tbody><tr><th colspan=4 scope=rowgroup>Publication<tr><th>Released<td>")
    html.append(older, .released)
    html.raw("<td>")
    html.append(newer, .released)
    if older.licenseKey == newer.licenseKey {
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
    if let row = line.older {
      html.append(older, row, .older)
      if let row = line.newer { html.append(newer, row, .newer) } else { html.raw("–<td>") }
    } else if let row = line.newer {
      html.append(newer, row, .added)
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
      && other.olderGroup == olderGroup && other.newer == newer.map { $0 + count }
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
