import Architecture

// Dense decoders on Llama's plan: RMSNorm before each sublayer, grouped-query attention with RoPE, a gated feed-forward.

extension Families {
  /// The window of every layer, where it is shorter than the context.
  private static func window(_ keys: String...) -> Size {
    Size { config, shape in config.windowSize(keys).flatMap { $0 < shape.context ? $0 : nil } }
  }

  static let dense: [FamilySpec] = [
    FamilySpec("llama", "exaone", "internlm3", "iquestcoder", "granite") {
      $0.architectures = ["LlamaForCausalLM"]
      $0.inert = ["head_dim", "kv_channels", "clip_qkv", "use_sliding_window"]
    },
    FamilySpec("mistral", "ministral3") {
      $0.architectures = ["MistralForCausalLM"]
      $0.mixers["full_attention"] = .attention(AttentionRule(window: window("sliding_window")))
    },
    FamilySpec("phi3") {
      $0.mixers["full_attention"] = .attention(AttentionRule(window: window("sliding_window")))
      $0.inert = ["attention_bias", "interpolate_factor", "full_attn_mod", "mlp_bias", "lm_head_bias"]
    },
    FamilySpec("ministral") {
      $0.mixers = MixerRule.windowed()
      $0.mixing = .layerTypes(
        else: Pattern { config, shape in
          let word = config.windowSize("sliding_window") == nil ? "full_attention" : "sliding_attention"
          return Array(repeating: word, count: shape.layers)
        })
    },
    FamilySpec("arcee") { $0.feeds = ["dense": .plain()] },
    FamilySpec("jais2") {
      $0.feeds = ["dense": .plain()]
      $0.norm = .always("layer")
    },
    FamilySpec("helium") {
      $0.mixers["full_attention"] = .attention(AttentionRule(outputBias: false))
      // Its output projection is square, so anything else cannot run.
      $0.finish = { _, config, shape in
        let heads = Size.heads.read(&config, shape) ?? 1, size = Size.headSize.read(&config, shape) ?? 1
        if heads * size != shape.width {
          config.fail(
            .impossible, "head_dim",
            "times the heads is \(heads * size), which must be the width, \(shape.width)")
        }
      }
    },
    FamilySpec("seed_oss") {
      $0.mixers["full_attention"] = .attention(AttentionRule(outputBias: "attention_out_bias"))
    },
    FamilySpec("ernie4_5") {
      $0.mixers["full_attention"] = .attention(AttentionRule(bias: "use_bias"))
      $0.feeds = ["dense": .gated(bias: "use_bias")]
    },
    FamilySpec("hyperclovax") { $0.placement = .when("use_post_norm", .sandwich, else: .pre) },
    FamilySpec("cwm") {
      $0.mixers = MixerRule.windowed(AttentionRule(bias: false))
      $0.mixing = .layerTypes(else: .by { $0 % 4 == 0 ? "full_attention" : "sliding_attention" })
    },
    smolLM3,
    FamilySpec("qwen2", "qwen2_vl_text", "qwen2_5_vl_text", "qwen2_5_omni_text") {
      $0.mixers = MixerRule.windowed(
        AttentionRule(bias: true, outputBias: false), window: window("sliding_window"))
      $0.mixing = .qwenWindows
      $0.inert = ["attention_bias", "qkv_bias", "use_qk_norm", "use_mrope"]
    },
    FamilySpec("qwen3") {
      $0.mixers = MixerRule.windowed(AttentionRule(qkNorm: .always(.head)))
      $0.mixing = .qwenWindows
    },
    FamilySpec("qwen3_vl_text") {
      $0.mixers["full_attention"] = .attention(AttentionRule(qkNorm: .always(.head)))
      $0.inert = ["use_sliding_window", "sliding_window", "max_window_layers"]
    },
    FamilySpec("hunyuan_v1_dense") {
      $0.mixers["full_attention"] = .attention(
        AttentionRule(qkNorm: .always(.head), flags: [("qk_norm_after_rope", true)]))
      $0.inert = ["use_qk_norm", "use_cla", "attention_head_dim", "norm_type", "org_vocab_size"]
    },
    FamilySpec("exaone4", "exaone4_5_text") {
      $0.placement = .always(.post)
      $0.mixers = exaoneWindows
      $0.mixing = exaonePattern
    },
    FamilySpec("granite_swa") {
      $0.mixers = graniteWindows
      $0.mixing = granitePattern
    },
    FamilySpec("diffllama") {
      $0.inert = ["lambda_std_dev"]
      $0.finish = { draft, config, shape in
        let size = Size.headSize.read(&config, shape) ?? 1
        draft.addCore(
          "lambda", "Differential attention's λ", [.tensor("lambda", [size], copies: 4 * shape.layers)])
      }
    },
    FamilySpec("bitnet") {
      $0.mixers["full_attention"] = .attention(
        AttentionRule(words: [("inner_norm", .always("full"))]))
      $0.feeds = ["dense": .gated(bias: false) { feed, _ in feed.set("inner_norm", word: "rms") }]
    },
    FamilySpec("nanochat") {
      $0.norm = .always("rms_unscaled")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          outputBias: "attention_bias", qkNorm: .always(.unscaled), flags: [("qk_norm_after_rope", true)]))
      $0.feeds = ["dense": .plain(bias: false)]
      $0.flags = [("embedding_norm", true)]
    },
    FamilySpec("apertus", "apertus1p5_text") {
      $0.mixers["full_attention"] = .attention(AttentionRule(qkNorm: .always(.head)))
      $0.feeds = ["dense": .plain(bias: false)]
      $0.finish = { draft, config, shape in
        guard config.declares("output_vocab_size"),
          let rows = config.optionalInt("output_vocab_size"), rows != shape.vocabulary
        else { return }
        draft.extra.append(.init(name: "output_vocabulary", value: .int(rows)))
      }
    },
    FamilySpec("olmo") {
      $0.norm = .always("layer_unscaled")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(flags: [("qkv_clip", .isSet("clip_qkv"))]))
      $0.feeds = ["dense": .gated(bias: false)]
    },
    FamilySpec("olmo2") {
      $0.placement = .always(.post)
      $0.mixers["full_attention"] = .attention(AttentionRule(qkNorm: .always(.full)))
    },
    FamilySpec("olmo3") {
      $0.placement = .always(.post)
      // YaRN is said for the layers that read everything.
      $0.mixers = MixerRule.windowed(AttentionRule(qkNorm: .always(.full)))
      $0.mixing = .layerTypes(else: .closing(4, "full_attention", rest: "sliding_attention"))
    },
    FamilySpec("glm") {
      $0.mixers["full_attention"] = .attention(AttentionRule(outputBias: false, ropeShare: 0.5))
    },
    FamilySpec("glm4", "glm4v_text") {
      $0.placement = .always(.sandwich)
      $0.mixers["full_attention"] = .attention(AttentionRule(outputBias: false, ropeShare: 0.5))
    },
    FamilySpec("nemotron") {
      $0.norm = .always("layer")
      $0.mixers["full_attention"] = .attention(AttentionRule(ropeShare: 0.5))
      $0.feeds = ["dense": .plain()]
    },
    FamilySpec("stablelm") {
      $0.norm = .always("layer")
      $0.wiring = .when("use_parallel_residual", "parallel", else: nil)
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          headSize: .perHead, bias: "use_qkv_bias", outputBias: false,
          qkNorm: .when("qk_layernorm", .perHead, else: .none), ropeShare: 0.25))
      $0.feeds = ["dense": .gated(bias: false)]
    },
    FamilySpec("starcoder2") {
      $0.norm = .always("layer")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(bias: "use_bias", window: window("sliding_window")))
      $0.feeds = ["dense": .plain(bias: "use_bias")]
    },
    FamilySpec("youtu") {
      $0.mixers["full_attention"] = .latent()
      $0.inert = ["embedding_initializer_range"]
    },
    FamilySpec("minicpm3") {
      $0.mixers["full_attention"] = .latent(LatentRule(valueSize: .key("v_head_dim", else: .perHead)))
      $0.inert = ["dim_model_base", "scale_depth", "scale_emb"]
      $0.flags = [("multipliers", true)]
    },
  ]

  /// Layers without rotation, marked by 0 in a list; windows, where used at all, on those.
  private static let smolLM3 = FamilySpec("smollm3") {
    $0.mixers = MixerRule.windowed()
    let rule = AttentionRule(ropeShare: nil)
    $0.mixers["nope"] = .attention(rule)
    $0.mixers["local_nope"] = .attention(rule.with { $0.window = .window("sliding_window") })
    $0.mixing = Pattern { config, shape in
      let interval = config.int("no_rope_layer_interval", in: 1...4_096, default: 4)
      let rotates =
        config.ints("no_rope_layers", count: shape.layers, in: 0...1)
        ?? (0..<shape.layers).map { ($0 + 1) % interval == 0 ? 0 : 1 }
      let slides =
        config.flag("use_sliding_window", default: false) && config.windowSize("sliding_window") != nil
      let types = Pattern.layerTypes(
        else: .by { slides && rotates[$0] == 0 ? "sliding_attention" : "full_attention" }
      ).read(&config, shape)
      return zip(types, rotates).map { type, rotates in
        let isLocal = type == "sliding_attention" && slides
        return rotates == 1
          ? (isLocal ? "sliding_attention" : "full_attention") : isLocal ? "local_nope" : "nope"
      }
    }
  }

  /// EXAONE 4: with windows, layers that read everything do not rotate.
  static let exaoneWindows: [String: MixerRule] = {
    let rule = AttentionRule(bias: false, qkNorm: .always(.head))
    var mixers = MixerRule.windowed(rule)
    mixers["nope"] = .attention(rule.with { $0.ropeShare = nil })
    return mixers
  }()

  static let exaonePattern = Pattern { config, shape in
    let isWindowed = config.windowSize("sliding_window") != nil
    let period = Size { config, _ in
      config.isText("sliding_window_pattern")
        ? 4 : config.int("sliding_window_pattern", in: 0...4_096, default: 4)
    }
    let other = Pattern.closing(period, "full_attention", rest: "sliding_attention")
    return Pattern.layerTypes(else: isWindowed ? other : .all("full_attention")).read(&config, shape).map {
      $0 == "full_attention" && isWindowed ? "nope" : isWindowed ? $0 : "full_attention"
    }
  }

  /// Granite with windows: sinks everywhere, and no rotation where a layer's `layer_rope_theta` is 0.
  static let graniteWindows: [String: MixerRule] = {
    let rule = AttentionRule(hasSinks: true)
    var mixers = MixerRule.windowed(rule)
    mixers["global_nope"] = .attention(rule.with { $0.ropeShare = nil })
    mixers["local_nope"] = .attention(
      rule.with {
        $0.ropeShare = nil
        $0.window = .window("sliding_window")
      })
    return mixers
  }()

  static let granitePattern = Pattern { config, shape in
    let thetas = config.list("layer_rope_theta", count: shape.layers)
    let types = Pattern.layerTypes(
      else: .by { $0 % 4 == 0 ? "full_attention" : "sliding_attention" }
    ).read(&config, shape)
    return types.enumerated().map { index, type in
      guard thetas?[index] == .int(0) || thetas?[index] == .number(0) else { return type }
      return type == "full_attention" ? "global_nope" : "local_nope"
    }
  }
}

extension Pattern {
  /// Qwen's two switches: windows need `use_sliding_window`, and start at layer `max_window_layers`.
  static let qwenWindows = Pattern { config, shape in
    let slides = config.flag("use_sliding_window", default: false)
    let isWindowed = config.windowSize("sliding_window") != nil && slides
    let first = Size.key("max_window_layers", in: 0...1_000_000)
    let listed = Pattern.layerTypes(
      else: .first(isWindowed ? first : .width, "full_attention", then: .all("sliding_attention"))
    ).read(&config, shape)
    config.ignore("max_window_layers")
    guard !isWindowed, listed.contains("sliding_attention") else { return listed }
    config.assume("no layer has a window, although layer_types names some: use_sliding_window is not true")
    return Array(repeating: "full_attention", count: shape.layers)
  }
}
