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

  @Test(arguments: models.map(\.slug))
  func everyModelIsDrawnCleanly(_ slug: String) throws {
    let model = try #require(Self.models.first { $0.slug == slug })
    checkFigures(
      model.name, model.spec,
      byline: "\(model.organization), \(model.released.long). \(model.sheet.decoderType)")
    checkCardsAreReached(model.name, model.spec)
  }
}
