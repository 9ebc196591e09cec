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

  public func facts(in model: Dimensions) -> [Fact] {
    var facts = [
      Fact("heads", "Query heads", .count(heads)), Fact("kv_rank", "KV latent", .count(kvRank)),
      Fact("rope_size", "RoPE dimensions", .count(hasRope ? ropeSize : 0)),
    ]
    if !hasRope && ropeSize > 0 { facts.append(Fact("shared_key", "Shared key size", .count(ropeSize))) }
    if let queryRank { facts.append(Fact("query_rank", "Query latent", .count(queryRank))) }
    if kvHeads != heads { facts.append(Fact("kv_heads", "KV heads rebuilt", .count(kvHeads))) }
    facts.append(Fact("nope_size", "Key size without positions", .count(nopeSize)))
    facts.append(Fact("value_size", "Value head size", .count(valueSize)))
    if let window { facts.append(Fact("window", "Window", .tokens(window))) }
    if isSparse {
      facts.append(Fact("index_top", "Tokens read", .tokens(indexTop)))
      facts.append(Fact("indexer", "Indexer", .word(indexer == .own ? "own" : "of an earlier layer")))
    }
    if indexer == .own {
      facts.append(Fact("index_heads", "Indexer heads", .count(indexHeads)))
      facts.append(Fact("index_size", "Index key size", .count(indexSize)))
    }
    if indexer == .own && indexPool > 1 {
      facts.append(Fact("index_pool", "Tokens per index key", .tokens(indexPool)))
    }
    if noiseHeads > 0 { facts.append(Fact("noise_heads", "Noise heads", .count(noiseHeads))) }
    if gate != .none {
      let size = gate == .head ? "per head" : "per channel"
      facts.append(
        Fact("gate", "Output gate", .word(gatesFromLatent ? size + ", from the query latent" : size)))
    }
    if hasKeyNorm { facts.append(Fact("qk_norm", "QK-norm", .word("one gain for all heads"))) }
    if hasSinks { facts.append(Fact("sinks", "Attention sinks", .yes)) }
    if hasBias { facts.append(Fact("bias", "Attention bias", .yes)) }
    if hasYarn { facts.append(Fact("yarn", "YaRN", .yes)) }
    return facts
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
