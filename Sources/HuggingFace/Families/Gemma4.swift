import Architecture

/// Gemma 4: windows with half-size heads between wide global layers, K = V, caches of earlier layers, per-layer
/// embeddings, experts beside the dense feed-forward.
struct Gemma4: Family {
  let modelTypes = ["gemma4", "gemma4_text", "gemma4_unified", "gemma4_unified_text"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    var types = config.layerTypes(count: shape.layers, of: ["full_attention", "sliding_attention"]) {
      ($0 + 1) % 6 == 0 ? "full_attention" : "sliding_attention"
    }
    // The reference implementation makes the last layer global.
    if !types.isEmpty { types[types.count - 1] = "full_attention" }
    var attentions = attentions(from: &config, width: shape.width)
    attentions.apply(overrides(from: &config, types))
    let reusing = config.int("num_kv_shared_layers", in: 0...shape.layers, default: 0)
    let isDoubled = config.flag("use_double_wide_mlp", default: false)
    let activation = config.activation("hidden_activation", "hidden_act", default: .geluTanh)
    let width = config.int("intermediate_size")
    let experts =
      config.flag("enable_moe_block", default: false) ? experts(from: &config, activation, dense: width) : nil
    config.ignore(
      "num_experts", "top_k_experts", "moe_intermediate_size",
      "expert_intermediate_size",
      "vocab_size_per_layer_input")
    let layers = types.enumerated().map { index, type -> LayerDraft in
      let isLocal = type == "sliding_attention"
      let isReused = index >= shape.layers - reusing
      var attention = isLocal ? attentions.local : attentions.global
      if isReused { attention.keysValues = .earlierLayer }
      let feedForward = experts ?? .gatedMLP(width * (isReused && isDoubled ? 2 : 1), activation)
      return LayerDraft(
        [attention.sublayer(in: shape.width), feedForward],
        words: [isLocal ? "local" : "global", isReused ? "reuse" : ""])
    }
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context, layers: layers)
    draft.normPlacement = .sandwich
    draft.hasSoftcappedLogits = config.number("final_logit_softcapping") != nil
    draft.isTied = config.flag("tie_word_embeddings", assuming: true)
    if let size = config.optionalInt("hidden_size_per_layer_input", in: 0...1_000_000), size > 0 {
      let rows = config.int("vocab_size_per_layer_input", assuming: shape.vocabulary)
      draft.extra.append(.perLayerInput(size: size, vocabulary: rows))
    }
    return draft
  }

  private func attentions(from config: inout Config, width: Int) -> Attentions {
    let heads = config.int("num_attention_heads")
    let kvHeads = config.int("num_key_value_heads")
    let headSize = config.int("head_dim", assuming: 256)
    let hasBias = config.flag("attention_bias", default: false)
    let isShared = config.flag("attention_k_eq_v", default: false)
    // An empty override is none: then all layers have one size.
    let globalSize =
      config.isNull("per_layer_config") ? headSize : config.int("global_head_dim", assuming: 512)
    let globalHeads = config.optionalInt("num_global_key_value_heads")
    let globalShare = config.rope("full_attention").share ?? 0.25
    let local = AttentionDraft(
      heads: heads, kvHeads: kvHeads, headSize: headSize, window: config.int("sliding_window"), qkNorm: .head,
      hasBias: hasBias, hasOutputBias: hasBias, ropeSize: config.rope("sliding_attention").size(of: headSize))
    let global = AttentionDraft(
      heads: heads, kvHeads: isShared ? globalHeads ?? kvHeads : kvHeads, headSize: globalSize,
      keysValues: isShared ? .shared : .separate, qkNorm: .head, hasBias: hasBias, hasOutputBias: hasBias,
      ropeSize: Rope(share: globalShare).size(of: globalSize))
    return Attentions(local: local, global: global)
  }

  /// Sizes of global layers where a newer file states them by layer number; they must agree.
  private func overrides(from config: inout Config, _ types: [String]) -> Override {
    let listed = config.keys(of: "per_layer_config")
    return config.nested("per_layer_config") { inner -> Override in
      var found: Set<Override> = []
      for key in listed {
        let isGlobal = Int(key).map { types.indices.contains($0) && types[$0] == "full_attention" } ?? false
        if !isGlobal { inner.fail(.unknownValue, key, "is not the number of a global layer") }
        let one = inner.nested(key) { layer in
          Override(headSize: layer.optionalInt("head_dim"), kvHeads: layer.optionalInt("num_key_value_heads"))
        }
        if let one { found.insert(one) }
      }
      if found.count > 1 {
        inner.fail(.unknownValue, "per_layer_config", "gives global layers different sizes")
      }
      return found.count == 1 ? found.first ?? Override() : Override()
    } ?? Override()
  }

  private struct Override: Hashable {
    var headSize: Int?
    var kvHeads: Int?
  }

  private struct Attentions {
    var local: AttentionDraft
    var global: AttentionDraft

    mutating func apply(_ override: Override) {
      if let size = override.headSize {
        global.ropeSize = global.ropeSize.map { $0 * size / max(1, global.headSize) }
        global.headSize = size
      }
      if let heads = override.kvHeads { global.kvHeads = heads }
    }
  }

  /// Routed experts added to the dense feed-forward, which every token passes like a shared expert.
  private func experts(from config: inout Config, _ activation: Activation, dense: Int) -> SublayerDraft {
    var experts = ExpertsDraft(
      experts: config.int("num_experts"), active: config.int("top_k_experts"),
      width: config.int("moe_intermediate_size"), activation: activation)
    experts.shared = 1
    experts.sharedWidth = dense
    experts.hasBranchNorms = true
    experts.scalesExperts = true
    experts.scalesRouter = true
    return experts.sublayer
  }
}

extension Value.Field {
  /// A table of small vectors per token and layer, added inside every layer (Gemma 3n).
  static func perLayerInput(size: Int, vocabulary: Int) -> Value.Field {
    .init(
      name: "per_layer_input",
      value: .fields([
        .init(name: "size", value: .int(size)), .init(name: "vocabulary", value: .int(vocabulary)),
      ]))
  }
}
