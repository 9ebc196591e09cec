import Architecture

extension Charts {
  /// Where the parameters of several models sit: bars to one scale, and one table of what they are made of.
  public static func parameters(_ series: [Series], composition: Figures.Composition = .wide, id: String)
    -> Scene
  {
    let width = width(composition)
    var drawing = Drawing()
    let most = series.map(\.sheet.parameters.total).max() ?? 1
    var top = 0.0
    for entry in series {
      let parameters = entry.sheet.parameters
      let share = most > 0 ? Double(parameters.total) / Double(most) : 0
      let total: Phrase = "\(value: parameters.total.parametersText)"
      let name = shortened(entry.name, .label, width: width - total.width(.small) - 16)
      drawing.text(Phrase(name), .label, at: 0, top + 11, title: name == entry.name ? nil : entry.name)
      drawing.text(total, .small, at: width, top + 11, anchor: .end)
      var bar = Drawing()
      ParameterBar.drawBar(&bar, ParameterBar.segments(entry.sheet), width: max(1, width * share))
      drawing.group(Scene.Group(at: Point(0, top - 4), bar.items))
      top += 40
      if parameters.isSparse {
        let active = max(2, width * Double(parameters.active) / Double(max(1, most)))
        drawing.wire(
          Point(0.5, top), Point(0.5, top + 4), Point(active - 0.5, top + 4), Point(active - 0.5, top),
          style: .rule,
          radius: 0)
        let words: Phrase =
          "\(value: parameters.activeText("active per token")), \((Double(parameters.active) / Double(max(1, parameters.total))).percentText) of the total"
        let isRight = active + 6 + words.width(.small) > width
        drawing.text(words, .small, at: isRight ? 0 : active + 6, top + (isRight ? 18 : 8))
        top += isRight ? 24 : 14
      }
      top += 16
    }
    let bottom = drawTable(&drawing, series, top: top, width: width)
    let words = series.map { entry in
      let parts = entry.sheet.parameters.byComponent.sorted { $0.total > $1.total }.prefix(3)
        .map { "\($0.component.label.asInSentence) \($0.total.parametersText)" }.joined(separator: ", ")
      return "\(entry.name): \(entry.sheet.parameters.total.parametersText), of it \(parts)"
    }
    return Scene(
      id: id, width: width, height: bottom, title: "Where the parameters sit, to one scale",
      description: words.joined(separator: ". ") + ".", items: drawing.items)
  }

  /// One row per component, one column per model; returns the bottom.
  private static func drawTable(_ drawing: inout Drawing, _ series: [Series], top: Double, width: Double)
    -> Double
  {
    let shares = series.map { ParameterBar.segments($0.sheet) }
    let components = Component.allCases.filter { component in
      shares.contains { $0.contains { $0.component == component } }
    }
    let order = components.enumerated().sorted { a, b in
      func most(_ component: Component) -> Double {
        shares.compactMap { $0.first { $0.component == component }?.share }.max() ?? 0
      }
      return (most(b.element), a.offset) < (most(a.element), b.offset)
    }.map(\.element)
    let labelWidth = width < 600 ? 128.0 : 176
    let column = min(190, (width - labelWidth) / Double(max(1, series.count)))
    var y = top
    if series.count > 1 {
      let heads = series.map { Phrase($0.name).wrapped(.small, width: column - 12) }
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
    for component in order {
      let swatch = Frame(0, y, 12, 10)
      drawing.shape(Path([.rect(swatch)]), component.style)
      ParameterBar.drawPattern(&drawing, component, in: swatch)
      let label = shortened(component.label, .small, width: labelWidth - 24)
      drawing.text(
        Phrase(label), .small, at: 18, y + 9, title: label == component.label ? nil : component.label)
      for (index, own) in shares.enumerated() {
        let right = labelWidth + Double(index + 1) * column
        guard let segment = own.first(where: { $0.component == component }) else {
          drawing.text("–", .small, at: right, y + 9, anchor: .end, muted: true)
          continue
        }
        // Narrow columns leave the shares to the bars.
        let hasShare = column >= 92
        drawing.text(
          "\(value: segment.total.parametersText)", .small, at: hasShare ? right - 44 : right, y + 9,
          anchor: .end)
        if hasShare {
          drawing.text(Phrase(segment.share.percentText), .small, at: right, y + 9, anchor: .end)
        }
      }
      y += 18
    }
    return y
  }
}
