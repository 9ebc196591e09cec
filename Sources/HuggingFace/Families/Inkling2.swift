import Architecture

extension Families {
  /// Inkling 2: attention residuals over blocks of layers, clipped queries, experts in every layer; perhaps a middle
  /// of the stack that runs several times and passes messages between its runs.
  static func inkling2(_ base: FamilySpec) -> FamilySpec {
    var spec = base
    spec.mixers = ["hybrid": inkling2Mixer(isLocal: false), "hybrid_sliding": inkling2Mixer(isLocal: true)]
    spec.mixing = .layerTypes(
      ["hybrid", "hybrid_sliding"], else: .closing(6, "hybrid", rest: "hybrid_sliding"))
    spec.feeds = [
      "dense": .experts(
        ExpertsRule(experts: "n_routed_experts", scoring: .always(.sigmoid), expertBias: true))
    ]
    spec.flags = [("embedding_norm", true)]
    spec.inert = [
      "swa_num_attention_heads", "swa_num_key_value_heads", "swa_head_dim", "sliding_window_size", "d_rel",
      "rel_extent", "log_scaling_n_floor", "log_scaling_alpha", "qk_l2_clip_threshold",
      "rel_l2_clip_threshold",
      "n_layers_per_attn_res_block", "mlp_gate_softcap", "mlp_up_softcap", "scoring_func",
      "number_of_conv_states",
      "conv_kernel_size", "loop_config",
    ]
    spec.finish = inkling2Finish
    return spec
  }

  private static func inkling2Mixer(isLocal: Bool) -> MixerRule {
    let rule = AttentionRule(
      heads: isLocal ? "swa_num_attention_heads" : .heads,
      kvHeads: isLocal ? "swa_num_key_value_heads" : .kvHeads,
      headSize: isLocal ? "swa_head_dim" : "head_dim",
      bias: false, qkNorm: .always(.none), gate: .always(.element), ropeShare: nil,
      window: isLocal ? "sliding_window_size" : nil)
    return .one { config, shape in
      var out = rule.draft(&config, shape).sublayer(in: shape.width)
      out.set("relative_reach", config.int(isLocal ? "sliding_window_size" : "rel_extent"))
      out.set("relative_size", config.int("d_rel", in: 1...65_536))
      if isLocal { out.set("convolution", config.int("conv_kernel_size", in: 1...64)) }
      return out
    }
  }

  /// What attention and stream have beyond our words, counted by the layers that have it.
  private static let inkling2Finish: @Sendable (inout Draft, inout Config, Shape) -> Void = {
    draft, config, shape in
    let kernel = config.int("conv_kernel_size", in: 1...64), size = config.int("d_rel", in: 1...65_536)
    let width = shape.width
    let isLocal = draft.layers.map { $0.words[0] == "hybrid_sliding" }
    let locals = isLocal.count { $0 }, globals = isLocal.count - locals
    func heads(_ prefix: String) -> (heads: Int, kv: Int, size: Int) {
      (
        config.int("\(prefix)num_attention_heads"), config.int("\(prefix)num_key_value_heads"),
        config.int("\(prefix)head_dim")
      )
    }
    var tensors: [Value] = []
    for (count, own) in [(locals, heads("swa_")), (globals, heads(""))] where count > 0 {
      tensors += [
        .tensor("query_scale_\(own.heads)", [own.heads, own.size], .attention, copies: count),
        .tensor("sink_\(own.heads)", [own.heads, width], .attention, copies: count),
        .tensor("relative_scale_\(own.heads)", [own.heads, size], .attention, copies: count),
      ]
    }
    if globals > 0 {
      let own = heads("")
      tensors += [
        .tensor("taps", [kernel, own.kv * own.size], .attention, copies: 2 * globals),
        .tensor("tap_weights", [own.kv * kernel, width], .attention, copies: 2 * globals),
        // Queries, keys and values each have a norm of their input.
        .tensor("kv_norm", [width], copies: 2 * globals),
      ]
    }
    // A query per reading of earlier blocks: one before each sublayer, three before attention over everything.
    let readings = isLocal.enumerated().reduce(0) { $0 + 1 + ($1.offset == 0 ? 0 : $1.element ? 1 : 3) } + 1
    tensors += [
      .tensor("block_query", [width], copies: readings),
      .tensor("output_convolution", [width, 1, kernel], copies: 2 * shape.layers),
    ]
    let rows = config.int("unpadded_vocab_size")
    if rows != shape.vocabulary { draft.extra.append(.init(name: "output_vocabulary", value: .int(rows))) }
    if config.declares("loop_num_passes") {
      let loop = config.inkling2Loop()
      let inside = (0..<shape.layers).count { loop.range.contains($0) }
      tensors.append(.tensor("message_query", [loop.range.count, 4, width]))
      if inside > 0 {
        tensors += [
          .tensor("message_down", [loop.rank, 2 * width], copies: 4 * inside),
          .tensor("message_gates", [width, loop.rank], copies: 8 * inside),
        ]
        if loop.passes > 1 {
          draft.runs = .init(before: loop.range.lowerBound, loop: inside, passes: loop.passes)
        }
      }
    }
    draft.addCore("inkling2", "Block queries, clips and convolutions", tensors)
  }
}

extension Config {
  /// Which layers run again, how often, and the rank of the gates between their runs.
  fileprivate mutating func inkling2Loop() -> (range: Range<Int>, passes: Int, rank: Int) {
    var start = int("loop_layer_index_start", in: 0...4_096), end = int("loop_layer_index_end", in: 0...4_096)
    var passes = int("loop_num_passes", in: 1...64), rank = int("loop_gate_rank")
    _ = nested("loop_config") { inner in
      start = inner.int("core_start", in: 0...4_096, default: start)
      end = inner.int("core_end", in: 0...4_096, default: end)
      passes = inner.int("num_passes", in: 1...64, default: passes)
      rank = inner.int("gate_rank", default: rank)
      inner.ignoreTheRest()
    }
    if end < start {
      fail(.impossible, "loop_layer_index_end", "(\(end)) is before the loop's first layer (\(start))")
      end = start
    }
    return (start..<end, passes, rank)
  }
}
