import Architecture
import Catalog
import TestSupport
import Testing

@testable import Diagram

/// Memory of two models on the axes all pairs share.
@Suite struct PairMemoryTests {
  /// Every model of this repository, on the axes they share.
  struct Shared: Sendable {
    var models: [Model]
    var chart: PairMemoryChart
    var sides: [PairMemoryChart.Side]

    init(_ models: [Model]) {
      let chart = PairMemoryChart(models.map(\.sheet))
      self.models = models
      self.chart = chart
      sides = models.map { chart.side($0.name, $0.sheet) }
    }
  }

  static let shared = Result { Shared(try Published.models()) }

  /// Every pair of the repository's models: no text on another, nothing outside.
  @Test(.heavy, arguments: try cases(shared.get().sides.indices))
  func everyPairIsDrawnCleanly(_ index: Int) throws {
    let shared = try Self.shared.get()
    for other in shared.sides.indices where other > index {
      let pair = shared.chart.pair(shared.sides[index], shared.sides[other])
      let problems = layoutProblems(pair.scene)
      #expect(problems == [], "\(shared.sides[index].name) and \(shared.sides[other].name)")
    }
  }

  /// The curves of a pair cross where the general chart says they do.
  @Test(.heavy, arguments: try cases(shared.get().sides.indices))
  func crossingsAreThoseOfTheGeneralChart(_ index: Int) throws {
    let shared = try Self.shared.get(), models = shared.models
    for other in models.indices where other > index {
      let series = [models[index], models[other]].map { Charts.Series(name: $0.name, sheet: $0.sheet) }
      let pair = shared.chart.pair(shared.sides[index], shared.sides[other])
      let expected = Charts.crossings(series).filter { $0.tokens <= 1_048_576 }
      // The general chart begins at 1,024 tokens.
      #expect(
        pair.crossings.filter { $0.tokens > 1_024 } == expected,
        "\(models[index].slug) and \(models[other].slug)")
    }
  }

  @Test(arguments: [
    ("qwen3.5-397b-a17b", "gemma-4-12b", [321, 10_559]),
    ("gemma-4-31b", "inkling", [146_929]),
    ("qwen3-next-80b-a3b", "gemma-4-12b", [127, 18_068]),
  ])
  func everyCrossingFrom64TokensIsReported(_ a: String, _ b: String, _ tokens: [Int]) throws {
    let pair = Shared(try [a, b].map(Frozen.model))
    #expect(pair.chart.pair(pair.sides[0], pair.sides[1]).crossings.map(\.tokens) == tokens)
  }

  @Test func equalModelsShareOneCurve() throws {
    let shared = try Self.shared.get()
    let pair = shared.chart.pair(shared.sides[0], shared.sides[0])
    #expect(pair.coincide)
    #expect(pair.crossings == [])
    #expect(layoutProblems(pair.scene) == [])
  }
}
