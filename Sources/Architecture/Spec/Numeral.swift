import Diagnostics

/// A number as it is read: `−1,024`, `÷2.25`, `8.6 GiB`.
///
/// It owns no memory, so that pages made by the thousand print numbers without a string for each.
public struct Numeral: Sendable {
  /// What stands before and behind the digits.
  var lead: StaticString
  var unit: StaticString
  /// All digits, the last `decimals` of them behind the point.
  private(set) var digits: UInt = 0
  private(set) var decimals = 0
  private var isGrouped = false
  /// The value where it has more digits than fit.
  private var huge: Double?

  /// A whole number, with commas when grouped.
  public init(_ value: Int, isGrouped: Bool = false) {
    (lead, unit) = (value < 0 ? isGrouped ? "−" : "-" : "", "")
    (digits, self.isGrouped) = (value.magnitude, isGrouped)
  }

  /// `value` rounded half away from zero to `decimals` decimals; trimmed, without zeros at their end.
  init(_ value: Double, _ decimals: Int, isTrimmed: Bool, unit: StaticString = "") {
    (lead, self.unit) = ("", unit)
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = value.magnitude * scale
    guard scaled < 9e18 else {
      huge = value
      return
    }
    (digits, self.decimals) = (UInt(scaled.nearest), decimals)
    if value < 0, digits != 0 { lead = "−" }
    while isTrimmed, self.decimals > 0, digits % 10 == 0 {
      (digits, self.decimals) = (digits / 10, self.decimals - 1)
    }
  }

  /// Three significant digits: `8.03`, `37.6`, `671`.
  init(significant value: Double, unit: StaticString = "") {
    self.init(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2, isTrimmed: false, unit: unit)
  }

  /// The same number behind a sign.
  func led(by sign: StaticString) -> Numeral {
    var signed = self
    signed.lead = sign
    return signed
  }

  var isZero: Bool { digits == 0 && huge == nil }

  public var text: String {
    guard let huge else { return withBytes { String(decoding: $0, as: UTF8.self) } }
    return "\(lead)\(huge)\(unit)"
  }

  public func append(to out: inout ByteWriter) {
    if huge != nil { out.append(text) } else { withBytes { out.append($0) } }
  }

  private func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      var writer = BackwardWriter(buffer)
      writer.put(unit)
      var rest = digits, count = 0
      repeat {
        if isGrouped, count > 0, count % 3 == 0 { writer.put(UInt8(ascii: ",")) }
        writer.put(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
        count += 1
        if count == decimals { writer.put(UInt8(ascii: ".")) }
      } while rest > 0 || count <= decimals
      writer.put(lead)
      return body(writer.written)
    }
  }
}

/// Writes from the end of a buffer, where the digits of least weight stand.
private struct BackwardWriter {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var start: Int

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { (self.buffer, start) = (buffer, buffer.count) }

  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[start...]) }

  mutating func put(_ byte: UInt8) {
    start -= 1
    buffer[start] = byte
  }

  mutating func put(_ words: StaticString) {
    words.withUTF8Buffer { utf8 in
      start -= utf8.count
      for place in utf8.indices { buffer[start + place] = utf8[place] }
    }
  }
}

extension Double {
  /// Of a positive number below 2⁶³ the nearest whole one, halves upwards: without a call of the C library.
  var nearest: Int {
    let whole = Int(self)
    return self - Double(whole) >= 0.5 ? whole + 1 : whole
  }
}
