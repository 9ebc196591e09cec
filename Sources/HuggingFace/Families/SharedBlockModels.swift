import Architecture

// Zamba: Mamba layers, and one or two transformer blocks whose weights serve in many places. The schedule has no word
// for a block that returns, so its weights are named as a part; its cache is not in the numbers, and the file says so.

extension Families {
  static func zamba(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers["full_attention"] = .one { config, shape in
      let usual = (shape.width + 15) / 16
      var out = SublayerDraft("mamba")
      out.set(
        "inner", config.int("mamba_expand", in: 1...1_024) * shape.width, unless: 2 * shape.width)
      out.set("state_size", config.int("mamba_d_state"), unless: 16)
      out.set(
        "step_rank",
        config.isText("mamba_dt_rank") ? usual : config.int("mamba_dt_rank", default: usual),
        unless: usual)
      out.set("convolution", config.int("mamba_d_conv", in: 1...64), unless: 4)
      out.set("heads", config.int("n_mamba_heads"), unless: 1)
      out.set("convolution_bias", config.flag("mamba_conv_bias", default: true), unless: true)
      out.set("bias", config.flag("mamba_proj_bias", default: false))
      return out
    }
    spec.feeds = ["dense": .none]
    spec.inert = zambaKeys
    spec.finish = { draft, config, shape in
      let offset = config.int("attn_layer_offset", in: 0...4_096)
      let period = config.int("attn_layer_period", in: 1...4_096)
      // The class counts on from the fourth layer; the third is always a place of the block.
      let types = config.zambaTypes(
        (0..<3).map { $0 == 2 } + (0..<max(0, shape.layers - 3)).map { $0 % period == offset },
        shape)
      let places = types.count { $0 }
      // Without tying, the class does not share the block either.
      let copies = draft.isTied ? 1 : max(1, places)
      let heads = config.int("num_attention_heads")
      let inner = config.optionalInt("attention_hidden_size") ?? 2 * shape.width
      let size = config.optionalInt("attention_head_dim") ?? 2 * shape.width / max(1, heads)
      let hidden = config.int("intermediate_size")
      draft.addCore(
        "joins", "Projections from the shared block",
        [.tensor("join", [shape.width, shape.width], copies: max(1, places))])
      guard places > 0 else { return }
      draft.addCore(
        "shared", "Shared transformer block",
        Self.sharedBlock(
          width: shape.width, inner: inner, heads: heads,
          kvHeads: config.int("num_key_value_heads"),
          size: size,
          hidden: hidden, copies: copies))
      config.assume(
        "the shared attention block is named by its weights; its cache in \(places) places is not in the numbers"
      )
    }
    return spec
  }

  static func zamba2(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers["full_attention"] = .one { config, shape in
      let heads = max(1, config.int("n_mamba_heads"))
      let groups = config.int("mamba_ngroups")
      var out = SublayerDraft(Mamba2.kind)
      out.set("heads", heads)
      out.set("head_size", max(1, config.int("mamba_expand", in: 1...1_024) * shape.width / heads))
      out.set("state_size", config.int("mamba_d_state"))
      out.set("groups", groups, unless: 1)
      out.set("convolution", config.int("mamba_d_conv", in: 1...64), unless: 4)
      out.set("bias", config.flag("add_bias_linear", default: false))
      if groups > 1 { out.set("inner_norm", word: "grouped") }
      return out
    }
    spec.feeds = ["dense": .none]
    spec.inert = zambaKeys
    spec.finish = { draft, config, shape in
      // The class's own list is that of its 54 layers.
      let group = [Bool](repeating: false, count: 5) + [true]
      let tail = [false, false, false, false, true, false, false, false, true, false, false]
      let types = config.zambaTypes([false] + (0..<7).flatMap { _ in group } + tail, shape)
      let places = types.count { $0 }
      guard places > 0 else { return }
      let heads = config.int("num_attention_heads")
      let hidden = config.int("intermediate_size", default: 4 * shape.width)
      let blocks = min(config.int("num_mem_blocks"), places)
      let rank = config.int("adapter_rank")
      let copies = draft.isTied ? blocks : places
      let inner =
        config.has("attention_hidden_size") ? config.int("attention_hidden_size") : 2 * shape.width
      let size =
        config.has("attention_head_dim") ? config.int("attention_head_dim") : inner / max(1, heads)
      // As many adapters as the list in the file has layers, whether or not they exist.
      let adapters = config.list("hybrid_layer_ids")?.count ?? places
      draft.addCore(
        "joins", "Projections from the shared blocks",
        [.tensor("join", [shape.width, shape.width], copies: places)])
      var tensors = Self.sharedBlock(
        width: shape.width, inner: inner, heads: heads,
        kvHeads: config.int("num_key_value_heads", default: heads), size: size, hidden: hidden,
        copies: copies)
      tensors += [
        .tensor("feed_down", [rank, shape.width], .feedForward, copies: adapters),
        .tensor("feed_up", [2 * hidden, rank], .feedForward, copies: adapters),
      ]
      if config.flag("use_shared_attention_adapter", default: false) {
        tensors += [
          .tensor("attention_down", [rank, inner], .attention, copies: 3 * adapters),
          .tensor("attention_up", [inner, rank], .attention, copies: 3 * adapters),
        ]
      }
      if config.flag("add_bias_linear", default: false) {
        tensors += [
          .tensor("feed_bias", [2 * hidden], .feedForward, copies: copies),
          .tensor("down_bias", [shape.width], .feedForward, copies: copies),
        ]
      }
      draft.addCore(
        "shared", blocks == 1 ? "Shared transformer block" : "Shared transformer blocks", tensors)
      config.assume(
        "the shared attention blocks are named by their weights; their cache in \(places) places is not in the numbers"
      )
    }
    return spec
  }

  private static let zambaKeys = [
    "layers_block_type", "attn_layer_period", "attn_layer_offset", "num_logits_to_keep",
    "hidden_mamba_act",
    "use_conv_bias", "use_mem_eff_path", "use_mem_rope", "use_long_context", "num_query_groups",
    "kv_channels",
    "mamba_headdim", "hybrid_layer_ids", "use_shared_mlp_adapter", "mamba_conv_bias",
    "ffn_hidden_size",
    "attention_hidden_size", "attention_head_dim", "use_associative_scan", "use_mambapy",
    "num_attention_heads",
  ]

  /// A transformer block that reads the stream joined with the embedding.
  private static func sharedBlock(
    width: Int, inner: Int, heads: Int, kvHeads: Int, size: Int, hidden: Int, copies: Int
  ) -> [Value] {
    [
      .tensor("q", [heads * size, inner], .attention, copies: copies),
      .tensor("kv", [2 * kvHeads * size, inner], .attention, copies: copies),
      .tensor("o", [width, heads * size], .attention, copies: copies),
      .tensor("gate_up", [2 * hidden, width], .feedForward, copies: copies),
      .tensor("down", [width, hidden], .feedForward, copies: copies),
      .tensor("attention_norm", [inner], copies: copies),
      .tensor("feed_norm", [width], copies: copies),
    ]
  }
}

extension Config {
  /// True for the layers where a shared block comes in.
  fileprivate mutating func zambaTypes(_ standard: [Bool], _ shape: Shape) -> [Bool] {
    guard let words = words("layers_block_type", count: shape.layers) else {
      if standard.count < shape.layers {
        fail(
          .impossible, "layers_block_type",
          "is absent, which describes \(standard.count) layers, not \(shape.layers)")
      }
      return Array(standard.prefix(shape.layers))
    }
    return words.map { $0 == "hybrid" }
  }
}
