import Architecture
import Catalog
import Diagram
import TestSupport
import Testing

/// The figures of the models of this repository.
@Suite struct ContentTests {
  /// What a page and a file copy from each other is what each would print by itself.
  @Test(.heavy, arguments: try Published.slugs())
  func sharedPanelsArePrintedAsTheyStand(_ slug: String) throws {
    let model = try Published.model(slug)
    let bare = FigureHeading(name: model.name, byline: "", isPrinted: false)
    let printed = FigureHeading(name: model.name, byline: "By somebody", url: "https://example.org/")
    let links = ConceptLinks(known: Set(model.sheet.features.map(\.concept).sorted().dropFirst()))
    let inPage: Figures.Pictures = [(.wide, "a-w"), (.narrow, "a-n")],
      alone: Figures.Pictures = [(.wide, "a")]
    for pageIsFirst in [true, false] {
      let source = FigureSource(model.sheet)
      for isPage in [pageIsFirst, !pageIsFirst] {
        let heading = isPage ? bare : printed, pictures = isPage ? inPage : alone
        let shared = Figures.fullMarkup(source, heading: heading, links: isPage ? links : nil, pictures)
        let own = Figures.full(FigureSource(model.sheet), heading: heading, pictures)
          .map { $0.markup(standalone: !isPage, links: links) }
        #expect(shared == own, "\(slug), page first: \(pageIsFirst)")
      }
    }
  }

  @Test(.heavy, arguments: try Published.slugs())
  func everyModelIsDrawnCleanly(_ slug: String) throws {
    let model = try Published.model(slug)
    checkFigures(
      model.name, model.spec,
      byline: "\(model.organization), \(model.released.long). \(model.sheet.decoderType)")
    checkCardsAreReached(model.name, model.spec)
  }
}
