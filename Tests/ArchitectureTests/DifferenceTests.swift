import Testing

@testable import Architecture

/// What changed between two architectures.
struct DifferenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var older: ModelSpec
    var newer: ModelSpec
    var verdict: String
    /// The most important changes first: label and text.
    var changes: [String]
  }

  private static let wide = Specs.dense(
    layers: 32, kvHeads: 8, mlp: 14336, vocabulary: 128_256, context: 8192)

  static let cases = [
    Case(
      testDescription: "the same words with other numbers", older: Specs.deepSeekV3,
      newer: Specs.kimiK2,
      verdict:
        "Same skeleton; 1.5× the routed experts, half the query heads, a third of the leading dense layers.",
      changes: [
        "Routed experts 256 → 384 (×1.5)", "Query heads 128 → 64 (÷2)", "Leading dense layers 3 → 1 (÷3)",
      ]),
    Case(
      testDescription: "a feature added", older: Specs.llama3, newer: Specs.qwen3,
      verdict: "Adds QK-norm; 13% more layers.",
      changes: ["QK-norm added (one gain for all heads)", "Layers 32 → 36 (+13%)"]),
    Case(
      testDescription: "another mixer and another feed-forward", older: Specs.llama3,
      newer: Specs.deepSeekV3,
      verdict: "MLA instead of GQA, adds experts; 4× the query heads.",
      changes: ["Mixer GQA → MLA"]),
    Case(
      testDescription: "a mixer added beside attention", older: Specs.llama3, newer: Specs.qwen3Next,
      verdict:
        "Experts instead of a dense feed-forward, adds gated DeltaNet layers and QK-norm; a quarter of the KV heads.",
      changes: ["Feed-forward a dense feed-forward → experts", "Gated DeltaNet layers added (36)"]),
    Case(
      testDescription: "identical", older: Specs.llama3, newer: wide, verdict: "Identical architecture.",
      changes: []),
    Case(
      testDescription: "another context only", older: Specs.llama3,
      newer: Specs.dense(layers: 32, kvHeads: 8, mlp: 14336, vocabulary: 128_256, context: 131_072),
      verdict: "Identical architecture; context 8,192 → 131,072 tokens.",
      changes: ["Context, tokens 8,192 → 131,072 (×16)"]),
    Case(
      testDescription: "another place of the norm", older: Specs.llama3,
      newer: Specs.dense(
        layers: 32, kvHeads: 8, mlp: 14336, vocabulary: 128_256, context: 8192, norm: "post"),
      verdict: "Post-norm instead of pre-norm.", changes: ["Norm placement pre-norm → post-norm"]),
    Case(
      testDescription: "other heads share keys", older: Specs.llama3,
      newer: Specs.dense(layers: 32, kvHeads: 32, mlp: 14336, vocabulary: 128_256, context: 8192),
      verdict: "MHA instead of GQA; 4× the KV heads.", changes: ["Mixer GQA → MHA", "KV heads 8 → 32 (×4)"]),
    Case(
      testDescription: "the same mixers in another order", older: ordered("8 * (3 * near + far)"),
      newer: ordered("8 * (near + near + far + near)"),
      verdict: "Layers in another order (2 sliding-window, 1 global, 1 sliding-window).",
      changes: ["Repeated layers 3 sliding-window, 1 global → 2 sliding-window, 1 global, 1 sliding-window"]),
  ]

  private static func ordered(_ schedule: String) -> ModelSpec {
    let mlp = ["kind": "gated_mlp", "width": "128"]
    return spec(
      layers: [
        ("near", [["kind": "attention", "heads": "4", "window": "64"], mlp]),
        ("far", [["kind": "attention", "heads": "4"], mlp]),
      ], schedule: schedule)
  }

  @Test(arguments: cases)
  func changesAreNamedByImportance(_ expected: Case) {
    let difference = Difference(older: FactSheet(expected.older), newer: FactSheet(expected.newer))
    #expect(difference.verdict == expected.verdict)
    let told = difference.changes.map { "\($0.label) \($0.text)" }
    #expect(Array(told.prefix(expected.changes.count)) == expected.changes)
    if expected.changes.isEmpty { #expect(told == []) }
  }

  @Test(arguments: cases)
  func differenceIsSymmetricInWhatChanged(_ expected: Case) {
    let older = FactSheet(expected.older), newer = FactSheet(expected.newer)
    let there = Difference(older: older, newer: newer), back = Difference(older: newer, newer: older)
    #expect((there.distance - back.distance).magnitude < 1e-9)
    #expect(there.changes.count == back.changes.count)
    #expect(Set(there.rows.map(\.id)).count == there.rows.count)
    #expect(Difference(older: older, newer: older).distance == 0)
    #expect(Difference(older: older, newer: older).changes.isEmpty)
  }

  @Test func equalChangesOfSeveralKindsAreToldOnce() {
    let mlp = ["kind": "gated_mlp", "width": "128"]
    func model(_ norm: String) -> FactSheet {
      let attention = ["kind": "attention", "heads": "4", "qk_norm": norm]
      return FactSheet(
        spec(
          layers: [
            ("near", [attention.merging(["window": "64"]) { $1 }, mlp]), ("far", [attention, mlp]),
          ], schedule: "4 * (near + far)"))
    }
    let changes = Difference(older: model("none"), newer: model("head")).changes.filter {
      $0.label == "QK-norm"
    }
    #expect(changes.count == 1)
    #expect(changes.first?.subject == "")
    #expect(changes.first?.concept?.concept == "qk-norm")
  }

  struct ChangeText: Sendable {
    var older: Quantity
    var newer: Quantity
    var text: String?
  }

  @Test(arguments: [
    ChangeText(older: .count(256), newer: .count(384), text: "×1.5"),
    ChangeText(older: .count(128), newer: .count(64), text: "÷2"),
    ChangeText(older: .count(1000), newer: .count(2004), text: "×2"),
    ChangeText(older: .count(1000), newer: .count(2020), text: "×2.02"),
    ChangeText(older: .count(100), newer: .count(350), text: "×3.5"),
    ChangeText(older: .count(129_280), newer: .count(163_840), text: "+27%"),
    ChangeText(older: .count(1000), newer: .count(1012), text: "+1.2%"),
    ChangeText(older: .count(96), newer: .count(16), text: "÷6"),
    ChangeText(older: .count(16), newer: .count(36), text: "×2.25"),
    ChangeText(older: .count(10), newer: .count(19), text: "+90%"),
    ChangeText(older: .count(1), newer: .count(1784), text: "×1,784"),
    ChangeText(older: .count(1_000_000), newer: .count(1_000_001), text: "+1"),
    ChangeText(older: .share(0.03249), newer: .share(0.03251), text: "+0.1 points"),
    ChangeText(older: .count(262_208), newer: .count(262_144), text: "−0.02%"),
    ChangeText(older: .share(0.056), newer: .share(0.032), text: "−2.4 points"),
    ChangeText(older: .count(0), newer: .count(2), text: "+2"),
    ChangeText(older: .bytes(2048), newer: .bytes(0), text: "−2 KiB"),
    ChangeText(older: .word("a"), newer: .word("b"), text: "changed"),
    ChangeText(older: .count(5), newer: .count(5), text: nil),
  ])
  func changeIsAMultipleOrASignedPercentage(_ expected: ChangeText) {
    #expect(expected.older.change(to: expected.newer) == expected.text)
  }

  @Test func nearestComesFirstWhateverTheOrder() {
    let sheets = [Specs.gemma3, Specs.qwen3Next, Specs.deepSeekV3, Specs.llama3].map {
      FactSheet($0)
    }
    let kimi = FactSheet(Specs.kimiK2)
    let near = Difference.nearest(to: kimi, among: sheets, count: 2)
    #expect(near.first?.index == 2)
    let turned = Difference.nearest(to: kimi, among: sheets.reversed(), count: 2)
    #expect(turned.map { 3 - $0.index } == near.map(\.index))
    #expect(
      Difference.nearest(to: kimi, among: sheets, excluding: 2, count: 4).map(\.index).contains(2) == false)
  }

  @Test func reportsAreAlignedAndPlainWithoutColour() {
    let difference = Difference(older: FactSheet(Specs.llama3), newer: FactSheet(Specs.qwen3))
    let report = difference.report(older: "A", newer: "B")
    let plain = report.text(color: false)
    #expect(!plain.contains("\u{1B}"))
    #expect(report.text(color: true).contains("\u{1B}["))
    let arrows = plain.split(separator: "\n").filter { $0.contains(" →  ") }
      .map { line in line.prefix { $0 != "→" }.count }
    #expect(Set(arrows).count == 1)
    #expect(!plain.split(separator: "\n").contains { $0.hasSuffix(" ") })
  }
}
