// How an order of layers is put into words
//
// The labels are numbers here. A pattern is a short prefix, a unit repeated n times, and a rest: first the rest that
// begins the next unit, then what fits no unit. Of all ways to cut, the one with the fewest layers outside the
// repetition wins, then the shortest prefix, then the shortest unit.

/// A sequence cut into a repeated unit and what stands before and behind it.
public struct Repetition: Equatable {
  public var prefix: Int
  public var period: Int
  /// Whole units.
  public var count: Int
  /// Layers behind the last whole unit.
  public var rest: Int
  /// Of the rest, how many begin the next unit.
  var matching: Int

  static let longestEdge = 4
  static let longestPeriod = 64

  /// Nil when no unit occurs at least twice, or more than `longestEdge` layers on a side do not belong to it.
  public init?(_ sequence: [Int]) {
    let length = sequence.count
    var best: (outside: Int, found: Repetition)?
    for prefix in 0...Self.longestEdge {
      let longest = min(Self.longestPeriod, (length - prefix) / 2)
      guard longest >= 1 else { break }
      for period in 1...longest {
        var end = prefix + period
        while end < length && sequence[end] == sequence[end - period] { end += 1 }
        let count = (end - prefix) / period
        // What repeats must be most of the sequence, and be seen twice.
        guard count >= 2, length - end <= Self.longestEdge, end - prefix > length / 2 else { continue }
        let outside = prefix + (length - end)
        if let known = best, known.outside <= outside { continue }
        best = (
          outside,
          Repetition(
            prefix: prefix, period: period, count: count, rest: length - prefix - count * period,
            matching: (end - prefix) % period)
        )
      }
      if best?.outside == 0 { break }
    }
    guard let best else { return nil }
    self = best.found
  }

  /// The same with `steps` more layers before it; nil when no two units are left.
  func begun(later steps: Int) -> Repetition? {
    // The layers behind a whole unit that still follow it make up for those given to the prefix.
    let following = matching
    let length = count * period + following - steps
    guard length / period >= 2 else { return nil }
    return Repetition(
      prefix: prefix + steps, period: period, count: length / period,
      rest: rest - following + length % period, matching: length % period)
  }

  private init(prefix: Int, period: Int, count: Int, rest: Int, matching: Int) {
    (self.prefix, self.period, self.count) = (prefix, period, count)
    (self.rest, self.matching) = (rest, matching)
  }
}

/// The order of layers in words: `10 × (5 sliding, 1 global), then 2 sliding`.
struct LayerPattern {
  var labels: [String]
  /// Indices in `labels`.
  var sequence: [Int]

  var isUniform: Bool { Set(sequence).count <= 1 }

  /// Nil when every layer is the same or when the order follows no pattern.
  var words: Phrase? {
    guard !isUniform else { return nil }
    guard let found = Repetition(sequence), found.period <= 16 else {
      let runs = sequence.runs
      return runs.count <= 5 ? Phrase(text(runs)) : nil
    }
    // The same repetition can begin later in its unit; the shortest way to say it is taken.
    return (0..<found.period).compactMap { found.begun(later: $0).map { Cut($0, in: sequence) } }
      .min { ($0.length, $0.parts) < ($1.length, $1.parts) }.map(words)
  }

  private func words(_ cut: Cut) -> Phrase {
    let repeated: Phrase =
      cut.unit.count == 1
      ? Phrase(text([(cut.unit[0].value, cut.found.count * cut.found.period)]))
      : "\(value: cut.found.count) × (\(text(cut.unit)))"
    return [Phrase(text(cut.prefix)), repeated, Phrase(text(cut.rest))].filter { !$0.text.isEmpty }
      .joined(separator: ", then ")
  }

  /// As the schedule groups the layers: `4 DeltaNet, then 20 × (2 DeltaNet, 1 sliding), then 1 global`.
  ///
  /// `perLayer` says how many labels of the sequence each layer has; nil when layers differ in that.
  func written(_ schedule: Schedule, perLayer: [Int]) -> Phrase? {
    guard perLayer.allSatisfy({ $0 == 1 }) else { return nil }
    var at = 0
    func terms(_ item: Schedule) -> [Term] {
      switch item {
      case .layer:
        defer { at += 1 }
        return [.run(at < sequence.count ? sequence[at] : 0, 1)]
      case .series(let items): return Term.merged(items.flatMap(terms))
      case .times(let count, let inner), .passes(let count, let inner):
        let unit = terms(inner)
        at += (count - 1) * inner.depth
        if unit.count == 1, case .run(let value, let length) = unit[0] {
          return [.run(value, length * count)]
        }
        return [.group(count, unit)]
      }
    }
    func phrase(_ terms: [Term], separator: Phrase) -> Phrase {
      terms.map { term -> Phrase in
        switch term {
        case .run(let value, let length): "\(length) \(labels[value])"
        case .group(let count, let unit): "\(value: count) × (" + phrase(unit, separator: ", ") + ")"
        }
      }.joined(separator: separator)
    }
    return phrase(terms(schedule), separator: ", then ")
  }

  /// A piece of the author's schedule, seen by one role.
  private enum Term: Equatable {
    case run(Int, Int)
    case group(Int, [Term])

    /// Neighbouring runs of one value are one run.
    static func merged(_ terms: [Term]) -> [Term] {
      terms.reduce(into: []) { all, term in
        if case .run(let value, let length) = term, case .run(value, let before)? = all.last {
          all[all.count - 1] = .run(value, before + length)
        } else {
          all.append(term)
        }
      }
    }
  }

  /// The repeated unit in words: `5 sliding-window, 1 global`.
  var unit: String? {
    Repetition(sequence).map { text(sequence[$0.prefix..<$0.prefix + $0.period].runs) }
  }

  /// Counts of each label in the repeated unit, or in the whole when there is none; reduced to lowest terms.
  var ratio: [(label: Int, count: Int)]? {
    let whole = tally(sequence[...])
    if whole.count == 1 { return whole }
    if let found = Repetition(sequence) {
      let unit = reduced(tally(sequence[found.prefix..<found.prefix + found.period]))
      if unit.count == whole.count, unit.allSatisfy({ $0.count <= 20 }) { return unit }
    }
    let terms = reduced(whole)
    return terms.allSatisfy { $0.count <= 9 } && terms.contains { $0.count == 1 } ? terms : nil
  }

  private func tally(_ part: ArraySlice<Int>) -> [(label: Int, count: Int)] {
    part.tally.map { (label: $0.value, count: $0.count) }
  }

  private func reduced(_ counts: [(label: Int, count: Int)]) -> [(label: Int, count: Int)] {
    let divisor = counts.reduce(0) { greatestCommonDivisor($0, $1.count) }
    return counts.map { ($0.label, $0.count / max(1, divisor)) }
  }

  private func text(_ runs: [(value: Int, count: Int)]) -> String {
    runs.map { "\($0.count) \(labels[$0.value])" }.joined(separator: ", ")
  }
}

/// A sequence and its repetition, in runs of one label.
private struct Cut {
  var found: Repetition
  var prefix, unit, rest: [(value: Int, count: Int)]

  init(_ found: Repetition, in sequence: [Int]) {
    self.found = found
    prefix = sequence[..<found.prefix].runs
    unit = sequence[found.prefix..<found.prefix + found.period].runs
    rest = sequence[(sequence.count - found.rest)...].runs
  }

  var length: Int { prefix.count + unit.count + rest.count }
  /// How many are said, with `then` between them.
  var parts: Int { (prefix.isEmpty ? 1 : 2) + (rest.isEmpty ? 0 : 1) }
}

func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int { b == 0 ? a : greatestCommonDivisor(b, a % b) }
