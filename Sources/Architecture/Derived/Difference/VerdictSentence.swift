import Diagnostics

// The words of a verdict, put together from what the rows of two profiles have ready.
extension Difference {
  // MARK: Another structure

  /// `MLA instead of GQA, adds QK-norm and output gates, drops attention sinks`, the first three changes; at the
  /// start of the sentence with a capital.
  func appendStructure(_ lines: [Line], isStart: Bool, to out: inout ByteWriter) {
    let start = out.count
    var told = Told()
    if lines.contains(where: { $0.section == .mixer && key($0).fact == .mixerKind }) {
      let (exchanges, absorbed) = MixerExchange.all(lines, older, newer)
      for index in lines.indices where told.count < 3 {
        if let exchange = exchanges.first(where: { $0.line == index }) {
          told.count += 1
          told.separate(&out)
          appendKinds(exchange.newer, of: newer, to: &out)
          out.append(" instead of ")
          appendKinds(exchange.older, of: older, to: &out)
        } else if !absorbed.contains(index) {
          tell(lines[index], &told, &out)
        }
      }
    } else {
      for line in lines.prefix(3) { tell(line, &told, &out) }
    }
    if !told.added.isEmpty {
      told.separate(&out)
      out.append("adds ")
      told.added.append(to: &out)
    }
    if !told.dropped.isEmpty {
      told.separate(&out)
      out.append("drops ")
      told.dropped.append(to: &out)
    }
    if isStart { out.startSentence(at: start) }
  }

  /// What was added or dropped is told at the end.
  private func tell(_ line: Line, _ told: inout Told, _ out: inout ByteWriter) {
    told.count += 1
    switch line.kind {
    case .added: told.added.add { appendThing(line, to: &$0) }
    case .removed: told.dropped.add { appendThing(line, to: &$0) }
    default:
      told.separate(&out)
      appendNews(line, to: &out)
    }
  }

  /// `HCA and CSA`, the kind of most layers first.
  private func appendKinds(_ groups: [Int], of profile: Profile, to out: inout ByteWriter) {
    let order =
      groups.count > 1
      ? groups.sorted { profile.groupKeys[$0].count > profile.groupKeys[$1].count } : groups
    for (place, group) in order.enumerated() {
      if place > 0 { out.append(place == order.count - 1 ? " and " : ", ") }
      profile.words.append(.value, of: Int32(profile.groupKeys[group].kindRow), to: &out)
    }
  }

  /// `MLA instead of GQA`, `adds QK-norm`, `layers in another order (3 sliding-window, 1 global)`.
  private func appendNews(_ line: Line, to out: inout ByteWriter) {
    let fact = key(line).fact
    switch line.kind {
    case .added:
      out.append("adds ")
      appendThing(line, to: &out)
    case .removed:
      out.append("drops ")
      appendThing(line, to: &out)
    case .reordered:
      out.append("layers in another order (")
      append(.value, ofNewer: line, to: &out)
      out.append(")")
    case .replaced where fact == .tiedEmbeddings:
      let isTied = line.newer >= 0 && newer.keys[Int(line.newer)].isYes
      out.append(isTied ? "ties the embeddings" : "unties the embeddings")
    case .replaced where fact == .streams:
      appendExchange(.quality, line, to: &out)
    case .replaced where fact == .mixerKind || fact == .feedForwardKind || line.section == .skeleton:
      appendExchange(.value, line, to: &out)
    default:
      append(.label, line, to: &out)
      out.append(" ")
      appendExchange(.value, line, to: &out)
    }
  }

  private func appendExchange(_ form: RowWords.Form, _ line: Line, to out: inout ByteWriter) {
    append(form, ofNewer: line, to: &out)
    out.append(" instead of ")
    if line.older >= 0 { older.words.append(form, of: line.older, to: &out) }
  }

  /// What was added or removed: `QK-norm`, `sliding-window layers`.
  private func appendThing(_ line: Line, to out: inout ByteWriter) {
    switch key(line).fact.name {
    case .value: append(.quality, line, to: &out, preferringNewer: true)
    case .label: append(.label, line, to: &out)
    case .counted where !hasOne(line): append(.label, line, to: &out)
    case .concept, .counted, .labelWithArticle:
      let explained = explainingRow(line)
      if let (row, isNewer) = explained, (isNewer ? newer : older).words.hasConcept(row) {
        (isNewer ? newer : older).words.append(.concept, of: row, to: &out)
      } else {
        append(.thing, line, to: &out)
      }
    }
  }

  private func hasOne(_ line: Line) -> Bool {
    line.newer >= 0 && newer.keys[Int(line.newer)].number == 1
      || line.older >= 0 && older.keys[Int(line.older)].number == 1
  }

  // MARK: Other sizes

  /// `Same skeleton; half the query heads, 1.5× the experts`.
  func appendSizes(_ lines: [Line], to out: inout ByteWriter) {
    let isSameSize = !lines.contains { line in
      guard line.kind == .number, !line.hasGroup else { return false }
      let fact = key(line).fact
      return fact == .width || fact == .layers
    }
    out.append(isSameSize ? "Same skeleton" : "Same plan, other sizes")
    var told = appendMeasures(lines, atMost: 3, behind: "; ", to: &out)
    for line in lines where line.kind != .number && told < 3 {
      out.append(told == 0 ? "; " : ", ")
      appendNews(line, to: &out)
      told += 1
    }
    guard told == 0 else { return }
    // Too small for a proportion.
    for line in lines where line.kind == .number && told < 2 {
      out.append(told == 0 ? "; " : ", ")
      out.append(row(line).plainly)
      told += 1
    }
    if told == 0 { out.append("; ") }
  }

  /// Returns how many there were.
  func appendMeasures(
    _ lines: [Line], atMost limit: Int, behind separator: StaticString, to out: inout ByteWriter
  ) -> Int {
    var count = 0
    for line in lines where line.kind == .number && count < limit {
      if appendMeasure(line, behind: count == 0 ? separator : ", ", to: &out) { count += 1 }
    }
    return count
  }

  /// `half the query heads`, `1.5× the experts`, `27% larger vocabulary`; nothing for less than 1%.
  ///
  /// The proportion is the one that lists and tables give, so that a reader finds it again.
  private func appendMeasure(
    _ line: Line, behind separator: StaticString, to out: inout ByteWriter
  ) -> Bool {
    guard line.older >= 0, line.newer >= 0 else { return false }
    let key = older.keys[Int(line.older)]
    let a = key.number, b = newer.keys[Int(line.newer)].number
    // How many layers a kind has says nothing without the kind.
    guard a > 0, b > 0, key.fact != .layersWithIt else { return false }
    let growth = b / a - 1
    guard growth.magnitude >= 0.01 else { return false }
    out.append(separator)
    guard let factor = changeFactor(a, b) else {
      Numeral((growth * 100).magnitude, growth.magnitude < 0.0995 ? 1 : 0, isTrimmed: true).append(to: &out)
      out.append("% ")
      let isPlural = older.words.isPlural(line.older)
      out.append(isPlural ? b > a ? "more " : "fewer " : b > a ? "larger " : "smaller ")
      older.words.append(.noun, of: line.older, to: &out)
      return true
    }
    if b > a {
      if factor.isTwo {
        out.append("twice the ")
      } else {
        factor.append(to: &out)
        out.append("× the ")
      }
      older.words.append(.noun, of: line.older, to: &out)
    } else if let part = factor.part {
      out.append(part)
      out.append(" the ")
      older.words.append(.noun, of: line.older, to: &out)
    } else {
      older.words.append(.noun, of: line.older, to: &out)
      out.append(" ÷")
      factor.append(to: &out)
    }
    return true
  }

  // MARK: Words

  private func append(_ form: RowWords.Form, ofNewer line: Line, to out: inout ByteWriter) {
    if line.newer >= 0 { newer.words.append(form, of: line.newer, to: &out) }
  }

  /// From the older model where both have it.
  private func append(
    _ form: RowWords.Form, _ line: Line, to out: inout ByteWriter, preferringNewer: Bool = false
  ) {
    if line.newer >= 0, preferringNewer || line.older < 0 {
      newer.words.append(form, of: line.newer, to: &out)
    } else {
      older.words.append(form, of: line.older, to: &out)
    }
  }
}

/// How far a sentence about the structure has come.
private struct Told: ~Copyable {
  /// Changes, wherever they stand in the sentence.
  var count = 0
  var added = Things(), dropped = Things()
  private var isFirst = true

  mutating func separate(_ out: inout ByteWriter) {
    if !isFirst { out.append(", ") }
    isFirst = false
  }
}

/// Things in a list, each once: two kinds may have changed alike and not equally.
private struct Things: ~Copyable {
  private var words = ByteWriter()
  private var ends: [Int] = []

  var isEmpty: Bool { ends.isEmpty }

  mutating func add(_ append: (inout ByteWriter) -> Void) {
    if ends.isEmpty {
      words.reserve(128)
      ends.reserveCapacity(3)
    }
    let start = words.count
    append(&words)
    var from = 0
    for end in ends {
      if words.withBytes({ $0[from..<end].elementsEqual($0[start...]) }) { return words.truncate(to: start) }
      from = end
    }
    ends.append(words.count)
  }

  /// `a`, `a and b`, `a, b and c`.
  func append(to out: inout ByteWriter) {
    var start = 0
    for (place, end) in ends.enumerated() {
      if place > 0 { out.append(place == ends.count - 1 ? " and " : ", ") }
      words.withBytes { out.append(UnsafeBufferPointer(rebasing: $0[start..<end])) }
      start = end
    }
  }
}

extension Numeral {
  fileprivate var isTwo: Bool { digits == 2 && decimals == 0 }

  /// What is left of a thing divided by it.
  fileprivate var part: StaticString? {
    switch (digits, decimals) {
    case (15, 1): "two thirds of"
    case (2, 0): "half"
    case (3, 0): "a third of"
    case (4, 0): "a quarter of"
    case (5, 0): "a fifth of"
    case (6, 0): "a sixth of"
    case (8, 0): "an eighth of"
    case (10, 0): "a tenth of"
    default: nil
    }
  }
}

extension ByteWriter {
  /// What `String.sentenceStart` makes of the text from `start` on.
  fileprivate mutating func startSentence(at start: Int) {
    let space = UInt8(ascii: " "), capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
    guard start < count else { return }
    var end = start
    while end < count, self[end] != space {
      if self[end] >= 0x80 {
        let text = String(decoding: bytes(in: start..<count), as: UTF8.self).sentenceStart
        truncate(to: start)
        return append(text)
      }
      // A capital of its own: `mLSTM`.
      if end > start, capitals.contains(self[end]) { return }
      end += 1
    }
    let first = self[start]
    if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) { self[start] = first & ~0x20 }
  }
}
