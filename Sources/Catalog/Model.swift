import Architecture
import Diagnostics

/// One model: `Content/models/<slug>.md`.
///
/// An object, since a build hands each of them to hundreds of pages.
public final class Model: Sendable {
  public let slug: String
  public let name: String
  public let organization: String
  public let released: CalendarDate
  public let license: License?
  /// One sentence by the author.
  public let summary: String
  public let published: PublishedParameters?
  /// Where claims can be checked, in the order written.
  public let sources: [SourceLink]
  public let basedOn: [Ancestor]
  /// Slugs with their places.
  public let compareWith: [(text: String, location: SourceLocation)]
  public let sheet: FactSheet
  public let body: Document
  /// The file, for diagnostics.
  public let location: SourceLocation
  /// The fields as written: while a slug's are the same, all of the model but its body is.
  public let frontMatter: String
  /// How many of its ancestors, one made from the other, were released on the same day; known once files are linked.
  public let sameDayAncestors: Int

  /// By release, ancestors before what was made from them, then by slug: the order of a pair and of every timeline.
  public var age: (CalendarDate, Int, String) { (released, sameDayAncestors, slug) }
  public var spec: ModelSpec { sheet.spec }

  init(_ header: ModelHeader, sheet: FactSheet, body: Document, frontMatter: String) {
    (slug, name, organization) = (header.slug, header.name, header.organization)
    (released, license, summary) = (header.released ?? .unknown, header.license, header.summary)
    (published, sources, basedOn) = (header.published, header.sources, header.basedOn)
    (compareWith, location) = (header.compareWith, header.location)
    (self.sheet, self.body, self.frontMatter) = (sheet, body, frontMatter)
    sameDayAncestors = 0
  }

  private init(
    _ other: Model, basedOn: [Ancestor]? = nil,
    compareWith: [(text: String, location: SourceLocation)]? = nil,
    body: Document? = nil, sameDayAncestors: Int? = nil
  ) {
    (slug, name, organization) = (other.slug, other.name, other.organization)
    (released, license, summary) = (other.released, other.license, other.summary)
    (published, sources, location) = (other.published, other.sources, other.location)
    (sheet, frontMatter) = (other.sheet, other.frontMatter)
    self.basedOn = basedOn ?? other.basedOn
    self.compareWith = compareWith ?? other.compareWith
    self.body = body ?? other.body
    self.sameDayAncestors = sameDayAncestors ?? other.sameDayAncestors
  }

  func with(sameDayAncestors count: Int) -> Model { Model(self, sameDayAncestors: count) }

  func with(body: Document) -> Model { Model(self, body: body) }

  /// The same with references to what is there alone.
  func with(basedOn: [Ancestor], compareWith: [(text: String, location: SourceLocation)], body: Document)
    -> Model
  {
    Model(self, basedOn: basedOn, compareWith: compareWith, body: body)
  }
}
