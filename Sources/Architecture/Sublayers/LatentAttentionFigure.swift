// How latent attention is named, marked and drawn.

extension LatentAttention {
  private var isSparse: Bool { indexer != .none }

  public var name: SublayerName {
    let reach = window != nil ? "sliding-window" : isSparse ? "sparse" : nil
    let prefix = [gate != .none ? "gated" : nil, reach].compactMap(\.self)
    let base =
      noiseHeads > 0
      ? "differential latent attention"
      : prefix.isEmpty ? "multi-head latent attention" : "latent attention"
    let index = indexer == .earlierLayer ? ", reused index" : ""
    return SublayerName(
      full: (prefix + [base]).joined(separator: " ").capitalizedFirst + index,
      short: (prefix + [noiseHeads > 0 ? "differential MLA" : "MLA"]).joined(separator: " ").capitalizedFirst
        + index,
      tag: (reach.map { $0 + " MLA" } ?? "MLA") + (index.isEmpty ? "" : " with reused index"))
  }

  public var mark: Mark {
    isSparse
      ? Mark(.sparse, .mla, growth: "small cache, reads part of it")
      : window != nil
        ? Mark(.window, .mla, growth: "small cache, stops at the window")
        : Mark(.latent, .mla, growth: "small cache, grows with context")
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.queryHeads) { .count($0.heads) },
    FactOf("kv_rank", "KV latent", weight: 26, concept: .mla) { .count($0.kvRank) },
    FactOf(.ropeSize, concept: \.positionConcept) { .count($0.hasRope ? $0.ropeSize : 0) },
    FactOf("shared_key", "Shared key size", weight: 4) {
      $0.hasRope || $0.ropeSize == 0 ? nil : .count($0.ropeSize)
    },
    FactOf(.queryRank) { $0.queryRank.map { .count($0) } },
    // Heads rebuilt from a latent do not change the cache: no concept explains them.
    FactOf("kv_heads", "KV heads rebuilt", weight: 36, name: .label) {
      $0.kvHeads == $0.heads ? nil : .count($0.kvHeads)
    },
    FactOf("nope_size", "Key size without positions", weight: 12) { .count($0.nopeSize) },
    FactOf(.valueHeadSize) { .count($0.valueSize) },
    FactOf(.window) { $0.window.map { .tokens($0) } },
    FactOf(.indexTop) { $0.isSparse ? .tokens($0.indexTop) : nil },
    FactOf(
      FactKind("indexer", "Indexer", weight: 24, with: "index_top", name: .label),
      concept: { $0.indexer == .earlierLayer ? .sharedIndexer : .sparseAttention }
    ) { $0.isSparse ? .word($0.indexer == .own ? "own" : "of an earlier layer") : nil },
    FactOf(.indexHeads) { $0.indexer == .own ? .count($0.indexHeads) : nil },
    FactOf(.indexSize) { $0.indexer == .own ? .count($0.indexSize) : nil },
    FactOf(.indexPool) { $0.indexer == .own && $0.indexPool > 1 ? .tokens($0.indexPool) : nil },
    FactOf(
      "noise_heads", "Noise heads", weight: 34, concept: .differentialAttention, scope: .anyAttention,
      isQuality: true
    ) { $0.noiseHeads > 0 ? .count($0.noiseHeads) : nil },
    FactOf(.outputGate) { $0.gateWords.map { .word($0) } },
    FactOf(.qkNorm) { $0.hasKeyNorm ? .word("one gain for all heads") : nil },
    FactOf(.keysValues, concept: { _ in .crossLayerKV }) {
      $0.readsEarlierLatent ? .word("from the latent of an earlier layer") : nil
    },
    .flag("query_from_both", "Queries from both latents", weight: 8, \.joinsQueryLatents),
    .flag("rope_key_norm", "Norm of the position key", weight: 8, \.hasRopeKeyNorm),
    FactOf("query_growth", "Growth of queries", weight: 14, concept: .queryGrowth, scope: .anyAttention) {
      $0.queryGrowth == .none ? nil : .word($0.queryGrowth == .fixed ? "fixed" : "trained per head")
    },
    .flag("index_input_norm", "Norm before the indexer", weight: 4, with: "index_top", \.hasIndexInputNorm),
    .flag(.sinks, \.hasSinks),
    .flag("bias", "Attention bias", weight: 18, concept: .attentionBias, \.hasBias),
    .flag(.yarn, \.hasYarn),
  ]

  private var gateWords: String? {
    if gate == .none { return nil }
    return (gate == .head ? "per head" : "per channel") + (gatesFromLatent ? ", from the query latent" : "")
  }

  public static let tellingFeatures: [Feature] = [
    .sharedIndexer, .sparseAttention, .differentialAttention, .slidingWindow, .gatedAttention,
  ]

  public var family: String { "MLA" }

  public var presenceConcept: Feature? {
    window != nil
      ? .slidingWindow : indexer == .earlierLayer ? .sharedIndexer : isSparse ? .sparseAttention : .mla
  }

  public func lines(in model: Dimensions) -> [Phrase] {
    let position: Phrase =
      ropeSize > 0
      ? " + \(hasRope ? "RoPE" : "shared key") \(value: ropeSize, hasRope ? "rope_size" : "shared_key")" : ""
    var lines: [Phrase] = [
      "\(value: heads, "heads") heads, KV latent \(value: kvRank, "kv_rank")" + position
    ]
    if isSparse { lines.append("reads the top \(value: indexTop, "index_top") tokens") }
    if let window { lines.append("window \(value: window, "window")") }
    if let queryRank { lines.append("query latent \(value: queryRank, "query_rank")") }
    if noiseHeads > 0 {
      lines.append("\(value: outputHeads) signal heads minus \(value: noiseHeads, "noise_heads") noise heads")
    }
    if !hasRope { lines.append("no position encoding") }
    return lines
  }

  public func shortLine(in model: Dimensions) -> Phrase {
    "\(value: heads, "heads") heads, latent \(value: kvRank, "kv_rank")"
      + (window.map { ", window \(value: $0, "window")" } ?? "")
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    var columns: [Flow.Column] = []
    if let rank = queryRank {
      columns.append(
        .init(
          "Q latent", rank, fact: "query_rank",
          [.pill("RMSNorm"), .box(.init(name: "Q", value: heads * keySize))]))
    } else {
      columns.append(.init("Q", heads * keySize))
    }
    columns.append(
      .init(
        "KV latent", kvRank, fact: "kv_rank", cached: true,
        [.pill("RMSNorm"), .box(.init(name: "K, V", value: kvHeads * (nopeSize + valueSize)))]))
    if ropeSize > 0 {
      columns.append(
        .init(
          hasRope ? "RoPE key" : "shared key", ropeSize, fact: hasRope ? "rope_size" : "shared_key",
          cached: true,
          hasRope ? [.pill("RoPE", nopeSize > 0 ? .partialRope : .rope)] : []))
    }
    if indexer == .own {
      columns.append(
        .init(
          "index key", indexSize, fact: "index_size", cached: true,
          [.pill("top " + indexTop.grouped, .sparseAttention)]))
    }
    if gate != .none {
      columns.append(
        .init("Gate", gate == .head ? outputHeads : outputHeads * valueSize, [.pill("sigmoid")], isGate: true)
      )
    }
    let cached = kvRank + ropeSize
    var parts: [Anatomy.Part] = [
      .flow(
        Flow(
          columns: columns,
          core: .init(
            isSparse ? "Sparse attention" : noiseHeads > 0 ? "Differential attention" : "Attention",
            masks: [isSparse ? .selected : window != nil ? .window : .full]),
          above: (gate == .none ? [] : [.times]) + [
            .box(.init(name: "Out", value: model.width, fact: "width"))
          ])),
      .sentence(rebuilt),
      .cacheBar(cached: cached, full: heads * (keySize + valueSize)),
    ]
    switch indexer {
    case .none: break
    case .own:
      parts.append(
        .sentence(
          "A light indexer (\(value: indexHeads, "index_heads") heads) scores every earlier token; attention reads the best \(value: indexTop, "index_top")."
        ))
    case .earlierLayer:
      parts.append(
        .sentence(
          "Reads the \(value: indexTop, "index_top") tokens an earlier layer's indexer chose."))
    }
    if noiseHeads > 0 {
      parts.append(
        .sentence("\(value: noiseHeads, "noise_heads") heads are noise: their attention is subtracted."))
    }
    return Anatomy(note: "◆ cached", parts: parts)
  }

  private var rebuilt: Phrase {
    let latent: Phrase = "all rebuilt from one latent of \(value: kvRank, "kv_rank")"
    return kvHeads == heads
      ? "\(value: heads, "heads") heads, " + latent
      : "\(value: heads, "heads") query heads on \(value: kvHeads, "kv_heads") KV heads, " + latent
  }
}
