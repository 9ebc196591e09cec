import Diagnostics

// How a configuration is read
//
// A family asks for keys by name, with type and bounds. The answer is what the file says; for a key that is absent,
// what its class takes (`Reference`, generated); after that, or for a null, the rule the family gives. Whatever did
// not stand in the file is written down as an assumption, here and nowhere else. What is missing, of a wrong type or
// impossible is recorded under its key and a harmless stand-in is returned; whoever started the import throws the
// result away when an error was recorded. Keys nobody asked for and not known to be harmless are reported, because
// they could change shapes.

/// One object of a `config.json`, read by key; records every problem and every assumption.
struct Config {
  /// Before each key in messages: `text_config.`, empty at the top.
  let path: String
  /// The value of `model_type`, which one family may serve several of.
  let modelType: String
  /// The class behind it; nil for code outside the library and inside nested objects.
  let reference: Reference?
  private let members: [String: ConfigObject.Member]
  private let start: SourceLocation
  private var asked: Set<String> = []
  private(set) var diagnostics: [Diagnostic] = []
  /// What the importer took for granted, for comments in the file it writes.
  private(set) var assumptions: [String] = []

  init(
    _ object: ConfigObject, path: String = "", modelType: String, reference: Reference? = nil,
    start: SourceLocation
  ) {
    self.modelType = modelType
    self.path = path
    self.reference = reference
    self.start = start
    // Keys under another name of the same attribute are the same key; the class sets those last.
    var members: [String: ConfigObject.Member] = [:]
    for member in object.members {
      let name = reference?.canonical(member.key) ?? member.key
      if name == member.key && members[name] != nil { continue }
      members[name] = member
    }
    self.members = members
  }

  // MARK: Presence

  private func canonical(_ key: String) -> String { reference?.canonical(key) ?? key }

  /// The member under a key or another name of it.
  private func member(_ key: String) -> ConfigObject.Member? { members[canonical(key)] }

  /// True when the key is in the file and is not null.
  func has(_ key: String) -> Bool { member(key).map { !$0.value.isNull } ?? false }

  /// True when the key is in the file and is null.
  func isNull(_ key: String) -> Bool { member(key)?.value.isNull ?? false }

  /// True when the class has such a key, or no class is known: other keys have no effect in the reference.
  func declares(_ key: String) -> Bool { reference?.declares(key) ?? true }

  /// Takes a key without reading it: known here, and without effect on what is described.
  mutating func ignore(_ keys: String...) { ignore(keys) }
  mutating func ignore(_ keys: [String]) { asked.formUnion(keys.map(canonical)) }

  /// Takes every key that is left, for objects in which nothing else decides a shape.
  mutating func ignoreTheRest() { asked.formUnion(members.keys) }

  mutating func assume(_ text: String) {
    if !assumptions.contains(text) { assumptions.append(text) }
  }

  /// What is known of a key before the family's rule is asked.
  private enum Found {
    case value(String, ConfigValue)
    /// The file says null.
    case null(String)
    /// The file says null where the class takes none: reported, and not asked for again.
    case refused(String)
    /// The class has a default that is null.
    case nullDefault(String)
    case absent(String)
  }

  /// The first of the keys that says something, then the class default; all of them count as asked for.
  private mutating func take(_ keys: [String], orDefault: Bool = true) -> Found {
    let names = keys + keys.flatMap { Self.otherNames[$0] ?? [] }
    ignore(names)
    for name in names {
      if let member = member(name), !member.value.isNull { return .value(member.key, member.value) }
    }
    for name in names {
      if let member = member(name) {
        if let reference, !reference.nullable.contains(canonical(name)), reference.declares(name) {
          fail(.wrongType, member.key, "is null, which \(reference.className) does not take")
          return .refused(member.key)
        }
        return .null(member.key)
      }
    }
    guard orDefault, let reference, let name = names.first(where: reference.declares) else {
      return .absent(keys[0])
    }
    guard let standard = reference.defaults[reference.canonical(name)], !standard.isNull else {
      return .nullDefault(name)
    }
    assume(
      "\(path)\(name) is absent: \(standard.assumed), the default of \(reference.className) (\(Reference.library))"
    )
    return .value(name, standard)
  }

  /// Names one number goes by, depending on which library wrote the file.
  private static let otherNames: [String: [String]] = [
    "num_experts": ["num_local_experts", "n_routed_experts"],
    "n_routed_experts": ["num_local_experts", "num_experts"],
    "num_local_experts": ["num_experts", "n_routed_experts"],
    "num_experts_per_tok": ["num_experts_per_token"], "num_experts_per_token": ["num_experts_per_tok"],
    "n_shared_experts": ["num_shared_experts"], "num_shared_experts": ["n_shared_experts"],
    "n_group": ["num_expert_group"], "num_expert_group": ["n_group"],
  ]

  /// Writes down a value that a rule gives for a key.
  private mutating func assume(_ found: Found, _ value: String) {
    let rule = reference.map { "as \($0.className) computes it" } ?? "as the model's own code has it"
    switch found {
    case .value, .refused: break
    case .null(let key): assume("\(path)\(key) is null: \(value), \(rule)")
    case .nullDefault(let key), .absent(let key): assume("\(path)\(key) is absent: \(value), \(rule)")
    }
  }

  // MARK: Numbers

  static let sizes = 1...1_000_000_000

  /// A whole number that must be known, under the first of its names.
  mutating func int(_ keys: String..., in range: ClosedRange<Int> = Self.sizes) -> Int {
    int(keys, in: range, else: nil)
  }

  /// A whole number, or what the class computes where its key is absent or null.
  mutating func int(_ keys: String..., in range: ClosedRange<Int> = Self.sizes, default value: Int) -> Int {
    int(keys, in: range, else: value)
  }

  mutating func int(_ keys: String..., in range: ClosedRange<Int> = Self.sizes, assuming value: Int) -> Int {
    int(keys, in: range, else: value)
  }

  mutating func int(_ keys: [String], in range: ClosedRange<Int> = Self.sizes, else rule: Int?) -> Int {
    let found = take(keys)
    if case .value(let key, let value) = found { return int(value, key, range) }
    guard let rule else {
      switch found {
      case .refused: break
      case .null(let key): fail(.missingField, key, "is null: the shapes cannot be known without it")
      default: missing(keys)
      }
      return range.lowerBound
    }
    assume(found, String(rule))
    return rule
  }

  /// A whole number that may be null, or absent where the class has no default.
  mutating func optionalInt(_ keys: String..., in range: ClosedRange<Int> = Self.sizes) -> Int? {
    optionalInt(keys, in: range)
  }

  mutating func optionalInt(_ keys: [String], in range: ClosedRange<Int> = Self.sizes) -> Int? {
    guard case .value(let key, let value) = take(keys) else { return nil }
    return int(value, key, range)
  }

  private mutating func int(_ value: ConfigValue, _ key: String, _ range: ClosedRange<Int>) -> Int {
    guard case .int(let number) = value else {
      wrongType(key, "a whole number", value)
      return range.lowerBound
    }
    guard range.contains(number) else {
      fail(.outOfRange, key, "must be between \(range.lowerBound) and \(range.upperBound), not \(number)")
      return range.lowerBound
    }
    return number
  }

  /// A decimal number that may be absent.
  mutating func number(_ key: String, in range: ClosedRange<Double> = 0...1_000_000) -> Double? {
    guard case .value(let key, let value) = take([key]) else { return nil }
    let number: Double
    switch value {
    case .int(let whole): number = Double(whole)
    case .number(let decimal) where decimal.isFinite: number = decimal
    default:
      wrongType(key, "a number", value)
      return nil
    }
    guard range.contains(number) else {
      fail(.outOfRange, key, "must be between \(range.lowerBound) and \(range.upperBound), not \(number)")
      return nil
    }
    return number
  }

  // MARK: Flags and words

  /// A flag; null counts as false, as it does in Python.
  mutating func flag(_ keys: String..., default value: Bool) -> Bool { flag(keys, else: value) }

  mutating func flag(_ key: String, assuming value: Bool) -> Bool { flag([key], else: value) }

  mutating func flag(_ keys: [String], else rule: Bool) -> Bool {
    let found = take(keys)
    switch found {
    case .value(_, .flag(let flag)): return flag
    case .value(let key, let value):
      wrongType(key, "true or false", value)
      return rule
    case .null, .refused, .nullDefault: return false
    case .absent:
      assume(found, String(rule))
      return rule
    }
  }

  /// A flag that this family has no word for: anything but false is a problem.
  mutating func refuse(_ key: String) {
    if declares(key), flag([key], else: false) {
      fail(.unknownValue, key, "is true, which this importer cannot describe for this family")
    }
  }

  mutating func text(_ keys: String...) -> String? {
    guard case .value(let key, let value) = take(keys) else { return nil }
    guard case .text(let text) = value else {
      wrongType(key, "text", value)
      return nil
    }
    return text
  }

  /// A word that must be one of `words`, or its default when absent.
  mutating func word(_ keys: String..., of words: [String], default standard: String) -> String {
    guard case .value(let key, let found) = take(keys) else { return standard }
    guard case .text(let text) = found else {
      wrongType(key, "one of \(words.joined(separator: ", "))", found)
      return standard
    }
    guard words.contains(text) else {
      fail(
        .unknownValue, key,
        "has a value this importer does not know: '\(text)'; known: \(words.joined(separator: ", "))")
      return standard
    }
    return text
  }

  // MARK: Lists and objects

  mutating func ints(_ key: String, count: Int? = nil, in range: ClosedRange<Int> = 0...1_000_000_000)
    -> [Int]?
  {
    guard let items = list(key, count: count) else { return nil }
    return items.map { int($0, key, range) }
  }

  mutating func words(_ key: String, count: Int? = nil, of words: [String]? = nil) -> [String]? {
    guard let items = list(key, count: count) else { return nil }
    return items.map { item in
      guard case .text(let text) = item else {
        wrongType(key, "a list of words", item)
        return ""
      }
      if let words, !words.contains(text) {
        fail(.unknownValue, key, "lists '\(text)'; known: \(words.joined(separator: ", "))")
      }
      return text
    }
  }

  /// The items of a list that may be absent; a list with one item per layer must have `count` of them.
  mutating func list(_ key: String, count: Int? = nil) -> [ConfigValue]? {
    guard case .value(let key, let value) = take([key]) else { return nil }
    guard case .list(let items) = value else {
      wrongType(key, "a list", value)
      return nil
    }
    if let count, items.count != count {
      fail(.impossible, key, "has \(items.count) entries for \(count) layers")
      return nil
    }
    return items
  }

  /// True when the key holds a list; some keys are a number or a list of one number per layer.
  func isList(_ key: String) -> Bool {
    if case .list = member(key)?.value { true } else { false }
  }

  /// True when the key holds text, in the file or by the class; some keys are a number or the word `auto`.
  func isText(_ key: String) -> Bool {
    if case .text = member(key)?.value ?? reference?.defaults[canonical(key)] { true } else { false }
  }

  /// The keys of this object.
  var keys: [String] { members.keys.sorted() }

  /// The keys of an object.
  func keys(of key: String) -> [String] { member(key)?.value.object?.members.map(\.key).sorted() ?? [] }

  /// Reads an object that may be absent; what it finds is kept here.
  mutating func nested<Value>(_ key: String, _ read: (inout Config) -> Value) -> Value? {
    guard case .value(let key, let value) = take([key], orDefault: false) else { return nil }
    guard case .object(let inner) = value else {
      wrongType(key, "an object", value)
      return nil
    }
    var config = Config(inner, path: path + key + ".", modelType: modelType, start: start)
    let result = read(&config)
    diagnostics += config.finished()
    config.assumptions.forEach { assume($0) }
    return result
  }

  // MARK: Problems

  /// Where a key stands; the start of the file for one that does not.
  func place(of key: String) -> SourceLocation { member(key)?.location ?? start }

  mutating func fail(
    _ id: DiagnosticID, _ key: String, _ summary: String, severity: Diagnostic.Severity = .error
  ) {
    let problem = Diagnostic(severity, id, "'\(path)\(key)' \(summary)", at: place(of: key))
    if !diagnostics.contains(problem) { diagnostics.append(problem) }
  }

  private mutating func missing(_ keys: [String]) {
    let names = keys.map { "'\(path)\($0)'" }.joined(separator: " or ")
    let problem = Diagnostic(
      .error, .missingField, "missing key \(names): the shapes cannot be known without it", at: start)
    if !diagnostics.contains(problem) { diagnostics.append(problem) }
  }

  private mutating func wrongType(_ key: String, _ expected: String, _ value: ConfigValue) {
    fail(.wrongType, key, "must be \(expected), not \(value.seen)")
  }

  /// Everything found, and the keys that could change shapes and that nobody read.
  func finished() -> [Diagnostic] {
    let unread = members.sorted { $0.key < $1.key }.map(\.value).filter { member in
      !asked.contains(canonical(member.key)) && !member.value.isNull && !HarmlessKeys.contains(member.key)
    }
    return diagnostics
      + unread.map { member in
        let decides = HarmlessKeys.decides(member.key, member.value)
        return Diagnostic(
          decides ? .error : .warning, .unreadKey,
          "'\(path)\(member.key)' (\(member.value.seen)) is not read by this family"
            + (decides
              ? ", but it changes shapes: this is another family, or needs words this importer lacks"
              : "; if it changes shapes, the numbers are wrong"),
          at: member.location)
      }
  }
}

extension ConfigValue {
  /// As it is written into an assumption.
  fileprivate var assumed: String {
    if case .list(let items) = self { "[\(items.map(\.seen).joined(separator: ", "))]" } else { seen }
  }
}
