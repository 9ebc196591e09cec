import Architecture

extension Scene {
  /// The picture as SVG: a file of its own, or a fragment that takes colours and links from the page around it.
  ///
  /// `conceptPages` is the folder of the concept pages, seen from that page; inline rows link to them.
  public func svg(standalone: Bool, conceptPages: String = "../../concepts/") -> String {
    String(decoding: markup(standalone: standalone, conceptPages: conceptPages), as: UTF8.self)
  }

  /// The same as UTF-8.
  public func markup(standalone: Bool, conceptPages: String = "../../concepts/") -> [UInt8] {
    var printer = SVGPrinter(
      id: id, conceptPages: standalone ? nil : conceptPages, valuesAreBold: valuesAreBold,
      isTerse: isTerse && !standalone)
    printer.begin(self, standalone: standalone)
    printer.items(items)
    printer.end()
    // Pictures are kept and printed again: without the room the printer did not use.
    return Array(printer.out.bytes[...])
  }

  /// Elements the SVG holds, for budgets.
  public var elementCount: Int { Scene.count(items) }

  /// Whether rows lead to concept pages; then the picture is a group of links, else one image.
  fileprivate var hasLinks: Bool { Scene.hasLinks(items) }

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
  /// The items alone, for pictures in pages that are put together from prepared pieces.
  var svgFragment: [UInt8] {
    var printer = SVGPrinter(id: "", isTerse: true)
    printer.items(self)
    printer.endWires()
    return printer.out.bytes
  }
}

/// Prints element by element; it decides nothing but where two neighbours may share one path.
struct SVGPrinter {
  /// Scopes every element id.
  let id: String
  /// Nil in stand-alone files, which link nowhere.
  let conceptPages: String?
  /// Off where bold says that a value changed.
  let valuesAreBold: Bool
  var out: SVGBuffer
  /// Neighbouring wires of one style are one path, and their arrow heads another: what is open.
  var wires: Style?
  var heads: [UInt8] = []
  /// Where texts of the open group stand.
  private(set) var anchor = Scene.Text.Anchor.start

  init(
    id: String, conceptPages: String? = nil, valuesAreBold: Bool = true, isTerse: Bool = false,
    capacity: Int = 48 * 1024
  ) {
    self.id = id
    self.conceptPages = conceptPages
    self.valuesAreBold = valuesAreBold
    out = SVGBuffer(capacity: capacity, isTerse: isTerse)
  }

  /// Everything before the items.
  mutating func begin(_ scene: Scene, standalone: Bool) {
    let margin = standalone ? scene.margins.standalone : scene.margins.inline
    let width = scene.width + 2 * margin, height = scene.height + 2 * margin
    // In a page the element's name says the same as the name space.
    out.raw(standalone ? "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"af" : "<svg class=\"af")
    if scene.style != .none {
      out.raw(" ")
      out.plain(scene.style.classes)
    }
    out.raw("\"")
    if scene.isCropped { out.raw(" preserveAspectRatio=\"xMinYMin slice\"") }
    if let words = scene.describedBy, !standalone { return beginDescribed(scene, by: words) }
    if !standalone {
      // A file of its own is named by its title; only inside a page must it be said.
      // An image hides what is in it; a figure with links keeps the element's own role, a document of graphics.
      if !scene.hasLinks { out.raw(" role=\"img\"") }
      out.raw(" aria-labelledby=\"")
      scoped("t")
      if !scene.description.isEmpty {
        out.raw(" ")
        scoped("d")
      }
      out.raw("\"")
    }
    measures(scene, margin)
    out.raw("><title id=\"")
    scoped("t")
    out.raw("\">")
    out.escaped(scene.title)
    out.raw("</title>")
    if !scene.description.isEmpty {
      out.raw("<desc id=\"")
      scoped("d")
      out.raw("\">")
      out.escaped(scene.description)
      if !scene.omissions.isEmpty {
        out.escaped(" Not shown: \(scene.omissions.joined(separator: ", ")).")
      }
      out.raw("</desc>")
    }
    if standalone {
      out.raw("<style>")
      out.plain(FigureStyle.standaloneCSS)
      out.raw("</style>")
      item(.box(Scene.Box(Frame(-margin, scene.top - margin, width, height), .background)))
    }
  }

  /// Named in an attribute and described by an element of the page around it.
  private mutating func beginDescribed(_ scene: Scene, by words: String) {
    out.raw(" role=img aria-label=\"")
    out.escaped(scene.title)
    out.raw("\" aria-describedby=")
    out.plain(words)
    measures(scene, scene.margins.inline)
    out.raw(">")
  }

  private mutating func measures(_ scene: Scene, _ margin: Double) {
    let width = scene.width + 2 * margin, height = scene.height + 2 * margin
    out.startValue("viewBox")
    out.list(-margin, scene.top - margin, width, height)
    out.endValue()
    attribute("width", width)
    attribute("height", height)
  }

  mutating func end() {
    endWires()
    out.raw("</svg>")
  }

  mutating func items(_ items: [Scene.Item]) { for item in items { self.item(item) } }

  mutating func item(_ item: Scene.Item) {
    if case .wire(let wire) = item { return self.wire(wire) }
    endWires()
    switch item {
    case .box(let value): box(value)
    case .shape(let value): shape(value)
    case .text(let value): text(value)
    case .wire: break
    case .group(let group):
      open(group)
      items(group.items)
      close(group)
    }
  }

  private mutating func scoped(_ name: String) {
    out.escaped(id)
    out.raw("-")
    out.escaped(name)
  }

  // MARK: Groups

  private func link(_ group: Scene.Group) -> String? {
    conceptPages.flatMap { pages in group.href ?? group.concept.map { pages + $0 + "/index.html" } }
  }

  mutating func open(_ group: Scene.Group) {
    endWires()
    if let link = link(group) {
      out.raw("<a href=\"")
      out.escaped(link)
      out.raw("\"")
    } else {
      out.raw("<g")
    }
    if group.offset != Point(0, 0) {
      out.startValue("transform")
      out.raw("translate(")
      if out.isTerse, group.offset.y == 0 {
        out.number(group.offset.x)
      } else {
        out.list(group.offset.x, group.offset.y)
      }
      out.raw(")")
      out.endValue()
    }
    if let name = group.id {
      out.startValue("id")
      scoped(name)
      out.endValue()
    }
    out.classes(group.anchor == .start ? group.style.classes : group.classes)
    anchor = group.anchor
    if let part = group.part {
      out.raw(" data-part=\"")
      out.escaped(part)
      out.raw("\"")
    }
    out.raw(">")
    title(group.title)
  }

  mutating func close(_ group: Scene.Group) {
    endWires()
    anchor = .start
    out.raw(link(group) == nil ? "</g>" : "</a>")
    for copy in group.copies {
      out.raw("<use")
      out.startValue("href")
      out.raw("#")
      scoped(group.id ?? "")
      out.endValue()
      attribute("x", copy.offset.x)
      attribute("y", copy.offset.y)
      style(copy.style)
      out.endElement()
    }
  }

  mutating func title(_ text: String?) {
    guard let text else { return }
    out.raw("<title>")
    out.escaped(text)
    out.raw("</title>")
  }

  mutating func style(_ style: Style) {
    out.classes(style.classes)
  }

  /// A number that is nothing unless said.
  mutating func attribute(_ name: StaticString, _ value: Double) {
    guard value != 0 else { return }
    out.startValue(name)
    out.number(value)
    out.endValue()
  }

  // MARK: Boxes and shapes

  private mutating func box(_ box: Scene.Box) {
    // A stroke of 1 u stands inside the frame, so that two frames that touch do not overlap.
    if out.isTerse, box.radius == 0 {
      out.raw("<path")
      out.startValue("d")
      out.beginPath()
      out.figure(.rect(box.frame))
      out.endValue()
      style(box.style)
      return out.endElement()
    }
    out.raw("<rect")
    attribute("x", box.frame.x)
    attribute("y", box.frame.y)
    attribute("width", box.frame.width)
    attribute("height", box.frame.height)
    attribute("rx", box.radius)
    style(box.style)
    out.endElement()
  }

  private mutating func shape(_ shape: Scene.Shape) {
    guard !shape.path.isEmpty else { return }
    let disc = shape.path.disc
    if let disc {
      out.raw("<circle")
      attribute("cx", disc.center.x)
      attribute("cy", disc.center.y)
      attribute("r", disc.radius)
    } else {
      out.raw("<path")
      out.startValue("d")
      out.beginPath()
      for figure in shape.path.figures { out.figure(figure) }
      out.endValue()
      if shape.path.isEvenOdd {
        out.startValue("fill-rule")
        out.raw("evenodd")
        out.endValue()
      }
    }
    style(shape.style)
    guard let title = shape.title else { return out.endElement() }
    out.raw(">")
    self.title(title)
    out.raw(disc == nil ? "</path>" : "</circle>")
  }
}
