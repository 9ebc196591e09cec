import Architecture

// Memory against context
//
// Both axes are logarithmic, so a cache that grows with every token is a straight line of slope one, a full window
// bends it, and a fixed state is flat. A curve ends in a dot where the model's published context ends. Labels stand
// right of the plot in the order in which the curves leave it, so that their leads cannot cross.

/// A place where two models need the same memory.
public struct Crossing: Hashable, Sendable {
  public var first: String
  public var second: String
  public var tokens: Int
  public var bytes: Int
}

extension Charts {
  /// KV cache, index keys and state against context, one sequence of 16-bit values unless said otherwise.
  public static func memory(
    _ series: [Series], composition: Figures.Composition = .wide, batch: Int = 1, bytesPerElement: Int = 2,
    id: String
  ) -> Scene {
    var chart = MemoryChart(series, composition, batch: batch, bytesPerElement: bytesPerElement)
    return chart.scene(id: id)
  }

  /// Where the curves of models meet, at contexts that both are published for; curves that coincide do not cross.
  public static func crossings(_ series: [Series], batch: Int = 1, bytesPerElement: Int = 2) -> [Crossing] {
    var found: [Crossing] = []
    let curves = series.map { MemoryCurve($0, batch: batch, bytesPerElement: bytesPerElement) }
    for (index, a) in curves.enumerated() {
      for b in curves[(index + 1)...] { found += a.crossings(with: b) }
    }
    return found.sorted { ($0.tokens, $0.first, $0.second) < ($1.tokens, $1.first, $1.second) }
  }
}

private struct MemoryChart {
  /// Curves that coincide stand together.
  struct Entry {
    var curves: [MemoryCurve]
    var style: Style
    var isReference: Bool
    var name: String { curves.map(\.series.name).joined(separator: " and ") }
    /// The one that goes furthest.
    var longest: MemoryCurve { curves.max { $0.context < $1.context } ?? curves[0] }
  }

  let isWide: Bool
  let isLettered: Bool
  let width: Double
  let entries: [Entry]
  let crossings: [Crossing]
  let last: Int
  let plot: Frame
  let x: LogScale, y: LogScale
  private var drawing = Drawing()
  private var height: Double

  init(_ series: [Charts.Series], _ composition: Figures.Composition, batch: Int, bytesPerElement: Int) {
    isWide = composition == .wide
    width = Charts.width(composition)
    let curves = series.map { MemoryCurve($0, batch: batch, bytesPerElement: bytesPerElement) }
      .filter { $0.bytesAtContext > 0 && $0.context > MemoryCurve.firstTokens }
    var found: [Entry] = []
    var hues: [Mark.Hue] = []
    for curve in curves {
      if let known = found.firstIndex(where: {
        $0.isReference == curve.series.isReference && $0.curves[0].coincides(with: curve)
      }) {
        found[known].curves.append(curve)
        continue
      }
      let hue = curve.series.sheet.hue
      let style: Style =
        curve.series.isReference ? .mutedCurve : hues.contains(hue) ? .inkCurve : .curve(hue)
      hues.append(hue)
      found.append(Entry(curves: [curve], style: style, isReference: curve.series.isReference))
    }
    entries = found
    crossings = Charts.crossings(
      series.filter { !$0.isReference }, batch: batch, bytesPerElement: bytesPerElement)
    let last = curves.map(\.context).max() ?? 131_072
    self.last = last
    let ends = curves.flatMap { [$0.bytes(MemoryCurve.firstTokens), $0.bytes(last)] }
      .filter { $0 > 0 }.map { binaryLogarithm(Double($0)) }
    height = isWide ? 340 : 300
    // Narrow pictures name more than two curves by letters.
    isLettered = !isWide && found.count > 2
    let plot = isWide ? Frame(58, 10, 482, 286) : Frame(54, 10, isLettered ? 240 : 268, 230)
    self.plot = plot
    x = LogScale(
      low: binaryLogarithm(Double(MemoryCurve.firstTokens)), high: binaryLogarithm(Double(max(last, 2_048))),
      from: plot.x,
      to: plot.right)
    y = LogScale(
      low: ((ends.min() ?? 20) - 0.2).rounded(.down), high: ((ends.max() ?? 30) + 0.2).rounded(.up),
      from: plot.bottom,
      to: plot.y)
  }

  mutating func scene(id: String) -> Scene {
    drawAxes()
    for entry in entries.sorted(by: { $0.isReference && !$1.isReference }) { draw(entry) }
    drawCrossings()
    if isLettered { drawLetters() }
    isWide ? drawLabels() : drawKey()
    drawWords()
    return Scene(
      id: id, width: width, height: height, title: "Memory against context", description: finding,
      items: drawing.items)
  }

  // MARK: Axes

  private mutating func drawAxes() {
    var grid = Path()
    for value in y.ticks {
      let at = y(value).rounded()
      grid.add(.line(Point(plot.x, at), Point(plot.right, at)))
      drawing.text(Phrase(value.bytesText), .small, at: plot.x - 6, at + 4, anchor: .end, muted: true)
    }
    drawing.shape(grid, .hair)
    var ticks = Path([.line(Point(plot.x, plot.bottom + 4), Point(plot.right, plot.bottom + 4))])
    let step = (binaryLogarithm(Double(last)) - 10) > (isWide ? 8 : 7) ? 3 : 2
    for power in stride(from: 10, through: Int(binaryLogarithm(Double(last)) + 1e-9), by: step) {
      let at = x(powerOfTwo(Double(power)))
      ticks.add(.line(Point(at, plot.bottom + 4), Point(at, plot.bottom + 8)))
      let text = Phrase((1 << power).tokensText)
      let half = text.width(.small) / 2
      drawing.text(
        text, .small, at: min(at, (isWide || isLettered ? plot.right + 4 : width) - half), plot.bottom + 20,
        anchor: .middle, muted: true)
    }
    drawing.shape(ticks, .lead)
    drawing.text(
      "tokens in context; both axes logarithmic", .small, at: plot.center.x, plot.bottom + 35,
      anchor: .middle,
      muted: true)
  }

  // MARK: Curves

  private func points(_ curve: MemoryCurve, from first: Int, to end: Int) -> [Point] {
    let places = [first] + curve.contexts(to: end).filter { $0 > first }
    let all = places.map { Point(x(Double($0)), y(Double(max(1, curve.bytes($0))))) }
    // Points on a straight line between their neighbours say nothing.
    return all.indices.filter { index in
      guard index > 0, index < all.count - 1 else { return true }
      let a = all[index - 1], b = all[index], c = all[index + 1]
      let on = a.y + (c.y - a.y) * (b.x - a.x) / max(c.x - a.x, 1e-9)
      return (on - b.y).magnitude > 0.02
    }.map { all[$0] }
  }

  private mutating func draw(_ entry: Entry) {
    let curve = entry.longest
    let line = points(curve, from: MemoryCurve.firstTokens, to: curve.context)
    drawing.shape(Path([.polyline(line)]), entry.style, title: entry.name)
    if entry.curves.count > 1 {
      // To where the second one ends.
      let end = entry.curves.map(\.context).sorted().dropLast().last ?? curve.context
      drawing.shape(
        Path([.polyline(points(curve, from: MemoryCurve.firstTokens, to: end))]), .insideCurve)
    }
    if curve.context < last {
      drawing.shape(Path([.polyline(points(curve, from: curve.context, to: last))]), .beyondCurve)
    }
    let dots = Set(entry.curves.map(\.context)).sorted().map { context in
      Path.Figure.disc(
        center: Point(x(Double(context)), y(Double(curve.bytes(context)))),
        radius: entry.isReference ? 2.5 : 3.5)
    }
    drawing.shape(Path(dots), .ink)
  }

  /// Crossings with room for a number: of those that would cover each other the first.
  private var named: [Crossing] {
    var named: [Crossing] = [], places: [Point] = []
    for crossing in crossings where named.count < 9 {
      let at = Point(x(Double(crossing.tokens)), y(Double(crossing.bytes)))
      guard places.allSatisfy({ max(($0.x - at.x).magnitude, ($0.y - at.y).magnitude) >= 17 }) else {
        continue
      }
      named.append(crossing)
      places.append(at)
    }
    return named
  }

  private mutating func drawCrossings() {
    for (index, crossing) in named.enumerated() {
      let at = Point(x(Double(crossing.tokens)), y(Double(crossing.bytes)))
      drawing.shape(Path([.disc(center: at, radius: 7.5)]), .operation)
      drawing.text(
        Phrase(String(index + 1)), .small, at: at.x, at.y + 4, anchor: .middle)
    }
  }

  // MARK: Labels

  private func valueWords(_ entry: Entry) -> Phrase {
    let curve = entry.longest
    return "\(value: curve.bytesAtContext.bytesText) at \(curve.context.tokensText)"
  }

  private mutating func drawLabels() {
    let left = 566.0, room = width - left
    let blocks = entries.map { entry -> (names: [Phrase], value: Phrase) in
      (
        Array(Phrase(entry.name).wrapped(entry.isReference ? .small : .label, width: room).prefix(3)),
        valueWords(entry)
      )
    }
    let sizes = blocks.map { Double($0.names.count + 1) * 14 }
    let ends = entries.map { y(Double(max(1, $0.longest.bytes(last)))).rounded() }
    // The first line of a label stands level with the end of its curve unless another label is there.
    let wishes = zip(ends, sizes).map { $0 - 7 + $1 / 2 }
    let order = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
    let centers = spread(wishes, order: order, sizes: sizes, gap: 8, low: 0, high: plot.bottom + 30)
      .map { $0.rounded() }
    let starts = zip(centers, sizes).map { $0 - $1 / 2 + 7 }
    drawLeads(from: ends, to: starts, in: order, until: left - 5)
    for index in entries.indices {
      var baseline = starts[index] + 4
      for name in blocks[index].names {
        drawing.text(
          name, entries[index].isReference ? .small : .label, at: left, baseline,
          muted: entries[index].isReference)
        baseline += 14
      }
      drawing.text(blocks[index].value, .small, at: left, baseline, muted: true)
    }
    height = max(height, (zip(centers, sizes).map { $0 + $1 / 2 }.max() ?? 0) + 4)
  }

  /// From the ends of the curves straight to their labels, or through right angles in lanes of their own: of leads
  /// that rise the upper one turns first, of leads that fall the lower one, so that none crosses another.
  private mutating func drawLeads(
    from ends: [Double], to starts: [Double], in order: [Int], until right: Double
  ) {
    let first = plot.right + 8
    for isRising in [true, false] {
      let turning = order.filter { isRising ? starts[$0] < ends[$0] - 2 : starts[$0] > ends[$0] + 2 }
      let pitch = min(4, (right - 5 - first) / Double(max(1, turning.count - 1)))
      for (lane, index) in (isRising ? turning : turning.reversed()).enumerated() {
        let x = first + pitch * Double(lane)
        drawing.wire(
          Point(plot.right + 3, ends[index]), Point(x, ends[index]), Point(x, starts[index]),
          Point(right, starts[index]), style: .lead, radius: 3)
      }
    }
    for index in order where (starts[index] - ends[index]).magnitude <= 2 {
      drawing.wire(Point(plot.right + 3, ends[index]), Point(right, ends[index]), style: .lead)
    }
  }

  private func letter(_ index: Int) -> Phrase {
    Phrase(String(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26))))
  }

  private mutating func drawLetters() {
    let ends = entries.map { y(Double(max(1, $0.longest.bytes(last)))).rounded() }
    let order = ends.indices.sorted { (ends[$0], $0) < (ends[$1], $1) }
    let places = spread(
      ends, order: order, sizes: ends.map { _ in 12 }, gap: 2, low: 0, high: plot.bottom + 4
    ).map { $0.rounded() }
    drawLeads(from: ends, to: places, in: order, until: width - 11)
    for (index, place) in places.enumerated() {
      drawing.text(letter(index), .label, at: width, place + 4, anchor: .end)
    }
  }

  private mutating func drawKey() {
    var top = plot.bottom + 48
    for (index, entry) in entries.enumerated() {
      let left = isLettered ? 12.0 : 0
      if isLettered { drawing.text(letter(index), .label, at: 0, top + 10) }
      let sample = Path([.line(Point(left, top + 6), Point(24, top + 6))])
      drawing.shape(sample, entry.style)
      if entry.curves.count > 1 { drawing.shape(sample, .insideCurve) }
      let end = drawing.paragraph(
        Phrase(entry.name), entry.isReference ? .small : .label, at: 32, top + 10, width: width - 32,
        lineHeight: 14,
        muted: entry.isReference)
      drawing.text(valueWords(entry), .small, at: 32, end + 14, muted: true)
      top = end + 24
    }
    height = top
  }

  private mutating func drawWords() {
    var bottom = isWide ? max(plot.bottom + 42, height - 8) : height
    for (index, crossing) in named.enumerated() {
      drawing.shape(Path([.disc(center: Point(8, bottom + 14), radius: 7.5)]), .operation)
      drawing.text(Phrase(String(index + 1)), .small, at: 8, bottom + 18, anchor: .middle)
      bottom =
        drawing.paragraph(
          crossing.words, .small, at: 22, bottom + 18, width: width - 22, muted: false) + 4
    }
    height = bottom + 6
  }

  private var finding: String {
    let main = entries.filter { !$0.isReference }
    var parts = main.map { entry in
      "\(entry.name) \(entry.curves.count > 1 ? "need the same memory, " : "needs ")\(entry.longest.bytesAtContext.bytesText) at \(entry.longest.context.tokensText) tokens"
    }
    parts += crossings.map(\.words.text)
    let neighbours = entries.filter(\.isReference).map(\.name)
    if !neighbours.isEmpty { parts.append("For scale: " + neighbours.joined(separator: ", ")) }
    return parts.joined(separator: ". ") + "."
  }
}

extension Crossing {
  /// `A and B need the same at 9,216 tokens: 1.2 GiB; beyond it B needs less.`
  var words: Phrase {
    "\(first) and \(second) need the same at \(value: tokens) tokens: \(value: bytes.bytesText)"
  }
}
