import Architecture

/// Softmax attention as a family's code builds it.
struct AttentionRule: Sendable {
  var heads: Size = .heads
  var kvHeads: Size = .kvHeads
  var headSize: Size = .headSize
  var valueSize: Size?
  /// Biases of Q, K and V, and of the output projection (nil: the same).
  var bias: Flag = "attention_bias"
  var outputBias: Flag?
  var qkNorm: Choice<Attention.QKNorm> = .always(.none)
  var gate: Choice<Attention.Gate> = .always(.none)
  var hasGateBias: Flag = false
  var hasSinks: Flag = false
  var softcap: Flag = false
  /// The rotated share of a head when no key says it; nil for no rotation at all.
  var ropeShare: Double? = 1
  /// Under which word `rope_parameters` keeps this layer's share.
  var ropeLabel = "full_attention"
  /// YaRN where the file says nothing about positions.
  var isYarnByDefault = false
  /// Rotated dimensions under a key of their own.
  var ropeSize: Size?
  var window: Size?
  var chunk: Size?
  var keysValues = Attention.KeysValues.separate
  /// Flags of the kind that only few families need, by our name of the field.
  var flags: [(name: String, flag: Flag)] = []
  /// Words of the kind that only few families need.
  var words: [(name: String, word: Choice<String?>)] = []

  /// The same with other settings.
  func with(_ change: (inout AttentionRule) -> Void) -> AttentionRule {
    var copy = self
    change(&copy)
    return copy
  }

  func draft(_ config: inout Config, _ shape: Shape) -> AttentionDraft {
    let heads = heads.read(&config, shape) ?? 1
    let headSize = max(1, headSize.read(&config, shape) ?? 1)
    var out = AttentionDraft(heads: heads, kvHeads: kvHeads.read(&config, shape) ?? heads, headSize: headSize)
    out.valueSize = valueSize?.read(&config, shape)
    out.window = window?.read(&config, shape)
    out.chunk = chunk?.read(&config, shape)
    out.keysValues = keysValues
    out.qkNorm = qkNorm.read(&config)
    out.gate = gate.read(&config)
    out.hasGateBias = hasGateBias.read(&config)
    out.hasBias = bias.read(&config)
    out.hasOutputBias = outputBias?.read(&config) ?? out.hasBias
    out.hasSinks = hasSinks.read(&config)
    out.isCapped = softcap.read(&config)
    let rope = config.rope(ropeLabel)
    if let ropeShare {
      let share = Rope(share: rope.share ?? ropeShare)
      out.ropeSize = ropeSize?.read(&config, shape) ?? share.size(of: headSize)
      out.isYarn =
        rope.isYarn || (isYarnByDefault && !config.has("rope_parameters") && !config.has("rope_scaling"))
    } else {
      out.ropeSize = 0
    }
    for (name, flag) in flags where flag.read(&config) {
      out.more.append(.init(name: name, value: .flag(true)))
    }
    for (name, word) in words {
      if let word = word.read(&config) { out.more.append(.init(name: name, value: .text(word))) }
    }
    return out
  }
}

/// Multi-head latent attention under DeepSeek's key names.
struct LatentRule: Sendable {
  var queryRank: Size = .optional("q_lora_rank")
  var kvRank: Size = "kv_lora_rank"
  var nopeSize: Size = .key("qk_nope_head_dim", in: 0...65_536)
  var ropeSize: Size = .key("qk_rope_head_dim", in: 0...65_536)
  var valueSize: Size = "v_head_dim"
  var bias: Flag = "attention_bias"
  var window: Size?
  /// Further fields of the kind.
  var more: @Sendable (inout SublayerDraft, inout Config, Shape) -> Void = { _, _, _ in }

  func draft(_ config: inout Config, _ shape: Shape) -> SublayerDraft {
    let rope = config.rope()
    config.ignore("num_key_value_heads", "head_dim", "qk_head_dim", "mla_scale_q_lora", "mla_scale_kv_lora")
    var out = SublayerDraft(LatentAttention.kind)
    out.set("heads", Size.heads.read(&config, shape))
    out.set("query_rank", queryRank.read(&config, shape))
    out.set("kv_rank", kvRank.read(&config, shape))
    out.set("nope_size", nopeSize.read(&config, shape))
    out.set("rope_size", ropeSize.read(&config, shape))
    out.set("value_size", valueSize.read(&config, shape))
    out.set("window", window?.read(&config, shape))
    out.set("bias", bias.read(&config))
    out.set("yarn", rope.isYarn)
    more(&out, &config, shape)
    return out
  }
}

/// What mixes tokens in layers of one word.
struct MixerRule: Sendable {
  let read: @Sendable (inout Config, Shape) -> [SublayerDraft]

  init(_ read: @escaping @Sendable (inout Config, Shape) -> [SublayerDraft]) { self.read = read }

  static func attention(_ rule: AttentionRule = AttentionRule()) -> MixerRule {
    MixerRule { config, shape in [rule.draft(&config, shape).sublayer(in: shape.width)] }
  }

  static func latent(_ rule: LatentRule = LatentRule()) -> MixerRule {
    MixerRule { config, shape in [rule.draft(&config, shape)] }
  }

  static func one(_ read: @escaping @Sendable (inout Config, Shape) -> SublayerDraft) -> MixerRule {
    MixerRule { config, shape in [read(&config, shape)] }
  }

  /// The same, normalised at another place than the model's layers.
  func norm(_ placement: Norm.Placement) -> MixerRule {
    let read = read
    return MixerRule { config, shape in
      read(&config, shape).map { one in
        var one = one
        one.set("norm", word: placement.rawValue)
        return one
      }
    }
  }

  /// Full and windowed attention under the library's words.
  static func windowed(
    _ rule: AttentionRule = AttentionRule(), window: Size = .window("sliding_window"),
    global: (inout AttentionRule) -> Void = { _ in }, local: (inout AttentionRule) -> Void = { _ in }
  ) -> [String: MixerRule] {
    var full = rule
    var sliding = rule
    sliding.window = window
    sliding.ropeLabel = "sliding_attention"
    global(&full)
    local(&sliding)
    return ["full_attention": .attention(full), "sliding_attention": .attention(sliding)]
  }
}
