import Architecture

extension Families {
  /// Nemotron-H: each layer is one sublayer, spelled by a pattern of M (Mamba-2), * (attention), E (experts), - (MLP).
  static let nemotronH = FamilySpec("nemotron_h") {
    $0.depth = Size { config, _ in nemotronWords(&config).count }
    $0.mixing = Pattern { config, _ in nemotronWords(&config) }
    $0.mixers = [
      "linear_attention": .one { config, _ in nemotronMamba(&config) },
      // No position is encoded, and no projection has a bias, whatever `attention_bias` says.
      "full_attention": .attention(
        AttentionRule(headSize: .key("head_dim", "attention_head_dim"), bias: false, ropeShare: nil)),
      "moe": .one { config, shape in
        ExpertsRule(
          experts: "n_routed_experts", shared: .width("moe_shared_expert_intermediate_size"),
          scoring: .always(.sigmoid), expertBias: true, isGated: false,
          finish: { out, config, _ in out.latent = config.optionalInt("moe_latent_size") }
        ).draft(&config, shape)
      },
      "mlp": MixerRule { config, shape in [FeedRule.plain().read(&config, shape)].compactMap(\.self) },
    ]
    $0.feeds = ["dense": .none]
    // The class has no tied weights.
    $0.tied = Flag { $0.untied() }
    $0.modules = []
    $0.inert = [
      "attention_bias", "partial_rotary_factor", "expand", "mamba_expand", "mamba_hidden_act", "chunk_size",
      "num_query_groups", "n_routed_experts", "num_experts_per_tok", "moe_intermediate_size",
      "n_shared_experts",
      "moe_shared_expert_intermediate_size", "moe_latent_size", "moe_shared_expert_overlap",
      "num_logits_to_keep",
      "mamba_proj_bias", "mtp_layers_block_type", "num_hidden_layers", "num_nextn_predict_layers",
      "mtp_hybrid_override_pattern", "hybrid_override_pattern", "layers_block_type", "mamba_ssm_cache_dtype",
      "mlp_bias",
    ]
    $0.finish = nemotronFinish
  }

  private static let letters: [Character: String] = [
    "M": "linear_attention", "*": "full_attention", "E": "moe", "-": "mlp",
  ]

  /// The word of each layer: a list, a pattern, or the four the class begins with.
  private static func nemotronWords(_ config: inout Config) -> [String] {
    let legacy = ["mamba": "linear_attention", "attention": "full_attention"]
    if let words = config.words("layers_block_type") {
      return words.map { item in
        let word = legacy[item] ?? item
        if !letters.values.contains(word) {
          config.fail(
            .unknownValue, "layers_block_type",
            "lists '\(item)'; known: attention, linear_attention, mlp, moe")
          return "mlp"
        }
        return word
      }
    }
    guard let pattern = config.text("hybrid_override_pattern") else {
      let words = ["linear_attention", "moe", "full_attention", "mlp"]
      config.assumePattern("layers_block_type", words)
      return words
    }
    if let stranger = pattern.first(where: { letters[$0] == nil }) {
      config.fail(.unknownValue, "hybrid_override_pattern", "has the letter '\(stranger)'; known: M * E -")
    }
    // A length of its own that disagrees: the file was cut, or the pattern is another model's.
    if let count = config.optionalInt("num_hidden_layers"), count != pattern.count, count > 0 {
      config.fail(.impossible, "hybrid_override_pattern", "has \(pattern.count) letters for \(count) layers")
    }
    return pattern.map { letters[$0] ?? "mlp" }
  }

  static func nemotronMamba(_ config: inout Config) -> SublayerDraft {
    var out = SublayerDraft(Mamba2.kind)
    out.set("heads", config.int("mamba_num_heads"))
    out.set("head_size", config.int("mamba_head_dim"))
    out.set("state_size", config.int("ssm_state_size"))
    out.set("groups", config.int("mamba_n_groups", "n_groups"), unless: 1)
    out.set("convolution", config.int("mamba_d_conv", "conv_kernel", in: 1...64), unless: 4)
    out.set("convolution_bias", config.flag("mamba_conv_bias", "use_conv_bias", default: true), unless: true)
    out.set("bias", config.flag("use_bias", default: false))
    return out
  }

  private static let nemotronFinish: @Sendable (inout Draft, inout Config, Shape) -> Void = {
    draft, config, shape in
    let sparse = draft.layers.count { $0.words[0] == "moe" }
    if sparse > 0, config.flag("mlp_bias", default: false) {
      var tensors: [Value] = [
        .tensor(
          "shared_up", [config.int("moe_shared_expert_intermediate_size")], .sharedExperts, copies: sparse),
        .tensor("shared_down", [shape.width], .sharedExperts, copies: sparse),
      ]
      if let latent = config.optionalInt("moe_latent_size") {
        tensors += [
          .tensor("latent_down", [latent], .sharedExperts, copies: sparse),
          .tensor("latent_up", [shape.width], .sharedExperts, copies: sparse),
        ]
      }
      draft.addCore("biases", "Biases of shared experts", tensors)
    }
    let modules = config.modules("num_nextn_predict_layers")
    guard modules > 0 else { return }
    let pattern = config.text("mtp_hybrid_override_pattern") ?? "*E"
    var part = PartDraft.prediction(modules: modules, width: shape.width, layer: LayerDraft([], words: []))
    part.layers = pattern.compactMap { letter in
      let word = letters[letter] ?? ""
      return draft.layers.first {
        $0.words[0] == word || (word.hasPrefix("full") && $0.words[0] == "global")
          || (word.hasPrefix("linear") && $0.words[0] == "linear")
      }
    }
    draft.parts.append(part)
  }
}
