/// One matrix in place of an attention or feed-forward sublayer, as searches over layers leave it (Puzzle,
/// arXiv:2411.19146).
package struct LinearLayer: Sublayer {
  package static let kind = "linear"
  package static let summary = "one matrix in place of a sublayer, as a search over layers leaves it"

  let hasBias: Bool

  package init(from fields: inout FieldReader, in model: Dimensions) {
    hasBias = fields.flag("bias", "whether the matrix has a bias")
  }

  package var role: Role { .feedForward }
  package var name: SublayerName { SublayerName(full: "Linear layer", tag: "linear") }
  package var mark: Mark { Mark(.dense, .ffn, growth: "all used by every token") }
  package var features: [Feature] { [.linearLayer] }

  package func tensors(in model: Dimensions) -> [Tensor] {
    [Tensor("weight", [model.width, model.width], .feedForward)]
      + (hasBias ? [Tensor("bias", [model.width], .feedForward)] : [])
  }

  package static let facts: [FactOf<Self>] = [
    .flag("linear", "One matrix", weight: 40, concept: .linearLayer) { _ in true },
    .flag(.feedForwardBias, \.hasBias),
  ]

  package func lines(in model: Dimensions) -> [Phrase] { ["one matrix of the stream's width"] }

  package func anatomy(in model: Dimensions) -> Anatomy {
    Anatomy(
      note: "\(value: tensors(in: model).parameters.parametersText) parameters",
      parts: [
        .flow(
          Flow(
            columns: [.init("Linear", model.width, fact: "width")], core: .init("no activation"), above: []))
      ])
  }
}

extension Feature {
  package static let linearLayer = Feature("linear_layer", "linear layers")
}
