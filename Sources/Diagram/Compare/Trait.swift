import Architecture

/// A value of the skeleton, the same of every model, in the order of `Trait.all`.
struct Trait: Sendable {
  var place: PairChange.Place
  var label: String
  var value: PairChange.Value
  /// What a change of it tells of a model.
  var weight: Int

  private init(_ place: PairChange.Place, _ label: String, _ value: Quantity, weight: Int) {
    self.place = place
    self.label = label
    self.value = PairChange.Value(value)
    self.weight = weight
  }

  static func all(_ spec: ModelSpec, depth: Int) -> [Trait] {
    let model = spec.dimensions
    return [
      Trait(.head, "vocabulary", .count(model.vocabulary), weight: 50),
      Trait(.head, "output head", .word(spec.tiedEmbeddings ? "tied" : "its own"), weight: 30),
      Trait(.finalNorm, "MTP modules", .count(spec.predictors), weight: 35),
      Trait(.finalNorm, "norm", .word(model.norm.kind.label), weight: 45),
      Trait(.frame, "layers", .count(depth), weight: 90),
      Trait(.frame, "passes", .count(spec.schedule.loop?.passes ?? 1), weight: 85),
      Trait(.frame, "sublayers", .word(spec.isParallel ? "parallel" : "in series"), weight: 70),
      Trait(.frame, "norms", .word(model.norm.placement.word), weight: 60),
      Trait(.embedding, "stream width", .count(model.width), weight: 80),
      Trait(
        .embedding, "learned positions", spec.learnedPositions.map(Quantity.count) ?? .word("none"),
        weight: 55),
    ]
  }
}

/// A fact of a sublayer as a comparison says it.
struct Detail: Sendable {
  var id: String
  /// `head size`.
  var label: String
  var value: PairChange.Value
  /// `QK-norm`, `window 1,024`: what a model has that the other has not.
  var possession: String

  init(_ fact: Fact) {
    id = fact.id
    label = fact.label.asInSentence
    value = PairChange.Value(Quantity(fact.value))
    possession =
      switch fact.value {
      case .yes: label
      case .word(let word): label.count + word.count <= 36 ? "\(label): \(word)" : label
      case .count, .tokens: "\(label) \(value.text)"
      }
  }
}

extension String {
  /// `Head size` becomes `head size`; abbreviations and names stay.
  var asInSentence: String {
    let word = prefix { $0 != " " }
    return word.dropFirst().contains { $0.isUppercase || $0.isNumber }
      ? self : prefix(1).lowercased() + dropFirst()
  }
}

extension Norm.Placement {
  fileprivate var word: String {
    switch self {
    case .none: "none"
    default: rawValue.replacing("_", with: " ")
    }
  }
}

extension ModelSpec {
  /// Whether the sublayers of some layer share one input.
  fileprivate var isParallel: Bool { layers.contains { $0.wiring == .parallel } }

  /// Modules that predict further tokens.
  fileprivate var predictors: Int {
    parts.filter { $0.kind == .prediction }.reduce(0) { $0 + $1.copies }
  }
}
