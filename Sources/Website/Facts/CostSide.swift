import Architecture
import Catalog
import Diagram

/// What one model costs to hold and to run, prepared for the tables and pictures of every pair.
final class CostSide: Sendable {
  let context: Int
  let memory: PairMemoryChart.Side
  /// Memory after each of `contexts` it is published for, then after its own longest.
  let bytes: [Double]
  let parameters: Int
  /// By `Component.allCases`; 0 where it has none.
  let components: [Int]
  /// FLOPs of one token by cause, after each of `steps` it is published for.
  let flops: [[Double]]
  /// Bytes read for one token, weights in 16 bits, after each of `steps`.
  let reads: [Double]
  /// The texts of all numbers above, and the two kinds of bars.
  let texts: Fragments
  /// The same numbers with the start of the next cell behind them.
  let cells: Fragments
  /// Starts of the lines of the memory table: `<tr><th>128k<td>`.
  let memoryLines: Fragments

  /// Contexts of the memory table.
  static let contexts = [4_096, 32_768, 131_072, 262_144, 1_048_576]
  /// Contexts after which one token's arithmetic is shown, the longest both models have.
  static let steps = [512, 1_024, 4_096, 32_768]

  /// Where the texts of one kind start.
  let memoryTexts: Int, parameterTexts: Int, flopTexts: Int, readTexts: Int, bars: Int

  init(_ model: Model, chart: PairMemoryChart) {
    let sheet = model.sheet, compute = sheet.compute
    let context = sheet.spec.dimensions.context
    self.context = context
    memory = chart.side(model.name, sheet)
    bytes = (Self.contexts.filter { $0 <= context } + [context]).map {
      Double(sheet.cache.totalBytes(at: $0))
    }
    parameters = sheet.parameters.total
    let byComponent = sheet.parameters.byComponent
    components = Component.allCases.map { part in byComponent.first { $0.component == part }?.total ?? 0 }
    let steps = Self.steps.filter { $0 <= context || $0 == Self.steps[0] }
    flops = steps.map { compute.decodeByCause(at: $0) }
    reads = steps.map { Double(compute.bytesRead(.bf16, at: $0)) }
    var texts = Fragments()
    memoryTexts = texts.count
    for value in bytes { texts.add(HTML(text: value.bytesText)) }
    parameterTexts = texts.count
    for value in components + [parameters] { texts.add(HTML(text: value.parametersText)) }
    flopTexts = texts.count
    for step in flops { for value in step + [step.reduce(0, +)] { texts.add(HTML(text: value.flopsText)) } }
    readTexts = texts.count
    for value in reads { texts.add(HTML(text: value.bytesText)) }
    bars = texts.count
    cells = (0..<texts.count).reduce(into: Fragments()) { cells, index in
      var cell = HTML()
      cell.append(texts, index)
      cell.raw("<td>")
      cells.add(cell)
    }
    memoryLines = (Self.contexts.filter { $0 <= context } + [context]).reduce(into: Fragments()) {
      $0.add(HTML(trusted: "<tr><th>\($1.tokensText)<td>"))
    }
    texts.add(HTML(trusted: ShareBar.parameters(sheet)))
    for step in flops { texts.add(HTML(trusted: ShareBar.compute(step, sheet))) }
    self.texts = texts
  }
}
