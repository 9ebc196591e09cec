import Diagnostics

// The language of our templates
//
// {{name}} prints text, {{{name}}} prints markup, {{#name}}…{{/name}} and {{^name}}…{{/name}} are sections,
// {{>name}} is another template, {{! … }} is a comment. The rest of Mustache (lambdas, dotted names, transforms,
// inheritance, delimiters, pragmas) is refused: what is left can be checked before any page is made.

/// One `{{…}}` with its place.
struct TemplateTag: Sendable {
  enum Kind: Sendable {
    case text, markup, section, inverted, close, partial, comment
  }

  var kind: Kind
  var name: String
  var location: SourceLocation
}

/// Finds the tags of one template and everything wrong with them.
struct TemplateScanner {
  private(set) var tags: [TemplateTag] = []
  private(set) var diagnostics: [Diagnostic] = []
  private let bytes: [UInt8]
  private var position = 0
  private var location: SourceLocation

  init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    location = SourceLocation(file: file)
    scan()
    checkSections()
  }

  private mutating func scan() {
    while position < bytes.count {
      guard matches("{{") else {
        // Marks of values are control characters: one of the template's own would be taken for one.
        let byte = bytes[position]
        if byte < 0x20, !"\t\n\r".utf8.contains(byte) {
          report("a control character is not allowed in a template; delete it", at: location)
        }
        advance(1)
        continue
      }
      let start = location
      let isTriple = matches("{{{")
      advance(isTriple ? 3 : 2)
      let begin = position
      let closing = isTriple ? "}}}" : "}}"
      while position < bytes.count, !matches(closing) { advance(1) }
      guard position < bytes.count else {
        report("this tag is never closed; add '\(closing)'", at: start)
        return
      }
      let content = String(decoding: bytes[begin..<position], as: UTF8.self)
      advance(closing.utf8.count)
      add(content, isTriple: isTriple, at: start)
    }
  }

  private mutating func add(_ content: String, isTriple: Bool, at start: SourceLocation) {
    let kinds: [Character: TemplateTag.Kind] = [
      "#": .section, "^": .inverted, "/": .close, ">": .partial, "!": .comment, "&": .markup,
    ]
    var name = content
    var kind = isTriple ? TemplateTag.Kind.markup : .text
    if !isTriple, let first = content.first, let known = kinds[first] {
      kind = known
      name.removeFirst()
    }
    if kind == .comment { return }
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
    guard isName else {
      report(
        "'\(name)' is not a name; templates know names of a-z, 0-9 and '_', sections, partials, comments",
        at: start)
      return
    }
    tags.append(TemplateTag(kind: kind, name: name, location: start))
  }

  private mutating func checkSections() {
    var open: [TemplateTag] = []
    for tag in tags {
      if tag.kind == .section || tag.kind == .inverted { open.append(tag) }
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
