import Architecture

/// GLM-5.3-Flash: Kimi Delta Attention between layers of sparse latent attention, with hyper-connections.
struct GLM5Next: Family {
  let modelTypes = ["glm5_next", "glm5_next_text"]
  let architectures = ["Glm5NextForConditionalGeneration"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let delta = delta(from: &config)
    let latent = config.latentAttention()
    var index = config.indexer()
    index.pool = config.int("index_kpool", in: 1...65_536, assuming: 16)
    config.ignore("index_kpool_always_select_tail")
    let indexers = indexers(from: &config, layers: shape.layers)
    let types = config.layerTypes(
      count: shape.layers, of: ["linear_attention", "indexed_attention", "full_attention"]
    ) { $0 % 4 == 3 ? "indexed_attention" : "linear_attention" }
    let activation = config.activation("hidden_act")
    let experts = config.deepSeekExperts(activation, correctsBias: true)
    let dense = SublayerDraft.gatedMLP(config.int("intermediate_size"), activation)
    let prefix = config.int("first_k_dense_replace", in: 0...4_096, default: 3)
    let feeds = config.layerTypes("mlp_layer_types", count: shape.layers, of: ["dense", "sparse"]) {
      $0 < prefix ? "dense" : "sparse"
    }
    let layers = (0..<shape.layers).map { layer -> LayerDraft in
      let isLinear = types[layer] == "linear_attention"
      let isShared = indexers[layer] == "shared"
      return LayerDraft(
        [
          isLinear ? delta : latent.indexed(isShared ? index.reused : index),
          feeds[layer] == "sparse" ? experts : dense,
        ], words: [isLinear ? "kda" : "mla", isShared && !isLinear ? "reuse" : "", feeds[layer]])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", default: false)
    draft.setStream(
      "hyper_connections", ("count", .int(config.int("hc_mult", in: 2...64, assuming: 4))))
    let modules = config.modules("num_nextn_predict_layers")
    if modules > 0, let last = layers.last(where: { $0.words[0] == "mla" }) {
      draft.parts.append(.prediction(modules: modules, width: shape.width, layer: last))
    }
    return draft
  }

  private func delta(from config: inout Config) -> SublayerDraft {
    let nested = config.nested("linear_attn_config") { inner -> (heads: Int, size: Int, kernel: Int) in
      inner.ignore("gate_lower_bound", "kda_layers", "full_attn_layers")
      return (
        inner.int("num_heads", default: 64), inner.int("head_dim", default: 128),
        inner.int("short_conv_kernel_size", in: 1...64, default: 4)
      )
    }
    config.ignore("linear_lower_bound")
    let size = nested?.size ?? config.int("linear_head_dim", assuming: 128)
    var out = SublayerDraft(KimiDeltaAttention.kind)
    out.set("heads", nested?.heads ?? config.int("linear_num_heads", assuming: 64))
    out.set("head_size", size)
    let kernel = nested?.kernel ?? config.int("linear_conv_kernel_dim", in: 1...64, default: 4)
    out.set("convolution", kernel, unless: 4)
    out.set("decay_rank", size)
    out.set("gate_rank", size)
    config.ignore("linear_head_dim", "linear_num_heads", "linear_conv_kernel_dim")
    return out
  }

  /// Who chooses in each layer: a list, a pattern of F and S, or one full indexer every few layers.
  private func indexers(from config: inout Config, layers: Int) -> [String] {
    let step = config.int("index_topk_freq", in: 1...4_096, default: 1)
    let offset = config.int("index_skip_topk_offset", in: 0...4_096, default: 2)
    if !config.has("indexer_types"), config.isText("index_topk_pattern"),
      let pattern = config.text("index_topk_pattern")
    {
      if pattern.count != layers || pattern.contains(where: { $0 != "F" && $0 != "S" }) {
        config.fail(.impossible, "index_topk_pattern", "must have one F or S for each of \(layers) layers")
      }
      let types = pattern.map { $0 == "S" ? "shared" : "full" }
      return Array((types + Array(repeating: "full", count: layers)).prefix(layers))
    }
    config.ignore("index_topk_pattern")
    return config.layerTypes("indexer_types", count: layers, of: ["full", "shared"]) {
      max($0 - offset + 1, 0) % step == 0 ? "full" : "shared"
    }
  }
}
