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
  /// The same by places.
  let places: PlacedPair

  /// Of the models at two places.
  fileprivate init(_ own: Int, _ other: Int, of models: [Model], _ reason: Reason) {
    self.other = models[other].slug
    self.reason = reason
    self.models = models
    pair = ModelPair(models[own], models[other])
    places =
      pair.older == models[own].slug
      ? PlacedPair(older: own, newer: other) : PlacedPair(older: other, newer: own)
  }

  /// `Kimi K2 and GLM-4.5`, the older first.
  var title: String { "\(models[places.older].name) and \(models[places.newer].name)" }
  /// From the older to the newer.
  var verdict: String {
    kept.value { Difference(older: models[places.older].sheet, newer: models[places.newer].sheet).verdict }
  }
}

extension Catalog {
  /// Whom to compare each model with: the author's picks, ancestors and descendants, its nearest by design.
  func suggestions(nearest neighbours: Neighbourhood, limit: Int = 8) -> [String: [Suggestion]] {
    let places = Dictionary(
      models.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    var children: [String: [String]] = [:]
    var fans: [String: [String]] = [:]
    for model in models {
      for ancestor in model.basedOn { children[ancestor.slug, default: []].append(model.slug) }
      for (slug, _) in model.compareWith { fans[slug, default: []].append(model.slug) }
    }
    var all: [String: [Suggestion]] = [:]
    for (place, model) in models.enumerated() {
      let nearest = neighbours[model.slug]
      var offers: [(slug: String, reason: Suggestion.Reason)] = model.compareWith.map { ($0.text, .picked) }
      offers += (fans[model.slug] ?? []).map { ($0, .picked) }
      offers += model.basedOn.map { ($0.slug, .ancestor) }
      offers += (children[model.slug] ?? []).map { ($0, .descendant) }
      // The nearest are always told, however many somebody picked.
      offers = offers.prefix(limit - min(nearest.count, 3)) + nearest.map { ($0, .nearest) }
      var seen: Set<String> = [model.slug]
      all[model.slug] = offers.compactMap { offer in
        guard let other = places[offer.slug], seen.insert(offer.slug).inserted else { return nil }
        return Suggestion(place, other, of: models, offer.reason)
      }
    }
    return all
  }
}
