/// The shortest schedule that lays out exactly these layers; equal neighbours and repeated groups are folded.
///
/// Folding by dynamic programming over all stretches (every split, every period), so that
/// `10 * (5 * local + global) + 2 * local` is found and nothing longer.
func shortestSchedule(of names: [String]) -> String {
  guard !names.isEmpty else { return "" }
  if names.count <= Folding.maximumCount { return Folding(identified(names), names: names).text }
  // Deeper than any model: runs of equal layers first, then the folding of those, or one period of all.
  var runs: [(name: String, count: Int)] = []
  for name in names {
    if runs.last?.name == name { runs[runs.count - 1].count += 1 } else { runs.append((name, 1)) }
  }
  let words = runs.map { $0.count == 1 ? $0.name : "\($0.count) * \($0.name)" }
  if words.count <= Folding.maximumCount { return Folding(identified(words), names: words).text }
  let ids = identified(words)
  let period = (2...Folding.maximumCount).first { period in
    ids.indices.dropFirst(period).allSatisfy { ids[$0] == ids[$0 - period] }
  }
  guard let period else { return words.joined(separator: " + ") }
  let whole = words.count / period
  let rest = words.suffix(words.count - whole * period).map { " + " + $0 }.joined()
  return "\(whole) * (\(words.prefix(period).joined(separator: " + ")))" + rest
}

/// The same number for the same word, in order of first use.
private func identified(_ words: [String]) -> [Int] {
  var ids: [String: Int] = [:]
  return words.map { word in
    let id = ids[word] ?? ids.count
    ids[word] = id
    return id
  }
}

private struct Folding {
  private enum Step { case layer, split(Int), times(period: Int) }

  private let names: [String]
  private let count: Int
  /// Cost and last step of the stretch of `length` layers that starts at `start`, at `(length - 1) * count + start`.
  private var costs: [Int] = []
  private var steps: [Step] = []

  /// Stretches are all pairs of layers, so that more of them would take seconds.
  static let maximumCount = 200

  private static let wordCost = 4, timesCost = 3, groupCost = 1

  init(_ sequence: [Int], names: [String]) {
    self.names = names
    count = sequence.count
    costs = Array(repeating: Self.wordCost, count: count * count)
    steps = Array(repeating: .layer, count: count * count)
    let repeats = Self.repeats(sequence)
    for length in 2...max(2, count) where length <= count {
      for start in 0...(count - length) { fold(start, length, repeats) }
    }
  }

  /// How far the sequence goes on repeating what stood `period` layers before: `[period * count + start]`.
  private static func repeats(_ sequence: [Int]) -> [Int] {
    let count = sequence.count
    var run = Array(repeating: 0, count: count * (count + 1))
    for period in 1..<max(2, count) {
      for start in stride(from: count - period - 1, through: 0, by: -1)
      where sequence[start] == sequence[start + period] {
        run[period * count + start] = 1 + (start + 1 < count ? run[period * count + start + 1] : 0)
      }
    }
    return run
  }

  private mutating func fold(_ start: Int, _ length: Int, _ repeats: [Int]) {
    var best = Int.max
    var step = Step.layer
    var period = 1
    while period * 2 <= length {
      if length % period == 0, repeats[period * count + start] >= length - period {
        let cost = Self.timesCost + (period > 1 ? Self.groupCost : 0) + costs[(period - 1) * count + start]
        if cost < best { (best, step) = (cost, .times(period: period)) }
      }
      period += 1
    }
    for first in stride(from: length - 1, to: 0, by: -1) {
      let cost = costs[(first - 1) * count + start] + costs[(length - first - 1) * count + start + first]
      if cost < best { (best, step) = (cost, .split(first)) }
    }
    costs[(length - 1) * count + start] = best
    steps[(length - 1) * count + start] = step
  }

  var text: String { text(0, count) }

  private func text(_ start: Int, _ length: Int) -> String {
    if length == 1 { return names[start] }
    switch steps[(length - 1) * count + start] {
    case .layer: return names[start]
    case .split(let first): return text(start, first) + " + " + text(start + first, length - first)
    case .times(let period):
      let inner = text(start, period)
      return "\(length / period) * " + (period == 1 ? inner : "(\(inner))")
    }
  }
}
