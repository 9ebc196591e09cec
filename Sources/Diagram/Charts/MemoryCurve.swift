import Architecture

/// Bytes of one model at any context.
struct MemoryCurve {
  static let firstTokens = 1_024

  let series: Charts.Series
  let batch: Int
  let bytesPerElement: Int
  /// Where a window or a chunk is full, ascending.
  private let bends: [Int]

  init(_ series: Charts.Series, batch: Int, bytesPerElement: Int) {
    self.series = series
    self.batch = batch
    self.bytesPerElement = bytesPerElement
    bends = Set(
      series.sheet.cache.entries.compactMap { entry in
        switch entry.term.retention {
        case .window(let size), .chunk(let size): size
        default: nil
        }
      }
    ).sorted()
  }

  var context: Int { max(series.sheet.spec.dimensions.context, 1) }
  var bytesAtContext: Int { bytes(context) }

  func bytes(_ tokens: Int) -> Int {
    series.sheet.cache.totalBytes(at: tokens, batch: batch, bytesPerElement: bytesPerElement)
  }

  /// Eight to an octave from `firstTokens` on, as far as any context goes.
  private static let grid: [Int] = {
    var places: [Int] = [], next = Double(firstTokens)
    let step = powerOfTwo(0.125)
    while next < 0x1p52 {
      places.append(Int(next))
      next *= step
    }
    return places
  }()

  /// Places worth drawing, ascending: eight to an octave, and where a window or a chunk is full.
  func contexts(to last: Int) -> [Int] { Self.contexts(to: last, bends) }

  private static func contexts(to last: Int, _ bends: [Int]) -> [Int] {
    guard last >= firstTokens else { return [] }
    var places: [Int] = []
    var bend = bends.firstIndex { $0 > firstTokens } ?? bends.endIndex
    func add(_ place: Int) { if places.last != place { places.append(place) } }
    for place in grid {
      guard place < last else { break }
      while bend < bends.endIndex, bends[bend] < place {
        add(bends[bend])
        bend += 1
      }
      add(place)
    }
    while bend < bends.endIndex, bends[bend] < last {
      add(bends[bend])
      bend += 1
    }
    add(last)
    return places
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
    let places = Self.contexts(to: last, Set(bends + other.bends).sorted())
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
