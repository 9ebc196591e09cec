import Architecture
import Catalog
import Diagnostics

/// Which comparison pages a build makes.
public enum ComparisonSelection: String, CaseIterable, Sendable {
  case all, related
}

/// A comparison worth offering on a model's page, told once.
struct Suggestion: Sendable {
  private let kept = Once<String>()

  enum Reason: Sendable {
    case picked, ancestor, descendant, nearest
  }

  var other: String
  var reason: Reason
  var pair: ModelPair
  private let models: [Model]
  /// The same by indexes.
  let indexes: IndexPair

  /// Of the models at two indexes.
  fileprivate init(_ own: Int, _ other: Int, of models: [Model], _ reason: Reason) {
    self.other = models[other].slug
    self.reason = reason
    self.models = models
    pair = ModelPair(models[own], models[other])
    indexes =
      pair.older == models[own].slug
      ? IndexPair(older: own, newer: other) : IndexPair(older: other, newer: own)
  }

  /// `Kimi K2 and GLM-4.5`, the older first.
  var title: String { "\(models[indexes.older].name) and \(models[indexes.newer].name)" }
  /// From the older to the newer.
  var verdict: String {
    kept.value { Difference(older: models[indexes.older].sheet, newer: models[indexes.newer].sheet).verdict }
  }
}

extension Catalog {
  /// Whom to compare each model with: the author's picks, ancestors and descendants, its nearest by design.
  func suggestions(nearest neighbours: Neighbourhood, limit: Int = 8) -> [String: [Suggestion]] {
    var fans: [String: [String]] = [:]
    for model in models {
      for (slug, _) in model.compareWith { fans[slug, default: []].append(model.slug) }
    }
    var all: [String: [Suggestion]] = [:]
    for (own, model) in models.enumerated() {
      let nearest = neighbours[model.slug]
      var offers: [(slug: String, reason: Suggestion.Reason)] = model.compareWith.map { ($0.text, .picked) }
      offers += (fans[model.slug] ?? []).map { ($0, .picked) }
      offers += model.basedOn.map { ($0.slug, .ancestor) }
      offers += children(of: model.slug).reversed().map { ($0.slug, .descendant) }
      // The nearest are always told, however many somebody picked.
      offers = offers.prefix(limit - min(nearest.count, 3)) + nearest.map { ($0, .nearest) }
      var seen: Set<String> = [model.slug]
      all[model.slug] = offers.compactMap { offer in
        guard let other = index(of: offer.slug), seen.insert(offer.slug).inserted else { return nil }
        return Suggestion(own, other, of: models, offer.reason)
      }
    }
    return all
  }
}
