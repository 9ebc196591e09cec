import Architecture
import Diagnostics

// What the newer of two models saves, or costs, at a long context: the second sentence of a pair's page.
extension PairPage {
  /// `One sequence of 256k tokens needs 2 GiB instead of 6 GiB (÷3.03).` at the longest usual context both are
  /// published for; nothing when a reader would see no difference.
  func writeSaving(to html: inout ByteWriter) {
    let both = min(costs.older.context, costs.newer.context)
    guard let place = CostSide.contexts.lastIndex(where: { $0 <= min(both, 262_144) }) else { return }
    let a = costs.older.numbers[place], b = costs.newer.numbers[place]
    guard a.value > 0, b.value > 0, a.text != b.text else { return }
    html.raw(" One sequence of ")
    html.text(CostSide.contextTexts[place])
    html.raw(" tokens needs ")
    html.append(newer, cost: costs.newer.texts + place)
    html.raw(" instead of ")
    html.append(older, cost: costs.older.texts + place)
    html.raw(" (")
    QuantityChange(from: a.value, to: b.value, .bytes).numeral.append(to: &html)
    html.raw(").")
  }
}
