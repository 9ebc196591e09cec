/// Kimi Delta Attention: a delta-rule state whose decay is fine-grained, one for every key channel.
///
/// State: `heads × headSize²` elements at any context, plus the last inputs of the convolution
/// (Kimi Linear, arXiv:2510.26692).
public struct KimiDeltaAttention: Sublayer {
  public static let kind = "kda"
  public static let summary = "Kimi Delta Attention: a delta-rule state with one decay per key channel"

  let heads: Int, headSize: Int
  let convolution: Int
  /// Rank of the two matrices that make the decay, and of those that make the output gate; nil is one full matrix.
  let decayRank: Int?, gateRank: Int?
  /// Rates of decay; K3's checkpoint holds more than it has heads.
  let decays: Int

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "heads")
    headSize = fields.int("head_size", in: 1...65_536, "size of a query, key or value head")
    convolution = fields.int(
      "convolution", in: 1...64, default: 4, "kernel of the causal convolution on Q, K and V")
    decayRank = fields.optionalInt(
      "decay_rank", in: 1...1_000_000, "rank of the decay projection; leave out for one full matrix")
    gateRank = fields.optionalInt(
      "gate_rank", in: 1...1_000_000, "rank of the output gate; leave out for one full matrix")
    decays = fields.int("decays", in: 1...65_536, default: heads, "rates of decay, if not one per head")
  }

  public var role: Role { .mixer }
  public var name: SublayerName { SublayerName(full: "Kimi Delta Attention", short: "KDA", tag: "KDA") }
  public var mark: Mark { Mark(.linear, .gdn, growth: "fixed-size state") }
  public var features: [Feature] { [.kda] }

  private var channels: Int { heads * headSize }
  private var state: Int { channels * headSize }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var tensors = [
      Tensor("q.weight", [channels, model.width], .linearAttention),
      Tensor("k.weight", [channels, model.width], .linearAttention),
      Tensor("v.weight", [channels, model.width], .linearAttention),
      Tensor("conv.weight", [3 * channels, 1, convolution], .linearAttention),
      Tensor("beta.weight", [heads, model.width], .linearAttention),
      Tensor("decay", [decays], .linearAttention), Tensor("decay.bias", [channels], .linearAttention),
    ]
    tensors += projection("decay", to: channels, rank: decayRank, in: model)
    tensors += projection("gate", to: channels, rank: gateRank, in: model)
    return tensors + [
      Tensor("norm.weight", [headSize], .linearAttention),
      Tensor("o.weight", [model.width, channels], .linearAttention),
    ]
  }

  private func projection(_ name: String, to size: Int, rank: Int?, in model: Dimensions) -> [Tensor] {
    guard let rank else { return [Tensor(name + ".weight", [size, model.width], .linearAttention)] }
    return [
      Tensor(name + "_down.weight", [rank, model.width], .linearAttention),
      Tensor(name + "_up.weight", [size, rank], .linearAttention),
    ]
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .state, elementsPerEntry: state, retention: .fixed, formula: "\(heads) × \(headSize) × \(headSize)"),
      CacheTerm(
        .state, elementsPerEntry: (convolution - 1) * (3 * channels), retention: .fixed,
        formula: "\(convolution - 1) × \(3 * channels)"),
    ]
  }

  /// Per state element: decay 1, prediction 2, correction 2, reading 2 (arXiv:2510.26692, equation 1).
  public func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update and reading", flopsPerToken: 7 * state)]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.recurrentHeads) { .count($0.heads) },
    FactOf(.headSize) { .count($0.headSize) },
    FactOf(.convolutionKernel) { .count($0.convolution) },
    FactOf("decay", "Decay", weight: 10) {
      .word($0.decayRank.map { "per channel, rank \($0.grouped)" } ?? "per channel, full")
    },
    FactOf(.recurrentGate) { .word($0.gateRank.map { "rank \($0.grouped)" } ?? "full") },
    FactOf("decays", "Rates of decay", weight: 10) { $0.decays == $0.heads ? nil : .count($0.decays) },
  ]

  public func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: heads, "heads") heads, state \(value: headSize, "head_size") × \(value: headSize, "head_size")",
      "decay per channel, convolution \(value: convolution, "convolution")",
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
              .init("Q", channels, [conv, .pill("L2 norm")]), .init("K", channels, [conv, .pill("L2 norm")]),
              .init("V", channels, [conv]), .init("decay, β", channels + heads),
              .init("Gate", channels, [.pill("sigmoid")], isGate: true),
            ],
            core: .init("Delta rule, decay per channel"),
            above: [.pill("RMSNorm"), .times, .box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(.fixedState(heads: heads, headSize, headSize, total: state)),
      ])
  }
}
