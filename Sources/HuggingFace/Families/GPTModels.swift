import Architecture

// Decoders on GPT's plan: LayerNorm, multi-head attention, a plain feed-forward of four times the width.

extension Families {
  private static let four = Size.times(4, .width)
  private static let multiHead = AttentionRule(headSize: .perHead, bias: true)
  /// Older files call the width `n_embed`, and that counts.
  private static let oldWidth = Size { config, _ in
    config.has("n_embed") ? config.int("n_embed") : config.int("hidden_size")
  }

  static let gpt: [FamilySpec] = [
    FamilySpec("gpt2", "gpt-sw3") {
      $0.architectures = ["GPT2LMHeadModel"]
      $0.norm = .always("layer")
      $0.learnedPositions = "max_position_embeddings"
      $0.mixers["full_attention"] = .attention(multiHead.with { $0.ropeShare = nil })
      $0.feeds = ["dense": .plain(width: .key("n_inner", else: four), bias: true)]
      $0.refused = ["add_cross_attention"]
      $0.inert = [
        "output_past", "use_scaled_init_for_output_weights", "n_ctx", "scale_attn_weights",
        "scale_attn_by_inverse_layer_idx", "reorder_and_upcast_attn",
        "normalize_attention_scores",
      ]
    },
    FamilySpec("gpt_bigcode") {
      $0.refused = ["add_cross_attention"]
      $0.norm = .always("layer")
      $0.learnedPositions = "max_position_embeddings"
      $0.mixers["full_attention"] = .attention(
        multiHead.with {
          $0.ropeShare = nil
          $0.kvHeads = Size { config, shape in
            config.flag("multi_query", default: true) ? 1 : Size.heads.read(&config, shape)
          }
        })
      $0.feeds = ["dense": .plain(width: .key("n_inner", else: four), bias: true)]
      $0.inert = [
        "n_ctx", "attention_softmax_in_fp32", "scale_attention_softmax_in_fp32", "scale_attn_weights",
      ]
    },
    FamilySpec("openai-gpt") {
      $0.norm = .always("layer")
      $0.placement = .always(.stream)
      $0.hasFinalNorm = false
      $0.learnedPositions = "max_position_embeddings"
      $0.mixers["full_attention"] = .attention(multiHead.with { $0.ropeShare = nil })
      $0.feeds = ["dense": .plain(width: four, bias: true)]
      $0.inert = ["n_ctx"]
    },
    FamilySpec("gpt_neo") {
      $0.norm = .always("layer")
      $0.learnedPositions = "max_position_embeddings"
      let rule = AttentionRule(headSize: .perHead, bias: false, outputBias: true, ropeShare: nil)
      $0.mixers = ["global": .attention(rule), "local": .attention(rule.with { $0.window = "window_size" })]
      $0.mixing = gptNeo
      $0.feeds = ["dense": .plain(width: .key("intermediate_size", else: four), bias: true)]
      $0.inert = ["attention_types"]
    },
    FamilySpec("gpt_neox") {
      $0.norm = .always("layer")
      $0.wiring = .when("use_parallel_residual", "parallel_own_norms", else: nil)
      $0.mixers["full_attention"] = .attention(
        AttentionRule(headSize: .perHead, bias: "attention_bias", ropeShare: nil).rotated("rotary_pct", 0.25))
      $0.feeds = ["dense": .plain(bias: true)]
      $0.inert = ["rotary_emb_base", "classifier_dropout"]
    },
    FamilySpec("gpt_neox_japanese") {
      $0.norm = .always("layer")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(headSize: .perHead, bias: false, ropeShare: nil).rotated("rotary_pct", 1))
      $0.feeds = ["dense": .plain(width: .multiple("intermediate_multiple_size"), bias: false)]
      // The output projection has a bias in the last layer alone.
      $0.finish = { draft, _, shape in
        draft.addCore("last_bias", "Bias of the last layer's attention", [.tensor("bias", [shape.width])])
      }
      $0.inert = ["rotary_emb_base"]
    },
    FamilySpec("gptj") { spec in
      spec.norm = .always("layer")
      spec.wiring = .always("parallel")
      spec.mixers["full_attention"] = .attention(
        AttentionRule(headSize: .perHead, bias: false, ropeSize: .key("rotary_dim", else: .perHead)))
      spec.feeds = ["dense": .plain(width: .key("n_inner", else: four), bias: true)]
      spec.flags = [("head_bias", true)]
    },
    FamilySpec("codegen") {
      $0.norm = .always("layer")
      $0.wiring = .always("parallel")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(headSize: .perHead, bias: false, ropeSize: .key("rotary_dim", else: .perHead)))
      $0.feeds = ["dense": .plain(width: .key("n_inner", else: four), bias: true)]
      $0.flags = [("head_bias", true)]
      $0.inert = ["n_ctx"]
    },
    FamilySpec("phi") {
      $0.norm = .always("layer")
      $0.wiring = .always("parallel")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          headSize: .key("head_dim", else: .perHead), bias: true,
          qkNorm: .when("qk_layernorm", .head, else: .none), ropeShare: 0.5,
          flags: [("qk_norm_bias", "qk_layernorm")]))
      $0.feeds = ["dense": .plain(bias: true)]
      $0.flags = [("head_bias", true)]
    },
    FamilySpec("persimmon") {
      $0.norm = .always("layer")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          headSize: .perHead, bias: true, qkNorm: .when("qk_layernorm", .head, else: .none), ropeShare: 0.5,
          flags: [("qk_norm_bias", "qk_layernorm")]))
      $0.feeds = ["dense": .plain(bias: true)]
    },
    FamilySpec("bloom") {
      $0.width = oldWidth
      $0.norm = .always("layer")
      $0.context = .key("seq_length", else: 2_048)
      $0.mixers["full_attention"] = .attention(
        multiHead.with {
          $0.ropeShare = nil
          $0.flags = [("alibi", true)]
        })
      $0.feeds = ["dense": .plain(width: four, bias: true, activation: .geluTanh)]
      $0.flags = [("embedding_norm", true)]
      $0.inert = [
        "apply_residual_connection_post_layernorm", "slow_but_exact", "n_embed", "n_inner", "offset_alibi",
        "skip_bias_add", "skip_bias_add_qkv", "unk_token_id", "seq_length",
      ]
    },
    FamilySpec("mpt") {
      $0.norm = .always("layer_without_bias")
      $0.context = .key("max_seq_len")
      $0.mixers["full_attention"] = .one(mpt)
      $0.feeds = ["dense": .plain(width: four, bias: false, activation: .gelu)]
      $0.inert = [
        "expansion_ratio", "learned_pos_emb", "init_device", "embedding_fraction", "norm_type", "no_bias",
        "verbose", "logit_scale",
      ]
    },
    FamilySpec("opt") {
      $0.norm = .when("layer_norm_elementwise_affine", "layer", else: "layer_unscaled")
      $0.placement = .when("do_layer_norm_before", .pre, else: .stream)
      $0.hasFinalNorm = Flag {
        $0.flag("do_layer_norm_before", default: true) && !$0.flag("_remove_final_layer_norm", default: false)
      }
      // Two rows before the first position, for padding.
      $0.learnedPositions = .plus(2, "max_position_embeddings")
      $0.mixers["full_attention"] = .attention(
        AttentionRule(headSize: .perHead, bias: "enable_bias", ropeShare: nil))
      $0.feeds = ["dense": .plain(width: "ffn_dim", bias: "enable_bias")]
      $0.finish = { draft, config, shape in
        if let size = config.optionalInt("word_embed_proj_dim"), size != shape.width {
          draft.extra.append(.init(name: "embedding_size", value: .int(size)))
        }
      }
    },
    FamilySpec("biogpt") {
      $0.norm = .always("layer")
      $0.learnedPositions = .plus(2, "max_position_embeddings")
      $0.mixers["full_attention"] = .attention(multiHead.with { $0.ropeShare = nil })
      $0.feeds = ["dense": .plain(bias: true)]
    },
    FamilySpec("xglm") {
      $0.refused = ["add_cross_attention"]
      $0.norm = .always("layer")
      $0.flags = [("sinusoidal_positions", true)]
      $0.mixers["full_attention"] = .attention(multiHead.with { $0.ropeShare = nil })
      $0.feeds = ["dense": .plain(width: "ffn_dim", bias: true)]
    },
    FamilySpec("ctrl") {
      $0.norm = .always("layer")
      $0.flags = [("sinusoidal_positions", true), ("head_bias", true)]
      $0.mixers["full_attention"] = .attention(multiHead.with { $0.ropeShare = nil })
      $0.feeds = ["dense": .plain(width: "dff", bias: true, activation: .relu)]
    },
    falcon,
  ]

  /// `attention_types`: groups of words, each repeated so many times.
  private static let gptNeo = Pattern { config, shape in
    let other = (0..<shape.layers).map { $0 % 2 == 0 ? "global" : "local" }
    if let words = config.words("attention_layers", count: shape.layers, of: ["global", "local"]) {
      return words
    }
    guard let groups = config.list("attention_types") else {
      if shape.layers != 24 {
        config.fail(
          .impossible, "attention_types", "is absent, which describes 24 layers, not \(shape.layers)")
      }
      return other
    }
    var words: [String] = []
    for group in groups {
      guard case .list(let pair) = group, case .list(let names)? = pair.first,
        case .int(let times)? = pair.last,
        (0...4_096).contains(times)
      else {
        config.fail(.wrongType, "attention_types", "must be a list of [[words], times]")
        return other
      }
      for _ in 0..<times where words.count <= shape.layers { words += names.compactMap(\.text) }
    }
    if words.count != shape.layers {
      config.fail(.impossible, "attention_types", "describes \(words.count) layers, not \(shape.layers)")
      return other
    }
    return words
  }

  /// MPT keeps its attention in an object of its own; positions are slopes (ALiBi) in every case.
  private static func mpt(_ config: inout Config, _ shape: Shape) -> SublayerDraft {
    let read = config.nested("attn_config") { inner -> (kvHeads: Int?, clips: Bool) in
      let clips = inner.number("clip_qkv") != nil
      let kvHeads: Int? = nil
      inner.ignoreTheRest()
      return (kvHeads, clips)
    }
    let heads = Size.heads.read(&config, shape) ?? 1
    var draft = AttentionDraft(heads: heads, kvHeads: read?.kvHeads ?? heads, headSize: shape.width / heads)
    draft.ropeSize = 0
    draft.more = [.init(name: "alibi", value: .flag(true))]
    if read?.clips ?? false { draft.more.append(.init(name: "qkv_clip", value: .flag(true))) }
    return draft.sublayer(in: shape.width)
  }

  /// Falcon: one key-value head, or groups in the newer form; attention and feed-forward side by side.
  private static let falcon = FamilySpec("falcon") {
    let isNew: Flag = "new_decoder_architecture"
    $0.width = oldWidth
    $0.norm = .always("layer")
    $0.context = .key("max_position_embeddings", else: 2_048)
    $0.wiring = Choice { config in
      let norms = config.optionalInt("num_ln_in_parallel_attn", in: 0...2)
      let isNew = config.flag("new_decoder_architecture", default: false)
      guard config.flag("parallel_attn", default: true) else { return nil }
      return norms ?? (isNew ? 2 : 1) == 2 ? "parallel_own_norms" : "parallel"
    }
    $0.mixers["full_attention"] = .attention(
      AttentionRule(
        kvHeads: Size { config, shape in
          if isNew.read(&config) {
            return Size.key("num_kv_heads", else: .heads).read(&config, shape)
          }
          config.ignore("num_kv_heads")
          return config.flag("multi_query", default: true) ? 1 : Size.heads.read(&config, shape)
        }, headSize: .perHead, bias: "bias"
      ).rotatedUnless("alibi"))
    $0.feeds = ["dense": .plain(width: .key("ffn_hidden_size", else: four), bias: "bias")]
    $0.inert = ["n_embed", "apply_residual_connection_post_layernorm", "multi_query", "attention_bias"]
  }
}

extension Size {
  static func plus(_ count: Int, _ other: Size) -> Size {
    Size { config, shape in other.read(&config, shape).map { $0 + count } }
  }
  /// So many times the width, as a key says.
  static func multiple(_ key: String) -> Size {
    Size { config, shape in min(shape.width * config.int([key], in: 1...1_024, else: nil), 1 << 40) }
  }
}

extension AttentionRule {
  /// Rotates the share that `rope_parameters`, an older key or the code says.
  func rotated(_ key: String, _ standard: Double) -> AttentionRule {
    with {
      let head = $0.headSize
      $0.ropeShare = 1
      $0.ropeSize = Size { config, shape in
        let share = config.rope().share ?? config.number(key, in: 0...1) ?? standard
        return head.read(&config, shape).map { Rope(share: share).size(of: $0) }
      }
    }
  }

  /// Rotates everything, or biases scores by distance where the flag says so.
  func rotatedUnless(_ flag: String) -> AttentionRule {
    with {
      let head = $0.headSize
      $0.flags += [("alibi", Flag(stringLiteral: flag))]
      $0.ropeSize = Size { config, shape in
        Flag(stringLiteral: flag).read(&config) ? 0 : head.read(&config, shape)
      }
    }
  }
}
