import Architecture
import Catalog

/// Real models as they were on 30 November 2026, for tests that quote them: `Tests/Fixtures/models`, without prose.
///
/// They are never corrected when the collection is; a test that needs another model adds a file.
package enum Frozen {
  private static let folder = "Tests/Fixtures/models"

  private static let models = Result {
    try Dictionary(
      uniqueKeysWithValues: Repository.names(in: folder, suffix: ".md").map { slug in
        let path = "\(folder)/\(slug).md"
        let read = Catalog.model(try Repository.bytes(path), path: path, slug: slug)
        guard let model = read.value else { throw Unreadable(read.diagnostics) }
        return (slug, model)
      })
  }

  package static func model(_ slug: String) throws -> Model {
    guard let model = try models.get()[slug] else { throw Missing(what: "\(folder)/\(slug).md") }
    return model
  }

  /// Of one collection, so that who was made from whom is known.
  package static func linked(_ slug: String) throws -> Model {
    guard let model = try collection.get()[slug] else { throw Missing(what: "\(folder)/\(slug).md") }
    return model
  }

  private static let collection = Result {
    var texts = [
      "gallery.yml": "title: T\ndescription: D.\nauthor: A\nbase_url: https://example.org\n"
    ]
    for slug in try Repository.names(in: folder, suffix: ".md") {
      texts["models/\(slug).md"] = String(
        decoding: try Repository.bytes("\(folder)/\(slug).md"), as: UTF8.self)
    }
    let loaded = Catalog.load(ContentFiles(texts: texts), tasks: 2)
    guard let catalog = loaded.value else { throw Unreadable(loaded.diagnostics) }
    return Dictionary(uniqueKeysWithValues: catalog.models.map { ($0.slug, $0) })
  }

  package static func sheet(_ slug: String) throws -> FactSheet { try model(slug).sheet }
}
