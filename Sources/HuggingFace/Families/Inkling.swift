import Architecture

/// Inkling: windows between global layers, learned relative biases, short convolutions on keys, values and outputs.
struct Inkling: Family {
  let modelTypes = ["inkling", "inkling_text", "inkling_mm_model"]
  let architectures = ["InklingForCausalLM", "InklingForConditionalGeneration"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let kernel = config.int("conv_kernel_size", "sconv_kernel_size", in: 1...64, default: 4)
    let attentions = attentions(from: &config, width: shape.width, kernel: kernel)
    let locals = config.ints("local_layer_ids", in: 0...4_096).map(Set.init)
    let types = config.layerTypes(count: shape.layers, of: ["hybrid", "hybrid_sliding"]) { index in
      locals.map { $0.contains(index) } ?? ((index + 1) % 6 != 0) ? "hybrid_sliding" : "hybrid"
    }
    let (dense, experts) = feedForwards(from: &config)
    let prefix = config.int("dense_mlp_idx", in: 0...4_096, default: 0)
    let feeds = config.layerTypes("mlp_layer_types", count: shape.layers, of: ["dense", "sparse"]) {
      $0 < prefix ? "dense" : "sparse"
    }
    let layers = zip(types, feeds).map { type, feed -> LayerDraft in
      let isLocal = type == "hybrid_sliding"
      return LayerDraft(
        [isLocal ? attentions.local : attentions.global, feed == "sparse" ? experts : dense],
        words: [isLocal ? "local" : "global", feed])
    }
    config.ignore(
      "unpadded_vocab_size", "log_scaling_n_floor", "log_scaling_alpha", "logits_mup_width_multiplier",
      "rms_norm_eps_moe_gate", "chain_hidden_post_norm", "mtp_hidden_states_first", "mtp_local_layer_ids",
      "number_of_conv_states")
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", default: false)
    draft.extra.append(.init(name: "embedding_norm", value: .flag(true)))
    draft.setStream("convolutions", ("kernel", .int(kernel)))
    let modules = config.modules("num_mtp_layers")
    if modules > 0, let layer = layers.first(where: { $0.words[1] == "dense" }) ?? layers.last {
      draft.parts.append(.prediction(modules: modules, width: shape.width, layer: layer))
    }
    return draft
  }

  private func attentions(from config: inout Config, width: Int, kernel: Int) -> (
    global: SublayerDraft, local: SublayerDraft
  ) {
    let heads = config.int("num_attention_heads"), kvHeads = config.int("num_key_value_heads")
    let headSize = config.int("head_dim", assuming: 128)
    let window = config.int("sliding_window_size", "sliding_window")
    let size = config.int("d_rel", in: 1...65_536, assuming: 16)
    let reach = config.int("rel_extent", assuming: 1_024)
    func biased(_ attention: AttentionDraft, reach: Int) -> SublayerDraft {
      var out = attention.sublayer(in: width)
      out.set("relative_reach", reach)
      out.set("relative_size", size)
      out.set("convolution", kernel)
      return out
    }
    let global = AttentionDraft(
      heads: heads, kvHeads: kvHeads, headSize: headSize, qkNorm: .head, ropeSize: 0)
    let local = AttentionDraft(
      heads: config.int("swa_num_attention_heads", default: heads),
      kvHeads: config.int("swa_num_key_value_heads", assuming: 16),
      headSize: config.int("swa_head_dim", default: headSize), window: window, qkNorm: .head, ropeSize: 0)
    return (biased(global, reach: reach), biased(local, reach: window))
  }

  private func feedForwards(from config: inout Config) -> (dense: SublayerDraft, experts: SublayerDraft) {
    // The published file names the dense width apart and calls the experts' width `intermediate_size`.
    let isPublished = config.has("dense_intermediate_size")
    let activation = config.activation("hidden_act")
    let width =
      isPublished ? config.int("intermediate_size") : config.int("moe_intermediate_size")
    var dense = SublayerDraft.gatedMLP(
      isPublished ? config.int("dense_intermediate_size") : config.int("intermediate_size"), activation)
    dense.set("output_scale", true)
    config.ignore("moe_intermediate_size")
    var experts = ExpertsDraft(
      experts: config.int("n_routed_experts"), active: config.int("num_experts_per_tok"), width: width,
      activation: activation)
    experts.shared = config.int("n_shared_experts", in: 0...10_000, default: 2)
    experts.hasExpertBias = true
    experts.scoring = .sigmoid
    var out = experts.sublayer
    out.set("scores_shared", true)
    out.set("output_scale", true)
    config.ignore("shared_expert_sink")
    return (dense, out)
  }
}
