import Architecture

/// An indexer that picks the tokens a layer reads.
struct IndexerDraft {
  var heads: Int
  var size: Int
  var top: Int
  var pool = 1
  var isReused = false

  var reused: IndexerDraft {
    var copy = self
    copy.isReused = true
    return copy
  }
}

extension SublayerDraft {
  /// Latent attention that reads what an indexer picks.
  func indexed(_ index: IndexerDraft) -> SublayerDraft {
    var out = self
    out.set("indexer", word: index.isReused ? "earlier_layer" : "own")
    if !index.isReused {
      out.set("index_heads", index.heads)
      out.set("index_size", index.size)
    }
    out.set("index_top", index.top)
    out.set("index_pool", index.pool, unless: 1)
    return out
  }
}

extension Config {
  /// What `per_layer_config` says of the layers it names, which must be the same for all of them.
  mutating func layerSizes() -> [String: Int]? {
    nested("per_layer_config") { inner -> [String: Int] in
      var found: Set<[String: Int]> = []
      for layer in inner.keys {
        let sizes = inner.nested(layer) { one -> [String: Int] in
          Dictionary(one.keys.map { ($0, one.int([$0], in: 0...Config.sizes.upperBound, else: nil)) }) { $1 }
        }
        if let sizes { found.insert(sizes) }
      }
      if found.count > 1, let layer = inner.keys.first {
        inner.fail(
          .unknownValue, layer, "and other layers have different sizes, which this family has no words for")
      }
      return found.first ?? [:]
    }
  }

  /// Prediction modules the file says there are; a class default is not taken, because none is built from it.
  mutating func modules(_ keys: String...) -> Int {
    ignore(keys)
    guard let key = keys.first(where: has) else { return 0 }
    return int([key], in: 0...64, else: 0)
  }

  /// A tied head that the class does not build: the key has no effect, and the file says so.
  mutating func untied() -> Bool {
    if flag("tie_word_embeddings", default: false) {
      assume("tie_word_embeddings is true, which has no effect in this family: the head has its own weights")
    }
    return false
  }

  mutating func indexer() -> IndexerDraft {
    IndexerDraft(heads: int("index_n_heads"), size: int("index_head_dim"), top: int("index_topk"))
  }

  /// Multi-head latent attention under DeepSeek's key names.
  mutating func latentAttention() -> SublayerDraft {
    let rope = rope()
    ignore("num_key_value_heads", "head_dim", "qk_head_dim", "mla_scale_q_lora", "mla_scale_kv_lora")
    var out = SublayerDraft(LatentAttention.kind)
    out.set("heads", int("num_attention_heads"))
    out.set("query_rank", optionalInt("q_lora_rank"))
    out.set("kv_rank", int("kv_lora_rank"))
    out.set("nope_size", int("qk_nope_head_dim", in: 0...65_536))
    out.set("rope_size", int("qk_rope_head_dim", in: 0...65_536))
    out.set("value_size", int("v_head_dim"))
    out.set("bias", flag("attention_bias", default: false))
    out.set("yarn", rope.isYarn)
    return out
  }

  /// Fine-grained experts under DeepSeek's key names.
  mutating func deepSeekExperts(_ activation: Activation, correctsBias: Bool) -> SublayerDraft {
    var experts = ExpertsDraft(
      experts: int("n_routed_experts", "num_experts"),
      active: int("num_experts_per_tok", "num_experts_per_token"),
      width: int("moe_intermediate_size"), activation: activation)
    experts.shared = int("n_shared_experts", "num_shared_experts", in: 0...10_000, default: 0)
    let method = text("topk_method")
    experts.hasExpertBias = method.map { $0 == "noaux_tc" } ?? correctsBias
    let scoring = word(
      "scoring_func", of: ["softmax", "sigmoid", "sqrtsoftplus"],
      default: correctsBias ? "sigmoid" : "softmax")
    experts.scoring = scoring == "sqrtsoftplus" ? .sqrtSoftplus : scoring == "sigmoid" ? .sigmoid : .softmax
    ignore("n_group", "topk_group")
    return experts.sublayer
  }
}

extension Draft {
  /// Prediction modules made like the last layer.
  mutating func addPredictionModules(_ count: Int) {
    guard count > 0, let last = layers.last else { return }
    parts.append(.prediction(modules: count, width: width, layer: last))
  }
}
