import Architecture

/// Where the parameters sit: one bar to scale, the active share, and a key that names every part.
struct ParameterBar {
  let panel: Panel

  init(_ parts: ParameterParts, width: Double) {
    var drawing = Drawing()
    drawing.text("Where the parameters sit", .label, at: 0, 11)
    drawing.text(Phrase("\(parts.totalText) in total"), .small, at: width, 11, anchor: .end, muted: true)
    let segments = parts.segments
    Self.drawBar(&drawing, segments, width: width)

    var top = 52.0
    if let words = parts.activeWords, parts.total > 0 {
      let share = Double(parts.active) / Double(parts.total)
      drawing.wire(
        Point(0.5, 45), Point(0.5, 49), Point(max(2, width * share - 0.5), 49),
        Point(max(2, width * share - 0.5), 45),
        style: .rule, radius: 0)
      let isRight = width * share + 6 + words.width(.small) > width
      drawing.text(words, .small, at: isRight ? 0 : width * share + 6, isRight ? 64 : 54)
      top = isRight ? 80 : 70
    }
    let columns = width >= 600 ? 3 : 1
    let cell = (width - Double(columns - 1) * 28) / Double(columns)
    for (index, segment) in parts.largestFirst.enumerated() {
      let x = Double(index % columns) * (cell + 28), y = top + Double(index / columns) * 18
      let swatch = Frame(x, y, 12, 10)
      drawing.shape(Path([.rect(swatch)]), segment.style)
      Self.drawPattern(&drawing, segment.component, in: swatch)
      drawing.text(Phrase(segment.label), .small, at: x + 18, y + 9)
      drawing.text(
        segment.total + "  \(segment.percent)", .small, at: x + cell, y + 9, anchor: .end)
    }
    let rows = (segments.count + columns - 1) / columns
    panel = Panel(height: top + Double(max(0, rows - 1)) * 18 + 12, items: drawing.items)
  }

  static func drawBar(_ drawing: inout Drawing, _ segments: [ParameterParts.Segment], width: Double) {
    let drawn = segments.filter { $0.share * width >= 0.15 }
    let free = width - Double(max(0, drawn.count - 1))
    let whole = drawn.reduce(0) { $0 + $1.share }
    var x = 0.0
    for segment in drawn {
      let length = max(0.8, free * segment.share / max(whole, 1e-9))
      let frame = Frame(x, 22, min(length, width - x), 18)
      drawing.shape(Path([.rect(frame)]), segment.style, title: segment.title)
      if length > 3 { drawPattern(&drawing, segment.component, in: frame) }
      x += length + 1
    }
  }

  /// Lines in the colour of the surface, so that no part is told by hue alone.
  static func drawPattern(_ drawing: inout Drawing, _ component: Component, in frame: Frame) {
    var path = Path()
    func vertical(every step: Double) {
      for x in stride(from: frame.x + step / 2, to: frame.right, by: step) {
        path.add(.line(Point(x, frame.y), Point(x, frame.bottom)))
      }
    }
    func horizontal(every step: Double) {
      for y in stride(from: frame.y + step / 2, to: frame.bottom, by: step) {
        path.add(.line(Point(frame.x, y), Point(frame.right, y)))
      }
    }
    /// Lines at 45°, cut at the frame's edges.
    func diagonal(isRising: Bool) {
      for start in stride(from: frame.x - frame.height + 3, to: frame.right, by: 6) {
        let low = max(start, frame.x), high = min(start + frame.height, frame.right)
        guard high > low else { continue }
        let atLow = low - start, atHigh = high - start
        path.add(
          isRising
            ? .line(Point(low, frame.bottom - atLow), Point(high, frame.bottom - atHigh))
            : .line(Point(low, frame.y + atLow), Point(high, frame.y + atHigh)))
      }
    }
    var style = Style.pattern
    switch component {
    case .attention, .latentAttention, .other: return
    case .embedding: diagonal(isRising: true)
    case .head: diagonal(isRising: false)
    case .routedExperts: vertical(every: 6)
    case .sharedExperts:
      vertical(every: 6)
      horizontal(every: 6)
    case .feedForward:
      horizontal(every: 6)
      style = .dots
    case .linearAttention:
      horizontal(every: 6)
      style = .dashes
    case .stateSpace: horizontal(every: 6)
    case .convolution:
      diagonal(isRising: true)
      diagonal(isRising: false)
    }
    drawing.shape(path, style)
  }
}

extension Component {
  var style: Style {
    switch self {
    case .embedding, .head: .embedding
    case .attention: .hue(.gqa)
    case .latentAttention: .hue(.mla)
    case .linearAttention: .hue(.gdn)
    case .stateSpace: .hue(.ssm)
    case .convolution: .hue(.conv)
    case .feedForward: .hue(.ffn)
    case .sharedExperts, .routedExperts: .hue(.moe)
    case .other: .other
    }
  }
}
