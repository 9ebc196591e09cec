// What a profile says of a whole model.

extension Profile {
  static func skeleton(_ sheet: FactSheet) -> [Row] {
    let spec = sheet.spec, model = spec.dimensions
    var rows = [
      Row(
        "norm_placement", "Norm placement", .word(model.normWords), 45,
        concept: model.norm.placement.feature),
      Row("norm", "Normalisation", .word(model.norm.kind.words), 14),
      Row(
        "tied_embeddings", "Tied embeddings", .word(spec.tiedEmbeddings ? "yes" : "no"), 14,
        concept: .tiedEmbeddings),
    ]
    func quality(
      _ id: String, _ label: String, _ value: Quantity, _ weight: Double, _ concept: Feature? = nil
    ) {
      rows.append(Row(id, label, value, weight, isQuality: true, concept: concept))
    }
    for (placement, count) in sheet.census.norms(beside: model.norm.placement) {
      quality(
        "norms.\(placement.rawValue)", placement.words.sentenceStart + " beside it",
        .word("\(count.grouped) sublayer\(count == 1 ? "" : "s")"), 20, placement.feature)
    }
    if !spec.hasFinalNorm { quality("final_norm", "No norm before the output head", .yes, 12) }
    if spec.hasEmbeddingNorm { quality("embedding_norm", "Norm after the embedding", .yes, 12) }
    if spec.hasSoftcappedLogits {
      quality("softcapped_logits", "Soft-capped logits", .yes, 30, .logitSoftcapping)
    }
    rows += stream(model.stream)
    if let positions = spec.learnedPositions {
      quality("learned_positions", "Learned positions", .count(positions), 40, .learnedPositions)
    }
    if let own = model.perLayerEmbeddings {
      quality("per_layer_size", "Per-layer embedding size", .count(own.size), 36, .perLayerEmbeddings)
      rows.append(Row("per_layer_vocabulary", "Per-layer vocabulary", .count(own.vocabulary), 8))
    }
    if let count = sheet.densePrefix {
      quality("dense_prefix", "Leading dense layers", .count(count), 28, .densePrefix)
    }
    let layers = spec.schedule.weightDepth
    if layers != spec.schedule.depth {
      quality("own_layers", "Layers with weights of their own", .count(layers), 40, .loopedDepth)
    }
    let census = sheet.census
    let parallel = census.executed { $0.wiring == .parallel && $0.sublayers.count > 1 ? 1 : 0 }
    if parallel > 0 { quality("parallel", "Parallel layers", .count(parallel), 45, .parallelLayers) }
    let shortcuts = census.executed { $0.sublayers.count { $0.inputOf != nil } }
    if shortcuts > 0 { quality("shortcuts", "Sublayers with a shortcut input", .count(shortcuts), 32) }
    for part in spec.parts {
      rows.append(row(part))
      guard let layer = part.entersLayer else { continue }
      rows.append(Row("enters.\(part.name)", part.label + " enter layer", .count(layer), 6))
    }
    return rows
  }

  private static func stream(_ stream: Stream) -> [Row] {
    guard let name = stream.name else { return [] }
    // Convolved outputs are no convolution in place of attention, which is what that concept is about.
    let concept = stream.features.first { $0 != .shortConvolution }
    var rows = [Row("streams", "Residual stream", .word(name), 40, isQuality: true, concept: concept)]
    if stream.count > 1 { rows.append(Row("stream_count", "Parallel streams", .count(stream.count), 10)) }
    switch stream {
    case .addition, .scaledResiduals: break
    case .hyperConnections(let own):
      if own.isNormed { rows.append(Row("stream_norm", "Norm over the streams", .yes, 10, isQuality: true)) }
      if own.hasReadout {
        rows.append(Row("stream_readout", "Computed reading of the streams", .yes, 10, isQuality: true))
      }
    case .gatedResiduals(_, let rank):
      rows.append(Row("stream_rank", "Rank of the stream gate", .count(rank), 10))
    case .attentionResiduals(let block):
      rows.append(Row("stream_block", "Layers of a residual block", .count(block), 10))
    case .altUp(_, let rank):
      if let rank { rows.append(Row("laurel_rank", "LAuReL rank", .count(rank), 10, concept: .laurel)) }
    case .convolutions(let kernel):
      rows.append(Row("stream_kernel", "Kernel on the outputs", .count(kernel), 10))
    }
    return rows
  }

  private static func row(_ part: Part) -> Row {
    if part.kind == .prediction && !part.isCore {
      return Row("mtp", "Prediction modules", .count(part.copies), 12, isQuality: true, concept: .mtp)
    }
    let size = Quantity.parameters(part.tensors.parameters)
    if part.isCore {
      return Row(
        "part.\(part.name)", part.label, size, 36, isQuality: true, concept: part.features.first)
    }
    return Row("beside.\(part.name)", part.label, size, 4, isQuality: true)
  }

  static func consequences(_ sheet: FactSheet) -> [Row] {
    let counts = sheet.parameters, cache = sheet.cache
    var rows = [
      Row("parameters", "Parameters", .parameters(counts.total), 0),
      Row("active", "Active per token", .parameters(counts.active), 0),
      Row("share_active", "Share active", .share(Double(counts.active) / Double(max(1, counts.total))), 0),
      Row("kv_per_token", "KV cache per token", .bytes(cache.bytesPerToken), 0),
    ]
    for tokens in [131_072, 262_144] where sheet.spec.dimensions.context >= tokens {
      let text = tokens.tokensText
      rows.append(
        Row("memory_at_\(text)", "Memory at \(text) tokens", .bytes(Double(cache.totalBytes(at: tokens))), 0))
    }
    rows += [
      Row("decoder", "Decoder", .word(sheet.decoderType), 0),
      Row("pattern", "Order of layers", .word(sheet.pattern), 0),
    ]
    if cache.indexBytesPerToken > 0 {
      rows.append(
        Row("index_per_token", "Index keys per token", .bytes(cache.indexBytesPerToken), 0, isQuality: true))
    }
    if cache.stateBytes > 0 {
      rows.append(Row("state", "Fixed state", .bytes(Double(cache.stateBytes)), 0, isQuality: true))
    }
    let prediction = sheet.spec.parts.filter { $0.kind == .prediction && !$0.isCore }.flatMap(\.tensors)
    if !prediction.isEmpty {
      rows.append(
        Row("mtp_parameters", "In prediction modules", .parameters(prediction.parameters), 0, isQuality: true)
      )
    }
    return rows
  }

  /// Features that rows, groups or the norm placement already say.
  static let spokenFor: Set<Feature> = [
    .mha, .gqa, .mqa, .mla, .cca, .slidingWindow, .chunkedAttention, .compressedAttention, .sparseAttention,
    .sharedIndexer, .qkNorm, .gatedAttention, .attentionSinks, .attentionBias, .sharedKV, .crossLayerKV,
    .logitSoftcapping, .yarn, .rope, .partialRope, .learnedPositions, .gatedDeltaNet, .kda,
    .lightningAttention, .mamba2, .mlstm, .shortConvolution, .gatedMLP, .plainMLP, .moe, .sharedExpert,
    .sharedExpertGate, .hashRouting, .latentMoE, .expertBias, .zeroExperts, .preNorm, .postNorm,
    .sandwichNorm, .tiedEmbeddings, .hybrid, .mtp, .densePrefix, .hyperConnections, .attentionResiduals,
    .altUp, .laurel, .parallelLayers, .perLayerEmbeddings, .nGramEmbeddings,
  ]
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

extension Norm.Kind {
  fileprivate var words: String { self == .layerWithoutBias ? "LayerNorm without bias" : label }
}
