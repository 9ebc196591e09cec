import Architecture

/// A value of the skeleton, the same of every model, in the order of `Trait.all`; by places in the model's wording.
struct Trait: Sendable {
  let place: PairChange.Place
  let name: Int
  let value: Int
  /// `MTP module`, when a model can be without it.
  let possession: Int?
  /// What a change of it tells of a model.
  let weight: Int
  /// Equal for equal values.
  let key: UInt64
  /// The model is without it.
  let isNone: Bool

  private init(
    _ place: PairChange.Place, _ name: String, _ quantity: Quantity, possession: String? = nil, weight: Int,
    _ wording: inout Wording
  ) {
    self.place = place
    self.name = wording.add(name: name)
    value = wording.add(quantity)
    self.possession = possession.map { wording.add(.word($0), isAlone: true) }
    self.weight = weight
    key = wording.values[value].key
    isNone = quantity == .count(0)
  }

  /// From this one on they stand below the rows.
  static let foot = 8

  static func all(_ spec: ModelSpec, depth: Int, in wording: inout Wording) -> [Trait] {
    let model = spec.dimensions, predictors = spec.predictors
    return [
      Trait(.head, "vocabulary", .count(model.vocabulary), weight: 50, &wording),
      Trait(.head, "output head", .word(spec.tiedEmbeddings ? "tied" : "its own"), weight: 30, &wording),
      Trait(
        .finalNorm, "MTP modules", .count(predictors),
        possession: predictors == 1 ? "MTP module" : "\(predictors.grouped) MTP modules", weight: 35, &wording
      ),
      Trait(.finalNorm, "norm", .word(model.norm.kind.label), weight: 45, &wording),
      Trait(.frame, "layers", .count(depth), weight: 90, &wording),
      Trait(.frame, "passes", .count(spec.schedule.loop?.passes ?? 1), weight: 85, &wording),
      Trait(.frame, "sublayers", .word(spec.isParallel ? "in parallel" : "in series"), weight: 70, &wording),
      Trait(.frame, "norms", .word(model.normWord), weight: 60, &wording),
      Trait(.embedding, "stream width", .count(model.width), weight: 80, &wording),
      Trait(
        .embedding, "learned positions", spec.learnedPositions.map(Quantity.count) ?? .word("none"),
        weight: 55, &wording),
    ]
  }
}

/// A fact of a sublayer as a comparison says it; by places in the model's wording.
struct Detail: Sendable {
  let id: UInt64
  /// `head size`, and `global head size` where two kinds have facts of one name.
  let name: Int, ownedName: Int
  let value: Int
  /// Equal for equal values.
  let key: UInt64
  /// `QK-norm`, `window 1,024`: what a model has that the other has not.
  let possession: Int, ownedPossession: Int

  /// `owner` says whose it is, where that must be said.
  init(_ fact: Fact, owner: String?, in wording: inout Wording) {
    let name = fact.label.asInSentence
    let quantity = Quantity(fact.value)
    id = Key.hash(fact.id.utf8)
    self.name = wording.add(name: name)
    value = wording.add(quantity)
    key = wording.values[value].key
    let possession =
      switch fact.value {
      case .yes: name
      case .word(let word): name.count + word.count <= 36 ? "\(name): \(word)" : name
      case .count, .tokens: "\(name) \(quantity.text)"
      }
    self.possession = wording.add(.word(possession), isAlone: true)
    ownedName = owner.map { wording.add(name: PairChange.owned(name, by: $0)) } ?? self.name
    ownedPossession =
      owner.map { wording.add(.word(PairChange.owned(possession, by: $0)), isAlone: true) } ?? self.possession
  }
}

extension String {
  /// `Head size` becomes `head size`; abbreviations and names stay.
  var asInSentence: String {
    let word = utf8.prefix { $0 != UInt8(ascii: " ") }
    // What is no letter of ASCII is asked the longer way.
    let isAbbreviation =
      word.allSatisfy { $0 < 128 }
      ? word.dropFirst().contains { 48...57 ~= $0 || 65...90 ~= $0 }
      : prefix { $0 != " " }.dropFirst().contains { $0.isUppercase || $0.isNumber }
    return isAbbreviation ? self : prefix(1).lowercased() + dropFirst()
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
