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
    guard tenths.magnitude < UInt(Numerals.count) else { return append(digits: tenths.magnitude) }
    let numeral = Numerals.all[Int(tenths.magnitude)]
    UnsafeMutableRawPointer(buffer + count).storeBytes(of: numeral.littleEndian, as: UInt64.self)
    count += Int(numeral >> 56)
  }

  private mutating func append(digits tenths: UInt) {
    let end = count + Self.length(digits: tenths)
    var place = end
    func put(_ byte: UInt) {
      place -= 1
      buffer[place] = UInt8(truncatingIfNeeded: byte)
    }
    let zero = UInt(UInt8(ascii: "0"))
    var (rest, digit) = tenths.quotientAndRemainder(dividingBy: 10)
    if digit != 0 {
      put(zero + digit)
      put(UInt(UInt8(ascii: ".")))
    }
    repeat {
      (rest, digit) = rest.quotientAndRemainder(dividingBy: 10)
      put(zero + digit)
    } while rest > 0
    count = end
  }

  /// Bytes of a number.
  static func length(_ tenths: Int) -> Int {
    let magnitude = tenths.magnitude, sign = tenths < 0 ? 1 : 0
    guard magnitude < UInt(Numerals.count) else { return sign + length(digits: magnitude) }
    return sign + Int(Numerals.all[Int(magnitude)] >> 56)
  }

  private static func length(digits tenths: UInt) -> Int {
    var length = tenths % 10 != 0 ? 3 : 1
    var rest = tenths / 100
    while rest > 0 {
      length += 1
      rest /= 10
    }
    return length
  }

  /// Numbers up to 819.1 as they are printed, eight bytes each: the first in the lowest, and in the highest how many
  /// there are. A build prints two million numbers, and asks of most beforehand how long they are.
  private enum Numerals {
    static let count = 8_192
    static let all: [UInt64] = (0..<UInt(count)).map { tenths in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { buffer in
        guard let start = buffer.baseAddress else { return 0 }
        var room = SVGScratch(start)
        room.append(digits: tenths)
        return buffer[..<room.count].reversed().reduce(0) { $0 << 8 | UInt64($1) } | UInt64(room.count) << 56
      }
    }
  }
}
