import Architecture
import Catalog
import Diagram
import Foundation
import Testing

/// The figures of the models of this repository.
@Suite struct ContentTests {
  static let models: [Model] = {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Content/models")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }.compactMap { file in
      guard let data = FileManager.default.contents(atPath: file.path) else { return nil }
      let slug = file.deletingPathExtension().lastPathComponent
      return Catalog.model([UInt8](data), path: file.lastPathComponent, slug: slug).value
    }
  }()

  @Test func contentIsFound() { #expect(Self.models.count > 100) }

  /// What a page and a file copy from each other is what each would print by itself.
  @Test(arguments: models.map(\.slug))
  func sharedPanelsArePrintedAsTheyStand(_ slug: String) throws {
    let model = try #require(Self.models.first { $0.slug == slug })
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

  @Test(arguments: models.map(\.slug))
  func everyModelIsDrawnCleanly(_ slug: String) throws {
    let model = try #require(Self.models.first { $0.slug == slug })
    checkFigures(
      model.name, model.spec,
      byline: "\(model.organization), \(model.released.long). \(model.sheet.decoderType)")
    checkCardsAreReached(model.name, model.spec)
  }
}
