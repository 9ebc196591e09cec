extension FactSheet {
  /// The derived members of a model's document, from `context` to `stateBytes`; `published` is what its maker says.
  public func json(published: JSON?) -> [(String, JSON?)] {
    let model = spec.dimensions
    return [
      ("context", .int(model.context)),
      ("decoderType", .text(decoderType)),
      ("attention", .text(attention)),
      ("layerMix", .text(layerMix)),
      ("pattern", .text(pattern)),
      ("layers", .int(depth)),
      ("mixers", .list(mixers.map(json))),
      ("feedForwards", .list(feedForwards.map(json))),
      ("width", .int(model.width)),
      ("vocabulary", .int(model.vocabulary)),
      ("features", .list(features.map { .text($0.id) })),
      ("parameters", .fields([("published", published), ("computed", parameters.json)])),
      ("kvCache", cacheJSON),
      ("stateBytes", .int(cache.stateBytes)),
      ("weightBytes", .fields(WeightFormat.allCases.map { ($0.rawValue, .int(weightBytes($0))) })),
      ("accelerators", acceleratorsJSON),
      ("compute", computeJSON),
      ("description", .text(description)),
      (
        "explanations",
        .fields(
          explanations.map { explanation in
            (
              explanation.id,
              .fields([
                ("text", .text(explanation.text.value)), ("formula", .text(explanation.text.formula)),
                ("source", .text(explanation.text.source)),
              ])
            )
          })
      ),
    ]
  }

  private func json(_ use: SublayerUse) -> JSON {
    .fields([
      ("label", .text(use.label)), ("kind", .text(type(of: use.sublayer).kind)),
      ("name", .text(use.sublayer.name.full)), ("layers", .int(use.count)),
      (
        "facts",
        .fields(use.sublayer.facts.map { ($0.id, $0.value.json) })
      ),
    ])
  }

  /// How many of each hold weights and one sequence at the full context, a tenth of their memory left free.
  private var acceleratorsJSON: JSON {
    let bytes = WeightFormat.allCases.map { ($0, servingBytes($0, context: spec.dimensions.context)) }
    return .list(
      Accelerator.common.map { accelerator in
        .fields(
          [("name", .text(accelerator.name)), ("gigabytes", .int(accelerator.gigabytes))]
            + bytes.map { ($0.rawValue, .int(accelerator.needed(for: $1))) })
      })
  }

  private var cacheJSON: JSON {
    .fields([
      ("bytesPerToken", .quantity(cache.bytesPerToken)),
      ("band", .text(cache.band.rawValue)),
      ("indexBytesPerToken", .quantity(cache.indexBytesPerToken)),
      ("bytesPerTokenPastWindows", .quantity(cache.bytesPerTokenPastWindows)),
      (
        "atContext",
        .list(
          contexts.map { .fields([("tokens", .int($0)), ("bytes", .int(cache.bytes(at: $0)))]) })
      ),
      (
        "terms",
        .list(
          cache.entries.map { entry in
            .fields([
              ("layers", .int(entry.count)), ("kind", .text(entry.name)),
              ("purpose", .text(entry.term.purpose.rawValue)),
              ("elementsPerEntry", .int(entry.term.elementsPerEntry)),
              ("retention", .text(entry.term.retention.text)),
            ])
          })
      ),
    ])
  }

  private var computeJSON: JSON {
    let compute = compute, context = spec.dimensions.context
    func segments(_ segments: [ComputeProfile.Segment]) -> JSON {
      .fields(segments.map { ($0.label, .quantity($0.flops)) })
    }
    return .fields([
      ("context", .int(context)),
      ("decodeFLOPs", .quantity(compute.decodeFLOPs(at: context))),
      ("decodeByPart", segments(compute.decode(at: context))),
      ("prefillFLOPs", .quantity(compute.prefillFLOPs(of: context))),
      ("bytesReadPerToken", .int(compute.bytesRead(.bf16, at: context))),
    ])
  }

  /// Powers of two from 1,024 up to the model's context, and the context itself.
  public var contexts: [Int] {
    let limit = spec.dimensions.context
    return (10..<31).map { 1 << $0 }.filter { $0 < limit } + [limit]
  }
}

extension ParameterCount {
  fileprivate var json: JSON {
    .fields([
      ("total", .int(total)), ("active", .int(active)),
      ("activeWithoutEmbedding", .int(activeWithoutEmbedding)),
      ("embedding", .int(embedding)),
      ("byComponent", .fields(byComponent.map { ($0.component.rawValue, .int($0.total)) })),
      ("beside", beside.isEmpty ? nil : .fields(beside.map { ($0.name, .int($0.parameters)) })),
    ])
  }
}

extension Retention {
  /// `every token`, `last 1,024 tokens`, `one entry for 4 tokens`.
  public var text: String {
    switch self {
    case .everyToken: "every token"
    case .window(let size): "last \(size.grouped) tokens"
    case .chunk(let size): "chunks of \(size.grouped) tokens"
    case .compressed(let ratio): "one entry for \(ratio.grouped) tokens"
    case .selected(let size): "\(size.grouped) chosen tokens"
    case .fixed: "fixed"
    }
  }
}
