/// A path as the kernel and Git have it: bytes. Two names that look alike in a text are two names here, and one that is
/// not UTF-8 stays what it is.
package struct BytePath: Hashable, Comparable, Sendable {
  package let bytes: [UInt8]

  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// For messages: what is not UTF-8, and what would move a terminal's cursor, is written as `\xNN`.
  package var text: String {
    if let text = String(validating: bytes, as: UTF8.self),
      !text.unicodeScalars.contains(where: Self.isHidden)
    {
      return text
    }
    return bytes.map { byte in
      (0x20..<0x7F).contains(byte) && byte != UInt8(ascii: "\\")
        ? String(UnicodeScalar(byte))
        : "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// The path and a NUL byte, as system calls take it.
  package var cString: [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

  /// A name below this folder; below the empty path, the name itself.
  package func appending(_ name: BytePath) -> BytePath {
    bytes.isEmpty ? name : BytePath(bytes + [UInt8(ascii: "/")] + name.bytes)
  }

  /// The folder around it; nil for a name without one.
  package var parent: BytePath? {
    bytes.lastIndex(of: UInt8(ascii: "/")).map { BytePath(bytes[..<$0]) }
  }

  package static func < (a: BytePath, b: BytePath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }
}
