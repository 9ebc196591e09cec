import Architecture

/// A value of the skeleton, the same of every model, in the order of `Trait.all`.
final class Trait: Sendable {
  let place: PairChange.Place
  let label: PairChange.Label
  let value: PairChange.Value
  /// `MTP module`, when a model can be without it.
  let possession: PairChange.Value?
  /// What a change of it tells of a model.
  let weight: Int

  private init(
    _ place: PairChange.Place, _ label: String, _ value: Quantity, possession: String? = nil, weight: Int
  ) {
    self.possession = possession.map { PairChange.Value(.word($0)) }
    self.place = place
    self.label = PairChange.Label(label)
    self.value = PairChange.Value(value)
    self.weight = weight
  }

  static func all(_ spec: ModelSpec, depth: Int) -> [Trait] {
    let model = spec.dimensions, predictors = spec.predictors
    return [
      Trait(.head, "vocabulary", .count(model.vocabulary), weight: 50),
      Trait(.head, "output head", .word(spec.tiedEmbeddings ? "tied" : "its own"), weight: 30),
      Trait(
        .finalNorm, "MTP modules", .count(predictors),
        possession: predictors == 1 ? "MTP module" : "\(predictors.grouped) MTP modules", weight: 35),
      Trait(.finalNorm, "norm", .word(model.norm.kind.label), weight: 45),
      Trait(.frame, "layers", .count(depth), weight: 90),
      Trait(.frame, "passes", .count(spec.schedule.loop?.passes ?? 1), weight: 85),
      Trait(.frame, "sublayers", .word(spec.isParallel ? "in parallel" : "in series"), weight: 70),
      Trait(.frame, "norms", .word(model.normWord), weight: 60),
      Trait(.embedding, "stream width", .count(model.width), weight: 80),
      Trait(
        .embedding, "learned positions", spec.learnedPositions.map(Quantity.count) ?? .word("none"),
        weight: 55),
    ]
  }
}

/// A fact of a sublayer as a comparison says it.
final class Detail: Sendable {
  let id: UInt64
  /// `head size`.
  let label: PairChange.Label
  let value: PairChange.Value
  /// `QK-norm`, `window 1,024`: what a model has that the other has not.
  let possession: PairChange.Value

  init(_ fact: Fact) {
    let label = fact.label.asInSentence
    let value = PairChange.Value(Quantity(fact.value))
    id = Key.hash(fact.id.utf8)
    self.label = PairChange.Label(label)
    self.value = value
    let possession =
      switch fact.value {
      case .yes: label
      case .word(let word): label.count + word.count <= 36 ? "\(label): \(word)" : label
      case .count, .tokens: "\(label) \(value.text)"
      }
    self.possession = PairChange.Value(.word(possession))
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

extension Dimensions {
  /// Where the norms stand; streams that normalise what is read need none at the sublayers.
  fileprivate var normWord: String {
    switch norm.placement {
    case .none: stream == .addition ? "none" : "in the streams"
    case .stream: "on the stream"
    default: norm.placement.rawValue
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
