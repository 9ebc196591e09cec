import Architecture

/// Bytes of one model at any context.
struct MemoryCurve {
  static let firstTokens = 1_024

  let series: Charts.Series
  let batch: Int
  let bytesPerElement: Int

  init(_ series: Charts.Series, batch: Int, bytesPerElement: Int) {
    self.series = series
    self.batch = batch
    self.bytesPerElement = bytesPerElement
  }

  var context: Int { max(series.sheet.spec.dimensions.context, 1) }
  var bytesAtContext: Int { bytes(context) }

  func bytes(_ tokens: Int) -> Int {
    series.sheet.cache.totalBytes(at: tokens, batch: batch, bytesPerElement: bytesPerElement)
  }

  /// Places worth drawing: eight to an octave, and where a window or a chunk is full.
  func contexts(to last: Int) -> [Int] {
    var places = [Self.firstTokens, last]
    var next = Double(Self.firstTokens)
    let step = powerOfTwo(0.125)
    while next < Double(last) {
      places.append(Int(next))
      next *= step
    }
    for entry in series.sheet.cache.entries {
      switch entry.term.retention {
      case .window(let size), .chunk(let size): places.append(size)
      default: break
      }
    }
    return Set(places.filter { $0 >= Self.firstTokens && $0 <= last }).sorted()
  }

  /// Less than one part in two hundred apart wherever both are defined.
  func coincides(with other: MemoryCurve) -> Bool {
    let last = min(context, other.context)
    return contexts(to: last).allSatisfy { tokens in
      let a = Double(bytes(tokens)), b = Double(other.bytes(tokens))
      return (a - b).magnitude <= 0.005 * max(a, b)
    }
  }

  func crossings(with other: MemoryCurve) -> [Crossing] {
    guard !coincides(with: other) else { return [] }
    let last = min(context, other.context)
    let places = Set(contexts(to: last) + other.contexts(to: last)).sorted()
    var found: [Crossing] = []
    var before: (tokens: Int, sign: Int)?
    for tokens in places {
      let sign = (bytes(tokens) - other.bytes(tokens)).signum()
      guard sign != 0 else { continue }
      if let before, before.sign != sign {
        let tokens = firstContext(after: before.tokens, upTo: tokens) {
          (bytes($0) - other.bytes($0)).signum() != before.sign
        }
        found.append(
          Crossing(
            first: series.name, second: other.series.name, tokens: tokens, bytes: bytes(tokens)))
      }
      before = (tokens, sign)
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
