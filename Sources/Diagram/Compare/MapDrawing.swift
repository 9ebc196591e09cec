import Architecture

/// The marks of a compact layer map by how they are drawn.
struct MapDrawing {
  let pitch: Double, cellWidth: Double
  var comb = Path()
  private var bars: [Int: Path] = [:], strokes: [Int: Path] = [:], dots: [Int: Path] = [:]
  private var notches: [Int: Path] = [:], marks: [Int: Path] = [:]
  private var hollows = Path()

  init(pitch: Double, cellWidth: Double) {
    self.pitch = pitch
    self.cellWidth = cellWidth
  }

  /// Strokes are as wide as a cell of this pitch.
  private var hasStrokes: Bool { pitch == 5 }

  /// `count` layers of one variant that follow each other.
  mutating func add(_ variant: Int, _ sign: Sign, count: Int, _ bar: Frame) {
    let glyph = sign.mark.glyph
    if !sign.mark.isOutlined, sign.notches == 0 || hasStrokes && bar.height >= 8 {
      if glyph.runsTogether {
        addNotches(variant, sign, bar)
        return addBars(variant, sign.mark, count: count, bar)
      }
      if glyph == .experts, hasStrokes, bar.height >= 8 {
        bars[variant, default: Path()].add(.rect(bar))
        let middle = bar.y + 3.4
        hollows.add(.line(Point(bar.x + 0.7, middle), Point(bar.right - 0.7, middle)))
        return addNotches(variant, sign, bar)
      }
      if glyph == .linear, hasStrokes, sign.notches == 0 {
        let middle = bar.bottom - cellWidth / 2
        dots[variant, default: Path()].add(
          .line(Point(bar.x + cellWidth / 2, middle), Point(bar.right - 1, middle)))
        return
      }
    }
    for index in 0..<count {
      marks[variant, default: Path()].add(
        sign.glyph(in: Frame(bar.x + Double(index) * pitch, bar.y, cellWidth, bar.height)))
    }
  }

  /// One bar for all, or a stroke for each, whichever is shorter to say.
  private mutating func addBars(_ variant: Int, _ mark: Mark, count: Int, _ bar: Frame) {
    let whole = mark.glyph(in: bar)
    let isStroke = hasStrokes && (mark.glyph.strokeClass == nil || bar.height == CompactMap.mixerHeight)
    guard isStroke, 9 * count < 14 * whole.figures.count, let bounds = whole.bounds else {
      return bars[variant, default: Path()].add(whole)
    }
    for index in 0..<count {
      let x = bar.x + Double(index) * pitch + cellWidth / 2
      strokes[variant, default: Path()].add(.line(Point(x, bounds.y), Point(x, bounds.bottom)))
    }
  }

  private mutating func addNotches(_ variant: Int, _ sign: Sign, _ bar: Frame) {
    for index in 0..<sign.notches {
      let y = bar.y + 2.2 + Double(index) * 2.8
      notches[variant, default: Path()].add(.line(Point(bar.x + 1.4, y), Point(bar.right, y)))
    }
  }

  func items(_ plan: FigurePlan) -> [Scene.Item] {
    var drawing = Drawing()
    func add(_ paths: [Int: Path], _ style: (Variant) -> Style) {
      for (index, variant) in plan.variants.enumerated() {
        if let path = paths[index] { drawing.shape(path, style(variant)) }
      }
    }
    add(bars) { $0.sign.style }
    drawing.shape(hollows, .hollow5)
    if !bars.isEmpty { drawing.shape(comb, hasStrokes ? .comb5 : .comb2) }
    add(strokes) { $0.sign.style.edge.stroked($0.mark.glyph.strokeClass) }
    add(dots) { $0.sign.style.edge.dotted }
    add(notches) { $0.mark.glyph == .experts ? $0.sign.style.edge.notched : Style.comb.notched }
    add(marks) { $0.sign.style }
    return drawing.items
  }
}

extension Mark.Glyph {
  /// Bars of neighbouring layers can be drawn as one, cut by the comb.
  fileprivate var runsTogether: Bool {
    switch self {
    case .softmax, .window, .latent, .sparse, .compressed, .dense: true
    default: false
    }
  }

  /// The class whose dashes cut a stroke of full height as the silhouette is cut; nil for whole bars.
  fileprivate var strokeClass: String? {
    switch self {
    case .latent: "l2"
    case .sparse: "l4"
    case .compressed: "l9"
    default: nil
    }
  }
}
