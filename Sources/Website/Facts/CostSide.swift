import Architecture
import Catalog
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
  static let contexts = [4_096, 32_768, 131_072, 262_144, 1_048_576]
  /// Contexts after which one token's work is shown, the longest both models have.
  static let steps = [512, 1_024, 4_096, 32_768]
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

  init(_ model: Model, chart: PairMemoryChart, markup: inout Fragments) {
    let sheet = model.sheet, compute = sheet.compute
    let context = sheet.spec.dimensions.context
    self.context = context
    memory = chart.side(model.name, sheet)
    var lines = Lines()
    let contexts = Self.contexts.filter { $0 <= context } + [context]
    var emptyStarts = Fragments()
    for tokens in contexts {
      let start = HTML(trusted: "<tr><th>\(tokens.tokensText)<td>")
      let bytes = Double(sheet.cache.totalBytes(at: tokens))
      lines.add(bytes, bytes.bytesText, start, isShown: true)
      emptyStarts.add {
        $0.append(start)
        $0.raw("–<td>")
      }
    }
    memoryCount = contexts.count
    let sum: StaticString = "sum"
    let byComponent = sheet.parameters.byComponent
    for part in Component.allCases {
      let total = byComponent.first { $0.component == part }?.total ?? 0
      lines.add(Double(total), total.parametersText, Lines.start(part.swatch, part.label))
    }
    let total = sheet.parameters.total
    lines.add(Double(total), total.parametersText, Lines.start(sum, "Together"))
    let steps = Self.steps.filter { $0 <= context || $0 == Self.steps[0] }
    stepCount = steps.count
    var bars = Fragments()
    func addBar(_ bar: [UInt8]) {
      bars.add {
        $0.raw("<small>")
        $0.text(model.name)
        $0.raw("</small>")
        $0.append(HTML(trusted: bar))
      }
    }
    addBar(ShareBar.parameters(sheet))
    for step in steps {
      let flops = compute.decodeByCause(at: step), all = flops.reduce(0, +)
      for (cause, own) in zip(ComputeProfile.Cause.allCases, flops) {
        lines.add(own, own.flopsText, Lines.start(cause.swatch, cause.label))
      }
      lines.add(all, all.flopsText, Lines.start(sum, "Together"))
      let read = Double(compute.bytesRead(.bf16, at: step))
      lines.add(read, read.bytesText, Lines.start(nil, "Memory read"))
      addBar(ShareBar.compute(flops, sheet))
    }
    numbers = lines.numbers
    texts = markup.add(lines.texts)
    starts = markup.add(lines.starts)
    cells = markup.add(lines.cells)
    self.emptyStarts = markup.add(emptyStarts)
    self.bars = markup.add(bars)
  }
}

/// Lines of the tables, as far as one model fills them.
private struct Lines {
  private(set) var numbers: [CostSide.Number] = []
  private(set) var texts = Fragments(), starts = Fragments(), cells = Fragments()

  /// What a model has nothing of is a dash, unless it is shown as 0.
  mutating func add(_ value: Double, _ text: String, _ start: HTML, isShown: Bool = false) {
    func writeCell(_ html: inout HTML) {
      html.text(isShown || value > 0 ? text : "–")
      html.raw("<td>")
    }
    numbers.append(CostSide.Number(value: value, text: Digest(text).low))
    texts.add { $0.text(text) }
    starts.add {
      $0.append(start)
      writeCell(&$0)
    }
    cells.add(writeCell)
  }

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
