/// A selective state space with a decay per channel and state element (Gu and Dao 2023, arXiv:2312.00752).
///
/// State: `inner × stateSize` elements at any context, plus the last inputs of the convolution.
package struct Mamba: Sublayer {
  package static let kind = "mamba"
  package static let summary = "a Mamba state space (the first version) with a state of fixed size"

  /// What normalises the step, B and C before they are used.
  package enum StepNorms: String, CaseIterable, Sendable {
    case none
    /// A gain for each of the three (Jamba).
    case rms
    /// Normalised without a gain (Falcon Mamba).
    case unscaled
  }

  /// Channels of the state space (`expand × width`), state elements of each.
  let inner: Int, stateSize: Int
  /// Rank of the projection that gives each channel its step.
  let stepRank: Int
  let convolution: Int
  /// Step, B and C are computed from each head's own channels (Zamba).
  let heads: Int
  let stepNorms: StepNorms
  let hasConvolutionBias: Bool, hasBias: Bool

  package init(from fields: inout FieldReader, in model: Dimensions) {
    inner = fields.int(
      "inner", in: 1...10_000_000, default: 2 * model.width,
      "channels of the state space; 2 × width when left out")
    stateSize = fields.int("state_size", in: 1...65_536, default: 16, "state elements per channel")
    stepRank = fields.int(
      "step_rank", in: 1...1_000_000, default: (model.width + 15) / 16,
      "rank of the projection to the steps; width / 16 when left out")
    convolution = fields.int("convolution", in: 1...64, default: 4, "kernel of the causal convolution")
    heads = fields.int(
      "heads", in: 1...65_536, default: 1, "heads whose channels give their own step, B and C")
    stepNorms = fields.choice("step_norms", default: StepNorms.none, "normalisation of step, B and C")
    hasConvolutionBias = fields.flag("convolution_bias", default: true, "whether the convolution has a bias")
    hasBias = fields.flag("bias", "whether the projections in and out have biases")
    if inner % heads != 0 {
      fields.report(.impossible, "'heads' (\(heads)) must divide 'inner' (\(inner))", field: "heads")
    }
  }

  package var role: Role { .mixer }
  package var name: SublayerName { SublayerName(full: "Mamba", tag: "Mamba") }
  package var mark: Mark { Mark(.stateSpace, .ssm, growth: "fixed-size state") }
  package var features: [Feature] { [.mamba] }

  private var state: Int { inner * stateSize }
  /// What one head's channels are projected to: step, B and C.
  private var projected: Int { stepRank + 2 * stateSize }

  package func tensors(in model: Dimensions) -> [Tensor] {
    let channels = inner / heads
    var tensors = [
      Tensor("in.weight", [2 * inner, model.width], .stateSpace),
      Tensor("conv.weight", [inner, 1, convolution], .stateSpace),
      Tensor("x.weight", [projected, channels], .stateSpace, copies: heads),
      Tensor("dt.weight", [channels, stepRank], .stateSpace, copies: heads),
      Tensor("dt.bias", [inner], .stateSpace),
      Tensor("a", [inner, stateSize], .stateSpace, use: .elementwise),
      Tensor("d", [inner], .stateSpace),
      Tensor("out.weight", [model.width, inner], .stateSpace),
    ]
    if stepNorms == .rms {
      tensors += [("dt_norm", stepRank), ("b_norm", stateSize), ("c_norm", stateSize)]
        .map { Tensor($0 + ".weight", [$1], .stateSpace) }
    }
    if hasConvolutionBias { tensors.append(Tensor("conv.bias", [inner], .stateSpace)) }
    if hasBias {
      tensors.append(Tensor("in.bias", [2 * inner], .stateSpace))
      tensors.append(Tensor("out.bias", [model.width], .stateSpace))
    }
    return tensors
  }

  package func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(.state, elementsPerEntry: state, retention: .fixed, formula: "\(inner) × \(stateSize)"),
      CacheTerm(
        .state, elementsPerEntry: (convolution - 1) * inner, retention: .fixed,
        formula: "\(convolution - 1) × \(inner)"),
    ]
  }

  /// Per state element: decay 2 (its exponent too), input 3, reading 2 (arXiv:2312.00752, algorithm 2).
  package func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update and reading", flopsPerToken: 7 * state)]
  }

  package static let facts: [FactOf<Self>] = [
    FactOf("inner", "Channels", weight: 26) { .count($0.inner) },
    FactOf(.stateSize) { .count($0.stateSize) },
    FactOf("step_rank", "Step rank", weight: 8) { .count($0.stepRank) },
    FactOf(.convolutionKernel) { .count($0.convolution) },
    FactOf(.recurrentHeads) { $0.heads > 1 ? .count($0.heads) : nil },
    FactOf("step_norms", "Norms of step, B and C", weight: 20) {
      $0.stepNorms == .none ? nil : .word($0.stepNorms == .rms ? "with gains" : "without gains")
    },
    .flag(.convolutionBias, \.hasConvolutionBias),
    .flag(.projectionBias, \.hasBias),
  ]

  package func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: inner, "inner") channels, state size \(value: stateSize, "state_size")",
      "step rank \(value: stepRank, "step_rank"), convolution \(value: convolution, "convolution")"
        + (stepNorms == .none ? "" : ", normed"),
    ]
  }

  package func anatomy(in model: Dimensions) -> Anatomy {
    let conv: [Flow.Step] = [.pill("conv \(convolution)", .shortConvolution)]
    let norm: [Flow.Step] = stepNorms == .none ? [] : [.pill("norm")]
    return Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("x", inner, fact: "inner", conv), .init("B, C", 2 * stateSize * heads, conv + norm),
              .init("Δt", inner, fact: "inner", conv + norm),
              .init("gate", inner, fact: "inner", [.pill("SiLU")], isGate: true),
            ],
            core: .init("State-space update"),
            above: [.times, .box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(
          "Memory is a state of fixed size: \(value: inner, "inner") channels of \(value: stateSize, "state_size"), \(value: state) numbers per layer at any context length."
        ),
        .sentence(
          "Step, B and C are read from x; the steps pass a projection of rank \(value: stepRank, "step_rank")."
        ),
      ])
  }
}

extension Feature {
  package static let mamba = Feature("mamba", "Mamba")
}
