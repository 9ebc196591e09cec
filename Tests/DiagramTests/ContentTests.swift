import Architecture
import Catalog
import Diagram
import TestSupport
import Testing

/// The figures of the models of this repository.
@Suite struct ContentTests {
  @Test(.heavy, arguments: try Published.slugs())
  func everyModelIsDrawnCleanly(_ slug: String) throws {
    let model = try Published.model(slug)
    checkFigures(
      model.name, model.spec,
      byline: "\(model.organization), \(model.released.long). \(model.sheet.decoderType)")
    checkCardsAreReached(model.name, model.spec)
  }
}
