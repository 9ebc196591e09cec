/// A selective state space with one decay per head (Dao and Gu 2024, arXiv:2405.21060).
///
/// State: `heads × headSize × stateSize` elements at any context, plus the last inputs of the convolution.
public struct Mamba2: Sublayer {
  public static let kind = "mamba2"
  public static let summary = "a Mamba-2 state space with a state of fixed size"

  let heads: Int, headSize: Int, stateSize: Int, groups: Int
  let convolution: Int
  let hasConvolutionBias: Bool, hasBias: Bool
  let innerNorm: InnerNorm

  /// The norm of the heads' output before it is projected.
  package enum InnerNorm: String, CaseIterable, Sendable {
    /// The output is gated and not normalised (Falcon-H1).
    case none
    /// One norm over all heads.
    case full
    /// Each group of heads is normalised apart; the gain is the same.
    case grouped
  }

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "heads")
    headSize = fields.int("head_size", in: 1...65_536, "channels of a head")
    stateSize = fields.int("state_size", in: 1...65_536, "state elements per channel")
    groups = fields.int("groups", in: 1...65_536, default: 1, "groups of heads that share B and C")
    convolution = fields.int("convolution", in: 1...64, default: 4, "kernel of the causal convolution")
    hasConvolutionBias = fields.flag("convolution_bias", default: true, "whether the convolution has a bias")
    hasBias = fields.flag("bias", "whether the projections have biases")
    innerNorm = fields.choice(
      "inner_norm", default: InnerNorm.full, "the norm of the output before it is projected")
    if heads % groups != 0 {
      fields.report(.impossible, "'groups' (\(groups)) must divide 'heads' (\(heads))", field: "groups")
    }
  }

  public var role: Role { .mixer }
  public var name: SublayerName { SublayerName(full: "Mamba-2", tag: "Mamba-2") }
  public var mark: Mark { Mark(.stateSpace, .ssm, growth: "fixed-size state") }
  public var features: [Feature] { [.mamba2] }

  private var inner: Int { heads * headSize }
  /// Channels the convolution runs over: x, B and C.
  private var convolved: Int { inner + 2 * groups * stateSize }
  private var state: Int { inner * stateSize }

  public func tensors(in model: Dimensions) -> [Tensor] {
    let projected = inner + convolved + heads
    var tensors = [
      Tensor("in.weight", [projected, model.width], .stateSpace),
      Tensor("conv.weight", [convolved, 1, convolution], .stateSpace),
      Tensor("dt.bias", [heads], .stateSpace), Tensor("a", [heads], .stateSpace),
      Tensor("d", [heads], .stateSpace),
      Tensor("out.weight", [model.width, inner], .stateSpace),
    ]
    if innerNorm != .none { tensors.append(Tensor("norm.weight", [inner], .stateSpace)) }
    if hasConvolutionBias { tensors.append(Tensor("conv.bias", [convolved], .stateSpace)) }
    if hasBias {
      tensors.append(Tensor("in.bias", [projected], .stateSpace))
      tensors.append(Tensor("out.bias", [model.width], .stateSpace))
    }
    return tensors
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .state, elementsPerEntry: state, retention: .fixed, formula: "\(heads) × \(headSize) × \(stateSize)"),
      CacheTerm(
        .state, elementsPerEntry: (convolution - 1) * convolved, retention: .fixed,
        formula: "\(convolution - 1) × \(convolved)"),
    ]
  }

  /// Per state element: decay 1, input 2, reading 2 (arXiv:2405.21060, section 2).
  public func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update and reading", flopsPerToken: 5 * state)]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.recurrentHeads) { .count($0.heads) },
    FactOf(.headSize) { .count($0.headSize) },
    FactOf(.stateSize) { .count($0.stateSize) },
    FactOf("groups", "B and C groups", weight: 8) { .count($0.groups) },
    FactOf(.convolutionKernel) { .count($0.convolution) },
    .flag(.convolutionBias, \.hasConvolutionBias),
    .flag(.projectionBias, \.hasBias),
    FactOf("output_norm", "Norm of the output", weight: 10) {
      $0.innerNorm == .full ? nil : .word($0.innerNorm.words)
    },
  ]

  public func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: heads, "heads") heads, state \(value: headSize, "head_size") × \(value: stateSize, "state_size")",
      "\(value: groups, "groups") \(groups == 1 ? "group" : "groups"), convolution \(value: convolution, "convolution")",
    ]
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    let conv = Flow.Step.pill("conv \(convolution)", .shortConvolution)
    return Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("x", inner, [conv]), .init("B, C", 2 * groups * stateSize, [conv]), .init("Δt", heads),
              .init("gate", inner, [.pill("SiLU")], isGate: true),
            ],
            core: .init("State-space update"),
            above: [.times] + (innerNorm == .none ? [] : [.pill("RMSNorm")]) + [
              .box(.init(name: "Out", value: model.width, fact: "width"))
            ])),
        .sentence(.fixedState(heads: heads, headSize, stateSize, total: state)),
      ])
  }
}

extension Mamba2.InnerNorm {
  fileprivate var words: String {
    switch self {
    case .none: "none"
    case .full: "over all heads"
    case .grouped: "per group"
    }
  }
}
