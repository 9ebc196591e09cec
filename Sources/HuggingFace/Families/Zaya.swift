import Architecture

/// ZAYA1: compressed convolutional attention and one expert per token, chosen by a router network.
struct Zaya: Family {
  let modelTypes = ["zaya"]
  let architectures = ["ZayaForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let window = config.windowSize("sliding_window")
    let types = config.layerTypes(count: shape.layers, of: ["hybrid", "hybrid_sliding"]) { _ in "hybrid" }
    let shares = shares(from: &config)
    let attention = attention(from: &config)
    let first = experts(from: &config, hasMemory: false), later = experts(from: &config, hasMemory: true)
    let layers = types.enumerated().map { index, type -> LayerDraft in
      let isLocal = type == "hybrid_sliding"
      var mixer = attention.draft
      let share = isLocal ? shares.local : shares.full
      mixer.set("rope_size", Rope(share: share).size(of: attention.headSize), unless: attention.headSize)
      if isLocal { mixer.set("window", window) }
      return LayerDraft(
        [mixer, index == 0 ? first : later],
        words: [isLocal ? "local" : "global", index == 0 ? "first" : "later"])
    }
    if types.contains("hybrid_sliding") && window == nil { _ = config.int("sliding_window") }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", assuming: true)
    draft.setStream("scaled_residuals")
    if config.flag("lm_head_bias", default: false) {
      draft.extra.append(.init(name: "head_bias", value: .flag(true)))
    }
    return draft
  }

  private func attention(from config: inout Config) -> (draft: SublayerDraft, headSize: Int) {
    let headSize = config.int("head_dim", default: 128)
    var out = SublayerDraft(ConvolutionalAttention.kind)
    out.set("heads", config.int("num_attention_heads"))
    out.set("kv_heads", config.int("num_key_value_heads"))
    out.set("head_size", headSize)
    out.set("channel_kernel", config.int("cca_time0", in: 1...64, default: 2), unless: 2)
    out.set("head_kernel", config.int("cca_time1", in: 1...64, default: 2), unless: 2)
    out.set("bias", config.flag("attention_bias", default: false))
    return (out, headSize)
  }

  /// Rotated shares of a head in layers that read everything and in layers with a window.
  private func shares(from config: inout Config) -> (full: Double, local: Double) {
    func share(_ inner: inout Config) -> Double? {
      inner.ignore("rope_type", "rope_theta")
      return inner.number("partial_rotary_factor")
    }
    let read = config.nested("rope_parameters") { inner -> (Double?, Double?) in
      inner.ignore("rope_type")
      return (inner.nested("hybrid", share) ?? nil, inner.nested("hybrid_sliding", share) ?? nil)
    }
    let flat = config.number("partial_rotary_factor") ?? 0.5
    return (read?.0 ?? flat, read?.1 ?? flat)
  }

  private func experts(from config: inout Config, hasMemory: Bool) -> SublayerDraft {
    var experts = ExpertsDraft(
      experts: config.int("num_experts"), active: config.int("num_experts_per_tok", default: 1),
      width: config.int("moe_intermediate_size"), activation: config.activation("hidden_act"))
    experts.hasExpertBias = true
    experts.routing = .network
    // One more choice skips the layer.
    experts.zeroExperts = 1
    var out = experts.sublayer
    out.set("router_width", config.int("router_hidden_size", default: 256))
    out.set("router_memory", hasMemory)
    return out
  }
}
