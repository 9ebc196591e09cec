/// An activation between the projections of a feed-forward.
public enum Activation: String, CaseIterable, Sendable {
  case silu, gelu
  case geluTanh = "gelu_tanh"
  case relu
  case reluSquared = "relu_squared"
  /// A bounded SiLU (Kimi K3).
  case situ
  /// A normalised polynomial of degree three with trained coefficients (arXiv:2411.03884).
  case polyNorm = "poly_norm"
  /// Two quadratic and exponential branches with a trained steepness each (arXiv:2411.13010).
  case xIELU = "xielu"

  /// Trained numbers of the function itself: three weights and a bias of a polynomial, two of xIELU.
  var coefficients: Int {
    switch self {
    case .polyNorm: 4
    case .xIELU: 2
    default: 0
    }
  }

  /// The concept page of a function that has one.
  var feature: Feature? { self == .xIELU ? .xIELU : nil }

  public var label: String {
    switch self {
    case .silu: "SiLU"
    case .gelu, .geluTanh: "GELU"
    case .relu: "ReLU"
    case .reluSquared: "ReLU²"
    case .situ: "SiTU"
    case .polyNorm: "PolyNorm"
    case .xIELU: "xIELU"
    }
  }

  /// The name of a gated unit with this activation (Shazeer 2020, arXiv:2002.05202).
  public var gatedUnit: String {
    switch self {
    case .silu: "SwiGLU"
    case .gelu, .geluTanh: "GeGLU"
    case .relu: "ReGLU"
    case .reluSquared: "ReLU² GLU"
    case .situ: "SiTU GLU"
    case .polyNorm: "PolyNorm GLU"
    case .xIELU: "xIELU GLU"
    }
  }
}

/// A gated feed-forward: `down(activation(gate(x)) × up(x))`.
public struct GatedMLP: Sublayer {
  public static let kind = "gated_mlp"
  public static let summary = "a feed-forward whose hidden units are gated (SwiGLU, GeGLU)"

  let activation: Activation
  /// Hidden units (`intermediate_size`).
  let width: Int
  let hasBias: Bool
  /// One trained scale on the output.
  let outputScale: Bool
  /// Gate and up are kept within fixed bounds, by a tanh or a cut.
  let isBounded: Bool
  /// Trained scales on gate and up projection, per hidden unit (nGPT).
  let hasHiddenGains: Bool
  /// A norm over the hidden units before they are projected down.
  let innerNorm: Norm.Kind?

  public init(from fields: inout FieldReader, in model: Dimensions) {
    activation = fields.choice("activation", default: Activation.silu, "the function on the gate")
    width = fields.int("width", in: 1...10_000_000, "hidden units (`intermediate_size`)")
    hasBias = fields.flag("bias", "whether the projections have biases")
    outputScale = fields.flag("output_scale", "whether one trained scale stands on the output")
    isBounded = fields.flag("bounded", "whether gate and up are kept within fixed bounds")
    hasHiddenGains = fields.flag("hidden_gains", "whether gate and up have a trained scale per hidden unit")
    innerNorm = fields.optionalChoice("inner_norm", "a norm over the hidden units before the down projection")
    if innerNorm == .gatedRMS {
      fields.report(.impossible, "a gated norm has no place inside a feed-forward", field: "inner_norm")
    }
  }

  public var role: Role { .feedForward }
  public var name: SublayerName {
    SublayerName(full: "\(activation.gatedUnit) feed-forward", short: activation.gatedUnit, tag: "dense")
  }
  public var mark: Mark { Mark(.dense, .ffn, growth: "all used by every token") }
  public var features: [Feature] {
    [.gatedMLP, activation.feature, innerNorm == nil ? nil : .innerNorm].compactMap(\.self)
  }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var matrices = [
      Tensor("gate.weight", [width, model.width], .feedForward),
      Tensor("up.weight", [width, model.width], .feedForward),
      Tensor("down.weight", [model.width, width], .feedForward),
    ]
    if activation.coefficients > 0 {
      matrices.append(Tensor("activation", [activation.coefficients], .feedForward))
    }
    if outputScale { matrices.append(Tensor("output_scale", [1], .feedForward)) }
    if hasHiddenGains { matrices.append(Tensor("hidden_gain", [width], .feedForward, copies: 2)) }
    if let innerNorm { matrices += model.norm.tensors("inner_norm", size: width, kind: innerNorm) }
    guard hasBias else { return matrices }
    return matrices + [
      Tensor("gate.bias", [width], .feedForward), Tensor("up.bias", [width], .feedForward),
      Tensor("down.bias", [model.width], .feedForward),
    ]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.feedForwardWidth) { .count($0.width) },
    FactOf(.activation, concept: { $0.activation.feature ?? .gatedMLP }) { .word($0.activation.gatedUnit) },
    .flag(.feedForwardBias, \.hasBias),
    .flag("output_scale", "Output scale", weight: 10, \.outputScale),
    .flag("bounded", "Bounded units", weight: 8, \.isBounded),
    .flag("hidden_gains", "Gains on hidden units", weight: 6, \.hasHiddenGains),
    FactOf(.innerNorm) { $0.innerNorm.map { .word($0.words) } },
  ]

  public func lines(in model: Dimensions) -> [Phrase] {
    [
      "width \(value: width, "ffn_width"), \(value: trimmed(Double(width) / Double(model.width), 1)) × the stream"
    ]
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    Anatomy(
      note: "\(value: tensors(in: model).parameters.parametersText) parameters",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("Gate", width, fact: "ffn_width", [.pill(activation.label)]),
              .init("Up", width, fact: "ffn_width"),
            ],
            core: .init("multiply"),
            above: (innerNorm.map { [.pill($0.label, .innerNorm)] } ?? [])
              + [.box(.init(name: "Down", value: model.width, fact: "width"))])),
        .widths([
          WidthBar("stream", model.width, fact: "width"), WidthBar("hidden", width, fact: "ffn_width"),
          WidthBar("stream", model.width, fact: "width"),
        ]),
      ])
  }
}
