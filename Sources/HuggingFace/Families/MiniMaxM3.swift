import Architecture

/// MiniMax M3: grouped-query attention that reads blocks an indexer picks, experts after a dense prefix.
struct MiniMaxM3: Family {
  let modelTypes = ["minimax_m3", "minimax_m3_vl", "minimax_m3_vl_text"]
  let architectures = ["MiniMaxM3ForCausalLM", "MiniMaxM3SparseForConditionalGeneration"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let full = attention(from: &config, width: shape.width)
    let (sparse, types) = sparse(full, from: &config, layers: shape.layers)
    let activation = config.activation("hidden_act")
    let dense = SublayerDraft.gatedMLP(
      config.int("dense_intermediate_size", assuming: 12_288), activation)
    let experts = experts(from: &config, activation)
    config.ignore("first_k_dense_replace")
    let frequency = config.ints("moe_layer_freq", count: shape.layers, in: 0...1)
    let feeds = config.layerTypes("mlp_layer_types", count: shape.layers, of: ["dense", "sparse"]) {
      (frequency?[$0] ?? 1) == 1 ? "sparse" : "dense"
    }
    let layers = zip(types, feeds).map { isSparse, feed in
      LayerDraft(
        [isSparse ? sparse : full, feed == "sparse" ? experts : dense],
        words: [isSparse ? "sparse" : "full", feed == "sparse" ? "experts" : "dense"])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.isTied = config.flag("tie_word_embeddings", assuming: false)
    config.ignore("num_mtp_modules")
    draft.addPredictionModules(config.modules("num_nextn_predict_layers"))
    return draft
  }

  private func attention(from config: inout Config, width: Int) -> SublayerDraft {
    let headSize = config.int("head_dim", assuming: 128)
    let rope = config.rope()
    let rotated = config.int("rotary_dim", in: 0...65_536, default: rope.size(of: headSize))
    config.ignore("use_gemma_norm", "attention_bias")
    let norm = config.word("qk_norm_type", of: ["per_head", "per_layer"], default: "per_head")
    return AttentionDraft(
      heads: config.int("num_attention_heads"), kvHeads: config.int("num_key_value_heads"),
      headSize: headSize,
      qkNorm: config.flag("use_qk_norm", default: true) ? (norm == "per_head" ? .head : .full) : .none,
      gate: config.flag("attention_output_gate", default: false) ? .element : .none, ropeSize: rotated,
      isYarn: rope.isYarn
    ).sublayer(in: width)
  }

  /// The sparse form of `full`, and which layers have it.
  private func sparse(_ full: SublayerDraft, from config: inout Config, layers: Int) -> (
    SublayerDraft, [Bool]
  ) {
    let nested = config.nested("sparse_attention_config") { inner -> (SublayerDraft, [Bool])? in
      inner.ignore(
        "sparse_disable_index_value", "sparse_init_block", "sparse_local_block", "sparse_score_type")
      let isUsed = inner.flag("use_sparse_attention", default: true)
      let types = inner.ints("sparse_attention_freq", count: layers, in: 0...1)
      let indexed = blockwise(
        full, heads: inner.int("sparse_num_index_heads", default: 4),
        size: inner.int("sparse_index_dim", default: 128),
        blocks: inner.int("sparse_topk_blocks", in: 1...1_000_000, default: 16),
        block: inner.int("sparse_block_size", in: 1...1_000_000, default: 128))
      return (indexed, types.map { $0.map { isUsed && $0 == 1 } } ?? Array(repeating: false, count: layers))
    }
    if case .some(.some(let found)) = nested { return found }
    let indexed = blockwise(
      full, heads: config.int("index_n_heads", default: 4), size: config.int("index_head_dim", default: 128),
      blocks: config.int("index_topk_blocks", in: 1...1_000_000, default: 16),
      block: config.int("index_block_size", in: 1...1_000_000, default: 128))
    config.ignore("index_local_blocks")
    let types = config.layerTypes(count: layers, of: ["full_attention", "minimax_m3_sparse"]) { _ in
      "full_attention"
    }
    return (indexed, types.map { $0 == "minimax_m3_sparse" })
  }

  private func blockwise(
    _ full: SublayerDraft, heads: Int, size: Int, blocks: Int, block: Int
  ) -> SublayerDraft {
    var out = full
    out.set("index_heads", heads)
    out.set("index_size", size)
    out.set("index_top", min(blocks.multipliedReportingOverflow(by: block).partialValue, 10_000_000))
    out.set("index_block", block, unless: 1)
    return out
  }

  private func experts(from config: inout Config, _ activation: Activation) -> SublayerDraft {
    let width = config.int("intermediate_size", "moe_intermediate_size")
    var experts = ExpertsDraft(
      experts: config.int("num_local_experts", "num_experts"), active: config.int("num_experts_per_tok"),
      width: width, activation: activation)
    let shared = config.int(
      "shared_intermediate_size", in: 0...Config.sizes.upperBound, default: width)
    experts.shared = shared > 0 ? config.int("n_shared_experts", in: 0...10_000, default: 1) : 0
    experts.sharedWidth = shared
    experts.hasExpertBias = config.flag("use_routing_bias", default: true)
    experts.scoring =
      config.word("scoring_func", of: ["sigmoid", "softmax"], default: "sigmoid") == "softmax"
      ? .softmax : .sigmoid
    config.ignore("shared_moe_mode")
    return experts.sublayer
  }
}
