import Architecture
import Catalog

/// One scale a column, so that bars compare from row to row.
struct TableScales: Sendable {
  private let bounds: [TablePages.Order: ClosedRange<Double>]

  init(_ models: [Model]) {
    var bounds: [TablePages.Order: ClosedRange<Double>] = [:]
    for order in TablePages.Order.allCases {
      let values = models.map(order.value).filter { $0 > 0 }
      bounds[order] = (values.min() ?? 1)...(values.max() ?? 1)
    }
    // Total and active parameters share a scale.
    if let total = bounds[.parameters], let active = bounds[.active] {
      let both = min(total.lowerBound, active.lowerBound)...max(total.upperBound, active.upperBound)
      bounds[.parameters] = both
      bounds[.active] = both
    }
    self.bounds = bounds
  }

  private static func isLinear(_ order: TablePages.Order) -> Bool { order == .layers || order == .width }

  func note(_ order: TablePages.Order) -> String? {
    guard let range = bounds[order], order != .name, order != .date else { return nil }
    return Self.isLinear(order) ? "of \(Int(range.upperBound).grouped)" : "log scale"
  }

  /// From 0 to 1: linear from zero, or by octaves with one octave below the smallest.
  func share(_ order: TablePages.Order, _ value: Double) -> Double {
    guard value > 0, let range = bounds[order] else { return 0 }
    if Self.isLinear(order) { return value / range.upperBound }
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
