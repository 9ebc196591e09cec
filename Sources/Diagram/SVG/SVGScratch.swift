/// Memory of known room that numbers and commands are written to.
struct SVGScratch {
  private let buffer: UnsafeMutablePointer<UInt8>
  private(set) var count = 0

  init(_ buffer: UnsafeMutablePointer<UInt8>) { self.buffer = buffer }

  mutating func append(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { for byte in $0 { append(byte) } }
  }

  /// Up to 17 bytes.
  mutating func append(tenths: Int) {
    if tenths < 0 { append(UInt8(ascii: "-")) }
    let (whole, tenth) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    append(digits: whole)
    if tenth == 0 { return }
    append(UInt8(ascii: "."))
    append(digit: tenth)
  }

  // Without a loop: nearly all coordinates are below 1,000, and a build prints two million numbers.
  private mutating func append(digits whole: UInt) {
    if whole >= 1_000 { append(digits: whole / 1_000) }
    if whole >= 100 { append(digit: whole / 100 % 10) }
    if whole >= 10 { append(digit: whole / 10 % 10) }
    append(digit: whole % 10)
  }

  private mutating func append(digit: UInt) {
    append(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: digit))
  }

  /// Bytes of a number.
  static func length(_ tenths: Int) -> Int {
    let magnitude = tenths.magnitude
    var length = (tenths < 0 ? 2 : 1) + (magnitude % 10 != 0 ? 2 : 0)
    length += (magnitude >= 100 ? 1 : 0) + (magnitude >= 1_000 ? 1 : 0) + (magnitude >= 10_000 ? 1 : 0)
    var rest = magnitude
    while rest >= 100_000 {
      length += 1
      rest /= 10
    }
    return length
  }
}
