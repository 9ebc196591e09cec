import Diagnostics

/// Everything derived from one spec, computed once and read by pages, figures, exports and commands.
///
/// What only some readers ask for (compute, explanations) is computed when the first one asks, and kept.
public final class FactSheet: Sendable {
  public let spec: ModelSpec
  public let parameters: ParameterCount
  public let cache: CacheProfile
  /// Layers a token passes; looped layers count once per pass.
  public let depth: Int
  /// Kinds of mixers with their names in this model, in order of first use.
  public let mixers: [SublayerUse]
  public let feedForwards: [SublayerUse]
  /// `Dense decoder`, `Sparse MoE decoder`, `Sparse hybrid decoder`.
  public let decoderType: String
  /// `GQA with QK-norm, 5:1 sliding-window/global`.
  public let attention: String
  /// `52 sliding-window + 10 global`.
  public let layerMix: String
  /// The order of the layers in words: `10 × (5 sliding-window, 1 global), then 2 sliding-window`.
  public let layerOrder: Phrase
  public let features: [Feature]
  /// Leading layers with a dense feed-forward where all others have experts.
  public let densePrefix: Int?
  /// The layers and sublayers the words above count.
  let census: LayerCensus
  let naming: (mixers: SublayerNaming, feedForwards: SublayerNaming)
  private let unit: String?
  private let keptProfile = Once<Profile>()
  private let keptCompute = Once<ComputeProfile>()
  private let keptHues = Once<[Component: Mark.Hue]>()
  private let keptDescription = Once<[(topic: String, text: String)]>()
  private let keptLayers = Once<[String: Int]>()
  private let keptExplanations = Once<[Explanation]>()

  /// What comparisons align.
  public var profile: Profile { keptProfile.value { Profile(self, unit: unit) } }

  /// Arithmetic and memory traffic of one token.
  public var compute: ComputeProfile { keptCompute.value { ComputeProfile(self) } }

  /// Layers a token passes that have a feature in one of their sublayers, by the feature's concept.
  public var layersByConcept: [String: Int] {
    keptLayers.value {
      census.uses.reduce(into: [:]) { layers, use in
        for concept in Set(use.layer.sublayers.flatMap { $0.sublayer.features.map(\.concept) }) {
          layers[concept, default: 0] += use.executedCount
        }
      }
    }
  }

  /// The first sublayer a token passes that has a feature which leads to the concept.
  public func firstSublayer(with concept: String) -> (any Sublayer)? {
    for use in census.uses {
      for placed in use.layer.sublayers
      where placed.sublayer.features.contains(where: { $0.concept == concept }) {
        return placed.sublayer
      }
    }
    return nil
  }

  /// The hue of the first mixer whose weights are counted as a component.
  public var mixerHues: [Component: Mark.Hue] {
    keptHues.value {
      var hues: [Component: Mark.Hue] = [:]
      for sublayer in spec.layers.flatMap({ $0.sublayers.map(\.sublayer) }) where sublayer.role == .mixer {
        for component in Set(sublayer.tensors(in: spec.dimensions).map(\.component))
        where component != .other && hues[component] == nil {
          hues[component] = sublayer.mark.hue
        }
      }
      return hues
    }
  }

  /// The architecture in sentences, each with what it is about, in the order a token passes it.
  public var descriptionParts: [(topic: String, text: String)] {
    keptDescription.value { allDescriptionParts }
  }

  /// Every explained number of the sheet with a stable id, in the order a reader asks for them.
  public var explanations: [Explanation] { keptExplanations.value { allExplanations } }

  public var pattern: String { layerOrder.text }

  public init(_ spec: ModelSpec) {
    self.spec = spec
    depth = spec.schedule.depth
    census = LayerCensus(spec)
    parameters = ParameterCount(spec, census)
    let mixing = SublayerNaming(census, .mixer), feeding = SublayerNaming(census, .feedForward)
    naming = (mixing, feeding)
    mixers = mixing.uses
    feedForwards = feeding.uses
    cache = CacheProfile([mixing, feeding], in: spec.dimensions)
    let model = ModelFeatures(spec: spec, census: census, mixers: mixing)
    features = model.all
    densePrefix = model.densePrefix
    decoderType = model.decoderType(isSparse: parameters.isSparse)
    let words = ArchitectureWords(
      census: census, mixers: mixing, feedForwards: feeding, features: features,
      schedule: spec.schedule)
    attention = words.attention
    layerMix = words.layerMix
    layerOrder = words.order
    unit = words.unit
  }
}

extension CacheProfile {
  init(_ naming: [SublayerNaming], in model: Dimensions) {
    entries = []
    for use in naming.flatMap(\.uses) {
      for variant in use.variants {
        let onStream = model.stream.cacheOfSublayer(width: model.width)
        for term in variant.sublayer.cache(in: model) + onStream {
          entries.add(term, named: use.label, count: variant.count)
        }
      }
    }
  }
}

extension Sequence where Element: Equatable {
  /// Neighbours that are equal, with how many they are.
  public var runs: [(value: Element, count: Int)] {
    reduce(into: []) { runs, value in
      if runs.last?.value == value { runs[runs.count - 1].count += 1 } else { runs.append((value, 1)) }
    }
  }
}

extension Sequence where Element: Hashable {
  /// The distinct elements with their counts, in order of first use.
  @inlinable public var tally: [(value: Element, count: Int)] {
    var tally: [(value: Element, count: Int)] = []
    // A few kinds are found faster one by one; many are looked up.
    let few = 8
    var places: [Element: Int] = [:]
    for element in self {
      let known =
        tally.count <= few ? tally.firstIndex { $0.value == element } : places[element]
      if let known {
        tally[known].count += 1
        continue
      }
      tally.append((element, 1))
      if tally.count == few + 1 {
        for (place, entry) in tally.enumerated() { places[entry.value] = place }
      } else if tally.count > few {
        places[element] = tally.count - 1
      }
    }
    return tally
  }
}
