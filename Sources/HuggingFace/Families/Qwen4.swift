import Architecture

/// Qwen 3.8 Flash Next: Gated DeltaNet and sparse gated attention on four gated streams, n-gram embeddings in one
/// layer.
struct Qwen4: Family {
  let modelTypes = ["qwen4_exp", "qwen4_exp_text"]
  let architectures = ["Qwen4ExpForCausalLM", "Qwen4ExpForConditionalGeneration"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let linear = config.gatedDeltaNet()
    let attention = attention(from: &config, width: shape.width)
    let interval = config.int("full_attention_interval", in: 1...4_096, default: 4)
    let types = config.layerTypes(
      count: shape.layers, of: ["linear_attention", "full_attention", "indexed_attention"]
    ) { ($0 + 1) % interval == 0 ? "full_attention" : "linear_attention" }
    let experts = Families.qwenExperts.draft(&config, shape)
    let layers = types.map {
      LayerDraft(
        [$0 == "linear_attention" ? linear : attention, experts],
        words: [$0 == "linear_attention" ? "linear" : "attention"])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", default: false)
    // The norm over all streams, before each sublayer and the head, stands in for the others.
    draft.normPlacement = .none
    draft.hasFinalNorm = false
    let streams = config.int("hc_count", in: 2...64, assuming: 4)
    draft.setStream(
      "gated_residuals", ("count", .int(streams)),
      ("rank", .int(config.int("hc_lowrank", in: 1...1_000_000, assuming: 320))))
    addTables(to: &draft, streams: streams, from: &config)
    let modules = config.modules("mtp_num_hidden_layers")
    if modules > 0, let layer = layers.last(where: { $0.words[0] == "attention" }) {
      draft.parts.append(.prediction(modules: modules, width: shape.width, layer: layer))
    }
    config.ignore("mtp_use_dedicated_embeddings", "number_of_conv_states", "seed")
    return draft
  }

  private func attention(from config: inout Config, width: Int) -> SublayerDraft {
    var out = config.qwenGatedAttention(in: width)
    guard let heads = config.optionalInt("indexer_n_heads", in: 1...65_536) else { return out }
    out.set("index_heads", heads)
    out.set("index_size", config.int("indexer_head_dim", in: 1...65_536))
    out.set("index_top", config.int("indexer_budget", in: 1...10_000_000))
    out.set("index_pool", config.int("indexer_compress_ratio", in: 1...65_536), unless: 1)
    let keys = config.int("indexer_kv_heads", in: 1...65_536, default: 1)
    if keys != 1 {
      config.fail(.impossible, "indexer_kv_heads", "must be 1, as in the reference, not \(keys)")
    }
    return out
  }

  /// One hashed table and what injects it for each layer that has one; every head of a table has a prime number of
  /// rows of its own.
  private func addTables(to draft: inout Draft, streams: Int, from config: inout Config) {
    let layers = Set(config.ints("ple_layer_ids", in: 1...4_096) ?? []).count
    let gram = config.int("ngram_size", in: 2...64, default: 3)
    let heads = config.int("heads_per_ngram", in: 1...64, default: 8) * (gram - 1)
    let base = config.int("ngram_vocab_size_base", in: 1...1_000_000_000, default: 20_000_000)
    let multiple = config.int("make_ngram_vocab_size_divisible_by", in: 1...1_000_000, default: 128)
    let size = config.int("ple_embed_dim", in: 1...1_048_576, default: draft.width)
    let kernel = config.int("ple_conv_kernel_size", in: 1...64, default: 4)
    config.ignore("split_ngram_parts")
    guard layers > 0 else { return }
    guard size % heads == 0 else {
      return config.fail(.impossible, "ple_embed_dim", "(\(size)) is not a multiple of the \(heads) heads")
    }
    guard layers * heads <= 4_096 else {
      return config.fail(.limitExceeded, "ple_layer_ids", "makes more than 4,096 tables")
    }
    let primes = primes(count: layers * heads, from: base)
    let joined = streams * draft.width
    let tensors = (0..<layers).flatMap { layer -> [Value] in
      let rows = primes[layer * heads..<(layer + 1) * heads].reduce(0, +)
      let padded = (rows + multiple - 1) / multiple * multiple
      return [
        .tensor("table_\(layer + 1)", [padded, size / heads], .embedding, use: .lookup),
        .tensor("key_\(layer + 1)", [joined, size]), .tensor("value_\(layer + 1)", [draft.width, size]),
        .tensor("norm_\(layer + 1)", [joined], copies: 3),
        .tensor("conv_\(layer + 1)", [joined, 1, kernel], .convolution),
      ]
    }
    draft.parts.append(.ngramTable(tensors))
  }

  /// The first primes that are not below `start`.
  private func primes(count: Int, from start: Int) -> [Int] {
    var found: [Int] = []
    var candidate = max(2, start)
    while found.count < count {
      if isPrime(candidate) { found.append(candidate) }
      candidate += 1
    }
    return found
  }

  private func isPrime(_ number: Int) -> Bool {
    if number < 4 { return number > 1 }
    if number % 2 == 0 { return false }
    var divisor = 3
    while divisor * divisor <= number {
      if number % divisor == 0 { return false }
      divisor += 2
    }
    return true
  }
}
