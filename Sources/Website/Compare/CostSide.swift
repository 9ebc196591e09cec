import Architecture
import Catalog
import Diagnostics
import Diagram

/// What one model costs to hold and to run, prepared for the tables and pictures of every pair.
///
/// Labels and texts are short enough to be no objects, so that pages count no references of them.
final class CostSide: Sendable {
  /// A row of a table, as far as one model fills it.
  struct Row: Sendable {
    let label: String
    let value: Double
    let text: String
    /// The class of the row: a colour, or that it is the sum of the others.
    var style: StaticString?
    /// What a model has nothing of is a dash, unless it is shown as 0.
    var cell: String { value > 0 || style == nil ? text : "–" }
  }

  let context: Int
  let memory: PairMemoryChart.Side
  /// Of one sequence after each of `contexts` that the model is published for, and after its longest.
  let memoryRows: [Row], longest: Row
  /// By `Component.allCases`, then their sum.
  let parameters: [Row]
  /// After each of `steps`, the longest within the context: FLOPs of one token by `ComputeProfile.Cause.allCases`, their
  /// sum, and the bytes read, weights in 16 bits.
  let work: [[Row]]
  /// The same as pictures.
  let parameterBar: HTML, workBars: [HTML]

  /// Contexts of the memory table, in front of the longest the model is published for.
  static let contexts = ContextLengths.shown
  /// Contexts after which one token's work is shown, the longest both models have.
  static let steps = ContextLengths.work
  static let contextTexts = contexts.map(\.tokensText), stepTexts = steps.map(\.tokensText)

  init(_ model: Model, chart: PairMemoryChart) {
    let sheet = model.sheet, context = sheet.spec.dimensions.context
    func memory(_ tokens: Int) -> Row {
      let bytes = Double(sheet.cache.totalBytes(at: tokens))
      return Row(label: tokens.tokensText, value: bytes, text: bytes.bytesText)
    }
    func bar(_ picture: [UInt8]) -> HTML {
      HTML {
        $0.element("small", text: model.name)
        $0.append(picture)
      }
    }
    self.context = context
    self.memory = chart.side(model.name, sheet)
    memoryRows = Self.contexts.filter { $0 <= context }.map(memory)
    longest = memory(context)
    let byComponent = sheet.parameters.byComponent, total = sheet.parameters.total
    parameters =
      Component.allCases.map { part in
        let own = byComponent.first { $0.component == part }?.total ?? 0
        return Row(label: part.label, value: Double(own), text: own.parametersText, style: part.swatch)
      } + [Row(label: "Together", value: Double(total), text: total.parametersText, style: "sum")]
    parameterBar = bar(ShareBar.parameters(sheet))
    let steps = Self.steps.filter { $0 <= context || $0 == Self.steps[0] }
    let flops = steps.map(sheet.compute.decodeByCause)
    work = zip(steps, flops).map { step, flops in
      let all = flops.reduce(0, +), read = Double(sheet.compute.bytesRead(.bf16, at: step))
      return zip(flops, ComputeProfile.Cause.allCases).map { own, cause in
        Row(label: cause.label, value: own, text: own.flopsText, style: cause.swatch)
      } + [
        Row(label: "Together", value: all, text: all.flopsText, style: "sum"),
        Row(label: "Memory read", value: read, text: read.bytesText),
      ]
    }
    workBars = flops.map { bar(ShareBar.compute($0, sheet)) }
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
