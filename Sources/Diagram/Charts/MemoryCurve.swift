import Architecture

/// Bytes of one model at any context: one sequence of 16-bit values.
struct MemoryCurve: Sendable {
  static let firstTokens = 1_024

  /// A place worth drawing.
  struct Sample {
    let tokens: Int, bytes: Int
    /// Binary logarithms of both, of at least one byte.
    let place: Double, height: Double

    fileprivate init(_ tokens: Int, place: Double? = nil, _ cache: CacheProfile) {
      self.tokens = tokens
      bytes = cache.totalBytes(at: tokens)
      self.place = place ?? binaryLogarithm(Double(tokens))
      height = binaryLogarithm(Double(max(1, bytes)))
    }
  }

  let context: Int
  let bytesAtContext: Int
  private let cache: CacheProfile
  /// On the grid, and where a window or a chunk is full, ascending.
  private let kept: [Sample]

  init(_ sheet: FactSheet) {
    cache = sheet.cache
    context = max(sheet.spec.dimensions.context, 1)
    bytesAtContext = cache.totalBytes(at: context)
    let bends = Set(
      cache.entries.compactMap { entry in
        switch entry.term.retention {
        case .window(let size), .chunk(let size): size > Self.firstTokens ? size : nil
        default: nil
        }
      }
    ).sorted()
    var kept: [Sample] = []
    kept.reserveCapacity(Self.grid.count + bends.count)
    var bend = 0
    for place in Self.grid {
      while bend < bends.count, bends[bend] <= place.tokens {
        if bends[bend] < place.tokens { kept.append(Sample(bends[bend], cache)) }
        bend += 1
      }
      kept.append(Sample(place.tokens, place: place.logarithm, cache))
    }
    self.kept = kept + bends[bend...].map { [cache] in Sample($0, cache) }
  }

  /// Eight to an octave from `firstTokens` on, as far as any context goes.
  private static let grid: [(tokens: Int, logarithm: Double)] = {
    var places: [(tokens: Int, logarithm: Double)] = [], next = Double(firstTokens)
    let step = powerOfTwo(0.125)
    while next < 0x1p30 {
      places.append((Int(next), binaryLogarithm(Double(Int(next)))))
      next *= step
    }
    return places
  }()

  func bytes(_ tokens: Int) -> Int { cache.totalBytes(at: tokens) }

  func sample(_ tokens: Int) -> Sample { Sample(tokens, cache) }

  /// Places worth drawing between two contexts, ascending; both are among them.
  func samples(from first: Int, to last: Int) -> [Sample] {
    guard first < last else { return [sample(first)] }
    let inside = kept.drop { $0.tokens <= first }.prefix { $0.tokens < last }
    return [sample(first)] + inside + [sample(last)]
  }

  /// What both need at the places worth drawing of either, up to where one ends; false ends it.
  private func compare(with other: MemoryCurve, _ body: (_ tokens: Int, _ own: Int, _ others: Int) -> Bool) {
    let last = min(context, other.context)
    guard last >= Self.firstTokens else { return }
    var own = 0, others = 0
    while own < kept.count, others < other.kept.count {
      let a = kept[own].tokens, b = other.kept[others].tokens, tokens = min(a, b)
      guard tokens < last else { break }
      let isOn =
        body(
          tokens, a == tokens ? kept[own].bytes : bytes(tokens),
          b == tokens ? other.kept[others].bytes : other.bytes(tokens))
      guard isOn else { return }
      own += a == tokens ? 1 : 0
      others += b == tokens ? 1 : 0
    }
    _ = body(last, bytes(last), other.bytes(last))
  }

  /// Less than one part in two hundred apart wherever both are defined.
  func coincides(with other: MemoryCurve) -> Bool {
    var isNear = true
    compare(with: other) { _, own, others in
      let a = Double(own), b = Double(others)
      isNear = (a - b).magnitude <= 0.005 * max(a, b)
      return isNear
    }
    return isNear
  }

  /// The contexts at which one begins to need more than the other, or less.
  func crossings(with other: MemoryCurve) -> [Int] {
    guard !coincides(with: other) else { return [] }
    var found: [Int] = []
    var before: (tokens: Int, sign: Int)?
    compare(with: other) { tokens, own, others in
      let sign = (own - others).signum()
      guard sign != 0 else { return true }
      if let before, before.sign != sign {
        found.append(
          firstContext(after: before.tokens, upTo: tokens) {
            (bytes($0) - other.bytes($0)).signum() != before.sign
          })
      }
      before = (tokens, sign)
      return true
    }
    return found
  }

  private func firstContext(after low: Int, upTo high: Int, where holds: (Int) -> Bool) -> Int {
    var low = low, high = high
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
