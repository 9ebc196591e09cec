import Architecture

// Skyline
//
// The layer maps of all models at once, turned upright: a column per model in the order of release, a mark per layer,
// layer 1 at the bottom. The width of a mark is what the layer remembers, so ink is memory. A run of equal layers is
// one dashed line, which keeps five thousand marks in a few bytes each.

extension Overview {
  /// Every model as a column of its layers, oldest left, in rows of `width`; the newest that `rows` have room for.
  public static func skyline(_ entries: [Entry], width: Double, rows: Int = 1, id: String) -> Scene {
    let across = max(1, Int(width / Skyline.pitch))
    let shown = Array(entries.suffix(across * max(1, rows)))
    // Rows of one length, as near as it goes.
    let lines = max(1, (shown.count + across - 1) / across), length = (shown.count + lines - 1) / lines
    var drawing = Drawing(), top = 0.0, widest = 0.0
    for start in stride(from: 0, to: shown.count, by: max(1, length)) {
      let row = Skyline(Array(shown[start..<min(shown.count, start + length)]))
      drawing.group(Scene.Group(at: Point(0, top), row.drawing.items))
      top += row.height + 14
      widest = max(widest, row.width)
    }
    let layers = shown.reduce(0) { $0 + $1.subject.layers.count }
    return Scene(
      id: id, width: max(20, widest), height: max(20, top - 14),
      title: "Every layer of every model, by release",
      description:
        "\(shown.count.grouped) models with \(layers.grouped) layers, oldest left; the wider the mark, the more a layer remembers.",
      items: drawing.items)
  }
}

private struct Skyline {
  /// From column to column, and from layer to layer.
  static let pitch = 11.4, step = 3.0
  private static let column = 9.0

  var drawing = Drawing()
  let width: Double
  let height: Double

  init(_ entries: [Overview.Entry]) {
    let base = Double(entries.map(\.subject.layers.count).max() ?? 0) * Self.step
    width = Double(entries.count) * Self.pitch - 2.4
    height = base + 34
    drawing.shape(Path([.line(Point(0, base + 1.5), Point(width, base + 1.5))]), .hair)
    var edge = -Double.infinity, year: Int?
    for (index, entry) in entries.enumerated() {
      let x = Double(index) * Self.pitch
      drawing.group(Self.group(entry, at: x, base: base))
      guard year != Int(entry.year) else { continue }
      let words = Phrase(String(Int(entry.year)))
      guard x >= edge, x + words.width(.small) <= width else { continue }
      year = Int(entry.year)
      drawing.text(words, .small, at: x, base + 28, muted: true)
      edge = x + words.width(.small) + 8
    }
  }

  private static func group(_ entry: Overview.Entry, at x: Double, base: Double) -> Scene.Group {
    let layers = entry.subject.layers
    var marks = Drawing()
    marks.shape(Path([.rect(Frame(x - 0.8, 0, column + 1.6, base + 14))]), Style("hit"))
    marks.runs(layers.mixers, { $0.strokes(column) }) { Point(x + $0, base - $1) }
    if let most = layers.mostFeedForward {
      marks.shape(
        Sign(mark: most).glyph(in: Frame(x, base + 4, column, 8)), .hue(most.hue))
    }
    var group = Scene.Group(
      href: entry.href,
      title: "\(entry.subject.caption): \(entry.sheet.layerMix)", marks.items)
    group.style = Style(entry.tags.joined(separator: " "))
    return group
  }
}

extension Overview {
  /// The layers of one model in one row, layer 1 at the left: what each remembers, and under it its feed-forward.
  public static func strip(_ entry: Entry, id: String) -> Scene {
    let layers = entry.subject.layers
    var drawing = Drawing()
    drawing.runs(layers.mixers, { $0.strokes(9) }) { Point($1, 9 - $0) }
    drawing.runs(layers.feedForwards, \.feedForwardStrokes) { Point($1, 11 + $0) }
    var scene = Scene(
      id: id, width: Double(max(1, layers.count)) * Skyline.step, height: 17,
      title: "\(entry.name): \(layers.count) \(layers.count == 1 ? "layer" : "layers")", description: "",
      items: drawing.items, omissions: ["everything but the kinds of the layers"])
    scene.margins.inline = 0
    return scene
  }
}

extension Overview {
  /// One mark per model in the order given, in rows of `across`: the mixer most of its layers have.
  public static func signs(_ entries: [Entry], title: String, across: Int = 22, id: String) -> Scene {
    let pitch = 11.0, across = max(1, across)
    var drawing = Drawing()
    for (index, entry) in entries.enumerated() {
      let center = Point(
        (Double(index % across) + 0.5) * pitch, (Double(index / across) + 0.5) * 17)
      drawing.shape(
        entry.sign.tile(at: center, height: 14), entry.sign.style, title: entry.subject.caption)
    }
    let rows = (entries.count + across - 1) / across
    var scene = Scene(
      id: id, width: Double(max(1, min(entries.count, across))) * pitch, height: Double(max(1, rows)) * 17,
      title: title, description: "", items: drawing.items)
    scene.margins.inline = 0
    return scene
  }
}

extension Drawing {
  /// Equal layers in a row as dashed lines; `place` takes the distance across the layers and along them.
  fileprivate mutating func runs(
    _ marks: [Mark?], _ strokes: (Mark) -> [(x: Double, style: Style)], _ place: (Double, Double) -> Point
  ) {
    var paths: [(style: Style, path: Path)] = []
    var start = 0
    while start < marks.count {
      var end = start + 1
      while end < marks.count, marks[end] == marks[start] { end += 1 }
      // From the first on, so that the dashes begin with a mark; the last gap is left out.
      let from = Double(start) * Skyline.step, to = Double(end) * Skyline.step - 1
      for stroke in marks[start].map(strokes) ?? [] {
        let line = Path.Figure.line(place(stroke.x, from), place(stroke.x, to))
        if let known = paths.firstIndex(where: { $0.style == stroke.style }) {
          paths[known].path.add(line)
        } else {
          paths.append((stroke.style, Path([line])))
        }
      }
      start = end
    }
    for (style, path) in paths { shape(path, style) }
  }
}

extension Mark {
  /// Under the line: full for dense, a frame with its bottom filled for experts.
  fileprivate var feedForwardStrokes: [(x: Double, style: Style)] {
    let style = { (width: String) in Style("\(hue.rawValue) sky \(width)") }
    return glyph == .experts ? [(0.5, style("k0")), (4.85, style("k2"))] : [(3, style("k6"))]
  }

  /// The silhouette turned upright: dashed lines side by side, as wide as the kind remembers.
  fileprivate func strokes(_ width: Double) -> [(x: Double, style: Style)] {
    func stroke(_ class: String, _ x: Double) -> (x: Double, style: Style) {
      (x, Style("\(hue.rawValue) sky \(`class`)"))
    }
    if isOutlined { return [stroke("k1", 0.5), stroke("k1", glyph == .window ? 2.8 : width - 0.5)] }
    switch glyph {
    case .softmax, .dense, .experts: return [stroke("k9", width / 2)]
    case .window: return [stroke("k3", 1.6)]
    case .latent: return [stroke("k5", 2.8), stroke("k2", width - 1.15)]
    case .sparse: return (0..<4).map { stroke("k1", 0.75 + Double($0) * 2.5) }
    case .compressed: return (0..<5).map { stroke("k0", 0.5 + Double($0) * 2) }
    case .linear: return [stroke("kd", 1.2)]
    case .stateSpace: return [stroke("ks", 1.6)]
    case .convolution: return [stroke("kt", 2.2)]
    }
  }
}
