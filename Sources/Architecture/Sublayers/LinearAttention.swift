/// Linear attention: an outer product of key and value is added to a state per head, which decays and is read by the
/// query.
///
/// State: `heads × keySize × valueSize` elements at any context. The kinds differ in what decides the decay:
/// nothing (Katharopoulos et al. 2020, arXiv:2006.16236), a constant per head (RetNet, arXiv:2307.08621), a gate per
/// key channel (GLA, arXiv:2312.06635), or a forget gate that is the key's complement (HGRN2, arXiv:2404.07904).
package struct LinearAttention: Sublayer {
  package static let kind = "linear_attention"
  package static let summary =
    "linear attention with a decay that is absent, fixed (RetNet), gated (GLA) or tied to the key (HGRN2)"

  /// What decides how fast the state fades.
  package enum Decay: String, CaseIterable, Sendable {
    /// It does not fade.
    case none
    /// A constant for each head.
    case fixed
    /// A gate for each key channel, through a projection of low rank.
    case gated
    /// A forget gate for each key channel; what it lets go is the key, so there is no key projection.
    case forget
  }

  /// What normalises the heads' output.
  package enum OutputNorm: String, CaseIterable, Sendable {
    case none
    /// One gain of value size, shared by all heads.
    case head
    /// One gain over all heads together.
    case full
    /// Each head on its own, without a gain.
    case unscaled
  }

  let decay: Decay
  let heads: Int, keySize: Int, valueSize: Int
  let decayRank: Int
  let outputNorm: OutputNorm
  let hasGate: Bool, hasRope: Bool, hasBias: Bool
  /// Kernel of short causal convolutions on Q, K and V.
  let convolution: Int?

  package init(from fields: inout FieldReader, in model: Dimensions) {
    decay = fields.choice("decay", default: Decay.none, "what decides how fast the state fades")
    heads = fields.int("heads", in: 1...65_536, "heads, each with a state")
    keySize = fields.int("key_size", in: 1...65_536, "size of a query or key head")
    valueSize = fields.int("value_size", in: 1...65_536, default: keySize, "size of a value head")
    decayRank = fields.int(
      "decay_rank", in: 1...1_000_000, default: 16, "rank of the projection to a gated decay")
    outputNorm = fields.choice(
      "output_gain", default: OutputNorm.head, "the norm of the heads' output: its gain, or none")
    hasGate = fields.flag("gate", "whether a SiLU gate scales the output")
    hasRope = fields.flag("rope", "whether queries and keys are rotated by their position")
    hasBias = fields.flag("bias", "whether the projections have biases")
    convolution = fields.optionalInt("convolution", in: 1...64, "kernel of short convolutions on Q, K and V")
    if decay != .gated && fields.has("decay_rank") {
      fields.report(.unusedField, "'decay_rank' has no effect without 'decay: gated'", field: "decay_rank")
    }
  }

  package var role: Role { .mixer }
  package var name: SublayerName {
    switch decay {
    case .none: SublayerName(full: "Linear attention", tag: "linear")
    case .fixed: SublayerName(full: "Retention", tag: "retention")
    case .gated: SublayerName(full: "Gated linear attention", short: "GLA", tag: "GLA")
    case .forget: SublayerName(full: "HGRN2", tag: "HGRN2")
    }
  }
  package var mark: Mark { Mark(.linear, .gdn, growth: "fixed-size state") }
  package var features: [Feature] {
    [ownFeature] + (hasRope ? [.rope] : []) + (convolution == nil ? [] : [.shortConvolution])
  }

  private var ownFeature: Feature {
    switch decay {
    case .none: .linearAttention
    case .fixed: .retention
    case .gated: .gatedLinearAttention
    case .forget: .hgrn2
    }
  }

  private var keys: Int { heads * keySize }
  private var values: Int { heads * valueSize }
  private var state: Int { heads * keySize * valueSize }
  /// Channels the convolutions run over.
  private var convolved: Int { (decay == .forget ? 1 : 2) * keys + values }

  package func tensors(in model: Dimensions) -> [Tensor] {
    let width = model.width
    var tensors = [
      weight("q.weight", [keys, width]), weight("v.weight", [values, width]),
      weight("o.weight", [width, values]),
    ]
    var biases = [("q", keys), ("v", values), ("o", width)]
    if decay == .forget {
      tensors += [weight("forget.weight", [keys, width]), weight("forget.floor", [keys])]
    } else {
      tensors.append(weight("k.weight", [keys, width]))
      biases.append(("k", keys))
    }
    if decay == .gated {
      tensors += [
        weight("decay_down.weight", [decayRank, width]), weight("decay_up.weight", [keys, decayRank]),
        weight("decay_up.bias", [keys]),
      ]
    }
    if hasGate {
      tensors.append(weight("gate.weight", [values, width]))
      biases.append(("gate", values))
    }
    switch outputNorm {
    case .none, .unscaled: break
    case .head: tensors.append(weight("norm.weight", [valueSize]))
    case .full: tensors.append(weight("norm.weight", [values]))
    }
    if let convolution { tensors.append(weight("conv.weight", [convolved, 1, convolution])) }
    return tensors + (hasBias ? biases.map { weight($0 + ".bias", [$1]) } : [])
  }

  private func weight(_ name: String, _ shape: [Int]) -> Tensor { Tensor(name, shape, .linearAttention) }

  package func cache(in model: Dimensions) -> [CacheTerm] {
    let memory = CacheTerm(
      .state, elementsPerEntry: state, retention: .fixed, formula: "\(heads) × \(keySize) × \(valueSize)")
    guard let convolution else { return [memory] }
    return [
      memory,
      CacheTerm(
        .state, elementsPerEntry: (convolution - 1) * convolved, retention: .fixed,
        formula: "\(convolution - 1) × \(convolved)"),
    ]
  }

  /// Per state element: decay 1 (if any), outer product 2, reading 2 (arXiv:2312.06635, equation 3).
  package func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update and reading", flopsPerToken: (decay == .none ? 4 : 5) * state)]
  }

  package static let facts: [FactOf<Self>] = [
    FactOf(.recurrentHeads) { .count($0.heads) },
    FactOf(.keySize) { .count($0.keySize) },
    FactOf(.valueSize) { .count($0.valueSize) },
    FactOf(FactKind("decay", "Decay", weight: 60), concept: \.ownFeature) { .word($0.decay.words) },
    FactOf("decay_rank", "Decay rank", weight: 8, with: "decay") {
      $0.decay == .gated ? .count($0.decayRank) : nil
    },
    FactOf(.recurrentGate) { $0.hasGate ? .word("per channel") : nil },
    FactOf("output_norm", "Output norm", weight: 10) {
      $0.outputNorm == .head ? nil : .word($0.outputNorm.words)
    },
    .flag("rope", "RoPE", weight: 12, concept: .rope, \.hasRope),
    FactOf(.convolutionKernel) { $0.convolution.map { .count($0) } },
    .flag(.projectionBias, \.hasBias),
  ]

  package func lines(in model: Dimensions) -> [Phrase] {
    let more =
      [hasRope ? "RoPE" : nil, hasGate ? "output gate" : nil].compactMap(\.self).map { ", " + $0 }.joined()
    return [
      "\(value: heads, "heads") heads, state \(value: keySize, "key_size") × \(value: valueSize, "value_size")",
      Phrase(decay.line + more),
    ]
  }

  package func anatomy(in model: Dimensions) -> Anatomy {
    let conv: [Flow.Step] = convolution.map { [.pill("conv \($0)", .shortConvolution)] } ?? []
    let rope: [Flow.Step] = hasRope ? [.pill("RoPE", .rope)] : []
    var columns: [Flow.Column] = [.init("Q", keys, conv + rope)]
    columns.append(
      decay == .forget
        ? .init("forget", keys, [.pill("1 − σ")]) : .init("K", keys, conv + rope))
    columns.append(.init("V", values, conv))
    if decay == .gated {
      columns.append(.init("decay", keys, [.pill("rank \(decayRank)"), .pill("sigmoid")]))
    }
    if hasGate { columns.append(.init("Gate", values, [.pill("SiLU")], isGate: true)) }
    return Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: columns, core: .init(decay == .none ? "Sum of K × V" : "Decayed sum of K × V"),
            above: (outputNorm == .none ? [] : [.pill("norm")]) + (hasGate ? [.times] : [])
              + [.box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(.fixedState(heads: heads, keySize, valueSize, total: state)),
      ]
        + (decay == .forget
          ? [.sentence("The key is what the forget gate lets go: the state cannot overflow.")] : []))
  }
}

extension LinearAttention.Decay {
  fileprivate var words: String {
    switch self {
    case .none: "none"
    case .fixed: "a constant per head"
    case .gated: "a gate per key channel"
    case .forget: "a forget gate, its complement the key"
    }
  }

  fileprivate var line: String {
    switch self {
    case .none: "no decay"
    case .fixed: "fixed decay per head"
    case .gated: "decay gated per channel"
    case .forget: "forget gate per channel"
    }
  }
}

extension LinearAttention.OutputNorm {
  fileprivate var words: String {
    switch self {
    case .none: "none"
    case .head: "one gain for all heads"
    case .full: "over all heads together"
    case .unscaled: "without gain"
    }
  }
}

extension Feature {
  package static let linearAttention = Feature("linear_attention")
  package static let retention = Feature("retention")
  package static let gatedLinearAttention = Feature("gated_linear_attention")
  package static let hgrn2 = Feature("hgrn2", "HGRN2")
}
