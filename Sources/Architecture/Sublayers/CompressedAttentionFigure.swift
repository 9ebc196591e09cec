// How compressed attention is described and drawn.

extension CompressedAttention {
  public static let facts: [FactOf<Self>] = [
    FactOf(.queryHeads) { .count($0.heads) },
    FactOf(.kvHeads) { _ in .count(1) },
    FactOf(.headSize) { .count($0.headSize) },
    FactOf(.queryRank) { .count($0.queryRank) },
    FactOf(.ropeSize, concept: \.positionConcept) { .count($0.ropeSize) },
    FactOf(.window) { .tokens($0.window) },
    FactOf("ratio", "Tokens per entry", weight: 10, concept: .compressedAttention, isQuality: true) {
      $0.ratio.map { .tokens($0) }
    },
    .flag("overlap", "Overlapping entries", weight: 10, concept: .compressedAttention, with: "ratio") {
      $0.ratio != nil && $0.overlaps
    },
    FactOf("index_top", "Entries read", weight: 30, concept: .sparseAttention, scope: .anyAttention) {
      $0.indexHeads > 0 ? .count($0.indexTop) : nil
    },
    FactOf(.indexHeads) { $0.indexHeads > 0 ? .count($0.indexHeads) : nil },
    FactOf(.indexSize) { $0.indexHeads > 0 ? .count($0.indexSize) : nil },
    FactOf("output_groups", "Output groups", weight: 10) { .count($0.outputGroups) },
    FactOf("output_rank", "Output latent of a group", weight: 10) { .count($0.outputRank) },
    .flag(.sinks) { _ in true },
    FactOf(.qkNorm) { _ in .word("on query latent and keys") },
    FactOf(.keysValues) { _ in .word("one vector") },
    .flag(.yarn, \.hasYarn),
  ]

  public static let tellingFeatures: [Feature] = [.compressedAttention, .slidingWindow]

  public var family: String { ratio == nil ? "MQA" : name.tag }

  public var presenceConcept: Feature? { ratio == nil ? .slidingWindow : .compressedAttention }

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
