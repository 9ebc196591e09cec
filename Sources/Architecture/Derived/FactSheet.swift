/// Everything derived from one spec, computed once and read by pages, figures, exports and commands.
///
/// What only some readers ask for (compute, explanations, the paragraph) is computed on demand from it.
public struct FactSheet: Sendable {
  public var spec: ModelSpec
  public var parameters: ParameterCount
  public var cache: CacheProfile
  /// Kinds of mixers with their names in this model, in order of first use.
  public var mixers: [SublayerUse]
  public var feedForwards: [SublayerUse]
  /// `Dense decoder`, `Sparse MoE decoder`, `Sparse hybrid decoder`.
  public var decoderType: String
  /// `GQA with QK-norm, 5:1 sliding-window/global`.
  public var attention: String
  /// `52 sliding-window + 10 global`.
  public var layerMix: String
  /// The order of the layers in words: `10 × (5 sliding-window, 1 global), then 2 sliding-window`.
  public var layerOrder: Phrase
  public var features: [Feature]
  /// Leading layers with a dense feed-forward where all others have experts.
  public var densePrefix: Int?
  /// What comparisons align; computed here once, since each model is compared with every other.
  public private(set) var profile: Profile

  public var pattern: String { layerOrder.text }

  /// Layers a token passes; looped layers count once per pass.
  public var depth: Int { spec.schedule.depth }

  public init(_ spec: ModelSpec) {
    self.spec = spec
    parameters = spec.parameterCount
    let census = LayerCensus(spec)
    let mixing = SublayerNaming(census, .mixer), feeding = SublayerNaming(census, .feedForward)
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
    profile = .empty
    profile = Profile(self, unit: words.unit)
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
  public var tally: [(value: Element, count: Int)] {
    var order: [Element] = []
    var counts: [Element: Int] = [:]
    for element in self {
      if counts[element] == nil { order.append(element) }
      counts[element, default: 0] += 1
    }
    return order.map { ($0, counts[$0] ?? 0) }
  }
}
