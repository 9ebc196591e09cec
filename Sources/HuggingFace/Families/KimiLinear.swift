import Architecture

/// Kimi Linear: Kimi Delta Attention with latent attention every few layers, bias-corrected experts.
struct KimiLinear: Family {
  let modelTypes = ["kimi_linear"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let (delta, full) =
      config.has("linear_attn_config")
      ? linear(from: &config, layers: shape.layers) : flat(from: &config, layers: shape.layers)
    var latent = config.latentAttention()
    latent.set("rope", !config.flag("mla_use_nope", default: false), unless: true)
    latent.set(
      "gate", word: config.flag("mla_use_output_gate", default: false) ? "element" : "none", unless: "none")
    let activation = config.activation("hidden_act")
    let experts = experts(from: &config, activation)
    let prefix = config.int("first_k_dense_replace", in: 0...4_096, default: 1)
    let step = config.int("moe_layer_freq", in: 1...4_096, default: 1)
    let kinds = config.layerTypes("mlp_layer_types", count: shape.layers, of: ["dense", "sparse"]) {
      $0 >= prefix && $0 % step == 0 ? "sparse" : "dense"
    }
    // Beside the older object, the newer keys say the same again.
    config.ignore("layer_types", "linear_num_heads", "linear_head_dim", "linear_conv_kernel_dim", "mlp_bias")
    let layers = (0..<shape.layers).map { index -> LayerDraft in
      let isSparse = kinds[index] == "sparse"
      let isFull = full.contains(index + 1)
      return LayerDraft(
        [
          isFull ? latent : delta,
          isSparse ? experts : .gatedMLP(config.int("intermediate_size"), activation),
        ], words: [isFull ? "mla" : "kda", isSparse ? "sparse" : "dense"])
    }
    config.ignore("intermediate_size", "activation_situ_beta", "activation_situ_linear_beta")
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.untied()
    if let block = config.optionalInt("attn_res_block_size", in: 1...4_096) {
      draft.extra.append(
        .init(
          name: "streams",
          value: .fields([
            .init(name: "kind", value: .text("attention_residuals")),
            .init(name: "block", value: .int(block)),
          ])))
    }
    draft.addPredictionModules(config.modules("num_nextn_predict_layers"))
    return draft
  }

  /// The delta layers, and the numbers (from 1) of the layers with full attention.
  private func linear(from config: inout Config, layers: Int) -> (SublayerDraft, Set<Int>) {
    let read = config.nested("linear_attn_config") { inner -> (SublayerDraft, Set<Int>) in
      let full = Set(inner.ints("full_attn_layers", in: 1...layers) ?? [])
      let delta = Set(inner.ints("kda_layers", in: 1...layers) ?? [])
      if full.union(delta) != Set(1...layers) || !full.isDisjoint(with: delta) {
        inner.fail(
          .impossible, "kda_layers", "and full_attn_layers must name each of the \(layers) layers once")
      }
      inner.ignore("gate_lower_bound")
      let size = inner.int("head_dim")
      var out = SublayerDraft(KimiDeltaAttention.kind)
      let heads = inner.int("num_heads", in: 1...65_536)
      out.set("heads", heads)
      out.set("head_size", size)
      out.set("convolution", inner.int("short_conv_kernel_size", in: 1...64, default: 4), unless: 4)
      out.set("decay_rank", size)
      if inner.flag("use_full_rank_gate", default: false) {
        // Checkpoints with the full gate hold decay rates for the next power of two heads.
        out.set("decays", heads.nextPowerOfTwo, unless: heads)
      } else {
        out.set("gate_rank", size)
      }
      return (out, full)
    }
    if read == nil { _ = config.int("linear_attn_config") }
    return read ?? (SublayerDraft(KimiDeltaAttention.kind), [])
  }

  /// The same under the reference implementation's own keys.
  private func flat(from config: inout Config, layers: Int) -> (SublayerDraft, Set<Int>) {
    let types = config.layerTypes(count: layers, of: ["full_attention", "linear_attention"]) {
      $0 > 0 && $0 % 4 == 0 ? "full_attention" : "linear_attention"
    }
    let size = config.int("linear_head_dim", assuming: 128)
    var out = SublayerDraft(KimiDeltaAttention.kind)
    out.set("heads", config.int("linear_num_heads", in: 1...65_536))
    out.set("head_size", size)
    out.set("convolution", config.int("linear_conv_kernel_dim", in: 1...64, default: 4), unless: 4)
    out.set("decay_rank", size)
    out.set("gate_rank", size)
    let full = (0..<layers).filter { types[$0] == "full_attention" }.map { $0 + 1 }
    return (out, Set(full))
  }

  private func experts(from config: inout Config, _ activation: Activation) -> SublayerDraft {
    var experts = ExpertsDraft(
      experts: config.int("num_experts", "num_local_experts", "n_routed_experts"),
      active: config.int("num_experts_per_token", "num_experts_per_tok"),
      width: config.int("moe_intermediate_size"), activation: activation)
    experts.shared = config.int("num_shared_experts", "n_shared_experts", in: 0...10_000, default: 0)
    experts.hasExpertBias = true
    let scoring = config.word("moe_router_activation_func", of: ["softmax", "sigmoid"], default: "sigmoid")
    experts.scoring = scoring == "sigmoid" ? .sigmoid : .softmax
    experts.latent = config.optionalInt("routed_expert_hidden_size")
    experts.hasLatentNorm = config.flag("latent_moe_use_norm", default: false)
    config.ignore("num_expert_group", "topk_group", "use_grouped_topk", "topk_method", "n_group")
    return experts.sublayer
  }
}

extension Int {
  fileprivate var nextPowerOfTwo: Int {
    var power = 1
    while power < self { power *= 2 }
    return power
  }
}
