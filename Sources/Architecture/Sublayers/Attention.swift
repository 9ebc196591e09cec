/// Softmax attention with grouped keys and values: multi-head, grouped-query and multi-query in one kind.
///
/// Cache per token: `kvHeads × (headSize + valueSize)` elements (Ainslie et al. 2023, arXiv:2305.13245).
public struct Attention: Sublayer {
  public static let kind = "attention"
  public static let summary =
    "softmax attention (multi-head, grouped-query, multi-query), with or without a window"

  /// What is normalised on queries and keys, and over which size.
  public enum QKNorm: String, CaseIterable, Sendable {
    /// No normalisation.
    case none
    /// One gain of head size, shared by all heads (Qwen3, Gemma 3).
    case head
    /// A gain of head size for every head (Command R+).
    case perHead = "per_head"
    /// One gain over all heads together (OLMo 2).
    case full
    /// Normalised without a gain (Llama 4).
    case unscaled
    /// Shortened to a fixed length where longer, without a gain (Inkling 2).
    case clip
  }

  /// How a sigmoid gate scales the output of the heads.
  public enum Gate: String, CaseIterable, Sendable {
    case none
    /// One value per channel (Qwen3-Next).
    case element
    /// One value per head (Step 3.5).
    case head
  }

  /// Where keys and values come from.
  public enum KeysValues: String, CaseIterable, Sendable {
    /// Two projections.
    case separate
    /// One projection serves as keys and as values (Gemma 4).
    case shared
    /// An earlier layer's cache is read; the layer has neither projection (Gemma 3n).
    case earlierLayer = "earlier_layer"
  }

  let heads: Int, kvHeads: Int, headSize: Int, valueSize: Int
  let window: Int?, chunk: Int?
  let keysValues: KeysValues
  let qkNorm: QKNorm
  let gate: Gate
  let hasQKVBias: Bool, hasOutputBias: Bool, hasGateBias: Bool
  let hasSinks: Bool, isCapped: Bool, hasYarn: Bool
  /// Rotated dimensions of each head; 0 is NoPE.
  let ropeSize: Int
  /// The model adds positions to the embedding, so no rotation does not mean no positions.
  let inputPositions: Dimensions.InputPositions
  /// Scores fall with the distance, by a fixed slope per head (ALiBi, arXiv:2108.12409).
  let hasALiBi: Bool
  /// Queries, keys and values are cut off at a fixed size.
  let isClipped: Bool
  /// The norms of queries and keys have a bias too, or follow the rotation.
  let hasQKNormBias: Bool, hasLateQKNorm: Bool
  /// Normalisation of the values as they are cached, and of the heads' output before its projection.
  let valueNorm: QKNorm, innerNorm: QKNorm
  /// Rows of a learned relative bias per head, and the size of its query.
  let relativeReach: Int?, relativeSize: Int?
  /// Kernel of short causal convolutions on keys and values.
  let convolution: Int?

  /// Taps of these convolutions are computed from the token, per key-value head, beside the trained ones.
  let hasDynamicConvolution: Bool
  /// Trained scales per head and channel on queries and on the output gate, and per head on the relative queries.
  let hasQueryGain: Bool, hasGateGain: Bool, hasRelativeGain: Bool
  /// A gate per channel has one bias for each head (Beam).
  let hasGateHeadBias: Bool
  /// The sink logit of each head is computed from the token.
  let hasComputedSinks: Bool
  /// Each pair of heads subtracts one attention map from the other, by a trained share.
  let isDifferential: Bool
  /// Tokens of the prompt see each other in both directions; the answer stays causal (prefix LM).
  let hasPrefix: Bool
  /// A score computed from each value decides which keys stay (Doge).
  let hasValueMask: Bool
  /// Queries grow with the position, by fixed numbers or by a trained slope and start per head.
  let queryGrowth: QueryGrowth
  /// Query and output projections are experts, of which a token uses some.
  let queryExperts: Int?, activeQueryExperts: Int

  package enum QueryGrowth: String, CaseIterable, Sendable {
    case none, fixed, trained
  }

  /// Picks what is read; nil reads everything.
  let indexer: AttentionIndexer?

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "query heads")
    kvHeads = fields.int(
      "kv_heads", in: 1...65_536, default: heads, "key-value heads; equal to `heads` when left out")
    headSize = fields.headSize(
      of: heads, in: model, "size of a query or key head; width / heads when left out")
    valueSize = fields.int(
      "value_size", in: 1...65_536, default: headSize, "size of a value head, if not the head size")
    window = fields.optionalInt("window", "tokens a sliding window reaches back")
    chunk = fields.optionalInt("chunk", "tokens of a fixed chunk attention stays in")
    keysValues = fields.choice(
      "keys_values", default: KeysValues.separate,
      "separate projections, one shared projection, or an earlier layer's cache")
    qkNorm = fields.choice("qk_norm", default: QKNorm.none, "normalisation of queries and keys")
    hasQKNormBias = fields.flag("qk_norm_bias", "whether the norms of queries and keys have biases")
    hasLateQKNorm = fields.flag(
      "qk_norm_after_rope", "whether queries and keys are rotated first, then normalised")
    valueNorm = fields.choice("value_norm", default: QKNorm.none, "normalisation of values")
    innerNorm = fields.choice(
      "inner_norm", default: QKNorm.none, "normalisation of the heads' output before it is projected")
    isClipped = fields.flag("qkv_clip", "whether queries, keys and values are cut off at a fixed size")
    gate = fields.choice("gate", default: Gate.none, "a sigmoid gate on the output, per element or per head")
    hasQKVBias = fields.flag("bias", "whether the Q, K and V projections have biases")
    hasGateBias = fields.flag("gate_bias", "whether the gate's projection has a bias")
    hasOutputBias = fields.flag("output_bias", "whether the output projection has a bias")
    hasSinks = fields.flag("sinks", "whether each head has a learned sink logit")
    isCapped = fields.flag("softcap", "whether the scores are soft-capped by a tanh")
    hasALiBi = fields.flag("alibi", "whether scores fall with the distance, by a fixed slope per head")
    ropeSize = fields.int(
      "rope_size", in: 0...65_536, default: hasALiBi ? 0 : headSize,
      "rotated dimensions of a head; 0 for none")
    hasYarn = fields.flag("yarn", "whether YaRN stretches the rotary positions to a longer context")
    relativeReach = fields.optionalInt("relative_reach", "distances with a learned relative bias")
    relativeSize = fields.optionalInt("relative_size", "size of the query the relative bias is read with")
    convolution = fields.optionalInt(
      "convolution", in: 1...64, "kernel of short convolutions on keys and values")
    inputPositions = model.inputPositions
    hasDynamicConvolution = fields.flag(
      "dynamic_convolution", "whether taps of the convolutions are computed from the token as well")
    hasQueryGain = fields.flag("query_gain", "whether queries have a trained scale per head and channel")
    hasGateGain = fields.flag("gate_gain", "whether the gate has a trained scale per head and channel")
    hasGateHeadBias = fields.flag("gate_head_bias", "whether a gate per channel has one bias for each head")
    hasRelativeGain = fields.flag(
      "relative_gain", "whether the relative queries have a trained scale per head and channel")
    hasComputedSinks = fields.flag("computed_sinks", "whether sink logits are computed from the token")
    isDifferential = fields.flag(
      "differential", "whether one attention map is subtracted from another, by a trained share")
    hasPrefix = fields.flag("prefix", "whether tokens of the prompt see each other in both directions")
    hasValueMask = fields.flag(
      "value_mask", "whether a score computed from each value decides which keys stay")
    queryGrowth = fields.choice(
      "query_growth", default: QueryGrowth.none, "whether queries grow with the position")
    queryExperts = fields.optionalInt(
      "query_experts", in: 1...65_536, "experts of the query and output projections")
    activeQueryExperts = fields.int(
      "query_experts_active", in: 1...65_536, default: 1, "experts of them a token uses")
    indexer = AttentionIndexer(from: &fields)
    check(&fields)
  }

  private func check(_ fields: inout FieldReader) {
    if heads % kvHeads != 0 {
      fields.report(.impossible, "'kv_heads' (\(kvHeads)) must divide 'heads' (\(heads))", field: "kv_heads")
    }
    if ropeSize > headSize {
      fields.report(
        .impossible, "'rope_size' (\(ropeSize)) is larger than the head (\(headSize))", field: "rope_size")
    }
    if window != nil && chunk != nil {
      fields.report(.impossible, "'window' and 'chunk' exclude each other", field: "chunk")
    }
    if keysValues == .shared && valueSize != headSize {
      fields.report(
        .impossible, "shared keys and values have one size, not \(headSize) and \(valueSize)",
        field: "value_size")
    }
    if let queryExperts, activeQueryExperts > queryExperts || heads % activeQueryExperts != 0 {
      fields.report(
        .impossible,
        "'query_experts_active' (\(activeQueryExperts)) must divide 'heads' and be at most 'query_experts'",
        field: "query_experts_active")
    }
    if hasDynamicConvolution && convolution == nil {
      fields.report(
        .unusedField, "'dynamic_convolution' has no effect without 'convolution'",
        field: "dynamic_convolution")
    }
    if hasGateHeadBias && gate != .element {
      fields.report(
        .unusedField, "'gate_head_bias' has no effect without 'gate: element'", field: "gate_head_bias")
    }
    if hasGateGain && gate != .element {
      fields.report(.unusedField, "'gate_gain' has no effect without 'gate: element'", field: "gate_gain")
    }
    if hasRelativeGain && relativeSize == nil {
      fields.report(
        .unusedField, "'relative_gain' has no effect without 'relative_size'", field: "relative_gain")
    }
    if (hasQKNormBias || hasLateQKNorm) && qkNorm == .none {
      fields.report(
        .unusedField, "without 'qk_norm' there is no norm to say more of",
        field: hasQKNormBias ? "qk_norm_bias" : "qk_norm_after_rope")
    }
    if (relativeReach == nil) != (relativeSize == nil) {
      fields.report(.impossible, "'relative_reach' and 'relative_size' go together", field: "relative_reach")
    }
  }

  public var role: Role { .mixer }

  public var features: [Feature] {
    var features: [Feature] = [kvHeads == heads ? .mha : kvHeads == 1 ? .mqa : .gqa]
    if indexer != nil { features.append(.sparseAttention) }
    if window != nil { features.append(.slidingWindow) }
    if chunk != nil { features.append(.chunkedAttention) }
    if qkNorm != .none { features.append(.qkNorm) }
    if hasQKVBias || hasOutputBias { features.append(.attentionBias) }
    if hasSinks || hasComputedSinks { features.append(.attentionSinks) }
    if gate != .none { features.append(.gatedAttention) }
    if keysValues == .shared { features.append(.sharedKV) }
    if keysValues == .earlierLayer { features.append(.crossLayerKV) }
    if isCapped { features.append(.logitSoftcapping) }
    if relativeReach != nil { features.append(.relativeBias) }
    if hasALiBi { features.append(.alibi) }
    if isClipped { features.append(.qkvClipping) }
    if isDifferential { features.append(.differentialAttention) }
    if queryGrowth != .none { features.append(.queryGrowth) }
    if hasPrefix { features.append(.prefixAttention) }
    if queryExperts != nil { features.append(.attentionExperts) }
    if innerNorm != .none { features.append(.innerNorm) }
    if convolution != nil { features.append(.shortConvolution) }
    if hasYarn { features.append(.yarn) }
    if ropeSize == 0 {
      if inputPositions == .none && relativeReach == nil && !hasALiBi { features.append(.nope) }
    } else {
      features.append(ropeSize < headSize ? .partialRope : .rope)
    }
    return features
  }

  public func tensors(in model: Dimensions) -> [Tensor] {
    let hasKeys = keysValues != .earlierLayer
    let hasValues = keysValues == .separate
    var tensors = queryTensors(in: model)
    if hasKeys { tensors.append(Tensor("k.weight", [kvHeads * headSize, model.width], .attention)) }
    if hasValues { tensors.append(Tensor("v.weight", [kvHeads * valueSize, model.width], .attention)) }
    tensors += detailTensors(in: model)
    switch gate {
    case .none: break
    case .element: tensors.append(Tensor("gate.weight", [heads * valueSize, model.width], .attention))
    case .head: tensors.append(Tensor("gate.weight", [heads, model.width], .attention))
    }
    if hasQKVBias {
      tensors.append(Tensor("q.bias", [heads * headSize], .attention))
      if hasKeys { tensors.append(Tensor("k.bias", [kvHeads * headSize], .attention)) }
      if hasValues { tensors.append(Tensor("v.bias", [kvHeads * valueSize], .attention)) }
    }
    if hasGateBias && gate != .none {
      tensors.append(Tensor("gate.bias", [gate == .head ? heads : heads * valueSize], .attention))
    }
    if hasOutputBias { tensors.append(Tensor("o.bias", [model.width], .attention)) }
    if hasSinks { tensors.append(Tensor("sinks", [heads], .attention)) }
    tensors += qkNormTensors(hasKeys: hasKeys)
    if hasValues { tensors += normTensors("v_norm", valueNorm, heads: kvHeads, size: valueSize) }
    tensors += normTensors("inner_norm", innerNorm, heads: heads, size: valueSize)
    if let indexer { tensors += indexer.tensors(in: model) }
    if let reach = relativeReach, let size = relativeSize {
      tensors.append(Tensor("relative_q.weight", [heads * size, model.width], .attention))
      tensors.append(Tensor("relative_bias", [size, reach], .attention))
    }
    if let kernel = convolution {
      tensors.append(Tensor("k_conv.weight", [kvHeads * headSize, 1, kernel], .attention))
      tensors.append(Tensor("v_conv.weight", [kvHeads * valueSize, 1, kernel], .attention))
    }
    return tensors
  }

  /// Queries and the way out, which may be experts: each has the heads a token gets from one.
  private func queryTensors(in model: Dimensions) -> [Tensor] {
    let queries = heads * headSize, output = heads * valueSize
    guard let queryExperts else {
      return [
        Tensor("q.weight", [queries, model.width], .attention),
        Tensor("o.weight", [model.width, output], .attention),
      ]
    }
    let shapes = [
      ("q.weight", [queries / activeQueryExperts, model.width]),
      ("o.weight", [model.width, output / activeQueryExperts]),
    ]
    return shapes.map {
      Tensor($0, $1, .attention, copies: queryExperts, active: activeQueryExperts)
    } + [Tensor("query_router.weight", [queryExperts, model.width], .other)]
  }

  private func detailTensors(in model: Dimensions) -> [Tensor] {
    func elements(_ name: String, _ shape: [Int]) -> Tensor {
      Tensor(name, shape, .attention, use: .elementwise)
    }
    var tensors: [Tensor] = []
    if hasQueryGain { tensors.append(elements("query_gain", [heads, headSize])) }
    if hasGateGain { tensors.append(elements("gate_gain", [heads, valueSize])) }
    if hasGateHeadBias { tensors.append(elements("gate_bias", [heads])) }
    if hasRelativeGain, let relativeSize {
      tensors.append(elements("relative_gain", [heads, relativeSize]))
    }
    if hasComputedSinks { tensors.append(Tensor("sinks.weight", [heads, model.width], .attention)) }
    if isDifferential { tensors.append(elements("lambda", [4, headSize])) }
    if hasValueMask {
      tensors.append(Tensor("mask.weight", [kvHeads, kvHeads * valueSize], .attention))
      tensors.append(elements("mask_scale", [kvHeads]))
    }
    if queryGrowth == .trained { tensors.append(elements("query_growth", [2, heads])) }
    if hasDynamicConvolution, let convolution {
      tensors.append(
        Tensor("conv_taps.weight", [kvHeads * convolution, model.width], .attention, copies: 2))
    }
    return tensors
  }

  private func qkNormTensors(hasKeys: Bool) -> [Tensor] {
    let norms =
      normTensors("q_norm", qkNorm, heads: heads, size: headSize)
      + (hasKeys ? normTensors("k_norm", qkNorm, heads: kvHeads, size: headSize) : [])
    guard hasQKNormBias else { return norms }
    return norms.flatMap { gain in [gain, gain.named(gain.name.replacing(".weight", with: ".bias"))] }
  }

  /// The gain of a norm over the heads.
  private func normTensors(_ name: String, _ norm: QKNorm, heads: Int, size: Int) -> [Tensor] {
    let shape: [Int]
    switch norm {
    case .none, .unscaled, .clip: return []
    case .head: shape = [size]
    case .perHead: shape = [heads, size]
    case .full: shape = [heads * size]
    }
    return [Tensor(name + ".weight", shape, .attention, use: .elementwise)]
  }

  var retention: Retention { window.map(Retention.window) ?? chunk.map(Retention.chunk) ?? .everyToken }
  /// Elements cached per token by a layer that keeps its own keys and values.
  var cachedElements: Int { kvHeads * (keysValues == .shared ? headSize : headSize + valueSize) }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    if keysValues == .earlierLayer { return [] }
    var terms = [keysValuesTerm]
    if let indexer { terms.append(indexer.cache) }
    guard let kernel = convolution else { return terms }
    return terms + [
      CacheTerm(
        .state, elementsPerEntry: (kernel - 1) * kvHeads * (headSize + valueSize), retention: .fixed,
        formula: "\(kernel - 1) × \(kvHeads) × \(headSize + valueSize)")
    ]
  }

  /// What it attends to is read whichever layer keeps it.
  public func cacheReads(in model: Dimensions) -> [CacheTerm] {
    reading(keysValues == .earlierLayer ? [keysValuesTerm] : cache(in: model), in: model)
  }

  private var keysValuesTerm: CacheTerm {
    let formula =
      keysValues == .shared
      ? "\(kvHeads) × \(headSize)"
      : headSize == valueSize ? "2 × \(kvHeads) × \(headSize)" : "\(kvHeads) × (\(headSize) + \(valueSize))"
    return CacheTerm(
      .keysValues, elementsPerEntry: cachedElements, retention: retention, formula: formula)
  }

  public func compute(in model: Dimensions) -> [ComputeTerm] {
    let attention = ComputeTerm(
      "scores and weighted sum", flopsPerEntry: 2 * heads * (headSize + valueSize),
      reads: indexer.map { .selected($0.top) } ?? retention)
    return [attention] + (indexer.map { [$0.compute] } ?? [])
  }
}
