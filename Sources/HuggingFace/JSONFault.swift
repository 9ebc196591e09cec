import Diagnostics

/// The first place at which a text stops being JSON, and why; Foundation says neither on every system.
struct JSONFault {
  private static let maximumDepth = 512

  private let characters: [Character]
  private var index = 0
  private var summary: String?
  /// Where what is never closed begins; otherwise the fault is at `index`.
  private var start: Int?

  /// Nil when nothing is wrong with the text.
  static func first(in text: String, file: String) -> Diagnostic? {
    var scan = JSONFault(characters: Array(text))
    scan.value(depth: 0)
    scan.skipSpace()
    if scan.index < scan.characters.count { scan.fail("the text goes on after the end of the configuration") }
    guard let summary = scan.summary else { return nil }
    return Diagnostic(.error, .wrongType, "this is not JSON: \(summary)", at: scan.place(in: file))
  }

  private init(characters: [Character]) { self.characters = characters }

  private mutating func value(depth: Int) {
    skipSpace()
    guard summary == nil, depth < Self.maximumDepth else { return fail("nested too deep") }
    switch current {
    case "{": list("{", "}", "an object", depth: depth) { $0.member(depth: depth + 1) }
    case "[": list("[", "]", "a list", depth: depth) { $0.value(depth: depth + 1) }
    case "\"": text()
    case nil: fail("a value is missing at the end")
    default: word()
    }
  }

  private mutating func list(
    _ open: Character, _ close: Character, _ name: String, depth: Int, _ item: (inout JSONFault) -> Void
  ) {
    let begin = index
    index += 1
    skipSpace()
    if current == close {
      index += 1
      return
    }
    while summary == nil {
      if current == nil { return fail("\(name) is never closed; add '\(close)'", at: begin) }
      item(&self)
      skipSpace()
      guard summary == nil else { return }
      switch current {
      case close:
        index += 1
        return
      case ",":
        let comma = index
        index += 1
        skipSpace()
        if current == close { fail("the last item of \(name) takes no ','", at: comma) }
      case nil: fail("\(name) is never closed; add '\(close)'", at: begin)
      default: fail("',' or '\(close)' is missing before this")
      }
    }
  }

  private mutating func member(depth: Int) {
    skipSpace()
    guard current == "\"" else { return fail("a key in double quotes is missing here") }
    text()
    skipSpace()
    guard summary == nil else { return }
    guard current == ":" else { return fail("':' is missing after the key") }
    index += 1
    value(depth: depth)
  }

  private mutating func text() {
    let begin = index
    index += 1
    while let character = current, character != "\"" {
      guard !character.isNewline else { break }
      index += character == "\\" ? 2 : 1
    }
    guard current == "\"" else { return fail("this text is never closed; add '\"'", at: begin) }
    index += 1
  }

  /// A number or one of the words, `Infinity` and `NaN` as Python writes them.
  private mutating func word() {
    let begin = index
    while let character = current, character.isLetter || character.isNumber || "+-._".contains(character) {
      index += 1
    }
    let word = String(characters[begin..<index])
    let known = ["true", "false", "null", "NaN", "Infinity", "-Infinity"]
    let isNumber = word.first.map { $0.isNumber || $0 == "-" } == true && Double(word) != nil
    guard known.contains(word) || isNumber else {
      return fail(word.isEmpty ? "a value is missing here" : "'\(word.prefix(40))' is not a value", at: begin)
    }
  }

  private var current: Character? { characters.indices.contains(index) ? characters[index] : nil }

  private mutating func skipSpace() {
    while let character = current, character == " " || character == "\t" || character.isNewline { index += 1 }
  }

  private mutating func fail(_ reason: String, at place: Int? = nil) {
    guard summary == nil else { return }
    summary = reason
    start = place ?? index
  }

  private func place(in file: String) -> SourceLocation {
    var location = SourceLocation(file: file)
    for character in characters.prefix(start ?? 0) {
      location.column += 1
      if character.isNewline { location = SourceLocation(file: file, line: location.line + 1) }
    }
    return location
  }
}
