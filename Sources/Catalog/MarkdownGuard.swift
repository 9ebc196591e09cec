import Diagnostics

// Why this file exists
//
// Debian's cmark-gfm 0.29.0.gfm.6 lacks the fixes of 2023: a 15 KB table takes 16 s, 80 KB of link definitions
// become 400 MB of HTML. One linear scan before the C call refuses what would be slow, by the name of the limit;
// every limit is far above any real page.

/// Refuses documents that would make the Markdown engine slow, before it sees them.
struct MarkdownGuard {
  static let maximumBytes = 256 * 1024
  static let maximumTableCells = 20_000
  /// Cells a row leaves out are written all the same: few bytes could become much output.
  static let maximumMissingCells = 4_000
  static let maximumTableColumns = 64
  static let maximumHeadings = 1_000
  static let maximumFootnoteUses = 500
  static let maximumContainerMarkers = 32
  static let maximumParagraphLines = 2_000
  static let maximumOpeners = 200
  static let maximumDefinitionBytes = 2 * 1024
  static let maximumExpansionBytes = 1024 * 1024
  static let maximumBracketDepth = 200
  static let maximumRun = 200
  static let maximumEmphasisMarks = 4_000
  static let maximumLineBytes = 64 * 1024

  /// Of the text being read; never kept.
  private typealias Line = UnsafeBufferPointer<UInt8>

  let file: String
  let firstLine: Int
  private(set) var diagnostics: [Diagnostic] = []

  private var openers = 0
  private var bracketDepth = 0
  private var paragraphLines = 0
  private var emphasisMarks = 0
  private var tableColumns: Int?
  private var tableCells = 0
  private var missingCells = 0
  private var headings = 0
  private var footnoteUses = 0
  /// On this line, and on the one before.
  private var pipes = 0
  private var previousPipes = 0
  private var longestDefinition = 0
  /// Bytes of the definition whose lines are being read.
  private var openDefinition = 0
  private var references = 0

  static func check(_ body: String, file: String, firstLine: Int) -> [Diagnostic] {
    var guarding = MarkdownGuard(file: file, firstLine: firstLine)
    guard body.utf8.count <= maximumBytes else {
      guarding.fail(0, "a page is limited to \(maximumBytes / 1024) KiB of Markdown; split it")
      return guarding.diagnostics
    }
    var body = body
    body.withUTF8 { guarding.scan($0) }
    if guarding.longestDefinition * guarding.references > maximumExpansionBytes {
      guarding.fail(0, "link definitions used this often would expand to over 1 MiB; shorten the addresses")
    }
    return guarding.diagnostics
  }

  private init(file: String, firstLine: Int) {
    self.file = file
    self.firstLine = firstLine
  }

  private mutating func scan(_ bytes: Line) {
    var start = 0, number = 0
    while start <= bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      scan(Line(rebasing: bytes[start..<end]), line: number)
      if diagnostics.count >= 8 { break }
      start = end + 1
      number += 1
    }
  }

  private mutating func scan(_ line: Line, line number: Int) {
    if line.count > Self.maximumLineBytes {
      fail(number, "a line is limited to \(Self.maximumLineBytes / 1024) KiB; break it")
      return
    }
    let isBlank = line.allSatisfy { $0 == 32 || $0 == 9 || $0 == 13 }
    if isBlank {
      paragraphLines = 0
      openDefinition = 0
      bracketDepth = 0
      emphasisMarks = 0
      openers = 0
      tableColumns = nil
    } else {
      paragraphLines += 1
      if paragraphLines == Self.maximumParagraphLines + 1 {
        fail(number, "a paragraph is limited to \(Self.maximumParagraphLines) lines; add a blank line")
      }
    }
    countHeading(line, number)
    containers(line, number)
    characters(line, number)
    tables(line, number)
    definitions(line, number)
  }

  private mutating func countHeading(_ line: Line, _ number: Int) {
    let text = line.drop { $0 == 32 }
    // An underline of `=` or `-` makes a heading of the line above.
    let isUnderline = !text.isEmpty && text.allSatisfy { $0 == 61 || $0 == 45 || $0 == 32 || $0 == 13 }
    guard text.first == UInt8(ascii: "#") || isUnderline else { return }
    headings += 1
    if headings == Self.maximumHeadings + 1 {
      fail(number, "a page has at most \(Self.maximumHeadings) headings; split it")
    }
  }

  /// Block quote and list markers at the start of a line, each of which opens a container.
  private mutating func containers(_ line: Line, _ number: Int) {
    var markers = 0, indent = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): markers += 1
      case 32: indent += 1
      case 9: indent += 4
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ")"):
        if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ")") { markers += 1 }
      default:
        if markers > Self.maximumContainerMarkers || indent > 4 * Self.maximumContainerMarkers {
          fail(number, "quotes and lists nest at most \(Self.maximumContainerMarkers) deep")
        }
        return
      }
    }
    // A rule (`-----`) or a table's separator is markers only: harmless unless it alternates with spaces.
    let spaced = line.count(where: { $0 == 32 })
    if markers > Self.maximumContainerMarkers && spaced > Self.maximumContainerMarkers {
      fail(number, "quotes and lists nest at most \(Self.maximumContainerMarkers) deep")
    }
  }

  private mutating func characters(_ line: Line, _ number: Int) {
    pipes = 0
    var run = 0, index = 0
    while index < line.count {
      let byte = line[index], previous = index > 0 ? line[index - 1] : 0
      index += 1
      // Small letters and spaces: nearly all of them.
      if byte &- UInt8(ascii: "a") < 26 || byte == 32 { continue }
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "["):
        bracketDepth += 1
        if bracketDepth == Self.maximumBracketDepth + 1 {
          fail(number, "brackets nest at most \(Self.maximumBracketDepth) deep; close or escape them")
        }
      case UInt8(ascii: "]"):
        // Every `]` looks back over the open brackets, closed or not: unmatched ones cost as much.
        references += previous == UInt8(ascii: "[") ? 0 : 1
        bracketDepth = max(0, bracketDepth - 1)
      case UInt8(ascii: "^") where previous == UInt8(ascii: "["):
        footnoteUses += 1
        if footnoteUses == Self.maximumFootnoteUses + 1 {
          fail(number, "a page refers to footnotes at most \(Self.maximumFootnoteUses) times")
        }
      case UInt8(ascii: "?"), UInt8(ascii: "!"):
        if previous == UInt8(ascii: "<") { opener(number) }
        if byte == UInt8(ascii: "!") { break }
      case UInt8(ascii: ")"):
        run = previous == byte ? run + 1 : 1
        if run == Self.maximumRun + 1 { fail(number, "a run of ')' is limited to \(Self.maximumRun)") }
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        emphasisMarks += 1
        if emphasisMarks == Self.maximumEmphasisMarks + 1 {
          fail(number, "a paragraph is limited to \(Self.maximumEmphasisMarks) emphasis marks")
        }
      default: break
      }
    }
  }

  private mutating func opener(_ number: Int) {
    openers += 1
    if openers == Self.maximumOpeners + 1 {
      fail(number, "a paragraph is limited to \(Self.maximumOpeners) '<?' and '<!' openers")
    }
  }

  private mutating func tables(_ line: Line, _ number: Int) {
    defer { previousPipes = pipes }
    let isSeparator =
      line.allSatisfy {
        switch $0 {
        case 32, 9, 13, UInt8(ascii: "|"), UInt8(ascii: "-"), UInt8(ascii: ":"): true
        default: false
        }
      } && line.contains(UInt8(ascii: "-"))
    if isSeparator && (pipes > 0 || previousPipes > 0) {
      let columns = max(pipes, previousPipes) + 1
      tableColumns = columns
      if columns > Self.maximumTableColumns {
        fail(number, "a table has at most \(Self.maximumTableColumns) columns")
      }
    } else if let columns = tableColumns {
      let before = (tableCells, missingCells)
      tableCells += columns
      missingCells += max(0, columns - pipes - 1)
      if tableCells > Self.maximumTableCells && before.0 <= Self.maximumTableCells {
        fail(number, "the tables of a page have at most \(Self.maximumTableCells) cells; split the page")
      }
      if missingCells > Self.maximumMissingCells && before.1 <= Self.maximumMissingCells {
        fail(
          number,
          "rows leave out more than \(Self.maximumMissingCells) cells of their tables; use fewer columns")
      }
    }
  }

  private mutating func definitions(_ line: Line, _ number: Int) {
    let trimmed = line.drop { $0 == 32 }
    guard trimmed.first == UInt8(ascii: "["), let close = trimmed.firstIndex(of: UInt8(ascii: "]")),
      trimmed.index(after: close) < trimmed.endIndex,
      trimmed[trimmed.index(after: close)] == UInt8(ascii: ":")
    else {
      // A title may go on over lines, up to a blank one.
      openDefinition = trimmed.isEmpty || openDefinition == 0 ? 0 : openDefinition + trimmed.count + 1
      longestDefinition = max(longestDefinition, openDefinition)
      return
    }
    openDefinition = trimmed.starts(with: "[^".utf8) ? 0 : trimmed.count
    longestDefinition = max(longestDefinition, trimmed.count)
    if trimmed.count > Self.maximumDefinitionBytes {
      fail(number, "a link definition is limited to 2 KiB")
    }
  }

  private mutating func fail(_ line: Int, _ summary: String) {
    diagnostics.append(
      Diagnostic(.error, .markdownLimit, summary, at: SourceLocation(file: file, line: firstLine + line)))
  }
}
