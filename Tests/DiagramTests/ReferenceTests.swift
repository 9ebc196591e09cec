import Catalog
import Diagram
import Foundation
import Testing

/// Small models in the words of the spec, each with the parameters a reference library builds from the same sizes.
///
/// One file for each way to build a model that no file of `Content` needs yet; the prose begins with the number.
@Suite struct ReferenceTests {
  static let models: [(model: Model, parameters: Int)] = {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/reference")
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "md" }.sorted { $0.path < $1.path }.compactMap { file in
      guard let data = FileManager.default.contents(atPath: file.path),
        let prose = String(bytes: data, encoding: .utf8)?.components(separatedBy: "\n---\n").last,
        let number = Int(prose.prefix { $0 != " " }.filter { $0 != "," }),
        let model = Catalog.model([UInt8](data), path: file.lastPathComponent, slug: "reference").value
      else { return nil }
      return (model, number)
    }
  }()

  @Test("every reference file is read")
  func allAreRead() throws {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures/reference")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count == Self.models.count)
    #expect(files.count > 15)
  }

  @Test("a model has the weights the reference library gives it", arguments: models.indices)
  func parameters(index: Int) {
    let (model, parameters) = Self.models[index]
    #expect(model.sheet.parameters.total == parameters, "\(model.name)")
  }

  @Test("its figures are clean", arguments: models.indices)
  func figures(index: Int) {
    let model = Self.models[index].model
    checkFigures(model.name, model.spec)
    checkCardsAreReached(model.name, model.spec)
  }
}
