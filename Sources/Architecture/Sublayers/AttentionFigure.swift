// How softmax attention is named, marked and drawn.

extension Attention {
  /// `grouped-query attention` and `GQA`, by how many query heads share a key-value head.
  private var base: (full: String, short: String) {
    kvHeads == heads
      ? ("multi-head attention", "MHA")
      : kvHeads == 1 ? ("multi-query attention", "MQA") : ("grouped-query attention", "GQA")
  }

  public var name: SublayerName {
    let reach =
      window != nil ? "sliding-window" : chunk != nil ? "chunked" : indexer != nil ? "sparse" : nil
    let prefix = [gate != .none ? "gated" : nil, reach].compactMap(\.self)
    // Both words at full length would leave a row no room for facts.
    let short = window != nil && gate != .none ? ["gated sliding"] : prefix
    return SublayerName(
      full: (prefix + [base.full]).joined(separator: " ").capitalizedFirst,
      short: (short + [base.short]).joined(separator: " ").capitalizedFirst,
      tag: reach.map { $0 == "sparse" ? "sparse \(base.short)" : $0 }
        ?? (gate != .none ? "gated attention" : base.short))
  }

  public var mark: Mark {
    let isShared = keysValues == .earlierLayer
    let growth =
      isShared
      ? "reads an earlier layer's cache"
      : window != nil
        ? "cache stops at the window" : chunk != nil ? "cache stops at the chunk" : "cache grows with context"
    if indexer != nil { return Mark(.sparse, .gqa, growth: "cache grows with context, read in part") }
    return Mark(window != nil || chunk != nil ? .window : .softmax, .gqa, outlined: isShared, growth: growth)
  }

  public static let facts: [FactOf<Self>] =
    [
      FactOf(.queryHeads) { .count($0.heads) },
      FactOf(.kvHeads) { .count($0.kvHeads) },
      FactOf(.headSize) { .count($0.headSize) },
      FactOf(.valueHeadSize) { $0.valueSize == $0.headSize ? nil : .count($0.valueSize) },
      FactOf(.ropeSize, concept: \.positionConcept) { .count($0.ropeSize) },
      FactOf(.window) { $0.window.map { .tokens($0) } },
      FactOf("chunk", "Chunk", weight: 36, concept: .chunkedAttention, isQuality: true) {
        $0.chunk.map { .tokens($0) }
      },
    ] + AttentionIndexer.facts { (own: Self) in own.indexer } + [
      FactOf(.qkNorm) { $0.qkNorm.words.map { .word($0) } },
      .flag("qk_norm_bias", "QK-norm bias", weight: 4, with: "qk_norm", \.hasQKNormBias),
      .flag("qk_norm_after_rope", "QK-norm after RoPE", weight: 8, with: "qk_norm", \.hasLateQKNorm),
      FactOf("value_norm", "Value norm", weight: 20) { $0.valueNorm.words.map { .word($0) } },
      FactOf(.innerNorm) { $0.innerNorm.words.map { .word($0) } },
      .flag("qkv_clip", "Clipped Q, K and V", weight: 14, concept: .qkvClipping, \.isClipped),
      .flag("query_gain", "Gain on queries", weight: 6, \.hasQueryGain),
      .flag("gate_head_bias", "Gate bias per head", weight: 6, with: "gate", \.hasGateHeadBias),
      .flag("gate_gain", "Gain on the gate", weight: 4, with: "gate", \.hasGateGain),
      .flag(
        "relative_gain", "Gain on relative queries", weight: 4, with: "relative_reach", \.hasRelativeGain),
      FactOf(
        "computed_sinks", "Sinks from the token", weight: 34, concept: .attentionSinks, scope: .anyAttention
      ) { $0.hasComputedSinks ? .yes : nil },
      .flag(
        "differential", "Subtracted attention maps", weight: 34, concept: .differentialAttention,
        \.isDifferential),
      .flag("prefix", "Prompt seen in both directions", weight: 34, concept: .prefixAttention, \.hasPrefix),
      .flag("value_mask", "Mask from the values", weight: 34, \.hasValueMask),
      FactOf("query_growth", "Growth of queries", weight: 14, concept: .queryGrowth, scope: .anyAttention) {
        $0.queryGrowth == .none ? nil : .word($0.queryGrowth == .fixed ? "fixed" : "trained per head")
      },
      FactOf("query_experts", "Query experts", weight: 40, concept: .attentionExperts, isQuality: true) {
        $0.queryExperts.map { .count($0) }
      },
      FactOf("query_experts_active", "Query experts per token", weight: 20, with: "query_experts") {
        $0.queryExperts == nil ? nil : .count($0.activeQueryExperts)
      },
      .flag("alibi", "ALiBi", weight: 36, concept: .alibi, \.hasALiBi),
      FactOf(.outputGate) { $0.gate.words.map { .word($0) } },
      FactOf(.keysValues, concept: { $0.keysValues == .earlierLayer ? .crossLayerKV : .sharedKV }) {
        $0.keysValues.words.map { .word($0) }
      },
      .flag(.sinks, \.hasSinks),
      .flag(.qkvBias, \.hasQKVBias),
      .flag("output_bias", "Output bias", weight: 14, concept: .attentionBias, name: .label, \.hasOutputBias),
      .flag("gate_bias", "Gate bias", weight: 6, with: "gate") { $0.hasGateBias && $0.gate != .none },
      FactOf(
        "softcap", "Soft-capped scores", weight: 20, concept: .logitSoftcapping, scope: .anyAttention
      ) { $0.isCapped ? .yes : nil },
      .flag(.yarn, \.hasYarn),
      FactOf(
        "relative_reach", "Relative bias reach", weight: 30, concept: .relativeBias, scope: .anyAttention,
        isQuality: true
      ) { $0.relativeReach.map { .tokens($0) } },
      FactOf("relative_size", "Relative query size", weight: 8, with: "relative_reach") {
        $0.relativeSize.map { .count($0) }
      },
      FactOf("convolution", "Convolution on K and V", weight: 10, isQuality: true) {
        $0.convolution.map { .count($0) }
      },
      .flag(
        "dynamic_convolution", "Taps computed from the token", weight: 10, with: "convolution",
        \.hasDynamicConvolution),
    ]

  public static let tellingFeatures: [Feature] = [
    .crossLayerKV, .sparseAttention, .slidingWindow, .chunkedAttention, .gatedAttention,
  ]

  public var family: String { base.short }

  public var presenceConcept: Feature? {
    window != nil
      ? .slidingWindow
      : chunk != nil
        ? .chunkedAttention
        : indexer != nil ? .sparseAttention : gate != .none ? .gatedAttention : features.first
  }

  public func lines(in model: Dimensions) -> [Phrase] {
    let first: Phrase =
      kvHeads == heads
      ? "\(value: heads, "heads") heads of size \(value: headSize, "head_size")"
      : "\(value: heads, "heads") query heads, " + kvHeadsPhrase
    var second: Phrase = kvHeads == heads ? "" : "head size \(value: headSize, "head_size")"
    if let reach = window ?? chunk {
      let word = window != nil ? "window" : "chunk"
      second = second.text.isEmpty ? "" : second + ", "
      second = second + "\(word) \(value: reach, word)"
    }
    if keysValues == .shared { second = second + ", K = V" }
    if keysValues == .earlierLayer { second = second + ", cache of an earlier layer" }
    return [first] + (second.text.isEmpty ? [] : [second]) + (indexer.map { [$0.line] } ?? [])
      + [positionLine]
  }

  private var kvHeadsPhrase: Phrase {
    "\(value: kvHeads, "kv_heads") KV \(kvHeads == 1 ? "head" : "heads")"
  }

  /// `RoPE on 64 of 128, QK-norm`.
  private var positionLine: Phrase {
    let position: Phrase =
      relativeReach != nil
      ? "relative bias"
      : ropeSize == 0
        ? Phrase(hasALiBi ? "ALiBi" : inputPositions.words)
        : ropeSize < headSize ? "RoPE on \(value: ropeSize, "rope_size") of \(headSize.grouped)" : "RoPE"
    let extras = [qkNorm != .none ? "QK-norm" : nil, hasSinks ? "sinks" : nil, hasQKVBias ? "bias" : nil]
    return position + Phrase(extras.compactMap(\.self).map { ", " + $0 }.joined())
  }

  public func shortLine(in model: Dimensions) -> Phrase {
    let heads: Phrase = "\(value: self.heads, "heads") Q, " + kvHeadsPhrase
    if let window { return heads + ", window \(value: window, "window")" }
    if let chunk { return heads + ", chunk \(value: chunk, "chunk")" }
    return heads + ", size \(value: headSize, "head_size")"
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    let isShared = keysValues == .earlierLayer
    return Anatomy(
      note: isShared ? "cache of an earlier layer" : "◆ cached",
      parts: [
        .flow(
          Flow(
            columns: columns,
            core: .init(
              "Attention",
              masks: [window != nil ? .window : chunk != nil ? .chunk : indexer != nil ? .selected : .full]),
            above: (innerNorm != .none ? [.pill("norm", .innerNorm)] : []) + (gate != .none ? [.times] : [])
              + [.box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(sentence),
      ] + notes + [
        .heads(HeadsChart(queryHeads: heads, kvHeads: kvHeads, hue: .gqa)),
        .cacheBar(cached: isShared ? 0 : cachedElements, full: heads * (headSize + valueSize)),
      ])
  }

  private var columns: [Flow.Column] {
    let norm: [Flow.Step] = qkNorm == .none ? [] : [.pill("QK-norm", .qkNorm)]
    let rope: [Flow.Step] = ropeSize == 0 ? [] : [.pill("RoPE", ropeSize < headSize ? .partialRope : .rope)]
    let placed = hasLateQKNorm ? rope + norm : norm + rope
    let clip: [Flow.Step] = isClipped ? [.pill("clip", .qkvClipping)] : []
    let conv: [Flow.Step] = clip + (convolution.map { [.pill("conv \($0)")] } ?? [])
    let valueNorms: [Flow.Step] = valueNorm == .none ? [] : [.pill("norm")]
    var columns: [Flow.Column] = [.init("Q", heads * headSize, clip + placed)]
    switch keysValues {
    case .separate:
      columns.append(.init("K", kvHeads * headSize, cached: true, conv + placed))
      columns.append(.init("V", kvHeads * valueSize, cached: true, conv + valueNorms))
    case .shared: columns.append(.init("K = V", kvHeads * headSize, cached: true, conv + placed))
    case .earlierLayer:
      columns.append(.init("K, V, earlier", kvHeads * (headSize + valueSize), isBorrowed: true))
    }
    switch gate {
    case .none: break
    case .element: columns.append(.init("Gate", heads * valueSize, [.pill("sigmoid")], isGate: true))
    case .head: columns.append(.init("Gate", heads, [.pill("sigmoid")], isGate: true))
    }
    if let indexer {
      columns.append(
        .init(
          "index key", indexer.size, fact: "index_size", cached: true,
          [.pill("top " + indexer.top.grouped, .sparseAttention)]))
    }
    return columns
  }

  /// What the drawing cannot show.
  private var notes: [Anatomy.Part] {
    var notes: [Anatomy.Part] = indexer.map { [.sentence($0.sentence)] } ?? []
    if let reach = relativeReach, let size = relativeSize {
      notes.append(
        .sentence(
          "Each head adds a learned bias for distances up to \(value: reach, "relative_reach"), read with a query of \(value: size) numbers."
        ))
    }
    if let queryExperts {
      notes.append(
        .sentence(
          "Queries and output have \(value: queryExperts, "query_experts") experts; a token uses \(value: activeQueryExperts, "query_experts_active"), each with \(value: heads / activeQueryExperts) heads. Keys and values are shared by all."
        ))
    }
    if isDifferential {
      notes.append(
        .sentence("Heads work in pairs: a trained share of one attention map is subtracted from the other."))
    }
    if hasPrefix {
      notes.append(
        .sentence(
          "Tokens of the prompt see each other in both directions; those of the answer look back alone."))
    }
    if hasValueMask {
      notes.append(
        .sentence("A score computed from each value is added to its key's scores; only the best keys stay."))
    }
    if queryGrowth != .none {
      notes.append(.sentence("Queries grow with the logarithm of the position, to keep attention sharp."))
    }
    if hasALiBi {
      notes.append(
        .sentence("Each head lowers a score by a fixed slope times the distance; nothing is rotated."))
    }
    return notes
  }

  private var sentence: Phrase {
    let group = heads / kvHeads
    return group == 1
      ? "\(value: heads, "heads") heads, each with its own keys and values"
      : kvHeads == 1
        ? "\(value: heads, "heads") query heads share one KV head"
        : "\(value: heads, "heads") query heads, \(value: group) to each of \(value: kvHeads, "kv_heads") KV heads"
  }
}

extension Attention.QKNorm {
  fileprivate var words: String? {
    switch self {
    case .none: nil
    case .head: "one gain for all heads"
    case .perHead: "a gain per head"
    case .full: "over all heads together"
    case .unscaled: "without gain"
    case .clip: "shortened to a length"
    }
  }
}

extension Attention.Gate {
  fileprivate var words: String? {
    switch self {
    case .none: nil
    case .element: "per channel"
    case .head: "per head"
    }
  }
}

extension Attention.KeysValues {
  fileprivate var words: String? {
    switch self {
    case .separate: nil
    case .shared: "one projection"
    case .earlierLayer: "of an earlier layer"
    }
  }
}

extension Dimensions.InputPositions {
  /// What an attention layer without rotation says of positions.
  package var words: String {
    switch self {
    case .none: "no position encoding"
    case .learned: "learned positions"
    case .sinusoidal: "sinusoidal positions"
    }
  }
}
