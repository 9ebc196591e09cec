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
    let pieces = self.pieces(font, limit)
    var lines: [Phrase] = []
    // The word behind the line is not yet part of it.
    var lineStart = 0, wordStart = 0
    var line = Extent(font), word = Extent(font)
    func placeWord(upTo end: Int) {
      // A space at the end of a line takes no room.
      if lineStart < wordStart, line.width + word.trimmedWidth > limit {
        lines.append(joined(pieces[lineStart..<wordStart]))
        lineStart = wordStart
        line = Extent(font)
      }
      for piece in pieces[wordStart..<end] { line.append(piece) }
      wordStart = end
      word = Extent(font)
    }
    for (index, piece) in pieces.enumerated() {
      // A value and the comma behind it are one word, unless together they are wider than a line.
      if word.width + Extent(font, piece).trimmedWidth > limit { placeWord(upTo: index) }
      word.append(piece)
      if piece.endsWord { placeWord(upTo: index + 1) }
    }
    if wordStart < pieces.count { placeWord(upTo: pieces.count) }
    if lineStart < pieces.count { lines.append(joined(pieces[lineStart...])) }
    return lines
  }

  /// A part of a segment that is not broken: a word and the space behind it, or as much of it as fits in a line.
  private struct Piece {
    let segment: Int
    /// Equal for neighbouring segments of one kind, which a line joins.
    let kind: Int
    /// In the UTF-8 of the segment.
    let bytes: Range<Int>
    /// In thousandths of the font's size: of the whole, and of a space at its end.
    let advance: Int, spaceAdvance: Int
    let endsWord: Bool

    var isSpace: Bool { spaceAdvance > 0 && bytes.count == 1 }
    var trimmedEnd: Int { bytes.upperBound - (spaceAdvance > 0 ? 1 : 0) }
  }

  /// Each within `limit`, unless a single character is wider.
  private func pieces(_ font: Font, _ limit: Double) -> [Piece] {
    var pieces: [Piece] = []
    pieces.reserveCapacity(16)
    var kind = 0, before: Segment?
    for (index, segment) in segments.enumerated() where !segment.text.isEmpty {
      if let before, before.isValue != segment.isValue || before.fact != segment.fact { kind += 1 }
      before = segment
      let isBold = font.isBold || segment.isValue, space = UInt8(ascii: " ")
      func advance(_ text: some Collection<UInt8>) -> Int { TextMetrics.advance(text, bold: isBold) }
      func fits(_ advance: Int) -> Bool { TextMetrics.width(advance, size: font.size) <= limit }
      let spaceAdvance = advance(CollectionOfOne(space))
      func add(_ start: Int, _ part: some Collection<UInt8>, _ whole: Int, last: UInt8) {
        pieces.append(
          Piece(
            segment: index, kind: kind, bytes: start..<start + part.count, advance: whole,
            spaceAdvance: last == space ? spaceAdvance : 0,
            endsWord: last == space || last == UInt8(ascii: "-")))
      }
      var text = segment.text
      text.withUTF8 { utf8 in
        var start = 0
        while start < utf8.count {
          let end = utf8[start...].firstIndex(of: space).map { $0 + 1 } ?? utf8.count
          let word = UnsafeBufferPointer(rebasing: utf8[start..<end]), whole = advance(word)
          if fits(whole) {
            add(start, word, whole, last: word[word.count - 1])
          } else {
            for part in Self.parts(String(decoding: word, as: UTF8.self), where: { fits(advance($0.utf8)) }) {
              add(start, part.utf8, advance(part.utf8), last: part.utf8.last ?? 0)
              start += part.utf8.count
            }
          }
          start = end
        }
      }
    }
    return pieces
  }

  /// A word that is too wide, cut behind its hyphens and, where that is not enough, between characters.
  private static func parts(_ word: String, where fits: (String) -> Bool) -> [String] {
    var parts: [String] = []
    for var rest in split(word, after: "-") {
      while !rest.isEmpty, !fits(rest) {
        var head = ""
        for character in rest {
          if !head.isEmpty, !fits(head + String(character)) { break }
          head.append(character)
        }
        parts.append(head)
        rest = String(rest.dropFirst(head.count))
      }
      if !rest.isEmpty { parts.append(rest) }
    }
    return parts
  }

  /// How wide pieces in a row are; those of one kind are one text.
  private struct Extent {
    private let size: Double
    /// Texts before the last one.
    private var before = 0.0
    private var kind = -1, advance = 0, spaceAdvance = 0

    init(_ font: Font) { size = font.size }

    init(_ font: Font, _ piece: Piece) {
      self.init(font)
      append(piece)
    }

    var width: Double { before + TextMetrics.width(advance, size: size) }
    /// Without a space at the end.
    var trimmedWidth: Double { before + TextMetrics.width(advance - spaceAdvance, size: size) }

    mutating func append(_ piece: Piece) {
      if kind != piece.kind {
        before = width
        kind = piece.kind
        advance = 0
      }
      advance += piece.advance
      spaceAdvance = piece.spaceAdvance
    }
  }

  /// A line of pieces without spaces at its end; few segments, since neighbours of one kind are joined.
  private func joined(_ line: ArraySlice<Piece>) -> Phrase {
    let line = line[..<((line.lastIndex { !$0.isSpace }).map { $0 + 1 } ?? line.startIndex)]
    var joined: [Segment] = []
    var first = line.startIndex, kind = -1
    while first < line.endIndex {
      let piece = line[first]
      let next = line[first...].firstIndex { $0.segment != piece.segment } ?? line.endIndex
      let end = next == line.endIndex ? line[next - 1].trimmedEnd : line[next - 1].bytes.upperBound
      let segment = segments[piece.segment], utf8 = segment.text.utf8
      let start = utf8.index(utf8.startIndex, offsetBy: piece.bytes.lowerBound)
      let text = String(segment.text[start..<utf8.index(utf8.startIndex, offsetBy: end)])
      if piece.kind == kind {
        joined[joined.count - 1].text += text
      } else {
        joined.append(Segment(text: text, isValue: segment.isValue, fact: segment.fact))
      }
      kind = piece.kind
      first = next
    }
    return Phrase(segments: joined)
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
  if font.width(text) <= limit { return text }
  func advance(_ part: Substring) -> Int { TextMetrics.advance(part.utf8, bold: font.isBold) }
  var sum = advance("…"), end = text.startIndex
  while end < text.endIndex {
    let next = text.index(after: end)
    sum += advance(text[end..<next])
    if TextMetrics.width(sum, size: font.size) > limit { break }
    end = next
  }
  var kept = String(text[..<end])
  // Half a number would be another number.
  if text[end...].first.map({ $0.isNumber || $0 == "," || $0 == "." }) == true {
    while let last = kept.last, last.isNumber || last == "," || last == "." { kept.removeLast() }
  }
  while kept.hasSuffix(" ") { kept.removeLast() }
  // A whole number stands apart from the mark, or it would look cut.
  guard kept.last?.isNumber == true else { return kept + "…" }
  while font.width(kept + " …") > limit, kept.last?.isNumber == true { kept.removeLast() }
  return kept.last?.isNumber == true ? kept + " …" : kept + "…"
}
