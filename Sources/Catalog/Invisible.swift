/// Control characters, separators no editor shows as such, and marks that turn the direction of writing, which can make
/// a line show something else than it says; also code points that are no characters.
func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 9: false
  case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF:
    true
  case let value: (0xFDD0...0xFDEF).contains(value) || value & 0xFFFE == 0xFFFE
  }
}

extension String {
  /// Whether one of its characters is invisible, line ends aside.
  var holdsInvisible: Bool {
    // Almost every text is plain ASCII, or has letters only beyond it.
    var text = self
    let isSuspect = text.withUTF8 { bytes in
      bytes.contains { $0 < 0x20 ? $0 != 9 && $0 != 10 && $0 != 13 : $0 >= 0x7F }
    }
    return isSuspect && unicodeScalars.contains { isInvisible($0) && $0 != "\n" && $0 != "\r" }
  }
}

/// `U+2028`, at least four hexadecimal digits.
func codePoint(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
