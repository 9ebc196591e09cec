import Architecture
import Catalog
import Diagram

/// What two models cost side by side: memory, parameters and arithmetic, each as a picture and its numbers.
struct PairCost {
  let older: PairSide
  let newer: PairSide
  let chart: PairMemoryChart
  /// The head of each table behind its first cell: both names.
  let head: HTML

  init(_ older: PairSide, _ newer: PairSide, chart: PairMemoryChart) {
    (self.older, self.newer, self.chart) = (older, newer, chart)
    var head: HTML = "<th>"
    head.append(older.pieces, PairSide.Piece.name.rawValue)
    head.raw("<th>")
    head.append(newer.pieces, PairSide.Piece.name.rawValue)
    head.raw("<th>Change<tbody>")
    self.head = head
  }

  func write(to html: inout HTML) {
    memory(&html)
    parameters(&html)
    compute(&html)
  }

  /// With a word in the corner, the first column holds headers alone and needs no scopes.
  private func head(_ corner: StaticString, _ html: inout HTML) {
    html.raw("<table class=cost><thead><tr><th>")
    html.raw(corner)
    html.append(head)
  }

  // MARK: Memory

  private func memory(_ html: inout HTML) {
    let pair = chart.pair(older.cost.memory, newer.cost.memory)
    html.raw("<div><h3>Memory of one sequence</h3>")
    html.write(pair.append)
    html.raw("<p>")
    words(pair, &html)
    html.raw("</p>")
    head("Tokens", &html)
    let longest = max(older.cost.context, newer.cost.context)
    for (index, tokens) in CostSide.contexts.enumerated() where tokens < longest {
      memoryLine(older.cost.place(index, tokens), newer.cost.place(index, tokens), &html)
    }
    memoryLine(older.cost.lastPlace(longest), newer.cost.lastPlace(longest), &html)
    html.raw("</table></div>\n")
  }

  private func words(_ pair: PairMemoryChart.Pair, _ html: inout HTML) {
    if pair.coincide {
      html.raw("Both need the same at every context.")
    } else if pair.crossings.isEmpty {
      html.append((pair.isNewerLess ? newer : older).pieces, PairSide.Piece.name.rawValue)
      html.raw(" needs less at every context both are published for.")
    } else {
      // `Kimi K2 needs less up to 3,827 tokens (262 MiB), Solar Open 2 beyond.`
      var isLess = pair.isNewerLess
      for (index, crossing) in pair.crossings.enumerated() {
        html.append((isLess ? newer : older).pieces, PairSide.Piece.name.rawValue)
        html.raw(index == 0 ? " needs less up to <b>" : " up to <b>")
        html.text(crossing.tokens.grouped)
        html.raw(" tokens</b> (")
        html.text(crossing.bytes.bytesText)
        html.raw("), ")
        isLess.toggle()
      }
      html.append((isLess ? newer : older).pieces, PairSide.Piece.name.rawValue)
      html.raw(" beyond")
      html.raw(".")
    }
  }

  private func memoryLine(_ a: Int?, _ b: Int?, _ html: inout HTML) {
    if let a {
      html.append(older.cost.memoryLines, a)
      html.append(older.cost.cells, older.cost.memoryTexts + a)
    } else {
      if let b { html.append(newer.cost.memoryLines, b) }
      html.raw("–<td>")
    }
    if let b { html.append(newer.cost.cells, newer.cost.memoryTexts + b) } else { html.raw("–<td>") }
    guard let a, let b else { return }
    change(
      older.cost.bytes[a], newer.cost.bytes[b],
      isSame: isSame(older.cost.memoryTexts + a, newer.cost.memoryTexts + b), &html)
  }

  // MARK: Parameters and arithmetic

  private func parameters(_ html: inout HTML) {
    html.raw("<div><h3>Where the parameters sit</h3>")
    bars(0, 0, &html)
    head("Part", &html)
    let a = older.cost, b = newer.cost
    for index in a.components.indices where a.components[index] + b.components[index] > 0 {
      html.append(Self.parts, index)
      line(
        Double(a.components[index]), a.parameterTexts + index, Double(b.components[index]),
        b.parameterTexts + index, &html)
    }
    let last = a.components.count
    html.append(Self.parts, last)
    line(Double(a.parameters), a.parameterTexts + last, Double(b.parameters), b.parameterTexts + last, &html)
    html.raw("</table></div>\n")
  }

  private func compute(_ html: inout HTML) {
    let a = older.cost, b = newer.cost
    let step = min(a.flops.count, b.flops.count) - 1
    html.raw("<div><h3>Work for one token after ")
    html.text(CostSide.steps[step].tokensText)
    html.raw("</h3>")
    bars(1 + step, 1 + step, &html)
    head("Part", &html)
    let old = a.flops[step], new = b.flops[step]
    let start = step * (old.count + 1)
    for index in old.indices where old[index] + new[index] > 0 {
      html.append(Self.causes, index)
      line(
        old[index], a.flopTexts + start + index, new[index], b.flopTexts + start + index, &html)
    }
    html.append(Self.causes, old.count)
    line(
      old.reduce(0, +), a.flopTexts + start + old.count, new.reduce(0, +), b.flopTexts + start + old.count,
      &html)
    html.append(Self.causes, old.count + 1)
    line(a.reads[step], a.readTexts + step, b.reads[step], b.readTexts + step, &html)
    html.raw("</table></div>\n")
  }

  /// Starts of the lines of both tables, printed once for all pairs: those of each part, then the sums.
  private static let parts = lines(Component.allCases.map { ($0.swatch, $0.label) } + [sum])
  private static let causes = lines(
    ComputeProfile.Cause.allCases.map { ($0.swatch, $0.label) } + [sum, ("", "Memory read")])
  private static let sum: (StaticString, String) = ("sum", "Together")

  private static func lines(_ lines: [(swatch: StaticString, label: String)]) -> Fragments {
    lines.reduce(into: Fragments()) { fragments, line in
      var html: HTML = "<tr"
      if line.swatch.utf8CodeUnitCount > 0 {
        html.raw(" class=")
        html.raw(line.swatch)
      }
      html.raw("><th>")
      html.text(line.label)
      html.raw("<td>")
      fragments.add(html)
    }
  }

  /// Each bar is a whole, whatever its size.
  private func bars(_ a: Int, _ b: Int, _ html: inout HTML) {
    for (side, bar) in [(older, a), (newer, b)] {
      html.raw("<small>")
      html.append(side.pieces, PairSide.Piece.name.rawValue)
      html.raw("</small>")
      html.append(side.cost.texts, side.cost.bars + bar)
    }
  }

  private func line(_ a: Double, _ aText: Int, _ b: Double, _ bText: Int, _ html: inout HTML) {
    if a > 0 { html.append(older.cost.cells, aText) } else { html.raw("–<td>") }
    if b > 0 { html.append(newer.cost.cells, bText) } else { html.raw("–<td>") }
    change(a, b, isSame: isSame(aText, bText), &html)
  }

  private func isSame(_ a: Int, _ b: Int) -> Bool { older.cost.texts.hasSame(a, as: newer.cost.texts, b) }

  /// What reads the same is no difference to a reader.
  private func change(_ a: Double, _ b: Double, isSame: Bool, _ html: inout HTML) {
    if a > 0, b > 0, !isSame, let change = Quantity.bytes(a).change(to: .bytes(b)) { html.text(change) }
  }
}

extension CostSide {
  /// The place of the memory after the `index`th context; nil past what the model is published for.
  fileprivate func place(_ index: Int, _ tokens: Int) -> Int? { tokens <= context ? index : nil }
  fileprivate func lastPlace(_ tokens: Int) -> Int? { tokens == context ? bytes.count - 1 : nil }
}

extension Component {
  /// The class of the colour it has in the bar.
  fileprivate var swatch: StaticString {
    switch self {
    case .embedding, .head: "emb"
    case .attention: "gqa"
    case .latentAttention: "mla"
    case .linearAttention: "gdn"
    case .stateSpace: "ssm"
    case .convolution: "conv"
    case .feedForward: "ffn"
    case .sharedExperts, .routedExperts: "moe"
    case .other: "other"
    }
  }
}

extension ComputeProfile.Cause {
  /// Mixers have the colour of the model's mixer, so the table names none.
  fileprivate var swatch: StaticString {
    switch self {
    case .mixers: "mix"
    case .context: "ink"
    case .feedForwards: "moe"
    case .head: "emb"
    case .other: "other"
    }
  }
}
