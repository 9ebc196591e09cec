import Diagnostics

// The language of our templates
//
// {{name}} prints text, {{{name}}} prints markup, {{#name}}…{{/name}} and {{^name}}…{{/name}} are sections,
// {{>name}} is another template, {{! … }} is a comment, {{! without name }} says that a page's value is left out on
// purpose. A section, partial or comment alone on its line takes the line with it. The rest of Mustache (lambdas,
// dotted names, transforms, inheritance, delimiters, pragmas) is refused: what is left is checked before any page is
// made.

/// One `{{…}}` with its place.
struct TemplateTag: Sendable {
  enum Kind: Sendable {
    case text, markup, section, inverted, close, partial, comment
  }

  var kind: Kind
  var name: String
  var location: SourceLocation
}

/// One template as it is written, cut into its own bytes and its tags, with everything wrong that shows in it alone.
struct TemplateSource: Sendable {
  enum Part: Sendable {
    case bytes(ArraySlice<UInt8>)
    case tag(TemplateTag)
  }

  /// Sections inside each other.
  static let maximumNesting = 32

  let file: String
  private(set) var parts: [Part] = []
  /// Names the template says it leaves out.
  private(set) var without: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  let bytes: [UInt8]
  private var position = 0
  private var location: SourceLocation
  /// Where the bytes that are in no part yet begin.
  private var rest = 0

  init(_ text: String, file: String) {
    self.file = file
    bytes = Array(text.utf8)
    location = SourceLocation(file: file)
    scan()
    parts.append(.bytes(bytes[rest...]))
    checkSections()
  }

  var tags: [TemplateTag] {
    parts.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }
  }

  private mutating func scan() {
    while position < bytes.count {
      guard matches("{{") else {
        let byte = bytes[position]
        if byte < 0x20, !"\t\n\r".utf8.contains(byte) {
          report("a control character is not allowed in a template; delete it", at: location)
        }
        advance(1)
        continue
      }
      let start = (position, location)
      let isTriple = matches("{{{")
      advance(isTriple ? 3 : 2)
      let begin = position
      let closing = isTriple ? "}}}" : "}}"
      while position < bytes.count, !matches(closing) { advance(1) }
      guard position < bytes.count else {
        report("this tag is never closed; add '\(closing)'", at: start.1)
        return
      }
      let content = String(decoding: bytes[begin..<position], as: UTF8.self)
      advance(closing.utf8.count)
      if let tag = tag(content, isTriple: isTriple, at: start.1) { add(tag, from: start.0) }
    }
  }

  /// The bytes before the tag, then the tag; a line that holds nothing else is not printed.
  private mutating func add(_ tag: TemplateTag, from start: Int) {
    var before = start, after = position
    if tag.kind != .text, tag.kind != .markup, let line = lineAround(start) { (before, after) = line }
    // A tag alone on its line may follow another such line, whose end is taken already.
    if rest < before { parts.append(.bytes(bytes[rest..<before])) }
    rest = after
    if tag.kind == .comment {
      let words = tag.name.split(separator: " ")
      if words.first == "without" { without.formUnion(words.dropFirst().map(String.init)) }
    } else {
      parts.append(.tag(tag))
    }
  }

  /// The line of the tag that ends at `position`, when there is nothing else on it.
  private func lineAround(_ start: Int) -> (Int, Int)? {
    func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    var before = start, after = position
    while before > 0, isBlank(bytes[before - 1]) { before -= 1 }
    guard before == 0 || bytes[before - 1] == UInt8(ascii: "\n") else { return nil }
    while after < bytes.count, isBlank(bytes[after]) || bytes[after] == UInt8(ascii: "\r") { after += 1 }
    guard after < bytes.count else { return (before, after) }
    return bytes[after] == UInt8(ascii: "\n") ? (before, after + 1) : nil
  }

  private mutating func tag(_ content: String, isTriple: Bool, at start: SourceLocation) -> TemplateTag? {
    let kinds: [Character: TemplateTag.Kind] = [
      "#": .section, "^": .inverted, "/": .close, ">": .partial, "!": .comment, "&": .markup,
    ]
    var name = content
    var kind = isTriple ? TemplateTag.Kind.markup : .text
    if !isTriple, let first = content.first, let known = kinds[first] {
      kind = known
      name.removeFirst()
    }
    while name.first == " " { name.removeFirst() }
    while name.last == " " { name.removeLast() }
    let isName =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        case UInt8(ascii: "-"): kind == .partial
        default: false
        }
      }
    guard isName || kind == .comment else {
      report(
        "'\(name)' is not a name; templates know names of a-z, 0-9 and '_', sections, partials, comments",
        at: start)
      return nil
    }
    return TemplateTag(kind: kind, name: name, location: start)
  }

  private mutating func checkSections() {
    var open: [TemplateTag] = []
    for tag in tags {
      if tag.kind == .section || tag.kind == .inverted {
        open.append(tag)
        if open.count == Self.maximumNesting + 1 {
          report("sections nest over \(Self.maximumNesting) deep; move some into a partial", at: tag.location)
        }
      }
      guard tag.kind == .close else { continue }
      guard let last = open.popLast() else {
        report("section '\(tag.name)' is closed here but never opened", at: tag.location)
        continue
      }
      if last.name != tag.name {
        report("section '\(last.name)' is still open; close it before '\(tag.name)'", at: tag.location)
      }
    }
    for tag in open {
      report("section '\(tag.name)' is never closed; add '{{/\(tag.name)}}'", at: tag.location)
    }
  }

  private mutating func report(_ summary: String, at place: SourceLocation) {
    diagnostics.append(Diagnostic(.error, .invalidTemplate, summary, at: place))
  }

  private func matches(_ text: String) -> Bool {
    bytes[position...].starts(with: text.utf8)
  }

  private mutating func advance(_ count: Int) {
    for byte in bytes[position..<min(position + count, bytes.count)] {
      if byte == UInt8(ascii: "\n") {
        location.line += 1
        location.column = 1
      } else if byte & 0xC0 != 0x80 {
        location.column += 1
      }
    }
    position += count
  }
}
