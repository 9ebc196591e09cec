/// What an architecture has as a whole, beside the features of its sublayers.
struct ModelFeatures {
  let spec: ModelSpec
  let census: LayerCensus
  let mixers: SublayerNaming
  /// Leading layers with a dense feed-forward before the first experts, when none follows them.
  let densePrefix: Int?

  init(spec: ModelSpec, census: LayerCensus, mixers: SublayerNaming) {
    (self.spec, self.census, self.mixers) = (spec, census, mixers)
    densePrefix = census.densePrefix
  }

  /// Every feature of the model, sorted.
  var all: [Feature] {
    var features = Set(spec.layers.flatMap { $0.sublayers.flatMap(\.sublayer.features) })
    features.formUnion(spec.dimensions.stream.features)
    if spec.dimensions.perLayerEmbeddings != nil { features.insert(.perLayerEmbeddings) }
    if spec.hasSoftcappedLogits { features.insert(.logitSoftcapping) }
    if spec.isMatFormer { features.insert(.matFormer) }
    if spec.tiedEmbeddings { features.insert(.tiedEmbeddings) }
    switch spec.dimensions.inputPositions {
    case .none: break
    case .learned: features.insert(.learnedPositions)
    case .sinusoidal: features.insert(.sinusoidalPositions)
    }
    // Positions come with the embedding; no layer is without them.
    if spec.dimensions.inputPositions != .none { features.remove(.nope) }
    if spec.hasMultipliers { features.insert(.multipliers) }
    if spec.normKinds.contains(where: \.isWeightless) { features.insert(.weightlessNorm) }
    if spec.normKinds.contains(.gatedRMS) { features.insert(.gatedNorm) }
    for placed in spec.layers.flatMap(\.sublayers) {
      switch placed.norm {
      case .pre: features.insert(.preNorm)
      case .post, .stream: features.insert(.postNorm)
      case .sandwich: features.insert(.sandwichNorm)
      case .none: break
      }
    }
    let layers = census.uses.map(\.layer)
    if layers.contains(where: { $0.wiring.isParallel && $0.sublayers.count > 1 }) {
      features.insert(.parallelLayers)
    }
    if layers.contains(where: \.hasParallelMixers) { features.insert(.parallelMixers) }
    if layers.contains(where: { $0.sublayers.count > 2 }) { features.insert(.severalSublayers) }
    if census.isSingleSublayer { features.insert(.singleSublayer) }
    if densePrefix != nil { features.insert(.densePrefix) }
    if isHybrid { features.insert(.hybrid) }
    if census.isLooped { features.insert(.loopedDepth) }
    features.formUnion(spec.parts.flatMap(\.features))
    return features.sorted()
  }

  /// Some mixers attend, some keep a state.
  var isHybrid: Bool { Set(mixers.uses.map(\.isRecurrent)).count == 2 }
  var isRecurrent: Bool { !mixers.uses.isEmpty && mixers.uses.allSatisfy(\.isRecurrent) }

  /// `Sparse MoE decoder`, `Dense hybrid decoder`, `Looped dense decoder`.
  func decoderType(isSparse: Bool) -> String {
    let kind =
      if isHybrid {
        isSparse ? "sparse hybrid" : "dense hybrid"
      } else if isRecurrent {
        isSparse ? "sparse recurrent" : "recurrent"
      } else {
        isSparse ? "sparse MoE" : "dense"
      }
    return ((census.isLooped ? "looped " : "") + kind + " decoder").sentenceStart
  }
}

extension ModelSpec {
  /// Kinds of the norms there are on the stream, at sublayers, after the embedding and before the head.
  fileprivate var normKinds: Set<Norm.Kind> {
    let norm = dimensions.norm
    var kinds: Set<Norm.Kind> = []
    for placed in layers.flatMap(\.sublayers) {
      if placed.norm.normalizesInput { kinds.insert(placed.inputNorm ?? norm.kind) }
      if placed.norm.normalizesOutput { kinds.insert(placed.outputNorm ?? norm.kind) }
    }
    if hasEmbeddingNorm { kinds.insert(norm.embeddingKind ?? norm.kind) }
    if hasFinalNorm { kinds.insert(norm.finalKind ?? norm.kind) }
    return kinds
  }
}

extension Layer {
  /// Two mixers of one layer read the same normalised input, and something follows them (Falcon-H1).
  fileprivate var hasParallelMixers: Bool {
    !wiring.isParallel
      && sublayers.contains { placed in
        placed.sublayer.role == .mixer
          && placed.inputOf.map { sublayers.indices.contains($0) && sublayers[$0].sublayer.role == .mixer }
            ?? false
      }
  }
}

extension LayerCensus {
  fileprivate var densePrefix: Int? {
    let kinds = uses.map { $0.layer.feedForward?.mark.glyph }
    let glyphs = sequence.map { kinds[$0] }
    guard let first = glyphs.firstIndex(of: .experts), first > 0,
      glyphs[..<first].allSatisfy({ $0 == .dense }), !glyphs[first...].contains(.dense)
    else { return nil }
    return first
  }

  /// Every layer is a mixer or a feed-forward, and both occur (Nemotron-H).
  var isSingleSublayer: Bool {
    uses.allSatisfy { $0.layer.sublayers.count == 1 }
      && Set(uses.flatMap { $0.layer.sublayers.map(\.sublayer.role) }).count == 2
  }
}
