import Architecture

/// Step 3.5: more query heads in windowed layers, a gate per head, experts after a dense prefix.
struct Step3: Family {
  let modelTypes = ["step3p5", "step3p7"]
  let architectures = ["Step3p5ForCausalLM", "Step3p7FlashForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let modules = config.modules("num_nextn_predict_layers")
    let types = types(from: &config, layers: shape.layers, modules: modules)
    let window = config.windowSize("sliding_window")
    let headSize = config.int("head_dim", assuming: 128)
    let rope = config.rope("full_attention")
    var full = AttentionDraft(
      heads: config.int("num_attention_heads"),
      kvHeads: config.int("num_attention_groups", "num_key_value_heads"), headSize: headSize, qkNorm: .head,
      gate: config.flag("use_head_wise_attn_gate", default: true) ? .head : .none,
      hasBias: config.flag("attention_bias", default: false), ropeSize: rope.size(of: headSize),
      isYarn: rope.isYarn)
    full.hasOutputBias = full.hasBias
    var local = full
    local.window = window
    local.isYarn = false
    let other = config.nested("attention_other_setting") { inner -> (heads: Int, groups: Int, size: Int) in
      inner.ignore("attention_type")
      return (
        inner.int("num_attention_heads"), inner.int("num_attention_groups", default: full.kvHeads),
        inner.int("head_dim", default: headSize)
      )
    }
    local.heads =
      other == nil
      ? config.int("num_sliding_attention_heads", in: 1...65_536, assuming: full.heads)
      : config.int("num_sliding_attention_heads", in: 1...65_536, default: other?.heads ?? full.heads)
    if let other { (local.kvHeads, local.headSize, local.ropeSize) = (other.groups, other.size, other.size) }
    if types.contains("sliding_attention") && window == nil { _ = config.int("sliding_window") }
    config.refuse("mlp_bias")
    config.ignore(
      "partial_rotary_factors", "swiglu_limits", "swiglu_limits_shared", "use_rope_layers", "zero_centered",
      "yarn_only_types", "norm_expert_weight", "need_fp32_gate", "sink", "mtp_mlp_layer_types",
      "per_layer_config")
    let isSparse = sparse(from: &config, layers: shape.layers)
    let activation = config.activation("hidden_act")
    let dense = SublayerDraft.gatedMLP(config.int("intermediate_size"), activation)
    let experts = experts(from: &config, activation)
    let layers = types.enumerated().map { index, type -> LayerDraft in
      let isLocal = type == "sliding_attention"
      return LayerDraft(
        [(isLocal ? local : full).sublayer(in: shape.width), isSparse[index] ? experts : dense],
        words: [isLocal ? "local" : "global", isSparse[index] ? "sparse" : "dense"])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", assuming: false)
    // Each prediction module is a dense layer with a window and has a head of its own.
    if modules > 0, let layer = layers.first(where: { $0.words == ["local", "dense"] }) ?? layers.last {
      draft.parts.append(
        .prediction(modules: modules, width: shape.width, layer: layer, head: shape.vocabulary))
    }
    return draft
  }

  /// One word per layer; lists may go on with the prediction layers.
  private func types(from config: inout Config, layers: Int, modules: Int) -> [String] {
    let known = ["full_attention", "sliding_attention"]
    guard let types = config.words("layer_types", of: known) else {
      return Array(repeating: "full_attention", count: layers)
    }
    if types.count != layers && types.count != layers + modules {
      config.fail(.impossible, "layer_types", "has \(types.count) entries for \(layers) layers")
    }
    return Array((types + Array(repeating: "full_attention", count: layers)).prefix(layers))
  }

  /// Which layers have experts: a list of numbers from 0, as text or as a list.
  private func sparse(from config: inout Config, layers: Int) -> [Bool] {
    if config.isText("moe_layers_enum"), let text = config.text("moe_layers_enum") {
      let parts = text.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
      let numbers = parts.compactMap { Int($0) }
      if numbers.count != parts.count {
        config.fail(.wrongType, "moe_layers_enum", "must be numbers with commas between them")
      }
      return (0..<layers).map { numbers.contains($0) }
    }
    if let numbers = config.ints("moe_layers_enum") { return (0..<layers).map { numbers.contains($0) } }
    let prefix = config.int("first_k_dense_replace", in: 0...4_096, default: 3)
    let kinds = config.layerTypes("mlp_layer_types", count: layers, of: ["dense", "sparse"]) {
      $0 < prefix ? "dense" : "sparse"
    }
    return kinds.map { $0 == "sparse" }
  }

  private func experts(from config: inout Config, _ activation: Activation) -> SublayerDraft {
    let width = config.int("moe_intermediate_size")
    let shared = config.int("share_expert_dim", "share_expert_dims", assuming: width)
    var experts = ExpertsDraft(
      experts: config.int("moe_num_experts", "n_routed_experts", "num_experts"),
      active: config.int("moe_top_k", "num_experts_per_tok"), width: width, activation: activation)
    experts.shared = 1
    experts.sharedWidth = shared
    experts.hasExpertBias = config.flag("use_moe_router_bias", default: true)
    experts.scoring = .sigmoid
    config.ignore(
      "moe_router_activation", "moe_every_n_layer", "use_moe", "scoring_func", "n_shared_experts",
      "first_k_dense_replace")
    return experts.sublayer
  }
}
