import Architecture

/// The names and values that one model's changes are told with, measured and printed once.
///
/// A change holds places in the wordings of its two models: a pair decides on plain numbers, and copies the bytes of
/// the few it shows.
struct Wording: Sendable {
  struct Value: Sendable {
    /// Equal for equal values.
    var key: UInt64
    /// Nil for words.
    var number: Double?
    /// None of what is counted.
    var isNone: Bool
    /// Set as a label.
    var width: Double
    /// The words alone, and with all that stands before them in a line of a badge: ` class=b>256`.
    var ink: Range<Int>, start: Range<Int>
    /// The lines it takes in a badge; empty when one is enough.
    var lines: Range<Int>
  }

  private(set) var values: [Value] = []
  /// What the values are, by their places.
  private(set) var quantities: [Quantity] = []
  /// `routed experts`, and the lines of each above a value.
  private(set) var names: [String] = [], nameLines: [Range<Int>] = []
  /// Each line of a name or of a wide value, and how it is printed behind its height.
  private(set) var lines: [PairText] = [], lineInk: [Range<Int>] = []
  private var printer = SVGBuffer(capacity: 2_048, isTerse: true)

  var ink: [UInt8] { printer.bytes }

  /// Places of names that every wording begins with.
  static let mixer = 0, feedForward = 1, added = 2, removed = 3

  init() {
    for name in ["mixer", "feed-forward", "added", "removed"] { _ = add(name: name) }
  }

  mutating func add(name: String) -> Int {
    names.append(name)
    nameLines.append(add(PairText.title(name)))
    return names.count - 1
  }

  mutating func add(_ quantity: Quantity) -> Int {
    let text = quantity.text
    let width = Phrase(text).width(.label)
    let start = printer.count
    PairText.startLine(.label, in: &printer)
    let words = printer.count
    printer.escaped(text)
    values.append(
      Value(
        key: Key.folded(Key.hash(text.utf8), quantity.number?.bitPattern ?? 0), number: quantity.number,
        isNone: quantity == .count(0), width: width, ink: words..<printer.count,
        start: start..<printer.count,
        lines: width <= Lane.textWidth ? 0..<0 : add(PairText.label(text))))
    quantities.append(quantity)
    return values.count - 1
  }

  private mutating func add(_ lines: [PairText]) -> Range<Int> {
    let first = self.lines.count
    for line in lines {
      let start = printer.count
      line.print(in: &printer)
      lineInk.append(start..<printer.count)
      self.lines.append(line)
    }
    return first..<self.lines.count
  }
}

/// A line of words in the lane between two models, around its middle.
struct PairText: Sendable {
  var words: String
  /// Small words are muted.
  var font: Font

  /// A value's lines in a badge, at most three.
  static func label(_ text: String) -> [PairText] {
    Phrase(text).wrapped(.label, width: Lane.textWidth).prefix(3).map {
      PairText(words: $0.text, font: .label)
    }
  }

  /// The lines above a value, at most two.
  static func title(_ text: String) -> [PairText] {
    Phrase(text).wrapped(.small, width: Lane.textWidth).prefix(2).map {
      PairText(words: $0.text, font: .small)
    }
  }

  /// The lines between two layer maps.
  static func note(_ text: String) -> [PairText] {
    Phrase(text).wrapped(.small, width: Lane.width - 16).map { PairText(words: $0.text, font: .small) }
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
