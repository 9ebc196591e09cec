import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Architecture
@testable import Catalog

/// The examples of the author's guide: a fenced block says by the words behind its language how it is tested.
@Suite struct GuideExampleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var file: String
    var line: Int
    /// `yaml model`, `schedule 32`, `swift Sources/…`
    var info: [String]
    var text: String

    var testDescription: String { "\(file):\(line)" }
  }

  private static let guide = [
    "describing-a-model", "the-schedule", "adding-a-kind", "adding-a-family", "conventions",
  ]

  private static let examples = Result { try guide.flatMap(readExamples) }

  private static func readExamples(of name: String) throws -> [Example] {
    var examples: [Example] = []
    var open: Example?
    for (index, line) in try Repository.text("Content/essays/\(name).md").split(
      separator: "\n", omittingEmptySubsequences: false
    )
    .enumerated() {
      if line.hasPrefix("```") {
        if let done = open { examples.append(done) }
        open =
          open == nil
          ? Example(
            file: name, line: index + 1, info: line.dropFirst(3).split(separator: " ").map(String.init),
            text: "")
          : nil
      } else {
        open?.text += line + "\n"
      }
    }
    return examples
  }

  @Test func everyPageOfTheGuideHasExamples() throws {
    #expect(Set(try Self.examples.get().map(\.file)) == Set(Self.guide))
  }

  @Test(arguments: try cases(examples.get()))
  func holds(_ example: Example) throws {
    switch example.info.first {
    case "yaml" where example.info.last == "figure": checkFigure(example)
    case "figure": checkFigure(example)
    case "yaml": try checkModel(example)
    case "schedule": checkSchedule(example)
    case "swift": try checkExcerpt(example)
    case "sh": try checkCommands(example)
    case "json": try checkSettings(example)
    default: Issue.record("'\(example.info)' says not how it is tested")
    }
  }

  /// A whole front matter, or the layers of one.
  private func checkModel(_ example: Example) throws {
    let isWhole = example.info.contains("model")
    let frame =
      "name: Example\norganization: Lab\nreleased: 2025-01-02\nsummary: Words.\n"
      + "context: 4096\nwidth: 1024\nvocabulary: 1000\n"
    let text = "---\n" + (isWhole ? "" : frame) + example.text + "---\nWords.\n"
    let model = Catalog.model(Array(text.utf8), path: example.file, slug: "example")
    #expect(model.diagnostics == [])
    let published = model.value?.published.map { $0.total.value } ?? 0
    let total = Double(model.value?.sheet.parameters.total ?? 0)
    #expect(!isWhole || abs(total - published) < 0.5e9)
  }

  /// What stands in a fenced block that draws.
  private func checkFigure(_ example: Example) {
    let text =
      "---\nname: Example\norganization: Lab\nreleased: 2025-01-02\nsummary: Words.\ncontext: 4096\nwidth: 1024\n"
      + "vocabulary: 1000\nlayers:\n  a: [{ kind: attention, heads: 8 }]\nschedule: 2 * a\n---\n"
      + "Words.\n\n```figure\n\(example.text)```\n"
    let model = Catalog.model(Array(text.utf8), path: example.file, slug: "example")
    #expect(model.diagnostics == [])
    let embeds = model.value?.body.pieces.filter { if case .embed = $0 { true } else { false } }
    #expect(embeds?.count == 1)
  }

  /// `schedule 32` is a schedule of 32 layers, `schedule wrong` none.
  private func checkSchedule(_ example: Example) {
    let line = example.text.trimmingCharacters(in: .whitespacesAndNewlines)
    var parser = ScheduleParser(line, at: SourceLocation(file: example.file))
    let schedule = parser.parse()
    let known: Set<String> = ["dense", "sparse", "local", "global", "linear", "full"]
    let isRight = parser.diagnostics.isEmpty && parser.names.allSatisfy { known.contains($0.name) }
    #expect(isRight == (example.info.last != "wrong"))
    if isRight { #expect(schedule.map { String($0.depth) } == example.info.last) }
  }

  /// Every line stands in the file it is taken from.
  private func checkExcerpt(_ example: Example) throws {
    let lines = Set(
      try Repository.text(example.info.last ?? "").split(separator: "\n").map { $0.drop { $0 == " " } })
    for line in example.text.split(separator: "\n") { #expect(lines.contains(line.drop { $0 == " " })) }
  }

  /// The settings of an editor, which name the model files of this checkout.
  private func checkSettings(_ example: Example) throws {
    struct Settings: Decodable {
      var schemas: [String: String]
      enum CodingKeys: String, CodingKey { case schemas = "yaml.schemas" }
    }
    let settings = try JSONDecoder().decode(Settings.self, from: Data(example.text.utf8))
    let folder = try #require(settings.schemas["./model.schema.json"]).replacing("/*.md", with: "")
    #expect(FileManager.default.fileExists(atPath: Repository.path(folder)))
  }

  /// Commands exist.
  private func checkCommands(_ example: Example) throws {
    let known = try Repository.names(in: "Sources/gallery", suffix: ".swift").map {
      try Repository.text("Sources/gallery/\($0).swift").lowercased()
    }.joined()
    for part in example.text.split(whereSeparator: { $0 == "\n" || $0 == "|" }) {
      let line = part.split(separator: " ").map(String.init)
      if line.starts(with: ["swift", "test", "--filter"]) {
        #expect(FileManager.default.fileExists(atPath: Repository.path("Tests/" + (line.last ?? ""))))
        continue
      }
      // As a checkout runs it: no document installs the program.
      #expect(line.starts(with: ["swift", "run", "gallery"]) && line.count > 3, "\(part)")
      let words = Array(line.dropFirst(2))
      guard words.count > 1 else { continue }
      #expect(known.contains("struct \(words[1]):") || known.contains("commandname: \"\(words[1])\""))
      for option in words where option.hasPrefix("--") {
        let name = option.dropFirst(2).split(separator: "-").joined()
        #expect(known.contains("var \(name)"))
      }
    }
  }
}
