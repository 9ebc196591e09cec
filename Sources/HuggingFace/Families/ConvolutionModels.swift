import Architecture

// LFM: gated short convolutions, with attention in a few layers.

extension Families {
  private static let convolution = MixerRule.one { config, _ in
    var out = SublayerDraft(ShortConvolution.kind)
    out.set("kernel", config.int("conv_L_cache", in: 1...64))
    out.set("bias", config.flag("conv_bias", default: false))
    return out
  }

  private static let lfmKeys = [
    "block_dim", "block_norm_eps", "block_mlp_init_scale", "block_out_init_scale", "block_use_swiglu",
    "block_use_xavier_init", "conv_dim", "conv_dim_out", "conv_use_xavier_init", "use_pos_enc", "num_heads",
    "full_attn_idxs", "block_ff_dim", "block_multiple_of", "block_ffn_dim_multiplier",
    "block_auto_adjust_ff_dim", "tie_embedding", "theta",
  ]
  private static let lfmTied = Flag { config in
    config.has("tie_embedding")
      ? config.flag("tie_embedding", default: true) : config.flag("tie_word_embeddings", default: true)
  }

  static func lfm2(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers = [
      "full_attention": .attention(AttentionRule(bias: false, qkNorm: .always(.head))), "conv": convolution,
    ]
    spec.mixing = Pattern { config, shape in
      let full = Set(config.ints("full_attn_idxs") ?? Array(0..<shape.layers))
      return Pattern.layerTypes(
        ["full_attention", "conv"], else: .by { full.contains($0) ? "full_attention" : "conv" }
      ).read(&config, shape)
    }
    // The code shrinks the width to two thirds and rounds it up, unless told not to.
    let width = Size { config, _ in
      let width = config.has("block_ff_dim") ? config.int("block_ff_dim") : config.int("intermediate_size")
      guard config.flag("block_auto_adjust_ff_dim", default: true) else { return width }
      let multiple = config.int("block_multiple_of")
      var adjusted = 2 * width / 3
      if let factor = config.number("block_ffn_dim_multiplier", in: 0...1_000) {
        adjusted = Int(factor * Double(adjusted))
      }
      return multiple * ((adjusted + multiple - 1) / multiple)
    }
    spec.feeds = ["dense": .gated(width: width, bias: false, activation: .silu)]
    spec.tied = lfmTied
    spec.inert = lfmKeys
    return spec
  }

  static func lfm2MoE(_ base: FamilySpec) -> FamilySpec {
    var spec = lfm2(base)
    spec.mixing = .layerTypes(["full_attention", "conv"], else: .all("full_attention"))
    spec.feeds = [
      "dense": .gated(bias: false, activation: .silu),
      "sparse": .experts(
        ExpertsRule(scoring: .always(.sigmoid), expertBias: "use_expert_bias", activation: .silu)),
    ]
    spec.feeding = .first(.key("num_dense_layers", in: 0...4_096), "dense", then: .all("sparse"))
    return spec
  }

  static func lfm3(_ base: FamilySpec) -> FamilySpec {
    var spec = lfm2(base)
    spec.placement = .when("use_sandwich_norm", .sandwich, else: .pre)
    spec.mixers = MixerRule.windowed(
      AttentionRule(qkNorm: .always(.head), gate: .when("use_attention_gate", .head, else: .none)),
      global: { $0.ropeShare = 0.5 })
    spec.mixers["conv"] = convolution
    spec.mixing = .layerTypes(
      ["full_attention", "sliding_attention", "conv"],
      else: .by { $0 % 4 == 2 ? "full_attention" : $0 % 4 == 0 && $0 > 0 ? "sliding_attention" : "conv" })
    spec.feeds = ["dense": .gated(bias: false, activation: .silu)]
    spec.tied = "tie_word_embeddings"
    return spec
  }
}
