import Architecture

// Gemma's sandwich norms and GeGLU, and Cohere's parallel layers: windows between layers that read everything.

extension Families {
  static let gemma: [FamilySpec] = [
    FamilySpec("gemma") {
      $0.feeds = ["dense": .gated(bias: false, activation: .geluTanh)]
      $0.inert = ["hidden_activation"]
    },
    FamilySpec("gemma2") { $0 = gemma2($0, normalizesOutput: true) },
    FamilySpec("vaultgemma") { $0 = gemma2($0, normalizesOutput: false) },
    FamilySpec("gemma3_text") {
      $0.placement = .always(.sandwich)
      $0.mixers = MixerRule.windowed(
        AttentionRule(qkNorm: .always(.head), softcap: .isSet("attn_logit_softcapping")), window: gemmaWindow)
      $0.mixing = .layerTypes(
        else: .closing(
          .key("sliding_window_pattern", "_sliding_window_pattern", else: 6, in: 1...4_096), "full_attention",
          rest: "sliding_attention"))
      $0.feeds = ["dense": .gated(bias: false)]
    },
    FamilySpec("cohere") {
      $0 = cohere($0)
      $0.mixers["full_attention"] = .attention(
        AttentionRule(qkNorm: .when("use_qk_norm", .perHead, else: .none)))
    },
    FamilySpec("cohere2") {
      $0 = cohere($0)
      // Only windowed layers rotate.
      $0.mixers = MixerRule.windowed(AttentionRule(), global: { $0.ropeShare = nil })
      $0.mixing = .layerTypes(else: coherePattern)
      $0.refused = ["use_qk_norm"]
    },
    FamilySpec("cohere2_moe") {
      $0 = cohere($0)
      $0.mixers = MixerRule.windowed(global: { $0.ropeShare = nil })
      $0.mixers["rotated"] = .attention()
      $0.mixing = cohereMoEMixing
      $0.feeds = [
        "dense": .gated(
          width: .key("prefix_dense_intermediate_size", else: "intermediate_size"), bias: false),
        "sparse": .experts(
          ExpertsRule(
            width: "intermediate_size", shared: .count("num_shared_experts"),
            scoring: Choice {
              $0.word("expert_selection_fn", of: ["softmax", "sigmoid"], default: "softmax") == "sigmoid"
                ? .sigmoid : .softmax
            })),
      ]
      $0.feeding = cohereFeeds
      $0.norm = Choice { $0.has("rms_norm_eps") ? "rms" : "layer_without_bias" }
    },
  ]

  /// With bidirectional attention both sides share the window.
  static let gemmaWindow = Size { config, _ in
    let window = config.windowSize("sliding_window", "sliding_window_size")
    let key = "use_bidirectional_attention"
    let isBoth =
      config.isText(key) ? config.text(key) == "all" : config.declares(key) && config.flag([key], else: false)
    return isBoth ? window.map { $0 / 2 + 1 } : window
  }

  private static func gemma2(_ base: FamilySpec, normalizesOutput: Bool) -> FamilySpec {
    var spec = base
    spec.placement = .always(normalizesOutput ? .sandwich : .pre)
    spec.mixers = MixerRule.windowed(AttentionRule(softcap: .isSet("attn_logit_softcapping")))
    spec.mixing = .layerTypes(else: .by { $0 % 2 == 0 ? "sliding_attention" : "full_attention" })
    spec.feeds = ["dense": .gated(bias: false)]
    return spec
  }

  private static func cohere(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.norm = .always("layer_without_bias")
    spec.wiring = .always("parallel")
    spec.feeds = ["dense": .gated(bias: false)]
    spec.inert = [
      "use_parallel_block", "use_parallel_embedding", "use_embedding_sharing", "layer_switch",
      "use_gated_activation", "position_embedding_type", "prefix_dense_intermediate_size",
      "order_of_interleaved_layers", "rotary_pct", "shared_expert_combination_strategy",
      "prefix_dense_sliding_window_pattern", "expert_selection_fn",
    ]
    return spec
  }

  private static let coherePattern = Pattern.closing(
    .key("sliding_window_pattern", "_sliding_window_pattern", else: 4, in: 1...4_096), "full_attention",
    rest: "sliding_attention")

  private static let coherePrefix = Size.key("first_k_dense_replace", else: 0, in: 0...4_096)
  private static let cohereFeeds = Pattern.dense(coherePrefix)

  /// The dense prefix has a pattern of its own; with period 1 it reads everything and rotates all the same.
  private static let cohereMoEMixing = Pattern { config, shape in
    let period = config.int("sliding_window_pattern", "_sliding_window_pattern", in: 1...4_096, default: 4)
    let prefixPeriod = config.int("prefix_dense_sliding_window_pattern", in: 1...4_096, default: 1)
    let prefix = coherePrefix.read(&config, shape) ?? 0
    let types = Pattern.layerTypes(
      else: .by { index in
        let closes = index < prefix ? (index + 1) % prefixPeriod == 0 : (index - prefix + 1) % period == 0
        return closes ? "full_attention" : "sliding_attention"
      }
    ).read(&config, shape)
    let feeds = cohereFeeds.read(&config, shape)
    return zip(types, feeds).map {
      $0 == "full_attention" && $1 == "dense" && prefixPeriod == 1 ? "rotated" : $0
    }
  }
}
