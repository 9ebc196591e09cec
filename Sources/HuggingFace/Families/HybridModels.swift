import Architecture

// State spaces, linear attention and short convolutions, alone or between layers of softmax attention.

extension Families {
  static let hybrid: [FamilySpec] = [
    FamilySpec("mamba", "falcon_mamba") {
      $0.mixers["full_attention"] = .one { config, shape in
        mamba(
          &config, shape, expand: "expand", state: "state_size", rank: "time_step_rank",
          kernel: "conv_kernel",
          convBias: "use_conv_bias", bias: "use_bias",
          norms: config.modelType == "falcon_mamba" ? "unscaled" : nil)
      }
      $0.feeds = ["dense": .none]
      $0.context = .assumed(1_048_576, "a state space has no context of its own")
      $0.inert = [
        "expand", "use_associative_scan", "use_mambapy", "time_step_init_scheme", "time_step_scale",
        "mixer_rms_eps", "num_attention_heads",
      ]
    },
    FamilySpec("mamba2") {
      $0.mixers["full_attention"] = .one { config, shape in
        let size = config.int("head_dim")
        let inner = config.int("expand", in: 1...1_024) * shape.width
        // The class of flash-linear-attention, known by a key of its own, has no default number of heads.
        let heads =
          config.has("fuse_cross_entropy") && !config.has("num_heads")
          ? inner / size : config.int("num_heads")
        if heads * size != inner {
          config.fail(
            .impossible, "num_heads",
            "(\(heads)) times head_dim (\(size)) is not the inner width, \(inner)")
        }
        return mamba2(
          &config, heads: heads, headSize: size, state: "state_size", groups: "n_groups",
          kernel: "conv_kernel",
          convBias: "use_conv_bias", bias: "use_bias")
      }
      $0.feeds = ["dense": .none]
      $0.context = .assumed(1_048_576, "a state space has no context of its own")
      $0.inert = ["expand", "fuse_norm", "fuse_cross_entropy", "rms_norm", "fuse_swiglu"]
    },
    FamilySpec("bamba") {
      $0.mixers = [
        "full_attention": .attention(AttentionRule(ropeShare: 0.5)),
        "linear_attention": .one { config, shape in granitemamba(&config, shape) },
      ]
      $0.mixing = Pattern { config, shape in
        let named = Set(config.ints("attn_layer_indices") ?? [])
        config.ignore("layers_block_type")
        return (0..<shape.layers).map { named.contains($0) ? "full_attention" : "linear_attention" }
      }
      $0.inert = mambaKeys + ["num_logits_to_keep", "z_loss_coefficient", "attn_rotary_emb"]
    },
    FamilySpec("falcon_h1") {
      $0.mixers["full_attention"] = MixerRule { config, shape in
        var mamba = falconMamba(&config, shape)
        mamba.set("norm", word: "none")
        mamba.set("input_of", 1)
        // The projections in and out have flags of their own; one word of ours stands for both.
        mamba.fields.removeAll { $0.name == "bias" }
        mamba.set(
          "bias",
          config.flag("mamba_proj_bias", default: false)
            && config.flag("projectors_bias", default: false))
        return [AttentionRule().draft(&config, shape).sublayer(in: shape.width), mamba]
      }
      $0.flags = [("multipliers", true)]
      $0.finish = { draft, config, shape in
        let isIn = config.flag("mamba_proj_bias", default: false)
        let isOut = config.flag("projectors_bias", default: false)
        guard isIn != isOut else { return }
        let inner =
          config.optionalInt("mamba_d_ssm") ?? config.int("mamba_expand", in: 1...1_024)
          * shape.width
        let groups = config.int("mamba_n_groups")
        let state = config.int("mamba_d_state")
        let size = isIn ? 2 * inner + 2 * groups * state + config.int("mamba_n_heads") : shape.width
        draft.addCore(
          "mamba_bias", "Bias of one projection of Mamba-2",
          [.tensor("bias", [size], .stateSpace, copies: shape.layers)])
      }
      $0.inert =
        mambaKeys + [
          "num_logits_to_keep", "mamba_d_ssm", "projectors_bias", "mamba_norm_before_gate",
        ]
    },
    FamilySpec("jamba") {
      $0.mixers = [
        "full_attention": .attention(
          AttentionRule(headSize: .perHead, bias: false, ropeShare: nil)),
        "linear_attention": .one { config, shape in
          mamba(
            &config, shape, expand: "mamba_expand", state: "mamba_d_state", rank: "mamba_dt_rank",
            kernel: "mamba_d_conv", convBias: "mamba_conv_bias", bias: "mamba_proj_bias",
            norms: "rms")
        },
      ]
      $0.mixing = .every(
        "attn_layer_period", at: .key("attn_layer_offset", in: 0...4_096), "full_attention",
        rest: "linear_attention")
      $0.feeds = [
        "dense": .gated(bias: false), "sparse": .experts(ExpertsRule(width: "intermediate_size")),
      ]
      $0.feeding = Pattern { config, shape in
        // A single expert is a dense feed-forward.
        guard config.int("num_experts") > 1 else {
          return Array(repeating: "dense", count: shape.layers)
        }
        return Pattern.every(
          "expert_layer_period", at: .key("expert_layer_offset", in: 0...4_096), "sparse",
          rest: "dense"
        ).read(&config, shape)
      }
      $0.inert =
        mambaKeys + [
          "num_logits_to_keep", "use_associative_scan", "calc_logits_for_entire_prompt",
          "expert_layer_period", "expert_layer_offset",
        ]
    },
    FamilySpec("granitemoehybrid") { $0 = graniteHybrid($0) },
    FamilySpec("lfm2") { $0 = lfm2($0) },
    FamilySpec("lfm2_moe") { $0 = lfm2MoE($0) },
    FamilySpec("lfm3") { $0 = lfm3($0) },
    FamilySpec("qwen3_next", "qwen3_5_text", "qwen3_5_moe_text") { $0 = qwenNext($0) },
    FamilySpec("lara_mini") {
      $0.mixers = MixerRule.windowed(AttentionRule(qkNorm: .always(.head)))
      $0.mixers["linear_attention"] = .one { config, _ in config.gatedDeltaNet() }
      $0.mixing = .layerTypes(
        ["full_attention", "sliding_attention", "linear_attention"],
        else: .by {
          [
            "linear_attention", "sliding_attention", "linear_attention", "full_attention",
            "sliding_attention",
          ][$0 % 5]
        })
      $0.feeds = [
        "dense": .experts(
          ExpertsRule(
            shared: .width(.key("shared_expert_intermediate_size", in: 0...1_000_000_000))))
      ]
    },
    FamilySpec("olmo_hybrid") { $0 = olmoHybrid($0) },
    FamilySpec("recurrent_gemma") { $0 = recurrentGemma($0) },
    FamilySpec("minimax", "minimax_m1", "minimax_text_01") { $0 = miniMax($0) },
  ]

  private static let mambaKeys = [
    "mamba_expand", "mamba_n_heads", "mamba_d_head", "mamba_d_state", "mamba_n_groups",
    "mamba_d_conv",
    "mamba_conv_bias", "mamba_proj_bias", "mamba_dt_rank", "mamba_rms_norm", "use_mamba_kernels",
    "mamba_chunk_size", "use_mambapy", "layers_block_type", "num_experts",
  ]

  // MARK: State spaces

  /// Mamba-1, under the names one class or another gives its sizes.
  private static func mamba(
    _ config: inout Config, _ shape: Shape, expand: String, state: String, rank: String,
    kernel: String,
    convBias: String, bias: String, norms: String?
  ) -> SublayerDraft {
    let usual = (shape.width + 15) / 16
    let stepRank = config.isText(rank) ? usual : config.int(rank, default: usual)
    config.ignore(rank)
    // The class works the inner width out, and a number in the file replaces it.
    let own =
      expand == "expand" && config.has("intermediate_size") ? config.int("intermediate_size") : nil
    let inner = own ?? config.int(expand, in: 1...1_024) * shape.width
    var out = SublayerDraft("mamba")
    out.set("inner", inner, unless: 2 * shape.width)
    out.set("state_size", config.int(state), unless: 16)
    out.set("step_rank", stepRank, unless: usual)
    out.set("convolution", config.int(kernel, in: 1...64), unless: 4)
    out.set("step_norms", word: norms)
    out.set("convolution_bias", config.flag(convBias, default: true), unless: true)
    out.set("bias", config.flag(bias, default: false))
    return out
  }

  private static func mamba2(
    _ config: inout Config, heads: Int, headSize: Int, state: String, groups: String,
    kernel: String,
    convBias: String, bias: String, isNormed: Bool = true
  ) -> SublayerDraft {
    var out = SublayerDraft(Mamba2.kind)
    out.set("heads", heads)
    out.set("head_size", headSize)
    out.set("state_size", config.int(state))
    out.set("groups", config.int(groups), unless: 1)
    out.set("convolution", config.int(kernel, in: 1...64), unless: 4)
    out.set("convolution_bias", config.flag(convBias, default: true), unless: true)
    out.set("bias", config.flag(bias, default: false))
    if !isNormed { out.set("inner_norm", word: "none") }
    return out
  }

  /// Mamba-2 under Bamba's and Granite's names.
  private static func granitemamba(_ config: inout Config, _ shape: Shape) -> SublayerDraft {
    let heads = max(1, config.int("mamba_n_heads"))
    let inner = config.int("mamba_expand", in: 1...1_024) * shape.width
    let headSize =
      config.isText("mamba_d_head")
      ? inner / heads : config.int("mamba_d_head", default: inner / heads)
    if heads * headSize != inner {
      config.fail(
        .impossible, "mamba_n_heads",
        "(\(heads)) times the head size (\(headSize)) is not the inner width \(inner)")
    }
    return mamba2(
      &config, heads: heads, headSize: max(1, headSize), state: "mamba_d_state",
      groups: "mamba_n_groups",
      kernel: "mamba_d_conv", convBias: "mamba_conv_bias", bias: "mamba_proj_bias")
  }

  private static func falconMamba(_ config: inout Config, _ shape: Shape) -> SublayerDraft {
    let heads = max(1, config.int("mamba_n_heads"))
    let inner =
      config.optionalInt("mamba_d_ssm") ?? config.int("mamba_expand", in: 1...1_024) * shape.width
    let headSize =
      config.isText("mamba_d_head")
      ? inner / heads : config.int("mamba_d_head", default: inner / heads)
    return mamba2(
      &config, heads: heads, headSize: max(1, headSize), state: "mamba_d_state",
      groups: "mamba_n_groups",
      kernel: "mamba_d_conv", convBias: "mamba_conv_bias", bias: "mamba_proj_bias",
      isNormed: config.flag("mamba_rms_norm", default: false))
  }

  private static func graniteHybrid(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    let rule = AttentionRule()
    spec.mixers = [
      "full_attention": .attention(rule), "nope": .attention(rule.with { $0.ropeShare = nil }),
      "linear_attention": .one { config, shape in granitemamba(&config, shape) },
    ]
    spec.mixing = Pattern { config, shape in
      let rotates = config.text("position_embedding_type") == "rope"
      return Pattern.listed(
        "layer_types", of: ["full_attention", "linear_attention"], else: .all("linear_attention")
      ).read(&config, shape).map { $0 == "full_attention" && !rotates ? "nope" : $0 }
    }
    // Without experts, the shared part is the feed-forward.
    let sparse = FeedRule.experts(
      ExpertsRule(
        width: "intermediate_size",
        shared: .width(.key("shared_intermediate_size", in: 0...1_000_000_000))))
    let dense = FeedRule.gated(width: "shared_intermediate_size", bias: false)
    spec.feeds = ["dense": dense, "sparse": sparse]
    spec.feeding = Pattern { config, shape in
      let count = config.int("num_local_experts", in: 0...1_000_000)
      return Array(repeating: count > 0 ? "sparse" : "dense", count: shape.layers)
    }
    spec.inert =
      mambaKeys + [
        "num_experts_per_tok", "normalization_function", "init_method", "num_local_experts",
      ]
    return spec
  }
}

extension Size {
  /// A length no key says, with the reason.
  static func assumed(_ value: Int, _ reason: String) -> Size {
    Size { config, _ in
      if let said = config.optionalInt("max_position_embeddings", "context_length", "seq_length") {
        return said
      }
      config.assume("\(reason): \(value)")
      return value
    }
  }
}
