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
    /// Set as a label.
    var width: Double
    /// The words alone, and with all that stands before them in a line of a badge: ` class=b>256`.
    var ink: Stretch, start: Stretch
    /// The lines it takes in a badge, and with an arrow behind it; empty when one is enough.
    var lines: Stretch, linesBeforeArrow: Stretch
  }

  private(set) var values: [Value] = []
  /// What the values are, by their places.
  private(set) var quantities: [Quantity] = []
  /// `routed experts`, and the lines of each above a value.
  private(set) var names: [String] = [], nameLines: [Stretch] = []
  /// Each line of a name or of a wide value, and how it is printed behind its height.
  private(set) var lines: [PairText] = [], lineInk: [Stretch] = []
  private(set) var ink: [UInt8] = []

  private static let arrow = PairText.width(" →", .label)

  /// Places of names that are the same in every wording.
  static let mixer = 0, feedForward = 1, added = 2, removed = 3
  /// Behind them those of the traits, in their order.
  static let firstTrait = 4

  /// What every wording begins with.
  static let common: Wording = {
    var wording = Wording()
    for name in ["mixer", "feed-forward", "added", "removed"] + Trait.kinds.map(\.name) {
      _ = wording.add(name: name)
    }
    return wording
  }()

  private init() {}

  mutating func add(name: String) -> Int {
    names.append(name)
    nameLines.append(add(PairText.title(name)))
    return names.count - 1
  }

  /// `isAlone` is for what only one of two models has: an arrow never follows it.
  mutating func add(_ quantity: Quantity, isAlone: Bool = false) -> Int {
    let text = quantity.text
    let width = PairText.width(text, .label)
    var printer = SVGBuffer(capacity: 128, isTerse: true)
    PairText.startLine(.label, in: &printer)
    let start = ink.count, words = start + printer.count
    printer.escaped(text)
    ink += printer.bytes
    values.append(
      Value(
        key: Key.folded(Key.hash(text.utf8), quantity.number?.bitPattern ?? 0), number: quantity.number,
        width: width, ink: Stretch(words..<ink.count), start: Stretch(start..<ink.count),
        lines: width <= Lane.textWidth ? .none : add(PairText.label(text)),
        linesBeforeArrow: isAlone || width + Self.arrow <= Lane.textWidth
          ? .none : add(PairText.label(text + " →"))))
    quantities.append(quantity)
    return values.count - 1
  }

  private mutating func add(_ lines: [PairText]) -> Stretch {
    let first = self.lines.count
    for line in lines {
      var printer = SVGBuffer(capacity: 128, isTerse: true)
      line.print(in: &printer)
      lineInk.append(Stretch(ink.count..<ink.count + printer.count))
      ink += printer.bytes
      self.lines.append(line)
    }
    return Stretch(first..<self.lines.count)
  }
}
