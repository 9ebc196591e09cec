import Architecture
import Catalog

/// Which models are compared: every page of two, whom to offer on a model's page, whose designs are near.
struct Comparisons: Sendable {
  /// Every comparison page of this build.
  let pairs: [IndexPair]
  /// Whom to compare a model with, by slug.
  let suggested: [String: [Suggestion]]
  /// The three nearest designs of each model.
  let nearest: Neighbourhood
  /// By index: the models a model has a comparison page with, newest first.
  let partners: [[Int]]

  init(_ catalog: Catalog, _ selection: ComparisonSelection, nearest: Neighbourhood) {
    self.nearest = nearest
    suggested = catalog.suggestions(nearest: nearest)
    pairs = catalog.pairs(selection, suggested: suggested)
    var partners: [[Int]] = Array(repeating: [], count: catalog.models.count)
    for pair in pairs {
      partners[pair.older].append(pair.newer)
      partners[pair.newer].append(pair.older)
    }
    self.partners = partners.map { $0.sorted() }
  }

  func hasPage(_ pair: IndexPair) -> Bool { partners[pair.older].contains(pair.newer) }
}

extension Catalog {
  func indexes(of pair: ModelPair) -> IndexPair? {
    guard let older = index(of: pair.older), let newer = index(of: pair.newer) else { return nil }
    return IndexPair(older: older, newer: newer)
  }

  /// The newer model is based on the older one, at first or second hand.
  func descends(_ pair: ModelPair) -> Bool {
    var open = [pair.newer], seen: Set<String> = [pair.newer]
    while let slug = open.popLast() {
      for parent in model(slug)?.basedOn.map(\.slug) ?? [] where seen.insert(parent).inserted {
        if parent == pair.older { return true }
        open.append(parent)
      }
    }
    return false
  }
}
