import Diagnostics
import Testing

@testable import Catalog

@Suite struct CheckTests {
  private static let settings = "title: T\ndescription: D.\nauthor: A\nbase_url: https://example.org\n"

  private static func model(
    _ name: String, organization: String = "DeepSeek", width: Int = 64, extra: String = "",
    prose: String = "Words."
  ) -> String {
    """
    ---
    name: \(name)
    organization: \(organization)
    released: 2025-01-02
    summary: A model.
    sources: { config: "https://example.org/config.json" }
    context: 1024
    width: \(width)
    vocabulary: 1000
    layers:
      dense: [{ kind: attention, heads: 4, kv_heads: 2 }, { kind: gated_mlp, width: 128 }]
    schedule: 2 * dense
    \(extra)
    ---
    \(prose)
    """
  }

  private static func concept(_ name: String) -> String {
    "---\nname: \(name)\nshort: S\ndefinition: D.\nmatters: M.\n---\nWords.\n"
  }

  private static let explained = ["gqa", "rope", "pre-norm", "gated-mlp"]

  /// `file:line id` of what is found, besides features without a page.
  private func check(
    _ files: [String: String], _ expected: [String], at place: Testing.SourceLocation = #_sourceLocation
  ) {
    var texts = files
    texts["gallery.yml"] = Self.settings
    for slug in Self.explained where texts["concepts/\(slug).md"] == nil {
      texts["concepts/\(slug).md"] = Self.concept(slug)
    }
    let content = ContentFiles(texts: texts)
    let survey = Survey(content)
    #expect(!survey.diagnostics.hasErrors, "\(survey.diagnostics)", sourceLocation: place)
    let found = survey.carelessness(in: content).filter { $0.id != .unexplainedFeature }
    #expect(
      found.map { "\($0.location.file.dropFirst(8)):\($0.location.line) \($0.id.rawValue)" } == expected,
      sourceLocation: place)
  }

  @Test func carefulContentHasNoProblems() {
    check(["models/a.md": Self.model("A")], [])
  }

  @Test func aModelWithoutSourcesIsReported() {
    let text = Self.model("A").replacing(
      "sources: { config: \"https://example.org/config.json\" }\n", with: "")
    check(["models/a.md": text], ["models/a.md:1 missing-sources"])
  }

  @Test func aConceptNobodyUsesIsReported() {
    check(
      ["models/a.md": Self.model("A"), "concepts/lonely.md": Self.concept("Lonely")],
      ["concepts/lonely.md:1 unused-concept"])
    check(
      [
        "models/a.md": Self.model("A", prose: "See [it](concept:lonely)."),
        "concepts/lonely.md": Self.concept("Lonely"),
      ], [])
  }

  /// The model has 202,048 parameters, 64,000 of them in the embedding.
  @Test(arguments: [
    ("202K", true), ("201K", false), ("200K", true), ("0.2M", true), ("138K", true), ("0.19M", false),
    ("250K", false), ("3M", false), ("1M", false), ("1T", false),
  ])
  func publishedCountsMayBeRounded(_ published: String, _ agrees: Bool) throws {
    let text = Self.model("A", extra: "parameters: { total: \(published) }")
    let total = try #require(
      Catalog.model(Array(text.utf8), path: "a.md", slug: "a").value?.sheet.parameters.total)
    #expect(total == 202_048)
    check(["models/a.md": text], agrees ? [] : ["models/a.md:13 parameter-mismatch"])
  }

  /// Lines of `counts.tsv` after its header, and the lines on which something is wrong.
  @Test(arguments: [
    (["a\t202048\t202048"], []), (["# A remark", "", "a\t202048\t202048"], []),
    ([], [1]), (["a\t202049\t202048"], [2]), (["a\t202048\t202047"], [2]), (["a\t202049\t1"], [2, 2]),
    (["a\t202048\t202048", "b\t1\t1"], [3]), (["b\t1\t1"], [1, 2]),
    (["a\t202048\t202048", "a\t202048\t202048"], [3]), (["a\t202048"], [1, 2]),
    (["a 202048 202048"], [1, 2]),
    (["a\t202048\tall"], [1, 2]), (["a\t1\t2"], [1, 2]), (["a\t-1\t-1"], [1, 2]),
  ])
  func everyModelHasOneLineInTheCounts(_ lines: [String], _ wrong: [Int]) {
    let text = (["model\ttotal\tactive"] + lines).joined(separator: "\n") + "\n"
    check(
      ["models/a.md": Self.model("A"), "counts.tsv": text], wrong.map { "counts.tsv:\($0) miscount" })
  }

  @Test func aModelWithErrorsIsCountedAllTheSame() {
    let found = survey([
      "models/a.md": Self.model("A", extra: "wdith: 3"),
      "counts.tsv": "model\ttotal\tactive\na\t202048\t202048\n",
    ])
    #expect(found.problems == ["models/a.md:13 unknown-field"])
  }

  @Test func theCountsBeginWithTheirHeader() {
    check(
      ["models/a.md": Self.model("A"), "counts.tsv": "a\t202048\t202048\n"], ["counts.tsv:1 miscount"])
  }

  @Test(arguments: [("3M", []), ("202K", ["models/a.md:13 parameter-mismatch"])])
  func aReasonAnswersADisagreementAndNothingElse(_ published: String, _ problems: [String]) {
    let extra = "parameters: { total: \(published), differs: \"It counts a tower.\" }"
    check(["models/a.md": Self.model("A", extra: extra)], problems)
  }

  @Test func equalArchitecturesSaySo() {
    let alone = ["models/a.md": Self.model("A"), "models/b.md": Self.model("B")]
    check(alone, ["models/b.md:1 undeclared-twin"])
    check(
      [
        "models/a.md": Self.model("A"),
        "models/b.md": Self.model("B", extra: "based_on: [{ model: a, relation: same }]"),
      ], [])
    check(["models/a.md": Self.model("A"), "models/b.md": Self.model("B", width: 128)], [])
  }

  /// `file:line id` of all there is to say, and the model pages of the sound rest.
  private func survey(_ files: [String: String]) -> (problems: [String], sound: Catalog) {
    var texts = files
    texts["gallery.yml"] = texts["gallery.yml"] ?? Self.settings
    let content = ContentFiles(texts: texts)
    let survey = Survey(content)
    let problems = (survey.diagnostics + survey.carelessness(in: content)).inReadingOrder
      .filter { $0.id != .unexplainedFeature }
    return (
      problems.map { "\($0.location.file.dropFirst(8)):\($0.location.line) \($0.id.rawValue)" }, survey.sound
    )
  }

  @Test(arguments: [
    ("models/bad.md", "width: 64", "wdith: 64", ["models/bad.md:8 unknown-field"]),
    ("models/bad.md", "name: Bad", "name: [Bad", ["models/bad.md:2 invalid-yaml"]),
    ("models/bad.md", "Words.", "See [it](model:none).", ["models/bad.md:15 broken-link"]),
    ("models/bad.md", "Words.", "```figur\nx\n```", ["models/bad.md:15 invalid-embed"]),
    ("models/bad.md", "Words.", "Deepseek\u{202E}.", ["models/bad.md:15 control-character"]),
    ("concepts/bad.md", "short: S", "shrt: S", ["concepts/bad.md:3 unknown-field"]),
    ("gallery.yml", "title: T", "titel: T", ["gallery.yml:1 unknown-field"]),
  ])
  func anErrorAnywhereHidesNothingElsewhere(
    _ file: String, _ old: String, _ new: String, _ errors: [String]
  ) throws {
    let good = [
      "gallery.yml": Self.settings,
      "models/bad.md": Self.model("Bad", width: 64, extra: "parameters: { total: 202K }"),
      "concepts/bad.md": Self.concept("Bad"),
      "models/a.md": Self.model(
        "A", organization: "Deepseek", width: 128, extra: "parameters: { total: 9M }",
        prose: "By deepSeek. See [bad](model:bad), [this](concept:bad) and {{bad:parameters}}."),
      "models/b.md": Self.model("B", width: 128).replacing("sources: {", with: "sources: { # {\n").replacing(
        "config: \"https://example.org/config.json\" ", with: ""),
    ]
    let warnings = survey(good).problems
    #expect(
      warnings == [
        "models/a.md:3 inconsistent-name", "models/a.md:13 parameter-mismatch",
        "models/a.md:15 inconsistent-name", "models/b.md:1 missing-sources", "models/b.md:1 undeclared-twin",
      ])
    var bad = good
    bad[file] = try #require(good[file]).replacing(old, with: new)
    #expect(survey(bad).problems.sorted() == (warnings + errors).sorted())
  }

  @Test(arguments: ["models/bad.md", "models", ""])
  func whatCannotBeReadIsNotMissing(_ path: String) {
    var content = ContentFiles(texts: [
      "gallery.yml": Self.settings,
      "essays/a.md": "---\ntitle: T\nsummary: S.\n---\nSee [bad](model:bad), [it](concept:none).\n",
      "comparisons/a-vs-bad.md": "---\nsummary: S.\n---\nWords.\n",
      "models/a.md": Self.model("A", extra: "based_on: [{ model: bad, relation: scaled }]"),
    ])
    content.unreadable = [path]
    if path.isEmpty { content.files["gallery.yml"] = nil }
    let survey = Survey(content)
    let found = (survey.diagnostics + survey.carelessness(in: content)).filter {
      $0.id != .unexplainedFeature
    }
    #expect(found.map(\.id) == (path.isEmpty ? [] : [.brokenLink]))
    #expect(!survey.isWhole)
    #expect(Catalog.load(content).value == nil)
  }

  @Test func whatIsSoundRefersToNothingElse() {
    let sound = survey([
      "models/a.md": Self.model(
        "A", extra: "based_on: [{ model: b, relation: scaled }, { model: c, relation: scaled }]",
        prose:
          "See [b](model:b), [c](model:c), [none](concept:none), [part](model:b#none), {{c:parameters}}.\n\n```figure\nmodel: c\n```"
      ),
      "models/b.md": Self.model("B", extra: "based_on: [{ model: a, relation: scaled }]"),
      "models/c.md": "nothing",
    ]).sound
    let model = sound.models.first { $0.slug == "a" }
    #expect(model?.basedOn.map(\.slug) == [])
    let links = model?.body.pieces.compactMap { if case .link(let to, _) = $0 { to.target } else { nil } }
    #expect(links == [.model("b")])
    #expect(
      model?.body.pieces.contains { if case .embed = $0 { true } else { false } } == false
        && model?.body.pieces.contains { if case .number = $0 { true } else { false } } == false)
  }

  @Test func aMistakeInTheFrontMatterHidesNoneInTheProse() {
    let text = Self.model(
      "A", extra: "wdith: 3", prose: "See [it](concept:none) and {{parametres}}, and [b](model:b).")
    let loaded = Catalog.load(
      ContentFiles(texts: ["gallery.yml": Self.settings, "models/a.md": text, "models/b.md": Self.model("B")])
    )
    #expect(loaded.diagnostics.map(\.id) == [.unknownField, .brokenLink, .unknownReference])
  }

  @Test func sameMeansTheSame() {
    let extra = "based_on: [{ model: a, relation: same }]"
    check(
      ["models/a.md": Self.model("A"), "models/b.md": Self.model("B", width: 128, extra: extra)],
      ["models/b.md:13 implausible-lineage"])
  }

  @Test func anAncestorIsNotYounger() {
    let older = Self.model("B", width: 128, extra: "based_on: [{ model: a, relation: modified }]")
      .replacing("released: 2", with: "released: 1")
    check(["models/a.md": Self.model("A"), "models/b.md": older], ["models/b.md:13 implausible-lineage"])
  }

  @Test func aComparisonIsAskedForOnce() {
    let extra = "compare_with: [a, a, b]"
    check(
      ["models/a.md": Self.model("A"), "models/b.md": Self.model("B", width: 128, extra: extra)],
      ["models/b.md:13 implausible-lineage", "models/b.md:13 implausible-lineage"])
  }

  @Test func twoModelsHaveTwoNames() {
    check(
      ["models/a.md": Self.model("A"), "models/b.md": Self.model("A", width: 128)],
      ["models/b.md:2 inconsistent-name"])
  }

  @Test func blanksOfANewFileAreNotForReaders() throws {
    let skeleton = try #require(ModelSkeleton.named("new-model").value)
    check(
      ["models/new-model.md": skeleton.text],
      [
        "models/new-model.md:1 missing-sources", "models/new-model.md:3 placeholder",
        "models/new-model.md:6 placeholder",
      ])
  }

  @Test func namesHaveOneSpelling() {
    check(
      [
        "models/a.md": Self.model("A"), "models/b.md": Self.model("B", width: 128),
        "models/c.md": Self.model("C", organization: "Deep Seek", width: 256),
      ], ["models/c.md:3 inconsistent-name"])
    check(
      ["models/a.md": Self.model("A", prose: "First.\n\nMade by Deepseek, not by deepseek_v3.")],
      ["models/a.md:17 inconsistent-name"])
  }

  @Test(arguments: [
    "Gemma3 27B", "gemma 3 27b", "Gemma-3-27B", "GeMMa 3 27B", "mistral AI", "MistralAI", "Deepseek",
    "deepSeek",
  ])
  func namesInProseAreSpeltAsInTheGallery(_ name: String) {
    check(proseOn(name), ["models/a.md:17 inconsistent-name"])
  }

  @Test(arguments: [
    "Gemma 3 27B", "Mistral AI's", "gemma-3-27b", "`Gemma3 27B`", "google/Gemma-3-27B", "mistral", "DeepSeek",
    "[x](https://a.b/Gemma-3-27B)", "Gemma 3, 27B", "Command A+", "{{gemma-3-27b:layers}}",
  ])
  func otherWordsAreLeftAlone(_ word: String) {
    check(proseOn(word), [])
  }

  private func proseOn(_ word: String) -> [String: String] {
    [
      "models/a.md": Self.model("A", prose: "First.\n\nBeside \(word) in time."),
      "models/gemma-3-27b.md": Self.model("Gemma 3 27B", width: 128),
      "models/b.md": Self.model("Command A+", organization: "Mistral AI", width: 256),
    ]
  }

  @Test func aMakersNameHasNoSlips() {
    let files = [
      "models/a.md": Self.model("A", organization: "Google"),
      "models/b.md": Self.model("B", organization: "Google", width: 128),
    ]
    let others = [
      "Gogle": ["models/c.md:3 inconsistent-name"], "Giggle": [],
      "Gooogle": ["models/c.md:3 inconsistent-name"],
    ]
    for (name, expected) in others {
      check(files.merging(["models/c.md": Self.model("C", organization: name, width: 256)]) { $1 }, expected)
    }
  }

  /// A has 48 layers of width 96 with 32 heads of 16, B is based on it with 24 layers.
  @Test(arguments: [
    ("It has 48 layers.", true), ("It has 47 layers.", false), ("16 layers are local.", true),
    ("It has 32 heads, head size 16.", true), ("It has 80 query heads.", false), ("Of head size 80.", false),
    ("The third of 3 layers, or 2.32 layers, or 4 × 80 heads.", true), ("`47 layers` in code.", true),
    ("It is [smaller](model:b) than 24 layers.", true), ("It is smaller than 24 layers.", false),
    ("It is smaller than Beta with its 24 layers.", true),
  ])
  func typedNumbersAreThoseOfASpecification(_ prose: String, _ agrees: Bool) {
    let heads = { (text: String) in
      text.replacing("heads: 4, kv_heads: 2", with: "heads: 32, kv_heads: 2, head_size: 16")
    }
    let local =
      "local: [{ kind: attention, heads: 32, window: 8, head_size: 16 }, { kind: gated_mlp, width: 128 }]"
    check(
      [
        "models/a.md": heads(Self.model("Alpha", prose: prose)).replacing(
          "schedule: 2 * dense", with: "  \(local)\nschedule: 16 * (2 * dense + local)"),
        "models/b.md": heads(Self.model("Beta")).replacing("schedule: 2 *", with: "schedule: 24 *"),
        "concepts/sliding-window.md": Self.concept("W"), "concepts/mha.md": Self.concept("M"),
      ], agrees ? [] : ["models/a.md:16 contradicted-number"])
  }

  @Test func unexplainedFeaturesAreNamedOnce() {
    let content = ContentFiles(texts: [
      "gallery.yml": Self.settings, "models/a.md": Self.model("A"),
      "models/b.md": Self.model("B", width: 128),
    ])
    let found = Survey(content).carelessness(in: content).filter { $0.summary.contains("'gqa'") }
    #expect(found.map(\.id) == [.unexplainedFeature])
  }
}
