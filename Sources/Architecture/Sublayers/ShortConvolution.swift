/// A gated short convolution: `out(C × conv(B × x))` over the last few tokens of the whole stream.
///
/// State: `(kernel − 1) × width` elements at any context (LFM2, arXiv:2511.23404).
public struct ShortConvolution: Sublayer {
  public static let kind = "short_convolution"
  public static let summary = "a gated short convolution over the last few tokens (LFM2)"

  let kernel: Int
  let hasBias: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    kernel = fields.int("kernel", in: 1...64, default: 3, "tokens the convolution sees")
    hasBias = fields.flag("bias", "whether projections and convolution have biases")
  }

  public var role: Role { .mixer }
  public var name: SublayerName {
    SublayerName(full: "Gated short convolution", short: "Short convolution", tag: "short convolution")
  }
  public var mark: Mark { Mark(.convolution, .conv, growth: "remembers the last few tokens") }
  public var features: [Feature] { [.shortConvolution] }

  public func tensors(in model: Dimensions) -> [Tensor] {
    let weights = [
      Tensor("in.weight", [3 * model.width, model.width], .convolution),
      Tensor("conv.weight", [model.width, 1, kernel], .convolution),
      Tensor("out.weight", [model.width, model.width], .convolution),
    ]
    guard hasBias else { return weights }
    return weights + [
      Tensor("in.bias", [3 * model.width], .convolution), Tensor("conv.bias", [model.width], .convolution),
      Tensor("out.bias", [model.width], .convolution),
    ]
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .state, elementsPerEntry: (kernel - 1) * model.width, retention: .fixed,
        formula: "\(kernel - 1) × \(model.width)")
    ]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.convolutionKernel) { .tokens($0.kernel) },
    .flag(.projectionBias, \.hasBias),
  ]

  public func lines(in model: Dimensions) -> [Phrase] {
    ["sees \(value: kernel, "convolution") tokens, gated before and after"]
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("B", model.width, fact: "width"), .init("x", model.width, fact: "width"),
              .init("C", model.width, fact: "width", isGate: true),
            ],
            core: .init("B × x, convolution over \(kernel)"),
            above: [.times, .box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(
          "Remembers the last \(value: kernel - 1, "convolution") tokens and nothing before them."),
      ])
  }
}
