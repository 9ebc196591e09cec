import Architecture

extension Phrase {
  /// At most `lines` lines; what is left over ends in `…`.
  func wrapped(_ font: Font, width limit: Double, lines most: Int) -> [Phrase] {
    let lines = wrapped(font, width: limit)
    guard lines.count > most, most > 0 else { return lines }
    let rest = lines[(most - 1)...].map(\.text).joined(separator: " ")
    return lines.prefix(most - 1) + [Phrase(shortened(rest, font, width: limit))]
  }

  /// Breaks the phrase into lines no wider than `width`: after spaces, then after hyphens, then anywhere in a word.
  public func wrapped(_ font: Font, width limit: Double) -> [Phrase] {
    if width(font) <= limit { return [self] }
    if let lines = plainLines(font, limit) { return lines }
    var lines: [Phrase] = []
    var line = Phrase(segments: [])
    var word = Phrase(segments: [])
    func placeWord() {
      // A space at the end of a line takes no room.
      if !line.segments.isEmpty, (line + word.trimmed).width(font) > limit {
        lines.append(line.trimmed)
        line = Phrase(segments: [])
      }
      line.append(word)
      word = Phrase(segments: [])
    }
    for piece in pieces(font, limit) {
      // A value and the comma behind it are one word, unless together they are wider than a line.
      if (word + Phrase(segments: [piece]).trimmed).width(font) > limit { placeWord() }
      word.append(Phrase(segments: [piece]))
      if piece.text.hasSuffix(" ") || piece.text.hasSuffix("-") { placeWord() }
    }
    if !word.segments.isEmpty { placeWord() }
    if !line.segments.isEmpty { lines.append(line.trimmed) }
    return lines
  }

  /// The same for plain words that all fit on a line, as badges and notes of thousands of pairs have them.
  private func plainLines(_ font: Font, _ limit: Double) -> [Phrase]? {
    guard segments.count == 1, let segment = segments.first else { return nil }
    let text = segment.text, space = UInt8(ascii: " ")
    func advance(_ part: Substring) -> Int {
      TextMetrics.advance(part.unicodeScalars, bold: font.isBold || segment.isValue)
    }
    func width(_ advance: Int) -> Double { TextMetrics.width(advance, size: font.size) }
    func line(_ part: Substring) -> Phrase {
      Phrase(segments: [Segment(text: String(part), isValue: segment.isValue, fact: segment.fact)])
    }
    let gap = advance(" ")
    var lines: [Phrase] = []
    var start = text.startIndex, at = start
    // Of the line up to the word.
    var before = 0
    while at < text.endIndex {
      let end = text.utf8[at...].firstIndex(of: space) ?? text.endIndex
      // Hyphens and runs of spaces are for the longer way.
      guard end > at, text.utf8[text.utf8.index(before: end)] != UInt8(ascii: "-") else { return nil }
      let word = advance(text[at..<end])
      let isLast = end == text.endIndex
      guard width(isLast ? word : word + gap) <= limit else { return nil }
      if at > start, width(before) + width(word) > limit {
        lines.append(line(text[start..<text.utf8.index(before: at)]))
        start = at
        before = 0
      }
      before += word + gap
      at = isLast ? end : text.utf8.index(after: end)
    }
    guard start < text.endIndex, text.utf8.last != space else { return nil }
    return lines + [line(text[start...])]
  }

  /// Joins segments of one kind, so that a line has few.
  private mutating func append(_ other: Phrase) {
    for segment in other.segments {
      if let last = segments.last, last.isValue == segment.isValue, last.fact == segment.fact {
        segments[segments.count - 1].text += segment.text
      } else {
        segments.append(segment)
      }
    }
  }

  /// Unbreakable pieces, each within `limit`.
  private func pieces(_ font: Font, _ limit: Double) -> [Segment] {
    segments.flatMap { segment -> [Segment] in
      let bold = font.isBold || segment.isValue
      func fits(_ text: String) -> Bool { TextMetrics.width(text, size: font.size, bold: bold) <= limit }
      var parts: [String] = []
      for word in split(segment.text, after: " ") {
        if fits(word) {
          parts.append(word)
          continue
        }
        for part in split(word, after: "-") {
          var rest = part
          while !fits(rest) {
            var head = ""
            for character in rest {
              if !head.isEmpty && !fits(head + String(character)) { break }
              head.append(character)
            }
            parts.append(head)
            rest = String(rest.dropFirst(head.count))
            if rest.isEmpty { break }
          }
          if !rest.isEmpty { parts.append(rest) }
        }
      }
      return parts.map { Segment(text: $0, isValue: segment.isValue, fact: segment.fact) }
    }
  }

  private var trimmed: Phrase {
    guard segments.last?.text.utf8.last == UInt8(ascii: " ") else { return self }
    var segments = segments
    while let last = segments.last, last.text.hasSuffix(" ") {
      segments[segments.count - 1].text.removeLast()
      if segments[segments.count - 1].text.isEmpty { segments.removeLast() }
    }
    return Phrase(segments: segments)
  }
}

/// Cuts after each `separator`, which stays at the end of its piece.
private func split(_ text: String, after separator: Character) -> [String] {
  var pieces: [String] = []
  var piece = ""
  for character in text {
    piece.append(character)
    if character == separator {
      pieces.append(piece)
      piece = ""
    }
  }
  if !piece.isEmpty { pieces.append(piece) }
  return pieces
}

/// A plain text cut to `width` with `…`; unchanged when it fits.
func shortened(_ text: String, _ font: Font, width limit: Double) -> String {
  if Phrase(text).width(font) <= limit { return text }
  var kept = ""
  for character in text {
    if Phrase(kept + String(character) + "…").width(font) > limit { break }
    kept.append(character)
  }
  // Half a number would be another number.
  if text.dropFirst(kept.count).first.map({ $0.isNumber || $0 == "," || $0 == "." }) == true {
    while let last = kept.last, last.isNumber || last == "," || last == "." { kept.removeLast() }
  }
  while kept.hasSuffix(" ") { kept.removeLast() }
  // A whole number stands apart from the mark, or it would look cut.
  guard kept.last?.isNumber == true else { return kept + "…" }
  while Phrase(kept + " …").width(font) > limit, kept.last?.isNumber == true { kept.removeLast() }
  return kept.last?.isNumber == true ? kept + " …" : kept + "…"
}
