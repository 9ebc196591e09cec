import Architecture

/// Grok 2: experts beside a dense feed-forward, norms on both sides, capped scores.
///
/// Its file says `model_type: git`, which is also the name of an image captioner; the class name tells them apart.
struct Grok: Family {
  let modelTypes = ["grok", "grok-1"]
  let architectures = ["Grok1ForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let shape = config.shape()
    let heads = config.int("num_attention_heads")
    let headSize = config.int("head_dim", default: max(1, shape.width / max(1, heads)))
    var attention = AttentionDraft(
      heads: heads, kvHeads: config.int("num_key_value_heads", default: heads), headSize: headSize,
      ropeSize: config.rope().size(of: headSize))
    if let window = config.optionalInt("sliding_window", "sliding_window_size", in: -1...1_000_000_000),
      window > 0
    {
      attention.window = window
    }
    attention.isCapped = config.number("attn_logit_softcapping") != nil
    let activation = config.activation("hidden_act", default: .gelu)
    var experts = ExpertsDraft(
      experts: config.int("num_local_experts"), active: config.int("num_experts_per_tok"),
      width: config.int("moe_intermediate_size", "intermediate_size"), activation: activation)
    config.ignore(
      "router_logit_softcapping", "embedding_multiplier_scale", "output_multiplier_scale",
      "attn_temperature_len", "global_attn_every_n", "rope_type", "original_max_position_embeddings",
      "scaling_factor", "extrapolation_factor", "attn_factor", "beta_fast", "beta_slow")
    // A dense feed-forward is added to the experts: a shared expert of its own width.
    if config.flag("residual_moe", default: false) {
      experts.shared = 1
      experts.sharedWidth = config.int("intermediate_size")
    }
    let layer = LayerDraft([attention.sublayer(in: shape.width), experts.sublayer], words: ["sparse"])
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context,
      layers: Array(repeating: layer, count: shape.layers))
    draft.normPlacement = .sandwich
    draft.hasSoftcappedLogits = config.number("final_logit_softcapping") != nil
    draft.isTied = config.flag("tie_word_embeddings", default: false)
    return draft
  }
}
