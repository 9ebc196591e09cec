import Architecture

/// A line of words in the lane between two models, around its middle.
struct PairText: Sendable {
  var words: String
  /// Small words are muted.
  var font: Font

  static func width(_ words: String, _ font: Font) -> Double {
    TextMetrics.width(words, size: font.size, bold: font.isBold)
  }

  /// A value's lines in a badge, at most three.
  static func label(_ text: String) -> [PairText] { lines(text, .label, width: Lane.textWidth, most: 3) }

  /// The lines above a value, at most two.
  static func title(_ text: String) -> [PairText] { lines(text, .small, width: Lane.textWidth, most: 2) }

  /// The lines between two layer maps.
  static func note(_ text: String) -> [PairText] { lines(text, .small, width: Lane.width - 16, most: .max) }

  private static func lines(_ text: String, _ font: Font, width limit: Double, most: Int) -> [PairText] {
    if width(text, font) <= limit { return [PairText(words: text, font: font)] }
    return Phrase(text).wrapped(font, width: limit).prefix(most).map { PairText(words: $0.text, font: font) }
  }

  /// As it is printed behind its height.
  func print(in out: inout SVGBuffer) {
    Self.startLine(font, in: &out)
    out.escaped(words)
    out.raw("</text>")
  }

  static func startLine(_ font: Font, in out: inout SVGBuffer) {
    out.classes(font.cssClass(isMuted: font == .small))
    out.raw(">")
  }
}
