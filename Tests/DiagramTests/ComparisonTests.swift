import Architecture
import Catalog
import Diagnostics
import TestSupport
import Testing

@testable import Diagram

/// Comparison figures and memory charts of pairs from the collection, near and far.
@Suite struct ComparisonTests {
  /// Each model with its neighbour by slug and with one far away: every model appears, as the older and the newer.
  static func pairs() throws -> [(Model, Model)] {
    let models = try Published.models()
    return try cases(
      models.indices.flatMap { index in
        [1, 37].map { (models[index], models[(index + $0) % models.count]) }
      }.filter { $0.0.slug != $0.1.slug })
  }

  private static func heading(_ model: Model) -> FigureHeading {
    FigureHeading(name: model.name, byline: "")
  }

  /// Laid out cleanly with and without cards, within the budget, and printed alike from prepared bytes.
  static func check(_ older: ComparisonSide, _ newer: ComparisonSide, _ name: String, bytes: Int) {
    for withCards in [false, true] {
      let scene = Figures.comparison(older, newer, withCards: withCards, id: "c")
      let problems = layoutProblems(scene) + badgeProblems(scene)
      #expect(problems.isEmpty, "\(name): \(problems.prefix(3))")
      var markup = ByteWriter()
      let difference = Difference(older.profile, newer.profile)
      Figures.appendComparison(
        older, newer, difference, difference.changedLines, withCards: withCards, id: "c", to: &markup)
      let printed = markup.string, count = markup.count
      #expect(printed == scene.svg(standalone: false), "\(name): prepared bytes")
      #expect(count < (withCards ? 60_000 : bytes), "\(name)")
    }
  }

  /// Words in the lane stay within their badges, and badges do not meet.
  private static func badgeProblems(_ scene: Scene) -> [String] {
    let flat = Flat(scene)
    let lane = flat.texts.filter { $0.at.x == 400 && $0.at.y > 0 && $0.anchor == .middle }
    return lane.filter { $0.width > ($0.font == .label ? 122 : 144) }.map {
      "'\($0.content.text)' leaves the lane"
    }
  }

  @Test(.heavy) func comparisonsAreDrawnCleanly() throws {
    let sides = Dictionary(
      try Published.models().map { ($0.slug, ComparisonSide($0.sheet, heading: Self.heading($0))) },
      uniquingKeysWith: { first, _ in first })
    for (a, b) in try Self.pairs() {
      guard let older = sides[a.slug], let newer = sides[b.slug] else { continue }
      Self.check(older, newer, "\(a.slug) and \(b.slug)", bytes: 17_000)
    }
  }

  /// Each with itself and with every other: one layer and 126, no experts and 896, one sublayer a layer and five,
  /// names of every length.
  @Test(.heavy) func extremesAreDrawnCleanly() {
    let sides = Self.extremes.map { name, text in
      ComparisonSide(FactSheet(spec(text)), heading: FigureHeading(name: name, byline: ""))
    }
    for (i, older) in sides.enumerated() {
      for (j, newer) in sides.enumerated() {
        Self.check(older, newer, "extremes \(i) and \(j)", bytes: 24_000)
      }
    }
  }

  private static let extremes: [(String, String)] = [
    (
      "One",
      "{ width: 8, vocabulary: 2, context: 1, layers: { a: [{ kind: attention, heads: 1 }] }, schedule: 1 * a }"
    ),
    (
      "深度求索大型语言模型第三版",
      """
      { width: 16384, vocabulary: 1262144, context: 10485760, layers: {
        a: [{ kind: attention, heads: 128, kv_heads: 8, window: 131072, qk_norm: head, sinks: true },
          { kind: moe, experts: 896, active: 32, shared: 4, width: 2048 }],
        b: [{ kind: attention, heads: 96, kv_heads: 12, head_size: 170, qk_norm: head, sinks: true }, { same_as: a }] },
        schedule: 63 * (a + b) }
      """
    ),
    (
      String(repeating: "Long name ", count: 50),
      """
      { width: 2048, vocabulary: 151936, context: 262144, layers: {
        a: [{ kind: mamba2, heads: 64, head_size: 64, state_size: 128, groups: 8 }],
        b: [{ kind: gated_mlp, width: 512 }],
        c: [{ kind: gated_deltanet, key_heads: 16, value_heads: 32, key_size: 128, value_size: 128 }] },
        schedule: 20 * (a + b + c) }
      """
    ),
    (
      String(repeating: "X", count: 500),
      """
      { width: 4096, vocabulary: 128256, context: 8192, tied_embeddings: true, layers: {
        a: [{ kind: attention, heads: 32, kv_heads: 8 }, { kind: gated_mlp, width: 14336 },
          { kind: mla, heads: 16, kv_rank: 512, nope_size: 128, rope_size: 64, value_size: 128 },
          { kind: gated_mlp, width: 512 }, { kind: attention, heads: 8, kv_heads: 1, window: 512 }] },
        schedule: 7 * a }
      """
    ),
    (
      "Deep",
      "{ width: 64, vocabulary: 999, context: 64, layers: { a: [{ kind: attention, heads: 4 }, { kind: gated_mlp, width: 128 }] }, schedule: 900 * a }"
    ),
  ]

  @Test(.heavy) func chartsAreDrawnCleanly() throws {
    for (a, b) in try Self.pairs() {
      for composition in [Figures.Composition.wide, .narrow] {
        let series = [a, b].map { Charts.Series(name: $0.name, sheet: $0.sheet) }
        let charts = [
          Charts.memory(series, composition: composition, id: "m"),
          Charts.parameters(series, composition: composition, id: "p"),
        ]
        for chart in charts {
          let problems = layoutProblems(chart)
          #expect(problems.isEmpty, "\(a.slug) and \(b.slug), \(chart.id): \(problems.prefix(3))")
        }
      }
    }
  }

  /// A curve that starts lower and grows faster meets the other once, where both need the same.
  @Test func crossingCurvesMeetWhereTheyAreEqual() throws {
    func model(_ slug: String) throws -> Charts.Series {
      let model = try Frozen.model(slug)
      return Charts.Series(name: slug, sheet: model.sheet)
    }
    let windowed = try model("gemma-3-27b"), plain = try model("llama-3.2-3b")
    let found = Charts.crossings([windowed, plain])
    #expect(found.count == 1)
    let crossing = try #require(found.first)
    let caches = [windowed.sheet.cache, plain.sheet.cache]
    let before = caches.map { $0.totalBytes(at: crossing.tokens - 1) }
    let at = caches.map { $0.totalBytes(at: crossing.tokens) }
    #expect(before[0] > before[1] && at[0] <= at[1])
    #expect(Charts.crossings([plain, plain]) == [])
  }
}
