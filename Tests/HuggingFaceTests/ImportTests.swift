import Architecture
import Catalog
import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import HuggingFace

/// A configuration with only the keys that decide shapes, and its exact counts.
struct Fixture: Sendable, CustomTestStringConvertible {
  var model: String
  var total: Int
  var active: Int

  var testDescription: String { model }
  var bytes: [UInt8] {
    get throws { try Repository.bytes("\(Self.folder)/\(model).json") }
  }

  private static let folder = "Tests/HuggingFaceTests/Fixtures"

  /// Counts of models that have no page: the others stand in `Content/counts.tsv`.
  static func counts() throws -> Counts {
    Counts(try Repository.bytes("\(folder)/counts.tsv"), file: "\(folder)/counts.tsv")
  }

  static func all() throws -> [Fixture] {
    let lines = try Published.counts().lines + counts().lines
    let bySlug = Dictionary(lines.map { ($0.slug, $0) }) { first, _ in first }
    return try Repository.names(in: folder, suffix: ".json").map { name in
      guard let line = bySlug[name] else {
        throw Missing(
          what: "a line for \(name).json in Content/counts.tsv, or without a page in \(folder)/counts.tsv")
      }
      return Fixture(model: name, total: line.total, active: line.active)
    }
  }
}

@Suite struct ImportTests {
  @Test func everyCountStandsOnce() throws {
    let own = try Fixture.counts(), published = Set(try Published.counts().lines.map(\.slug))
    #expect(own.diagnostics.isEmpty)
    #expect(own.lines.map(\.slug).filter(published.contains) == [])
  }

  @Test(arguments: try Fixture.all())
  func countsEveryParameter(_ fixture: Fixture) throws {
    let result = Importer().model(from: try fixture.bytes, file: "config.json")
    #expect(result.diagnostics.isEmpty)
    let count = FactSheet(try #require(result.value).spec).parameters
    #expect(count.total == fixture.total)
    #expect(count.active == fixture.active)
  }

  @Test(arguments: try Fixture.all())
  func writesAFileThatLoadsToTheSameModel(_ fixture: Fixture) throws {
    let imported = try #require(
      Importer().model(from: try fixture.bytes, file: "config.json", name: fixture.model).value)
    let loaded = Catalog.model(Array(imported.markdown.utf8), path: "m.md", slug: "m")
    #expect(!loaded.diagnostics.hasErrors, "\(loaded.diagnostics.map(\.summary))")
    let model = try #require(loaded.value)
    #expect(model.name == fixture.model)
    #expect(model.sheet.parameters.total == fixture.total)
    #expect(model.sheet.parameters.active == fixture.active)
    #expect(model.spec.schedule.executedLayers == imported.spec.schedule.executedLayers)
  }

  @Test func familiesShareNoModelType() {
    let types = Families.all.flatMap(\.modelTypes)
    #expect(Set(types).count == types.count)
  }
}

/// The first fault of a text as JSON.
private func jsonFault(in text: String) -> Diagnostic? {
  if case .fault(let problem) = JSONReader.read(text, file: "config.json") { problem } else { nil }
}

/// What is wrong with a configuration, as the author is told.
@Suite struct ImportProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Changes to a small Llama configuration; nil removes a key.
    var change: [String: String?]
    var id: DiagnosticID
    /// A part of the message: the key it is about.
    var mentions: String
    var severity = Diagnostic.Severity.error
  }

  static let llama = [
    "model_type": "\"llama\"", "hidden_size": "64", "vocab_size": "100", "num_hidden_layers": "2",
    "num_attention_heads": "4", "num_key_value_heads": "2", "intermediate_size": "128",
    "max_position_embeddings": "512", "tie_word_embeddings": "false",
  ]

  static let cases = [
    Case(
      testDescription: "a missing size that no class knows",
      change: ["model_type": "\"xverse\"", "hidden_size": nil],
      id: .missingField, mentions: "'hidden_size'"),
    Case(
      testDescription: "null for a size", change: ["vocab_size": "null"], id: .wrongType,
      mentions: "'vocab_size'"),
    Case(
      testDescription: "a key twice", change: ["hidden_size": "64, \"hidden_size\": 32"], id: .duplicateKey,
      mentions: "'hidden_size'"),
    Case(
      testDescription: "not a number for a size", change: ["hidden_size": "NaN"], id: .wrongType,
      mentions: "'hidden_size'"),
    Case(
      testDescription: "experts in a dense family", change: ["num_experts": "8"], id: .unreadKey,
      mentions: "'num_experts'"),
    Case(
      testDescription: "layers with shapes of their own",
      change: ["per_layer_config": "{\"1\": {\"head_dim\": 8}}"],
      id: .unreadKey, mentions: "'per_layer_config'"),
    Case(
      testDescription: "a window the class does not have", change: ["sliding_window": "16"], id: .unreadKey,
      mentions: "'sliding_window'", severity: .warning),
    Case(
      testDescription: "text for a number", change: ["hidden_size": "\"64\""], id: .wrongType,
      mentions: "'hidden_size'"),
    Case(
      testDescription: "a fraction", change: ["num_hidden_layers": "2.5"], id: .wrongType,
      mentions: "'num_hidden_layers'"),
    Case(
      testDescription: "zero heads", change: ["num_attention_heads": "0"], id: .outOfRange,
      mentions: "'num_attention_heads'"),
    Case(
      testDescription: "negative layers", change: ["num_hidden_layers": "-1"], id: .outOfRange,
      mentions: "'num_hidden_layers'"),
    Case(
      testDescription: "a number for a flag", change: ["attention_bias": "1"], id: .wrongType,
      mentions: "'attention_bias'"),
    Case(
      testDescription: "KV heads that do not divide", change: ["num_key_value_heads": "3"], id: .impossible,
      mentions: "'num_key_value_heads'"),
    Case(
      testDescription: "a list of another length",
      change: ["model_type": "\"smollm3\"", "no_rope_layers": "[1, 1, 1]"], id: .impossible,
      mentions: "'no_rope_layers'"),
    Case(
      testDescription: "an unknown activation", change: ["hidden_act": "\"snake\""], id: .unknownValue,
      mentions: "'snake'"),
    Case(
      testDescription: "an unknown family", change: ["model_type": "\"llama5\""], id: .unknownFamily,
      mentions: "'llama5'"),
    Case(
      testDescription: "no family", change: ["model_type": nil], id: .unknownFamily, mentions: "'model_type'"),
    Case(
      testDescription: "a key that could change shapes", change: ["q_lora_rank": "16"], id: .unreadKey,
      mentions: "'q_lora_rank'", severity: .warning),
  ]

  @Test(arguments: cases)
  func namesTheKey(_ one: Case) throws {
    let values = Self.llama.merging(one.change.compactMapValues { $0 }) { $1 }
      .filter { one.change[$0.key].map { $0 != nil } ?? true }
    let text =
      "{" + values.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",\n")
      + "}"
    let result = Importer().model(from: Array(text.utf8), file: "config.json")
    let problem = try #require(result.diagnostics.first { $0.id == one.id })
    #expect(problem.severity == one.severity)
    #expect(problem.summary.contains(one.mentions), "\(problem.summary)")
    #expect((result.value == nil) == (one.severity == .error))
  }

  @Test func pointsAtTheLineOfTheKey() throws {
    let text = "{\n  \"model_type\": \"llama\",\n  \"hidden_size\": \"big\"\n}"
    let result = Importer().model(from: Array(text.utf8), file: "config.json")
    let problem = try #require(result.diagnostics.first { $0.id == .wrongType })
    #expect(problem.location.line == 3)
    #expect(problem.location.column == 3)
  }

  @Test(arguments: ["", "[]", "{", "null", "{\"model_type\": 7}", "\u{0}"])
  func refusesWhatIsNoConfiguration(_ text: String) {
    let result = Importer().model(from: Array(text.utf8), file: "config.json")
    #expect(result.value == nil)
    #expect(result.diagnostics.hasErrors)
  }

  @Test(arguments: [
    ("{\"a\": 1,\n \"é\": 2\n \"b\": 3}", 3, 2, "','"), ("{\"a\": [1,\n  2,]}", 2, 4, "takes no"),
    ("{\n\"a\": tru}", 2, 6, "'tru'"), ("{\"a\": \"x\n}", 1, 7, "closed"), ("{\n\"a\" 1}", 2, 5, "':'"),
    ("{\"a\": {\n\n", 1, 7, "closed"), ("{} x", 1, 4, "goes on"), ("", 1, 1, "missing"),
    ("{\"a\": 1,\n b: 2}", 2, 2, "double quotes"), ("{\n// x\n}", 2, 1, "comments"),
    ("{\"é\": 1, \"a\": {\"b\": 1, \"b\": 2}}", 1, 24, "twice"), ("{'a': 1}", 1, 2, "double quotes"),
  ])
  func pointsAtTheFaultInJSON(_ text: String, _ line: Int, _ column: Int, _ mentions: String) throws {
    let fault = try #require(jsonFault(in: text))
    #expect(fault.location == Diagnostics.SourceLocation(file: "config.json", line: line, column: column))
    #expect(fault.summary.contains(mentions), "\(fault.summary)")
  }

  @Test(arguments: try Fixture.all())
  func findsNoFaultWhereThereIsNone(_ fixture: Fixture) throws {
    let text = String(decoding: try fixture.bytes, as: UTF8.self)
    #expect(jsonFault(in: text) == nil)
  }

  @Test(arguments: ["{\"a\": \"\\\"\\\\\"}", "[-1.5e3, NaN, -Infinity, null]", " {}\n"])
  func knowsJSON(_ text: String) {
    #expect(jsonFault(in: text) == nil)
  }

  @Test(arguments: ["", "  "])
  func aNameIsNotEmpty(_ name: String) throws {
    let bytes = try #require(Fixture.all().first).bytes
    let result = Importer().model(from: bytes, file: "config.json", name: name)
    #expect(result.value == nil && result.diagnostics.map(\.id) == [.wrongType])
  }

  @Test func saysWhatItAssumed() throws {
    var values = Self.llama
    values["tie_word_embeddings"] = nil
    let text =
      "{" + values.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ",")
      + "}"
    let model = try #require(Importer().model(from: Array(text.utf8), file: "config.json").value)
    #expect(model.markdown.contains("# assumed: tie_word_embeddings is absent"))
  }
}

@Suite struct ScheduleFoldingTests {
  @Test(arguments: [
    ("a", "a"), ("aa", "2 * a"), ("ab", "a + b"), ("aab", "2 * a + b"),
    ("aaabaaab", "2 * (3 * a + b)"),
    ("aaaaabaaaaabaa", "2 * (5 * a + b) + 2 * a"),
    ("abbbbb", "a + 5 * b"),
  ])
  func findsTheShortestForm(_ layers: String, _ expected: String) {
    #expect(shortestSchedule(of: layers.map(String.init)) == expected)
  }

  @Test func layersOutWhatItFolded() throws {
    var state: UInt64 = 1
    for length in 1...40 {
      let names = (0..<length).map { _ -> String in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return ["a", "b", "c"][Int(state >> 33) % 3]
      }
      let text = shortestSchedule(of: names)
      let fields = "layers:\n" + Set(names).sorted().map { "  \($0): [{ kind: mlp, width: 4 }]\n" }.joined()
      let file = "---\nname: x\nwidth: 4\nvocabulary: 4\ncontext: 4\n\(fields)schedule: \(text)\n---\n"
      let model = try #require(Catalog.model(Array(file.utf8), path: "m.md", slug: "m").value)
      #expect(model.spec.schedule.executedLayers == names)
    }
  }
}
