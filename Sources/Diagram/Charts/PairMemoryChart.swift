import Architecture
import Diagnostics

// Memory of two models against context, for thousands of pairs
//
// All pairs of a gallery share their axes, so a model's curve and its label are drawn once and put together with any
// partner's. What remains for a pair: the places of the two labels at the right edge, and where the curves cross.

/// The axes that every pair of a gallery shares, and what is drawn on them.
public final class PairMemoryChart: Sendable {
  /// The longest context of the axis; curves of models that go further leave the picture.
  static let lastTokens = 1_048_576
  static let width = 328.0, height = 238.0
  static let plot = Frame(46, 8, 172, 186)
  static let labelLeft = 236.0

  let x = LogScale(low: 10, high: 20, from: plot.x, to: plot.right)
  let y: LogScale
  fileprivate let axes: PrintedItems

  /// One model on the shared axes.
  public final class Side: Sendable {
    public let name: String
    /// Bytes at each of `PairMemoryChart.samples`.
    let bytes: [Int]
    public let context: Int
    fileprivate let cache: CacheProfile
    /// The curve of the older model of a pair, of the newer, and of a newer one that needs the same.
    fileprivate let olderCurve: PrintedItems, newerCurve: PrintedItems, equalCurve: PrintedItems
    fileprivate let label: PrintedItems
    fileprivate let labelHeight: Double
    /// Where the curve leaves the plot.
    fileprivate let end: Double

    fileprivate init(_ name: String, _ sheet: FactSheet, in chart: PairMemoryChart) {
      self.name = name
      cache = sheet.cache
      context = max(sheet.spec.dimensions.context, 1)
      bytes = PairMemoryChart.samples.map { sheet.cache.totalBytes(at: $0) }
      let line = chart.line(sheet)
      func curve(_ style: Style) -> PrintedItems { PrintedItems(chart.curve(line, style, context: sheet)) }
      (olderCurve, newerCurve, equalCurve) = (curve(.inkCurve), curve(.curve(sheet.hue)), curve(.insideCurve))
      let width = PairMemoryChart.width - PairMemoryChart.labelLeft
      let last = min(context, PairMemoryChart.lastTokens)
      var drawing = Drawing()
      var baseline = 11.0
      for words in Phrase(name).wrapped(.label, width: width).prefix(3) {
        drawing.text(words, .label, at: 0, baseline)
        baseline += 14
      }
      let value = sheet.cache.totalBytes(at: last).bytesText
      drawing.text("\(value: value)", .small, at: 0, baseline, muted: true)
      drawing.text(Phrase("at \(last.tokensText)"), .small, at: 0, baseline + 13, muted: true)
      label = PrintedItems(drawing.items)
      labelHeight = baseline + 17
      end = max(PairMemoryChart.plot.y, chart.y(Double(max(1, bytes.last ?? 1))))
    }
  }

  /// Eight contexts an octave, to 1M.
  ///
  /// From 64 tokens, below which an order of two models means nothing; the axis begins at 1,024.
  static let samples: [Int] = (0...112).map { Int(powerOfTwo(6 + Double($0) / 8)) }

  /// The range of bytes is what these models need within the contexts they are published for.
  public init(_ sheets: [FactSheet]) {
    let ends = sheets.flatMap {
      let last = min($0.spec.dimensions.context, Self.lastTokens)
      return [$0.cache.totalBytes(at: min(1_024, last)), $0.cache.totalBytes(at: last)]
    }.filter { $0 > 0 }.map { binaryLogarithm(Double($0)) }
    // Whole steps of 32×, so that grid lines are round numbers.
    let low = ((ends.min() ?? 20) / 5).rounded(.down) * 5, high = ((ends.max() ?? 30) / 5).rounded(.up) * 5
    y = LogScale(low: low, high: max(high, low + 5), from: Self.plot.bottom, to: Self.plot.y)
    axes = PrintedItems(Self.axes(y, x))
  }

  /// Tells charts with other axes apart.
  public var scale: String { "\(y.low) to \(y.high)" }

  public func side(_ name: String, _ sheet: FactSheet) -> Side { Side(name, sheet, in: self) }

  private static func axes(_ y: LogScale, _ x: LogScale) -> [Scene.Item] {
    var drawing = Drawing(), left = Drawing(), below = Drawing()
    var grid = Path()
    for power in stride(from: y.low, through: y.high, by: 5) {
      let at = y(powerOfTwo(power)).rounded()
      grid.add(.line(Point(plot.x, at), Point(plot.right, at)))
      left.text(
        Phrase(powerOfTwo(power).bytesText), .small, at: plot.x - 5, at + 4, anchor: .end, muted: true)
    }
    drawing.shape(grid, .hair)
    var ticks = Path([.line(Point(plot.x, plot.bottom + 4), Point(plot.right, plot.bottom + 4))])
    for power in stride(from: 10.0, through: 20, by: 5) {
      let at = x(powerOfTwo(power))
      ticks.add(.line(Point(at, plot.bottom + 4), Point(at, plot.bottom + 8)))
      below.text(
        Phrase((1 << Int(power)).tokensText), .small, at: at, plot.bottom + 20, anchor: .middle, muted: true)
    }
    drawing.shape(ticks, .lead)
    below.text(
      "tokens, both axes logarithmic", .small, at: plot.center.x, plot.bottom + 36, anchor: .middle,
      muted: true)
    for (labels, anchor) in [(left, Scene.Text.Anchor.end), (below, .middle)] {
      var group = Scene.Group(labels.items)
      group.anchor = anchor
      drawing.group(group)
    }
    return drawing.items
  }

  // MARK: One model

  /// The places where the curve bends, as places in the plot.
  private func line(_ sheet: FactSheet) -> [Point] {
    var places = Self.samples.filter { $0 >= 1_024 }
    let context = sheet.spec.dimensions.context
    for entry in sheet.cache.entries {
      switch entry.term.retention {
      case .window(let size), .chunk(let size): places.append(size)
      default: break
      }
    }
    places.append(context)
    var points: [Point] = [], last = 0
    for tokens in places.sorted() where tokens != last && (1_024...Self.lastTokens).contains(tokens) {
      points.append(Point(x(Double(tokens)), y(Double(max(1, sheet.cache.totalBytes(at: tokens))))))
      last = tokens
    }
    // Points within a tenth of a straight line say nothing.
    var kept: [Point] = []
    var start = 0
    for index in points.indices {
      guard index > start + 1 else {
        if index == 0 { kept.append(points[0]) }
        continue
      }
      let a = points[start], b = points[index]
      let isStraight = points[(start + 1)..<index].allSatisfy { point in
        (a.y + (b.y - a.y) * (point.x - a.x) / max(b.x - a.x, 1e-9) - point.y).magnitude <= 0.15
      }
      if !isStraight {
        start = index - 1
        kept.append(points[start])
      }
    }
    if let last = points.last, points.count > 1 { kept.append(last) }
    return kept
  }

  /// Solid to the context the model is published for, which a dot marks, and dotted beyond it.
  private func curve(_ line: [Point], _ style: Style, context sheet: FactSheet) -> [Scene.Item] {
    let context = sheet.spec.dimensions.context
    guard sheet.cache.totalBytes(at: Self.lastTokens) > 0 else { return [] }
    var drawing = Drawing()
    guard context < Self.lastTokens else {
      drawing.shape(Path([.polyline(line)]), style)
      return drawing.items
    }
    let end = Point(x(Double(max(1_024, context))), y(Double(max(1, sheet.cache.totalBytes(at: context)))))
    drawing.shape(Path([.polyline(beyond([end] + line.filter { $0.x > end.x }))]), .beyondCurve)
    drawing.shape(Path([.polyline(line.filter { $0.x < end.x } + [end])]), style)
    drawing.shape(Path([.disc(center: end, radius: 3)]), .ink)
    return drawing.items
  }

  /// What the model would need further on, cut where it leaves the plot.
  private func beyond(_ line: [Point]) -> [Point] {
    var kept: [Point] = []
    for point in line {
      guard let last = kept.last, point.y < Self.plot.y else {
        kept.append(point)
        continue
      }
      let share = (last.y - Self.plot.y) / max(last.y - point.y, 1e-9)
      return kept + [Point(last.x + (point.x - last.x) * share, Self.plot.y)]
    }
    return kept
  }

  // MARK: Two models

  /// A pair on the axes: what has to be decided for it alone.
  public struct Pair: Sendable {
    let chart: PairMemoryChart
    let older: Side
    let newer: Side
    /// Less than one part in two hundred apart wherever both are published for.
    public let coincide: Bool
    public let crossings: [Crossing]
    /// Of the two labels.
    let tops: (older: Double, newer: Double)
  }

  public func pair(_ older: Side, _ newer: Side) -> Pair {
    let last = min(older.context, newer.context, Self.lastTokens)
    var coincide = true
    var crossings: [Crossing] = []
    // The sign of the last difference, and where it was.
    var before = 0, beforeTokens = 0
    let samples = Self.samples
    for index in samples.indices {
      let tokens = samples[index]
      if tokens > last { break }
      let a = older.bytes[index], b = newer.bytes[index]
      let gap = a - b
      if coincide, gap.magnitude > UInt(max(a, b)) / 200 { coincide = false }
      let sign = gap.signum()
      if sign == 0 { continue }
      if before == -sign {
        crossings.append(older.crossing(newer, after: beforeTokens, upTo: tokens, from: before))
      }
      (before, beforeTokens) = (sign, tokens)
    }
    if coincide { crossings = [] }
    let heights = [older.labelHeight, newer.labelHeight]
    let centers = spread(
      [older.end, newer.end], order: newer.end < older.end ? [1, 0] : [0, 1], sizes: heights, gap: 6, low: 2,
      high: Self.height - 4)
    return Pair(
      chart: self, older: older, newer: newer, coincide: coincide, crossings: crossings,
      tops: (centers[0] - heights[0] / 2, centers[1] - heights[1] / 2))
  }
}

extension PairMemoryChart.Side {
  fileprivate func crossing(_ other: PairMemoryChart.Side, after low: Int, upTo high: Int, from sign: Int)
    -> Crossing
  {
    var low = low, high = high
    while high - low > 1 {
      let middle = (low + high) / 2
      let gap = cache.totalBytes(at: middle) - other.cache.totalBytes(at: middle)
      if gap.signum() != sign { high = middle } else { low = middle }
    }
    return Crossing(first: name, second: other.name, tokens: high, bytes: cache.totalBytes(at: high))
  }
}

extension PairMemoryChart.Pair {
  private typealias Chart = PairMemoryChart

  /// The lines from the curves to their labels.
  private var leads: Path {
    Path(
      [(older, tops.older), (newer, tops.newer)].map { side, top in
        let center = top + side.labelHeight / 2
        return .polyline([
          Point(Chart.plot.right + 2, side.end), Point(Chart.plot.right + 5, side.end),
          Point(Chart.labelLeft - 6, center), Point(Chart.labelLeft - 3, center),
        ])
      })
  }

  /// What is drawn of the crossings.
  private var crossingItems: [Scene.Item] {
    if crossings.isEmpty { return [] }
    var drawing = Drawing()
    var right = -Double.infinity
    for crossing in crossings.filter({ $0.tokens >= 1_024 }).prefix(3) {
      let at = Point(chart.x(Double(crossing.tokens)), chart.y(Double(max(1, crossing.bytes))))
      drawing.shape(Path([.disc(center: at, radius: 4.5)]), .operation)
      let words = Phrase(crossing.tokens.grouped)
      let width = words.width(.small)
      // Curves rise to the right: above on the left and below on the right there is room.
      let isLeft = at.x - 6 - width > max(Chart.plot.x + 2, right)
      let frameLeft = isLeft ? at.x - 6 - width : at.x + 6
      guard frameLeft > right, frameLeft + width <= Chart.plot.right else { continue }
      drawing.text(
        words, .small, at: isLeft ? at.x - 6 : at.x + 6, isLeft ? max(at.y - 7, 10) : at.y + 15,
        anchor: isLeft ? .end : .start)
      right = max(at.x + 6, frameLeft + width)
    }
    return drawing.items
  }

  /// At the shortest context.
  public var isNewerLess: Bool {
    zip(older.bytes, newer.bytes).first { $0 != $1 }.map { $1 < $0 } ?? false
  }

  /// What the picture says, for those who do not see it.
  public var finding: String {
    if coincide { return "\(older.name) and \(newer.name) need the same memory" }
    guard let first = crossings.first else {
      return "\(isNewerLess ? newer.name : older.name) needs less at every context"
    }
    return "\(older.name) and \(newer.name) need the same at \(first.tokens.grouped) tokens"
  }

  private func draw(_ canvas: inout some Canvas & ~Copyable) {
    canvas.draw(chart.axes)
    canvas.draw(older.olderCurve)
    canvas.draw(coincide ? newer.equalCurve : newer.newerCurve)
    canvas.draw(leads, .lead)
    canvas.draw(crossingItems)
    for (side, top) in [(older, tops.older), (newer, tops.newer)] {
      canvas.group(Scene.Group(at: Point(Chart.labelLeft, top))) { $0.draw(side.label) }
    }
  }

  private var frame: Scene {
    var scene = Scene(
      id: "mem", width: Chart.width, height: Chart.height, title: "Memory against context",
      description: finding, items: [])
    scene.naming = .title
    scene.sizing = .fluid
    scene.margins.inline = 0
    return scene
  }

  /// The picture as values, for measuring.
  public var scene: Scene {
    var canvas = SceneCanvas(), scene = frame
    draw(&canvas)
    scene.items = canvas.items
    return scene
  }

  /// The picture behind what a page holds; the page says what it shows.
  public func append(to page: inout ByteWriter) {
    SVGPrinter.append(frame, to: &page) { draw(&$0) }
  }
}
