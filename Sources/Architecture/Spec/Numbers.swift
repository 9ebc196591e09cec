// Numbers are printed by these functions only: no locale, no clock, the same bytes everywhere. Each is a numeral,
// which is a string for most and bytes for pages made by the thousand.

extension Int {
  /// With commas: `128,256`; a true minus sign when negative.
  public var grouped: String { Numeral(self, isGrouped: true).text }

  /// Parameters with three significant digits: `8.03B`, `671B`, `1.03T`, `44.0M`.
  public var parametersText: String { parametersNumeral.text }

  var parametersNumeral: Numeral {
    func scaled(_ size: Double, _ unit: StaticString) -> Numeral? {
      // 999.95M reads as 1.00B: choose the unit after rounding.
      Double(self) >= size * 0.9995 ? Numeral(significant: Double(self) / size, unit: unit) : nil
    }
    return scaled(1e12, "T") ?? scaled(1e9, "B") ?? scaled(1e6, "M") ?? scaled(1e3, "K")
      ?? Numeral(self, isGrouped: false)
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
  public var bytesText: String { bytesNumeral.text }

  var bytesNumeral: Numeral {
    var value = self
    var index = 0
    while value >= 1023.95 && index < 5 {
      value /= 1024
      index += 1
    }
    let unit: StaticString =
      switch index {
      case 0: " B"
      case 1: " KiB"
      case 2: " MiB"
      case 3: " GiB"
      case 4: " TiB"
      default: " PiB"
      }
    return value >= 99.95
      ? Numeral(value, 0, isTrimmed: false, unit: unit) : Numeral(value, 1, isTrimmed: true, unit: unit)
  }

  /// A share as percent with one decimal: `4.9%`, `<0.1%`, `100%`.
  public var percentText: String {
    if self > 0 && self < 0.001 { return "<0.1%" }
    return Numeral(self * 100, 1, isTrimmed: true, unit: "%").text
  }

  /// FLOPs with three significant digits: `7.74 GFLOP`, `1.05 TFLOP`.
  public var flopsText: String { flopsNumeral.text }

  var flopsNumeral: Numeral {
    func scaled(_ size: Double, _ unit: StaticString) -> Numeral? {
      self >= size * 0.9995 ? Numeral(significant: self / size, unit: unit) : nil
    }
    return scaled(1e15, " PFLOP") ?? scaled(1e12, " TFLOP") ?? scaled(1e9, " GFLOP") ?? scaled(1e6, " MFLOP")
      ?? Numeral(self, 0, isTrimmed: false, unit: " FLOP")
  }
}

/// `value` with exactly `decimals` decimals, rounded half away from zero, a point as separator.
public func fixed(_ value: Double, _ decimals: Int) -> String {
  Numeral(value, decimals, isTrimmed: false).text
}

/// Like `fixed`, without trailing zeros or a trailing point.
public func trimmed(_ value: Double, _ decimals: Int) -> String {
  Numeral(value, decimals, isTrimmed: true).text
}

/// Three significant digits: `8.03`, `37.6`, `671`.
public func significant(_ value: Double) -> String { Numeral(significant: value).text }
