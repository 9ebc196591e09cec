import Architecture
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Catalog

/// Files with mistakes; each line that has one ends with `#! id`, and the whole text of the messages is a golden.
///
/// The marks are cut off before the file is read. `UPDATE_GOLDENS=1` rewrites the texts.
@Suite struct InvalidContentTests {
  private static let folder = Repository.url("Tests/Fixtures/invalid")

  private static func names() throws -> [String] {
    try Repository.names(in: "Tests/Fixtures/invalid", suffix: ".md")
  }

  private static let neighbours = [
    "gallery.yml": "title: T\ndescription: D.\nauthor: A\nbase_url: https://example.org\n",
    "models/alpha.md": """
    ---
    name: Alpha
    organization: Lab
    released: 2025-01-02
    summary: A neighbour.
    context: 1024
    width: 64
    vocabulary: 100
    layers:
      dense: [{ kind: attention, heads: 4, kv_heads: 2 }, { kind: gated_mlp, width: 128 }]
    schedule: 2 * dense
    ---
    ## A heading
    """,
    "concepts/gqa.md": "---\nname: GQA\nshort: GQA\ndefinition: D.\nmatters: M.\n---\nWords.\n",
  ]

  /// The file as its author wrote it, and what is wrong on which line.
  private static func fixture(_ name: String) throws -> (text: String, expected: [String]) {
    var expected: [String] = []
    let marked = try String(contentsOf: folder.appending(path: name + ".md"), encoding: .utf8)
    let lines = marked.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
      index, line in
      guard let mark = line.range(of: "  #! ") else { return line }
      expected += line[mark.upperBound...].split(separator: " ").map { "\(index + 1) \($0)" }
      return line[..<mark.lowerBound]
    }
    return (lines.joined(separator: "\n"), expected.sorted())
  }

  private static func folder(of name: String) -> String {
    name.hasPrefix("concept-") ? "concepts" : name.hasPrefix("essay-") ? "essays" : "models"
  }

  /// Reading stops at some problems; so the file is loaded alone first, and among others when it can be read.
  private static func messages(_ name: String, _ text: String) -> (diagnostics: [Diagnostic], text: String) {
    let path = "\(folder(of: name))/\(name).md"
    var texts = neighbours
    texts[path] = text
    let loaded = Catalog.load(ContentFiles(texts: texts)).diagnostics.filter {
      $0.location.file == "Content/\(path)"
    }
    return (loaded, TextFormat(sources: ["Content/\(path)": text]).text(loaded))
  }

  @Test(arguments: try names())
  func everyMistakeIsReportedOnItsLine(_ name: String) throws {
    let (text, expected) = try Self.fixture(name)
    let found = Self.messages(name, text).diagnostics.map { "\($0.location.line) \($0.id.rawValue)" }.sorted()
    #expect(found == expected)
  }

  @Test(arguments: try names())
  func messagesReadAsTheyShould(_ name: String) throws {
    let text = Self.messages(name, try Self.fixture(name).text).text
    let golden = Self.folder.appending(path: name + ".txt")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(text == (try? String(contentsOf: golden, encoding: .utf8)))
  }

  /// What every message owes its reader.
  @Test(arguments: try names())
  func messagesHaveAPlaceAndNoFullStop(_ name: String) throws {
    for diagnostic in Self.messages(name, try Self.fixture(name).text).diagnostics {
      #expect(diagnostic.location.line >= 1 && diagnostic.location.column >= 1)
      #expect(!diagnostic.summary.hasSuffix(".") && !diagnostic.summary.contains("\n"))
      #expect(diagnostic.summary.first?.isUppercase == false)
    }
  }

  @Test func aNoteIsOnTwoDifferentModels() {
    var texts = Self.neighbours
    texts["comparisons/alpha-vs-alpha.md"] = "---\nsummary: The same.\n---\nWords.\n"
    let found = Catalog.load(ContentFiles(texts: texts)).diagnostics.map {
      "\($0.location.file):\($0.location.line) \($0.id.rawValue)"
    }
    #expect(found == ["Content/comparisons/alpha-vs-alpha.md:1 invalid-slug"])
  }

  @Test func thereAreSixtyMistakes() throws {
    let all = try Self.names().flatMap { try Self.fixture($0).expected }
    #expect(all.count >= 60)
  }
}
