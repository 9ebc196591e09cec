import Catalog

/// Two models by their indexes in the catalog: thousands of pairs need no text of each.
struct IndexPair: Hashable, Sendable {
  let older: Int
  let newer: Int
}

extension Catalog {
  /// Every two models, or those somebody points at, each pair once, ordered by address.
  func pairs(_ selection: ComparisonSelection, suggested: [String: [Suggestion]]) -> [IndexPair] {
    let oldestFirst = models.indices.sorted { models[$0].age < models[$1].age }
    if selection == .all {
      // Notes and references are about pairs of these models too.
      let all = oldestFirst.enumerated().flatMap { index, older in
        oldestFirst[(index + 1)...].map { IndexPair(older: older, newer: $0) }
      }
      return byAddress(all)
    }
    var pairs: Set<IndexPair> = []
    func add(_ pair: ModelPair) {
      if let indexes = indexes(of: pair) { pairs.insert(indexes) }
    }
    for a in models {
      for suggestion in suggested[a.slug] ?? [] { pairs.insert(suggestion.indexes) }
      // Lineages show what changed on each step.
      for ancestor in a.basedOn {
        if let b = model(ancestor.slug) { add(ModelPair(a, b)) }
      }
    }
    for note in pairNotes { add(note.pair) }
    let references =
      models.map(\.body.references) + concepts.map(\.body.references) + essays.map(\.body.references)
      + pairNotes.map(\.body.references)
    for reference in references.joined() {
      if case .compare(let a, let b) = reference.target, a != b, let a = model(a), let b = model(b) {
        add(ModelPair(a, b))
      }
    }
    return byAddress(Array(pairs))
  }

  /// By `older-vs-newer`: each model has a rank as the first and one as the second name, and numbers are sorted.
  private func byAddress(_ pairs: [IndexPair]) -> [IndexPair] {
    let first = models.map { $0.slug + "-vs-" }, second = models.map(\.slug)
    let firsts = models.indices.sorted { first[$0] < first[$1] }
    let seconds = models.indices.sorted { second[$0] < second[$1] }
    var ranks = models.map { _ in (first: 0, second: 0) }
    for rank in models.indices {
      ranks[firsts[rank]].first = rank
      ranks[seconds[rank]].second = rank
    }
    let numbers = pairs.map { ranks[$0.older].first * models.count + ranks[$0.newer].second }
    return numbers.sorted().map { number in
      let (first, second) = number.quotientAndRemainder(dividingBy: models.count)
      return IndexPair(older: firsts[first], newer: seconds[second])
    }
  }
}
