import Architecture

/// Charts in the language of the figures: static, themed by the same classes, readable without colour.
public enum Charts {
  /// A model in a chart.
  public struct Series: Sendable {
    public var name: String
    let source: FigureSource
    /// A neighbour shown for scale, stepped back.
    public var isReference: Bool

    public var sheet: FactSheet { source.sheet }

    /// Of a model whose other figures are drawn too.
    public init(name: String, source: FigureSource, isReference: Bool = false) {
      self.name = name
      self.source = source
      self.isReference = isReference
    }

    public init(name: String, sheet: FactSheet, isReference: Bool = false) {
      self.init(name: name, source: FigureSource(sheet), isReference: isReference)
    }
  }
}

/// A logarithmic axis: values to user units.
struct LogScale {
  /// Binary logarithms of the ends.
  let low: Double, high: Double
  let from: Double, to: Double

  func callAsFunction(_ value: Double) -> Double { place(ofLogarithm: binaryLogarithm(value)) }

  func place(ofLogarithm logarithm: Double) -> Double {
    from + (to - from) * (logarithm - low) / max(high - low, 1e-9)
  }

  /// Powers of two at a whole step, three to five of them inside the axis.
  var ticks: [Double] {
    let step = max(1, ((high - low) / 4).rounded(.up))
    return stride(from: (low / step).rounded(.up) * step, through: high + 1e-9, by: step).map {
      powerOfTwo($0)
    }
  }
}

/// Places things in one dimension: as near to their wishes as they can stand without touching, in the order given.
///
/// Things that would touch form a group that stands around the mean of its wishes. Returns the middles; all stand
/// between `low` and `high` when there is room.
func spread(
  _ wishes: [Double], order: [Int], sizes: [Double], gap: Double, low: Double, high: Double
) -> [Double] {
  guard let first = order.first, let last = order.last else { return [] }
  // Measured from where each would stand if all were packed, touching means out of order.
  var packed: [Double] = [0]
  for (before, index) in zip(order, order.dropFirst()) {
    packed.append((packed.last ?? 0) + sizes[before] / 2 + gap + sizes[index] / 2)
  }
  var groups: [(sum: Double, count: Int)] = []
  for (index, start) in zip(order, packed) {
    groups.append((wishes[index] - start, 1))
    while groups.count > 1 {
      let own = groups[groups.count - 1], before = groups[groups.count - 2]
      guard before.sum / Double(before.count) > own.sum / Double(own.count) else { break }
      groups.removeLast(2)
      groups.append((before.sum + own.sum, before.count + own.count))
    }
  }
  let least = low + sizes[first] / 2
  let most = max(least, high - sizes[last] / 2 - (packed.last ?? 0))
  let shifts = groups.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
  var places = wishes
  for (place, index) in order.enumerated() {
    places[index] = packed[place] + min(max(shifts[place], least), most)
  }
  return places
}
