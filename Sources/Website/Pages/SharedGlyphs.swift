import Catalog
import Diagram

/// Thumbnails of many models for one page, which share the rows of cells they have in common.
struct SharedGlyphs: Sendable {
  private let sheet: GlyphSheet
  private let places: [String: Int]

  init(_ models: [Model]) {
    sheet = GlyphSheet(
      models.map { model in
        Figures.glyph(
          model.sheet, heading: FigureHeading(name: model.name, byline: ""), id: "g-\(model.slug)")
      }, id: "k")
    places = Dictionary(models.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Stands once on the page, before the pictures.
  var definitions: HTML { HTML(trusted: sheet.definitions) }

  func picture(_ slug: String) -> HTML { places[slug].map { HTML(trusted: sheet.picture($0)) } ?? "" }
}
