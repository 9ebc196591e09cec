import Architecture
import Catalog
import Diagnostics

/// The pieces of a table of every fact of two designs, each made of one model alone.
enum PairTable {
  /// The title of some rows.
  static func writeTitle(_ title: String, to out: inout ByteWriter) {
    out.element("tr") {
      $0.element("th", .set("colspan", "4"), .scope("rowgroup"), text: title)
    }
  }

  /// A row of one model in one of its forms.
  static func write(_ cell: PairSide.Cell, _ row: Profile.Row, to out: inout ByteWriter) {
    switch cell {
    case .label: out.text(row.label)
    case .words: out.text(row.words)
    case .value: out.text(row.value.text)
    case .newer: out.element("td", text: row.value.text)
    case .equal:
      out.element("tr") {
        $0.element("th", text: row.label)
        $0.element("td", .set("colspan", "3"), text: row.value.text)
      }
    case .older, .added:
      out.element("th", text: row.label)
      if cell == .added { out.element("td", text: "–") }
      out.element("td", text: row.value.text)
    }
  }
}

// Every fact of two designs side by side; lines on which they agree hold their value once.
extension PairPage {
  func writeTable(to out: inout ByteWriter) {
    let lines = difference.lines
    var index = 0
    // What follows is shown above, in lists and pictures.
    while index < lines.count, lines[index].section != .consequence {
      let title = lines[index].section.titleKey(lines[index])
      out.element("tbody") {
        writeTitle(lines[index], to: &$0)
        while index < lines.count, lines[index].section.titleKey(lines[index]) == title {
          let line = lines[index]
          guard line.isEqual else {
            $0.element("tr") { write(line, to: &$0) }
            index += 1
            continue
          }
          // Rows on which both agree mostly follow each other in the profile too, and are copied at once.
          var count = 1
          while index + count < lines.count, line.isFollowed(by: lines[index + count], after: count) {
            count += 1
          }
          if let row = line.newer { $0.append(newer, row, .equal, count: count) }
          index += count
        }
      }
      out.endLine()
    }
  }

  private func writeTitle(_ line: Difference.Line, to out: inout ByteWriter) {
    if let group = line.newerGroup {
      out.append(newer, group: group, .title)
    } else if let group = line.olderGroup {
      out.append(older, group: group, .title)
    } else {
      PairTable.writeTitle(line.section == .size ? "Size" : "Skeleton", to: &out)
    }
  }

  private func write(_ line: Difference.Line, to out: inout ByteWriter) {
    if let row = line.older {
      out.append(older, row, .older)
      if let row = line.newer { out.append(newer, row, .newer) } else { out.element("td", text: "–") }
    } else if let row = line.newer {
      out.append(newer, row, .added)
    }
    out.element("td") {
      switch line.kind {
      case .number: difference.numberChange(line)?.appendBoth(to: &$0)
      case .added: $0.text("added")
      case .removed: $0.text("removed")
      case .replaced, .reordered: $0.text("changed")
      case nil: break
      }
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
