/// Lightning attention: linear attention with a fixed decay for each head.
///
/// State: `heads × headSize × headSize` elements at any context (Qin et al. 2024, arXiv:2401.04658; as in
/// MiniMax-01, arXiv:2501.08313).
public struct LightningAttention: Sublayer {
  public static let kind = "lightning_attention"
  public static let summary = "lightning attention: linear attention with a fixed decay for each head"

  let heads: Int, headSize: Int
  let ropeSize: Int
  let hasQKNorm: Bool, hasGate: Bool, hasBias: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "heads")
    headSize = fields.headSize(of: heads, in: model, "size of a head; width / heads when left out")
    ropeSize = fields.int("rope_size", in: 0...65_536, default: 0, "rotated dimensions of a head; 0 for none")
    hasQKNorm = fields.flag("qk_norm", "whether queries and keys are normalised, with one gain per head size")
    hasGate = fields.flag("gate", default: true, "whether a sigmoid gate scales the output")
    hasBias = fields.flag("bias", "whether the Q, K and V projections have biases")
    if ropeSize > headSize {
      fields.report(
        .impossible, "'rope_size' (\(ropeSize)) is larger than the head (\(headSize))", field: "rope_size")
    }
  }

  public var role: Role { .mixer }
  public var name: SublayerName {
    SublayerName(full: "Lightning attention", short: "Lightning attention", tag: "lightning")
  }
  public var mark: Mark { Mark(.linear, .gdn, growth: "fixed-size state") }
  public var features: [Feature] { [.lightningAttention] + (hasQKNorm ? [.qkNorm] : []) }

  private var inner: Int { heads * headSize }
  private var state: Int { heads * headSize * headSize }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var tensors = [
      Tensor("qkv.weight", [3 * inner, model.width], .linearAttention),
      Tensor("norm.weight", [inner], .linearAttention),
      Tensor("o.weight", [model.width, inner], .linearAttention),
    ]
    if hasGate { tensors.append(Tensor("gate.weight", [inner, model.width], .linearAttention)) }
    if hasBias { tensors.append(Tensor("qkv.bias", [3 * inner], .linearAttention)) }
    if hasQKNorm {
      tensors.append(Tensor("q_norm.weight", [headSize], .linearAttention))
      tensors.append(Tensor("k_norm.weight", [headSize], .linearAttention))
    }
    return tensors
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .state, elementsPerEntry: state, retention: .fixed, formula: "\(heads) × \(headSize) × \(headSize)")
    ]
  }

  /// Per state element: decay 1, outer product 2, reading 2 (arXiv:2401.04658, section 2).
  public func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update and reading", flopsPerToken: 5 * state)]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.recurrentHeads) { .count($0.heads) },
    FactOf(.headSize) { .count($0.headSize) },
    FactOf(.ropeSize, concept: \.positionConcept) { .count($0.ropeSize) },
    FactOf("qk_norm", "QK-norm", weight: 34, concept: .qkNorm) {
      $0.hasQKNorm ? .word("one gain for all heads") : nil
    },
    FactOf(.recurrentGate) { $0.hasGate ? .word("per channel") : nil },
    .flag(.qkvBias, \.hasBias),
  ]

  public func lines(in model: Dimensions) -> [Phrase] {
    let position: Phrase =
      ropeSize == 0 ? "fixed decay per head" : "fixed decay per head, RoPE on \(value: ropeSize, "rope_size")"
    return [
      "\(value: heads, "heads") heads, state \(value: headSize, "head_size") × \(value: headSize, "head_size")",
      position + (hasQKNorm ? ", QK-norm" : ""),
    ]
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    let before: [Flow.Step] =
      (hasQKNorm ? [.pill("QK-norm", .qkNorm)] : [.pill("SiLU")])
      + (ropeSize == 0 ? [] : [.pill("RoPE", .rope)])
    var columns: [Flow.Column] = [
      .init("Q", inner, before), .init("K", inner, before),
      .init("V", inner, hasQKNorm ? [] : [.pill("SiLU")]),
    ]
    if hasGate { columns.append(.init("Gate", inner, [.pill("sigmoid")], isGate: true)) }
    return Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: columns, core: .init("Decayed sum of K × V"),
            above: [.pill("RMSNorm")] + (hasGate ? [.times] : [])
              + [.box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(.fixedState(heads: heads, headSize, headSize, total: state)),
      ])
  }
}
