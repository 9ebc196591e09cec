import Architecture
import Diagnostics
import TestSupport
import Testing

@testable import Catalog

/// Every model of the collection, counted to the last parameter.
@Suite struct CollectionTests {
  @Test func contentHasNoProblems() throws {
    let problems = Survey(try Published.files(), tasks: 2).diagnostics
    #expect(TextFormat().text(problems) == "")
  }

  /// What fails here says which line of `Content/counts.tsv` to add, remove or look at.
  @Test func everyModelIsCountedAsItsReferenceImplementationCounts() throws {
    let check = CatalogCheck(
      catalog: try Published.catalog(), unread: [], content: try Published.files())
    #expect(TextFormat().text(check.counts) == "")
    #expect(try Published.counts().lines.count == Published.models().count)
  }

  @Test func everyFeatureHasAConceptPage() throws {
    let catalog = try Published.catalog()
    let pages = Set(catalog.concepts.map(\.slug))
    let features = Set(try Published.models().flatMap(\.sheet.features))
    #expect(features.filter { !pages.contains($0.concept) }.map(\.id).sorted() == [])
  }
}
