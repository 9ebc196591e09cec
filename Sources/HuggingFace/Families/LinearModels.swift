import Architecture

// Linear attention and recurrences beside softmax attention: Qwen3-Next, OLMo Hybrid, RecurrentGemma, MiniMax.

extension Families {
  static func qwenNext(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers = [
      // The query projection also makes an element-wise output gate, so the gate has the query's bias.
      "full_attention": .attention(
        AttentionRule(
          qkNorm: .always(.head), gate: .always(.element), hasGateBias: "attention_bias", ropeShare: 0.25)),
      "linear_attention": .one { config, _ in config.gatedDeltaNet() },
    ]
    spec.mixing = .layerTypes(
      ["full_attention", "linear_attention"],
      else: .closing(
        .key("full_attention_interval", else: 4, in: 1...4_096), "full_attention", rest: "linear_attention"))
    spec.feeds = ["dense": .gated(bias: false), "sparse": .experts(qwenExperts)]
    spec.feeding = Pattern { config, shape in
      guard config.declares("num_experts") else { return Array(repeating: "dense", count: shape.layers) }
      guard config.declares("mlp_only_layers") else { return Array(repeating: "sparse", count: shape.layers) }
      return qwenFeeds.read(&config, shape)
    }
    spec.modules = []
    spec.inert = [
      "attn_output_gate", "output_gate_type", "full_attention_interval", "decoder_sparse_step",
      "mlp_only_layers",
      "mamba_ssm_dtype", "mtp_use_dedicated_embeddings", "use_sliding_window", "mtp_num_hidden_layers",
    ]
    spec.finish = { draft, config, shape in
      guard config.has("mtp_num_hidden_layers") else { return }
      let modules = config.modules("mtp_num_hidden_layers")
      if modules > 0, let layer = draft.layers.last(where: { $0.words[0] == "global" }) {
        draft.parts.append(.prediction(modules: modules, width: shape.width, layer: layer))
      }
    }
    return spec
  }

  /// OLMo Hybrid: DeltaNet with separate projections, normalised before; attention normalised after.
  static func olmoHybrid(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers = [
      "full_attention": MixerRule.attention(AttentionRule(qkNorm: .always(.full))).norm(.post),
      "linear_attention": .one { config, shape in
        let heads = Size.heads.read(&config, shape) ?? 1
        let keyHeads = max(1, config.int("linear_num_key_heads", default: heads))
        let keySize = max(
          1, config.int("linear_key_head_dim", default: Int(0.75 * Double(shape.width) / Double(keyHeads))))
        var out = SublayerDraft(GatedDeltaNet.kind)
        out.set("key_heads", keyHeads)
        out.set("value_heads", config.int("linear_num_value_heads", default: heads))
        out.set("key_size", keySize)
        out.set("value_size", config.int("linear_value_head_dim", default: 2 * keySize), unless: keySize)
        out.set("convolution", config.int("linear_conv_kernel_dim", in: 1...64), unless: 4)
        out.set("negative_eigenvalues", config.flag("linear_allow_neg_eigval", default: true))
        return out
      },
    ]
    spec.mixing = .layerTypes(
      ["full_attention", "linear_attention"],
      else: Pattern { _, shape in
        var words = (0..<shape.layers).map { $0 % 4 == 3 ? "full_attention" : "linear_attention" }
        if !words.contains("full_attention") { words[words.count - 1] = "full_attention" }
        return words
      })
    // The feed-forward is normalised as its layer's mixer is.
    spec.feeds = ["dense": .gated(bias: false), "post": FeedRule.gated(bias: false).norm(.post)]
    let mixing = spec.mixing
    spec.feeding = Pattern { config, shape in
      mixing.read(&config, shape).map { $0 == "full_attention" ? "post" : "dense" }
    }
    spec.inert = [
      "linear_a_log_min", "linear_a_log_max", "linear_dt_min", "linear_dt_max", "linear_dt_init_floor",
      "linear_allow_neg_eigval",
    ]
    return spec
  }

  static func recurrentGemma(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers = [
      "sliding_attention": .attention(
        AttentionRule(
          outputBias: true, ropeShare: 0.5, window: "attention_window_size")),
      "linear_attention": .one { config, shape in
        var out = SublayerDraft("rg_lru")
        out.set("inner", config.int("lru_width", default: shape.width), unless: shape.width)
        out.set("blocks", config.int("num_attention_heads"))
        out.set("convolution", config.int("conv1d_width", in: 1...64), unless: 4)
        return out
      },
    ]
    spec.mixing = Pattern { config, shape in
      let types = config.words("block_types", of: ["recurrent", "attention"]) ?? []
      if types.isEmpty { config.fail(.impossible, "block_types", "names no kind of layer") }
      let all = types.isEmpty ? ["recurrent"] : types
      return (0..<shape.layers).map {
        all[$0 % all.count] == "recurrent" ? "linear_attention" : "sliding_attention"
      }
    }
    let width = Size { config, _ in config.int("intermediate_size") / 2 }
    spec.feeds = ["dense": .gated(width: width, bias: true)]
    spec.context = .assumed(8_192, "the configuration names no context; the report trains on 8,192 tokens")
    spec.softcappedLogits = .isSet("logits_soft_cap")
    spec.flags = [("multipliers", true)]
    spec.inert = [
      "w_init_variance_scale", "attention_window_size", "conv1d_width", "lru_width", "block_types",
    ]
    return spec
  }

  /// MiniMax-Text-01 and M1: lightning attention, softmax attention every few layers, experts everywhere.
  static func miniMax(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.architectures = ["MiniMaxM1ForCausalLM", "MiniMaxText01ForCausalLM", "MiniMaxForCausalLM"]
    spec.mixers = [
      "full_attention": .attention(
        AttentionRule(bias: false, ropeSize: rotated, window: .window("sliding_window"))),
      "linear_attention": .one { config, shape in
        var out = SublayerDraft(LightningAttention.kind)
        let heads = Size.heads.read(&config, shape) ?? 1
        out.set("heads", heads)
        out.set("head_size", Size.headSize.read(&config, shape), unless: shape.width / max(1, heads))
        return out
      },
    ]
    spec.mixing = Pattern { config, shape in
      if !config.has("layer_types"), let types = config.ints("attn_type_list", count: shape.layers, in: 0...1)
      {
        return types.map { $0 == 0 ? "linear_attention" : "full_attention" }
      }
      config.ignore("attn_type_list")
      return Pattern.layerTypes(
        ["full_attention", "linear_attention"],
        else: .by { $0 % 2 == 0 ? "full_attention" : "linear_attention" }
      ).read(&config, shape)
    }
    spec.feeds = [
      "dense": .experts(
        ExpertsRule(
          width: "intermediate_size",
          shared: .width(
            Size { config, _ in
              config.declares("shared_intermediate_size")
                ? config.int("shared_intermediate_size", in: 0...1_000_000_000, default: 0) : 0
            }, isGated: true)))
    ]
    // Scaled sums are normalised on the stream (DeepNorm); the older kind is not.
    spec.placement = .when(.key("postnorm", else: true), .stream, else: .pre)
    // How much of the stream and of each output is added: no weights.
    spec.inert = [
      "block_size", "attention_type", "layernorm_full_attention_alpha", "layernorm_full_attention_beta",
      "layernorm_linear_attention_alpha", "layernorm_linear_attention_beta", "layernorm_mlp_alpha",
      "layernorm_mlp_beta", "full_attn_alpha_factor", "full_attn_beta_factor", "linear_attn_alpha_factor",
      "linear_attn_beta_factor", "mlp_alpha_factor", "mlp_beta_factor", "shared_moe_mode",
    ]
    return spec
  }

  private static let rotated = Size { config, shape in
    let headSize = Size.headSize.read(&config, shape) ?? 1
    return config.rope().share.map { Int(Double(headSize) * $0) }
      ?? config.int("rotary_dim", in: 0...65_536, default: headSize)
  }
}
