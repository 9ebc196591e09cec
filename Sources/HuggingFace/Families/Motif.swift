import Architecture

/// Motif 3: differential latent attention, windows between global layers, polynomial activations,
/// hyper-connections.
struct Motif: Family {
  let modelTypes = ["Motif", "motif"]
  let architectures = ["MotifForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    // Earlier Motif models attend without a latent; their tensors are others.
    _ = config.word("attention_cls", of: ["gdla"], default: "gdla")
    let latent = latent(from: &config)
    let slides = config.flag("use_sliding_window", default: true)
    let window = slides ? config.windowSize("sliding_window") : nil
    let period = config.int("sliding_window_period", in: 1...4_096, default: 4)
    config.ignore("sliding_window")
    let activation = config.activation("hidden_act")
    let dense = SublayerDraft.gatedMLP(config.int("intermediate_size"), activation)
    let experts = experts(from: &config, activation)
    let prefix = config.int("n_dense_first_layers", in: 0...4_096, default: 0)
    let layers = (0..<shape.layers).map { index -> LayerDraft in
      let isLocal = window != nil && (index + 1) % period != 0
      var mixer = latent
      if isLocal { mixer.set("window", window) }
      return LayerDraft(
        [mixer, index < prefix ? dense : experts],
        words: [isLocal ? "local" : "global", index < prefix ? "dense" : "sparse"])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", assuming: false)
    if config.flag("mhc_enabled", default: false) {
      draft.setStream(
        "hyper_connections", ("count", .int(config.int("mhc_expansion_rate", in: 2...64))),
        ("norm", .flag(true)))
    }
    config.ignore("mhc_sinkhorn_iters", "mhc_expansion_rate")
    // The prediction module is a dense layer on one stream.
    let modules = config.modules("num_nextn_predict_layers")
    if modules > 0, let layer = layers.first(where: { $0.words[1] == "dense" }) ?? layers.last {
      draft.parts.append(
        .prediction(modules: modules, width: shape.width, layer: layer, norms: 2, isPlain: true))
    }
    return draft
  }

  private func latent(from config: inout Config) -> SublayerDraft {
    let headSize = config.int("head_dim")
    let rotated = config.int("qk_rope_head_dim", in: 0...65_536)
    if rotated > headSize {
      config.fail(.impossible, "qk_rope_head_dim", "(\(rotated)) is larger than 'head_dim' (\(headSize))")
    }
    config.ignore(
      "rope_factor", "original_seq_len", "mscale", "beta_fast", "beta_slow", "k_ratio", "grouped_ratio",
      "diff_v2", "lambda_init", "gated_mla")
    let heads = config.int("num_attention_heads")
    var out = SublayerDraft(LatentAttention.kind)
    out.set("heads", heads)
    out.set("kv_heads", config.int("num_key_value_heads"), unless: heads)
    out.set("noise_heads", config.int("num_noise_heads"))
    out.set("query_rank", config.int("q_lora_rank"))
    out.set("kv_rank", config.int("kv_lora_rank"))
    out.set("nope_size", max(0, headSize - rotated))
    out.set("rope_size", rotated)
    out.set("value_size", config.int("v_head_dim"))
    out.set("gate", word: Attention.Gate.element.rawValue)
    out.set("gate_from_latent", true)
    out.set("yarn", config.rope().isYarn)
    return out
  }

  private func experts(from config: inout Config, _ activation: Activation) -> SublayerDraft {
    var experts = ExpertsDraft(
      experts: config.int("num_experts"), active: config.int("experts_top_k"),
      width: config.int("moe_intermediate_size"), activation: activation)
    experts.shared = config.int("num_shared_experts", in: 0...10_000, default: 0)
    experts.hasExpertBias = true
    experts.scoring =
      config.word("score_func", of: ["sigmoid", "softmax"], default: "sigmoid") == "softmax"
      ? .softmax : .sigmoid
    return experts.sublayer
  }
}
