/// A derived value that can say how it came about.
public struct Explained<Value: Sendable>: Sendable {
  public var value: Value
  /// The formula with this model's values: `61 layers × (512 + 64) elements × 2 bytes = 70,272 bytes`.
  public var formula: String
  /// The convention or paper the formula follows.
  public var source: String
  /// The formula taken apart, one line per thing that is added or taken away; empty where it has one term alone.
  public var terms: [ExplainedTerm] = []

  public init(_ value: Value, formula: String, source: String, terms: [ExplainedTerm] = []) {
    self.value = value
    self.formula = formula
    self.source = source
    self.terms = terms
  }
}

/// One line of a computation: what it is, how it comes about, what it comes to.
public struct ExplainedTerm: Hashable, Sendable {
  /// `60 sparse layers`.
  public var label: String
  /// `60 × 17,059,364,864`; empty when the result is taken from elsewhere.
  public var formula: String
  /// With its sign when it is taken away: `−993,547,...`.
  public var result: String

  public init(_ label: String, _ formula: String, _ result: String) {
    self.label = label
    self.formula = formula
    self.result = result
  }
}

extension Explained: Equatable where Value: Equatable {}
extension Explained: Hashable where Value: Hashable {}
