import Diagnostics

// How front matter becomes typed values
//
// A reader walks one mapping. Each field is asked for by name, with its type, its bounds and one sentence of
// documentation. What is wrong is recorded and a harmless stand-in is returned, so that one run finds every
// problem; whoever started the reading throws the value away when an error was recorded. When the reader is
// finished, what nobody asked for is reported as unknown, with the nearest name somebody did ask for.
// The same calls, run over an empty mapping, list the fields: documentation and the JSON schema come from there.

/// Reads the fields of one mapping by name and records everything that is wrong with them.
public struct FieldReader: Sendable {
  public let location: SourceLocation
  public private(set) var diagnostics: [Diagnostic] = []
  /// Every field asked for so far, in order; only while listing fields.
  public private(set) var described: [FieldDescription] = []
  /// The same by name, whatever is being done; some more than once.
  private var asked: [String] = []
  private var entries: [Node.Entry]
  /// Set while listing fields instead of reading them: nothing is missing then, and nested readers run too.
  private let describing: Bool
  /// Added to the numbers that stand in while listing fields: defaults that follow from others show by changing.
  private let standInOffset: Int
  /// False when something else stands where fields should be: then nothing is missing but the fields as a whole.
  private let isMapping: Bool

  public init(_ node: Node) {
    location = node.location
    describing = false
    standInOffset = 0
    if case .map(let entries, _) = node {
      self.entries = entries
      isMapping = true
    } else {
      entries = []
      isMapping = false
      diagnostics.append(
        Diagnostic(
          .error, .wrongType, "expected fields (`name: value`), found \(node.seen)", at: node.location))
    }
  }

  private init(describingAt location: SourceLocation, standInOffset: Int) {
    self.location = location
    self.standInOffset = standInOffset
    describing = true
    isMapping = true
    entries = []
  }

  /// The fields that `read` asks for when it sees an empty mapping.
  public static func describe(_ read: (inout FieldReader) -> Void) -> [FieldDescription] {
    let described = [0, 1].map { offset in
      var reader = FieldReader(describingAt: SourceLocation(file: ""), standInOffset: offset)
      read(&reader)
      return reader.described
    }
    return FieldDescription.common(to: described[0], described[1])
  }

  // MARK: Numbers

  /// A whole number that must be there.
  public mutating func int(
    _ name: String, in range: ClosedRange<Int> = 1...1_000_000_000, _ documentation: String
  ) -> Int {
    guard let node = take(name, .int(range), required: true, documentation) else {
      return range.lowerBound + standInOffset
    }
    return int(node, name, range) ?? range.lowerBound
  }

  /// A whole number with a default.
  public mutating func int(
    _ name: String, in range: ClosedRange<Int> = 1...1_000_000_000, default value: Int,
    _ documentation: String
  ) -> Int {
    guard let node = take(name, .int(range), default: String(value), documentation) else {
      return value + standInOffset
    }
    return int(node, name, range) ?? value
  }

  /// A whole number that may be left out.
  public mutating func optionalInt(
    _ name: String, in range: ClosedRange<Int> = 1...1_000_000_000, _ documentation: String
  ) -> Int? {
    guard let node = take(name, .int(range), documentation) else { return nil }
    return int(node, name, range) ?? range.lowerBound
  }

  private mutating func int(_ node: Node, _ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard case .scalar(let text, quoted: false, _) = node else {
      wrongType(node, name, "a whole number")
      return nil
    }
    let digits = text.hasPrefix("-") || text.hasPrefix("+") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      wrongType(node, name, "a whole number")
      return nil
    }
    if digits.first == "0" && digits.count > 1 {
      report(.wrongType, "'\(name)' has a leading zero; write \(digits.drop { $0 == "0" })", node)
      return nil
    }
    guard let value = Int(text), range.contains(value) else {
      let excess = Int(text) == nil ? " (over 2^63-1)" : ""
      report(
        .outOfRange,
        "'\(name)' must be between \(range.lowerBound) and \(range.upperBound), not \(text)\(excess)", node)
      return nil
    }
    return value
  }

  // MARK: Words, flags, text

  /// `true` or `false`, nothing else.
  public mutating func flag(_ name: String, default value: Bool = false, _ documentation: String) -> Bool {
    guard let node = take(name, .flag, default: String(value), documentation) else { return value }
    switch node {
    case .scalar("true", quoted: false, _): return true
    case .scalar("false", quoted: false, _): return false
    default:
      wrongType(node, name, "true or false")
      return value
    }
  }

  /// One word of a closed set, with a default.
  public mutating func choice<Word: CaseIterable & RawRepresentable>(
    _ name: String, default value: Word, _ documentation: String
  ) -> Word where Word.RawValue == String {
    optionalChoice(name, default: value.rawValue, documentation) ?? value
  }

  /// One word of a closed set that must be there.
  public mutating func choice<Word: CaseIterable & RawRepresentable>(
    _ name: String, of: Word.Type = Word.self, _ documentation: String
  ) -> Word? where Word.RawValue == String {
    guard let node = take(name, .choice(Word.allCases.map(\.rawValue)), required: true, documentation) else {
      return nil
    }
    return word(node, name, Word.allCases.map(\.rawValue)).flatMap(Word.init)
  }

  /// One word of a closed set that may be left out.
  public mutating func optionalChoice<Word: CaseIterable & RawRepresentable>(
    _ name: String, of: Word.Type = Word.self, default value: String? = nil, _ documentation: String
  ) -> Word? where Word.RawValue == String {
    guard let node = take(name, .choice(Word.allCases.map(\.rawValue)), default: value, documentation) else {
      return nil
    }
    return word(node, name, Word.allCases.map(\.rawValue)).flatMap(Word.init)
  }

  private mutating func word(_ node: Node, _ name: String, _ words: [String]) -> String? {
    guard case .scalar(let text, _, _) = node else {
      wrongType(node, name, "one of \(words.joined(separator: ", "))")
      return nil
    }
    if words.contains(text) { return text }
    let hint =
      nearest(to: text, among: words).map { "did you mean '\($0)'?" }
      ?? "use one of \(words.joined(separator: ", "))"
    report(.unknownValue, "unknown \(name) '\(text)'; \(hint)", node)
    return nil
  }

  /// A line of text that must be there; with `.warning` the file is still read without it.
  public mutating func text(
    _ name: String, whenMissing severity: Diagnostic.Severity = .error, form: TextForm = .line,
    _ documentation: String
  ) -> String {
    locatedText(name, whenMissing: severity, form: form, documentation)?.text ?? ""
  }

  /// A line of text that may be left out.
  public mutating func optionalText(
    _ name: String, form: TextForm = .line, _ documentation: String
  ) -> String? {
    take(name, .text(form), documentation).flatMap { text($0, name) }
  }

  /// The text and its place, for values with a grammar of their own.
  public mutating func locatedText(
    _ name: String, required: Bool = true, whenMissing severity: Diagnostic.Severity = .error,
    form: TextForm = .line, _ documentation: String
  ) -> (text: String, location: SourceLocation)? {
    guard let node = take(name, .text(form), required: required, whenMissing: severity, documentation),
      let text = text(node, name)
    else { return nil }
    if case .scalar(_, quoted: true, let location) = node { return (text, location.advanced(by: 1)) }
    return (text, node.location)
  }

  private mutating func text(_ node: Node, _ name: String) -> String? {
    guard case .scalar(let text, _, _) = node else {
      wrongType(node, name, "text")
      return nil
    }
    if text.isEmpty { report(.wrongType, "'\(name)' is empty; write a value or remove the field", node) }
    return text
  }

  // MARK: Nested values

  /// A mapping that may be left out, read by `read`.
  public mutating func nested<Value>(
    _ name: String, _ documentation: String, _ read: (inout FieldReader) -> Value
  ) -> Value? {
    let fields = describing ? FieldReader.describe { _ = read(&$0) } : []
    guard let node = take(name, .fields(fields), documentation) else { return nil }
    return self.read(node, read)
  }

  /// A list of mappings or scalars that may be left out; `read` gets each item as it stands.
  public mutating func list<Value>(
    _ name: String, required: Bool = false, of items: @autoclosure () -> FieldDescription.Kind,
    _ documentation: String, _ read: (Node, inout [Diagnostic]) -> Value?
  ) -> [Value] {
    let kind = describing ? items() : .any
    guard let node = take(name, .list(kind), required: required, documentation) else { return [] }
    guard case .list(let items, _) = node else {
      wrongType(node, name, "a list")
      return []
    }
    return items.compactMap { read($0, &diagnostics) }
  }

  /// A list of words or slugs that may be left out, each with its place.
  public mutating func words(_ name: String, form: TextForm = .slug, _ documentation: String)
    -> [(text: String, location: SourceLocation)]
  {
    list(name, of: .text(form), documentation) { item, diagnostics in
      guard case .scalar(let text, _, let location) = item, !text.isEmpty else {
        diagnostics.append(
          Diagnostic(.error, .wrongType, "'\(name)' must list words, found \(item.seen)", at: item.location))
        return nil
      }
      return (text, location)
    }
  }

  /// The raw node of a field, for values whose form decides how they are read.
  public mutating func node(_ name: String, required: Bool = false, _ documentation: String) -> Node? {
    take(name, .any, required: required, documentation)
  }

  /// The key-value pairs of a nested mapping whose keys the author chooses.
  public mutating func entries(
    _ name: String, required: Bool = false, of values: @autoclosure () -> FieldDescription.Kind = .any,
    _ documentation: String
  ) -> [Node.Entry] {
    let kind = describing ? values() : .any
    guard let node = take(name, .map(kind), required: required, documentation) else { return [] }
    guard case .map(let entries, _) = node else {
      wrongType(node, name, "names with values")
      return []
    }
    if entries.isEmpty && required { report(.wrongType, "'\(name)' is empty; write at least one", node) }
    return entries
  }

  /// Reads `node` with a reader of its own, finishes it, and keeps what it found.
  public mutating func read<Value>(_ node: Node, _ read: (inout FieldReader) -> Value) -> Value {
    var reader = FieldReader(node)
    let value = read(&reader)
    diagnostics += reader.finished()
    return value
  }

  // MARK: Problems

  /// Records a problem at the value of field `name`, or at the mapping when the field is not there.
  public mutating func report(
    _ id: DiagnosticID, _ summary: String, field name: String? = nil, severity: Diagnostic.Severity = .error
  ) {
    if describing { return }
    let place = name.flatMap { taken[$0] } ?? location
    diagnostics.append(Diagnostic(severity, id, summary, at: place))
  }

  /// Takes over problems found by a reader of its own.
  public mutating func merge(_ others: [Diagnostic]) {
    if !describing { diagnostics += others }
  }

  /// True when the author wrote the field (whether or not it was asked for yet).
  public func has(_ name: String) -> Bool {
    taken[name] != nil || entries.contains { $0.key == name }
  }

  /// Everything found, and the fields nobody asked for.
  public func finished() -> [Diagnostic] {
    if diagnostics.isEmpty && entries.isEmpty { return [] }
    let known = asked.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    var meant: Set<String> = []
    let unknown = entries.map { entry in
      let hint = nearest(to: entry.key, among: known)
      if let hint { meant.insert(hint) }
      let listed = known.count <= 12 ? "known here: \(known.joined(separator: ", "))" : "remove it"
      return Diagnostic(
        .error, .unknownField,
        "unknown field '\(entry.key)'; \(hint.map { "did you mean '\($0)'?" } ?? listed)",
        at: entry.keyLocation)
    }
    // A misspelt field is one mistake, not an unknown one and a missing one.
    let misspelt = missing.filter(meant.contains).map { "missing field '\($0)':" }
    return diagnostics.filter { found in
      found.id != .missingField || !misspelt.contains { found.summary.hasPrefix($0) }
        || found.location != location
    } + unknown
  }

  private var taken: [String: SourceLocation] = [:]
  private var missing: [String] = []

  private mutating func take(
    _ name: String, _ type: @autoclosure () -> FieldDescription.Kind, required: Bool = false,
    whenMissing severity: Diagnostic.Severity = .error, default value: @autoclosure () -> String? = nil,
    _ documentation: String
  ) -> Node? {
    asked.append(name)
    if describing, !described.contains(where: { $0.name == name }) {
      described.append(
        FieldDescription(
          name: name, kind: type(), required: required, defaultValue: value(), documentation: documentation))
    }
    guard let index = entries.firstIndex(where: { $0.key == name }) else {
      if required && !describing && isMapping {
        missing.append(name)
        report(.missingField, "missing field '\(name)': \(documentation)", severity: severity)
      }
      return nil
    }
    let entry = entries.remove(at: index)
    taken[name] = entry.value.location
    if entry.value.isNothing {
      diagnostics.append(
        Diagnostic(
          .error, .wrongType, "'\(name)' has no value; write one or remove the field", at: entry.keyLocation))
      return nil
    }
    return entry.value
  }

  private mutating func wrongType(_ node: Node, _ name: String, _ expected: String) {
    let isPlain = ["a whole number", "true or false"].contains(expected)
    if isPlain, case .scalar(let text, quoted: true, _) = node,
      Int(text) != nil || ["true", "false"].contains(text)
    {
      report(.wrongType, "'\(name)' must be \(expected); remove the quotes", node)
      return
    }
    report(.wrongType, "'\(name)' must be \(expected), not \(node.seen)", node)
  }

  private mutating func report(_ id: DiagnosticID, _ summary: String, _ node: Node) {
    diagnostics.append(Diagnostic(.error, id, summary, at: node.location))
  }
}
