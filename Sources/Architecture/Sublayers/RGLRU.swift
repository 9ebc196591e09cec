/// A real-gated linear recurrent unit between two linear branches (Griffin, De et al. 2024, arXiv:2402.19427).
///
/// State: one number per channel at any context, plus the last inputs of the convolution.
package struct RGLRU: Sublayer {
  package static let kind = "rg_lru"
  package static let summary =
    "a real-gated linear recurrent unit with one state number per channel (Griffin)"

  /// Channels of the recurrence (`lru_width`).
  let inner: Int
  /// Blocks of the gates' weights: a channel's gates read the channels of its block alone.
  let blocks: Int
  let convolution: Int
  let hasBias: Bool

  package init(from fields: inout FieldReader, in model: Dimensions) {
    inner = fields.int(
      "inner", in: 1...10_000_000, default: model.width, "channels of the recurrence; the width when left out"
    )
    blocks = fields.int("blocks", in: 1...65_536, "blocks of the gates' weight matrices")
    convolution = fields.int("convolution", in: 1...64, default: 4, "kernel of the causal convolution")
    hasBias = fields.flag("bias", default: true, "whether projections and convolution have biases")
    if inner % blocks != 0 {
      fields.report(.impossible, "'blocks' (\(blocks)) must divide 'inner' (\(inner))", field: "blocks")
    }
  }

  package var role: Role { .mixer }
  package var name: SublayerName { SublayerName(full: "RG-LRU", tag: "RG-LRU") }
  package var mark: Mark { Mark(.stateSpace, .ssm, growth: "fixed-size state") }
  package var features: [Feature] { [.rgLRU] }

  package func tensors(in model: Dimensions) -> [Tensor] {
    let block = inner / blocks
    var tensors = [
      Tensor("x.weight", [inner, model.width], .stateSpace),
      Tensor("y.weight", [inner, model.width], .stateSpace),
      Tensor("conv.weight", [inner, 1, convolution], .stateSpace),
      Tensor("input_gate.weight", [block, block], .stateSpace, copies: blocks),
      Tensor("input_gate.bias", [inner], .stateSpace),
      Tensor("decay_gate.weight", [block, block], .stateSpace, copies: blocks),
      Tensor("decay_gate.bias", [inner], .stateSpace),
      Tensor("decay", [inner], .stateSpace),
      Tensor("out.weight", [model.width, inner], .stateSpace),
    ]
    if hasBias {
      tensors += [("x", inner), ("y", inner), ("conv", inner), ("out", model.width)]
        .map { Tensor($0 + ".bias", [$1], .stateSpace) }
    }
    return tensors
  }

  package func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(.state, elementsPerEntry: inner, retention: .fixed, formula: "\(inner)"),
      CacheTerm(
        .state, elementsPerEntry: (convolution - 1) * inner, retention: .fixed,
        formula: "\(convolution - 1) × \(inner)"),
    ]
  }

  /// Per channel: decay 1, gating and scaling of the input 2, addition 1 (arXiv:2402.19427, equation 4).
  package func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update", flopsPerToken: 4 * inner)]
  }

  package static let facts: [FactOf<Self>] = [
    FactOf("inner", "Channels", weight: 26) { .count($0.inner) },
    FactOf("blocks", "Blocks of the gates", weight: 8) { .count($0.blocks) },
    FactOf(.convolutionKernel) { .count($0.convolution) },
    .flag(.projectionBias, \.hasBias),
  ]

  package func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: inner, "inner") channels, one state number each",
      "gates in \(value: blocks, "blocks") \(blocks == 1 ? "block" : "blocks"), convolution \(value: convolution, "convolution")",
    ]
  }

  package func shortLine(in model: Dimensions) -> Phrase { "\(value: inner, "inner") channels" }

  package func anatomy(in model: Dimensions) -> Anatomy {
    let conv = Flow.Step.pill("conv \(convolution)", .shortConvolution)
    return Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("x", inner, fact: "inner", [conv]),
              .init("gates", 2 * inner, [conv, .pill("sigmoid")]),
              .init("y", inner, fact: "inner", [.pill("GELU")], isGate: true),
            ],
            core: .init("Gated recurrence"),
            above: [.times, .box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(
          "Memory is one number per channel: \(value: inner, "inner") per layer at any context length."),
        .sentence(
          "A gate for the input and one for the decay are computed from x, within \(value: blocks, "blocks") blocks of \(value: inner / blocks) channels."
        ),
      ])
  }
}

extension Feature {
  package static let rgLRU = Feature("rg_lru", "RG-LRU")
}
