import Architecture

/// The metadata of a GGUF file as a Hugging Face configuration, so that one importer reads both.
///
/// Key names: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md. Shapes the metadata leaves out (biases, a tied
/// head, the vocabulary) are taken from the list of tensors.
package struct GGUFConfiguration: Sendable {
  /// How an architecture of GGUF is called as `model_type`, dense and with experts.
  private static let modelTypes: [String: (dense: String, sparse: String?)] = [
    "llama": ("llama", "mixtral"), "mistral3": ("ministral3", nil), "qwen2": ("qwen2", nil),
    "qwen2moe": ("qwen2_moe", "qwen2_moe"), "qwen3": ("qwen3", nil), "qwen3moe": ("qwen3_moe", "qwen3_moe"),
    "gemma": ("gemma", nil), "gemma2": ("gemma2", nil), "gemma3": ("gemma3_text", nil), "phi3": ("phi3", nil),
    "starcoder2": ("starcoder2", nil), "gpt2": ("gpt2", nil), "gptneox": ("gpt_neox", nil),
    "olmo2": ("olmo2", nil), "olmoe": ("olmoe", "olmoe"), "deepseek2": ("deepseek_v3", "deepseek_v3"),
    "granite": ("granite", nil), "smollm3": ("smollm3", nil), "glm4": ("glm4", nil),
    "gpt-oss": ("gpt_oss", "gpt_oss"), "command-r": ("cohere", nil), "stablelm": ("stablelm", nil),
    "exaone4": ("exaone4", nil), "seed_oss": ("seed_oss", nil),
  ]

  /// Metadata without the architecture's prefix, and the key of a configuration.
  private static let keys: [(gguf: String, config: String)] = [
    ("embedding_length", "hidden_size"), ("block_count", "num_hidden_layers"),
    ("feed_forward_length", "intermediate_size"), ("attention.head_count", "num_attention_heads"),
    ("attention.head_count_kv", "num_key_value_heads"), ("context_length", "max_position_embeddings"),
    ("attention.sliding_window", "sliding_window"), ("expert_count", "num_experts"),
    ("expert_used_count", "num_experts_per_tok"), ("expert_feed_forward_length", "moe_intermediate_size"),
    ("expert_shared_feed_forward_length", "shared_expert_intermediate_size"),
    ("expert_shared_count", "n_shared_experts"), ("leading_dense_block_count", "first_k_dense_replace"),
    ("attention.q_lora_rank", "q_lora_rank"), ("attention.kv_lora_rank", "kv_lora_rank"),
  ]

  /// The text of the configuration, or the one sentence that says why there is none.
  package static func text(_ metadata: [String: GGUFHeader.Value], _ tensors: [StoredTensor])
    throws(CheckpointError)
    -> String
  {
    guard case .text(let architecture) = metadata["general.architecture"] else {
      throw CheckpointError("the GGUF file does not say its 'general.architecture'")
    }
    guard let types = modelTypes[architecture] else {
      throw CheckpointError(
        "GGUF architecture '\(architecture.printable)' has no counterpart here; known: \(modelTypes.keys.sorted().joined(separator: ", "))"
      )
    }
    func int(_ key: String) -> Int? {
      if case .int(let value) = metadata["\(architecture).\(key)"] { value } else { nil }
    }
    let experts = int("expert_count") ?? 0
    var fields: [(String, JSON?)] = [
      ("model_type", .text(experts > 0 ? types.sparse ?? types.dense : types.dense))
    ]
    for (gguf, config) in keys {
      switch metadata["\(architecture).\(gguf)"] {
      case .int(0) where gguf.hasPrefix("expert"): break
      case .int(let value): fields.append((config, .int(value)))
      // One number for all layers, written once a layer.
      case .ints(let values) where Set(values).count == 1: fields.append((config, .int(values[0])))
      case .ints:
        throw CheckpointError(
          "'\(gguf)' differs between layers, which a configuration of '\(architecture)' cannot say")
      default: break
      }
    }
    if experts > 0 {
      fields.append(("num_local_experts", .int(experts)))
      fields.append(("n_routed_experts", .int(experts)))
    }
    let embedding = tensors.first { $0.name == "token_embd.weight" }
    fields.append(("vocab_size", (int("vocab_size") ?? embedding?.shape.first).map(JSON.int)))
    fields.append(("tie_word_embeddings", .bool(!tensors.contains { $0.name == "output.weight" })))
    fields.append(("attention_bias", .bool(tensors.contains { $0.name == "blk.0.attn_q.bias" })))
    if let rope = int("rope.dimension_count"), architecture == "deepseek2" {
      fields.append(("qk_rope_head_dim", .int(rope)))
      // The lengths of keys and values before they are absorbed, where the file has both.
      let keyLength = int("attention.key_length_mla") ?? int("attention.key_length")
      fields.append(("qk_nope_head_dim", keyLength.map { .int($0 - rope) }))
      fields.append(
        ("v_head_dim", (int("attention.value_length_mla") ?? int("attention.value_length")).map(JSON.int)))
    } else {
      fields.append(("head_dim", int("attention.key_length").map(JSON.int)))
    }
    return JSON.fields(fields).pretty
  }
}
