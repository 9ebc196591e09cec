import Diagnostics
import Yams

/// A YAML error in words an author can act on, at the place to mend rather than where the parser gave up: one, or as many
/// as there are repeated keys.
struct YAMLProblem {
  let diagnostics: [Diagnostic]

  init(_ error: YamlError, text: String, file: String, firstLine: Int) {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    func place(_ line: Int, _ column: Int) -> SourceLocation {
      SourceLocation(file: file, line: line + firstLine - 1, column: max(1, column))
    }
    func place(_ mark: Mark) -> SourceLocation { place(mark.line, mark.column) }
    switch error {
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
      // An unclosed quote or bracket is noticed at the end of the file: name the line that opened it.
      let words = ["quoted scalar", "flow", "simple key"]
      let opened = context.map { context in words.contains { context.text.contains($0) } } ?? false
      let found = opened ? context?.mark ?? mark : mark
      var at = (line: found.line, column: found.column)
      if problem.contains("expected node content"), let open = Self.lastBracket(lines) { at = open }
      diagnostics = [
        Diagnostic(
          .error, Self.id(problem),
          Self.sentence(problem, context: context?.text ?? "", line: Self.line(at.line, lines)),
          at: place(at.line, at.column))
      ]
    case .composer(_, let problem, let mark, _):
      let id: DiagnosticID = problem.contains("alias") ? .forbiddenYAML : .invalidYAML
      diagnostics = [
        Diagnostic(
          .error, id, Self.sentence(problem, context: "", line: Self.line(mark.line, lines)), at: place(mark))
      ]
    case .duplicatedKeysInMapping(let duplicates, let context):
      // The parser gives the place of the first key by name, where it stands first.
      let known = RepeatedKeys.Place(line: context.mark.line, column: context.mark.column)
      let mapping = RepeatedKeys(lines, known)
      diagnostics = duplicates.enumerated().flatMap { index, key in
        let places = mapping.places(of: key, isKnown: index == 0).map { place($0.line, $0.column) }
        let repeats = places.count > 1 ? places.dropFirst() : [places.first ?? place(context.mark)]
        return repeats.map { repeated in
          Diagnostic(
            .error, .duplicateKey, "the key '\(key)' is written twice; keep one of them", at: repeated,
            notes: places.count > 1 ? [Diagnostic.Note("first written here", at: places[0])] : [])
        }
      }
    case .reader(let problem, _, let value, _):
      let character = value >= 0 ? " (\(codePoint(UInt32(value))))" : ""
      diagnostics = [
        Diagnostic(
          .error, .controlCharacter, "\(problem)\(character); remove the character",
          at: SourceLocation(file: file, line: firstLine))
      ]
    default:
      diagnostics = [
        Diagnostic(
          .error, .invalidYAML, "the front matter cannot be read as YAML",
          at: SourceLocation(file: file, line: firstLine))
      ]
    }
  }

  /// Where the last list or mapping in brackets begins.
  private static func lastBracket(_ lines: [Substring]) -> (line: Int, column: Int)? {
    for (index, line) in lines.enumerated().reversed() {
      guard let bracket = line.lastIndex(where: { $0 == "[" || $0 == "{" }) else { continue }
      return (index + 1, line.distance(from: line.startIndex, to: bracket) + 1)
    }
    return nil
  }

  private static func id(_ problem: String) -> DiagnosticID {
    problem.contains("nesting") ? .limitExceeded : .invalidYAML
  }

  private static func line(_ number: Int, _ lines: [Substring]) -> Substring {
    lines.indices.contains(number - 1) ? lines[number - 1] : ""
  }

  private static func sentence(_ problem: String, context: String, line: Substring) -> String {
    if problem.contains("nesting") { return "front matter nests too deeply" }
    if problem.contains("another document") { return "one document only: remove the second '---'" }
    if context.contains("directive") || problem.contains("incompatible YAML") || line.hasPrefix("%") {
      return "directives ('%YAML') are not read; remove the line"
    }
    if context.contains("alias") || context.contains("anchor") {
      return "a plain value that starts with '*' or '&' is an alias or anchor; put the value in quotes"
    }
    if problem.contains("escape") {
      return "this escape is not one YAML knows; write the character itself, or use single quotes"
    }
    if let bracket = line.first(where: { $0 != " " }), bracket == "]" || bracket == "}" {
      return "this '\(bracket)' closes nothing; remove it"
    }
    if problem.contains("undefined alias") { return "aliases ('*name') are not read; write the value out" }
    if context.contains("quoted scalar") { return "this quote is never closed; add the closing quote" }
    if context.contains("flow sequence") { return "this '[' is never closed, or a ',' is missing" }
    if context.contains("flow mapping") { return "this '{' is never closed, or a ',' is missing" }
    if line.contains("\t") { return "tabs cannot indent YAML; use spaces" }
    if problem.contains("mapping values are not allowed") {
      if line.count > 1024 {
        return "a field's name is limited to 1,024 characters; put a long value in quotes"
      }
      return "': ' cannot stand inside a plain value; put the value in quotes"
    }
    if problem.contains("cannot start any token") {
      return "a plain value cannot start with this character; put the value in quotes"
    }
    if problem.contains("could not find expected ':'") { return "expected 'name: value' on this line" }
    if problem.contains("did not find expected key") {
      return "this line is not indented like its neighbours"
    }
    if problem.contains("expected node content") {
      return "a value is missing here, or this bracket is never closed"
    }
    return "the front matter cannot be read as YAML: \(problem)"
  }
}
