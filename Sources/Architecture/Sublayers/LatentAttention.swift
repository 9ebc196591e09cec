/// Multi-head latent attention: keys and values are rebuilt from one cached low-rank vector per token.
///
/// Cache per token: `kvRank + ropeSize` elements (DeepSeek-V2, arXiv:2405.04434). With an indexer, attention reads
/// the best `indexTop` tokens only (DeepSeek-V3.2, arXiv:2512.02556).
public struct LatentAttention: Sublayer {
  public static let kind = "mla"
  public static let summary =
    "multi-head latent attention, with or without an indexer that picks what it reads"

  /// Who chooses the tokens a sparse layer reads.
  public enum Indexer: String, CaseIterable, Sendable {
    case none
    /// The layer scores the tokens itself.
    case own
    /// The choice of an earlier layer is reused.
    case earlierLayer = "earlier_layer"
  }

  let heads: Int, queryRank: Int?, kvRank: Int, nopeSize: Int, ropeSize: Int, valueSize: Int
  let indexer: Indexer
  let indexHeads: Int, indexSize: Int, indexTop: Int
  /// Tokens pooled into one index key.
  let indexPool: Int
  let gate: Attention.Gate
  let window: Int?
  let hasBias: Bool, hasYarn: Bool, hasRope: Bool, hasSinks: Bool, hasKeyNorm: Bool
  /// Heads rebuilt from the latent, shared by groups of query heads.
  let kvHeads: Int
  /// The output gate reads the query latent instead of the stream.
  let gatesFromLatent: Bool
  /// Queries (and a gate that reads the latent) are rebuilt from the query latent before and after its norm, joined.
  let joinsQueryLatents: Bool
  /// The position key has a norm of its own.
  let hasRopeKeyNorm: Bool
  /// The latent is read from an earlier layer; the layer rebuilds its own keys and values from it.
  let readsEarlierLatent: Bool
  /// Queries of attention and indexer grow with the position.
  let queryGrowth: Attention.QueryGrowth
  /// The indexer reads the stream through a norm of its own.
  let hasIndexInputNorm: Bool
  /// Heads subtracted from the others (differential attention), each group with one noise head.
  let noiseHeads: Int

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "query heads")
    queryRank = fields.optionalInt(
      "query_rank", in: 1...1_000_000, "size of the query latent; leave out for none")
    kvRank = fields.int("kv_rank", in: 1...1_000_000, "size of the cached latent")
    nopeSize = fields.int("nope_size", in: 0...65_536, "size of a key head without positions")
    ropeSize = fields.int(
      "rope_size", in: 0...65_536, "size of the position key shared by all heads; 0 for none")
    valueSize = fields.int("value_size", in: 1...65_536, "size of a value head")
    indexer = fields.choice("indexer", default: Indexer.none, "who chooses the tokens that are read")
    indexHeads = fields.int("index_heads", in: 0...65_536, default: 0, "heads of the indexer")
    indexSize = fields.int("index_size", in: 0...65_536, default: 0, "size of an index key")
    indexTop = fields.int("index_top", in: 0...10_000_000, default: 0, "tokens that are read")
    indexPool = fields.int("index_pool", in: 1...65_536, default: 1, "tokens pooled into one index key")
    gate = fields.choice("gate", default: Attention.Gate.none, "a sigmoid gate on the output")
    window = fields.optionalInt("window", "tokens a sliding window reaches back")
    hasBias = fields.flag("bias", "whether the down projections and the output have biases")
    hasRope = fields.flag("rope", default: ropeSize > 0, "false when the position key is not rotated")
    hasYarn = fields.flag("yarn", "whether YaRN stretches the rotary positions to a longer context")
    hasSinks = fields.flag("sinks", "whether each head has a learned sink logit")
    hasKeyNorm = fields.flag(
      "qk_norm", "whether rebuilt queries and keys are normalised with one gain per head size")
    kvHeads = fields.int(
      "kv_heads", in: 1...65_536, default: heads, "key-value heads rebuilt from the latent")
    gatesFromLatent = fields.flag("gate_from_latent", "whether the output gate reads the query latent")
    joinsQueryLatents = fields.flag(
      "query_from_both", "whether queries read the query latent before and after its norm, joined")
    hasRopeKeyNorm = fields.flag(
      "rope_key_norm", "whether the position key is normalised before it is rotated")
    readsEarlierLatent = fields.flag("earlier_latent", "whether the latent is read from an earlier layer")
    queryGrowth = fields.choice(
      "query_growth", default: Attention.QueryGrowth.none, "whether queries grow with the position")
    hasIndexInputNorm = fields.flag(
      "index_input_norm", "whether the indexer reads the stream through a LayerNorm of its own")
    noiseHeads = fields.int(
      "noise_heads", in: 0...65_536, default: 0, "query heads whose attention is subtracted")
    check(&fields)
  }

  private func check(_ fields: inout FieldReader) {
    if nopeSize + ropeSize == 0 {
      fields.report(
        .impossible, "a key head has no size: 'nope_size' and 'rope_size' are both 0", field: "nope_size")
    }
    if indexer == .own && (indexHeads == 0 || indexSize == 0) {
      fields.report(.impossible, "an indexer needs 'index_heads' and 'index_size'", field: "indexer")
    }
    if indexer != .none && indexTop == 0 {
      fields.report(.impossible, "an indexer needs 'index_top', the tokens that are read", field: "indexer")
    }
    if heads % kvHeads != 0 {
      fields.report(.impossible, "'kv_heads' (\(kvHeads)) must divide 'heads' (\(heads))", field: "kv_heads")
    }
    if gatesFromLatent && (queryRank == nil || gate == .none) {
      fields.report(
        .impossible, "'gate_from_latent' needs a 'gate' and a 'query_rank'", field: "gate_from_latent")
    }
    if joinsQueryLatents && queryRank == nil {
      fields.report(.impossible, "'query_from_both' needs a 'query_rank'", field: "query_from_both")
    }
    if hasRopeKeyNorm && ropeSize == 0 {
      fields.report(.impossible, "'rope_key_norm' needs a 'rope_size'", field: "rope_key_norm")
    }
    if hasIndexInputNorm && indexer != .own {
      fields.report(
        .unusedField, "'index_input_norm' has no effect without an indexer of its own",
        field: "index_input_norm")
    }
    if noiseHeads >= heads {
      fields.report(
        .impossible, "'noise_heads' (\(noiseHeads)) must be fewer than 'heads' (\(heads))",
        field: "noise_heads")
    }
  }

  public var role: Role { .mixer }

  public var features: [Feature] {
    var features: [Feature] = [.mla]
    if indexer != .none { features.append(.sparseAttention) }
    if indexer == .earlierLayer { features.append(.sharedIndexer) }
    if window != nil { features.append(.slidingWindow) }
    if gate != .none { features.append(.gatedAttention) }
    if hasSinks { features.append(.attentionSinks) }
    if hasKeyNorm { features.append(.qkNorm) }
    if hasBias { features.append(.attentionBias) }
    if noiseHeads > 0 { features.append(.differentialAttention) }
    if hasYarn { features.append(.yarn) }
    if readsEarlierLatent { features.append(.crossLayerKV) }
    if queryGrowth != .none { features.append(.queryGrowth) }
    features.append(!hasRope ? .nope : nopeSize > 0 ? .partialRope : .rope)
    return features
  }

  var keySize: Int { nopeSize + ropeSize }
  /// Heads whose output goes on: all but the subtracted ones.
  var outputHeads: Int { heads - noiseHeads }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var tensors: [Tensor] = []
    if let rank = queryRank {
      tensors = [
        Tensor("q_down.weight", [rank, model.width], .latentAttention),
        Tensor("q_down_norm.weight", [rank], .latentAttention),
        Tensor("q_up.weight", [heads * keySize, queryInput ?? rank], .latentAttention),
      ]
    } else {
      tensors = [Tensor("q.weight", [heads * keySize, model.width], .latentAttention)]
    }
    if !readsEarlierLatent {
      tensors += [
        Tensor("kv_down.weight", [kvRank + ropeSize, model.width], .latentAttention),
        Tensor("kv_down_norm.weight", [kvRank], .latentAttention),
      ]
      if hasRopeKeyNorm { tensors.append(Tensor("rope_key_norm.weight", [ropeSize], .latentAttention)) }
    }
    if queryGrowth == .trained {
      tensors.append(Tensor("query_growth", [2, heads], .latentAttention, use: .elementwise))
    }
    tensors += [
      Tensor("kv_up.weight", [kvHeads * (nopeSize + valueSize), kvRank], .latentAttention),
      Tensor("o.weight", [model.width, outputHeads * valueSize], .latentAttention),
    ]
    if hasBias {
      if let rank = queryRank { tensors.append(Tensor("q_down.bias", [rank], .latentAttention)) }
      if !readsEarlierLatent {
        tensors.append(Tensor("kv_down.bias", [kvRank + ropeSize], .latentAttention))
      }
      tensors.append(Tensor("o.bias", [model.width], .latentAttention))
    }
    if gate != .none {
      let size = outputHeads * (gate == .head ? 1 : valueSize)
      let read = gatesFromLatent ? queryInput ?? model.width : model.width
      tensors.append(Tensor("gate.weight", [size, read], .latentAttention))
    }
    // How much of the noise each head subtracts.
    if noiseHeads > 0 {
      tensors.append(Tensor("lambda.weight", [outputHeads, model.width], .latentAttention))
    }
    if hasSinks { tensors.append(Tensor("sinks", [heads], .latentAttention)) }
    if hasKeyNorm {
      tensors.append(Tensor("q_norm.weight", [keySize], .latentAttention))
      tensors.append(Tensor("k_norm.weight", [keySize], .latentAttention))
    }
    return tensors + indexerTensors(in: model)
  }

  /// What queries are rebuilt from; nil for the stream.
  private var queryInput: Int? { queryRank.map { joinsQueryLatents ? 2 * $0 : $0 } }

  private func indexerTensors(in model: Dimensions) -> [Tensor] {
    guard indexer == .own else { return [] }
    let pooling = [
      Tensor("index_pool_gate.weight", [indexSize, model.width], .latentAttention),
      Tensor("index_pool_bias", [indexPool, indexSize], .latentAttention, use: .elementwise),
    ]
    var norms =
      hasIndexInputNorm
      ? ["weight", "bias"].map { Tensor("index_input_norm.\($0)", [model.width], .latentAttention) } : []
    if queryGrowth == .trained {
      norms.append(Tensor("index_growth", [2, indexHeads], .latentAttention, use: .elementwise))
    }
    return (indexPool > 1 ? pooling : []) + norms + [
      Tensor("index_q.weight", [indexHeads * indexSize, queryRank ?? model.width], .latentAttention),
      Tensor("index_k.weight", [indexSize, model.width], .latentAttention),
      Tensor("index_k_norm.weight", [indexSize], .latentAttention),
      Tensor("index_k_norm.bias", [indexSize], .latentAttention),
      Tensor("index_weights.weight", [indexHeads, model.width], .latentAttention),
    ]
  }

  private var retention: Retention { window.map(Retention.window) ?? .everyToken }

  private var latent: CacheTerm {
    CacheTerm(
      .latent, elementsPerEntry: kvRank + ropeSize, retention: retention,
      formula: ropeSize > 0 ? "\(kvRank) + \(ropeSize)" : nil)
  }

  /// What it attends to is read whichever layer keeps it.
  public func cacheReads(in model: Dimensions) -> [CacheTerm] {
    let own = cache(in: model)
    return reading(readsEarlierLatent ? [latent] + own : own, in: model)
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    let kept = readsEarlierLatent ? [] : [latent]
    guard indexer == .own else { return kept }
    let keys: Retention = indexPool == 1 ? .everyToken : .compressed(by: indexPool)
    return kept + [CacheTerm(.index, elementsPerEntry: indexSize, retention: keys)]
  }

  /// Scores and sums in the latent space, as a decoder computes them (arXiv:2405.04434, section 2.1.2).
  public func compute(in model: Dimensions) -> [ComputeTerm] {
    let attention = ComputeTerm(
      "scores and weighted sum in the latent", flopsPerEntry: 2 * heads * (2 * kvRank + ropeSize),
      reads: indexer == .none ? retention : .selected(indexTop))
    guard indexer == .own else { return [attention] }
    return [
      attention,
      ComputeTerm(
        "index scores", flopsPerEntry: 2 * indexHeads * indexSize,
        reads: indexPool == 1 ? .everyToken : .compressed(by: indexPool)),
    ]
  }
}
