import Architecture
import Diagnostics
import Yams

// The only file that sees Yams. `Yams.load` is never called: it kills the process on a mapping as a key and
// retypes facts (`1.10` becomes 1.1). `Parser` gives nodes with marks; everything stays text here.

/// Reads YAML into positioned nodes; anchors, aliases, tags, merge keys and deep nesting are refused.
struct FrontMatterYAML {
  static let maximumBytes = 64 * 1024
  static let maximumDepth = 32
  static let maximumNodes = 20_000

  /// `firstLine` is the line of the file on which `text` starts.
  static func node(_ text: String, file: String, firstLine: Int) -> Diagnosed<Architecture.Node> {
    let start = SourceLocation(file: file, line: firstLine)
    guard text.utf8.count <= maximumBytes else {
      return Diagnosed(
        nil,
        [
          Diagnostic(
            .error, .limitExceeded,
            "front matter is limited to \(maximumBytes / 1024) KiB; move prose below the closing '---'",
            at: start)
        ])
    }
    let forbidden = forbiddenCharacters(text, file: file, firstLine: firstLine)
    if forbidden.hasErrors { return Diagnosed(nil, forbidden) }
    do {
      // No scalar is given a type: that would match each of them with a dozen regular expressions.
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      var converter = Converter(file: file, firstLine: firstLine, source: SourceText(text))
      guard let root = try parser.singleRoot() else { return Diagnosed(.map([], start)) }
      // Anchors are weak references into the parser: keep it until every node was looked at.
      let node = withExtendedLifetime(parser) { converter.convert(root, depth: 0) }
      return Diagnosed(converter.diagnostics.hasErrors ? nil : node, converter.diagnostics)
    } catch let error as YamlError {
      return Diagnosed(nil, YAMLProblem(error, text: text, file: file, firstLine: firstLine).diagnostics)
    } catch {
      return Diagnosed(nil, [Diagnostic(.error, .invalidYAML, "\(error)", at: start)])
    }
  }

  /// Control characters and line separators YAML and editors disagree about, each at its place.
  private static func forbiddenCharacters(_ text: String, file: String, firstLine: Int) -> [Diagnostic] {
    guard text.holdsInvisible else { return [] }
    var diagnostics: [Diagnostic] = []
    var line = firstLine, column = 1
    for character in text {
      let scalar = character.unicodeScalars.first?.value ?? 0
      if character == "\n" || character == "\r\n" || character == "\r" {
        line += 1
        column = 1
        continue
      }
      if let first = character.unicodeScalars.first, isInvisible(first) {
        diagnostics.append(
          Diagnostic(
            .error, .controlCharacter,
            "the character \(codePoint(scalar)) is not allowed in front matter; delete it",
            at: SourceLocation(file: file, line: line, column: column)))
        // Editors do not count these as lines; neither do our line numbers.
      }
      column += 1
    }
    return diagnostics
  }
}

/// Walks Yams nodes once, turning marks into places in the file.
private struct Converter {
  let file: String
  let firstLine: Int
  let source: SourceText
  var diagnostics: [Diagnostic] = []
  var nodes = 0

  mutating func convert(_ node: Yams.Node, depth: Int) -> Architecture.Node {
    let place = location(node.mark)
    nodes += 1
    guard depth < FrontMatterYAML.maximumDepth, nodes < FrontMatterYAML.maximumNodes else {
      if nodes <= FrontMatterYAML.maximumNodes {
        nodes = FrontMatterYAML.maximumNodes
        let limits = "\(FrontMatterYAML.maximumDepth) deep, \(FrontMatterYAML.maximumNodes) values"
        fail(.limitExceeded, "front matter is limited in nesting and number of values: \(limits)", place)
      }
      return .scalar("", quoted: true, place)
    }
    if node.anchor != nil {
      fail(
        .forbiddenYAML,
        "anchors and aliases ('&name', '*name') are not read; write the value out, or use 'same_as' for sublayers",
        place)
      return .scalar("", quoted: true, place)
    }
    switch node {
    case .scalar(let scalar):
      checkTag(scalar.tag, place)
      if let control = scalar.string.unicodeScalars.first(where: {
        ($0.value < 0x20 && $0 != "\n" && $0 != "\t") || (0x7F...0x9F).contains($0.value)
      }) {
        fail(
          .controlCharacter,
          "the value contains the control character \(codePoint(control.value)); remove the escape", place)
      }
      let isPlain = scalar.style == .plain || scalar.style == .any
      return .scalar(scalar.string, quoted: !isPlain, place)
    case .sequence(let sequence):
      checkTag(sequence.tag, place)
      return .list(sequence.map { convert($0, depth: depth + 1) }, place)
    case .mapping(let mapping):
      checkTag(mapping.tag, place)
      return .map(mapping.compactMap { entry($0.key, $0.value, depth: depth + 1) }, place)
    case .alias:
      fail(.forbiddenYAML, "aliases are not read; write the value out", place)
      return .scalar("", quoted: true, place)
    }
  }

  private mutating func entry(_ key: Yams.Node, _ value: Yams.Node, depth: Int) -> Architecture.Node.Entry? {
    let place = location(key.mark)
    guard case .scalar(let scalar) = key else {
      fail(.wrongType, "a key must be plain text", place)
      return nil
    }
    if scalar.string == "<<" {
      fail(.forbiddenYAML, "merge keys ('<<') are not read; write the fields out", place)
      return nil
    }
    checkTag(scalar.tag, place)
    return .init(key: scalar.string, keyLocation: place, value: convert(value, depth: depth))
  }

  private mutating func checkTag(_ tag: Tag, _ place: SourceLocation) {
    let name = tag.rawValue
    guard !name.isEmpty && name != "!" && !Self.implicitTags.contains(name) || isWrittenTag(at: place) else {
      return
    }
    let shown = name.isEmpty ? "!" : name.replacing("tag:yaml.org,2002:", with: "!!")
    fail(.forbiddenYAML, "tags ('\(shown)') are not allowed; write the plain value", place)
  }

  /// Yams gives resolved and written tags the same names; the source tells them apart.
  private func isWrittenTag(at place: SourceLocation) -> Bool {
    let line = source.bytes(of: place.line - firstLine)
    guard line.contains(UInt8(ascii: "!")) else { return false }
    return String(decoding: line, as: UTF8.self).dropFirst(place.column - 1).first == "!"
  }

  private static let implicitTags = [
    "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map",
  ]

  private mutating func fail(_ id: DiagnosticID, _ summary: String, _ place: SourceLocation) {
    diagnostics.append(Diagnostic(.error, id, summary, at: place))
  }

  private func location(_ mark: Yams.Mark?) -> SourceLocation {
    guard let mark else { return SourceLocation(file: file, line: firstLine) }
    return SourceLocation(
      file: file, line: mark.line + firstLine - 1,
      column: source.column(atScalar: mark.column - 1, of: mark.line - 1))
  }
}
