// How compressed attention is described and drawn.

extension CompressedAttention {
  public func facts(in model: Dimensions) -> [Fact] {
    var facts = [
      Fact("heads", "Query heads", .count(heads)), Fact("kv_heads", "KV heads", .count(1)),
      Fact("head_size", "Head size", .count(headSize)),
      Fact("query_rank", "Query latent", .count(queryRank)),
      Fact("rope_size", "RoPE dimensions", .count(ropeSize)), Fact("window", "Window", .tokens(window)),
    ]
    if let ratio {
      facts.append(Fact("ratio", "Tokens per entry", .tokens(ratio)))
      if overlaps { facts.append(Fact("overlap", "Overlapping entries", .yes)) }
    }
    if indexHeads > 0 {
      facts.append(Fact("index_top", "Entries read", .count(indexTop)))
      facts.append(Fact("index_heads", "Indexer heads", .count(indexHeads)))
      facts.append(Fact("index_size", "Index key size", .count(indexSize)))
    }
    facts.append(Fact("output_groups", "Output groups", .count(outputGroups)))
    facts.append(Fact("output_rank", "Output latent of a group", .count(outputRank)))
    facts.append(Fact("sinks", "Attention sinks", .yes))
    facts.append(Fact("qk_norm", "QK-norm", .word("on query latent and keys")))
    facts.append(Fact("keys_values", "Keys and values", .word("one vector")))
    if hasYarn { facts.append(Fact("yarn", "YaRN", .yes)) }
    return facts
  }

  public func lines(in model: Dimensions) -> [Phrase] {
    var lines: [Phrase] = [
      "\(value: heads, "heads") heads of size \(value: headSize, "head_size"), K = V in one head"
    ]
    if let ratio {
      lines.append(
        indexHeads > 0
          ? "\(value: ratio, "ratio") tokens per entry, reads the top \(value: indexTop, "index_top")"
          : "\(value: ratio, "ratio") tokens per entry, reads all entries")
    }
    return lines + ["window \(value: window, "window"), query latent \(value: queryRank, "query_rank")"]
  }

  public func shortLine(in model: Dimensions) -> Phrase {
    guard let ratio else { return "\(value: heads, "heads") heads, window \(value: window, "window")" }
    return "\(value: ratio, "ratio") tokens per entry, window \(value: window, "window")"
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    let rope: [Flow.Step] = ropeSize == 0 ? [] : [.pill("RoPE", ropeSize < headSize ? .partialRope : .rope)]
    var columns: [Flow.Column] = [
      .init(
        "Q latent", queryRank, fact: "query_rank",
        [.pill("RMSNorm"), .box(.init(name: "Q", value: heads * headSize))] + rope),
      .init("K = V", headSize, fact: "head_size", cached: true, [.pill("RMSNorm")] + rope),
    ]
    if let ratio {
      columns.append(
        .init(
          "entries", headSize, fact: "head_size", cached: true,
          [.pill("\(ratio.grouped) to 1"), .pill("RMSNorm")] + rope))
    }
    if indexHeads > 0 {
      columns.append(
        .init(
          "index key", indexSize, fact: "index_size", cached: true,
          [.pill("top " + indexTop.grouped, .sparseAttention)]))
    }
    var parts: [Anatomy.Part] = [
      .flow(
        Flow(
          columns: columns,
          core: .init(
            "Attention",
            masks: indexHeads > 0 ? [.window, .selected] : ratio == nil ? [.window] : [.window, .full]),
          above: [
            .box(.init(name: "Groups", value: outputGroups * outputRank)),
            .box(.init(name: "Out", value: model.width, fact: "width")),
          ]))
    ]
    if let ratio {
      parts.append(
        .sentence(
          "Beyond the last \(value: window, "window") tokens, \(value: ratio, "ratio") tokens become one entry, weighed by computed gates\(overlaps ? "; neighbouring entries overlap" : "")."
        ))
    } else {
      parts.append(.sentence("Reads the last \(value: window, "window") tokens and nothing before them."))
    }
    if indexHeads > 0 {
      parts.append(
        .sentence(
          "A light indexer (\(value: indexHeads, "index_heads") heads) scores every entry; attention reads the best \(value: indexTop, "index_top")."
        ))
    }
    parts.append(.heads(HeadsChart(queryHeads: heads, kvHeads: 1, hue: .mla)))
    return Anatomy(note: "◆ cached", parts: parts)
  }
}
