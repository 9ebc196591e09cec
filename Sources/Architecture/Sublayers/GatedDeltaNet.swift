/// Linear attention with a gated delta rule: a matrix per head that forgets, corrects and is read by the query.
///
/// Without its decay it is DeltaNet (arXiv:2406.06484).
/// State: `valueHeads × keySize × valueSize` elements at any context (Yang et al. 2024, arXiv:2412.06464).
public struct GatedDeltaNet: Sublayer {
  public static let kind = "gated_deltanet"
  public static let summary = "linear attention with a gated delta rule and a state of fixed size"

  let keyHeads: Int, valueHeads: Int, keySize: Int, valueSize: Int
  /// Kernel of the short causal convolutions on Q, K and V.
  let convolution: Int
  /// Rank of a network that computes the taps of a convolution on V from the token; Q and K then have none
  /// (Jet-Nemotron, arXiv:2508.15884).
  let tapRank: Int?
  /// The state fades by a gate per head; the output is scaled by a SiLU gate.
  let hasDecay: Bool, hasGate: Bool
  /// The writing strength reaches 2, so that a state can change its sign (arXiv:2411.12537).
  let hasNegativeEigenvalues: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    keyHeads = fields.int("key_heads", in: 1...65_536, "heads of queries and keys")
    valueHeads = fields.int("value_heads", in: 1...65_536, "heads of values, each with a state")
    keySize = fields.int("key_size", in: 1...65_536, "size of a query or key head")
    valueSize = fields.int("value_size", in: 1...65_536, default: keySize, "size of a value head")
    convolution = fields.int("convolution", in: 1...64, default: 4, "kernel of the short convolutions")
    tapRank = fields.optionalInt(
      "tap_rank", in: 1...1_000_000,
      "rank of a network that computes the taps of a convolution on V alone from the token")
    hasDecay = fields.flag("decay", default: true, "whether the state fades by a gate per head")
    hasGate = fields.flag("gate", default: true, "whether a SiLU gate scales the output")
    hasNegativeEigenvalues = fields.flag(
      "negative_eigenvalues", "whether the writing strength reaches 2 instead of 1")
    if valueHeads % keyHeads != 0 {
      fields.report(
        .impossible, "'key_heads' (\(keyHeads)) must divide 'value_heads' (\(valueHeads))", field: "key_heads"
      )
    }
  }

  public var role: Role { .mixer }
  public var name: SublayerName {
    hasDecay
      ? SublayerName(full: "Gated DeltaNet", tag: "gated DeltaNet")
      : SublayerName(full: "DeltaNet", tag: "DeltaNet")
  }
  public var mark: Mark { Mark(.linear, .gdn, growth: "fixed-size state") }
  public var features: [Feature] { [hasDecay ? .gatedDeltaNet : .deltaNet] }

  private var keys: Int { keyHeads * keySize }
  private var values: Int { valueHeads * valueSize }
  /// Channels the convolution runs over.
  private var convolved: Int { tapRank == nil ? 2 * keys + values : values }
  private var state: Int { valueHeads * keySize * valueSize }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var tensors = [
      Tensor("q.weight", [keys, model.width], .linearAttention),
      Tensor("k.weight", [keys, model.width], .linearAttention),
      Tensor("v.weight", [values, model.width], .linearAttention),
      Tensor("beta.weight", [valueHeads, model.width], .linearAttention),
      Tensor("norm.weight", [valueSize], .linearAttention),
      Tensor("o.weight", [model.width, values], .linearAttention),
    ]
    if let tapRank {
      tensors += [
        Tensor("taps_down.weight", [tapRank, model.width], .linearAttention),
        Tensor("taps_up.weight", [values * convolution, tapRank], .linearAttention),
        Tensor("taps_up.bias", [values * convolution], .linearAttention),
      ]
    } else {
      tensors.append(Tensor("conv.weight", [convolved, 1, convolution], .linearAttention))
    }
    if hasGate { tensors.append(Tensor("gate.weight", [values, model.width], .linearAttention)) }
    if hasDecay {
      tensors += [
        Tensor("alpha.weight", [valueHeads, model.width], .linearAttention),
        Tensor("decay", [valueHeads], .linearAttention),
        Tensor("decay.bias", [valueHeads], .linearAttention),
      ]
    }
    return tensors
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .state, elementsPerEntry: state, retention: .fixed,
        formula: "\(valueHeads) × \(keySize) × \(valueSize)"),
      CacheTerm(
        .state, elementsPerEntry: (convolution - 1) * convolved, retention: .fixed,
        formula: "\(convolution - 1) × \(convolved)"),
    ]
  }

  /// Per state element: decay 1 (if any), prediction 2, correction 2, reading 2 (arXiv:2412.06464, equation 10).
  public func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update and reading", flopsPerToken: (hasDecay ? 7 : 6) * state)]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf("key_heads", "Key heads", weight: 16) { .count($0.keyHeads) },
    FactOf("value_heads", "Value heads", weight: 18) { .count($0.valueHeads) },
    FactOf(.keySize) { .count($0.keySize) },
    FactOf(.valueSize) { .count($0.valueSize) },
    FactOf(.convolutionKernel) { .count($0.convolution) },
    FactOf("tap_rank", "Rank of computed taps", weight: 16, isQuality: true) {
      $0.tapRank.map { .count($0) }
    },
    .flag("no_gate", "No output gate", weight: 20) { !$0.hasGate },
    .flag("negative_eigenvalues", "Negative eigenvalues", weight: 12, \.hasNegativeEigenvalues),
  ]

  public func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: valueHeads, "value_heads") heads, state \(value: keySize, "key_size") × \(value: valueSize, "value_size")",
      "\(value: keyHeads, "key_heads") key heads, convolution \(value: convolution, "convolution")",
    ]
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    let conv = Flow.Step.pill("conv \(convolution)", .shortConvolution)
    let before: [Flow.Step] = [tapRank == nil ? conv : .pill("SiLU"), .pill("L2 norm")]
    return Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("Q", keys, before), .init("K", keys, before),
              .init("V", values, [conv]),
              hasDecay ? .init("α, β", 2 * valueHeads) : .init("β", valueHeads),
            ] + (hasGate ? [.init("Gate", values, [.pill("SiLU")], isGate: true)] : []),
            core: .init(hasDecay ? "Gated delta rule" : "Delta rule"),
            above: [.pill("RMSNorm")] + (hasGate ? [.times] : []) + [
              .box(.init(name: "Out", value: model.width, fact: "width"))
            ])),
        .sentence(.fixedState(heads: valueHeads, keySize, valueSize, total: state)),
      ])
  }
}

extension Phrase {
  /// What a recurrent mixer remembers, in the words all of them share.
  static func fixedState(heads: Int, _ rows: Int, _ columns: Int, total: Int) -> Phrase {
    "Memory is a state of fixed size: \(value: heads) heads of \(value: rows) × \(value: columns), \(value: total) numbers per layer at any context length."
  }
}

extension Feature {
  package static let deltaNet = Feature("delta_net", "DeltaNet")
}
