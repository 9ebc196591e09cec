/// Attention over a fixed number of slots, each a decayed mixture of past keys and values (Zhang et al. 2024,
/// arXiv:2409.07146).
///
/// State: `heads × slots × (keySize + valueSize)` elements at any context.
package struct GatedSlotAttention: Sublayer {
  package static let kind = "gated_slot_attention"
  package static let summary = "attention over a fixed number of memory slots that fade by a gate (GSA)"

  let heads: Int, keySize: Int, valueSize: Int, slots: Int
  let hasNorm: Bool

  package init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "heads, each with its slots")
    keySize = fields.int("key_size", in: 1...65_536, "size of a query or key head")
    valueSize = fields.int("value_size", in: 1...65_536, default: keySize, "size of a value head")
    slots = fields.int("slots", in: 1...1_000_000, "memory slots of a head")
    hasNorm = fields.flag("output_gain", "whether the norm of the output has a gain")
  }

  package var role: Role { .mixer }
  package var name: SublayerName {
    SublayerName(full: "Gated slot attention", short: "GSA", tag: "GSA")
  }
  package var mark: Mark { Mark(.linear, .gdn, growth: "fixed-size state") }
  package var features: [Feature] { [.gatedSlotAttention] }

  private var keys: Int { heads * keySize }
  private var values: Int { heads * valueSize }
  private var state: Int { heads * slots * (keySize + valueSize) }

  package func tensors(in model: Dimensions) -> [Tensor] {
    let shapes: [(String, [Int])] =
      [
        ("q.weight", [keys, model.width]), ("k.weight", [keys, model.width]),
        ("v.weight", [values, model.width]), ("forget.weight", [heads * slots, model.width]),
        ("o.weight", [model.width, values]),
      ] + (hasNorm ? [("norm.weight", [values])] : [])
    return shapes.map { Tensor($0, $1, .linearAttention) }
  }

  package func cache(in model: Dimensions) -> [CacheTerm] {
    [
      CacheTerm(
        .state, elementsPerEntry: state, retention: .fixed,
        formula: "\(heads) × \(slots) × (\(keySize) + \(valueSize))")
    ]
  }

  /// Per state element: decay 1, writing 2, reading 2 (arXiv:2409.07146, equation 7).
  package func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("slot update and reading", flopsPerToken: 5 * state)]
  }

  package static let facts: [FactOf<Self>] = [
    FactOf(.recurrentHeads) { .count($0.heads) },
    FactOf(.keySize) { .count($0.keySize) },
    FactOf(.valueSize) { .count($0.valueSize) },
    FactOf("slots", "Slots", weight: 24) { .count($0.slots) },
    .flag("output_gain", "Gain of the output norm", weight: 6, \.hasNorm),
  ]

  package func lines(in model: Dimensions) -> [Phrase] {
    [
      "\(value: heads, "heads") heads of \(value: slots, "slots") slots",
      "key size \(value: keySize, "key_size"), value size \(value: valueSize, "value_size")",
    ]
  }

  package func anatomy(in model: Dimensions) -> Anatomy {
    Anatomy(
      note: "no KV cache",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("Q", keys, [.pill("SiLU")]), .init("K", keys, [.pill("SiLU")]),
              .init("V", values, [.pill("SiLU")]), .init("forget", heads * slots, [.pill("sigmoid")]),
            ],
            core: .init("Softmax over \(slots.grouped) slots"),
            above: [
              .pill("SiLU"), .pill("norm"), .box(.init(name: "Out", value: model.width, fact: "width")),
            ])),
        .sentence(
          "Each head keeps \(value: slots, "slots") keys and values; a token writes into all of them, by a gate for each slot."
        ),
      ])
  }
}

extension Feature {
  package static let gatedSlotAttention = Feature("gated_slot_attention")
}
