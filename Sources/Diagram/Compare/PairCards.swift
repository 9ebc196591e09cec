import Architecture

/// The cards of two models that differ inside, side by side and equally high.
struct PairCards {
  private struct Card {
    var content: CardContent
    /// Of its variants.
    var kinds: [UInt64]
    var height: Double
    var pieces: PieceStore
    var piece: Piece
  }

  private var pairs: [(older: Card?, newer: Card?, y: Double)] = []
  /// Titles of the cards that are not repeated.
  private var note: [Phrase] = []
  private var noteTop = 0.0
  /// Where the next part of the figure would begin.
  private(set) var bottom: Double

  init(_ older: ComparisonSide, _ newer: ComparisonSide, _ alignment: Alignment, top: Double) {
    let left = Self.cards(older), right = Self.cards(newer)
    var y = top
    for (a, b) in Self.pairs(left, right, alignment) {
      pairs.append((a, b, y))
      y += max(a?.height ?? 0, b?.height ?? 0) + 16
    }
    let equal = left.filter { card in right.contains { $0.piece.hash == card.piece.hash } }
    if !equal.isEmpty, left.count + right.count > 2 * equal.count {
      let names = equal.map { $0.content.title.asInSentence }.joined(separator: ", ")
      note = Phrase("Equal inside, not repeated: \(names).").wrapped(.small, width: PairLayout.width)
      noteTop = y + 10
      y = noteTop + 15 * Double(note.count - 1) + 16
    }
    bottom = y
  }

  private static func cards(_ side: ComparisonSide) -> [Card] {
    side.plan.deck().map { content in
      let layout = CardLayout(content)
      var setter = PieceSetter()
      let piece = setter.add(compacted(layout.unframed))
      return Card(
        content: content, kinds: content.variants.map { side.members[$0].kind },
        height: layout.panel.height, pieces: PieceStore(setter), piece: piece)
    }
  }

  /// Cards that differ: those of aligned rows side by side, the others in the order they are left.
  private static func pairs(_ older: [Card], _ newer: [Card], _ alignment: Alignment) -> [(Card?, Card?)] {
    var left = older.filter { $0.content.column != .expert }
    var right = newer.filter { $0.content.column != .expert }
    var pairs: [(Card?, Card?)] = []
    left.removeAll { card in
      let partners = card.content.variants.compactMap(alignment.partner(ofOlder:))
      guard let index = right.firstIndex(where: { $0.content.variants.contains(where: partners.contains) })
      else { return false }
      let answer = right.remove(at: index)
      if card.piece.hash != answer.piece.hash { pairs.append((card, answer)) }
      return true
    }
    for index in 0..<max(left.count, right.count) {
      pairs.append((index < left.count ? left[index] : nil, index < right.count ? right[index] : nil))
    }
    return pairs
  }

  func draw(_ canvas: inout some PairCanvas & ~Copyable) {
    for (older, newer, y) in pairs {
      let height = max(older?.height ?? 0, newer?.height ?? 0)
      draw(older, against: newer, at: y, .older, height: height, &canvas)
      draw(newer, against: older, at: y, .newer, height: height, &canvas)
    }
    canvas.group(.notes) { canvas in
      for (index, line) in note.enumerated() {
        canvas.draw(.text(Scene.Text(line, .small, muted: true, at: Point(0, noteTop + 15 * Double(index)))))
      }
    }
  }

  private func draw(
    _ card: Card?, against other: Card?, at y: Double, _ part: PairPart, height: Double,
    _ canvas: inout some PairCanvas & ~Copyable
  ) {
    guard let card else { return }
    canvas.open(part)
    canvas.open(.lower(y))
    canvas.draw(.box(Scene.Box(Frame(0.5, 0.5, CardLayout.width - 1, height - 1), radius: 6, .card)))
    // Against another kind every number differs.
    let answer = other.flatMap { $0.kinds.contains(where: card.kinds.contains) ? $0 : nil }
    canvas.draw(
      card.piece, of: card.pieces, nil,
      against: answer.map { KnownValues(keys: $0.pieces.values, range: $0.piece.values) })
    canvas.close(.lower(y))
    canvas.close(part)
  }
}
