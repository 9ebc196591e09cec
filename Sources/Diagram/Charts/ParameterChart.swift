import Architecture

extension Charts {
  /// Where the parameters of several models sit: bars to one scale, and one table of what they are made of.
  public static func parameters(
    _ series: [Series], composition: Figures.Composition = .wide, id: String
  ) -> Scene {
    parameters(series, [(composition, id)])[0]
  }

  /// The same in several compositions.
  public static func parameters(_ series: [Series], _ pictures: Figures.Pictures) -> [Scene] {
    let table = ParameterTable(series)
    let words = zip(table.names, table.parts).map { "\($0): \($1.summary)" }.joined(separator: ". ") + "."
    return pictures.map { composition, id in
      let width = composition.width
      var drawing = Drawing()
      let top = table.drawBars(&drawing, width: width)
      let bottom = table.draw(&drawing, top: top, width: width)
      return Scene(
        id: id, width: width, height: bottom, title: "Where the parameters sit, to one scale",
        description: words, items: drawing.items)
    }
  }
}

/// Several models and what they are made of.
private struct ParameterTable {
  let names: [String]
  let parts: [ParameterParts]
  /// One a component, those with the largest share in any model first: what each model has of it.
  private let rows: [(component: Component, segments: [ParameterParts.Segment?])]

  init(_ series: [Charts.Series]) {
    names = series.map(\.name)
    let parts = series.map(\.source.parameters)
    self.parts = parts
    let rows = Component.allCases.compactMap { component in
      let own = parts.map { $0.segments.first { $0.component == component } }
      return own.contains { $0 != nil } ? (component, own) : nil
    }
    let most = rows.map { $0.1.lazy.compactMap { $0?.share }.max() ?? 0 }
    self.rows = rows.indices.sorted { (most[$1], $0) < (most[$0], $1) }.map { rows[$0] }
  }

  /// Returns the bottom.
  func drawBars(_ drawing: inout Drawing, width: Double) -> Double {
    let most = parts.map(\.total).max() ?? 1
    var top = 0.0
    for (name, parts) in zip(names, parts) {
      let share = most > 0 ? Double(parts.total) / Double(most) : 0
      let total: Phrase = "\(value: parts.totalText)"
      let shown = shortened(name, .label, width: width - total.width(.small) - 16)
      drawing.text(Phrase(shown), .label, at: 0, top + 11, title: shown == name ? nil : name)
      drawing.text(total, .small, at: width, top + 11, anchor: .end)
      var bar = Drawing()
      ParameterBar.drawBar(&bar, parts.segments, width: max(1, width * share))
      drawing.group(Scene.Group(at: Point(0, top - 4), bar.items))
      top += 40
      if let words = parts.activeWords {
        let active = max(2, width * Double(parts.active) / Double(max(1, most)))
        drawing.wire(
          Point(0.5, top), Point(0.5, top + 4), Point(active - 0.5, top + 4), Point(active - 0.5, top),
          style: .rule,
          radius: 0)
        let isRight = active + 6 + words.width(.small) > width
        drawing.text(words, .small, at: isRight ? 0 : active + 6, top + (isRight ? 18 : 8))
        top += isRight ? 24 : 14
      }
      top += 16
    }
    return top
  }

  /// One row per component, one column per model; returns the bottom.
  func draw(_ drawing: inout Drawing, top: Double, width: Double) -> Double {
    let labelWidth = width < 600 ? 128.0 : 176
    let column = min(190, (width - labelWidth) / Double(max(1, names.count)))
    var y = top
    if names.count > 1 {
      let heads = names.map { Phrase($0).wrapped(.small, width: column - 12) }
      let lines = heads.map(\.count).max() ?? 1
      for (index, head) in heads.enumerated() {
        let right = labelWidth + Double(index + 1) * column
        for (line, words) in head.enumerated() {
          let baseline = y + 10 + 14 * Double(lines - head.count + line)
          drawing.text(words, .small, at: right, baseline, anchor: .end, muted: true)
        }
      }
      y += 4 + 14 * Double(lines)
    }
    for (component, segments) in rows {
      let swatch = Frame(0, y, 12, 10)
      drawing.shape(Path([.rect(swatch)]), component.style)
      ParameterBar.drawPattern(&drawing, component, in: swatch)
      let label = shortened(component.label, .small, width: labelWidth - 24)
      drawing.text(
        Phrase(label), .small, at: 18, y + 9, title: label == component.label ? nil : component.label)
      for (index, segment) in segments.enumerated() {
        let right = labelWidth + Double(index + 1) * column
        guard let segment else {
          drawing.text("–", .small, at: right, y + 9, anchor: .end, muted: true)
          continue
        }
        // Narrow columns leave the shares to the bars.
        let hasShare = column >= 92
        drawing.text(
          segment.total, .small, at: hasShare ? right - 44 : right, y + 9,
          anchor: .end)
        if hasShare {
          drawing.text(Phrase(segment.percent), .small, at: right, y + 9, anchor: .end)
        }
      }
      y += 18
    }
    return y
  }
}
