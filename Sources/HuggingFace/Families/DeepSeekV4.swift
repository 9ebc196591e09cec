import Architecture

/// DeepSeek V4: compressed attention of two kinds, hyper-connections, hash-routed experts in the first layers.
struct DeepSeekV4: Family {
  let modelTypes = ["deepseek_v4"]
  let architectures = ["DeepseekV4ForCausalLM"]

  private static let sliding = "sliding_attention"
  private static let sparse = "compressed_sparse_attention"
  private static let heavy = "heavily_compressed_attention"

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let types = types(from: &config, layers: shape.layers)
    let ratios = config.nested("compress_rates") { inner in
      (sparse: inner.int(Self.sparse, default: 4), heavy: inner.int(Self.heavy, default: 128))
    }
    let rates = (
      sparse: config.int("compress_rate_csa", default: ratios?.sparse ?? 4),
      heavy: config.int("compress_rate_hca", default: ratios?.heavy ?? 128)
    )
    let isYarn = config.compressedRope()
    let window = attention(from: &config)
    let mixers = [
      Self.sliding: window,
      Self.heavy: compressed(window, by: rates.heavy, isYarn),
      Self.sparse: indexed(compressed(window, by: rates.sparse, isYarn, overlaps: true), &config),
    ]
    let activation = config.activation("hidden_act")
    let isHashed = hashing(from: &config, layers: shape.layers)
    var experts = config.deepSeekExperts(activation, correctsBias: true)
    // One shared expert is built, whatever `n_shared_experts` says.
    experts.fields.removeAll { $0.name == "shared" }
    experts.set("shared", 1)
    var hashed = experts
    hashed.fields.removeAll { $0.name == "expert_bias" }
    hashed.set("routing", word: MixtureOfExperts.Routing.hash.rawValue)
    let words = [Self.sliding: "window", Self.heavy: "hca", Self.sparse: "csa"]
    let layers = (0..<shape.layers).map { index in
      LayerDraft(
        [mixers[types[index]] ?? window, isHashed[index] ? hashed : experts],
        words: [words[types[index]] ?? "", isHashed[index] ? "hashed" : ""])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", default: false)
    draft.setStream(
      "hyper_connections", ("count", .int(config.int("hc_mult", in: 2...64, assuming: 4))),
      ("readout", .flag(true)))
    if config.flag("mlp_bias", default: false) {
      let width = config.int("moe_intermediate_size")
      draft.addCore(
        "biases", "Biases of the shared expert",
        [
          .tensor("up", [width], .sharedExperts, copies: 2 * shape.layers),
          .tensor("down", [shape.width], .sharedExperts, copies: shape.layers),
        ])
    }
    // The module reads its window alone; no layer of the model does that with learned routing.
    if config.has("num_nextn_predict_layers") {
      config.assume(
        "the prediction modules are counted like the last layer; their attention is a little smaller")
    }
    draft.addPredictionModules(config.modules("num_nextn_predict_layers"))
    return draft
  }

  /// One word per layer; the older key lists tokens per entry, with the prediction module's at the end.
  private func types(from config: inout Config, layers: Int) -> [String] {
    if !config.has("layer_types"), let ratios = config.ints("compress_ratios") {
      if ratios.count < layers {
        config.fail(.impossible, "compress_ratios", "has \(ratios.count) entries for \(layers) layers")
      }
      let words = [0: Self.sliding, 4: Self.sparse, 128: Self.heavy]
      if let stranger = ratios.first(where: { words[$0] == nil }) {
        config.fail(.unknownValue, "compress_ratios", "lists \(stranger); known: 0, 4, 128")
      }
      return (0..<layers).map { ratios.indices.contains($0) ? words[ratios[$0]] ?? "" : Self.sliding }
    }
    config.ignore("compress_ratios")
    return config.layerTypes(count: layers, of: [Self.sliding, Self.sparse, Self.heavy]) {
      $0 < 2 || $0 % 2 == 0 ? Self.heavy : Self.sparse
    }
  }

  private func attention(from config: inout Config) -> SublayerDraft {
    let headSize = config.int("head_dim")
    config.ignore("num_key_value_heads", "attention_bias")
    var out = SublayerDraft(CompressedAttention.kind)
    out.set("heads", config.int("num_attention_heads"))
    out.set("head_size", headSize)
    let share = config.number("partial_rotary_factor") ?? 0.125
    let rotated = Int(Double(headSize) * max(0, min(1, share)))
    out.set("rope_size", config.int("qk_rope_head_dim", in: 0...65_536, default: rotated))
    out.set("query_rank", config.int("q_lora_rank"))
    out.set("window", config.int("sliding_window"))
    out.set("output_groups", config.int("o_groups"))
    out.set("output_rank", config.int("o_lora_rank"))
    return out
  }

  private func compressed(_ window: SublayerDraft, by ratio: Int, _ isYarn: Bool, overlaps: Bool = false)
    -> SublayerDraft
  {
    var out = window
    out.set("ratio", ratio)
    out.set("overlap", overlaps)
    out.set("yarn", isYarn)
    return out
  }

  private func indexed(_ attention: SublayerDraft, _ config: inout Config) -> SublayerDraft {
    var out = attention
    out.set("index_heads", config.int("index_n_heads"))
    out.set("index_size", config.int("index_head_dim"))
    out.set("index_top", config.int("index_topk"))
    return out
  }

  private func hashing(from config: inout Config, layers: Int) -> [Bool] {
    let count = config.int("num_hash_layers", in: 0...4_096, default: 3)
    return config.layerTypes("mlp_layer_types", count: layers, of: ["hash_moe", "moe"]) {
      $0 < count ? "hash_moe" : "moe"
    }.map { $0 == "hash_moe" }
  }
}

extension Config {
  /// Whether the compressed layers stretch their positions; those of the window alone never do.
  fileprivate mutating func compressedRope() -> Bool {
    ignore("compress_rope_theta")
    let nested = nested("rope_parameters") { inner -> Bool in
      inner.ignore("main")
      return inner.nested("compress") { $0.isYarn() } ?? inner.isYarn()
    }
    let scaling = self.nested("rope_scaling") { $0.isYarn() }
    return nested ?? scaling ?? false
  }

  fileprivate mutating func isYarn() -> Bool {
    ignore(
      "factor", "beta_fast", "beta_slow", "original_max_position_embeddings", "rope_theta",
      "attention_factor",
      "partial_rotary_factor", "mscale", "mscale_all_dim")
    let type = text("rope_type") ?? text("type")
    ignore("type")
    return type == "yarn"
  }
}
