import Architecture
import Testing

@testable import Diagram

/// Memory of two models on the axes all pairs share.
@Suite struct PairMemoryTests {
  static let chart = PairMemoryChart(ContentTests.models.map(\.sheet))
  static let sides = ContentTests.models.map { chart.side($0.name, $0.sheet) }

  /// Every pair of the repository's models: no text on another, nothing outside, the same bytes as the scene's items.
  @Test(arguments: sides.indices)
  func everyPairIsDrawnCleanly(_ index: Int) {
    for other in Self.sides.indices where other > index {
      let pair = Self.chart.pair(Self.sides[index], Self.sides[other])
      let problems = layoutProblems(pair.scene)
      #expect(problems == [], "\(Self.sides[index].name) and \(Self.sides[other].name)")
      guard other == index + 1 else { continue }
      var bytes: [UInt8] = []
      pair.appendItems(to: &bytes)
      #expect(bytes == pair.items.svgFragment)
    }
  }

  /// The curves of a pair cross where the general chart says they do.
  @Test(arguments: sides.indices)
  func crossingsAreThoseOfTheGeneralChart(_ index: Int) {
    let models = ContentTests.models
    for other in models.indices where other > index {
      let series = [models[index], models[other]].map { Charts.Series(name: $0.name, sheet: $0.sheet) }
      let pair = Self.chart.pair(Self.sides[index], Self.sides[other])
      let expected = Charts.crossings(series).filter { $0.tokens <= 1_048_576 }
      #expect(pair.crossings == expected, "\(models[index].slug) and \(models[other].slug)")
    }
  }

  @Test func equalModelsShareOneCurve() {
    let pair = Self.chart.pair(Self.sides[0], Self.sides[0])
    #expect(pair.coincide)
    #expect(pair.crossings == [])
    #expect(layoutProblems(pair.scene) == [])
  }
}
