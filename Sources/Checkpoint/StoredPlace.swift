import Architecture

// Where in a model a stored tensor belongs, by its name
//
// Checkpoints name the same things differently (`model.layers.0.mlp.up_proj.weight`, `transformer.h.0.mlp.c_fc.weight`,
// `blk.0.ffn_up.weight`), but all number their layers and keep a few words. Nothing else is taken from a name.

/// The part of a model that a tensor belongs to.
package enum StoredPlace: Hashable, Sendable {
  /// A layer of the decoder, counted from 0, and what the tensor does in it.
  case layer(Int, LayerPart)
  case embedding, head
  /// Final norm, streams, tables and projections of the whole model.
  case model
  /// Modules that predict tokens further ahead, and towers for images or sound.
  case prediction, tower
  /// Masks and frequencies: numbers that follow from the configuration.
  case buffer
  /// A router's correction in a layer: parameters in some models, set by a rule without gradients in others.
  case correction(Int)
}

package enum LayerPart: Hashable, Sendable {
  case mixer, feedForward
  /// Norms of the stream and what else belongs to the whole layer.
  case stream

  init(_ role: Role) { self = role == .mixer ? .mixer : .feedForward }
}

extension StoredPlace {
  /// `layers` is how many layers with weights of their own the decoder has; later ones are prediction modules.
  package init(_ name: String, layers: Int) {
    let words = name.split(separator: ".").map(String.init)
    if Self.isBuffer(words) {
      self = .buffer
    } else if Self.isCorrection(words), let (layer, _) = Self.layer(in: words), layer < layers {
      self = .correction(layer)
    } else if words.contains(where: Self.isTower) {
      self = .tower
    } else if words.contains(where: {
      ["mtp", "nextn", "mtp_layers", "eagle"].contains($0) || $0.hasPrefix("nextn_")
    }) {
      self = .prediction
    } else if words.contains(where: Self.isTable) {
      self = .model
    } else if let (layer, rest) = Self.layer(in: words) {
      self = layer < layers ? .layer(layer, Self.part(rest)) : .prediction
    } else if words.dropLast().last?.contains("norm") == true {
      self = .model
    } else if words.contains(where: Self.embeddings.contains) {
      self = .embedding
    } else if words.contains(where: Self.heads.contains) || words.first == "output" {
      self = .head
    } else {
      self = .model
    }
  }

  private static let embeddings: Set<String> = [
    "embed_tokens", "wte", "tok_embeddings", "token_embd", "word_embeddings", "embed_in", "wpe",
    "embed_positions",
    "position_embd", "embeddings", "embedding", "embed",
  ]
  private static let heads: Set<String> = ["lm_head", "embed_out", "head"]

  private static func isTower(_ word: String) -> Bool {
    ["visual", "vision", "vit", "audio", "image"].contains { word == $0 || word.hasPrefix($0 + "_") }
      || word.contains("projector") || word == "aligner" || word.hasPrefix("embed_vision")
      || word.hasPrefix("embed_audio")
  }

  /// A table of n-grams is read at a layer and belongs to the model.
  private static func isTable(_ word: String) -> Bool {
    ["ple", "engram"].contains(word) || word.hasPrefix("ngram")
  }

  private static func isBuffer(_ words: [String]) -> Bool {
    guard let last = words.last else { return false }
    let names: Set<String> = [
      "inv_freq", "original_inv_freq", "masked_bias", "rope_freqs", "num_batches_tracked", "layer_scalar",
    ]
    return names.contains(last) || words.contains { $0.hasPrefix("rope_f") || $0 == "rotary_emb" }
  }

  private static func isCorrection(_ words: [String]) -> Bool {
    words.contains {
      ["e_score_correction_bias", "expert_bias", "correction_bias"].contains($0)
        || $0.hasPrefix("exp_probs_b")
    }
  }

  /// The first number behind a word for layers, and the words behind it.
  private static func layer(in words: [String]) -> (Int, ArraySlice<String>)? {
    let stacks: Set<String> = ["layers", "layer", "h", "blocks", "block", "blk", "decoder_layers"]
    for index in words.indices.dropFirst() {
      if stacks.contains(words[index - 1]), let number = Int(words[index]) {
        return (number, words[(index + 1)...])
      }
    }
    return nil
  }

  private static func part(_ words: ArraySlice<String>) -> LayerPart {
    let feedForward = [
      "mlp", "ffn", "feed_forward", "block_sparse_moe", "moe", "experts", "shared_expert", "shared_experts",
      "router", "feedforward", "mlps", "channel_mixing",
    ]
    guard let first = words.first else { return .stream }
    let isNorm = first.contains("norm") || first.hasPrefix("ln_") || first.hasPrefix("ln") && first.count == 3
    // A norm beside the sublayers is the stream's; GGUF names those of heads `attn_q_norm`.
    if isNorm,
      !first.contains("_q_") && !first.contains("_k_") && !first.hasPrefix("q_") && !first.hasPrefix("k_"),
      !first.hasPrefix("ssm_")
    {
      return .stream
    }
    let isFeedForward = words.contains { word in
      feedForward.contains(word) || word.hasPrefix("ffn_") || word.hasPrefix("mlp_") || word.hasPrefix("moe_")
    }
    return isFeedForward ? .feedForward : .mixer
  }
}
