import Catalog

/// A page whose prose links to another.
struct Mention: Sendable, Hashable {
  var title: String
  var address: String
}

extension Catalog {
  /// For each page, by address, the pages that link to it; a page's links to itself do not count.
  var mentions: [String: [Mention]] {
    var mentions: [String: [Mention]] = [:]
    func add(_ document: Document, title: String, address: String) {
      let mention = Mention(title: title, address: address)
      var targets: Set<String> = []
      for reference in document.references {
        switch reference.target {
        case .model(let slug): targets.insert(Link.model(slug))
        case .concept(let slug): targets.insert(Link.concept(slug))
        case .essay(let slug): targets.insert(Link.essay(slug))
        case .compare(let a, let b):
          if let a = model(a), let b = model(b) { targets.insert(Link.compare(ModelPair(a, b))) }
        }
      }
      // A drawn model is mentioned too.
      for case .embed(let embed) in document.pieces { targets.formUnion(embed.models.map(Link.model)) }
      for target in targets where target != address { mentions[target, default: []].append(mention) }
    }
    for essay in essays { add(essay.body, title: essay.title, address: Link.essay(essay.slug)) }
    for concept in concepts { add(concept.body, title: concept.name, address: Link.concept(concept.slug)) }
    for model in models { add(model.body, title: model.name, address: Link.model(model.slug)) }
    for note in pairNotes {
      let title =
        "\(model(note.pair.older)?.name ?? note.pair.older) and \(model(note.pair.newer)?.name ?? note.pair.newer)"
      add(note.body, title: title, address: Link.compare(note.pair))
    }
    return mentions
  }
}
