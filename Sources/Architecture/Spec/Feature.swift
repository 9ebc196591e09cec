/// A typed fact about an architecture that has a concept page; computed from the spec, never typed by an author.
///
/// A kind declares its own features in its file: `extension Feature { static let mla = Feature("mla", "multi-head latent attention") }`.
public struct Feature: Hashable, Sendable, Comparable {
  /// snake_case, stable in the data files.
  public let id: String

  /// The slug of the concept page that explains it; kept, since pages ask for it a hundred thousand times.
  public let concept: String
  /// The feature inside a sentence or a row: `QK-norm`, `attention sinks`, `layers without positions`.
  public let words: String

  /// Its words are its id with spaces when that says it well.
  public init(_ id: String, _ words: String? = nil) {
    self.id = id
    self.words = words ?? id.spaced
    concept = String(id.map { $0 == "_" ? "-" : $0 })
  }

  public static func == (a: Feature, b: Feature) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
  public static func < (a: Feature, b: Feature) -> Bool { a.id < b.id }
}
