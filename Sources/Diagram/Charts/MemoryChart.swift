import Architecture

// Memory against context
//
// Both axes are logarithmic, so a cache that grows with every token is a straight line of slope one, a full window
// bends it, and a fixed state is flat. A curve ends in a dot where the model's published context ends. Labels stand
// right of the plot in the order in which the curves leave it, so that their leads cannot cross.

extension Charts {
  /// KV cache, index keys and state against context, one sequence of 16-bit values.
  public static func memory(
    _ series: [Series], composition: Figures.Composition = .wide, id: String
  ) -> Scene {
    memory(series, [(composition, id)])[0]
  }

  /// The same in several compositions.
  public static func memory(_ series: [Series], _ pictures: Figures.Pictures) -> [Scene] {
    let comparison = MemoryComparison(series)
    return pictures.map { composition, id in
      var chart = MemoryChart(comparison, composition)
      return chart.scene(id: id)
    }
  }
}

private struct MemoryChart {
  let comparison: MemoryComparison
  let isWide: Bool
  let isLettered: Bool
  let width: Double
  let plot: Frame
  let x: LogScale, y: LogScale
  /// Crossings with room for a number: of those that would cover each other the first.
  let named: [(crossing: Crossing, place: Point)]
  private var drawing = Drawing()
  private var height: Double

  private var entries: [MemoryComparison.Entry] { comparison.entries }
  private var last: Int { comparison.lastTokens }

  init(_ comparison: MemoryComparison, _ composition: Figures.Composition) {
    self.comparison = comparison
    isWide = composition == .wide
    width = composition.width
    height = isWide ? 340 : 300
    // Narrow pictures name more than two curves by letters.
    isLettered = !isWide && comparison.entries.count > 2
    let plot = isWide ? Frame(58, 10, 482, 286) : Frame(54, 10, isLettered ? 240 : 268, 230)
    self.plot = plot
    let x = LogScale(
      low: binaryLogarithm(Double(MemoryCurve.firstTokens)),
      high: binaryLogarithm(Double(max(comparison.lastTokens, 2_048))), from: plot.x, to: plot.right)
    let y = LogScale(low: comparison.low, high: comparison.high, from: plot.bottom, to: plot.y)
    var named: [(crossing: Crossing, place: Point)] = []
    for crossing in comparison.crossings where named.count < 9 {
      let at = Point(x(Double(crossing.tokens)), y(Double(crossing.bytes)))
      let isClear = named.allSatisfy {
        max(($0.place.x - at.x).magnitude, ($0.place.y - at.y).magnitude) >= 17
      }
      if isClear { named.append((crossing, at)) }
    }
    (self.x, self.y, self.named) = (x, y, named)
  }

  mutating func scene(id: String) -> Scene {
    drawAxes()
    // References behind what is compared.
    for entry in entries where entry.isReference { draw(entry) }
    for entry in entries where !entry.isReference { draw(entry) }
    drawCrossings()
    if isLettered { drawLetters() }
    isWide ? drawLabels() : drawKey()
    drawWords()
    return Scene(
      id: id, width: width, height: height, title: "Memory against context",
      description: comparison.finding, items: drawing.items)
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

  private func place(_ sample: MemoryCurve.Sample) -> Point {
    Point(x.place(ofLogarithm: sample.place), y.place(ofLogarithm: sample.height))
  }

  private func points(_ curve: MemoryCurve, from first: Int, to end: Int) -> [Point] {
    let samples = curve.samples(from: first, to: end)
    var kept = [place(samples[0])]
    guard samples.count > 1 else { return kept }
    var a = kept[0], b = place(samples[1])
    for sample in samples.dropFirst(2) {
      let c = place(sample)
      // Points on a straight line between their neighbours say nothing.
      let on = a.y + (c.y - a.y) * (b.x - a.x) / max(c.x - a.x, 1e-9)
      if (on - b.y).magnitude > 0.02 { kept.append(b) }
      (a, b) = (b, c)
    }
    kept.append(b)
    return kept
  }

  private mutating func draw(_ entry: MemoryComparison.Entry) {
    let curve = entry.longest
    let line = points(curve, from: MemoryCurve.firstTokens, to: curve.context)
    drawing.shape(Path([.polyline(line)]), entry.style, title: entry.name)
    if entry.contexts.count > 1 {
      // To where the second one ends.
      let end = entry.contexts[entry.contexts.count - 2]
      drawing.shape(
        Path([.polyline(points(curve, from: MemoryCurve.firstTokens, to: end))]), .insideCurve)
    }
    if curve.context < last {
      drawing.shape(Path([.polyline(points(curve, from: curve.context, to: last))]), .beyondCurve)
    }
    var dots = Path(), before: Int?
    for context in entry.contexts where context != before {
      dots.add(
        .disc(
          center: Point(x(Double(context)), y(Double(curve.bytes(context)))),
          radius: entry.isReference ? 2.5 : 3.5))
      before = context
    }
    drawing.shape(dots, .ink)
  }

  private mutating func drawCrossings() {
    for (index, (_, at)) in named.enumerated() {
      drawing.shape(Path([.disc(center: at, radius: 7.5)]), .operation)
      drawing.text(
        Phrase(String(index + 1)), .small, at: at.x, at.y + 4, anchor: .middle)
    }
  }

  // MARK: Labels

  private mutating func drawLabels() {
    let left = 566.0, room = width - left
    let blocks = entries.map { entry -> (names: [Phrase], value: Phrase) in
      (
        Array(Phrase(entry.name).wrapped(entry.isReference ? .small : .label, width: room).prefix(3)),
        entry.value
      )
    }
    let sizes = blocks.map { Double($0.names.count + 1) * 14 }
    let ends = entries.map { y.place(ofLogarithm: $0.endHeight).rounded() }
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
    let ends = entries.map { y.place(ofLogarithm: $0.endHeight).rounded() }
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
      if entry.contexts.count > 1 { drawing.shape(sample, .insideCurve) }
      let end = drawing.paragraph(
        Phrase(entry.name), entry.isReference ? .small : .label, at: 32, top + 10, width: width - 32,
        lineHeight: 14,
        muted: entry.isReference)
      drawing.text(entry.value, .small, at: 32, end + 14, muted: true)
      top = end + 24
    }
    height = top
  }

  private mutating func drawWords() {
    var bottom = isWide ? max(plot.bottom + 42, height - 8) : height
    for (index, (crossing, _)) in named.enumerated() {
      drawing.shape(Path([.disc(center: Point(8, bottom + 14), radius: 7.5)]), .operation)
      drawing.text(Phrase(String(index + 1)), .small, at: 8, bottom + 18, anchor: .middle)
      bottom =
        drawing.paragraph(
          crossing.words, .small, at: 22, bottom + 18, width: width - 22, muted: false) + 4
    }
    height = bottom + 6
  }
}
