import Architecture

// Grouped-query attention with a mixture of experts in all or most layers.

extension Families {
  /// Experts as wide as `intermediate_size`.
  private static let plainExperts = ExpertsRule(width: "intermediate_size")

  static let experts: [FamilySpec] = [
    FamilySpec("mixtral") {
      $0.architectures = ["MixtralForCausalLM"]
      $0.mixers["full_attention"] = .attention(AttentionRule(window: .window("sliding_window")))
      $0.feeds = ["dense": .experts(plainExperts)]
    },
    FamilySpec("phimoe") {
      $0.norm = .always("layer")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(headSize: .perHead, window: .window("sliding_window")))
      $0.feeds = ["dense": .experts(plainExperts)]
      $0.flags = [("head_bias", "lm_head_bias")]
    },
    FamilySpec("olmoe") {
      $0.mixers["full_attention"] = .attention(
        AttentionRule(headSize: .perHead, qkNorm: .always(.full), flags: [("qkv_clip", .isSet("clip_qkv"))]))
      $0.feeds = ["dense": .experts(plainExperts)]
    },
    FamilySpec("flex_olmo") {
      $0.placement = .always(.post)
      $0.mixers["full_attention"] = .attention(AttentionRule(qkNorm: .always(.full)))
      $0.feeds = ["dense": .experts(plainExperts)]
    },
    FamilySpec("qwen2_moe") {
      $0.mixers = MixerRule.windowed(
        AttentionRule(bias: "qkv_bias", outputBias: false), window: .window("sliding_window"))
      $0.mixing = qwen2Windows
      $0.feeds = ["dense": .gated(bias: false), "sparse": .experts(qwenExperts)]
      $0.feeding = qwenFeeds
    },
    FamilySpec("qwen3_moe", "qwen3_vl_moe_text", "qwen3_omni_moe_text") {
      let window = Size { config, _ in
        let window = config.windowSize("sliding_window")
        return config.declares("use_sliding_window") && config.flag("use_sliding_window", default: false)
          ? window : nil
      }
      $0.mixers["full_attention"] = .attention(
        AttentionRule(qkNorm: .always(.head), window: window))
      $0.feeds = ["dense": .gated(bias: false), "sparse": .experts()]
      $0.feeding = qwenFeeds
      $0.inert = ["max_window_layers"]
    },
    FamilySpec("granitemoe", "granitemoeshared") { $0.feeds = ["dense": .experts(graniteExperts)] },
    FamilySpec("granitemoe_swa") {
      $0.mixers = graniteWindows
      $0.mixing = granitePattern
      $0.feeds = ["dense": .experts(graniteExperts)]
    },
    FamilySpec("aria_text") {
      $0.sharedBias = "mlp_bias"
      $0.feeds = [
        "dense": .experts(
          ExpertsRule(
            experts: "moe_num_experts", active: "moe_topk", width: "intermediate_size",
            shared: .width(
              Size { config, shape in
                let count = config.int("moe_num_shared_experts", in: 0...10_000)
                return count * config.int("intermediate_size")
              })))
      ]
    },
    FamilySpec("hunyuan_v1_moe") {
      $0.mixers["full_attention"] = .attention(
        AttentionRule(qkNorm: .always(.head), flags: [("qk_norm_after_rope", true)]))
      $0.feeds = [
        "dense": .experts(
          ExpertsRule(
            active: .same("moe_topk"), width: "intermediate_size", shared: .width("intermediate_size")))
      ]
    },
    FamilySpec("minimax_m2") {
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          bias: false, qkNorm: .when(.key("use_qk_norm", else: true), .full, else: .none),
          ropeSize: .key("rotary_dim", else: .headSize)))
      $0.feeds = [
        "dense": .experts(
          ExpertsRule(
            width: "intermediate_size", scoring: .always(.sigmoid),
            expertBias: .key("use_routing_bias", else: true)))
      ]
      $0.modules = ["num_mtp_modules"]
      $0.inert = [
        "attn_type_list", "mlp_intermediate_size", "shared_intermediate_size", "shared_moe_mode",
        "scoring_func",
        "layernorm_full_attention_beta", "layernorm_linear_attention_beta", "layernorm_mlp_beta",
        "mtp_transformer_layers", "use_mtp", "qk_norm_type",
      ]
    },
    FamilySpec("solar_open") {
      $0.mixers["full_attention"] = .attention(AttentionRule(bias: "attention_bias", outputBias: false))
      $0.feeds = ["dense": .experts(glmExperts)]
    },
    FamilySpec("glm4_moe", "sarvam_moe", "glm4v_moe_text") { $0 = glm4MoE($0) },
    FamilySpec("ernie4_5_moe", "ernie4_5_vl_moe_text") {
      $0.sharedBias = "use_bias"
      $0.flags = [("head_bias", "use_bias")]
      $0.mixers["full_attention"] = .attention(AttentionRule(bias: "use_bias"))
      $0.feeds = [
        "dense": .gated(bias: "use_bias"),
        "sparse": .experts(
          ExpertsRule(
            experts: "moe_num_experts", active: "moe_k", shared: .count("moe_num_shared_experts"),
            expertBias: true, countsBias: true)),
      ]
      $0.feeding = ernieFeeds
    },
    FamilySpec("exaone_moe") {
      $0.mixers = exaoneWindows
      $0.mixing = exaonePattern
      $0.feeds = [
        "dense": .gated(bias: false),
        "sparse": .experts(
          ExpertsRule(shared: .count("num_shared_experts"), scoring: .always(.sigmoid), expertBias: true)),
      ]
      $0.feeding = .dense(.key("first_k_dense_replace", in: 0...4_096))
    },
    FamilySpec("flint") {
      $0.mixers = MixerRule.windowed(AttentionRule(qkNorm: .always(.head), hasSinks: true))
      $0.mixing = .layerTypes(
        else: Pattern { _, shape in
          (0..<shape.layers).map {
            $0 < 2 || $0 % 4 == 1 || $0 == shape.layers - 1 ? "full_attention" : "sliding_attention"
          }
        })
      $0.feeds = [
        "dense": .gated(bias: false),
        "sparse": .experts(
          ExpertsRule(
            shared: .width(.key("shared_expert_intermediate_size", in: 0...1_000_000_000)),
            scoring: .always(.sigmoid), expertBias: true)),
      ]
      $0.feeding = Pattern { config, shape in
        let step = config.int("decoder_sparse_step", in: 0...4_096)
        let named = Set(config.ints("mlp_only_layers") ?? [0, 1])
        return (0..<shape.layers).map {
          step > 0 && ($0 + 1) % step == 0 && !named.contains($0) ? "sparse" : "dense"
        }
      }
    },
    FamilySpec("kolibri1") {
      $0.placement = .always(.sandwich)
      $0.mixers = MixerRule.windowed(AttentionRule(bias: false, qkNorm: .always(.head)))
      $0.mixing = .layerTypes(else: .closing(5, "full_attention", rest: "sliding_attention"))
      $0.feeds = [
        "dense": .experts(
          ExpertsRule(
            shared: .width(.key("shared_expert_intermediate_size", in: 0...1_000_000_000)),
            scoring: .always(.sigmoid), expertBias: true))
      ]
    },
    FamilySpec("laguna") { $0 = laguna($0) },
    FamilySpec("mellum") {
      $0.mixers = MixerRule.windowed(AttentionRule(qkNorm: .always(.head)))
      $0.mixing = .layerTypes(else: .all("full_attention"))
      $0.feeds = ["dense": .gated(bias: false), "sparse": .experts()]
      $0.feeding = .listed("mlp_layer_types", of: Pattern.feeds, else: .all("sparse"))
      $0.inert = ["mtp_layer_types", "mtp_mlp_layer_types", "decoder_sparse_step", "mlp_only_layers"]
    },
    FamilySpec("afmoe") {
      $0.placement = .always(.sandwich)
      $0.mixers = MixerRule.windowed(
        AttentionRule(qkNorm: .always(.head), gate: .always(.element)), global: { $0.ropeShare = nil })
      $0.mixing = .layerTypes(
        else: .closing("global_attn_every_n_layers", "full_attention", rest: "sliding_attention"))
      $0.feeds = [
        "dense": .gated(bias: false),
        "sparse": .experts(
          ExpertsRule(
            shared: .count("num_shared_experts"), scoring: .always(.sigmoid), expertBias: true,
            countsBias: true)),
      ]
      $0.feeding = .first(.key("num_dense_layers", in: 0...4_096), "dense", then: .all("sparse"))
      $0.inert = [
        "num_expert_groups", "num_limited_groups", "score_func", "mup_enabled", "load_balance_coeff",
        "use_grouped_mm", "global_attn_every_n_layers",
      ]
    },
    FamilySpec("hy_v3") {
      $0.sharedBias = "mlp_bias"
      $0.mixers["full_attention"] = .attention(AttentionRule(qkNorm: .always(.head)))
      $0.feeds = [
        "dense": .gated(bias: "mlp_bias"),
        "sparse": .experts(
          ExpertsRule(shared: .count("num_shared_experts"), scoring: .always(.sigmoid), expertBias: true)),
      ]
      $0.feeding = .dense(.key("first_k_dense_replace", else: 1, in: 0...4_096))
      $0.inert = ["qk_norm", "moe_router_use_sigmoid", "moe_router_enable_expert_bias"]
    },
    FamilySpec("gpt_oss") {
      $0.mixers = MixerRule.windowed(
        AttentionRule(hasSinks: true, isYarnByDefault: true), window: .window("sliding_window"))
      $0.mixing = .layerTypes(else: .by { $0 % 2 == 0 ? "sliding_attention" : "full_attention" })
      $0.feeds = [
        "dense": .experts(ExpertsRule(width: "intermediate_size", bias: true, routerBias: true))
      ]
      $0.inert = ["experts_per_token", "initial_context_length"]
    },
    FamilySpec("llama4_text", "llama4") { $0 = llama4($0) },
  ]

  // MARK: Shared by several

  static let qwenExperts = ExpertsRule(
    shared: .width(.key("shared_expert_intermediate_size", else: 0, in: 0...1_000_000_000), isGated: true))

  /// Every `decoder_sparse_step`-th layer has experts, but for those that `mlp_only_layers` names.
  static let qwenFeeds = Pattern.except(
    "mlp_only_layers", "dense",
    .closing(.key("decoder_sparse_step", else: 1, in: 0...4_096), "sparse", rest: "dense"))

  /// The second generation's windows alternate, below `max_window_layers`.
  private static let qwen2Windows = Pattern { config, shape in
    let slides = config.flag("use_sliding_window", default: false)
    let last = config.int("max_window_layers", in: 0...1_000_000)
    let listed = Pattern.layerTypes(
      else: .by { slides && $0 % 2 == 0 && $0 < last ? "sliding_attention" : "full_attention" }
    ).read(&config, shape)
    return slides ? listed : listed.map { _ in "full_attention" }
  }

  private static let graniteExperts = ExpertsRule(
    width: "intermediate_size",
    shared: .width(
      Size { config, _ in
        config.declares("shared_intermediate_size")
          ? config.int("shared_intermediate_size", in: 0...1_000_000_000) : 0
      }))

  static let glmExperts = ExpertsRule(
    experts: .key("n_routed_experts", "num_experts"), shared: .count("n_shared_experts"),
    scoring: .always(.sigmoid), expertBias: true)

  private static func glm4MoE(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers["full_attention"] = .attention(
      AttentionRule(
        headSize: .key("head_dim", else: .perHead), outputBias: false,
        qkNorm: .when("use_qk_norm", .head, else: .none), ropeShare: 0.5))
    spec.feeds = ["dense": .gated(bias: false), "sparse": .experts(glmExperts)]
    spec.feeding = .first(.key("first_k_dense_replace", in: 0...4_096), "dense", then: .all("sparse"))
    return spec
  }

  private static let ernieFeeds = Pattern { config, shape in
    let first = config.int("moe_layer_start_index", in: 0...4_096)
    let last = config.int("moe_layer_end_index", in: -1...4_096)
    let step = config.int("moe_layer_interval", in: 1...4_096)
    return (0..<shape.layers).map {
      ($0 + 1) % step == 0 && $0 >= first && (last == -1 || $0 <= last) ? "sparse" : "dense"
    }
  }

  /// Laguna: as many query heads as the layer's entry says.
  private static func laguna(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixing = Pattern { config, shape in
      let types = Pattern.layerTypes(else: .all("full_attention")).read(&config, shape)
      let standard = config.int("num_attention_heads")
      let heads = config.ints("num_attention_heads_per_layer", count: shape.layers, in: 1...65_536)
      return types.enumerated().map { "\($1) \(heads?[$0] ?? standard)" }
    }
    let gate = Choice<Attention.Gate> { config in
      // `true` and `per-head` both mean one gate per head.
      if config.isText("gating") { return config.text("gating") == "per-head" ? .head : .element }
      return config.flag("gating", default: true) ? .head : .element
    }
    let rule = AttentionRule(qkNorm: .always(.head), gate: gate)
    spec.mixerFor = { word in
      let parts = word.split(separator: " ")
      guard parts.count == 2, let heads = Int(parts[1]) else { return nil }
      let isLocal = parts[0] == "sliding_attention"
      return .attention(
        rule.with {
          $0.heads = Size { _, _ in heads }
          $0.ropeLabel = String(parts[0])
          $0.window = isLocal ? .window("sliding_window") : nil
        })
    }
    spec.feeds = [
      "dense": .gated(bias: false),
      "sparse": .experts(
        ExpertsRule(
          shared: .width("shared_expert_intermediate_size"), scoring: .always(.sigmoid), expertBias: true,
          countsBias: true)),
    ]
    spec.feeding = .listed(
      "mlp_layer_types", of: Pattern.feeds,
      else: Pattern { config, shape in
        if config.has("decoder_sparse_step") || config.has("mlp_only_layers") {
          return qwenFeeds.read(&config, shape)
        }
        return (0..<shape.layers).map { $0 == 0 ? "dense" : "sparse" }
      })
    spec.inert = [
      "moe_router_logit_softcapping", "moe_apply_router_weight_on_input", "swa_attention_sink_enabled",
      "decoder_sparse_step", "mlp_only_layers", "num_attention_heads_per_layer",
    ]
    return spec
  }

  /// Llama 4: chunks with rotation; layers without it read everything.
  private static func llama4(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    let rule = AttentionRule()
    let local = rule.with {
      $0.qkNorm = .when(.key("use_qk_norm", else: true), .unscaled, else: .none)
    }
    spec.mixers = [
      "chunked_attention": .attention(local.with { $0.chunk = .optional("attention_chunk_size") }),
      "rotated": .attention(local), "nope": .attention(rule.with { $0.ropeShare = nil }),
      "chunked_nope": .attention(
        rule.with {
          $0.ropeShare = nil
          $0.chunk = .optional("attention_chunk_size")
        }),
    ]
    spec.mixing = Pattern { config, shape in
      let interval = config.int("no_rope_layer_interval", in: 1...4_096, default: 4)
      let isEmpty = config.list("no_rope_layers")?.isEmpty ?? true
      let rotates =
        (isEmpty ? nil : config.ints("no_rope_layers", count: shape.layers, in: 0...1))
        ?? (0..<shape.layers).map { ($0 + 1) % interval != 0 ? 1 : 0 }
      let types = Pattern.layerTypes(
        ["chunked_attention", "full_attention"],
        else: .by { rotates[$0] == 1 ? "chunked_attention" : "full_attention" }
      ).read(&config, shape)
      return zip(types, rotates).map { type, rotates in
        type == "chunked_attention"
          ? (rotates == 1 ? "chunked_attention" : "chunked_nope") : rotates == 1 ? "rotated" : "nope"
      }
    }
    spec.feeds = [
      "dense": .gated(width: "intermediate_size_mlp", bias: false),
      "sparse": .experts(
        ExpertsRule(
          width: "intermediate_size", shared: .width("intermediate_size"), scoring: .always(.sigmoid))),
    ]
    spec.feeding = Pattern { config, shape in
      let step = config.int("interleave_moe_layer_step", in: 1...4_096)
      let listed = config.ints("moe_layers").map(Set.init)
      return (0..<shape.layers).map {
        listed?.contains($0) ?? (($0 + 1) % step == 0) ? "sparse" : "dense"
      }
    }
    spec.inert = ["attn_temperature_tuning", "attn_scale", "floor_scale", "for_llm_compressor"]
    return spec
  }
}

extension Size {
  /// A number, or a list of one number that every layer has.
  static func same(_ key: String) -> Size {
    Size { config, shape in
      guard config.isList(key) else { return config.int([key], else: nil) }
      let found = Set(config.ints(key, in: 1...1_000_000_000) ?? [])
      if found.count > 1 {
        config.fail(
          .unknownValue, key, "lists different numbers for layers, which this family has no words for")
      }
      return found.first ?? 1
    }
  }
}
