import Architecture

/// What the newer of two models saves, or costs, at a long context: the second sentence of a pair's page.
struct PairSaving {
  let older: CostSide
  let newer: CostSide

  /// `One sequence of 256k tokens needs 2 GiB instead of 6 GiB (÷3.03).` at the longest usual context both are
  /// published for; nothing when a reader would see no difference.
  func write(to html: inout HTML) {
    let both = min(older.context, newer.context)
    guard let place = CostSide.contexts.lastIndex(where: { $0 <= min(both, 262_144) }) else { return }
    let a = older.values[place], b = newer.values[place]
    guard a > 0, b > 0, !older.texts.hasSame(place, as: newer.texts, place) else { return }
    html.raw(" One sequence of ")
    html.text(CostSide.contexts[place].tokensText)
    html.raw(" tokens needs ")
    html.append(newer.texts, place)
    html.raw(" instead of ")
    html.append(older.texts, place)
    html.raw(" (")
    html.write(QuantityChange(from: a, to: b, .bytes).numeral.append)
    html.raw(").")
  }
}
