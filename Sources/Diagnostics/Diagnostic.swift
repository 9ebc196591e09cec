/// One problem in what the author wrote: where it is, what the rule is, and what to do.
public struct Diagnostic: Hashable, Sendable {
  public enum Severity: String, Sendable, CaseIterable {
    case error, warning
  }

  /// A second place or sentence that helps to understand the problem.
  public struct Note: Hashable, Sendable {
    public var text: String
    public var location: SourceLocation?

    public init(_ text: String, at location: SourceLocation? = nil) {
      self.text = text
      self.location = location
    }
  }

  public var severity: Severity
  public var id: DiagnosticID
  /// Lower case, no full stop, names in single quotes; says the rule and what to do about it.
  public var summary: String
  public var location: SourceLocation
  public var notes: [Note]

  public init(
    _ severity: Severity = .error, _ id: DiagnosticID, _ summary: String, at location: SourceLocation,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.summary = summary
    self.location = location
    self.notes = notes
  }
}

extension Sequence where Element == Diagnostic {
  public var hasErrors: Bool { contains { $0.severity == .error } }

  /// `1 error, 2 warnings`.
  public var tally: String {
    let errors = reduce(0) { $0 + ($1.severity == .error ? 1 : 0) }
    let warnings = reduce(-errors) { count, _ in count + 1 }
    return
      "\(errors) \(errors == 1 ? "error" : "errors"), \(warnings) \(warnings == 1 ? "warning" : "warnings")"
  }

  /// In reading order (file, line, column, id), each problem once: the order of discovery never shows.
  public var inReadingOrder: [Diagnostic] {
    var seen = Set<Diagnostic>()
    return filter { seen.insert($0).inserted }
      .sorted { ($0.location, $0.id.rawValue, $0.summary) < ($1.location, $1.id.rawValue, $1.summary) }
  }
}
