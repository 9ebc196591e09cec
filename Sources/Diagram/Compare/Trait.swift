import Architecture

/// A value of the skeleton; by places in the model's wording.
struct Trait: Sendable {
  /// What every model has a value of, in the order of `Trait.all`.
  struct Kind: Sendable {
    let place: PairChange.Place
    let name: String
    /// What a change of it tells of a model.
    let weight: Int
  }

  let value: Int
  /// `MTP module`, when a model can be without it.
  let possession: Int?
  /// The model is without it.
  let isNone: Bool

  private init(_ quantity: Quantity, possession: String? = nil, _ wording: inout Wording) {
    value = wording.add(quantity)
    self.possession = possession.map { wording.add(.word($0), isAlone: true) }
    isNone = quantity == .count(0)
  }

  static let kinds = [
    Kind(place: .head, name: "vocabulary", weight: 50),
    Kind(place: .head, name: "output head", weight: 30),
    Kind(place: .finalNorm, name: "MTP modules", weight: 35),
    Kind(place: .finalNorm, name: "norm", weight: 45),
    Kind(place: .frame, name: "layers", weight: 90),
    Kind(place: .frame, name: "passes", weight: 85),
    Kind(place: .frame, name: "sublayers", weight: 70),
    Kind(place: .frame, name: "norms", weight: 60),
    Kind(place: .embedding, name: "stream width", weight: 80),
    Kind(place: .embedding, name: "learned positions", weight: 55),
  ]
  /// From this kind on they stand below the rows.
  static let foot = 8

  /// A value of each kind.
  static func all(_ spec: ModelSpec, depth: Int, in wording: inout Wording) -> [Trait] {
    let model = spec.dimensions, predictors = spec.predictors
    return [
      Trait(.count(model.vocabulary), &wording),
      Trait(.word(spec.tiedEmbeddings ? "tied" : "its own"), &wording),
      Trait(
        .count(predictors),
        possession: predictors == 1 ? "MTP module" : "\(predictors.grouped) MTP modules", &wording),
      Trait(.word(model.norm.kind.label), &wording),
      Trait(.count(depth), &wording),
      Trait(.count(spec.schedule.loop?.passes ?? 1), &wording),
      Trait(.word(spec.isParallel ? "in parallel" : "in series"), &wording),
      Trait(.word(model.normWord), &wording),
      Trait(.count(model.width), &wording),
      Trait(spec.learnedPositions.map(Quantity.count) ?? .word("none"), &wording),
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
    let quantity = fact.value
    id = Key.hash(fact.id.utf8)
    self.name = wording.add(name: name)
    value = wording.add(quantity)
    key = wording.values[value].key
    let possession =
      switch fact.value {
      case .yes: name
      case .word(let word): name.count + word.count <= 36 ? "\(name): \(word)" : name
      default: "\(name) \(quantity.text)"
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
    return isAbbreviation ? self : uncapitalizedFirst
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
  fileprivate var isParallel: Bool { layers.contains { $0.wiring.isParallel } }

  /// Modules that predict further tokens.
  fileprivate var predictors: Int {
    parts.filter { $0.kind == .prediction }.reduce(0) { $0 + $1.copies }
  }
}
