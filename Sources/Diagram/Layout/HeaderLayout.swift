import Architecture

/// What stands above a figure and is not in the spec.
public struct FigureHeading: Hashable, Sendable {
  public var name: String
  /// `Meta, 18 April 2024. Dense decoder`.
  public var byline: String
  /// Printed at the foot of stand-alone files: where the figure comes from.
  public var url: String?
  /// Off where the page around the figure says name and byline already.
  public var isPrinted: Bool

  public init(name: String, byline: String, url: String? = nil, isPrinted: Bool = true) {
    self.name = name
    self.byline = byline
    self.url = url
    self.isPrinted = isPrinted
  }
}

/// Title, byline, rule and the six key figures.
struct HeaderLayout {
  let panel: Panel

  init(_ heading: FigureHeading, _ sheet: FactSheet, width: Double) {
    var drawing = Drawing()
    var top = heading.isPrinted ? Self.print(heading, &drawing, width: width) : 0

    let perRow = width < 600 ? 3 : 6
    let pitch = width < 600 ? 109.0 : 120
    let figures = KeyFigure.all(sheet)
    for start in stride(from: 0, to: figures.count, by: perRow) {
      let row = figures[start..<min(start + perRow, figures.count)]
      for (column, figure) in row.enumerated() {
        let x = Double(column) * pitch
        drawing.text(Phrase(figure.value), .keyFigure, at: x, top + 20)
        drawing.text(Phrase(figure.label), .small, at: x, top + 37, muted: true)
        if let note = figure.note { drawing.text(Phrase(note), .small, at: x, top + 50, muted: true) }
      }
      top += row.contains { $0.note != nil } ? 61 : 48
    }
    panel = Panel(height: top - 10, items: drawing.items)
  }

  /// Name, byline and rule; returns where the key figures begin.
  private static func print(_ heading: FigureHeading, _ drawing: inout Drawing, width: Double) -> Double {
    let titles = Phrase(heading.name).wrapped(.title, width: width)
    var y = drawing.paragraph(Phrase(heading.name), .title, at: 0, 22, width: width, lineHeight: 26)
    let byline = Phrase(heading.byline)
    let lastTitle = titles.last?.width(.title) ?? 0
    if lastTitle + 24 + byline.width(.text) <= width {
      drawing.text(byline, .text, at: width, y, anchor: .end, muted: true)
    } else if !heading.byline.isEmpty {
      y = drawing.paragraph(byline, .text, at: 0, y + 18, width: width, muted: true)
    }
    let rule = y + 14.5
    drawing.wire(Point(0, rule), Point(width, rule), style: .rule)
    return rule + 11.5
  }
}

/// One of the six numbers every figure begins with.
struct KeyFigure: Hashable {
  var value: String
  var label: String
  /// A third small line, for what the first number alone would get wrong.
  var note: String?

  static func all(_ sheet: FactSheet) -> [KeyFigure] {
    ModelFact.shown(.figure).compactMap { fact in
      guard let value = fact.textOrAll(sheet) else { return nil }
      var label = fact.label.midSentence
      if value == "1", label.hasSuffix("s") { label.removeLast() }
      return KeyFigure(value: value, label: label, note: fact.remark?(sheet))
    }
  }
}
