import Architecture

// Models whose code their makers publish beside the weights; the library has no class for them. Defaults are those of
// that code, said as assumptions, or of the library's class it was written after.

extension Families {
  static let remote: [FamilySpec] = [
    FamilySpec("baichuan", "xverse") {
      $0.architectures = ["BaichuanForCausalLM", "BaiChuanForCausalLM", "XverseForCausalLM"]
      $0.reference = ""
      $0.mixers["full_attention"] = .attention(
        AttentionRule(kvHeads: .heads, headSize: .perHead, bias: false))
      $0.feeds = ["dense": .gated(bias: false)]
      $0.finish = { draft, config, shape in
        // The 13B model has slopes (ALiBi) instead of rotation; nothing but its width says so.
        if config.modelType == "baichuan", shape.width == 5_120 {
          config.fail(
            .unknownValue, "hidden_size", "is that of the 13B model, whose positions no key of its file tells"
          )
        }
      }
      $0.inert = ["max_tokenizer_truncation", "model_max_length", "z_loss_weight"]
    },
    FamilySpec("internlm2") {
      $0.architectures = ["InternLM2ForCausalLM"]
      $0.reference = ""
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          kvHeads: .key("num_key_value_heads", else: .heads), headSize: .perHead,
          bias: .key("bias", else: false)))
      $0.feeds = ["dense": .gated(bias: false)]
    },
    FamilySpec("qwen") {
      $0.architectures = ["QWenLMHeadModel"]
      $0.reference = ""
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          kvHeads: .heads, headSize: .key("kv_channels", else: .perHead), bias: true,
          outputBias: .not(.key("no_bias", else: true))))
      // The file counts both halves of the gated feed-forward.
      let half = Size { config, _ in config.int("intermediate_size") / 2 }
      $0.feeds = ["dense": .gated(width: half, bias: .not(.key("no_bias", else: true)))]
      $0.inert = [
        "bf16", "fp16", "fp32", "rotary_emb_base", "rotary_pct", "scale_attn_weights", "seq_length",
        "use_dynamic_ntk", "use_flash_attn", "use_logn_attn", "onnx_safe", "softmax_in_fp32",
        "use_cache_kernel",
      ]
    },
    FamilySpec("chatglm") {
      $0.architectures = ["ChatGLMModel", "ChatGLMForConditionalGeneration"]
      $0.reference = ""
      $0.vocabulary = "padded_vocab_size"
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          kvHeads: Size { config, shape in
            config.flag("multi_query_attention", default: false)
              ? config.int("multi_query_group_num") : Size.heads.read(&config, shape)
          }, headSize: "kv_channels",
          bias: Flag {
            $0.flag("add_qkv_bias", default: false) || $0.flag("add_bias_linear", default: false)
          },
          outputBias: .key("add_bias_linear", else: false), ropeShare: 0.5))
      $0.feeds = [
        "dense": .gated(
          width: "ffn_hidden_size", bias: .key("add_bias_linear", else: false), activation: .silu)
      ]
      $0.norm = .when(.key("rmsnorm", else: true), "rms", else: "layer")
      $0.inert = [
        "apply_query_key_layer_scaling", "apply_residual_connection_post_layernorm",
        "attention_softmax_in_fp32",
        "bias_dropout_fusion", "fp32_residual_connection", "original_rope", "post_layer_norm", "rope_ratio",
        "padded_vocab_size", "multi_query_group_num", "multi_query_attention", "vocab_size", "pre_seq_len",
        "prefix_projection", "quantization_bit",
      ]
    },
    FamilySpec("molmo") {
      $0.architectures = ["MolmoForCausalLM"]
      $0.reference = ""
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          headSize: .perHead, bias: .key("qkv_bias", else: false), outputBias: false,
          qkNorm: .when(.key("attention_layer_norm", else: false), .full, else: .none)))
      let half = Size { config, _ in config.int("intermediate_size") / 2 }
      $0.feeds = ["dense": .gated(width: half, bias: false, activation: .silu)]
      $0.placement = .when(.key("norm_after", else: false), .post, else: .pre)
      $0.tied = .key("weight_tying", else: false)
      // Rows for image tokens stand behind the words, in the embedding alone.
      $0.finish = { draft, config, shape in
        let rows = config.int("additional_vocab_size", in: 0...1_000_000, default: 128)
        if rows > 0 {
          draft.addCore(
            "image_words", "Embeddings of image tokens",
            [.tensor("embedding", [rows, shape.width], .embedding)])
        }
        config.assume(
          "embedding and head have \(config.int("embedding_size", default: shape.vocabulary)) rows, as embedding_size says"
        )
      }
      $0.inert = ["clip_qkv", "embedding_size", "layer_norm_type", "use_position_ids", "tie_word_embeddings"]
    },
    FamilySpec("phi3_v") {
      $0.architectures = ["Phi3VForCausalLM"]
      $0.reference = "phi3"
      $0.mixers["full_attention"] = .attention(AttentionRule(bias: false))
      $0.inert = ["embd_layer", "img_processor", "sliding_window", "attention_bias"]
    },
    FamilySpec("hunyuan") {
      $0.reference = "hunyuan_v1_moe"
      $0.mixers["full_attention"] = .attention(
        AttentionRule(
          headSize: .key("attention_head_dim", "head_dim", else: .perHead),
          qkNorm: .when(.key("use_qk_norm", else: true), .head, else: .none)))
      // Lists with one number per layer; only those that say the same for all can be described.
      let shared = Size { config, shape in
        let count =
          config.has("num_shared_expert") ? Size.same("num_shared_expert").read(&config, shape) ?? 1 : 1
        return (Size.same("moe_intermediate_size").read(&config, shape) ?? 1) * count
      }
      $0.feeds = [
        "dense": .experts(
          ExpertsRule(
            active: .same("moe_topk"), width: .same("moe_intermediate_size"), shared: .width(shared)))
      ]
      $0.refused = ["use_cla"]
      $0.inert = [
        "cla_share_factor", "dense_list", "norm_type", "org_vocab_size", "use_mixed_mlp_moe",
        "use_rotary_pos_emb",
        "pool_type", "num_media_embeds", "anyres_pooling_size", "vit_input_resolution", "vit_mapping_type",
        "vit_norm_type", "vit_patch", "vit_token", "moe_layer_num_skipped", "use_qk_norm", "class_num",
        "mlp_bias",
      ]
    },
    FamilySpec("minicpm", "minicpmv") {
      $0.architectures = ["MiniCPMForCausalLM"]
      $0.reference = "llama"
      $0.feeds = ["dense": .gated(bias: false)]
      $0.finish = { _, config, _ in
        // Earlier versions of the vision model stand on other language models.
        guard config.modelType == "minicpmv", config.number("version") != 4 else { return }
        config.fail(.unknownValue, "version", "is not 4.0, the one whose language model is known here")
      }
      // Its class ties unless the file says otherwise.
      $0.tied = Flag { $0.has("tie_word_embeddings") ? $0.flag("tie_word_embeddings", default: true) : true }
      $0.flags = [("multipliers", true)]
      $0.inert = [
        "scale_emb", "scale_depth", "dim_model_base", "sparse_config", "mup_denominator", "attention_bias",
        "use_mup", "head_dim", "version", "query_num", "slice_mode", "slice_config", "use_image_id",
        "patch_size", "batch_vision_input", "drop_vision_last_layer",
      ]
    },
    FamilySpec("dbrx") {
      $0.mixers["full_attention"] = .one { config, shape in
        let read = config.nested("attn_config") { inner -> (kv: Int, clips: Bool) in
          let kv = inner.int("kv_n_heads", default: 1), clips = inner.number("clip_qkv") != nil
          inner.ignoreTheRest()
          return (kv, clips)
        }
        var draft = AttentionDraft(
          heads: Size.heads.read(&config, shape) ?? 1, kvHeads: read?.kv ?? 1,
          headSize: Size.perHead.read(&config, shape) ?? 1)
        if read?.clips ?? false { draft.more = [.init(name: "qkv_clip", value: .flag(true))] }
        return draft.sublayer(in: shape.width)
      }
      $0.feeds = [
        "dense": FeedRule { config, _ in
          config.nested("ffn_config") { inner -> SublayerDraft in
            let out = ExpertsDraft(
              experts: inner.int("moe_num_experts", default: 4), active: inner.int("moe_top_k", default: 1),
              width: inner.int("ffn_hidden_size", default: 3_584))
            inner.ignoreTheRest()
            return out.sublayer
          }
        }
      ]
      $0.norm = .always("layer_without_bias")
      $0.context = "max_seq_len"
    },
    FamilySpec("transformer") { $0 = flame($0, attention: true) },
    FamilySpec("delta_net") {
      $0 = flame($0) { config, shape in
        let heads = config.int("num_heads"), keys = config.scaled("expand_k", 1, shape.width)
        var out = SublayerDraft(GatedDeltaNet.kind)
        out.set("key_heads", heads)
        out.set("value_heads", heads)
        out.set("key_size", max(1, keys / max(1, heads)))
        out.set(
          "value_size", max(1, config.scaled("expand_v", 1, shape.width) / max(1, heads)),
          unless: keys / max(1, heads))
        out.set("convolution", config.int("conv_size", in: 1...64, default: 4), unless: 4)
        out.set("decay", false, unless: true)
        out.set("gate", config.flag("use_gate", default: false), unless: true)
        return out
      }
    },
    FamilySpec("gated_deltanet") {
      $0 = flame($0) { config, _ in
        let heads = config.int("num_heads"), size = config.int("head_dim", default: 256)
        var out = SublayerDraft(GatedDeltaNet.kind)
        out.set("key_heads", heads)
        out.set("value_heads", config.int("num_v_heads", default: heads))
        out.set("key_size", size)
        out.set("value_size", config.scaled("expand_v", 2, size), unless: size)
        out.set("convolution", config.int("conv_size", in: 1...64, default: 4), unless: 4)
        out.set("gate", config.flag("use_gate", default: true), unless: true)
        return out
      }
    },
    FamilySpec("gla") {
      $0 = flame($0) { config, shape in
        let heads = max(1, config.int("num_heads", default: 4))
        var out = SublayerDraft("linear_attention")
        out.set("decay", word: "gated")
        out.set("heads", heads)
        out.set("key_size", max(1, config.scaled("expand_k", 0.5, shape.width) / heads))
        out.set("value_size", max(1, config.scaled("expand_v", 1, shape.width) / heads))
        out.set("decay_rank", 16)
        out.set("gate", config.flag("use_output_gate", default: true))
        return out
      }
      $0.refused = ["use_short_conv", "use_gv"]
    },
    FamilySpec("gsa") {
      $0 = flame($0) { config, shape in
        let heads = max(1, config.int("num_heads", default: 4))
        var out = SublayerDraft("gated_slot_attention")
        out.set("heads", heads)
        out.set("key_size", max(1, config.scaled("expand_k", 1, shape.width) / heads))
        out.set(
          "value_size", max(1, config.scaled("expand_v", 1, shape.width) / heads),
          unless: config.scaled("expand_k", 1, shape.width) / heads)
        out.set("slots", config.int("num_slots", default: 64))
        out.set("output_gain", config.flag("elementwise_affine", default: true))
        return out
      }
      $0.refused = ["use_short_conv"]
    },
    FamilySpec("hgrn2") {
      $0 = flame($0) { config, shape in
        let size = config.int("expand_ratio", default: 128)
        let heads = config.optionalInt("num_heads") ?? shape.width / max(1, size)
        var out = SublayerDraft("linear_attention")
        out.set("decay", word: "forget")
        out.set("heads", heads)
        out.set("key_size", max(1, shape.width / max(1, heads)))
        out.set("output_gain", word: "full")
        return out
      }
      $0.refused = ["use_short_conv"]
    },
    FamilySpec("retnet") {
      $0.reference = ""
      $0.width = "decoder_embed_dim"
      $0.depth = "decoder_layers"
      $0.context = .assumed(2_048, "the configuration names no context; the report trains on 2,048 tokens")
      $0.mixers["full_attention"] = .one { config, shape in
        let heads = max(1, config.int("decoder_retention_heads"))
        var out = SublayerDraft("linear_attention")
        out.set("decay", word: "fixed")
        out.set("heads", heads)
        out.set("key_size", max(1, shape.width / heads))
        out.set("value_size", max(1, config.int("decoder_value_embed_dim") / heads))
        // Its group norm has neither gain nor bias.
        out.set("output_gain", word: "none")
        out.set("gate", true)
        out.set("rope", true)
        return out
      }
      $0.feeds = [
        "dense": FeedRule { config, _ in
          let width = config.int("decoder_ffn_embed_dim")
          return config.flag("use_glu", default: true) ? .gatedMLP(width) : .plainMLP(width, .silu)
        }
      ]
      $0.flags = [("embedding_norm", .key("layernorm_embedding", else: false))]
      $0.refused = ["deepnorm", "use_ffn_rms_norm"]
      $0.inert = [
        "activation_fn", "decoder_normalize_before", "forward_impl", "no_scale_embedding",
        "output_retentions",
        "recurrent_chunk_size", "subln", "use_lm_decay", "z_loss_coeff", "layernorm_eps", "use_glu",
      ]
    },
  ]

  /// A model of flash-linear-attention: one kind of mixer and a gated feed-forward, under that library's names.
  private static func flame(
    _ base: FamilySpec, attention: Bool = false,
    _ mixer: @escaping @Sendable (inout Config, Shape) -> SublayerDraft = { _, _ in SublayerDraft("") }
  ) -> FamilySpec {
    var spec = base
    spec.reference = ""
    spec.vocabulary = .key("vocab_size", else: 32_000)
    spec.context = .key("max_position_embeddings", else: 2_048)
    spec.mixers["full_attention"] =
      attention
      ? .attention(
        AttentionRule(
          heads: "num_heads", kvHeads: .key("num_kv_heads", else: "num_heads"),
          headSize: Size { config, shape in shape.width / max(1, config.int("num_heads")) },
          bias: .key("qkv_bias", else: false), outputBias: false,
          qkNorm: .when(.key("qk_norm", else: false), .head, else: .none),
          window: .window("window_size"))) : .one(mixer)
    // Without a width: the ratio's two thirds, rounded up to a multiple of 256.
    let width = Size { config, shape in
      if let width = config.optionalInt("intermediate_size") { return width }
      let ratio = config.optionalInt("hidden_ratio", in: 1...1_024) ?? 4
      return (shape.width * ratio * 2 / 3 + 255) / 256 * 256
    }
    spec.feeds = ["dense": .gated(width: width, bias: false)]
    spec.inert = [
      "attn", "attn_mode", "fuse_norm", "fuse_cross_entropy", "fuse_swiglu", "hidden_ratio", "use_short_conv",
      "use_output_norm", "use_beta", "qk_activation", "qk_norm", "use_gk", "use_gv", "feature_map",
      "gate_logit_normalizer", "share_conv_kernel", "use_norm", "use_rope", "norm_first", "clamp_min",
      "conv_size",
      "elementwise_affine", "use_lower_bound", "attention_bias", "rope_theta", "use_output_gate",
      "residual_in_fp32",
    ]
    return spec
  }
}

extension Config {
  /// A whole number scaled by a factor under a key.
  fileprivate mutating func scaled(_ key: String, _ standard: Double, _ size: Int) -> Int {
    Int(Double(size) * (number(key, in: 0...1_024) ?? standard))
  }
}
