/// Prints diagnostics as a person reads them: `file:line:column: error: …`, then the source line and a caret.
public struct TextFormat: Sendable {
  /// The text of each file; one that is not here is reported without an excerpt.
  public var sources: [String: String]
  public var color: Bool
  /// How many characters fit on a line: words go on the next one, excerpts are cut. Nil for files and pages.
  public var width: Int?

  public init(sources: [String: String] = [:], color: Bool = false, width: Int? = nil) {
    self.sources = sources
    self.color = color
    self.width = width.map { max(40, $0) }
  }

  public func text(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(text).joined()
  }

  public func text(_ diagnostic: Diagnostic) -> String {
    let tint = diagnostic.severity == .error ? "31" : "33"
    let severity = paint(diagnostic.severity.rawValue, "1;" + tint)
    let id = paint("[\(diagnostic.id.rawValue)]", "2")
    var out = folded("\(place(diagnostic.location)): \(severity): \(diagnostic.summary) \(id)")
    out += excerpt(diagnostic.location, tint: tint)
    for note in diagnostic.notes {
      if let location = note.location {
        out += folded("\(place(location)): note: \(note.text)") + excerpt(location, tint: "36")
      } else {
        out += folded("  note: \(note.text)")
      }
    }
    return out
  }

  /// The line with its end, broken between words where it is too long.
  private func folded(_ line: String) -> String {
    guard let width else { return line + "\n" }
    var out = "", column = 0
    for word in line.split(separator: " ", omittingEmptySubsequences: false) {
      let cells = Self.cells(word)
      if column > 0, column + 1 + cells > width {
        out += "\n    " + word
        column = 4 + cells
      } else {
        out += (out.isEmpty ? "" : " ") + word
        column += cells + (column > 0 ? 1 : 0)
      }
    }
    return out + "\n"
  }

  /// What a word takes on the screen: colours nothing, wide characters two.
  private static func cells(_ word: Substring) -> Int {
    var isColor = false
    return word.reduce(0) { count, character in
      if character == "\u{1B}" { isColor = true }
      defer { if character == "m" { isColor = false } }
      return isColor ? count : count + (character.isWide ? 2 : 1)
    }
  }

  private func place(_ location: SourceLocation) -> String {
    "\(location.file):\(location.line):\(location.column)"
  }

  private func paint(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private func excerpt(_ location: SourceLocation, tint: String) -> String {
    // Cut into lines only where something is said about one: most builds have nothing to say.
    guard let source = sources[location.file].map(SourceText.init),
      (1...source.lineCount).contains(location.line)
    else { return "" }
    let number = String(location.line)
    let room = width.map { min(100, $0 - number.count - 7) } ?? 100
    let (line, caret) = window(
      Array(source.line(location.line - 1)), around: max(0, location.column - 1), room: room)
    let gutter = String(repeating: " ", count: number.count)
    return "  \(number) | \(line)\n  \(gutter) | \(caret)\(paint("^", "1;" + tint))\n"
  }

  /// At most `room` characters of the line with the column inside, and the blanks that put a caret under it.
  ///
  /// Tabs stay tabs and wide characters become ideographic spaces in the blanks, so the caret stands right in
  /// any terminal.
  private func window(_ line: [Character], around column: Int, room: Int) -> (line: String, caret: String) {
    let start = column > room * 4 / 5 ? min(column - room * 2 / 5, max(0, line.count - room)) : 0
    let end = min(line.count, start + room)
    guard start <= end else { return ("", "") }
    let shown = line[start..<end].map { $0.isControl ? "\u{FFFD}" : $0 }
    let before = line[start..<min(max(start, column), end)]
    let prefix = start > 0 ? "…" : ""
    let blanks = before.map { $0 == "\t" ? "\t" : $0.isWide ? "\u{3000}" : " " }.joined()
    return (prefix + String(shown) + (end < line.count ? "…" : ""), (start > 0 ? " " : "") + blanks)
  }
}

extension Character {
  fileprivate var isControl: Bool {
    self != "\t" && unicodeScalars.allSatisfy { $0.properties.generalCategory == .control }
  }

  /// Takes two cells in a terminal: East Asian wide characters and emoji.
  fileprivate var isWide: Bool {
    guard let scalar = unicodeScalars.first else { return false }
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return true
    default:
      return scalar.properties.isEmojiPresentation
    }
  }
}
