import Architecture
import Catalog

/// One scale a column, so that bars compare from row to row.
struct TableScales: Sendable {
  /// By id; facts that are parts of one whole share its scale.
  private let bounds: [String: ClosedRange<Double>]

  init(_ models: [Model]) {
    var bounds: [String: ClosedRange<Double>] = [:]
    for fact in TablePages.facts {
      let values = models.compactMap { fact.number($0.sheet) }.filter { $0 > 0 }
      let own = (values.min() ?? 1)...(values.max() ?? 1), scale = fact.whole ?? fact.id
      let known = bounds[scale] ?? own
      bounds[scale] = min(known.lowerBound, own.lowerBound)...max(known.upperBound, own.upperBound)
    }
    self.bounds = bounds
  }

  func note(_ fact: ModelFact) -> String? {
    guard let range = bounds[fact.whole ?? fact.id] else { return nil }
    return fact.scale == .linear ? "of \(Int(range.upperBound).grouped)" : "log scale"
  }

  /// From 0 to 1: linear from zero, or by octaves with one octave below the smallest.
  func share(_ fact: ModelFact, _ value: Double) -> Double {
    guard value > 0, let range = bounds[fact.whole ?? fact.id] else { return 0 }
    if fact.scale == .linear { return value / range.upperBound }
    let low = range.lowerBound / 2
    return octaves(value / low) / octaves(range.upperBound / low)
  }

  /// The base-2 logarithm to 1/64, by squaring: the same digits with every C library.
  private func octaves(_ ratio: Double) -> Double {
    var value = ratio, whole = 0.0
    while value >= 2 {
      value /= 2
      whole += 1
    }
    var step = 0.5
    while step >= 1.0 / 64 {
      value *= value
      if value >= 2 {
        value /= 2
        whole += step
      }
      step /= 2
    }
    return whole
  }
}
