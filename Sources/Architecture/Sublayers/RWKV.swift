/// RWKV's time mixing: a weighted sum over the past that decays per channel, without attention.
///
/// Version 4 keeps a numerator, a denominator and a maximum per channel (Peng et al. 2023, arXiv:2305.13048);
/// version 6 a matrix per head with a decay computed from the token (arXiv:2404.05892); version 7 corrects the
/// matrix by a generalised delta rule (arXiv:2503.14456). All also keep the last input, for the token shift.
package struct TimeMixing: Sublayer {
  package static let kind = "rwkv"
  package static let summary =
    "RWKV time mixing, version 4, 6 or 7: a decayed sum over the past instead of attention"

  package enum Version: String, CaseIterable, Sendable {
    case four = "4"
    case six = "6"
    case seven = "7"
  }

  let version: Version
  /// In version 4 heads are single channels: `heads` is 1 and both sizes are the channels.
  let heads: Int, keySize: Int, valueSize: Int
  /// Ranks of the small projections that compute shift, decay, rate, gate and value mix from the token; 0 for none.
  let shiftRank: Int, decayRank: Int, rateRank: Int, gateRank: Int, valueRank: Int

  package init(from fields: inout FieldReader, in model: Dimensions) {
    version = fields.choice("version", of: Version.self, "4, 6 or 7") ?? .four
    heads = fields.int(
      "heads", in: 1...65_536, default: 1, "heads, each with a state matrix (versions 6 and 7)")
    keySize = fields.int(
      "key_size", in: 1...1_048_576, default: max(1, model.width / max(1, heads)),
      "size of a key head; version 4: all channels")
    valueSize = fields.int("value_size", in: 1...1_048_576, default: keySize, "size of a value head")
    shiftRank = fields.int(
      "shift_rank", in: 0...1_000_000, default: 0, "version 6: rank of the computed token shift")
    decayRank = fields.int(
      "decay_rank", in: 0...1_000_000, default: 0, "versions 6 and 7: rank of the computed decay")
    rateRank = fields.int(
      "rate_rank", in: 0...1_000_000, default: 0, "version 7: rank of the computed learning rate")
    gateRank = fields.int("gate_rank", in: 0...1_000_000, default: 0, "version 7: rank of the output gate")
    valueRank = fields.int(
      "value_rank", in: 0...1_000_000, default: 0,
      "version 7: rank of the mix with the first layer's values; 0 in the first layer")
    if version == .four && (heads > 1 || valueSize != keySize) {
      fields.report(
        .impossible, "version 4 has channels instead of heads: leave out 'heads' and 'value_size'",
        field: "heads")
    }
    if version != .four && decayRank == 0 {
      fields.report(.missingField, "versions 6 and 7 need 'decay_rank'", field: "version")
    }
    if version == .six && shiftRank == 0 {
      fields.report(.missingField, "version 6 needs 'shift_rank'", field: "version")
    }
    if version == .seven && (rateRank == 0 || gateRank == 0) {
      fields.report(.missingField, "version 7 needs 'rate_rank' and 'gate_rank'", field: "version")
    }
  }

  package var role: Role { .mixer }
  package var name: SublayerName {
    SublayerName(
      full: "RWKV-\(version.rawValue) time mixing", short: "RWKV-\(version.rawValue)",
      tag: "RWKV-\(version.rawValue)")
  }
  package var mark: Mark { Mark(.linear, .gdn, growth: "fixed-size state") }
  package var features: [Feature] { [.rwkv] }

  private var keys: Int { heads * keySize }
  private var values: Int { heads * valueSize }
  private var state: Int { version == .four ? 3 * keys : heads * keySize * valueSize }

  package func tensors(in model: Dimensions) -> [Tensor] {
    let width = model.width
    let shared = [
      weight("receptance.weight", [keys, width]), weight("key.weight", [keys, width]),
      weight("value.weight", [values, width]), weight("output.weight", [width, values]),
    ]
    switch version {
    case .four:
      return shared + [weight("decay", [keys]), weight("bonus", [keys])]
        + ["k", "v", "r"].map { weight("shift_\($0)", [width]) }
    case .six:
      return shared + [
        weight("gate.weight", [values, width]), elements("shift", [6, width]),
        weight("shift_down.weight", [5 * shiftRank, width]),
        weight("shift_up.weight", [width, 5 * shiftRank]),
        elements("bonus", [heads, keySize]), weight("norm.weight", [values]), weight("norm.bias", [values]),
      ] + lowRank("decay", decayRank, keys, width, bias: true)
    case .seven:
      return shared + [
        elements("shift", [6, width]), weight("key_scale", [keys]), weight("key_rate", [keys]),
        elements("bonus", [heads, keySize]), weight("norm.weight", [values]), weight("norm.bias", [values]),
      ] + lowRank("decay", decayRank, keys, width, bias: true)
        + lowRank("rate", rateRank, keys, width, bias: true)
        + lowRank("gate", gateRank, values, width, bias: false)
        + (valueRank > 0 ? lowRank("value_mix", valueRank, values, width, bias: true) : [])
    }
  }

  private func weight(_ name: String, _ shape: [Int]) -> Tensor { Tensor(name, shape, .linearAttention) }
  private func elements(_ name: String, _ shape: [Int]) -> Tensor {
    Tensor(name, shape, .linearAttention, use: .elementwise)
  }
  private func lowRank(_ name: String, _ rank: Int, _ size: Int, _ width: Int, bias: Bool) -> [Tensor] {
    [weight("\(name)_down.weight", [rank, width]), weight("\(name)_up.weight", [size, rank])]
      + (bias ? [weight("\(name)_up.bias", [size])] : [])
  }

  package func cache(in model: Dimensions) -> [CacheTerm] {
    let formula = version == .four ? "3 × \(keys)" : "\(heads) × \(keySize) × \(valueSize)"
    return [
      CacheTerm(.state, elementsPerEntry: state, retention: .fixed, formula: formula),
      CacheTerm(.state, elementsPerEntry: model.width, retention: .fixed, formula: "\(model.width)"),
    ]
  }

  /// Version 4, per channel: two exponents, decay and addition of both sums, division: 8 (arXiv:2305.13048, appendix D).
  /// Per element of a matrix state: decay 1, outer product 2, reading 2, and in version 7 correction 2.
  package func compute(in model: Dimensions) -> [ComputeTerm] {
    let flops =
      switch version {
      case .four: 8 * keys
      case .six: 5 * state
      case .seven: 7 * state
      }
    return [ComputeTerm("state update and reading", flopsPerToken: flops)]
  }

  package static let facts: [FactOf<Self>] = [
    FactOf("version", "RWKV version", weight: 60, concept: .rwkv) { .word($0.version.rawValue) },
    FactOf("channels", "Channels", weight: 26) { $0.version == .four ? .count($0.keys) : nil },
    FactOf(.recurrentHeads) { $0.version == .four ? nil : .count($0.heads) },
    FactOf(.keySize) { $0.version == .four ? nil : .count($0.keySize) },
    FactOf(.valueSize) { $0.version == .four ? nil : .count($0.valueSize) },
    FactOf("shift_rank", "Token shift rank", weight: 8) { $0.shiftRank > 0 ? .count($0.shiftRank) : nil },
    FactOf("decay_rank", "Decay rank", weight: 8) { $0.decayRank > 0 ? .count($0.decayRank) : nil },
    FactOf("rate_rank", "Learning rate rank", weight: 8) { $0.rateRank > 0 ? .count($0.rateRank) : nil },
    FactOf("gate_rank", "Gate rank", weight: 8) { $0.gateRank > 0 ? .count($0.gateRank) : nil },
    FactOf("value_rank", "Value mix rank", weight: 8) { $0.valueRank > 0 ? .count($0.valueRank) : nil },
  ]

  package func lines(in model: Dimensions) -> [Phrase] {
    switch version {
    case .four:
      ["\(value: keys, "channels") channels, fixed decay per channel", "token shift, receptance gate"]
    case .six:
      [
        "\(value: heads, "heads") heads, state \(value: keySize, "key_size") × \(value: valueSize, "value_size")",
        "computed decay and token shift",
      ]
    case .seven:
      [
        "\(value: heads, "heads") heads, state \(value: keySize, "key_size") × \(value: valueSize, "value_size")",
        "computed decay, delta rule, token shift",
      ]
    }
  }

  package func anatomy(in model: Dimensions) -> Anatomy {
    let shift = Flow.Step.pill("token shift")
    var columns: [Flow.Column] = [.init("K", keys, [shift]), .init("V", values, [shift])]
    if version == .four {
      columns.append(.init("receptance", keys, [shift, .pill("sigmoid")], isGate: true))
    } else {
      columns.insert(.init("R", keys, [shift]), at: 0)
      columns.append(
        .init(version == .six ? "decay" : "w, a", (version == .six ? 1 : 2) * keys, [shift]))
      columns.append(
        .init("Gate", values, [shift, .pill(version == .six ? "SiLU" : "sigmoid")], isGate: true))
    }
    let core =
      switch version {
      case .four: "Decayed average"
      case .six: "Decayed sum of K × V"
      case .seven: "Generalised delta rule"
      }
    return Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: columns, core: .init(core),
            above: (version == .four ? [] : [.pill("norm")])
              + [.times, .box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(
          version == .four
            ? "Memory is three numbers per channel, \(value: state) per layer, and the last input."
            : .fixedState(heads: heads, keySize, valueSize, total: state)),
      ]
        + (version == .seven
          ? [.sentence("Decay w and learning rate a are computed from the token for each channel.")] : [])
        + (valueRank > 0 ? [.sentence("Values are mixed with those of the first layer.")] : []))
  }
}

/// RWKV's channel mixing: a squared-ReLU feed-forward whose inputs are mixed with the token before.
///
/// State: the last input, `width` elements (arXiv:2305.13048, section 3.1).
package struct ChannelMixing: Sublayer {
  package static let kind = "rwkv_channel_mixing"
  package static let summary = "RWKV channel mixing: a feed-forward that also reads the token before"

  /// Hidden units.
  let width: Int
  /// A sigmoid gate of the stream's width on the output (versions 4 to 6).
  let hasReceptance: Bool

  package init(from fields: inout FieldReader, in model: Dimensions) {
    width = fields.int("width", in: 1...10_000_000, "hidden units (`intermediate_size`)")
    hasReceptance = fields.flag("receptance", default: true, "whether a sigmoid gate scales the output")
  }

  package var role: Role { .feedForward }
  package var name: SublayerName {
    SublayerName(full: "RWKV channel mixing", short: "Channel mixing", tag: "dense")
  }
  package var mark: Mark { Mark(.dense, .ffn, growth: "all used by every token") }
  package var features: [Feature] { [.rwkv] }

  package func tensors(in model: Dimensions) -> [Tensor] {
    var tensors = [
      Tensor("key.weight", [width, model.width], .feedForward),
      Tensor("value.weight", [model.width, width], .feedForward),
      Tensor("shift_k", [model.width], .feedForward),
    ]
    if hasReceptance {
      tensors.append(Tensor("receptance.weight", [model.width, model.width], .feedForward))
      tensors.append(Tensor("shift_r", [model.width], .feedForward))
    }
    return tensors
  }

  package func cache(in model: Dimensions) -> [CacheTerm] {
    [CacheTerm(.state, elementsPerEntry: model.width, retention: .fixed, formula: "\(model.width)")]
  }

  package static let facts: [FactOf<Self>] = [
    FactOf(.feedForwardWidth) { .count($0.width) },
    FactOf(.activation, concept: { _ in .rwkv }) { _ in .word(Activation.reluSquared.label) },
    .flag("receptance", "Receptance gate", weight: 14, concept: .rwkv, \.hasReceptance),
  ]

  package func lines(in model: Dimensions) -> [Phrase] {
    ["width \(value: width, "ffn_width"), token shift" + (hasReceptance ? ", receptance gate" : "")]
  }

  package func anatomy(in model: Dimensions) -> Anatomy {
    let shift = Flow.Step.pill("token shift")
    var columns: [Flow.Column] = [.init("Key", width, fact: "ffn_width", [shift])]
    if hasReceptance {
      columns.append(
        .init("receptance", model.width, fact: "width", [shift, .pill("sigmoid")], isGate: true))
    }
    return Anatomy(
      note: "\(value: tensors(in: model).parameters.parametersText) parameters",
      parts: [
        .flow(
          Flow(
            columns: columns, core: .init("\(Activation.reluSquared.label) activation"),
            above: [.box(.init(name: "Value", value: model.width, fact: "width"))]
              + (hasReceptance ? [.times] : []))),
        .sentence("Each input is mixed with that of the token before, by trained shares per channel."),
      ])
  }
}

extension Feature {
  package static let rwkv = Feature("rwkv", "RWKV")
}
