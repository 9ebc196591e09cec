import Architecture
import Diagnostics

/// Walks a parsed document once: collects headings, links and words, and puts markers where pieces will stand.
struct TreeEditor {
  enum Marker {
    case heading(id: String)
    case linkStart(Document.Reference)
    case linkEnd
    case number(Document.NumberReference)
    case embed(Document.Embed)
  }

  private(set) var markers: [Marker] = []
  private(set) var headings: [Document.Heading] = []
  private var headingIDs: Set<String> = []
  /// The last number given to a repeated heading.
  private var suffixes: [String: Int] = [:]
  private(set) var references: [Document.Reference] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// The words without markup, in bytes: a page has hundreds of pieces of text.
  private var words: [UInt8] = []
  var plainText: String { String(decoding: words, as: UTF8.self) }

  private let places: ProsePlaces
  private var fragments: [(id: String, location: SourceLocation)] = []

  init(_ prose: Prose) {
    places = ProsePlaces(prose)
  }

  mutating func edit(_ tree: borrowing CMark.Tree) {
    let elements = tree.elements
    // Words and headings are wanted in reading order.
    for element in elements {
      switch element.kind {
      case .heading: addHeading(element)
      case .text, .code: element.withLiteral { words.append(contentsOf: $0) }
      case .lineBreak, .other: if words.last != UInt8(ascii: " ") { words.append(UInt8(ascii: " ")) }
      default: break
      }
    }
    // Children first: an element may take its own with it.
    for element in elements.reversed() { replace(element) }
    diagnostics.sort { $0.location < $1.location }
    references.reverse()
    checkFragments()
  }

  private mutating func replace(_ element: CMark.Element) {
    switch element.kind {
    case .text:
      // Most pieces of text hold none of the marks, and there are hundreds on a page.
      let marks: (UInt8, UInt8, UInt8) = (UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "{"))
      guard element.withLiteral({ $0.contains { $0 == marks.0 || $0 == marks.1 || $0 == marks.2 } }) else {
        return
      }
      checkReferences(element)
      checkDirective(element)
      replaceNumbers(element)
    case .link: replaceLink(element)
    case .image:
      fail(
        .error, .brokenLink,
        "the image '\(element.url)' does not exist; the gallery shows figures through a ```figure block",
        at: places.address(of: element))
    case .htmlBlock, .htmlInline:
      fail(
        .warning, .rawHTML, "raw HTML is dropped; write it in Markdown", at: places.start(of: element))
      element.remove()
    case .codeBlock: replaceBlock(element)
    default: break
    }
  }

  // MARK: Headings

  private mutating func addHeading(_ element: CMark.Element) {
    let text = element.plainText
    var base = ""
    var isApart = false
    for character in text.lowercased() {
      if character.isPartOfWord {
        if isApart, !base.isEmpty { base.append("-") }
        base.append(character)
        isApart = false
      } else {
        isApart = true
      }
    }
    if base.isEmpty { base = "section" }
    // Footnotes own `fn-…`, figures and the page frame own what starts with `g-`.
    if ["fn-", "fnref-", "g-"].contains(where: base.hasPrefix) { base = "s-" + base }
    var id = base
    while !headingIDs.insert(id).inserted {
      suffixes[base, default: 1] += 1
      id = "\(base)-\(suffixes[base, default: 1])"
    }
    // The page's own title is the one h1.
    if element.headingLevel == 1 {
      fail(
        .warning, .invalidEmbed, "the page's title is the only heading of level 1; start with '##'",
        at: places.start(of: element))
    }
    headings.append(Document.Heading(level: element.headingLevel, id: id, text: text))
    element.prepend(marker(.heading(id: id)))
  }

  // MARK: Links

  private mutating func replaceLink(_ element: CMark.Element) {
    let url = element.url
    let place = places.address(of: element)
    let letters = url.utf8.prefix { $0.isPartOfScheme }
    let isScheme = letters.endIndex < url.endIndex && url.utf8[letters.endIndex] == UInt8(ascii: ":")
    let scheme = isScheme ? Substring(letters).lowercased() : ""
    switch scheme {
    case "http", "https":
      guard !isWebAddress(scheme + url[letters.endIndex...]) else { return }
      fail(.error, .invalidURL, "'\(url.prefix(40))' is not a web address; write the whole of it", at: place)
    case "mailto": return
    case "model", "concept", "essay", "compare":
      let name = url[url.utf8.index(after: letters.endIndex)...]
      if let reference = reference(scheme, name, at: place) {
        references.append(reference)
        element.replaceByChildren(before: marker(.linkStart(reference)), after: marker(.linkEnd))
      }
    case "":
      if url.hasPrefix("#") {
        fragments.append((String(url.dropFirst()), place))
      } else {
        fail(
          .error, .brokenLink,
          "the link '\(url)' leads nowhere; use model:slug, concept:slug, compare:a,b, essay:slug or https://…",
          at: place)
      }
    default:
      fail(
        .warning, .unsafeLink,
        "the link '\(url.prefix(40))' is dropped; only http, https, mailto and pages of this site are linked",
        at: place)
      element.replaceByChildren(before: "", after: "")
    }
  }

  /// `slug` or `slug#fragment`.
  private mutating func reference(_ scheme: String, _ text: Substring, at place: SourceLocation)
    -> Document.Reference?
  {
    let hash = text.utf8.firstIndex(of: UInt8(ascii: "#"))
    let name = String(text[..<(hash ?? text.endIndex)])
    let fragment = hash.map { String(text[text.utf8.index(after: $0)...]) }
    switch scheme {
    case "model": return .init(target: .model(name), fragment: fragment, location: place)
    case "concept": return .init(target: .concept(name), fragment: fragment, location: place)
    case "essay": return .init(target: .essay(name), fragment: fragment, location: place)
    default:
      let names = name.split(separator: ",").map { $0.filter { $0 != " " } }
      guard names.count == 2 else {
        diagnostics.append(
          Diagnostic(.error, .brokenLink, "a comparison names two models: compare:a,b", at: place))
        return nil
      }
      return .init(target: .compare(names[0], names[1]), fragment: fragment, location: place)
    }
  }

  private mutating func checkFragments() {
    let broken = fragments.filter { !$0.id.isEmpty && !headingIDs.contains($0.id) }
    // Looking for the nearest name costs; nobody mends more than these in one go.
    for (id, place) in broken.prefix(20) {
      let hint = nearest(to: id, among: headings.map(\.id)).map { "; did you mean '#\($0)'?" } ?? ""
      diagnostics.append(
        Diagnostic(.error, .brokenLink, "no heading of this page has the id '\(id)'\(hint)", at: place))
    }
  }

  /// `[text][label]` and `[label][]` stay text when nothing defines the label.
  private mutating func checkReferences(_ element: CMark.Element) {
    let literal = element.literal
    guard literal.utf8.contains(UInt8(ascii: "[")), literal.contains("][") else { return }
    for match in literal.matches(of: /\[([^\[\]]+)\]\[([^\[\]]*)\]/) {
      // `a[i][j]` is a formula.
      let before = literal[..<match.range.lowerBound].last
      guard before.map({ !$0.isLetter && !$0.isNumber && $0 != "]" }) ?? true,
        places.line(element.line - 1).contains(match.0)
      else { continue }
      let place = place(of: match.range, in: element)
      let label = match.2.isEmpty ? match.1 : match.2
      fail(
        .error, .brokenLink,
        "nothing defines the link '\(label)'; add a line '[\(label)]: address', or put it in back quotes",
        at: place)
    }
  }

  /// `:::name` opens a block elsewhere.
  private mutating func checkDirective(_ element: CMark.Element) {
    let literal = element.literal
    guard literal.hasPrefix(":::"), places.start(of: element).column == 1,
      literal.contains(where: \.isLetter)
    else { return }
    fail(
      .error, .invalidEmbed,
      "the gallery has no '\(literal.prefix(20))' blocks; show a figure through a ```figure block",
      at: places.start(of: element))
  }

  private func place(of range: Range<String.Index>, in element: CMark.Element) -> SourceLocation {
    let literal = element.literal
    let offset = literal.utf8.distance(from: literal.startIndex, to: range.lowerBound)
    return places.place(of: String(literal[range]), offset: offset, in: element)
  }

  // MARK: Numbers

  /// `{{name}}` and `{{slug:name}}` in text; code spans and code blocks are left alone.
  private mutating func replaceNumbers(_ element: CMark.Element) {
    let literal = element.literal
    let cut = NumberMarks(literal)
    for braces in cut.unclosed {
      fail(
        .error, .unknownReference,
        "'{{' is never closed on this line; write '{{name}}', or put it in back quotes",
        at: place(of: braces, in: element))
    }
    guard !cut.marks.isEmpty else { return }
    var pieces: [(text: String, output: String?)] = []
    for mark in cut.marks {
      let number = Document.NumberReference(
        model: mark.model, name: mark.name, location: place(of: mark.range, in: element))
      pieces.append((String(mark.before), marker(.number(number))))
    }
    pieces.append((String(cut.rest), nil))
    element.replace(by: pieces)
  }

  // MARK: Figures

  private mutating func replaceBlock(_ element: CMark.Element) {
    let word = String(element.info.prefix { $0 != " " })
    let place = places.start(of: element)
    if element.isFenced, !isClosed(element) {
      fail(
        .error, .invalidEmbed, "this block is never closed; add a line with the same marks below it",
        at: place)
    } else if word == "figure" {
      replaceEmbed(element, at: place)
    } else if nearest(to: word, among: ["figure"]) != nil || saysWhatToShow(element, word) {
      fail(.error, .invalidEmbed, "unknown block '\(word)'; did you mean 'figure'?", at: place)
    } else if Self.drawnElsewhere.contains(word.lowercased()) {
      fail(
        .error, .invalidEmbed, "the gallery draws no '\(word)'; show a model through a ```figure block",
        at: place)
    }
  }

  private static let drawnElsewhere: Set<String> = ["mermaid", "dot", "graphviz", "plantuml", "d2", "pikchr"]

  /// The fields of a figure under another name than that of a language.
  private func saysWhatToShow(_ element: CMark.Element, _ word: String) -> Bool {
    guard !word.isEmpty, !["yaml", "yml", "text"].contains(word) else { return false }
    let text = element.literal
    return (text.hasPrefix("model") || text.hasPrefix("show"))
      && text.prefixMatch(of: /(models?|show): *\[?[a-z0-9., -]+\]?\n/) != nil
  }

  /// The last line of a closed block is its closing marks alone; an open one ends with the text or with what holds it.
  private func isClosed(_ element: CMark.Element) -> Bool {
    let opening = places.line(element.line - 1).dropFirst(places.start(of: element).column - 1)
    let closing = places.line(element.endLine - 1).drop { " \t>".contains($0) }
    let mark = opening.first ?? "`"
    let rest = closing.drop { $0 == mark }
    return element.endLine > element.line && closing.count - rest.count >= 3
      && rest.allSatisfy { $0 == " " || $0 == "\t" }
  }

  private mutating func replaceEmbed(_ element: CMark.Element, at place: SourceLocation) {
    let node = FrontMatterYAML.node(element.literal, file: places.file, firstLine: place.line + 1)
    diagnostics += node.diagnostics
    guard let value = node.value else { return }
    var fields = FieldReader(value)
    let kind = fields.choice("show", default: Document.Embed.Kind.figure, "figure, map or comparison")
    let model = fields.locatedText("model", required: false, form: .slug, "the slug of the model to draw")
    let models = fields.words("models", "the slugs of the two models to compare")
    let detail = fields.optionalChoice("detail", of: Document.Embed.Detail.self, "glyph, card or full")?
      .rawValue
    let wanted = kind == .comparison ? models : model.map { [$0] } ?? []
    if wanted.count != (kind == .comparison ? 2 : 1) {
      let needed =
        kind == .comparison ? "comparison needs 'models: [a, b]'" : "\(kind.rawValue) needs 'model: slug'"
      if let written = ["models", "model"].first(where: fields.has) {
        fields.report(.invalidEmbed, "a \(needed)", field: written)
      } else {
        fail(.error, .invalidEmbed, "a \(needed)", at: place)
      }
    } else if kind == .comparison, wanted[0].text == wanted[1].text {
      fail(.error, .invalidEmbed, "a comparison needs two different models", at: wanted[1].location)
    } else if fields.has("model"), fields.has("models") {
      fields.report(
        .invalidEmbed, "a \(kind.rawValue) takes '\(kind == .comparison ? "models" : "model")' alone",
        field: kind == .comparison ? "model" : "models")
    }
    if detail != nil, kind == .map || kind == .comparison && detail == "glyph" {
      fields.report(.invalidEmbed, "a \(kind.rawValue) is not drawn as '\(detail ?? "")'", field: "detail")
    }
    diagnostics += fields.finished()
    let embed = Document.Embed(
      kind: kind, models: wanted.map(\.text), modelPlaces: wanted.map(\.location), detail: detail,
      location: place)
    element.replace(by: marker(.embed(embed)))
  }

  // MARK: Places

  private mutating func marker(_ marker: Marker) -> String {
    markers.append(marker)
    return "\u{1}\(markers.count - 1)\u{1}"
  }

  private mutating func fail(
    _ severity: Diagnostic.Severity, _ id: DiagnosticID, _ summary: String, at place: SourceLocation
  ) {
    diagnostics.append(Diagnostic(severity, id, summary, at: place))
  }
}

extension UInt8 {
  /// Of the scheme of an address, RFC 3986: letters, digits, `+`, `.` and `-`.
  fileprivate var isPartOfScheme: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    default: false
    }
  }
}

extension Character {
  /// Of lower case; Unicode's tables are slow to ask for ASCII.
  fileprivate var isPartOfWord: Bool {
    guard let ascii = asciiValue else { return isLetter || isNumber }
    return UInt8(ascii: "a")...UInt8(ascii: "z") ~= ascii || UInt8(ascii: "0")...UInt8(ascii: "9") ~= ascii
  }
}
