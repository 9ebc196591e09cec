/// A feed-forward of two projections: `down(activation(up(x)))` (Vaswani et al. 2017, arXiv:1706.03762).
public struct PlainMLP: Sublayer {
  public static let kind = "mlp"
  public static let summary = "a feed-forward of two projections without a gate"

  let activation: Activation
  /// Hidden units.
  let width: Int
  let hasBias: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    activation = fields.choice("activation", default: Activation.gelu, "the function between the projections")
    width = fields.int("width", in: 1...10_000_000, "hidden units (`intermediate_size`)")
    hasBias = fields.flag("bias", "whether the projections have biases")
  }

  public var role: Role { .feedForward }
  public var name: SublayerName {
    SublayerName(full: "\(activation.label) feed-forward", short: activation.label + " FFN", tag: "dense")
  }
  public var mark: Mark { Mark(.dense, .ffn, growth: "all used by every token") }
  public var features: [Feature] { [.plainMLP] + (activation.feature.map { [$0] } ?? []) }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var matrices = [
      Tensor("up.weight", [width, model.width], .feedForward),
      Tensor("down.weight", [model.width, width], .feedForward),
    ]
    if activation.coefficients > 0 {
      matrices.append(Tensor("activation", [activation.coefficients], .feedForward))
    }
    guard hasBias else { return matrices }
    return matrices + [
      Tensor("up.bias", [width], .feedForward), Tensor("down.bias", [model.width], .feedForward),
    ]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.feedForwardWidth) { .count($0.width) },
    FactOf(.activation, concept: { $0.activation.feature ?? .plainMLP }) { .word($0.activation.label) },
    .flag(.feedForwardBias, \.hasBias),
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
            columns: [.init("Up", width, fact: "ffn_width")], core: .init("\(activation.label) activation"),
            above: [.box(.init(name: "Down", value: model.width, fact: "width"))])),
        .widths([
          WidthBar("stream", model.width, fact: "width"), WidthBar("hidden", width, fact: "ffn_width"),
          WidthBar("stream", model.width, fact: "width"),
        ]),
      ])
  }
}
