import Architecture

/// xLSTM 7B: mLSTM and a gated feed-forward in every layer, no attention.
struct XLSTM: Family {
  let modelTypes = ["xlstm"]
  let architectures = ["xLSTMForCausalLM"]

  func draft(from config: inout Config) -> Draft {
    let width = config.same("hidden_size", "embedding_dim")
    let layers = config.int("num_blocks", "num_hidden_layers", in: Config.depths)
    config.ignore("num_hidden_layers")
    let heads = config.int("num_heads", in: 1...65_536)
    // With biases, norms have them too, which no word of ours describes.
    config.refuse("use_bias")
    func size(_ factor: Double) -> Int { Self.roundedUp(Double(width) * factor, to: 64) / heads }
    var mixer = SublayerDraft(MatrixLSTM.kind)
    mixer.set("heads", heads)
    mixer.set("key_size", size(factor("qk_dim_factor", &config, 0.5)))
    mixer.set("value_size", size(factor("v_dim_factor", &config, 1)))
    let multiple = config.int("ffn_round_up_to_multiple_of", in: 1...65_536, default: 64)
    let hidden = Self.roundedUp(Double(width) * factor("ffn_proj_factor", &config, 2.667), to: multiple)
    config.ignore(
      "chunk_size", "weight_mode", "gate_soft_cap", "max_position_embeddings")
    let layer = LayerDraft([mixer, .gatedMLP(hidden)], words: ["mlstm"])
    // No position is encoded and no length is trained into the weights; the report trains on 8,192 tokens.
    config.assume("the configuration names no context: 8192, the length of the report's training sequences")
    var draft = Draft(
      width: width, vocabulary: config.int("vocab_size"), context: 8_192,
      layers: Array(repeating: layer, count: layers))
    draft.hasSoftcappedLogits = config.number("output_logit_soft_cap") != nil
    draft.isTied = config.untied()
    // The code builds the last norm whatever the key says.
    config.ignore("add_out_norm")
    return draft
  }

  private func factor(_ key: String, _ config: inout Config, _ standard: Double) -> Double {
    let value = config.number(key) ?? standard
    guard value > 0, value <= 1_000 else {
      config.fail(.outOfRange, key, "must be above 0 and at most 1000")
      return standard
    }
    return value
  }

  private static func roundedUp(_ value: Double, to multiple: Int) -> Int {
    (Int(value) + multiple - 1) / multiple * multiple
  }
}

extension Config {
  /// One number under two names; in a file that has both they must agree.
  fileprivate mutating func same(_ key: String, _ other: String, in range: ClosedRange<Int> = Self.sizes)
    -> Int
  {
    guard has(key), has(other) else { return has(other) ? int(other, in: range) : int(key, in: range) }
    let first = int(key, in: range), second = int(other, in: range)
    if first != second { fail(.impossible, other, "(\(second)) and '\(key)' (\(first)) are the same size") }
    return first
  }
}
