extension SVGPrinter {
  mutating func text(_ text: Scene.Text) {
    let count = text.content.segments.count
    let isChanged = !text.changes.isEmpty && text.changes.count == count
    startText(text, isChanged: isChanged)
    if isChanged {
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
    case .value: out.raw("<tspan class=\"n\">")
    case .changed: out.raw("<tspan class=\"d\">")
    }
    open = mark
  }

  /// Up to the line's first letter.
  mutating func startText(_ text: Scene.Text, isChanged: Bool) {
    out.raw("<text")
    attribute(" x=\"", text.at.x)
    attribute(" y=\"", text.at.y)
    var isFirst = true
    func add(_ name: String) {
      guard !name.isEmpty else { return }
      out.raw(isFirst ? " class=\"" : " ")
      out.plain(name)
      isFirst = false
    }
    add(text.font.cssClass)
    if text.isMuted { add("m") }
    switch text.anchor {
    case .start: break
    case .middle: add("c")
    case .end: add("e")
    }
    if isChanged { add("d") }
    if !isFirst { out.raw("\"") }
    out.raw(">")
    title(text.title)
  }

  mutating func endText() { out.raw("</text>") }
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
