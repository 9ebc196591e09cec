import Architecture
import Diagram
import TestSupport
import Testing

/// Models nobody has built, put together from the sublayers of all models: their figures are clean too.
@Suite struct RandomModelTests {
  @Test(.heavy, arguments: [140, 145, 256, 291] + Array(0..<16))
  func anyCombinationIsDrawnCleanly(_ seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let model = try randomSpec(&random)
    let sheet = FactSheet(model)
    let heading = FigureHeading(
      name: "Random \(seed)", byline: "Nobody, 1 January 2026. \(sheet.decoderType)")
    for composition in Figures.Composition.allCases {
      let scene = Figures.full(sheet, heading: heading, composition: composition, id: "r")
      for problem in layoutProblems(scene) { Issue.record("\(seed) \(composition): \(problem)") }
    }
  }

  private func randomSpec(_ random: inout SplitMix) throws -> ModelSpec {
    let models = try Published.models().map(\.spec)
    var spec = try #require(models.randomElement(using: &random))
    let pool = models.flatMap { $0.layers.flatMap(\.sublayers) }
    let isEqual = Bool.random(using: &random)
    let length = [1, 2, 2, 2, 3, 5].randomElement(using: &random) ?? 2
    let roles = (0..<length).map { $0 % 2 == 0 ? Role.mixer : .feedForward }
    spec.layers = (0..<Int.random(in: 1...6, using: &random)).map { number in
      let own =
        isEqual
        ? roles
        : (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Role.allCases.randomElement(using: &random) ?? .mixer
        }
      let sublayers = own.map { role -> PlacedSublayer in
        var placed = pool.filter { $0.sublayer.role == role }.randomElement(using: &random) ?? pool[0]
        placed.inputOf = nil
        return placed
      }
      let isParallel = Int.random(in: 0..<6, using: &random) == 0
      return Layer(name: "l\(number)", sublayers: sublayers, wiring: isParallel ? .parallel : .series)
    }
    let names = spec.layers.map(\.name)
    spec.schedule = .series(
      names.map { Schedule.times(Int.random(in: 1...20, using: &random), .layer($0)) }
        + [
          .times(
            Int.random(in: 1...9, using: &random), .series(names.shuffled(using: &random).map(Schedule.layer))
          )
        ])
    return spec
  }
}

/// The same numbers on every machine (Steele, Lea and Flood 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
