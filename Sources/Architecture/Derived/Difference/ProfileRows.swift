// What a profile says of a whole model.

extension FactKind {
  // Norms, embeddings and the residual stream
  static let normPlacement = FactKind("norm_placement", "Norm placement", weight: 45, name: .value)
  static let norm = FactKind("norm", "Normalisation", weight: 20, name: .value)
  static let tiedEmbeddings = FactKind(
    "tied_embeddings", "Tied embeddings", weight: 12, concept: .tiedEmbeddings)
  /// Sublayers that are normalised elsewhere than the model's others.
  static let otherNorms = FactKind("norms", "Norms beside it", weight: 20, isQuality: true)
  static let noFinalNorm = FactKind("final_norm", "No norm before the output head", weight: 12)
  static let embeddingNorm = FactKind("embedding_norm", "Norm after the embedding", weight: 12)
  static let softcappedLogits = FactKind(
    "softcapped_logits", "Soft-capped logits", weight: 30, concept: .logitSoftcapping)
  static let learnedPositions = FactKind(
    "learned_positions", "Learned positions", weight: 40, concept: .learnedPositions, isQuality: true)
  static let embeddingSize = FactKind("embedding_size", "Embedding size", weight: 24, isQuality: true)
  static let outputVocabulary = FactKind(
    "output_vocabulary", "Rows of the output head", weight: 8, isQuality: true)
  static let normGateRank = FactKind("norm_gate_rank", "Rank of the norms' gate", weight: 8)
  static let embeddingNormKind = FactKind(
    "embedding_norm_kind", "Kind of the norm after the embedding", weight: 6)
  static let finalNormKind = FactKind("final_norm_kind", "Kind of the norm before the head", weight: 6)
  /// Norms at sublayers that are of another kind than the model's.
  static let otherNormKinds = FactKind("norm_kinds", "Other norms", weight: 12, isQuality: true)
  static let headGain = FactKind("head_gain", "Gain of the output head", weight: 8)
  static let loopInput = FactKind(
    "loop_input", "A pass begins with", weight: 24, concept: .loopedDepth, isQuality: true)
  static let messageRank = FactKind(
    "message_rank", "Rank of messages between passes", weight: 24, concept: .loopedDepth, isQuality: true)
  static let headBias = FactKind("head_bias", "Bias of the output head", weight: 6)
  static let perLayerSize = FactKind(
    "per_layer_size", "Per-layer embedding size", weight: 36, concept: .perLayerEmbeddings, isQuality: true)
  static let perLayerVocabulary = FactKind(
    "per_layer_vocabulary", "Per-layer vocabulary", weight: 8, with: "per_layer_size")

  // Layers
  static let densePrefix = FactKind(
    "dense_prefix", "Leading dense layers", weight: 28, concept: .densePrefix, isQuality: true)
  static let ownLayers = FactKind(
    "own_layers", "Layers with weights of their own", weight: 40, concept: .loopedDepth, isQuality: true)
  static let parallelLayers = FactKind(
    "parallel", "Parallel layers", weight: 45, concept: .parallelLayers, isQuality: true)
  static let shortcuts = FactKind(
    "shortcuts", "Sublayers with a shortcut input", weight: 32, isQuality: true)
  /// The repeated unit of the schedule.
  static let unit = FactKind("unit", "Repeated layers", weight: 42)

  // Parts
  static let prediction = FactKind(
    "mtp", "Prediction modules", weight: 16, concept: .mtp, isQuality: true, name: .counted)
  static let corePart = FactKind("part", "Part", weight: 36, isQuality: true, name: .labelWithArticle)
  static let partBeside = FactKind("beside", "Part beside the core", weight: 4, isQuality: true)
  static let entersLayer = FactKind("enters", "Enters layer", weight: 6)

  /// Features of the model or of its sublayers that no other fact speaks of.
  static let features: [FactKind] =
    [
      (Feature.loopedDepth, 70.0), (.severalSublayers, 45), (.singleSublayer, 40), (.matFormer, 20),
      (.nope, 36), (.differentialAttention, 36), (.relativeBias, 36), (.sinusoidalPositions, 40),
      (.weightlessNorm, 16), (.gatedNorm, 30), (.parallelMixers, 45), (.multipliers, 12),
    ].map { feature, weight in
      FactKind("feature." + feature.id, feature.words.sentenceStart, weight: weight, concept: feature)
    }

  // Kinds of sublayers; how much the change of a kind matters depends on the other kind and on its layers.
  static let mixerKind = FactKind("kind", "Mixer", weight: 0, name: .value)
  static let feedForwardKind = FactKind("kind", "Feed-forward", weight: 0, name: .value)
  static let presence = FactKind("presence", "Presence", weight: 0, name: .label)
  static let layersWithIt = FactKind("layers", "Layers with it", weight: 24)
}

extension Profile {
  /// Facts of the table that change the design, then in `consequences` those that follow from it.
  static func size(_ sheet: FactSheet) -> [Row] { rows(sheet) { $0.kind.weight > 0 } }

  static func consequences(_ sheet: FactSheet) -> [Row] { rows(sheet) { $0.kind.weight == 0 } }

  private static func rows(_ sheet: FactSheet, _ isIncluded: (ModelFact) -> Bool) -> [Row] {
    ModelFact.shown(.comparison).filter(isIncluded).flatMap { fact in
      fact.rows(sheet).map { Row(fact.kind, $0.value, label: $0.label) }
    }
  }

  static func skeleton(_ sheet: FactSheet) -> [Row] {
    let spec = sheet.spec, model = spec.dimensions, census = sheet.census
    var rows = [
      Row(.normPlacement, .word(model.normWords), concept: model.norm.placement.feature),
      Row(.norm, .word(model.norm.kind.words)),
      Row(.tiedEmbeddings, .word(spec.tiedEmbeddings ? "yes" : "no")),
    ]
    for (placement, count) in census.norms(beside: model.norm.placement) {
      rows.append(
        Row(
          .otherNorms, .word("\(count.grouped) sublayer\(count == 1 ? "" : "s")"), name: placement.rawValue,
          label: placement.words.sentenceStart + " beside it", concept: placement.feature))
    }
    func add(_ fact: FactKind, _ value: Quantity?) { if let value { rows.append(Row(fact, value)) } }
    add(.noFinalNorm, spec.hasFinalNorm ? nil : .yes)
    add(.embeddingNorm, spec.hasEmbeddingNorm ? .yes : nil)
    add(.softcappedLogits, spec.hasSoftcappedLogits ? .yes : nil)
    rows += Stream.facts.compactMap { $0.fact(of: model.stream) }.map { Row($0) }
    add(.learnedPositions, spec.learnedPositions.map { .count($0) })
    add(.embeddingSize, spec.embeddingSize.map { .count($0) })
    add(.outputVocabulary, spec.outputVocabulary.map { .count($0) })
    add(.normGateRank, model.norm.kind == .gatedRMS ? .count(model.norm.gateRank) : nil)
    add(.embeddingNormKind, spec.hasEmbeddingNorm ? model.norm.embeddingKind.map { .word($0.words) } : nil)
    add(.finalNormKind, spec.hasFinalNorm ? model.norm.finalKind.map { .word($0.words) } : nil)
    for kind in Norm.Kind.allCases {
      let count = census.executed {
        $0.sublayers.count { $0.inputNorm == kind && kind != model.norm.kind }
          + $0.sublayers.count { $0.outputNorm == kind && kind != model.norm.kind }
      }
      guard count > 0 else { continue }
      rows.append(
        Row(
          .otherNormKinds, .word("\(count.grouped) norm\(count == 1 ? "" : "s")"), name: kind.rawValue,
          label: kind.words + " at sublayers"))
    }
    add(.headGain, spec.hasHeadGain ? .yes : nil)
    add(.loopInput, spec.loopInput.words.map { .word($0) })
    add(.messageRank, model.messageRank.map { .count($0) })
    add(.headBias, spec.hasHeadBias ? .yes : nil)
    add(.perLayerSize, model.perLayerEmbeddings.map { .count($0.size) })
    add(.perLayerVocabulary, model.perLayerEmbeddings.map { .count($0.vocabulary) })
    add(.densePrefix, sheet.densePrefix.map { .count($0) })
    let layers = spec.schedule.weightDepth
    add(.ownLayers, layers == sheet.depth ? nil : .count(layers))
    let parallel = census.executed { $0.wiring.isParallel && $0.sublayers.count > 1 ? 1 : 0 }
    add(.parallelLayers, parallel > 0 ? .count(parallel) : nil)
    let shortcuts = census.executed { $0.sublayers.count { $0.inputOf != nil } }
    add(.shortcuts, shortcuts > 0 ? .count(shortcuts) : nil)
    for part in spec.parts {
      rows.append(row(part))
      guard let layer = part.entersLayer else { continue }
      rows.append(Row(.entersLayer, .count(layer), name: part.name, label: part.label + " enter layer"))
    }
    return rows
  }

  private static func row(_ part: Part) -> Row {
    if part.kind == .prediction && !part.isCore { return Row(.prediction, .count(part.copies)) }
    let size = Quantity.parameters(part.tensors.parameters)
    return part.isCore
      ? Row(.corePart, size, name: part.name, label: part.label, concept: part.features.first)
      : Row(.partBeside, size, name: part.name, label: part.label)
  }

  static func features(_ sheet: FactSheet) -> [Row] {
    FactKind.features.filter { $0.concept.map(sheet.features.contains) ?? false }
      .sorted { $0.id < $1.id }.map { Row($0, .yes) }
  }
}

extension LayerCensus {
  /// The sum over all layers a token passes.
  fileprivate func executed(_ count: (Layer) -> Int) -> Int {
    uses.reduce(0) { $0 + $1.executedCount * count($1.layer) }
  }

  /// Normalisation of sublayers that is not the model's, and how many a token passes.
  fileprivate func norms(beside own: Norm.Placement) -> [(placement: Norm.Placement, count: Int)] {
    Norm.Placement.allCases.filter { $0 != own }.compactMap { placement in
      let count = executed { $0.sublayers.count { $0.norm == placement } }
      return count > 0 ? (placement, count) : nil
    }
  }
}

extension Dimensions {
  /// Where the norms stand; streams that normalise what is read need none at the sublayers.
  fileprivate var normWords: String {
    norm.placement == .none && stream != .addition ? "norms in the streams" : norm.placement.words
  }
}

extension Norm.Placement {
  var words: String {
    switch self {
    case .pre: "pre-norm"
    case .post: "post-norm"
    case .sandwich: "sandwich norm"
    case .stream: "norm on the stream"
    case .none: "no norm"
    }
  }

  fileprivate var feature: Feature? {
    switch self {
    case .pre: .preNorm
    case .post, .stream: .postNorm
    case .sandwich: .sandwichNorm
    case .none: nil
    }
  }
}
