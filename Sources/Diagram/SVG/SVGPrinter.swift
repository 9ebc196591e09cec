import Architecture

extension Scene {
  /// The picture as SVG: a file of its own, or a fragment that takes colours and links from the page around it.
  ///
  /// `conceptPages` is the folder of the concept pages, seen from that page; inline rows link to them.
  public func svg(standalone: Bool, conceptPages: String = "../../concepts/") -> String {
    var printer = SVGPrinter(scene: self, conceptPages: standalone ? nil : conceptPages)
    printer.print(margin: standalone ? margins.standalone : margins.inline, standalone: standalone)
    return printer.out.string
  }

  /// Elements the SVG holds, for budgets.
  public var elementCount: Int { Scene.count(items) }

  /// Whether rows lead to concept pages; then the picture is a group of links, else one image.
  var hasLinks: Bool { Scene.hasLinks(items) }

  private static func hasLinks(_ items: [Item]) -> Bool {
    items.contains { item in
      if case .group(let group) = item {
        return group.concept != nil || group.href != nil || hasLinks(group.items)
      }
      return false
    }
  }

  private static func count(_ items: [Item]) -> Int {
    items.reduce(0) { sum, item in
      switch item {
      case .box, .shape: sum + 1
      case .wire(let wire): sum + (wire.hasArrow ? 2 : 1)
      case .text(let text): sum + 1 + text.content.segments.count(where: \.isValue)
      case .group(let group): sum + 1 + group.copies.count + count(group.items)
      }
    }
  }
}

extension [Scene.Item] {
  /// The items alone, for pictures that are put together from prepared pieces.
  var svgFragment: [UInt8] {
    let none = Scene(id: "", width: 0, height: 0, title: "", description: "", items: [])
    var printer = SVGPrinter(scene: none, conceptPages: nil)
    printer.items(self)
    return printer.out.bytes
  }
}

/// Prints a scene element by element; it decides nothing but where two neighbours may share one path.
private struct SVGPrinter {
  let scene: Scene
  /// Nil in stand-alone files, which link nowhere.
  let conceptPages: String?
  var out = SVGBuffer()

  mutating func print(margin: Double, standalone: Bool) {
    let width = scene.width + 2 * margin, height = scene.height + 2 * margin
    out.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"af")
    if scene.style != .none { out.raw(" " + scene.style.classes) }
    out.raw("\"")
    if scene.isCropped { out.raw(" preserveAspectRatio=\"xMinYMin slice\"") }
    if !standalone {
      // A file of its own is named by its title; only inside a page must it be said.
      // An image hides what is in it; a figure with links keeps the element's own role, a document of graphics.
      if !scene.hasLinks { out.raw(" role=\"img\"") }
      out.raw(" aria-labelledby=\"")
      id("t")
      if !scene.description.isEmpty {
        out.raw(" ")
        id("d")
      }
      out.raw("\"")
    }
    out.raw(" viewBox=\"")
    out.number(-margin)
    out.raw(" ")
    out.number(-margin)
    out.raw(" ")
    out.numbers(width, height)
    out.raw("\" width=\"")
    out.number(width)
    out.raw("\" height=\"")
    out.number(height)
    out.raw("\"><title id=\"")
    id("t")
    out.raw("\">")
    out.escaped(scene.title)
    out.raw("</title>")
    if !scene.description.isEmpty {
      out.raw("<desc id=\"")
      id("d")
      out.raw("\">")
      out.escaped(scene.description)
      if !scene.omissions.isEmpty {
        out.escaped(" Not shown: \(scene.omissions.joined(separator: ", ")).")
      }
      out.raw("</desc>")
    }
    if standalone {
      out.raw("<style>")
      out.raw(FigureStyle.standaloneCSS)
      out.raw("</style>")
      box(Scene.Box(Frame(-margin, -margin, width, height), .background))
    }
    items(scene.items)
    out.raw("</svg>")
  }

  private mutating func id(_ name: String) {
    out.escaped(scene.id)
    out.raw("-")
    out.escaped(name)
  }

  mutating func items(_ items: [Scene.Item]) {
    var index = 0
    while index < items.count {
      switch items[index] {
      case .box(let value): box(value)
      case .shape(let value): shape(value)
      case .text(let value): text(value)
      case .group(let value): group(value)
      case .wire(let first):
        // Neighbouring wires of one style are one path, and their arrow heads another.
        var end = index + 1
        while end < items.count, case .wire(let next) = items[end], next.style == first.style { end += 1 }
        wires(items[index..<end], style: first.style)
        index = end - 1
      }
      index += 1
    }
  }

  private mutating func group(_ group: Scene.Group) {
    let link = conceptPages.flatMap { pages in
      group.href ?? group.concept.map { pages + $0 + "/index.html" }
    }
    if let link {
      out.raw("<a href=\"")
      out.escaped(link)
      out.raw("\"")
    } else {
      out.raw("<g")
    }
    if group.offset != Point(0, 0) {
      out.raw(" transform=\"translate(")
      out.number(group.offset.x)
      out.raw(" ")
      out.number(group.offset.y)
      out.raw(")\"")
    }
    if let name = group.id {
      out.raw(" id=\"")
      id(name)
      out.raw("\"")
    }
    style(group.style)
    if let part = group.part {
      out.raw(" data-part=\"")
      out.escaped(part)
      out.raw("\"")
    }
    out.raw(">")
    title(group.title)
    items(group.items)
    out.raw(link == nil ? "</g>" : "</a>")
    for copy in group.copies {
      out.raw("<use href=\"#")
      id(group.id ?? "")
      out.raw("\"")
      if copy.offset.x != 0 {
        out.raw(" x=\"")
        out.number(copy.offset.x)
        out.raw("\"")
      }
      if copy.offset.y != 0 {
        out.raw(" y=\"")
        out.number(copy.offset.y)
        out.raw("\"")
      }
      style(copy.style)
      out.raw("/>")
    }
  }

  private mutating func title(_ text: String?) {
    guard let text else { return }
    out.raw("<title>")
    out.escaped(text)
    out.raw("</title>")
  }

  private mutating func style(_ style: Style) {
    guard !style.classes.isEmpty else { return }
    out.raw(" class=\"")
    out.raw(style.classes)
    out.raw("\"")
  }

  private mutating func box(_ box: Scene.Box) {
    // A stroke of 1 u stands inside the frame, so that two frames that touch do not overlap.
    out.raw("<rect x=\"")
    out.number(box.frame.x)
    out.raw("\" y=\"")
    out.number(box.frame.y)
    out.raw("\" width=\"")
    out.number(box.frame.width)
    out.raw("\" height=\"")
    out.number(box.frame.height)
    if box.radius > 0 {
      out.raw("\" rx=\"")
      out.number(box.radius)
    }
    out.raw("\"")
    style(box.style)
    out.raw("/>")
  }

  private mutating func shape(_ shape: Scene.Shape) {
    guard !shape.path.isEmpty else { return }
    out.raw("<path d=\"")
    var before: Path.Figure?
    for figure in shape.path.figures {
      self.figure(figure, after: before)
      before = figure
    }
    out.raw(shape.path.isEvenOdd ? "\" fill-rule=\"evenodd\"" : "\"")
    style(shape.style)
    guard let title = shape.title else { return out.raw("/>") }
    out.raw(">")
    self.title(title)
    out.raw("</path>")
  }

  private mutating func figure(_ figure: Path.Figure, after before: Path.Figure? = nil) {
    switch figure {
    case .rect(let frame):
      // Cells in a row stand close: the way from one to the next is shorter than its place.
      if case .rect(let last)? = before, last.y == frame.y, frame.x > last.x, frame.x - last.x < 100 {
        out.raw("m")
        // From rounded places, so that roundings do not add up.
        out.numbers((frame.x * 10).rounded() / 10 - (last.x * 10).rounded() / 10, 0)
      } else {
        move(Point(frame.x, frame.y))
      }
      out.raw("h")
      out.number(frame.width)
      out.raw("v")
      out.number(frame.height)
      out.raw("h")
      out.number(-frame.width)
      out.raw("z")
    case .disc(let center, let radius):
      move(Point(center.x - radius, center.y))
      for width in [2 * radius, -2 * radius] {
        out.raw("a")
        out.numbers(radius, radius)
        out.raw(" 0 1 1")
        out.separator(before: width)
        out.number(width)
        out.raw(" 0")
      }
      out.raw("z")
    case .diamond(let center, let radius):
      move(Point(center.x, center.y - radius))
      for (x, y) in [(radius, radius), (-radius, radius), (-radius, -radius)] {
        out.raw("l")
        out.numbers(x, y)
      }
      out.raw("z")
    case .polygon(let points):
      line(through: points)
      out.raw("z")
    case .line(let start, let end):
      line(through: [start, end])
    case .polyline(let points):
      line(through: points)
    }
  }

  private mutating func move(_ point: Point) {
    out.raw("M")
    out.numbers(point.x, point.y)
  }

  private mutating func line(through points: [Point]) {
    guard let first = points.first else { return }
    move(first)
    for (from, to) in zip(points, points.dropFirst()) { step(from, to) }
  }

  private mutating func step(_ from: Point, _ to: Point) {
    if to.y == from.y {
      out.raw("H")
      out.number(to.x)
    } else if to.x == from.x {
      out.raw("V")
      out.number(to.y)
    } else {
      out.raw("L")
      out.numbers(to.x, to.y)
    }
  }

  private mutating func wires(_ items: ArraySlice<Scene.Item>, style: Style) {
    out.raw("<path d=\"")
    for case .wire(let wire) in items { rounded(wire) }
    out.raw("\"")
    self.style(style)
    out.raw("/>")
    let heads = items.compactMap { item -> [Point]? in
      if case .wire(let wire) = item, wire.hasArrow { return wire.arrowHead }
      return nil
    }
    guard !heads.isEmpty else { return }
    out.raw("<path d=\"")
    for head in heads { figure(.polygon(head)) }
    out.raw("\" class=\"ah\"/>")
  }

  private mutating func rounded(_ wire: Scene.Wire) {
    guard let first = wire.points.first else { return }
    move(first)
    var at = first
    for index in wire.points.indices.dropFirst() {
      let corner = wire.points[index]
      guard index + 1 < wire.points.count else {
        step(at, corner)
        continue
      }
      let next = wire.points[index + 1]
      let radius = min(wire.radius, at.distance(to: corner), corner.distance(to: next) / 2)
      let start = corner.moved(radius, towards: at), end = corner.moved(radius, towards: next)
      step(at, start)
      out.raw("Q")
      out.numbers(corner.x, corner.y)
      out.separator(before: end.x)
      out.numbers(end.x, end.y)
      at = end
    }
  }

  private mutating func text(_ text: Scene.Text) {
    out.raw("<text x=\"")
    out.number(text.at.x)
    out.raw("\" y=\"")
    out.number(text.at.y)
    out.raw("\"")
    var classes = text.font.cssClass
    if text.isMuted { classes += classes.isEmpty ? "m" : " m" }
    switch text.anchor {
    case .start: break
    case .middle: classes += classes.isEmpty ? "c" : " c"
    case .end: classes += classes.isEmpty ? "e" : " e"
    }
    if !classes.isEmpty {
      out.raw(" class=\"")
      out.raw(classes)
      out.raw("\"")
    }
    out.raw(">")
    title(text.title)
    for (index, segment) in text.content.segments.enumerated() {
      let isChanged = text.changes.contains(index)
      let isMarked = isChanged || segment.isValue && !text.font.isBold
      if isMarked { out.raw(isChanged ? "<tspan class=\"d\">" : "<tspan class=\"n\">") }
      out.escaped(segment.text)
      if isMarked { out.raw("</tspan>") }
    }
    out.raw("</text>")
  }
}

extension Point {
  fileprivate func distance(to other: Point) -> Double { abs(x - other.x) + abs(y - other.y) }

  /// Along a horizontal or vertical line.
  fileprivate func moved(_ distance: Double, towards other: Point) -> Point {
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
