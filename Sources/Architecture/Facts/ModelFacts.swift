// Adding a fact of a model is adding one entry here.

extension FactKind {
  static let layers = FactKind("layers", "Layers", weight: 40)
  static let width = FactKind("width", "Stream width", weight: 40)
  static let context = FactKind("context", "Context, tokens", weight: 4)
}

extension ModelFact {
  /// Every fact of a model as a whole, in the order of the data files.
  package static let all: [ModelFact] = plan + parameters + cache + weights + work

  // MARK: The plan

  static let plan: [ModelFact] = [
    ModelFact(
      .context, .context,
      shown: [
        .comparison, .sheet, .table, .card, .figure, .csv, .json, .terminal, .prose, .statistics, .years,
      ],
      short: "Context", line: "# tokens",
      convention:
        "The longest context a model is published for, copied from its configuration or report; it is the one number here that is not computed."
    ) { .tokens($0.spec.dimensions.context) },
    ModelFact(
      "decoder", "Decoder", .words, shown: [.data, .search, .comparison], column: "decoderType",
      path: "decoderType"
    ) { .word($0.decoderType) },
    ModelFact("attention", "Attention", .words, shown: [.data, .search]) { .word($0.attention) },
    ModelFact("mixer", "Mixer", .words, shown: [.table, .card]) { .word($0.shortMixer) },
    ModelFact("feed_forward", "Feed-forward", .words, shown: .table) {
      .word($0.feedForwards.map(\.sublayer.name.short).tally.map(\.value).joined(separator: ", "))
    },
    ModelFact("layer_mix", "Layer mix", .words, shown: .data) { .word($0.layerMix) },
    ModelFact("pattern", "Order of layers", .words, shown: [.json, .comparison]) { .word($0.pattern) },
    ModelFact(
      .layers, .shape,
      shown: [.comparison, .sheet, .table, .card, .figure, .csv, .json, .terminal, .prose, .statistics],
      scale: .linear,
      convention:
        "As many as a token passes. A looped model passes its layers several times; its weights count once, its cache once per pass."
    ) { .count($0.depth) },
    ModelFact(
      .width, .shape,
      shown: [.comparison, .sheet, .table, .card, .figure, .csv, .json, .terminal, .prose],
      short: "Width", line: " × #", continuesRow: true, scale: .linear
    ) { .count($0.spec.dimensions.width) },
    ModelFact(
      FactKind("vocabulary", "Vocabulary", weight: 14), .shape,
      shown: [.comparison, .sheet, .csv, .json, .terminal, .prose]
    ) { .count($0.spec.dimensions.vocabulary) },
    ModelFact("tied_embeddings", "Tied embeddings", .shape, shown: [.sheet, .terminal]) {
      .word($0.spec.tiedEmbeddings ? "yes" : "no")
    },
    ModelFact("norm", "Normalisation", .shape, shown: [.sheet, .terminal]) {
      let norm = $0.spec.dimensions.norm
      return .word("\(norm.kind.words), \(norm.placement.rawValue)")
    },
    ModelFact("features", "Features", .words, shown: .csv) {
      .word($0.features.map(\.id).joined(separator: " "))
    },
  ]

  // MARK: Parameters

  static let parameters: [ModelFact] = [
    ModelFact(
      "parameters", "Parameters", .size,
      shown: [
        .comparison, .sheet, .table, .card, .figure, .csv, .json, .terminal, .prose, .statistics, .years,
        .concepts,
      ], order: Order(label: "Largest", address: "largest"), path: "parameters.computed.total",
      convention:
        "A sum over named weight tensors with their shapes. Tied embeddings count once. It is the backbone with its lookup tables; prediction and draft modules and vision or audio towers are beside the core, listed apart, with the sum of all. Buffers, such as router biases, do not count.",
      explained: { $0.explainedTotal.shown(\.parametersText) }
    ) { .parameters($0.parameters.total) },
    ModelFact(
      "active", "Active per token", .size,
      shown: [.comparison, .sheet, .table, .card, .figure, .csv, .json, .terminal, .prose, .years],
      short: "Active", line: ", # active", continuesRow: true, column: "activeParameters",
      path: "parameters.computed.active",
      convention:
        "The total minus the routed experts a token does not use and minus lookup tables. Embedding and output head are in it; many publishers leave them out, so the data files hold that figure too.",
      whole: "parameters",
      remark: {
        $0.parameters.lookupTables > 0
          ? "+ \($0.parameters.lookupTables.parametersText) tables" : nil
      },
      explained: { $0.explainedActive.shown(\.parametersText) }
    ) { .parameters($0.parameters.active) },
    ModelFact(
      "lookup_tables", "In lookup tables", .size,
      shown: [.comparison, .sheet, .card, .csv, .json, .terminal, .prose],
      line: ", # in lookup tables",
      continuesRow: true, path: "parameters.computed.lookupTables",
      convention:
        "Tables beside the token embedding, such as n-gram and per-layer embeddings. A token reads a few of their rows: they are part of the total and never active.",
      omission: .zero, explained: { $0.explainedLookupTables.shown(\.parametersText) }
    ) { .parameters($0.parameters.lookupTables) },
    ModelFact(
      "share_active", "Share active", .size, shown: [.comparison, .sheet, .terminal, .statistics],
      convention:
        "Active parameters divided by all, both summed over every weight. Dense models without lookup tables use all."
    ) { .share(Double($0.parameters.active) / Double(max(1, $0.parameters.total))) },
    ModelFact(
      "active_without_embedding", "Active without embedding", .size,
      shown: [.sheet, .json, .terminal, .prose],
      path: "parameters.computed.activeWithoutEmbedding",
      explained: { $0.explainedActiveWithoutEmbedding.shown(\.parametersText) }
    ) { .parameters($0.parameters.activeWithoutEmbedding) },
    ModelFact(
      "embedding", "In the embedding", .size, shown: [.sheet, .json, .terminal, .prose],
      path: "parameters.computed.embedding", explained: { $0.explainedEmbedding.shown(\.parametersText) }
    ) { .parameters($0.parameters.embedding) },
    ModelFact(
      "beside", "Beside the core", .size, shown: [.sheet, .json, .terminal],
      path: "parameters.computed.beside",
      parts: { $0.parameters.beside.map { ($0.name, .parameters($0.parameters)) } }
    ) { _ in nil },
    ModelFact(
      "all_parameters", "With all parts beside the core", .size,
      shown: [.sheet, .csv, .json, .terminal, .prose],
      path: "parameters.computed.withParts", omission: .repeating("parameters")
    ) { sheet in
      .parameters(
        sheet.parameters.beside.reduce(sheet.parameters.total) {
          $0.saturating(plus: $1.parameters)
        })
    },
    ModelFact(
      "mtp_parameters", "In prediction modules", .size, shown: .comparison, omission: .zero
    ) { sheet in
      let modules = sheet.spec.parts.filter { $0.kind == .prediction && !$0.isCore }
      return .parameters(modules.flatMap(\.tensors).parameters)
    },
  ]

  // MARK: Cache and state

  static let cache: [ModelFact] = keysAndValues + ContextLengths.long.map(memory(at:)) + apart

  private static let keysAndValues: [ModelFact] = [
    ModelFact(
      "kv_per_token", "KV cache per token", .memory,
      shown: [
        .comparison, .sheet, .table, .card, .figure, .csv, .json, .terminal, .prose, .statistics, .years,
        .concepts,
      ],
      short: "KV cache", line: "# per token", sentence: "the KV cache grows by # per token",
      leads: .smallest,
      address: "cache-per-token", column: "kvBytesPerTokenPastWindows",
      path: "kvCache.bytesPerTokenPastWindows",
      convention:
        "What one more token adds once every window is full: the keys and values, or the latent, of every layer that goes on to keep them, in 16-bit values, for one sequence. These are the logical sizes; what an engine allocates in pages, pads or keeps in 8 bits differs. Index keys, state and prediction modules are counted apart.",
      remark: { $0.memoryRemark }, explained: { $0.explainedCachePerToken.shown(\.bytesText) }
    ) { .bytes($0.cache.bytesPerTokenPastWindows) },
    ModelFact(
      "kv_before_windows", "Before any window is full", .memory,
      shown: [.sheet, .csv, .json, .terminal, .prose],
      column: "kvBytesPerToken", path: "kvCache.bytesPerToken",
      omission: .repeating("kv_per_token"),
      explained: { $0.explainedCacheBeforeWindows.shown(\.bytesText) }
    ) { .bytes($0.cache.bytesPerToken) },
    ModelFact(
      "kv_at_context", "KV cache at full context", .memory, shown: [.sheet, .prose],
      explained: { $0.explainedCache(at: $0.spec.dimensions.context).shown(\.bytesText) }
    ) { .bytes(Double($0.cache.bytes(at: $0.spec.dimensions.context))) },
    ModelFact(
      "memory_at_context", "Memory at full context", .memory,
      shown: [.sheet, .csv, .json, .prose, .statistics],
      sentence: "a sequence of the full context needs # in all", leads: .smallest,
      address: "full-context",
      convention: "Cache, index keys and state of one sequence at the longest context published.",
      explained: { $0.explainedMemory(at: $0.spec.dimensions.context).shown(\.bytesText) }
    ) { .bytes(Double($0.cache.totalBytes(at: $0.spec.dimensions.context))) },
  ]

  /// Of one sequence, where the model is published for that many tokens.
  private static func memory(at tokens: Int) -> ModelFact {
    let name = tokens.tokensText
    let isHeadline = tokens == ContextLengths.headline
    let everywhere: Shown = [
      .comparison, .sheet, .table, .card, .csv, .json, .statistics, .years, .concepts,
    ]
    var explained: (@Sendable (FactSheet) -> Explained<String>)?
    if isHeadline { explained = { $0.explainedMemory(at: tokens).shown(\.bytesText) } }
    return ModelFact(
      "memory_at_\(name)", "Memory at \(name) tokens", .memory,
      shown: isHeadline ? everywhere : .comparison,
      short: "Memory at \(name)", line: ", # at \(name)",
      sentence: isHeadline ? "a sequence of \(name) tokens needs # in all" : nil,
      continuesRow: true,
      leads: .smallest, address: isHeadline ? "cache" : nil,
      order: isHeadline ? Order(label: "Smallest cache", address: "cache") : nil,
      convention: isHeadline
        ? "Cache, index keys and state of one sequence of \(tokens.grouped) tokens, windows and chunks at the size they have by then. Models published for less have none; in orders they come last."
        : "",
      explained: explained
    ) { sheet in
      guard sheet.spec.dimensions.context >= tokens else { return nil }
      return .bytes(Double(sheet.cache.totalBytes(at: tokens)))
    }
  }

  private static let apart: [ModelFact] = [
    ModelFact(
      "index_per_token", "Index keys per token", .memory,
      shown: [.comparison, .sheet, .json, .terminal],
      sentence: "index keys add # per token", path: "kvCache.indexBytesPerToken", omission: .zero,
      explained: { $0.explainedIndexPerToken.shown(\.bytesText) }
    ) { .bytes($0.cache.indexBytesPerToken) },
    ModelFact(
      "state", "Fixed state", .memory,
      shown: [.comparison, .sheet, .csv, .json, .terminal, .prose],
      sentence: "the fixed state takes #", column: "stateBytes", path: "stateBytes",
      omission: .zero,
      explained: { $0.explainedState.shown(\.bytesText) }
    ) { .bytes(Double($0.cache.stateBytes)) },
  ]

  // MARK: Weights and work

  static let weights: [ModelFact] = WeightFormat.allCases.map(weights(in:)) + [fits]

  private static func weights(in format: WeightFormat) -> ModelFact {
    ModelFact(
      "weights_\(format.rawValue)", "Weights in \(format.bits) bits", .weights,
      shown: [.sheet, .json, .prose],
      path: "weightBytes.\(format.rawValue)",
      explained: { $0.explainedWeights(format).shown(\.bytesText) }
    ) { .bytes(Double($0.weightBytes(format))) }
  }

  private static let fits = ModelFact(
    "fits", "One accelerator holds it in 8 bits", .weights, shown: .sheet
  ) { sheet in
    let accelerator = sheet.smallestAccelerator(.fp8, context: sheet.spec.dimensions.context)
    return .word(accelerator.map { "\($0.name), \($0.gigabytes) GB" } ?? "none")
  }

  static let work: [ModelFact] = [
    ModelFact(
      "decode_flops", "FLOPs per token, full context", .work, shown: [.sheet, .json, .terminal],
      path: "compute.decodeFLOPs",
      explained: { $0.explainedDecode(at: $0.spec.dimensions.context).shown(\.flopsText) }
    ) { .flops($0.compute.decodeFLOPs(at: $0.spec.dimensions.context)) },
    ModelFact(
      "prefill_flops", "FLOPs of a prompt of the full context", .work, shown: [.json, .terminal],
      path: "compute.prefillFLOPs"
    ) { .flops($0.compute.prefillFLOPs(of: $0.spec.dimensions.context)) },
    ModelFact(
      "bytes_read", "Bytes read per token, full context", .work, shown: [.sheet, .json, .terminal],
      path: "compute.bytesReadPerToken",
      remark: {
        "of it cache \($0.compute.cacheBytesRead(at: $0.spec.dimensions.context).bytesText), weights in 16 bits"
      },
      explained: { $0.explainedBytesRead(.bf16, at: $0.spec.dimensions.context).shown(\.bytesText) }
    ) { .bytes(Double($0.compute.bytesRead(.bf16, at: $0.spec.dimensions.context))) },
  ]
}

extension FactSheet {
  /// What the cache per token alone would get wrong: `1.2 GiB at 128k`.
  fileprivate var memoryRemark: String? {
    let tokens = min(ContextLengths.headline, spec.dimensions.context)
    let bytes = cache.totalBytes(at: tokens)
    return bytes > 0 ? "\(bytes.bytesText) at \(tokens.tokensText)" : nil
  }

  /// The mixers as a card has room for: without a count when all layers are alike.
  fileprivate var shortMixer: String {
    guard let only = mixers.first, mixers.count == 1, only.count == depth else { return layerMix }
    return only.sublayer.name.short
  }
}
