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
  private let older: Int
  private let newer: Int

  /// Of the models at two places.
  fileprivate init(_ own: Int, _ other: Int, of models: [Model], _ reason: Reason) {
    self.other = models[other].slug
    self.reason = reason
    self.models = models
    pair = ModelPair(models[own], models[other])
    (older, newer) = pair.older == models[own].slug ? (own, other) : (other, own)
  }

  /// `Kimi K2 and GLM-4.5`, the older first.
  var title: String { "\(models[older].name) and \(models[newer].name)" }
  /// From the older to the newer.
  var verdict: String {
    kept.value { Difference(older: models[older].sheet, newer: models[newer].sheet).verdict }
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

  /// Every two models, or those somebody points at, each pair once, ordered by address.
  func pairs(_ selection: ComparisonSelection, suggested: [String: [Suggestion]]) -> [ModelPair] {
    let places = Dictionary(
      models.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    if selection == .all {
      // Notes and references are about pairs of these models too.
      let all = models.indices.flatMap { index in models[(index + 1)...].map { ModelPair(models[index], $0) }
      }
      return Self.byAddress(all)
    }
    var pairs: Set<ModelPair> = []
    for a in models {
      for suggestion in suggested[a.slug] ?? [] { pairs.insert(suggestion.pair) }
      // Lineages show what changed on each step.
      for ancestor in a.basedOn {
        if let b = places[ancestor.slug] { pairs.insert(ModelPair(a, models[b])) }
      }
    }
    for note in pairNotes { pairs.insert(note.pair) }
    let references =
      models.map(\.body.references) + concepts.map(\.body.references) + essays.map(\.body.references)
      + pairNotes.map(\.body.references)
    for reference in references.joined() {
      if case .compare(let a, let b) = reference.target, a != b, let a = places[a], let b = places[b] {
        pairs.insert(ModelPair(models[a], models[b]))
      }
    }
    return Self.byAddress(Array(pairs))
  }

  /// The addresses are written once, not in every comparison of the sort.
  private static func byAddress(_ pairs: [ModelPair]) -> [ModelPair] {
    pairs.map { (slug: $0.slug, pair: $0) }.sorted { $0.slug < $1.slug }.map(\.pair)
  }
}
