import Architecture

/// Ling 2.5 to 3.0: latent attention closes each group of layers, the others keep a state.
/// Lightning attention up to 2.6, Kimi Delta Attention from 3.0.
struct BailingHybrid: Family {
  let modelTypes = ["bailing_hybrid"]
  let architectures = ["BailingMoeV2_5ForCausalLM", "BailingMoeV3ForCausalLM", "BailingHybridForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    // The third generation names the kernel of its convolutions; the second the size of its group norms.
    let isThird =
      config.has("short_conv_kernel_size") || config.has("linear_conv_kernel_dim")
      || !["use_qk_norm", "group_norm_size", "linear_silu"].contains(where: config.has)
    let heads = config.int("num_attention_heads")
    // Newer files write the rotated size under `head_dim` and this one apart.
    let headSize = config.int(
      "linear_head_dim", "head_dim", assuming: isThird ? 128 : max(1, shape.width / max(1, heads)))
    let mixer =
      isThird ? delta(heads, headSize, &config) : lightning(heads, headSize, shape.width, &config)
    let latent = latent(isThird: isThird, from: &config)
    let group = config.int("layer_group_size", in: 1...4_096)
    // The second generation ends an incomplete last group with attention.
    let whole = shape.layers / group * group
    let types = config.layerTypes(count: shape.layers, of: ["full_attention", "linear_attention"]) {
      ($0 + 1) % group == 0 || (!isThird && $0 >= whole) ? "full_attention" : "linear_attention"
    }
    let activation = config.activation("hidden_act")
    let dense = SublayerDraft.gatedMLP(config.int("intermediate_size"), activation)
    let experts = config.lingExperts(activation)
    let prefix = config.int("first_k_dense_replace", in: 0...4_096, assuming: isThird ? 2 : 0)
    let kinds = config.layerTypes("mlp_layer_types", count: shape.layers, of: ["dense", "sparse"]) {
      $0 < prefix ? "dense" : "sparse"
    }
    let layers = (0..<shape.layers).map { index in
      LayerDraft(
        [types[index] == "full_attention" ? latent : mixer, kinds[index] == "dense" ? dense : experts],
        words: [
          types[index] == "full_attention" ? "mla" : isThird ? "kda" : "lightning",
          kinds[index],
        ])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.untied()
    draft.addPredictionModules(
      config.modules("num_nextn_predict_layers", "num_mtp_layers"))
    return draft
  }

  private func lightning(_ heads: Int, _ headSize: Int, _ width: Int, _ config: inout Config) -> SublayerDraft
  {
    var out = SublayerDraft(LightningAttention.kind)
    out.set("heads", heads)
    out.set("head_size", headSize, unless: width / heads)
    let share = config.number("partial_rotary_factor", in: 0...1) ?? 1
    out.set(
      "rope_size", config.int("rotary_dim", in: 0...65_536, default: Rope(share: share).size(of: headSize)))
    out.set("qk_norm", config.flag("use_qk_norm", default: false))
    out.set("bias", config.flag("use_qkv_bias", default: false))
    config.ignore("group_norm_size", "linear_silu", "use_bias")
    return out
  }

  private func delta(_ heads: Int, _ headSize: Int, _ config: inout Config) -> SublayerDraft {
    var out = SublayerDraft(KimiDeltaAttention.kind)
    // Newer library versions name the sizes of the linear layers apart.
    let headSize = config.int("linear_head_dim", default: headSize)
    out.set("heads", config.int("linear_num_heads", default: heads))
    out.set("head_size", headSize)
    out.set(
      "convolution", config.int("linear_conv_kernel_dim", "short_conv_kernel_size", in: 1...64), unless: 4)
    if !config.flag("no_kda_lora", default: true) {
      out.set("decay_rank", headSize)
      out.set("gate_rank", headSize)
    }
    config.ignore(
      "kda_safe_gate", "kda_lower_bound", "linear_head_dim", "linear_num_heads", "linear_conv_kernel_dim",
      "mtp_loss_scaling_factor")
    return out
  }

  private func latent(isThird: Bool, from config: inout Config) -> SublayerDraft {
    var out = config.latentAttention()
    config.ignore("rotary_dim", "partial_rotary_factor")
    let gate = config.word(
      "gated_attention_proj_granularity_type", of: ["head_wise", "element_wise"],
      default: isThird ? "head_wise" : "")
    if !gate.isEmpty {
      out.set("gate", word: gate == "head_wise" ? "head" : "element")
    }
    return out
  }
}

extension Config {
  /// Experts under the key names of Ling and of models on its code.
  mutating func lingExperts(_ activation: Activation) -> SublayerDraft {
    let width = int("moe_intermediate_size")
    var experts = ExpertsDraft(
      experts: int("num_experts", "num_local_experts"),
      active: int("num_experts_per_tok", "num_experts_per_token"), width: width, activation: activation)
    experts.shared = int("num_shared_experts", "n_shared_experts", in: 0...10_000, default: 0)
    experts.sharedWidth = int("moe_shared_expert_intermediate_size", default: width) * max(1, experts.shared)
    experts.hasExpertBias = flag("moe_router_enable_expert_bias", default: true)
    experts.scoring =
      word("score_function", "scoring_func", of: ["sigmoid", "softmax"], default: "sigmoid") == "softmax"
      ? .softmax : .sigmoid
    ignore("n_group", "num_expert_group", "topk_group", "router_dtype")
    return experts.sublayer
  }
}
