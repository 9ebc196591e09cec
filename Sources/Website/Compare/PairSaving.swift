import Architecture
import Diagnostics

// What the newer of two models saves, or costs, at a long context: the second sentence of a pair's page.
extension PairPage {
  /// `One sequence of 256k tokens needs 2 GiB instead of 6 GiB (÷3.03).` at the longest usual context both are
  /// published for; nothing when a reader would see no difference.
  func writeSaving(to out: inout ByteWriter) {
    let both = min(costs.older.context, costs.newer.context)
    guard let place = CostSide.contexts.lastIndex(where: { $0 <= min(both, 262_144) }) else { return }
    let a = costs.older.memoryRows[place], b = costs.newer.memoryRows[place]
    guard a.value > 0, b.value > 0, a.text != b.text else { return }
    out.text(" One sequence of \(CostSide.contextTexts[place]) tokens needs \(b.text) instead of \(a.text) (")
    QuantityChange(from: a.value, to: b.value, .bytes).numeral.append(to: &out)
    out.text(").")
  }
}
