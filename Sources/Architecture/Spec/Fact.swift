/// What a fact is, whatever its value: declared once, as a constant, by the kind of sublayer, the stream or the model it
/// is a fact of.
///
/// Its identity is what comparisons go by: facts that mean the same in several kinds are one constant that they share.
public final class FactKind: Hashable, Sendable {
  /// snake_case, stable in data files; distinct within a kind of sublayer.
  public let id: String
  /// Sentence case, as tables and lists name it.
  public let label: String
  /// How much a change of it matters in a comparison; 100 is another kind of mixer in every layer, 0 never matters.
  public let weight: Double
  /// The concept page that explains a change, where every fact of the kind has the same.
  public let concept: Feature?
  /// The id of the fact it comes and goes with, which then says what changed.
  public let companion: String?
  /// How far beyond its own kind of sublayer it means the same.
  public let scope: Scope
  /// Having it at all is a property of the design, whatever its value: a window, a shared expert.
  ///
  /// Words and yes are always that.
  public let isQuality: Bool
  /// What verdicts call it as something to add or drop.
  public let name: Name

  public enum Scope: Sendable {
    /// Heads of one recurrence have nothing but the word in common with those of another.
    case ownKind
    /// Compared where both kinds have it: head sizes.
    case shared
    /// Any attention may have it, so lacking it is a change too: QK-norm.
    case anyAttention
  }

  public enum Name: Equatable, Sendable {
    /// What its concept is called, or its label where no concept explains it.
    case concept
    /// Its label, which is more exact than the concept: `output bias`.
    case label
    /// The concept for one, the label for several: `a shared expert`, `shared experts`.
    case counted
    /// Its value: `hyper-connections`.
    case value
    /// Its value before a noun: `sigmoid routing`.
    case manner(of: String)
    /// Its label with an article: `an exit gate`.
    case labelWithArticle
  }

  public init(
    _ id: String, _ label: String, weight: Double, concept: Feature? = nil, with companion: String? = nil,
    scope: Scope = .shared, isQuality: Bool = false, name: Name = .concept
  ) {
    (self.id, self.label, self.weight, self.concept) = (id, label, weight, concept)
    (self.companion, self.scope, self.isQuality, self.name) = (companion, scope, isQuality, name)
  }

  public static func == (a: FactKind, b: FactKind) -> Bool { a === b }
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// One row of a fact sheet: what a sublayer or a model is.
public struct Fact: Hashable, Sendable {
  public var kind: FactKind
  public var value: Quantity
  /// The concept page that explains a change of it.
  public var concept: Feature?

  public var id: String { kind.id }
  public var label: String { kind.label }

  public init(_ kind: FactKind, _ value: Quantity) { self.init(kind, value, concept: kind.concept) }

  public init(_ kind: FactKind, _ value: Quantity, concept: Feature?) {
    (self.kind, self.value, self.concept) = (kind, value, concept)
  }
}

/// A fact as a kind of subject declares it: what it is, and its value for one subject.
public struct FactOf<Subject>: Sendable {
  public let kind: FactKind
  private let value: @Sendable (Subject) -> Quantity?
  private let concept: (@Sendable (Subject) -> Feature?)?

  /// `concept` where it depends on the subject; `value` is nil where the subject has no such fact.
  public init(
    _ kind: FactKind, concept: (@Sendable (Subject) -> Feature?)? = nil,
    _ value: @escaping @Sendable (Subject) -> Quantity?
  ) {
    (self.kind, self.concept, self.value) = (kind, concept, value)
  }

  public init(
    _ id: String, _ label: String, weight: Double, concept: Feature? = nil, with companion: String? = nil,
    scope: FactKind.Scope = .shared, isQuality: Bool = false, name: FactKind.Name = .concept,
    _ value: @escaping @Sendable (Subject) -> Quantity?
  ) {
    self.init(
      FactKind(
        id, label, weight: weight, concept: concept, with: companion, scope: scope, isQuality: isQuality,
        name: name), value)
  }

  /// Having it is all there is to say.
  public static func flag(
    _ id: String, _ label: String, weight: Double, concept: Feature? = nil, with companion: String? = nil,
    name: FactKind.Name = .concept, _ isSet: @escaping @Sendable (Subject) -> Bool
  ) -> Self {
    Self(id, label, weight: weight, concept: concept, with: companion, name: name) { isSet($0) ? .yes : nil }
  }

  /// A flag of a kind of fact that several kinds of subject share.
  public static func flag(_ kind: FactKind, _ isSet: @escaping @Sendable (Subject) -> Bool) -> Self {
    Self(kind) { isSet($0) ? .yes : nil }
  }

  public func fact(of subject: Subject) -> Fact? {
    value(subject).map { Fact(kind, $0, concept: concept.map { $0(subject) } ?? kind.concept) }
  }
}
