import Architecture
import Diagnostics

/// Everything the author wrote, read and checked; immutable, in a fixed order whatever the order of reading.
public struct Catalog: Sendable {
  public let settings: SiteSettings
  /// Newest first, then by slug.
  public let models: [Model]
  /// By name.
  public let concepts: [Concept]
  public let essays: [Essay]
  /// Editorial notes by pair.
  public let pairNotes: [PairNote]
  private let modelIndexes: [String: Int]
  private let conceptIndexes: [String: Int]
  private let essayIndexes: [String: Int]
  private let childIndexes: [String: [Int]]

  public init(
    settings: SiteSettings, models: [Model], concepts: [Concept], essays: [Essay] = [],
    pairNotes: [PairNote] = []
  ) {
    self.settings = settings
    self.models = models
    self.concepts = concepts
    self.essays = essays
    self.pairNotes = pairNotes
    modelIndexes = Self.indexes(models.map(\.slug))
    conceptIndexes = Self.indexes(concepts.map(\.slug))
    essayIndexes = Self.indexes(essays.map(\.slug))
    childIndexes = models.indices.reversed().reduce(into: [:]) { children, index in
      for parent in models[index].basedOn { children[parent.slug, default: []].append(index) }
    }
  }

  private static func indexes(_ slugs: [String]) -> [String: Int] {
    Dictionary(slugs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a model is among `models`.
  public func index(of slug: String) -> Int? { modelIndexes[slug] }
  public func model(_ slug: String) -> Model? { modelIndexes[slug].map { models[$0] } }
  public func concept(_ slug: String) -> Concept? { conceptIndexes[slug].map { concepts[$0] } }
  /// What is based on a model, oldest first.
  public func children(of slug: String) -> [Model] { (childIndexes[slug] ?? []).map { models[$0] } }
  public func essay(_ slug: String) -> Essay? { essayIndexes[slug].map { essays[$0] } }
}

/// `Content/gallery.yml`.
public struct SiteSettings: Hashable, Sendable {
  public var title: String
  public var description: String
  public var author: String
  /// Where the site is published, without a trailing slash; feeds and the sitemap need it.
  public var baseURL: String
  /// Paths of the published branch that no build writes and publishing leaves in place; a folder ends with `/`.
  public var keep: [String]

  public init(title: String, description: String, author: String, baseURL: String, keep: [String] = []) {
    self.keep = keep
    self.title = title
    self.description = description
    self.author = author
    self.baseURL = baseURL
  }
}

public struct License: Hashable, Sendable {
  public var name: String
  public var url: String?
}

/// Parameter counts as the maker publishes them, in the maker's rounding.
public struct PublishedParameters: Hashable, Sendable {
  /// As written (`671B`) and its value.
  public var total: Rounded
  public var active: Rounded?
  /// Why they are not what the specification gives, where they are not.
  public var reason: String?

  public struct Rounded: Hashable, Sendable {
    public var text: String
    public var value: Double
  }
}

public struct SourceLink: Hashable, Sendable {
  /// `config`, `report`, `card`, `code`, `announcement`.
  public var key: String
  public var url: String
}

/// An edge of the lineage.
public struct Ancestor: Hashable, Sendable {
  public enum Relation: String, CaseIterable, Sendable {
    /// Identical architecture, trained again.
    case same
    /// The same words with other sizes.
    case scaled
    /// Changed in kind.
    case modified
    /// Another maker's recipe.
    case borrowed

    /// As the edge of a lineage says it.
    public var words: String {
      switch self {
      case .same: "Trained again"
      case .scaled: "Scaled"
      case .modified: "Modified"
      case .borrowed: "Borrowed recipe"
      }
    }
  }

  public var slug: String
  public var relation: Relation
  public var location: SourceLocation
}

/// An idea with a page of its own: `Content/concepts/<slug>.md`; a feature with this id links here.
public struct Concept: Sendable {
  public var slug: String
  public var name: String
  public var short: String
  /// At most two sentences, for hover definitions.
  public var definition: String
  /// One sentence for comparison pages; why a difference in this matters.
  public var matters: String
  public var introduced: CalendarDate?
  public var sources: [SourceLink]
  public var related: [String] { relatedTo.map(\.text) }
  /// Slugs with their places.
  public var relatedTo: [(text: String, location: SourceLocation)]
  public var body: Document
  public var location: SourceLocation
}

/// A long read: `Content/essays/<slug>.md`.
public struct Essay: Sendable {
  public var slug: String
  public var title: String
  public var summary: String
  public var date: CalendarDate?
  public var body: Document
  public var location: SourceLocation
}

/// What an author has to say about two models: `Content/comparisons/<a>-vs-<b>.md`.
public struct PairNote: Sendable {
  public var pair: ModelPair
  public var summary: String
  public var body: Document
  public var location: SourceLocation
}

/// Two models with one spelling: the older release first, of one day the ancestor, then by slug.
public struct ModelPair: Hashable, Sendable {
  public let older: String
  public let newer: String

  public init(_ a: Model, _ b: Model) {
    let ordered = a.age < b.age
    older = ordered ? a.slug : b.slug
    newer = ordered ? b.slug : a.slug
  }

  public var slug: String { "\(older)-vs-\(newer)" }
}
