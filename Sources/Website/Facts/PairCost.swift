import Architecture
import Catalog
import Diagnostics
import Diagram

// What two models cost side by side: memory, parameters and arithmetic, each as a picture and its numbers.
extension PairPage {
  private var a: CostSide { costs.older }
  private var b: CostSide { costs.newer }

  func writeCost(to html: inout ByteWriter, chart: PairMemoryChart) {
    memory(chart, &html)
    parameters(&html)
    work(&html)
  }

  /// With a word in the corner, the first column holds headers alone and needs no scopes.
  private func head(_ corner: StaticString, _ html: inout ByteWriter) {
    html.raw("<table class=cost><thead><tr><th>")
    html.raw(corner)
    html.append(older, .head)
    html.append(newer, .head)
    html.raw("<th>Change<tbody>")
  }

  // MARK: Memory

  private func memory(_ chart: PairMemoryChart, _ html: inout ByteWriter) {
    let pair = chart.pair(a.memory, b.memory)
    html.raw("<div><h3>Memory of one sequence</h3>")
    pair.append(to: &html)
    html.raw("<p>")
    words(pair, &html)
    html.raw("</p>")
    head("Tokens", &html)
    let longest = max(a.context, b.context)
    for (index, tokens) in CostSide.contexts.enumerated() where tokens < longest {
      memoryLine(a.memory(index, tokens), b.memory(index, tokens), &html)
    }
    memoryLine(a.lastMemory(longest), b.lastMemory(longest), &html)
    html.raw("</table></div>\n")
  }

  private func words(_ pair: PairMemoryChart.Pair, _ html: inout ByteWriter) {
    if pair.coincide {
      html.raw("Both need the same at every context.")
    } else if pair.crossings.isEmpty {
      html.append((pair.isNewerLess ? newer : older), .name)
      html.raw(" needs less at every context both are published for.")
    } else {
      // `Kimi K2 needs less up to 3,827 tokens (262 MiB), Solar Open 2 beyond.`
      var isLess = pair.isNewerLess
      for (index, crossing) in pair.crossings.enumerated() {
        html.append((isLess ? newer : older), .name)
        html.raw(index == 0 ? " needs less up to <b>" : " up to <b>")
        html.text(crossing.tokens.grouped)
        html.raw(" tokens</b> (")
        html.text(crossing.bytes.bytesText)
        html.raw("), ")
        isLess.toggle()
      }
      html.append((isLess ? newer : older), .name)
      html.raw(" beyond")
      html.raw(".")
    }
  }

  private func memoryLine(_ old: Int?, _ new: Int?, _ html: inout ByteWriter) {
    switch (old, new) {
    case (let old?, let new?): line(old, new, &html)
    case (let old?, nil):
      html.append(older, cost: a.starts + old)
      html.raw("–<td>")
    case (nil, let new?):
      html.append(newer, cost: b.emptyStarts + new)
      html.append(newer, cost: b.cells + new)
    case (nil, nil): html.raw("–<td>–<td>")
    }
  }

  // MARK: Parameters and work

  private func parameters(_ html: inout ByteWriter) {
    html.raw("<div><h3>Where the parameters sit</h3>")
    bars(0, &html)
    head("Part", &html)
    let old = a.parameters.lowerBound, new = b.parameters.lowerBound, sum = a.parameters.count - 1
    for part in 0..<sum where a.numbers[old + part].value + b.numbers[new + part].value > 0 {
      line(old + part, new + part, &html)
    }
    line(old + sum, new + sum, &html)
    html.raw("</table></div>\n")
  }

  private func work(_ html: inout ByteWriter) {
    let step = min(a.stepCount, b.stepCount) - 1
    html.raw("<div><h3>Work for one token after ")
    html.text(CostSide.stepTexts[step])
    html.raw("</h3>")
    bars(1 + step, &html)
    head("Part", &html)
    let old = a.work(step).lowerBound, new = b.work(step).lowerBound, sum = a.work(step).count - 2
    for cause in 0..<sum where a.numbers[old + cause].value + b.numbers[new + cause].value > 0 {
      line(old + cause, new + cause, &html)
    }
    line(old + sum, new + sum, &html)
    line(old + sum + 1, new + sum + 1, &html)
    html.raw("</table></div>\n")
  }

  /// Each bar is a whole, whatever its size.
  private func bars(_ place: Int, _ html: inout ByteWriter) {
    html.append(older, cost: a.bars + place)
    html.append(newer, cost: b.bars + place)
  }

  private func line(_ old: Int, _ new: Int, _ html: inout ByteWriter) {
    html.append(older, cost: a.starts + old)
    html.append(newer, cost: b.cells + new)
    a.numbers[old].writeChange(to: b.numbers[new], &html)
  }
}

extension CostSide.Number {
  /// What reads the same is no difference to a reader.
  fileprivate func writeChange(to newer: CostSide.Number, _ html: inout ByteWriter) {
    guard value > 0, newer.value > 0, text != newer.text else { return }
    QuantityChange(from: value, to: newer.value, .bytes).numeral.append(to: &html)
  }
}
