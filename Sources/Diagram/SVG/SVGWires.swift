import Architecture

// Neighbouring wires of one style are printed as one path, their arrow heads as another.

extension SVGPrinter {
  mutating func wire(_ wire: Scene.Wire) {
    startWire(wire.style)
    data(of: wire)
  }

  /// Up to the path data; goes on with the open path of a neighbour of this style.
  mutating func startWire(_ style: Style) {
    if wires == style { return }
    endWires()
    out.raw("<path")
    out.startValue("d")
    wires = style
  }

  /// Of the wire into `out`, and of its arrow head into `heads`.
  mutating func data(of wire: Scene.Wire) {
    rounded(wire)
    guard wire.hasArrow, let head = wire.arrowHead else { return }
    heads.beginPath()
    heads.figure(.polygon(head))
  }

  mutating func endWires() {
    guard let open = wires else { return }
    wires = nil
    out.endValue()
    style(open)
    out.endElement()
    guard !heads.isEmpty else { return }
    out.raw("<path")
    out.startValue("d")
    out.append(heads)
    out.endValue()
    out.classes("ah")
    out.endElement()
    heads.removeAll()
  }

  private mutating func rounded(_ wire: Scene.Wire) {
    guard let first = wire.points.first else { return }
    out.beginPath()
    out.move(to: first)
    var at = first
    for index in wire.points.indices.dropFirst() {
      let corner = wire.points[index]
      guard index + 1 < wire.points.count, wire.radius > 0 else {
        out.line(to: corner)
        at = corner
        continue
      }
      let next = wire.points[index + 1]
      let radius = min(wire.radius, at.distance(to: corner), corner.distance(to: next) / 2)
      let start = corner.moved(radius, towards: at), end = corner.moved(radius, towards: next)
      if start != at { out.line(to: start) }
      out.curve(around: corner, to: end)
      at = end
    }
  }
}
