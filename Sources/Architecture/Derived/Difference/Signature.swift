/// A few numbers that tell distant architectures apart without aligning them.
struct Signature: Sendable {
  /// Base-2 logarithms of sizes.
  private var sizes: SIMD8<Float>
  /// One bit for each feature, the same in all signatures made together.
  private var features: [UInt64]

  /// One for each sheet; only those made together can be compared.
  static func all(_ sheets: [FactSheet]) -> [Signature] {
    var bits: [Feature: Int] = [:]
    for feature in sheets.lazy.flatMap(\.features) where bits[feature] == nil { bits[feature] = bits.count }
    return sheets.map { Signature($0, bits) }
  }

  private init(_ sheet: FactSheet, _ bits: [Feature: Int]) {
    let counts = sheet.parameters, model = sheet.spec.dimensions
    let numbers = [
      Double(counts.total), Double(counts.active), Double(sheet.depth), Double(model.width),
      Double(model.vocabulary), sheet.cache.bytesPerToken / 64 + 1,
      Double(sheet.cache.stateBytes) / 65_536 + 1,
      Double(counts.embedding),
    ]
    sizes = SIMD8(numbers.map { $0.roughLog2 })
    features = Array(repeating: 0, count: (bits.count + 63) / 64)
    for bit in sheet.features.compactMap({ bits[$0] }) { features[bit / 64] |= 1 << (bit % 64) }
  }

  /// At least roughly proportional to the true distance; for choosing whom to align.
  func distance(to other: Signature) -> Float {
    let delta = sizes - other.sizes
    let magnitudes = delta.replacing(with: -delta, where: delta .< 0)
    let differing = features.indices.reduce(0) { $0 + (features[$1] ^ other.features[$1]).nonzeroBitCount }
    return magnitudes.sum() + 0.75 * Float(differing)
  }
}

extension Double {
  /// Within 0.09 of the base-2 logarithm of a positive number.
  fileprivate var roughLog2: Float {
    self > 0 && isFinite ? Float(exponent) + Float(significand) - 1 : 0
  }
}
