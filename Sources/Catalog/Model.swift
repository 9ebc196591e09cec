import Architecture
import Diagnostics

/// One model: `Content/models/<slug>.md`.
///
/// An object, since a build hands each of them to hundreds of pages.
public final class Model: Sendable {
  /// Who made it, when, and where its facts come from.
  let header: ModelHeader
  public let sheet: FactSheet
  public let body: Document
  /// The fields as written: while a slug's are the same, all of the model but its body is.
  public let frontMatter: String
  /// How many of its ancestors, one made from the other, were released on the same day; known once files are linked.
  public let sameDayAncestors: Int

  init(
    _ header: ModelHeader, sheet: FactSheet, body: Document, frontMatter: String, sameDayAncestors: Int = 0
  ) {
    (self.header, self.sheet, self.body) = (header, sheet, body)
    (self.frontMatter, self.sameDayAncestors) = (frontMatter, sameDayAncestors)
  }

  /// The same with another of these.
  func with(header: ModelHeader? = nil, body: Document? = nil, sameDayAncestors: Int? = nil) -> Model {
    Model(
      header ?? self.header, sheet: sheet, body: body ?? self.body, frontMatter: frontMatter,
      sameDayAncestors: sameDayAncestors ?? self.sameDayAncestors)
  }

  public var slug: String { header.slug }
  public var name: String { header.name }
  public var organization: String { header.organization }
  public var released: CalendarDate { header.released ?? .unknown }
  public var license: License? { header.license }
  /// One sentence by the author.
  public var summary: String { header.summary }
  public var published: PublishedParameters? { header.published }
  /// Where claims can be checked, in the order written.
  public var sources: [SourceLink] { header.sources }
  public var basedOn: [Ancestor] { header.basedOn }
  /// Slugs with their places.
  public var compareWith: [(text: String, location: SourceLocation)] { header.compareWith }
  /// The file, for diagnostics.
  public var location: SourceLocation { header.location }
  public var spec: ModelSpec { sheet.spec }
  /// By release, ancestors before what was made from them, then by slug: the order of a pair and of every timeline.
  public var age: (CalendarDate, Int, String) { (released, sameDayAncestors, slug) }
}
