import Architecture
import Catalog
import Testing

@testable import Website

/// What a page about two models says, for pairs of every kind.
@Suite struct ComparePageTests {
  private static let window = """
    layers:
      local: [{kind: attention, heads: 4, kv_heads: 2, window: 128}, {kind: gated_mlp, width: 128}]
      full: [{kind: attention, heads: 4, kv_heads: 2}, {kind: gated_mlp, width: 128}]
    schedule: 3 * local + full
    """
  private static let plain = """
    layers:
      dense: [{kind: attention, heads: 4, kv_heads: 2}, {kind: gated_mlp, width: 128}]
    schedule: 4 * dense
    """
  private static let recurrent = """
    layers:
      state: [{kind: mlstm, heads: 4, key_size: 16, value_size: 16}, {kind: moe, experts: 8, active: 2, width: 64}]
    schedule: 4 * state
    """

  private static func model(_ name: String, year: Int, _ layers: String, basedOn: String? = nil) -> String {
    """
    ---
    name: \(name)
    organization: Lab
    released: \(year)-01-01
    summary: A model.
    context: 4096
    \(basedOn.map { "based_on: [\($0)]\n" } ?? "")width: 64
    vocabulary: 100
    \(layers)
    ---
    Text.
    """
  }

  private static func site() throws -> TestSite {
    let site = try TestSite()
    site.content["models/alpha.md"] = model("Alpha", year: 2020, plain)
    site.content["models/beta.md"] = model(
      "Beta", year: 2021, window, basedOn: "{ model: alpha, relation: modified }")
    site.content["models/gamma.md"] = model(
      "Gamma", year: 2022, plain, basedOn: "{ model: alpha, relation: same }")
    site.content["models/delta.md"] = model(
      "Delta", year: 2023, plain, basedOn: "{ model: beta, relation: scaled }")
    site.content["models/omega.md"] = model("Omega", year: 2024, recurrent)
    return site
  }

  private static func page(_ path: String) throws -> String {
    let site = try site()
    let plan = site.plan()
    let bytes = try #require(plan.value?.page(at: path)?.render().value, "\(plan.diagnostics)")
    return String(decoding: bytes, as: UTF8.self)
  }

  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var path: String
    var says: [String]
    var saysNot: [String] = []
  }

  static let cases = [
    Case(
      testDescription: "a parent and its child", path: "alpha-vs-beta",
      says: [
        "Beta modifies Alpha.", "Adds sliding-window layers",
        "<dt>Sliding-window layers</dt><dd><b>added: 3</b>",
        "<p><a href=\"../../concepts/sliding-window/index.html\">",
      ], saysNot: ["It divides the cache."]),
    Case(
      testDescription: "what was dropped is explained by what it was", path: "beta-vs-gamma",
      says: [
        "Both descend from", "<dt>Sliding-window layers</dt><dd><b>removed: 3</b><p>",
        "It bounds the cache.",
      ],
      saysNot: ["It divides the cache."]),
    Case(
      testDescription: "identical designs", path: "alpha-vs-gamma",
      says: [
        "Identical architecture.", "Gamma has the architecture of Alpha, trained again.",
        "the two designs are the same",
        "Parameters and memory are equal.", "Both need the same at every context.",
        "<tr><th>Layers</th><td colspan=\"3\">4</td></tr>",
      ], saysNot: ["<td>changed"]),
    Case(
      testDescription: "a grandparent", path: "alpha-vs-delta",
      says: ["Delta descends from Alpha in 2 steps."]),
    Case(
      testDescription: "nothing in common", path: "alpha-vs-omega",
      says: ["Little in common: ", "Omega needs less"], saysNot: ["descend"]),
  ]

  @Test(arguments: cases) func aPairSaysWhatItIs(_ expected: Case) throws {
    let page = try Self.page("compare/\(expected.path)/index.html")
    for words in expected.says { #expect(page.contains(words), "\(words)") }
    let body = page.components(separatedBy: "<main")[1].components(separatedBy: "<h2>Neighbours")[0]
    for words in expected.saysNot { #expect(!body.contains(words), "\(words)") }
  }

  /// Smaller changes are one sentence; what is equal is said once, and says what it is about.
  @Test func smallChangesAndEqualFactsReadAsSentences() throws {
    func layers(_ heads: Int, _ window: Int, _ width: Int, _ experts: Int) -> String {
      """
      norm: {kind: rms}
      layers:
        local: [{kind: attention, heads: \(heads), kv_heads: 2, head_size: 16, window: \(window), qk_norm: head}, {kind: moe, experts: \(experts), active: 2, width: \(width)}]
        full: [{kind: attention, heads: \(heads * 2), kv_heads: 2, head_size: 16, qk_norm: head}, {kind: moe, experts: \(experts), active: 2, width: \(width)}]
      schedule: \(heads) * local + full
      """
    }
    let site = try TestSite()
    site.content["models/a.md"] = Self.model("A", year: 2020, layers(4, 64, 32, 8))
      .replacing("context: 4096", with: "context: 8192")
    site.content["models/b.md"] = Self.model("B", year: 2021, layers(8, 256, 96, 16))
      .replacing("vocabulary: 100", with: "vocabulary: 300").replacing("width: 64", with: "width: 128")
    let plan = site.plan()
    let bytes = try #require(
      plan.value?.page(at: "compare/a-vs-b/index.html")?.render().value, "\(plan.diagnostics)")
    let page = String(decoding: bytes, as: UTF8.self)
    let also = try #require(page.firstMatch(of: /<p class="also">(.*?)<\/p>/)?.1)
    let same = try #require(page.firstMatch(of: /<p class="same">(.*?)<\/p>/)?.1)
    #expect(
      also
        == "Also: query heads (global) 8 → 16; sliding-window layers 4 → 8; vocabulary 100 → 300; context 8,192 → 4,096."
    )
    // The two groups are both GQA.
    #expect(same == "19 facts are equal, among them GQA, experts, pre-norm.")
  }

  @Test func theOtherOrderFindsTheSamePage() throws {
    #expect(
      try Self.page("compare/beta-vs-alpha/index.html") == Self.page("compare/alpha-vs-beta/index.html"))
  }

  @Test func everyGroupOfTheTableHasATitleOfItsOwn() throws {
    let page = try Self.page("compare/beta-vs-omega/index.html")
    let titles = page.matches(of: /scope="rowgroup">([^<\n]*)/).map { String($0.1) }
    #expect(titles.count > 3)
    #expect(Set(titles).count == titles.count)
  }

  /// A table is put together from cells prepared for each model alone; it says what the rows of the pair say.
  @Test(arguments: ["alpha-vs-beta", "beta-vs-gamma", "alpha-vs-gamma", "beta-vs-delta", "alpha-vs-omega"])
  func theTableSaysWhatTheDifferenceSays(_ pair: String) throws {
    let catalog = try #require(Catalog.load(ContentFiles(texts: Self.site().content)).value)
    let sheets = try pair.split(separator: "-").filter { $0 != "vs" }.map { slug in
      try #require(catalog.models.first { $0.slug == slug }).sheet
    }
    let rows = Difference(older: sheets[0], newer: sheets[1]).rows.filter { $0.section != .consequence }
    let expected = rows.map { row in
      row.kind == nil && row.older != nil && row.newer != nil
        ? [row.label, row.new ?? ""] : [row.label, row.old ?? "–", row.new ?? "–"]
    }
    let table = try Self.page("compare/\(pair)/index.html").components(separatedBy: "id=\"spec\"")[1]
    let told = table.matches(
      of: /<tr><th>([^<]*)<\/th><td(?: colspan="3">([^<]*)|>([^<]*)<\/td><td>([^<]*))<\/td>/
    ).map {
      [$0.1] + [$0.2, $0.3, $0.4].compactMap(\.self)
    }.map { $0.map(String.init) }
    #expect(expected.count > 10)
    // When they were published stands below.
    #expect(told.dropLast(2).elementsEqual(expected))
  }
}
