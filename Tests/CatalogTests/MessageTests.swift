import Diagnostics
import Foundation
import Testing

@testable import Catalog

/// The whole text of messages no single file of `Fixtures/invalid` can bring about; `UPDATE_GOLDENS=1` rewrites them.
@Suite struct MessageTests {
  private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  private func check(_ text: String, golden name: String) throws {
    let golden = Self.fixtures.appending(path: name)
    if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
      try text.write(to: golden, atomically: true, encoding: .utf8)
    }
    #expect(try text == String(contentsOf: golden, encoding: .utf8))
  }

  /// A gallery in which every page lacks care in one way.
  @Test func carelessness() throws {
    let read = ContentFiles.read(directory: Self.fixtures.appending(path: "careless").path)
    var content = try #require(read.value)
    content.root = "Content"
    let survey = Survey(content)
    let problems = (survey.diagnostics + survey.carelessness(in: content)).inReadingOrder
    #expect(!problems.hasErrors)
    // All that a look at the content alone can find.
    let found = Set(problems.map(\.id))
    #expect(
      found.isSuperset(of: [
        .missingSources, .unexplainedFeature, .unusedConcept, .parameterMismatch, .undeclaredTwin,
        .inconsistentName, .implausibleLineage, .placeholder, .contradictedNumber, .unreadableFile, .rawHTML,
        .unsafeLink, .invalidEmbed, .miscount,
      ]))
    let sources = Dictionary(
      uniqueKeysWithValues: content.files.map { ("Content/\($0)", String(decoding: $1, as: UTF8.self)) })
    try check(TextFormat(sources: sources).text(problems) + problems.tally + "\n", golden: "careless.txt")
  }

  /// Bytes and sizes nobody writes on purpose.
  @Test func hostileFiles() throws {
    let head = "---\nname: M\norganization: Lab\n"
    let whole =
      head + "released: 2025-01-02\nsummary: S.\ncontext: 8\nwidth: 8\nvocabulary: 8\n"
      + "layers: { a: [{ kind: gated_mlp, width: 8 }] }\nschedule: a\n---\n"
    let files: [(name: String, bytes: [UInt8])] = [
      ("latin-1", Array(head.utf8) + Array("summary: caf".utf8) + [0xE9, 0x0A]),
      ("utf-16", [0xFF, 0xFE, 0x2D, 0x00]), ("cut-off", Array("---\nname: 😀".utf8) + [0xF0, 0x9F]),
      ("nul", Array("---\nname: 😀\0M\n".utf8)), ("empty", []), ("nothing", Array("---\n---\n".utf8)),
      ("mark-inside", Array("---\nname: \u{FEFF}M\n---\n".utf8)),
      ("separators", Array("---\nname: a\u{2028}b\u{85}c\n---\n".utf8)),
      (
        "deep",
        Array("---\na: \(String(repeating: "[", count: 40))\(String(repeating: "]", count: 40))\n---\n".utf8)
      ),
      ("deeper", Array("---\na: \(String(repeating: "[", count: 5000))\n---\n".utf8)),
      ("long", Array("---\na: \(String(repeating: "x", count: 70_000))\n---\n".utf8)),
      ("long-prose", Array((whole + String(repeating: "x", count: 300_000)).utf8)),
      ("many-quotes", Array((whole + String(repeating: "> ", count: 100) + "x\n").utf8)),
      (
        "wide-table",
        Array((whole + String(repeating: "|a", count: 90) + "|\n").utf8)
          + Array((String(repeating: "|-", count: 90) + "|\n").utf8)
      ),
      ("many-brackets", Array((whole + String(repeating: "[", count: 400) + "\n").utf8)),
      ("many-openers", Array((whole + String(repeating: "a<?x ", count: 400) + "\n").utf8)),
    ]
    var texts = [
      "gallery.yml": Array("title: T\ndescription: D.\nauthor: A\nbase_url: https://example.org\n".utf8)
    ]
    for file in files { texts["models/\(file.name).md"] = file.bytes }
    let problems = Survey(ContentFiles(files: texts)).diagnostics
    // No source lines: some are no text, others long.
    for file in files {
      #expect(problems.contains { $0.location.file == "Content/models/\(file.name).md" }, "\(file.name)")
    }
    try check(TextFormat(sources: [:]).text(problems), golden: "hostile.txt")
  }
}
