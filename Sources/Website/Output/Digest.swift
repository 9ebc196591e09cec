import Diagnostics

/// 128 bits that tell inputs apart; no protection against somebody who looks for two inputs that agree.
struct Digest: Hashable, Sendable {
  private(set) var high: UInt64
  private(set) var low: UInt64

  init() { self.init(high: 0x243F_6A88_85A3_08D3, low: 0x1319_8A2E_0370_7344) }

  private init(high: UInt64, low: UInt64) {
    (self.high, self.low) = (high, low)
  }

  init(_ bytes: [UInt8]) {
    self.init()
    add(bytes)
  }

  init(_ first: Digest, _ rest: Digest...) {
    self.init()
    add(first)
    rest.forEach { add($0) }
  }

  /// Of a text that names what is meant, so that two kinds of inputs are never taken for one another.
  init(_ text: String) {
    self.init()
    add(text)
  }

  mutating func add(_ other: Digest) {
    mix(other.high)
    mix(other.low)
  }

  mutating func add(_ number: Int) { mix(UInt64(truncatingIfNeeded: number)) }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  mutating func add(_ bytes: [UInt8]) { bytes.withUnsafeBytes { add($0) } }

  /// The bytes and how many they are, so that `ab`, `c` and `a`, `bc` differ.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var offset = 0
    while offset + 8 <= bytes.count {
      mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < bytes.count {
      rest = rest << 8 | UInt64(bytes[offset])
      offset += 1
    }
    mix(rest)
    mix(UInt64(bytes.count))
  }

  private mutating func mix(_ word: UInt64) {
    let a = (low ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    let b = (high &+ word ^ 0xA409_3822_299F_31D0).multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    (low, high) = (a.low ^ a.high &+ high, b.low ^ b.high &+ low)
  }

  // MARK: As text

  /// Appends 32 hexadecimal digits.
  func write(to out: inout ByteWriter) {
    out.append(atMost: 32) { digits in
      var place = 0
      for word in [high, low] {
        for shift in stride(from: UInt64(60), through: 0, by: -4) {
          let digit = UInt8(truncatingIfNeeded: word >> shift & 15)
          digits[place] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
          place += 1
        }
      }
      return place
    }
  }

  /// Nil for anything but 32 hexadecimal digits.
  init?(hexadecimal digits: ArraySlice<UInt8>) {
    guard digits.count == 32 else { return nil }
    var words: [UInt64] = [0, 0]
    for (index, digit) in digits.enumerated() {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      words[index / 16] = words[index / 16] << 4 | UInt64(value)
    }
    self.init(high: words[0], low: words[1])
  }
}
