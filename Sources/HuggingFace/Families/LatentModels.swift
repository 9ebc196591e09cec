import Architecture

// Latent attention with experts after a dense prefix: DeepSeek V2 and V3, and models on the same code.

extension Families {
  static let latent: [FamilySpec] = [
    FamilySpec("deepseek_v2") {
      $0.architectures = ["DeepseekV2ForCausalLM"]
      $0 = deepSeek($0, correctsBias: false)
      $0.feeds["dense"] = .gated(bias: "mlp_bias")
      $0.sharedBias = "mlp_bias"
    },
    FamilySpec("deepseek_v3", "sarvam_mla") {
      $0.architectures = ["DeepseekV3ForCausalLM"]
      $0 = deepSeek($0, correctsBias: true)
    },
    // Kimi K2 is read by DeepSeek's remote code, whose defaults are those of the library's class.
    FamilySpec("kimi_k2", "kimi_k25") {
      $0.reference = "deepseek_v3"
      $0 = deepSeek($0, correctsBias: true)
    },
    FamilySpec("mistral4", "mistral_large4_text") { $0 = deepSeek($0, correctsBias: false) },
    FamilySpec("deepseek_v32") { $0 = indexed(deepSeek($0, correctsBias: true)) },
    FamilySpec("glm_moe_dsa") { $0 = indexed(deepSeek($0, correctsBias: true)) },
    FamilySpec("glm4_moe_lite") {
      $0 = deepSeek($0, correctsBias: true)
      $0.feeding = .listed(
        "mlp_layer_types", of: Pattern.feeds, else: .first(1, "dense", then: .all("sparse")))
    },
    FamilySpec("axk1") {
      $0 = deepSeek($0, correctsBias: true, prefix: 1)
      // One more norm on what the experts add.
      $0.feeds["sparse"] = $0.feeds["sparse"]?.norm(.sandwich)
    },
    FamilySpec("axk2") { $0 = axk2(deepSeek($0, correctsBias: true, prefix: 1)) },
    FamilySpec("hy_v4") { $0 = hunyuanV4(deepSeek($0, correctsBias: true, prefix: 1)) },
    FamilySpec("dots3_note_text") { $0 = dots3($0) },
  ]

  /// DeepSeek's layers; a file without experts describes a dense model of the same attention.
  private static func deepSeek(_ base: FamilySpec, correctsBias: Bool, prefix: Int = 0) -> FamilySpec {
    var spec = base
    spec.mixers["full_attention"] = .latent()
    var rule = glmExperts
    rule.expertBias = Flag { config in
      config.declares("topk_method")
        ? config.text("topk_method").map { $0 == "noaux_tc" } ?? correctsBias
        : correctsBias
    }
    rule.scoring = Choice { config in
      guard config.has("scoring_func") else { return correctsBias ? .sigmoid : .softmax }
      let word = config.word(
        "scoring_func", of: ["softmax", "sigmoid", "sqrtsoftplus"],
        default: correctsBias ? "sigmoid" : "softmax")
      return word == "sqrtsoftplus" ? .sqrtSoftplus : word == "sigmoid" ? .sigmoid : .softmax
    }
    rule.active = .key("num_experts_per_tok", "num_experts_per_token", else: 1)
    spec.feeds = ["dense": .gated(bias: false), "sparse": .experts(rule)]
    spec.feeding = Pattern { config, shape in
      if config.isNull("n_routed_experts") {
        config.ignore(
          "first_k_dense_replace", "moe_layer_freq", "num_experts_per_tok", "moe_intermediate_size")
        config.assume("\(config.path)n_routed_experts is null: every layer is dense")
        return Array(repeating: "dense", count: shape.layers)
      }
      let first = config.int("first_k_dense_replace", in: 0...4_096, default: prefix)
      let step = config.int("moe_layer_freq", in: 1...4_096, default: 1)
      return Pattern.listed(
        "mlp_layer_types", of: Pattern.feeds,
        else: .by { $0 >= first && $0 % step == 0 ? "sparse" : "dense" }
      ).read(&config, shape)
    }
    spec.inert = [
      "topk_method", "scoring_func", "q_head_dim", "routed_scaling_factor", "n_shared_experts", "mlp_bias",
    ]
    return spec
  }

  /// Each layer reads what an indexer picks: its own, or that of the layer before.
  private static func indexed(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    func mixer(isReused: Bool) -> MixerRule {
      .one { config, shape in
        let index = config.indexer()
        return LatentRule().draft(&config, shape).indexed(isReused ? index.reused : index)
      }
    }
    spec.mixers = ["index": mixer(isReused: false), "reuse": mixer(isReused: true)]
    spec.mixing = Pattern { config, shape in
      guard config.declares("indexer_types") else { return Array(repeating: "index", count: shape.layers) }
      let step = max(1, config.int("index_topk_freq", in: 0...4_096, default: 1))
      let offset = config.int("index_skip_topk_offset", in: 0...4_096, default: 2)
      let letters =
        config.isText("index_topk_pattern") ? config.text("index_topk_pattern").map(Array.init) : nil
      if let letters, letters.count != shape.layers {
        config.fail(
          .impossible, "index_topk_pattern", "has \(letters.count) letters for \(shape.layers) layers")
      }
      let types = Pattern.listed(
        "indexer_types", of: ["full", "shared"],
        else: .by { index in
          if let letters {
            return letters.indices.contains(index) && letters[index] == "S" ? "shared" : "full"
          }
          return max(index - offset + 1, 0) % step == 0 ? "full" : "shared"
        }
      ).read(&config, shape)
      return types.map { $0 == "shared" ? "reuse" : "index" }
    }
    spec.inert += [
      "index_topk_freq", "index_topk_pattern", "index_skip_topk_offset", "index_share_for_mtp_iteration",
      "indexer_rope_interleave",
    ]
    return spec
  }

  /// A.X K2: norms with a gate of low rank, and an output gate that the query latent makes.
  private static func axk2(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers["full_attention"] = .one { config, shape in
      var out = LatentRule().draft(&config, shape)
      out.set("gate", word: Attention.Gate.element.rawValue)
      out.set("gate_from_latent", true)
      return out.indexed(config.indexer())
    }
    let sparse = spec.feeds["sparse"]
    spec.norm = .always("gated_rms")
    spec.feeds["dense"] = FeedRule.gated(bias: false) { feed, _ in feed.set("input_norm", word: "rms") }
    spec.feeds["sparse"] = sparse
    spec.finish = { draft, config, shape in
      draft.normFields = [
        .init(name: "gate_rank", value: .int(config.int("gated_norm_rank"))),
        .init(name: "final", value: .text("rms")),
      ]
      // Queries and gate read the latent before and after its norm, side by side.
      let heads = Size.heads.read(&config, shape) ?? 1
      let key =
        config.int("qk_nope_head_dim", in: 0...65_536) + config.int("qk_rope_head_dim", in: 0...65_536)
      draft.addCore(
        "second_latent", "Second half of what queries and gate read",
        [
          .tensor(
            "weight", [heads * (key + config.int("v_head_dim")), config.int("q_lora_rank")], .latentAttention,
            copies: shape.layers)
        ])
    }
    return spec
  }

  /// Hy4: gated latent attention with sinks and shared indexers, hyper-connections that do not mix.
  private static func hunyuanV4(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    func mixer(isReused: Bool) -> MixerRule {
      .one { config, shape in
        var out = LatentRule().draft(&config, shape)
        out.set("gate", word: Attention.Gate.element.rawValue)
        out.set("sinks", true)
        let index = config.indexer()
        return out.indexed(isReused ? index.reused : index)
      }
    }
    spec.architectures = ["HYV4ForCausalLM"]
    spec.mixers = ["index": mixer(isReused: false), "reuse": mixer(isReused: true)]
    spec.mixing = Pattern { config, shape in
      Pattern.listed(
        "indexer_types", of: ["full", "shared"],
        else: .by { $0 == 0 || ($0 - 1) % 4 == 0 ? "full" : "shared" }
      ).read(&config, shape).map { $0 == "shared" ? "reuse" : "index" }
    }
    spec.inert += ["hc_magnitude", "learnable_sink_init"]
    spec.finish = { draft, config, _ in
      draft.setStream(
        "hyper_connections", ("count", .int(config.int("hc_mult", in: 2...64))), ("mixing", .flag(false)),
        ("readout", .flag(true)))
    }
    return spec
  }

  /// dots3: two latents in one model, the windowed one with sizes of its own under `swa_` keys.
  private static func dots3(_ base: FamilySpec) -> FamilySpec {
    var spec = deepSeek(base, correctsBias: true, prefix: 1)
    @Sendable func gated(_ out: inout SublayerDraft) {
      out.set("gate", word: Attention.Gate.head.rawValue)
      out.set("rope_key_norm", true)
    }
    func full(isIndexed: Bool) -> MixerRule {
      .one { config, shape in
        var out = LatentRule().draft(&config, shape)
        gated(&out)
        return isIndexed ? out.indexed(config.indexer()) : out
      }
    }
    let local = MixerRule.one { config, shape in
      // A newer file gives the windowed layers' sizes by layer, where they differ; an older one under `swa_` keys.
      let own = config.layerSizes()
      func size(_ key: String, _ standard: Int, in range: ClosedRange<Int> = Config.sizes) -> Int {
        guard let own else { return config.int("swa_\(key)", in: range, default: standard) }
        return own[key] ?? config.int([key], in: range, else: nil)
      }
      let head = size("head_dim", 256), nope = size("qk_nope_head_dim", 192, in: 0...65_536)
      var out = SublayerDraft(LatentAttention.kind)
      out.set("heads", size("num_attention_heads", 64))
      out.set("query_rank", size("q_lora_rank", 1_024))
      out.set("kv_rank", size("kv_lora_rank", 1_024))
      out.set("nope_size", nope)
      out.set("rope_size", size("qk_rope_head_dim", max(0, head - nope), in: 0...65_536))
      out.set("value_size", size("v_head_dim", 128))
      out.set(
        "window", config.windowSize("sliding_window") ?? config.int("sliding_window_size", default: 512))
      out.set("bias", config.flag("attention_bias", default: false))
      gated(&out)
      return out
    }
    spec.mixers = [
      "full_attention": full(isIndexed: false), "indexed_attention": full(isIndexed: true),
      "sliding_attention": local,
    ]
    spec.mixing = Pattern { config, shape in
      let isIndexed = config.flag("use_dsa", default: true)
      let slides = config.flag("use_sliding_window", default: true)
      let full = isIndexed ? "indexed_attention" : "full_attention"
      let types = Pattern.layerTypes(
        ["full_attention", "indexed_attention", "sliding_attention"],
        else: .by { !slides || $0 < 2 || $0 % 4 == 1 ? full : "sliding_attention" }
      ).read(&config, shape)
      guard config.has("use_dsa") || !config.has("per_layer_config") else { return types }
      return types.map { $0 == "sliding_attention" ? $0 : full }
    }
    var experts = glmExperts
    experts.finish = { out, config, _ in
      let width = config.int(
        "moe_shared_expert_intermediate_size", "shared_experts_intermediate_size", default: out.width)
      out.sharedWidth = width * max(1, out.shared)
    }
    spec.feeds = ["dense": .gated(bias: "mlp_bias"), "sparse": .experts(experts)]
    spec.sharedBias = "mlp_bias"
    spec.inert += [
      "swa_num_key_value_heads", "swa_rope_theta", "use_dsa", "sliding_window_size", "per_layer_config",
    ]
    return spec
  }
}

extension FeedRule {
  /// The same, normalised at another place than the model's layers.
  func norm(_ placement: Norm.Placement) -> FeedRule {
    let read = read
    return FeedRule { config, shape in
      var out = read(&config, shape)
      out?.set("norm", word: placement.rawValue)
      return out
    }
  }
}
