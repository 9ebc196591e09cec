import Architecture

/// Solar Open 2: Kimi Delta Attention, gated grouped-query attention without positions every few layers.
struct SolarOpen2: Family {
  let modelTypes = ["solar_open2"]
  let architectures = ["SolarOpen2ForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let delta = delta(from: &config)
    let attention = attention(in: shape.width, from: &config)
    let interval = config.int("gqa_interval", in: 1...4_096)
    let types = config.layerTypes(count: shape.layers, of: ["full_attention", "linear_attention"]) {
      ($0 + 1) % interval == 0 ? "full_attention" : "linear_attention"
    }
    let activation = config.activation("hidden_act")
    let experts = config.deepSeekExperts(activation, correctsBias: true)
    let prefix = config.int("first_k_dense_replace", in: 0...4_096, default: 0)
    let dense = SublayerDraft.gatedMLP(config.int("intermediate_size"), activation)
    let layers = types.enumerated().map { index, type -> LayerDraft in
      let isFull = type == "full_attention"
      return LayerDraft(
        [isFull ? attention : delta, index < prefix ? dense : experts],
        words: [isFull ? "attention" : "kda", index < prefix ? "dense" : "sparse"])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", assuming: false)
    draft.addPredictionModules(config.modules("num_nextn_predict_layers"))
    return draft
  }

  private func delta(from config: inout Config) -> SublayerDraft {
    var out = SublayerDraft(KimiDeltaAttention.kind)
    let size = config.nested("linear_attn_config") { inner -> Int in
      out.set("heads", inner.int("num_heads"))
      let size = inner.int("head_dim")
      out.set("head_size", size)
      if let keys = inner.optionalInt("num_kv_heads") {
        inner.fail(.unknownValue, "num_kv_heads", "is \(keys); this importer knows one key head per head")
      }
      out.set("convolution", inner.int("short_conv_kernel_size", in: 1...64, default: 4), unless: 4)
      return size
    }
    if size == nil { _ = config.int("linear_attn_config") }
    if !config.flag("kda_use_full_proj", default: false) {
      out.set("decay_rank", size)
      out.set("gate_rank", size)
    }
    config.ignore("kda_gate_lower_bound", "kda_allow_neg_eigval")
    return out
  }

  private func attention(in width: Int, from config: inout Config) -> SublayerDraft {
    let heads = config.int("num_attention_heads")
    let headSize = config.int("head_dim", default: max(1, width / max(1, heads)))
    let rope = config.rope()
    return AttentionDraft(
      heads: heads, kvHeads: config.int("num_key_value_heads"), headSize: headSize,
      qkNorm: config.flag("use_qk_norm", default: false) ? .head : .none,
      gate: config.flag("use_gqa_gate", default: false) ? .element : .none,
      hasGateBias: config.flag("use_gqa_gate_bias", default: false),
      hasBias: config.flag("attention_bias", default: false),
      ropeSize: config.flag("use_rope", default: true) ? rope.size(of: headSize) : 0, isYarn: rope.isYarn
    ).sublayer(in: width)
  }
}
