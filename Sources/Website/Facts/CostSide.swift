import Architecture
import Catalog
import Diagnostics
import Diagram

/// What one model costs to hold and to run, prepared for the tables and pictures of every pair.
///
/// Every number has one place: its value, its text and the cells of its line are found there. Memory stands first,
/// then parameters, then work.
final class CostSide: Sendable {
  let context: Int
  let memory: PairMemoryChart.Side
  let numbers: [Number]
  /// How many contexts of `steps` have their work.
  let stepCount: Int

  // Where the pieces of each kind start in the markup of the side.

  let texts: Int
  /// As the older model of a pair: the start of the line, the cell and the start of the next, `<tr><th>128k<td>8 GiB<td>`.
  let starts: Int
  /// As the newer: the cell and the start of the next.
  let cells: Int
  /// The start of a line that the older model has no number for, by place of a memory.
  let emptyStarts: Int
  /// The name over a picture of parts, of the parameters and of the work after each of `steps`.
  let bars: Int

  struct Number: Sendable {
    var value: Double
    /// Equal where two read the same.
    var text: UInt64
  }

  /// Contexts of the memory table, in front of the longest the model is published for.
  static let contexts = ContextLengths.shown
  /// Contexts after which one token's work is shown, the longest both models have.
  static let steps = ContextLengths.work
  static let contextTexts = contexts.map(\.tokensText), stepTexts = steps.map(\.tokensText)

  /// How many places memory has: one for each context, and for the longest.
  private let memoryCount: Int
  /// The place of the memory after the `index`th context; nil past what the model is published for.
  func memory(_ index: Int, _ tokens: Int) -> Int? { tokens <= context ? index : nil }
  /// After its own longest context, when that is `tokens`.
  func lastMemory(_ tokens: Int) -> Int? { tokens == context ? memoryCount - 1 : nil }

  /// The places of the parameters by `Component.allCases`, then of their sum.
  var parameters: Range<Int> { memoryCount..<memoryCount + Component.allCases.count + 1 }
  /// After one of `steps`, the places of the FLOPs of one token by `ComputeProfile.Cause.allCases`, of their sum and of
  /// the bytes read, weights in 16 bits.
  func work(_ step: Int) -> Range<Int> {
    let count = ComputeProfile.Cause.allCases.count + 2, start = parameters.upperBound + step * count
    return start..<start + count
  }

  init(_ model: Model, chart: PairMemoryChart, markup: inout FragmentWriter) {
    let sheet = model.sheet, compute = sheet.compute
    let context = sheet.spec.dimensions.context
    self.context = context
    memory = chart.side(model.name, sheet)
    var lines: [CostLine] = []
    let contexts = Self.contexts.filter { $0 <= context } + [context]
    for tokens in contexts {
      let bytes = Double(sheet.cache.totalBytes(at: tokens))
      lines.append(CostLine(bytes, bytes.bytesText, CostLine.start(nil, tokens.tokensText), isShown: true))
    }
    memoryCount = contexts.count
    let byComponent = sheet.parameters.byComponent
    for (part, start) in CostLine.components {
      let total = byComponent.first { $0.component == part }?.total ?? 0
      lines.append(CostLine(Double(total), total.parametersText, start))
    }
    let total = sheet.parameters.total
    lines.append(CostLine(Double(total), total.parametersText, CostLine.sum))
    let steps = Self.steps.filter { $0 <= context || $0 == Self.steps[0] }
    stepCount = steps.count
    var bars = [ShareBar.parameters(sheet)]
    for step in steps {
      let flops = compute.decodeByCause(at: step), all = flops.reduce(0, +)
      for (own, start) in zip(flops, CostLine.causes) { lines.append(CostLine(own, own.flopsText, start)) }
      lines.append(CostLine(all, all.flopsText, CostLine.sum))
      let read = Double(compute.bytesRead(.bf16, at: step))
      lines.append(CostLine(read, read.bytesText, CostLine.read))
      bars.append(ShareBar.compute(flops, sheet))
    }
    numbers = lines.map { Number(value: $0.value, text: Digest($0.text).low) }
    texts = markup.count
    for line in lines { markup.add { $0.text(line.text) } }
    starts = markup.count
    for line in lines {
      markup.add {
        $0.append(line.start)
        line.writeCell(to: &$0)
      }
    }
    cells = markup.count
    for line in lines { markup.add(line.writeCell) }
    emptyStarts = markup.count
    for line in lines.prefix(memoryCount) {
      markup.add {
        $0.append(line.start)
        $0.raw("–<td>")
      }
    }
    self.bars = markup.count
    for bar in bars {
      markup.add {
        $0.raw("<small>")
        $0.text(model.name)
        $0.raw("</small>")
        $0.append(bar)
      }
    }
  }
}

/// A line of the tables, as far as one model fills it.
private struct CostLine {
  let value: Double
  let text: String
  /// Up to the cell of the older model.
  let start: HTML
  private let isShown: Bool

  /// What a model has nothing of is a dash, unless it is shown as 0.
  init(_ value: Double, _ text: String, _ start: HTML, isShown: Bool = false) {
    (self.value, self.text, self.start, self.isShown) = (value, text, start, isShown || value > 0)
  }

  func writeCell(to html: inout ByteWriter) {
    html.text(isShown ? text : "–")
    html.raw("<td>")
  }

  // The same in every model.
  static let components = Component.allCases.map { ($0, start($0.swatch, $0.label)) }
  static let causes = ComputeProfile.Cause.allCases.map { start($0.swatch, $0.label) }
  static let sum = start("sum", "Together")
  static let read = start(nil, "Memory read")

  static func start(_ swatch: StaticString?, _ label: String) -> HTML {
    var html: HTML = "<tr"
    if let swatch {
      html.raw(" class=")
      html.raw(swatch)
    }
    html.raw("><th>")
    html.text(label)
    html.raw("<td>")
    return html
  }
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
