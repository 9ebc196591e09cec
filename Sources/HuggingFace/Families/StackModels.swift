import Architecture

// Models with parts our words do not have as kinds: what is left over is named as weights, with the layer it is in.

extension Families {
  static let special: [FamilySpec] = [
    FamilySpec("mimo_v2_flash", "mimo_v2") { $0 = mimo($0) },
    FamilySpec("modernbert-decoder") { $0 = modernBert($0) },
    FamilySpec("rwkv") {
      $0.norm = .always("layer")
      $0.flags = [("embedding_norm", true)]
      $0.mixers["full_attention"] = .one { config, shape in
        var out = SublayerDraft("rwkv")
        out.set("version", 4)
        out.set("key_size", config.int("attention_hidden_size", default: shape.width), unless: shape.width)
        return out
      }
      $0.feeds = [
        "dense": FeedRule { config, shape in
          var out = SublayerDraft("rwkv_channel_mixing")
          out.set("width", config.int("intermediate_size", default: 4 * shape.width))
          return out
        }
      ]
      $0.inert = ["rescale_every"]
    },
    FamilySpec("jetmoe") { $0 = jetMoE($0) },
    FamilySpec("doge") { $0 = doge($0) },
    FamilySpec("hrm_text") { $0 = hrm($0) },
    FamilySpec("dory") { $0 = dory($0) },
    FamilySpec("zamba") { $0 = zamba($0) },
    FamilySpec("zamba2") { $0 = zamba2($0) },
    FamilySpec("inkling2_text", "inkling2_loop_text") { $0 = inkling2($0) },
  ]

  /// MiMo V2: keys wider than values, windows with sinks and their own head counts.
  private static func mimo(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    let full = AttentionRule(valueSize: "v_head_dim", outputBias: false).with {
      $0.hasSinks = Flag { $0.flag("add_full_attention_sink_bias", default: false) }
    }
    let local = full.with {
      // The class doubles the key-value heads of windowed layers; files say how many there are.
      $0.heads = .key("swa_num_attention_heads", else: .heads)
      $0.kvHeads = .key("swa_num_key_value_heads", else: .times(2, "num_key_value_heads"))
      $0.headSize = .key("swa_head_dim", else: .headSize)
      $0.valueSize = .key("swa_v_head_dim", else: "v_head_dim")
      $0.hasSinks = Flag { $0.flag("add_swa_attention_sink_bias", default: true) }
    }
    spec.mixers = [
      "full_attention": .attention(full),
      "sliding_attention": .attention(
        local.with {
          $0.ropeLabel = "sliding_attention"
          $0.window = Size { config, _ in
            config.has("sliding_window")
              ? config.int("sliding_window")
              : config.has("sliding_window_size")
                ? config.int("sliding_window_size") + 1 : config.int("sliding_window")
          }
        }),
    ]
    spec.mixing = Pattern { config, shape in
      if !config.has("layer_types"),
        let pattern = config.ints("hybrid_layer_pattern", count: shape.layers, in: 0...1)
      {
        return pattern.map { $0 == 1 ? "sliding_attention" : "full_attention" }
      }
      config.ignore("hybrid_layer_pattern")
      return Pattern.layerTypes(
        else: .by { $0 == 0 || ($0 + 1) % 6 == 0 ? "full_attention" : "sliding_attention" }
      ).read(&config, shape)
    }
    var experts = glmExperts
    experts.shared = .count("n_shared_experts")
    spec.feeds = ["dense": .gated(bias: false), "sparse": .experts(experts)]
    spec.feeding = Pattern { config, shape in
      if !config.has("mlp_layer_types"), config.isList("moe_layer_freq"),
        let pattern = config.ints("moe_layer_freq", count: shape.layers, in: 0...1)
      {
        return pattern.map { $0 == 1 ? "sparse" : "dense" }
      }
      return Pattern.dense(1).read(&config, shape)
    }
    spec.inert = [
      "attention_chunk_size", "attention_projection_layout", "sliding_window_size", "hybrid_block_size",
      "hybrid_layer_pattern", "topk_method", "scoring_func", "v_head_dim",
    ]
    return spec
  }

  private static func modernBert(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    let rule = AttentionRule(headSize: .perHead)
    let window = Size { config, _ in
      // The class halves `local_attention`, and a window of its own in the file replaces that.
      if config.has("sliding_window") || config.isNull("sliding_window") {
        return config.windowSize("sliding_window").map { $0 + 1 }
      }
      return config.windowSize("local_attention").map { $0 / 2 + 1 }
    }
    spec.mixers = MixerRule.windowed(rule, window: window)
    // The embedding's norm is the first layer's.
    spec.mixers["first_full"] = spec.mixers["full_attention"]?.norm(.none)
    spec.mixers["first_local"] = spec.mixers["sliding_attention"]?.norm(.none)
    spec.mixing = Pattern { config, shape in
      let period = config.int("global_attn_every_n_layers", in: 1...4_096, default: 3)
      return Pattern.layerTypes(
        else: .by { $0 % period == 0 ? "full_attention" : "sliding_attention" }
      ).read(&config, shape).enumerated().map {
        $0 > 0 ? $1 : $1 == "full_attention" ? "first_full" : "first_local"
      }
    }
    spec.norm = .when("norm_bias", "layer", else: "layer_without_bias")
    spec.flags = [("embedding_norm", true), ("head_bias", "decoder_bias")]
    spec.finish = { draft, config, shape in
      let isBiased = config.flag("norm_bias", default: false)
      let hasBias = config.flag("classifier_bias", default: false)
      draft.addCore(
        "head", "Prediction head",
        [
          .tensor("dense", [shape.width, shape.width], .head),
          .tensor("norm", [shape.width], copies: isBiased ? 2 : 1),
        ]
          + (hasBias ? [.tensor("dense_bias", [shape.width], .head)] : []))
    }
    spec.inert = [
      "global_attn_every_n_layers", "classifier_activation", "local_attention", "deterministic_flash_attn",
      "sparse_prediction", "sparse_pred_ignore_index", "reference_compile", "repad_logits_with_grad",
    ]
    return spec
  }

  /// JetMoE: a router also chooses who makes the queries. The chosen ones are drawn; the idle ones are named.
  private static func jetMoE(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers["full_attention"] = .attention(
      AttentionRule(
        heads: Size { config, _ in config.int("num_key_value_heads") * config.int("num_experts_per_tok") },
        headSize: "kv_channels", bias: false))
    spec.feeds = [
      "dense": .experts(ExpertsRule(width: "intermediate_size", flags: [("output_bias", true)]))
    ]
    spec.finish = { draft, config, shape in
      let experts = config.int("num_local_experts"), active = config.int("num_experts_per_tok")
      let size = config.int("num_key_value_heads") * config.int("kv_channels"), layers = shape.layers
      let idle = max(0, experts - active) * layers
      draft.addCore(
        "attention_experts", "Idle attention experts and their router",
        (idle > 0
          ? [
            .tensor("q", [size, shape.width], .attention, copies: idle, active: 0),
            .tensor("o", [shape.width, size], .attention, copies: idle, active: 0),
          ] : [])
          + [
            .tensor("router", [experts, shape.width], copies: layers),
            .tensor("bias", [shape.width], .attention, copies: layers),
          ])
    }
    spec.inert = ["num_attention_heads", "aux_loss_coef"]
    return spec
  }

  /// Doge: attention whose mask is computed from the values, and a trained scale on what a sublayer adds to.
  private static func doge(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers["full_attention"] = .attention(AttentionRule(qkNorm: .always(.head)))
    spec.finish = { draft, config, shape in
      let heads = Size.kvHeads.read(&config, shape) ?? 1, size = Size.headSize.read(&config, shape) ?? 1
      let hasBias = config.flag("attention_bias", default: false)
      var tensors: [Value] = [
        .tensor("mask_scale", [heads], .attention, copies: shape.layers),
        .tensor("mask", [heads, heads * size], .attention, copies: shape.layers),
        .tensor("residual_scale", [shape.width], copies: 2 * shape.layers),
      ]
      if hasBias { tensors.append(.tensor("mask_bias", [heads], .attention, copies: shape.layers)) }
      if config.flag("is_moe", default: false) {
        let experts = config.int("num_experts"), active = config.int("num_experts_per_tok")
        // Keys are products of two halves, so the router scores twice the square root.
        let keys = Int(Double(experts).squareRoot())
        tensors += [
          .tensor("router", [2 * keys, shape.width], copies: shape.layers),
          .tensor(
            "expert_down", [shape.width], .routedExperts, copies: experts * shape.layers,
            active: active * shape.layers),
          .tensor(
            "expert_up", [shape.width], .routedExperts, copies: experts * shape.layers,
            active: active * shape.layers),
        ]
      }
      draft.addCore("doge", "Dynamic mask and residual scales", tensors)
    }
    spec.inert = ["keep_window_size", "num_experts", "num_experts_per_tok", "is_moe", "sliding_window"]
    return spec
  }

  /// HRM: a low stack runs several times for each run of the high one.
  private static func hrm(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    let rule = AttentionRule(
      kvHeads: .heads, bias: "attention_bias", gate: .always(.element), hasGateBias: "attention_bias")
    spec.mixers = ["low": .attention(rule), "high": .attention(rule)]
    spec.mixing = Pattern { config, shape in
      let each = config.optionalInt("num_layers_per_stack", in: 1...2_048) ?? shape.layers
      return Array(repeating: "low", count: each) + Array(repeating: "high", count: each)
    }
    spec.feeding = Pattern { config, shape in
      Array(
        repeating: "dense",
        count: 2 * (config.optionalInt("num_layers_per_stack", in: 1...2_048) ?? shape.layers))
    }
    spec.norm = .always("rms_unscaled")
    spec.flags = [("multipliers", true)]
    spec.finish = { draft, config, shape in
      let each = draft.layers.count / 2
      let high = config.int("H_cycles", in: 1...64), low = config.int("L_cycles", in: 1...64)
      draft.runs = .init(low: each, lowPasses: low, passes: high)
      draft.addCore("start", "Start of the low stack", [.tensor("z", [shape.width])])
    }
    spec.inert = ["L_bp_cycles", "prefix_lm", "embedding_scale", "num_layers_per_stack"]
    return spec
  }

  /// Dory: nGPT's unit vectors, and a middle of the stack that runs several times.
  private static func dory(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers = MixerRule.windowed(AttentionRule(gate: .always(.element)))
    spec.mixing = Pattern { config, shape in
      guard let listed = config.words("layer_types"), listed.contains("mlp") else {
        return Pattern.layerTypes(else: .closing(4, "full_attention", rest: "sliding_attention")).read(
          &config, shape)
      }
      // Released files list attention and feed-forward as layers of their own.
      return stride(from: 0, to: listed.count, by: 2).map { listed[$0] }
    }
    spec.feeding = Pattern { config, shape in
      let isSplit = config.words("layer_types")?.contains("mlp") ?? false
      return Array(repeating: "dense", count: isSplit ? shape.layers / 2 : shape.layers)
    }
    spec.norm = .always("l2")
    spec.hasFinalNorm = false
    spec.finish = { draft, config, shape in
      let scale = (config.words("layer_types")?.contains("mlp") ?? false) ? 2 : 1
      let first = config.int("n_input_layers", in: 0...4_096) / scale
      let last = config.int("n_output_layers", in: 0...4_096) / scale
      let middle =
        config.optionalInt("n_recurrent_layers", in: 0...4_096).map { $0 / scale } ?? draft.layers.count
        - first - last
      let passes = config.int("n_recurrent_loops", in: 1...64)
      if first + middle + last != draft.layers.count {
        config.fail(
          .impossible, "n_recurrent_layers",
          "and the layers before and after are not \(draft.layers.count) together")
      } else if middle > 0, passes > 1 {
        config.assume(
          "\(middle) layers in the middle run \(passes) times; the description has each once, so compute is that of one run"
        )
      }
      let heads = Size.heads.read(&config, shape) ?? 1, size = Size.headSize.read(&config, shape) ?? 1
      let hidden = config.int("intermediate_size"), layers = draft.layers.count
      draft.addCore(
        "scales", "Trained scales of normalised vectors",
        [
          .tensor("step", [shape.width], copies: 2 * layers),
          .tensor("query_key", [heads * size], copies: layers),
          .tensor("gate", [heads * size], copies: layers), .tensor("hidden", [hidden], copies: 2 * layers),
          .tensor("logits", [shape.vocabulary]),
        ])
    }
    spec.inert = ["ngpt_alpha_init", "recurrent_kv_cache_mode", "n_recurrent_layers"]
    return spec
  }
}
