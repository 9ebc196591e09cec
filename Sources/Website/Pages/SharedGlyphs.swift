import Catalog
import Diagram

/// Thumbnails of many models for one page, which share the rows of cells they have in common.
struct SharedGlyphs: Sendable {
  private let sheet: GlyphSheet
  private let places: [String: Int]

  /// `figures` has those of each of the models.
  init(_ models: [Model], _ figures: [String: ModelFigures]) {
    sheet = GlyphSheet(models.compactMap { figures[$0.slug]?.glyph }, id: "k")
    places = Dictionary(models.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Stands once on the page, before the pictures.
  var definitions: HTML { HTML(trusted: sheet.definitions) }

  func picture(_ slug: String) -> HTML { places[slug].map { HTML(trusted: sheet.picture($0)) } ?? "" }
}
