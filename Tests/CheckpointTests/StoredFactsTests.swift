import Architecture
import Catalog
import Checkpoint
import Foundation
import TestSupport
import Testing

/// Every model whose tensors the reference implementation can build, part by part against our specification.
@Suite struct StoredFactsTests {
  @Test func manyModelsHaveStoredFacts() throws {
    #expect(try Self.slugs().count >= 80)
  }

  @Test(arguments: try StoredFactsTests.slugs()) func specificationAgreesPartByPart(_ slug: String) throws {
    let model = try Published.model(slug)
    let found = Reconciliation(model.spec, try Self.tensors(slug))
    let first = found.disagreements.first
    #expect(
      first == nil,
      "\(first?.part.label ?? ""): \(first?.storedTensor ?? "") \(first?.specifiedTensor ?? "")")
    let used = found.used
    #expect(used == model.sheet.parameters.total)
  }

  /// Models of the collection with a list of tensors.
  static func slugs() throws -> [String] {
    let files = try FileManager.default.contentsOfDirectory(
      atPath: Repository.path("Tests/CheckpointTests/Stored"))
    let published = Set(try Published.slugs())
    return files.filter { $0.hasSuffix(".tsv") }.map { String($0.dropLast(4)) }.filter(published.contains)
      .sorted()
  }

  /// Lines of a name and a shape; `{0,3..60}` in a name stands for each of these numbers.
  static func tensors(_ slug: String) throws -> [StoredTensor] {
    let text = try String(
      contentsOf: Repository.url("Tests/CheckpointTests/Stored/\(slug).tsv"), encoding: .utf8)
    return try text.split(separator: "\n").flatMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      let shape = try cells[1].split(separator: " ").map { try #require(Int($0)) }
      return try names(cells[0]).map { StoredTensor($0, shape, ElementFormat("BF16", bits: 16), file: slug) }
    }
  }

  private static func names(_ pattern: Substring) throws -> [String] {
    guard let open = pattern.firstIndex(of: "{"), let close = pattern.firstIndex(of: "}") else {
      return [String(pattern)]
    }
    let numbers = try pattern[pattern.index(after: open)..<close].split(separator: ",").flatMap { span in
      let ends = try span.split(separator: ".").map { try #require(Int($0)) }
      return Array(ends[0]...ends[ends.count - 1])
    }
    let rest = try names(pattern[pattern.index(after: close)...])
    return numbers.flatMap { number in rest.map { "\(pattern[..<open])\(number)\($0)" } }
  }
}
