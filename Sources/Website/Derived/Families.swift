import Architecture
import Catalog

/// Models that are read together: a lineage, the work of one maker, a class of size, users of one technique.
struct Family: Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case lineage, maker, size, technique

    var title: String {
      switch self {
      case .lineage: "Lineages"
      case .maker: "Makers"
      case .size: "Size classes"
      case .technique: "Techniques"
      }
    }
  }

  var kind: Kind
  var slug: String
  var title: String
  /// Oldest first.
  var models: [Model]
}

/// All families, found by member.
struct Families: Sendable {
  let all: [Family]
  /// Indexes in `all`, by the slug of a member.
  private let ofModel: [String: [Int]]

  init(_ families: [Family]) {
    all = families
    ofModel = families.enumerated().reduce(into: [:]) { indexes, family in
      for model in family.element.models { indexes[model.slug, default: []].append(family.offset) }
    }
  }

  func of(_ slug: String) -> [Family] { (ofModel[slug] ?? []).map { all[$0] } }
}

extension Catalog {
  /// Every family of three or more, by kind; lineages and makers by title, sizes from small to large.
  var families: [Family] {
    let named = [lineages(), makers()].flatMap { families in
      families.sorted { ($0.title.lowercased(), $0.slug) < ($1.title.lowercased(), $1.slug) }
    }
    return (named + sizes() + techniques()).filter { $0.models.count >= 3 }
  }

  /// Indexes of models by the concept their features lead to, newest first.
  var users: [String: [Int]] {
    // Hundreds of models share some forty features: each name is spelled once.
    var byFeature: [Feature: [Int]] = [:]
    for index in models.indices {
      for feature in models[index].sheet.features { byFeature[feature, default: []].append(index) }
    }
    var users: [String: [Int]] = [:]
    for (feature, indexes) in byFeature { users[feature.concept, default: []] += indexes }
    return users.mapValues { Array(Set($0)).sorted() }
  }

  private var oldestFirst: [Model] { models.sorted { $0.age < $1.age } }

  /// A root and everything whose first ancestor leads to it.
  func lineages() -> [Family] {
    func root(_ model: Model) -> Model {
      var model = model
      var seen: Set<String> = [model.slug]
      while let parent = model.basedOn.first.flatMap({ self.model($0.slug) }),
        seen.insert(parent.slug).inserted
      {
        model = parent
      }
      return model
    }
    let roots = oldestFirst.map { (root($0), $0) }
    return Dictionary(grouping: roots, by: \.0.slug).values.compactMap { members in
      members.first.map { first in
        Family(
          kind: .lineage, slug: first.0.slug, title: "From \(first.0.name)", models: members.map(\.1))
      }
    }
  }

  private func makers() -> [Family] {
    Dictionary(grouping: oldestFirst, by: \.organization).map { name, models in
      Family(kind: .maker, slug: "by-" + Self.slug(name), title: name, models: models)
    }
  }

  private func sizes() -> [Family] {
    let classes: [(slug: String, title: String, range: Range<Int>)] = [
      ("under-4b", "Under 4B", 0..<4_000_000_000),
      ("4b-to-12b", "4B to 12B", 4_000_000_000..<12_000_000_000),
      ("12b-to-40b", "12B to 40B", 12_000_000_000..<40_000_000_000),
      ("40b-to-150b", "40B to 150B", 40_000_000_000..<150_000_000_000),
      ("150b-to-500b", "150B to 500B", 150_000_000_000..<500_000_000_000),
      ("over-500b", "Over 500B", 500_000_000_000..<Int.max),
    ]
    return classes.map { size in
      Family(
        kind: .size, slug: size.slug, title: size.title,
        models: oldestFirst.filter { size.range.contains($0.sheet.parameters.total) })
    }
  }

  /// The users of each concept, but for what most models have.
  private func techniques() -> [Family] {
    let users = users
    return concepts.compactMap { concept in
      let indexes = users[concept.slug] ?? []
      guard 2 * indexes.count <= models.count else { return nil }
      return Family(
        kind: .technique, slug: "with-" + concept.slug, title: concept.name,
        models: indexes.map { models[$0] }.sorted { $0.age < $1.age })
    }
  }

  /// `Z.ai (GLM)` as `z-ai-glm`.
  private static func slug(_ name: String) -> String {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return words.joined(separator: "-")
  }
}
