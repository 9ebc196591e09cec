extension SVGPrinter {
  mutating func text(_ text: Scene.Text) {
    let count = text.content.segments.count
    let isChanged = !text.changes.isEmpty && text.changes.count == count
    let isValue = valuesAreBold && text.changes.isEmpty && text.isWholeValue
    startText(text, isChanged: isChanged, isValue: isValue)
    if isChanged || isValue {
      for segment in text.content.segments { out.escaped(segment.text) }
    } else {
      var open = Mark.none
      for (index, segment) in text.content.segments.enumerated() {
        let isBold = valuesAreBold && segment.isValue && !text.font.isBold
        mark(text.changes.contains(index) ? .changed : isBold ? .value : .none, after: &open)
        out.escaped(segment.text)
      }
      mark(.none, after: &open)
    }
    endText()
  }

  /// What sets a part of a line apart.
  enum Mark { case none, value, changed }

  /// Neighbouring parts of one kind share an element.
  mutating func mark(_ mark: Mark, after open: inout Mark) {
    guard mark != open else { return }
    if open != .none { out.raw("</tspan>") }
    switch mark {
    case .none: break
    case .value:
      out.raw("<tspan")
      out.classes("n")
      out.raw(">")
    // Where values are not bold, what is set apart has changed.
    case .changed: out.raw(valuesAreBold ? "<tspan class=\"d\">" : "<tspan>")
    }
    open = mark
  }

  /// Up to the line's first letter.
  mutating func startText(_ text: Scene.Text, isChanged: Bool, isValue: Bool = false) {
    startText(
      at: text.at, text.font, isMuted: text.isMuted, anchor: text.anchor,
      mark: isChanged ? "d" : isValue ? "n" : "")
    title(text.title)
  }

  mutating func startText(
    at point: Point, _ font: Font, isMuted: Bool, anchor: Scene.Text.Anchor, mark: String = ""
  ) {
    out.raw("<text")
    attribute("x", point.x)
    attribute("y", point.y)
    out.classes(font.cssClass(isMuted: isMuted), anchor == self.anchor ? "" : anchor.cssClass, mark)
    out.raw(">")
  }

  mutating func endText() { out.raw("</text>") }
}

extension Scene.Text {
  /// Nothing but values, and not bold for another reason.
  fileprivate var isWholeValue: Bool {
    !font.isBold && !content.segments.isEmpty && content.segments.allSatisfy(\.isValue)
  }
}

extension Scene.Text.Anchor {
  var cssClass: String {
    switch self {
    case .start: "a"
    case .middle: "c"
    case .end: "e"
    }
  }
}

extension Scene.Group {
  /// Its own, and the anchor of its texts.
  var classes: String { style == .none ? anchor.cssClass : "\(style.classes) \(anchor.cssClass)" }
}

extension Path {
  /// The one disc it consists of.
  var disc: (center: Point, radius: Double)? {
    guard figures.count == 1, case .disc(let center, let radius) = figures[0] else { return nil }
    return (center, radius)
  }
}

extension Point {
  func distance(to other: Point) -> Double { abs(x - other.x) + abs(y - other.y) }

  /// Along a horizontal or vertical line.
  func moved(_ distance: Double, towards other: Point) -> Point {
    let dx = other.x - x, dy = other.y - y
    return dx == 0
      ? Point(x, y + (dy < 0 ? -distance : distance)) : Point(x + (dx < 0 ? -distance : distance), y)
  }
}

extension Scene.Wire {
  /// A triangle whose tip is the last point.
  var arrowHead: [Point]? {
    guard let tip = points.last, let before = points.dropLast().last else { return nil }
    if before.x == tip.x {
      let back = before.y < tip.y ? -6.0 : 6.0
      return [tip, tip + Point(-3.5, back), tip + Point(3.5, back)]
    }
    let back = before.x < tip.x ? -6.0 : 6.0
    return [tip, tip + Point(back, -3.5), tip + Point(back, 3.5)]
  }
}
