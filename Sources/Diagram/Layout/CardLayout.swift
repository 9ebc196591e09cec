import Architecture

/// A detail card, 328 u wide: title row, then the anatomy's parts one below the other.
struct CardLayout {
  static let width = 328.0
  /// Where connectors arrive, below the card's top.
  static let titleLine = 19.0

  let content: CardContent
  /// With a frame as high as what is in it.
  let panel: Panel
  /// For figures that frame cards in their own way.
  var unframed: [Scene.Item] { Array(panel.items.dropFirst()) }

  init(_ content: CardContent) {
    self.content = content
    var drawing = Drawing()
    let noteWidth = content.note.width(.small)
    let nameWidth = 316 - 30 - (noteWidth > 0 ? noteWidth + 12 : 0)
    var head = Drawing()
    head.shape(content.sign.tile(at: Point(17, 19)), content.sign.style)
    let names = Phrase(content.title).wrapped(.name, width: nameWidth, lines: 2)
    var y = 23.0
    for name in names {
      head.text(name, .name, at: 30, y)
      y += 16
    }
    drawing.group(Scene.Group(concept: content.concept, head.items))
    if noteWidth > 0 { drawing.text(content.note, .small, at: 316, 23, anchor: .end, muted: true) }
    var top = 42 + 16 * Double(names.count - 1)
    for (index, part) in content.parts.enumerated() {
      let body = part.panel(hue: content.sign.mark.hue)
      guard body.height > 0 else { continue }
      if index > 0 { top += 10 }
      drawing.items.append(body.placed(at: Point(12, top)))
      top += body.height
    }
    let height = top + 13
    panel = Panel(height: height, items: [Self.frame(height)] + drawing.items)
  }

  /// `height` is what the composition gives it.
  func placed(at origin: Point, height: Double, id: String) -> Scene.Item {
    var placed = panel
    if height != panel.height { placed.items[0] = Self.frame(height) }
    return placed.placed(at: origin, id: id, part: content.part)
  }

  private static func frame(_ height: Double) -> Scene.Item {
    .box(Scene.Box(Frame(0.5, 0.5, width - 1, height - 1), radius: 6, .card))
  }
}

extension Anatomy.Part {
  /// The part drawn 304 u wide.
  func panel(hue: Mark.Hue) -> Panel {
    switch self {
    case .flow(let flow): return FlowLayout(flow).panel
    case .sentence(let phrase): return Self.paragraph(phrase)
    case .heads(let chart): return chart.panel
    case .cacheBar(let cached, let full): return Self.cacheBar(cached: cached, full: full, hue: hue)
    case .widths(let bars): return Self.widths(bars)
    case .experts(let chart): return chart.panel
    }
  }

  private static func paragraph(_ phrase: Phrase) -> Panel {
    guard !phrase.text.isEmpty else { return Panel(height: 0, items: []) }
    var drawing = Drawing()
    let last = drawing.paragraph(phrase, .small, at: 0, 9, width: FlowLayout.width)
    return Panel(height: last + 2, items: drawing.items)
  }

  private static func cacheBar(cached: Int, full: Int, hue: Mark.Hue) -> Panel {
    guard full > 0 else { return Panel(height: 0, items: []) }
    var drawing = Drawing()
    drawing.text(
      "cached per token and layer: \(value: cached) of \(full.grouped) numbers", .small, at: 0, 10)
    drawing.box(Frame(0, 17, FlowLayout.width, 6), .frame)
    let share = min(1, max(0, Double(cached) / Double(full)))
    drawing.shape(Path([.rect(Frame(0, 17, max(0.5, FlowLayout.width * share), 6))]), .hue(hue))
    return Panel(height: 23, items: drawing.items)
  }

  private static func widths(_ bars: [WidthBar]) -> Panel {
    guard let widest = bars.map(\.width).max(), widest > 0 else { return Panel(height: 0, items: []) }
    var drawing = Drawing()
    let words = bars.enumerated().reduce(Phrase(segments: [])) { all, bar in
      all + (bar.offset == 0 ? "" : ", ")
        + "\(bar.element.label) \(value: bar.element.width, bar.element.fact)"
    }
    let last = drawing.paragraph(words + ": to scale", .small, at: 0, 10, width: FlowLayout.width)
    for (index, bar) in bars.enumerated() {
      let width = max(0.5, FlowLayout.width * Double(bar.width) / Double(widest))
      let isStream = bar.label == bars.first?.label
      drawing.shape(
        Path([.rect(Frame((FlowLayout.width - width) / 2, last + 8 + Double(index) * 7, width, 5))]),
        isStream ? .ink : .hue(.ffn))
    }
    return Panel(height: last + 6 + Double(bars.count) * 7, items: drawing.items)
  }
}

extension HeadsChart {
  /// One square per query head, one bar per key-value head below its group; at most eight rows of 64.
  var panel: Panel {
    guard queryHeads > 0, queryHeads <= 512 else { return Panel(height: 0, items: []) }
    let groups = max(1, kvHeads), groupSize = max(1, queryHeads / groups)
    let hasBars = kvHeads > 0
    // A row holds whole groups when they fit in 64 squares, else a group runs over several rows; rows are
    // equally long where the groups allow it.
    let unit = groupSize > 64 ? 1 : groupSize
    let units = (queryHeads + unit - 1) / unit, most = 64 / unit
    let rows = (units + most - 1) / most
    let perRow = (units + rows - 1) / rows * unit
    let isSpaced = groupSize > 1 && groups > 1 && hasBars
    let groupsInRow = max(1, perRow / groupSize)
    let gap = isSpaced ? 4.0 : 0
    let free = FlowLayout.width - Double(groupsInRow - 1) * gap - Double(perRow - 1)
    let side = max(2, min(9, (free / Double(perRow)).halfUnits))
    let rowHeight = side + (hasBars ? 7 : 1)

    var squares = Path(), bars = Path()
    var row = 0
    for start in stride(from: 0, to: queryHeads, by: perRow) {
      let heads = min(perRow, queryHeads - start), y = Double(row) * rowHeight
      func left(_ index: Int) -> Double { Double(index) * (side + 1) + Double(index / groupSize) * gap }
      for index in 0..<heads { squares.add(.rect(Frame(left(index), y, side, side))) }
      if hasBars {
        for first in stride(from: 0, to: heads, by: min(groupSize, perRow)) {
          let last = min(first + groupSize, heads) - 1
          bars.add(.rect(Frame(left(first), y + side + 2, left(last) + side - left(first), 3)))
        }
      }
      row += 1
    }
    var drawing = Drawing()
    drawing.shape(squares, .hue(hue))
    drawing.shape(bars, .ink)
    return Panel(height: Double(row) * rowHeight - (hasBars ? 1 : 0), items: drawing.items)
  }
}

extension ExpertsChart {
  /// Weighted sum, grid of all experts, router, key and facts.
  var panel: Panel {
    var drawing = Drawing()
    let middle = FlowLayout.width / 2, perRow = 32, pitch = 9.5
    let shown = min(experts, 1_024)
    let rows = (shown + perRow - 1) / perRow
    drawing.wire(Point(middle, 26), Point(middle, 18))
    drawing.wire(Point(middle, 4), Point(middle, -4))
    drawing.operation(at: Point(middle, 11))
    drawing.text("weighted sum", .small, at: middle + 14, 15, muted: true)

    let isActive = activePositions(of: shown)
    // One row of few experts stands in the middle, under the sum.
    let left = 0.5 + (shown < perRow ? Double(perRow - shown) * pitch / 2 : 0)
    var idle = Path(), active = Path()
    for index in 0..<shown {
      let x = left + Double(index % perRow) * pitch, y = 28 + Double(index / perRow) * pitch
      if isActive[index] {
        active.add(.rect(Frame(x, y, 8, 8)))
      } else {
        idle.add(.rect(Frame(x + 1.5, y + 1.5, 5, 5)))
      }
    }
    drawing.shape(idle, .idle)
    drawing.shape(active, .hue(.moe))

    let routerTop = 28 + Double(rows) * pitch + 18
    drawing.wire(Point(middle, routerTop), Point(middle, routerTop - 13), arrow: true)
    let routerWidth = min(FlowLayout.width, max(160, router.width(.small) + 20))
    drawing.box(Frame(middle - routerWidth / 2, routerTop, routerWidth, 22), radius: 3, .norm)
    drawing.text(router, .small, at: middle, routerTop + 15, anchor: .middle)
    drawing.wire(Point(middle, routerTop + 34), Point(middle, routerTop + 22))

    var y = drawKey(&drawing, top: routerTop + 46, hasRest: shown < experts)
    for fact in facts { y = drawing.paragraph(fact, .small, at: 0, y + 15, width: FlowLayout.width) }
    return Panel(height: y + 2, items: drawing.items)
  }

  /// Returns the last baseline.
  private func drawKey(_ drawing: inout Drawing, top: Double, hasRest: Bool) -> Double {
    var entries: [(mark: Path, style: Style, width: Double, words: Phrase)] = [
      (Path([.rect(Frame(0, 2, 8, 8))]), .hue(.moe), 13, "\(value: active) active"),
      (Path([.rect(Frame(0.5, 3.5, 5, 5))]), .idle, 11, "\(value: experts - active) idle per token"),
    ]
    if shared > 0 {
      entries.append(
        (
          Path(
            [.rect(Frame(0, 1, 10, 10)), .rect(Frame(1.2, 2.2, 7.6, 7.6)), .rect(Frame(2.6, 3.6, 4.8, 4.8))],
            evenOdd: true),
          .hue(.moe), 15, "\(value: shared) shared, always on"
        ))
    }
    let widths = entries.map { $0.width + $0.words.width(.small) }
    let free = FlowLayout.width - widths.reduce(0, +)
    let gap = min(18, max(8, free / Double(entries.count - 1)))
    var x = 0.0, y = top
    for entry in entries {
      let width = entry.width + entry.words.width(.small)
      if x > 0 && x + width > FlowLayout.width {
        x = 0
        y += 16
      }
      drawing.group(
        Scene.Group(
          at: Point(x, y),
          [
            .shape(Scene.Shape(entry.mark, entry.style)),
            .text(Scene.Text(entry.words, .small, at: Point(entry.width, 10))),
          ]))
      x += width + gap
    }
    if hasRest {
      drawing.text(
        "the first 1,024 of \(value: experts) experts are drawn", .small, at: 0, y + 26, muted: true)
      y += 16
    }
    return y + 17
  }

  /// Spread by the golden ratio; every active expert has its own place.
  private func activePositions(of count: Int) -> [Bool] {
    var isActive = Array(repeating: false, count: count)
    for index in 0..<min(active, count) {
      let turn = 0.618 * Double(index) + 0.13
      var position = min(count - 1, Int((turn - turn.rounded(.down)) * Double(count)))
      while isActive[position] { position = (position + 1) % count }
      isActive[position] = true
    }
    return isActive
  }
}
