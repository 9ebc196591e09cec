extension FactSheet {
  /// The derived members of a model's document, from `context` to `stateBytes`; `published` is what its maker says.
  public func json(published: JSON?) -> [(String, JSON?)] {
    let context = spec.dimensions.context
    let lists: [(path: String, value: JSON?)] = [
      ("mixers", .list(mixers.map(json))),
      ("feedForwards", .list(feedForwards.map(json))),
      ("features", .list(features.map { .text($0.id) })),
      ("parameters.published", published),
    ]
    let details: [(path: String, value: JSON?)] = [
      ("parameters.computed.byComponent", parameters.componentJSON),
      ("kvCache.band", .text(cache.band.rawValue)),
      ("kvCache.atContext", .list(ContextLengths.powers(to: context).map(cache.json(at:)))),
      ("kvCache.terms", .list(cache.entries.map(\.json))),
      ("accelerators", acceleratorsJSON),
      ("compute.context", .int(context)),
      ("compute.decodeByPart", .fields(compute.decode(at: context).map { ($0.label, .quantity($0.flops)) })),
      ("description", .text(description)),
      ("explanations", .fields(explanations.map { ($0.id, $0.json) })),
    ]
    let numbers = ModelFact.parameters + ModelFact.cache + ModelFact.weights + ModelFact.work
    return JSON.members(members(ModelFact.plan) + lists + members(numbers) + details)
  }

  private func members(_ facts: [ModelFact]) -> [(path: String, value: JSON?)] {
    facts.filter { $0.shown.contains(.json) }.map { ($0.path, $0.json(self)) }
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
}

extension ModelFact {
  fileprivate func json(_ sheet: FactSheet) -> JSON? {
    guard let parts else { return value(sheet).map(\.json) }
    let own = parts(sheet)
    return own.isEmpty ? nil : .fields(own.map { ($0.name, $0.value.json) })
  }
}

extension Explanation {
  fileprivate var json: JSON {
    .fields([
      ("text", .text(text.value)), ("formula", .text(text.formula)), ("source", .text(text.source)),
    ])
  }
}

extension ParameterCount {
  fileprivate var componentJSON: JSON {
    .fields(byComponent.map { ($0.component.rawValue, .int($0.total)) })
  }
}

extension CacheProfile {
  fileprivate func json(at context: Int) -> JSON {
    .fields([("tokens", .int(context)), ("bytes", .int(bytes(at: context)))])
  }
}

extension CacheProfile.Entry {
  fileprivate var json: JSON {
    .fields([
      ("layers", .int(count)), ("kind", .text(name)), ("purpose", .text(term.purpose.rawValue)),
      ("elementsPerEntry", .int(term.elementsPerEntry)), ("retention", .text(term.retention.text)),
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
