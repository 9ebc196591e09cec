import Architecture

/// The cards of two models that differ inside, side by side and equally high.
struct PairCards {
  private struct Card {
    var content: CardContent
    /// Of its variants.
    var kinds: [String]
    var height: Double
    var items: ComparedItems

    /// Both show the same.
    func isEqual(_ other: Card) -> Bool { items.printed.items == other.items.printed.items }
  }

  private var cards: [(older: Card?, newer: Card?, y: Double)] = []
  /// Titles of the cards that are not repeated.
  private var note: [Phrase] = []
  private var noteTop = 0.0
  /// Where the next part of the figure would begin.
  private(set) var bottom: Double

  init(_ older: ComparisonSide, _ newer: ComparisonSide, _ pairs: VariantPairs, top: Double) {
    let left = Self.cards(older), right = Self.cards(newer)
    var y = top
    for (a, b) in Self.cards(left, right, pairs) {
      cards.append((a, b, y))
      y += max(a?.height ?? 0, b?.height ?? 0) + 16
    }
    let equal = left.filter { card in right.contains(where: card.isEqual) }
    if !equal.isEmpty, left.count + right.count > 2 * equal.count {
      let names = equal.map { $0.content.title.midSentence }.joined(separator: ", ")
      note = Phrase("Equal inside, not repeated: \(names).").wrapped(.small, width: PairLayout.width)
      noteTop = y + 10
      y = noteTop + 15 * Double(note.count - 1) + 16
    }
    bottom = y
  }

  private static func cards(_ side: ComparisonSide) -> [Card] {
    side.plan.deck().map { content in
      let layout = CardLayout(content)
      return Card(
        content: content, kinds: content.variants.map { side.variants[$0].kind }, height: layout.panel.height,
        items: ComparedItems(layout.unframed))
    }
  }

  /// Cards that differ: those of rows that answer each other side by side, the others in the order they are left.
  private static func cards(_ older: [Card], _ newer: [Card], _ pairs: VariantPairs) -> [(Card?, Card?)] {
    var left = older.filter { $0.content.column != .expert }
    var right = newer.filter { $0.content.column != .expert }
    var found: [(Card?, Card?)] = []
    left.removeAll { card in
      let partners = card.content.variants.compactMap { pairs.newerOf[$0] }
      guard let index = right.firstIndex(where: { $0.content.variants.contains(where: partners.contains) })
      else { return false }
      let answer = right.remove(at: index)
      if !card.isEqual(answer) { found.append((card, answer)) }
      return true
    }
    for index in 0..<max(left.count, right.count) {
      found.append((index < left.count ? left[index] : nil, index < right.count ? right[index] : nil))
    }
    return found
  }

  func draw(_ canvas: inout some Canvas & ~Copyable) {
    for (older, newer, y) in cards {
      let height = max(older?.height ?? 0, newer?.height ?? 0)
      draw(older, against: newer, at: y, .older, height: height, &canvas)
      draw(newer, against: older, at: y, .newer, height: height, &canvas)
    }
    canvas.group(.notes) { canvas in
      for (index, line) in note.enumerated() {
        canvas.draw(Scene.Text(line, .small, muted: true, at: Point(0, noteTop + 15 * Double(index))))
      }
    }
  }

  private func draw(
    _ card: Card?, against other: Card?, at y: Double, _ side: Scene.Group, height: Double,
    _ canvas: inout some Canvas & ~Copyable
  ) {
    guard let card else { return }
    // Against another kind every number differs.
    let isSameKind = other.map { $0.kinds.contains(where: card.kinds.contains) } ?? false
    let known = isSameKind ? other.map { KnownValues(values: $0.items.values) } : nil
    canvas.group(side) { canvas in
      canvas.group(.lower(by: y)) { canvas in
        canvas.draw(.box(Scene.Box(Frame(0.5, 0.5, CardLayout.width - 1, height - 1), radius: 6, .card)))
        canvas.draw(card.items, nil, against: known)
      }
    }
  }
}
