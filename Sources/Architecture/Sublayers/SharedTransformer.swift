/// A whole transformer block whose weights all its uses share (Zamba, arXiv:2405.16712; Zamba2, arXiv:2411.15242).
///
/// It reads the stream joined with the token embedding, has no residual of its own, and what it makes passes a
/// projection of the layer and is added to the input of the mixer that follows, not to the stream.
/// Cache per token: `2 × kvHeads × headSize` elements for each use.
package struct SharedTransformer: Sublayer {
  package static let kind = "shared_transformer"
  package static let summary =
    "attention and feed-forward with weights shared by all uses, feeding the next mixer (Zamba); write `norm: none`"

  let heads: Int, kvHeads: Int, headSize: Int
  let activation: Activation
  /// Hidden units of the feed-forward.
  let width: Int
  /// Blocks with weights of their own, used in turn.
  let blocks: Int
  /// Rank of what each use adds to the feed-forward, and to queries, keys and values.
  let adapterRank: Int?, attentionAdapterRank: Int?
  let hasRope: Bool

  package init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "query heads")
    kvHeads = fields.int(
      "kv_heads", in: 1...65_536, default: heads, "key-value heads; equal to `heads` when left out")
    headSize = fields.int("head_size", in: 1...65_536, "size of a head")
    activation = fields.choice(
      "activation", default: Activation.gelu, "the function on the feed-forward's gate")
    width = fields.int("width", in: 1...10_000_000, "hidden units of the feed-forward")
    blocks = fields.int(
      "blocks", in: 1...4_096, default: 1, "blocks with weights of their own, which the uses take in turn")
    adapterRank = fields.optionalInt(
      "adapter_rank", in: 1...1_000_000, "rank of what each use adds to the feed-forward's weights")
    attentionAdapterRank = fields.optionalInt(
      "attention_adapter_rank", in: 1...1_000_000, "rank of what each use adds to Q, K and V")
    hasRope = fields.flag("rope", "whether queries and keys are rotated by their position")
    if heads % kvHeads != 0 {
      fields.report(.impossible, "'kv_heads' (\(kvHeads)) must divide 'heads' (\(heads))", field: "kv_heads")
    }
  }

  package var role: Role { .mixer }
  package var name: SublayerName {
    SublayerName(full: "Shared transformer block", short: "Shared block", tag: "shared block")
  }
  package var mark: Mark { Mark(.softmax, .gqa, growth: "cache grows with context") }
  package var features: [Feature] {
    [.sharedBlock, kvHeads == heads ? .mha : kvHeads == 1 ? .mqa : .gqa, hasRope ? .rope : .nope]
  }
  package var feedsNextMixer: Bool { true }

  package func tensors(in model: Dimensions) -> [Tensor] {
    let joined = 2 * model.width, queries = heads * headSize, keys = kvHeads * headSize
    let shared = [
      Tensor("norm.weight", [joined], .other), Tensor("q.weight", [queries, joined], .attention),
      Tensor("k.weight", [keys, joined], .attention), Tensor("v.weight", [keys, joined], .attention),
      Tensor("o.weight", [model.width, queries], .attention),
      Tensor("ffn_norm.weight", [model.width], .other),
      Tensor("gate.weight", [width, model.width], .feedForward),
      Tensor("up.weight", [width, model.width], .feedForward),
      Tensor("down.weight", [model.width, width], .feedForward),
    ].map { $0.shared(sets: blocks) }
    var own = [Tensor("output.weight", [model.width, model.width], .attention)]
    if let rank = adapterRank {
      own += [
        Tensor("adapter_down.weight", [rank, model.width], .feedForward),
        Tensor("adapter_up.weight", [2 * width, rank], .feedForward),
      ]
    }
    if let rank = attentionAdapterRank {
      for (name, size) in [("q", queries), ("k", keys), ("v", keys)] {
        own += [
          Tensor("\(name)_adapter_down.weight", [rank, joined], .attention),
          Tensor("\(name)_adapter_up.weight", [size, rank], .attention),
        ]
      }
    }
    return shared + own
  }

  package func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .keysValues, elementsPerEntry: 2 * kvHeads * headSize, retention: .everyToken,
        formula: "2 × \(kvHeads) × \(headSize)")
    ]
  }

  package func compute(in model: Dimensions) -> [ComputeTerm] {
    [
      ComputeTerm(
        "scores and weighted sum", flopsPerEntry: 4 * heads * headSize, reads: .everyToken)
    ]
  }

  package static let facts: [FactOf<Self>] = [
    FactOf(.queryHeads) { .count($0.heads) },
    FactOf(.kvHeads) { .count($0.kvHeads) },
    FactOf(.headSize) { .count($0.headSize) },
    FactOf(.feedForwardWidth) { .count($0.width) },
    FactOf("blocks", "Blocks used in turn", weight: 24, concept: .sharedBlock) { .count($0.blocks) },
    FactOf("adapter_rank", "Adapter rank", weight: 16, concept: .sharedBlock, isQuality: true) {
      $0.adapterRank.map { .count($0) }
    },
    FactOf("attention_adapter_rank", "Adapter rank of Q, K and V", weight: 10, isQuality: true) {
      $0.attentionAdapterRank.map { .count($0) }
    },
    .flag("rope", "RoPE", weight: 12, concept: .rope, \.hasRope),
  ]

  package var family: String { "shared block" }

  package func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: heads, "heads") heads of size \(value: headSize, "head_size"), feed-forward \(value: width, "ffn_width")",
      "one set of weights for all uses" + (blocks > 1 ? ", \(value: blocks, "blocks") in turn" : ""),
    ]
  }

  package func shortLine(in model: Dimensions) -> Phrase {
    "\(value: heads, "heads") heads of size \(value: headSize, "head_size")"
  }

  package func anatomy(in model: Dimensions) -> Anatomy {
    let rope: [Flow.Step] = hasRope ? [.pill("RoPE", .rope)] : []
    let adapters: Phrase =
      adapterRank.map { ", with an adapter of rank \(value: $0, "adapter_rank")" } ?? ""
    let sets: Phrase =
      blocks > 1 ? "\(value: blocks, "blocks") blocks take turns" : "One block serves all uses"
    return Anatomy(
      note: "◆ cached",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("Q", heads * headSize, rope), .init("K", kvHeads * headSize, cached: true, rope),
              .init("V", kvHeads * headSize, cached: true),
            ],
            core: .init("Attention", masks: [.full]),
            above: [
              .pill("RMSNorm"), .box(.init(name: activation.gatedUnit, value: width, fact: "ffn_width")),
              .box(.init(name: "Out", value: model.width, fact: "width")),
            ])),
        .sentence(
          "Reads the stream joined with the token embedding, \(value: 2 * model.width) channels; what it makes is added to the next mixer's input alone."
        ),
        .sentence(sets + adapters + "."),
      ])
  }
}

extension Feature {
  package static let sharedBlock = Feature("shared_block", "a block shared by its uses")
}
