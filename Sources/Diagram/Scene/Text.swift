import Architecture

/// The type of a figure: size in user units, weight, and the class that sets both.
public enum Font: Sendable, CaseIterable {
  case title, keyFigure, repeatCount, name, label, text, small

  public var size: Double {
    switch self {
    case .title: 22
    case .keyFigure: 20
    case .repeatCount: 15
    case .name: 13
    case .label, .text: 12
    case .small: 11
    }
  }

  public var isBold: Bool { self != .text && self != .small }

  /// Of plain words, in user units.
  func width(_ words: String) -> Double { TextMetrics.width(words, size: size, bold: isBold) }

  /// Small and muted is how most texts are set: it needs no class.
  func cssClass(isMuted: Bool) -> String {
    switch self {
    case .title: isMuted ? "tt m" : "tt"
    case .keyFigure: isMuted ? "k m" : "k"
    case .repeatCount: isMuted ? "rx m" : "rx"
    case .name: isMuted ? "h m" : "h"
    case .label: isMuted ? "b m" : "b"
    case .text: isMuted ? "t m" : "t"
    case .small: isMuted ? "" : "s"
    }
  }
}

extension Scene {
  /// One line of text with its measured box.
  public struct Text: Hashable, Sendable {
    public enum Anchor: Sendable { case start, middle, end }

    public var content: Phrase
    public var font: Font
    public var isMuted: Bool
    public var anchor: Anchor
    /// The position of the anchor, on the baseline.
    public var at: Point
    /// The whole text, when the drawn one was cut.
    public var title: String?
    /// Indices of segments that another model has differently; bold already, since marking makes them so.
    public var changes: [Int] = []

    public init(
      _ content: Phrase, _ font: Font, muted: Bool = false, at point: Point, anchor: Anchor = .start,
      title: String? = nil
    ) {
      self.content = content
      self.font = font
      isMuted = muted
      self.anchor = anchor
      at = point
      self.title = title
    }

    /// Measured with the fixed width table.
    public var width: Double { content.width(font) }

    public var frame: Frame {
      let width = width
      let left = anchor == .start ? at.x : anchor == .end ? at.x - width : at.x - width / 2
      return Frame(left, at.y - 0.74 * font.size, width, 0.95 * font.size)
    }
  }
}

extension Phrase {
  /// Advance width in user units; values are bold.
  public func width(_ font: Font) -> Double {
    segments.reduce(0) { sum, segment in
      sum + TextMetrics.width(segment.text, size: font.size, bold: font.isBold || segment.isValue)
    }
  }
}

/// Arial's advance widths, the widths of every face in the figures' font list: pictures are the same everywhere.
public enum TextMetrics {
  /// Rendered text is never wider than this sum: 2% covers the faces' differences.
  static let allowance = 1.02

  public static func width(_ text: String, size: Double, bold: Bool) -> Double {
    width(advance(text.utf8, bold: bold), size: size)
  }

  static func width(_ advance: Int, size: Double) -> Double { Double(advance) * size * allowance / 1000 }

  /// In thousandths of the size.
  static func advance(_ text: some Collection<UInt8>, bold: Bool) -> Int {
    text.withContiguousStorageIfAvailable { sum($0, bold ? boldWidths : regularWidths) }
      ?? Array(text).withUnsafeBufferPointer { sum($0, bold ? boldWidths : regularWidths) }
  }

  /// Valid UTF-8 is taken for granted: texts are strings.
  private static func sum(_ bytes: UnsafeBufferPointer<UInt8>, _ widths: [Int]) -> Int {
    var sum = 0, index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte < 0x80 {
        sum += byte >= 32 && byte < 127 ? widths[Int(byte) - 32] : fullWidth
        continue
      }
      // The lead byte says how many follow.
      let more = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
      var value = UInt32(byte) & (0x3F >> UInt32(more))
      for _ in 0..<more where index < bytes.count {
        value = value << 6 | UInt32(bytes[index] & 0x3F)
        index += 1
      }
      sum += Unicode.Scalar(value).map(otherWidth) ?? fullWidth
    }
    return sum
  }

  private static let fullWidth = 1000

  /// Thousandths of the size outside ASCII; full width for what is not listed.
  private static func otherWidth(_ scalar: Unicode.Scalar) -> Int {
    switch scalar {
    case "×", "−", "±": 584
    case "÷": 549
    case "–": 556
    case "·", "\u{A0}", "\u{2009}": 278
    case "◆": 365
    case "²": 333
    case "α", "β", "γ", "σ", "λ": 615
    case "Δ": 719
    case "é", "è", "ê", "à", "á", "ä", "ö", "ü", "ó", "ô": 611
    case "’", "‘": 278
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200F}", "\u{FE00}"..."\u{FE0F}": 0
    default: fullWidth
    }
  }

  private static let regularWidths = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]
  private static let boldWidths = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  ]
}
