/// mLSTM: a matrix memory per head with exponential input and forget gates.
///
/// State: `heads × (keySize × valueSize + keySize + 1)` elements at any context: the matrix, its normaliser and
/// the largest gate so far (Beck et al. 2024, arXiv:2405.04517; as in xLSTM 7B, arXiv:2503.13427).
public struct MatrixLSTM: Sublayer {
  public static let kind = "mlstm"
  public static let summary = "an mLSTM: a matrix memory per head with exponential gates"

  let heads: Int, keySize: Int, valueSize: Int
  let hasBias: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "heads")
    keySize = fields.int("key_size", in: 1...65_536, "size of a query or key head")
    valueSize = fields.int("value_size", in: 1...65_536, "size of a value head")
    hasBias = fields.flag(
      "bias", "whether the projections have biases; those of the input and forget gate always do")
  }

  public var role: Role { .mixer }
  public var name: SublayerName { SublayerName(full: "mLSTM", tag: "mLSTM") }
  public var mark: Mark { Mark(.linear, .gdn, growth: "fixed-size state") }
  public var features: [Feature] { [.mlstm] }

  private var keys: Int { heads * keySize }
  private var values: Int { heads * valueSize }
  private var matrix: Int { heads * keySize * valueSize }

  public func tensors(in model: Dimensions) -> [Tensor] {
    let projections: [(name: String, size: Int)] = [
      ("q", keys), ("k", keys), ("v", values), ("gate", values), ("input_gate", heads),
      ("forget_gate", heads),
    ]
    var tensors = projections.map { Tensor($0.name + ".weight", [$0.size, model.width], .linearAttention) }
    tensors += projections.filter { hasBias || $0.size == heads }
      .map { Tensor($0.name + ".bias", [$0.size], .linearAttention) }
    tensors += [
      Tensor("norm.weight", [values], .linearAttention),
      Tensor("o.weight", [model.width, values], .linearAttention),
    ]
    if hasBias { tensors.append(Tensor("o.bias", [model.width], .linearAttention)) }
    return tensors
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .state, elementsPerEntry: matrix + keys + heads, retention: .fixed,
        formula: "\(heads) × (\(keySize) × \(valueSize) + \(keySize) + 1)")
    ]
  }

  /// Per element of the matrix: forgetting 1, outer product 2, reading 2 (arXiv:2405.04517, equations 19 to 23).
  public func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("state update and reading", flopsPerToken: 5 * matrix)]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.recurrentHeads) { .count($0.heads) },
    FactOf(.keySize) { .count($0.keySize) },
    FactOf(.valueSize) { .count($0.valueSize) },
    .flag(.projectionBias, \.hasBias),
  ]

  public func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: heads, "heads") heads, state \(value: keySize, "key_size") × \(value: valueSize, "value_size")",
      "exponential input and forget gates",
    ]
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("Q", keys), .init("K", keys), .init("V", values),
              .init("i, f", 2 * heads, [.pill("exp")]),
              .init("Gate", values, [.pill("sigmoid")], isGate: true),
            ],
            core: .init("Matrix memory"),
            above: [.pill("RMSNorm"), .times, .box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(.fixedState(heads: heads, keySize, valueSize, total: matrix)),
      ])
  }
}
