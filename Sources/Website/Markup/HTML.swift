import Diagnostics

/// Markup as a value.
public struct HTML: Sendable, Equatable, ExpressibleByStringLiteral, MarkupWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}
  public init(stringLiteral literal: StaticString) { raw(literal) }
  /// Escapes `text`.
  public init(text: String) { self.text(text) }
  /// Markup made by another writer of this program, whose inputs were escaped there.
  public init(trusted markup: String) { bytes = Array(markup.utf8) }
  public init(trusted bytes: [UInt8]) { self.bytes = bytes }

  public var isEmpty: Bool { bytes.isEmpty }
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  public mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: utf8) }
  public mutating func append(_ other: ArraySlice<UInt8>) { bytes.append(contentsOf: other) }

  /// Lets a writer of many small pieces append to it.
  mutating func write(_ writer: (inout ByteWriter) -> Void) {
    var out = ByteWriter()
    writer(&out)
    out.withBytes { append($0) }
  }

  /// Whether `entity` has something for it: one bit for each of the bytes below 64, where all of them are.
  @inline(__always)
  static func isSpecial(_ byte: UInt8) -> Bool {
    let special: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
    return byte < 64 && special >> UInt64(byte) & 1 == 1
  }

  /// What stands for a character that markup gives a meaning.
  static func entity(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  /// No space, quote, bracket or reference; a slash at the end would read as the end of the element.
  static func needsNoQuotes(_ value: some BidirectionalCollection<UInt8>) -> Bool {
    let special = Array(" \t\n\r\u{c}\"'`=<>&".utf8)
    return !value.isEmpty && value.last != UInt8(ascii: "/") && !value.contains(where: special.contains)
  }
}
