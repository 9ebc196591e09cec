import Architecture

/// The concept pages that rows of a picture in a page lead to.
public struct ConceptLinks: Sendable {
  /// Their folder, seen from that page.
  public var folder: String
  /// Those there are: a gallery need not explain everything it draws. Nil takes every concept for explained.
  public var known: Set<String>?

  public init(folder: String = "../../concepts/", known: Set<String>? = nil) {
    (self.folder, self.known) = (folder, known)
  }

  func address(_ concept: String) -> String? {
    known?.contains(concept) ?? true ? folder + concept + "/index.html" : nil
  }

  func address(_ target: LinkTarget) -> String? { target.href ?? target.concept.flatMap(address) }
}

/// What a group of a picture leads to where its page is linked.
struct LinkTarget: Sendable {
  let concept: String?
  let href: String?

  /// Nil for a group that never leads anywhere.
  init?(_ group: Scene.Group) {
    guard group.concept != nil || group.href != nil else { return nil }
    (concept, href) = (group.concept, group.href)
  }
}

extension Scene {
  /// The picture as SVG: a file of its own, or a fragment that takes colours and links from the page around it.
  public func svg(standalone: Bool, links: ConceptLinks = ConceptLinks()) -> String {
    String(decoding: markup(standalone: standalone, links: links), as: UTF8.self)
  }

  /// The same as UTF-8.
  public func markup(standalone: Bool, links: ConceptLinks = ConceptLinks()) -> [UInt8] {
    markup(standalone: standalone, links: links, panels: nil)
  }

  /// Groups that are among `panels` are copied from there.
  func markup(standalone: Bool, links: ConceptLinks, panels: PrintedPanels?) -> [UInt8] {
    var printer = SVGPrinter(
      id: id, links: standalone ? nil : links, valuesAreBold: valuesAreBold, isTerse: isTerse && !standalone)
    printer.panels = panels
    printer.begin(self, standalone: standalone)
    printer.items(items)
    printer.end()
    return printer.out.bytes
  }

  /// Elements the SVG holds, for budgets.
  public var elementCount: Int { Scene.count(items) }

  /// Whether rows lead to other pages; then the picture is a group of links, else one image.
  fileprivate func hasLinks(_ links: ConceptLinks?) -> Bool {
    guard let links else { return false }
    func has(_ items: [Item]) -> Bool {
      items.contains { item in
        guard case .group(let group) = item else { return false }
        return LinkTarget(group).flatMap(links.address) != nil || has(group.items)
      }
    }
    return has(items)
  }

  /// Whether something in it has an id, which holds the scene's own.
  static func hasIDs(_ items: [Item]) -> Bool {
    items.contains { item in
      guard case .group(let group) = item else { return false }
      return group.id != nil || !group.copies.isEmpty || hasIDs(group.items)
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
struct SVGPrinter: ~Copyable {
  /// Scopes every element id.
  let id: String
  /// Nil in stand-alone files, which link nowhere.
  let links: ConceptLinks?
  /// Off where bold says that a value changed.
  let valuesAreBold: Bool
  var out: SVGBuffer
  /// Neighbouring wires of one style are one path, and their arrow heads another: what is open.
  var wires: Style?
  var heads: SVGBuffer
  /// Where texts of the open group stand.
  private(set) var anchor = Scene.Text.Anchor.start
  /// What other pictures have too, printed before.
  fileprivate var panels: PrintedPanels?
  /// Where links begin and end, for what is printed to be linked later: nothing stands in their places.
  var linkEnds: [PrintedPanels.LinkEnd]?

  init(
    id: String, links: ConceptLinks? = nil, valuesAreBold: Bool = true, isTerse: Bool = false,
    capacity: Int = 48 * 1024
  ) {
    self.id = id
    self.links = links
    self.valuesAreBold = valuesAreBold
    out = SVGBuffer(capacity: capacity, isTerse: isTerse)
    heads = SVGBuffer(capacity: 0, isTerse: isTerse)
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
      if !scene.hasLinks(links) { out.raw(" role=\"img\"") }
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
      inside(group)
      close(group)
    }
  }

  private mutating func inside(_ group: Scene.Group) {
    guard let panel = panels?.panel(group) else { return items(group.items) }
    var start = 0
    for end in panel.linkEnds {
      out.append(panel.bytes, start..<end.place)
      end.isStart ? startLink(end.target) : endLink(end.target)
      start = end.place
    }
    out.append(panel.bytes, start..<panel.bytes.count)
  }

  private mutating func scoped(_ name: String) {
    out.escaped(id)
    out.raw("-")
    out.escaped(name)
  }

  // MARK: Groups

  /// `<a href="…"`, or `<g` where nothing is linked.
  private mutating func startLink(_ target: LinkTarget) {
    guard linkEnds == nil else { return keepLinkEnd(target, isStart: true) }
    guard let address = links?.address(target) else { return out.raw("<g") }
    out.raw("<a href=\"")
    out.escaped(address)
    out.raw("\"")
  }

  private mutating func endLink(_ target: LinkTarget) {
    guard linkEnds == nil else { return keepLinkEnd(target, isStart: false) }
    out.raw(links?.address(target) == nil ? "</g>" : "</a>")
  }

  private mutating func keepLinkEnd(_ target: LinkTarget, isStart: Bool) {
    linkEnds?.append(PrintedPanels.LinkEnd(place: out.count, target: target, isStart: isStart))
  }

  mutating func open(_ group: Scene.Group) {
    endWires()
    if let target = LinkTarget(group) { startLink(target) } else { out.raw("<g") }
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
    if let target = LinkTarget(group) { endLink(target) } else { out.raw("</g>") }
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
