import Catalog
import Diagnostics

/// The models this repository publishes, for what must hold of every one of them.
///
/// A test that quotes a model takes it from `Frozen` instead: authors change the collection, and touch no test.
package enum Published {
  private static let content = ContentFiles.read(directory: Repository.path("Content"))
  private static let loaded = content.value.map { Catalog.load($0, tasks: 2) }
  private static let bySlug = Dictionary(
    uniqueKeysWithValues: (loaded?.value?.models ?? []).map { ($0.slug, $0) })

  /// Everything below Content.
  package static func files() throws -> ContentFiles {
    guard let files = content.value else { throw Unreadable(content.diagnostics) }
    return files
  }

  package static func catalog() throws -> Catalog {
    guard let catalog = loaded?.value else {
      throw Unreadable(content.diagnostics + (loaded?.diagnostics ?? []))
    }
    return catalog
  }

  package static func models() throws -> [Model] { try cases(catalog().models) }

  /// The models by their slugs, which are readable as the names of test cases.
  package static func slugs() throws -> [String] { try models().map(\.slug) }

  package static func model(_ slug: String) throws -> Model {
    guard let model = bySlug[slug] else { throw Missing(what: "the published model '\(slug)'") }
    return model
  }

  /// What reference implementations count, from `counts.tsv`.
  package static func counts() throws -> Counts {
    Counts(try Repository.bytes("Content/counts.tsv"), file: "Content/counts.tsv")
  }
}

/// Content that tests need and that has errors, as its author reads them.
package struct Unreadable: Error, CustomStringConvertible {
  var problems: [Diagnostic]

  init(_ problems: [Diagnostic]) { self.problems = problems }

  package var description: String { TextFormat().text(problems.filter { $0.severity == .error }) }
}
