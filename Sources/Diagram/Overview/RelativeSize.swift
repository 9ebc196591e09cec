import Architecture

extension Overview {
  /// Every model as a square whose area is its parameters, the part a token uses filled; largest first.
  public static func relativeSize(
    _ entries: [Entry], width: Double, id: String
  ) -> Scene {
    let isWide = width >= 600, cell = isWide ? 120.0 : 82
    let most = Double(entries.map(\.sheet.parameters.total).max() ?? 1)
    let largest = isWide ? min(360, width * 0.33) : 156
    func side(_ parameters: Int) -> Double {
      max(1, largest * (Double(parameters) / max(1, most)).squareRoot())
    }
    let sorted = entries.enumerated().sorted {
      (-$0.element.sheet.parameters.total, $0.offset) < (-$1.element.sheet.parameters.total, $1.offset)
    }.map(\.element)
    var drawing = Drawing()
    var row: [Entry] = []
    var used = 0.0, top = 0.0
    func finishRow() {
      guard !row.isEmpty else { return }
      let height = row.map { side($0.sheet.parameters.total) }.max() ?? 0
      var x = 0.0
      let names = row.map { entry in
        twoLines(entry.name, .label, width: max(side(entry.sheet.parameters.total), cell - 12))
      }
      let lines = names.map(\.count).max() ?? 1
      for (entry, name) in zip(row, names) {
        let parameters = entry.sheet.parameters, outer = side(parameters.total)
        let room = max(outer, cell - 12), bottom = top + height
        let square = Frame(x, bottom - outer, outer, outer)
        let inner = side(parameters.active)
        let style = entry.sign.style
        var marks = Drawing()
        marks.shape(Path([.rect(square)]), style.tint)
        if outer > 4 { marks.shape(Path([.rect(square.inset(by: 0.6))]), style.edge) }
        marks.shape(Path([.rect(Frame(x, bottom - inner, inner, inner))]), style)
        for (line, words) in name.enumerated() {
          let isCut = words.text.hasSuffix("…")
          marks.text(words, .label, at: x, bottom + 15 + 14 * Double(line), title: isCut ? entry.name : nil)
        }
        let active = parameters.areAllActive ? "" : "\(parameters.active.parametersText) of "
        marks.text(
          Phrase(active + parameters.total.parametersText), .small, at: x,
          bottom + 15 + 14 * Double(name.count), muted: true)
        drawing.group(Scene.Group(href: entry.href, marks.items))
        x += room + 12
      }
      top += height + 34 + 14 * Double(lines)
      row = []
      used = 0
    }
    for entry in sorted {
      let room = max(side(entry.sheet.parameters.total), cell - 12)
      if used + room > width { finishRow() }
      row.append(entry)
      used += room + 12
    }
    finishRow()
    let first = sorted.first, last = sorted.last
    return Scene(
      id: id, width: width, height: max(20, top - 8), title: "Models at their relative size",
      description:
        "Areas are parameters, from \(first?.name ?? "") with \(first?.sheet.parameters.total.parametersText ?? "") to \(last?.name ?? "") with \(last?.sheet.parameters.total.parametersText ?? "").",
      items: drawing.items)
  }

  /// A name in one line or two; what does not fit the second is cut.
  private static func twoLines(_ name: String, _ font: Font, width: Double) -> [Phrase] {
    let lines = Phrase(name).wrapped(font, width: width)
    guard lines.count > 2, let first = lines.first else { return lines }
    let rest = lines.dropFirst().map(\.text).joined(separator: " ")
    return [first, Phrase(shortened(rest, font, width: width))]
  }

  /// All models on one sheet, oldest first: thumbnail, name, date and size.
  public static func poster(_ entries: [Entry], title: String, id: String) -> Scene {
    let columns = max(1, Int((Double(entries.count) * 1.6).squareRoot().rounded(.up)))
    var drawing = Drawing()
    drawing.text(Phrase(title), .title, at: 0, 22)
    for (index, entry) in entries.enumerated() {
      let origin = Point(Double(index % columns) * 272, 56 + Double(index / columns) * 226)
      let thumbnail = Figures.glyph(
        entry.subject.source, heading: FigureHeading(name: entry.name, byline: ""), id: "\(id)-\(index)")
      var cell = Drawing()
      cell.group(Scene.Group(thumbnail.items))
      let name = shortened(entry.name, .name, width: 240)
      cell.text(Phrase(name), .name, at: 0, 172)
      cell.text(
        Phrase("\(entry.date), \(entry.sheet.parameters.total.parametersText)"), .small, at: 0, 188,
        muted: true)
      drawing.group(Scene.Group(at: origin, cell.items))
    }
    let rows = (entries.count + columns - 1) / columns
    return Scene(
      id: id, width: max(240, Double(columns) * 272 - 32), height: 56 + Double(rows) * 226 - 26, title: title,
      description: "\(entries.count.grouped) models, oldest first, drawn to one grammar.",
      items: drawing.items)
  }
}
