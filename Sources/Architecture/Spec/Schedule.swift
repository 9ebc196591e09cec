/// The order of the layers as the author wrote it: `10 * (5 * local + global) + 2 * local`.
///
/// A tree, so that figures can draw the groups; its flattening is the exact layer sequence.
public indirect enum Schedule: Hashable, Sendable {
  case layer(String)
  case series([Schedule])
  case times(Int, Schedule)
  /// The same weights run `n` times in a row (looped depth).
  case passes(Int, Schedule)

  /// How many layers a token passes, without laying them out; saturates far above `maximumLayers`.
  public var depth: Int {
    switch self {
    case .layer: 1
    case .series(let items): items.reduce(0) { min($0 + $1.depth, 1 << 40) }
    case .times(let count, let item), .passes(let count, let item): min(count * item.depth, 1 << 40)
    }
  }

  /// How many layers have weights of their own; looped layers count once.
  public var weightDepth: Int { weightCounts.values.reduce(0) { $0.saturating(plus: $1) } }

  /// How often the layer of each name has weights of its own.
  var weightCounts: [String: Int] {
    var counts: [String: Int] = [:]
    count(into: &counts, times: 1)
    return counts
  }

  private func count(into counts: inout [String: Int], times: Int) {
    switch self {
    case .layer(let name): counts[name] = (counts[name] ?? 0).saturating(plus: times)
    case .series(let items): for item in items { item.count(into: &counts, times: times) }
    case .times(let count, let item): item.count(into: &counts, times: count.saturating(times: times))
    case .passes(_, let item): item.count(into: &counts, times: times)
    }
  }

  /// Names of the layers in order, each with its own weights; looped layers stand once.
  public var weightLayers: [String] {
    switch self {
    case .layer(let name): [name]
    case .series(let items): items.flatMap(\.weightLayers)
    case .times(let count, let item): Array(repeating: item.weightLayers, count: count).flatMap { $0 }
    case .passes(_, let item): item.weightLayers
    }
  }

  /// Names of the layers in the order a token passes them; looped layers stand once per pass.
  public var executedLayers: [String] {
    switch self {
    case .layer(let name): [name]
    case .series(let items): items.flatMap(\.executedLayers)
    case .times(let count, let item), .passes(let count, let item):
      Array(repeating: item.executedLayers, count: count).flatMap { $0 }
    }
  }

  /// In the author's grammar.
  public var text: String {
    switch self {
    case .layer(let name): name
    case .series(let items): items.map(\.text).joined(separator: " + ")
    case .times(let count, let item): "\(count) * \(item.operand)"
    case .passes(let count, let item): "\(count) passes \(item.operand)"
    }
  }

  private var operand: String {
    if case .layer(let name) = self { return name }
    return "(\(text))"
  }

  /// The largest number of layers that can be scheduled.
  public static let maximumLayers = 4_096
}
