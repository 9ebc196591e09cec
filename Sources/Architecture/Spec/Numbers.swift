// Numbers are printed by these functions only: no locale, no clock, the same bytes everywhere.

extension Int {
  /// With commas: `128,256`; a true minus sign when negative.
  public var grouped: String { digits(magnitude, decimals: 0, isNegative: self < 0, grouped: true) }

  /// Parameters with three significant digits: `8.03B`, `671B`, `1.03T`, `44.0M`.
  public var parametersText: String {
    let units: [(Double, String)] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")]
    // 999.95M reads as 1.00B: choose the unit after rounding.
    for (size, unit) in units where Double(self) >= size * 0.9995 {
      return significant(Double(self) / size) + unit
    }
    return String(self)
  }

  /// Tokens in cards and tables, where k = 1,024 and M = 1,048,576: `128k`, `1M`; exact when not a multiple.
  public var tokensText: String {
    if self >= 1_048_576 && self % 1_048_576 == 0 { return "\(self / 1_048_576)M" }
    if self >= 1_024 && self % 1_024 == 0 { return "\(self / 1_024)k" }
    return grouped
  }

  /// Bytes in binary units: `68.6 KiB`, `24 KiB`, `8.6 GiB`; one decimal, none when whole or from 100.
  public var bytesText: String { Double(self).bytesText }
}

extension Double {
  /// Bytes in binary units: `68.6 KiB`, `24 KiB`, `8.6 GiB`; one decimal, none when whole or from 100.
  public var bytesText: String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]
    var value = self
    var index = 0
    while value >= 1023.95 && index < units.count - 1 {
      value /= 1024
      index += 1
    }
    return (value >= 99.95 ? fixed(value, 0) : trimmed(value, 1)) + " " + units[index]
  }

  /// A share as percent with one decimal: `4.9%`, `<0.1%`, `100%`.
  public var percentText: String {
    if self > 0 && self < 0.001 { return "<0.1%" }
    return trimmed(self * 100, 1) + "%"
  }

  /// FLOPs with three significant digits: `7.74 GFLOP`, `1.05 TFLOP`.
  public var flopsText: String {
    let units: [(Double, String)] = [(1e15, "PFLOP"), (1e12, "TFLOP"), (1e9, "GFLOP"), (1e6, "MFLOP")]
    for (size, unit) in units where self >= size * 0.9995 { return significant(self / size) + " " + unit }
    return fixed(self, 0) + " FLOP"
  }
}

/// `value` with exactly `decimals` decimals, rounded half away from zero, a point as separator.
public func fixed(_ value: Double, _ decimals: Int) -> String { rounded(value, decimals, trimmed: false) }

/// Like `fixed`, without trailing zeros or a trailing point.
public func trimmed(_ value: Double, _ decimals: Int) -> String { rounded(value, decimals, trimmed: true) }

private func rounded(_ value: Double, _ decimals: Int, trimmed: Bool) -> String {
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (value.magnitude * scale).rounded(.toNearestOrAwayFromZero)
  guard scaled < 9e18 else { return String(value) }
  var whole = UInt(scaled), decimals = decimals
  let isNegative = value < 0 && whole != 0
  while trimmed, decimals > 0, whole % 10 == 0 { (whole, decimals) = (whole / 10, decimals - 1) }
  return digits(whole, decimals: decimals, isNegative: isNegative, grouped: false)
}

/// The digits of `number`, the last `decimals` of them behind a point; written from the end, since pages hold hundreds.
private func digits(_ number: UInt, decimals: Int, isNegative: Bool, grouped: Bool) -> String {
  withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
    var rest = number, start = 64, count = 0
    func put(_ byte: UInt8) {
      start -= 1
      buffer[start] = byte
    }
    repeat {
      if grouped, count > 0, count % 3 == 0 { put(UInt8(ascii: ",")) }
      put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      count += 1
      if count == decimals { put(UInt8(ascii: ".")) }
    } while rest > 0 || count <= decimals
    if isNegative { for byte in "−".utf8.reversed() { put(byte) } }
    return String(decoding: UnsafeBufferPointer(rebasing: buffer[start...]), as: UTF8.self)
  }
}

/// Three significant digits: `8.03`, `37.6`, `671`.
public func significant(_ value: Double) -> String {
  value >= 99.95 ? fixed(value, 0) : value >= 9.995 ? fixed(value, 1) : fixed(value, 2)
}
