import Architecture
import Diagnostics

/// The concept pages that rows of a picture in a page lead to.
public struct ConceptLinks: Sendable {
  /// Their folder, seen from that page.
  public var folder: String
  /// Those there are: a gallery need not explain everything it draws. Nil takes every concept for explained.
  public var known: Set<String>?
  /// Off where the page has the same links once more, for the keyboard.
  public var areInTabOrder: Bool

  public init(folder: String = "../../concepts/", known: Set<String>? = nil, areInTabOrder: Bool = true) {
    (self.folder, self.known, self.areInTabOrder) = (folder, known, areInTabOrder)
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
    var printer = SVGPrinter(
      id: id, links: standalone ? nil : links, valuesAreBold: valuesAreBold)
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
  /// The anchor of the texts in the open group.
  private(set) var anchor = Scene.Text.Anchor.start

  init(
    id: String, links: ConceptLinks? = nil, valuesAreBold: Bool = true,
    capacity: Int = 48 * 1024
  ) {
    self.id = id
    self.links = links
    self.valuesAreBold = valuesAreBold
    out = SVGBuffer(capacity: capacity)
    heads = SVGBuffer(capacity: 0)
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
    if scene.isCropped { attribute("preserveAspectRatio", "xMinYMin slice") }
    if scene.sizing == .stretched { attribute("preserveAspectRatio", "none") }
    if !standalone, scene.naming != .inside { return beginBare(scene) }
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

  /// Without words of its own: the page around it has them.
  private mutating func beginBare(_ scene: Scene) {
    if scene.naming == .hidden {
      attribute("aria-hidden", "true")
    } else {
      attribute("role", "img")
      attribute("aria-label", scene.title)
    }
    if case .describedBy(let element) = scene.naming { attribute("aria-describedby", element) }
    measures(scene, scene.margins.inline)
    out.raw(">")
  }

  private mutating func measures(_ scene: Scene, _ margin: Double) {
    let width = scene.width + 2 * margin, height = scene.height + 2 * margin
    out.startValue("viewBox")
    out.list(-margin, scene.top - margin, width, height)
    out.endValue()
    if scene.sizing != .natural { return }
    attribute("width", width)
    attribute("height", height)
  }

  mutating func end() {
    endWires()
    out.raw("</svg>")
  }

  /// Prints a picture for a page behind what the page holds; `frame` is the scene without its items.
  static func append(
    _ frame: Scene, to page: inout ByteWriter, _ draw: (inout SVGPrinter) -> Void
  ) {
    var printer = SVGPrinter(
      id: frame.id, valuesAreBold: frame.valuesAreBold, capacity: 0)
    printer.out.exchange(&page)
    printer.begin(frame, standalone: false)
    draw(&printer)
    printer.end()
    printer.out.exchange(&page)
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

  /// `<a href="…"`, or `<g` where nothing is linked.
  private mutating func startLink(_ target: LinkTarget) {
    guard let links, let address = links.address(target) else { return out.raw("<g") }
    out.raw(links.areInTabOrder ? "<a href=\"" : "<a tabindex=\"-1\" href=\"")
    out.escaped(address)
    out.raw("\"")
  }

  private mutating func endLink(_ target: LinkTarget) {
    out.raw(links?.address(target) == nil ? "</g>" : "</a>")
  }

  mutating func open(_ group: Scene.Group) {
    endWires()
    if let target = LinkTarget(group) { startLink(target) } else { out.raw("<g") }
    if group.offset != Point(0, 0) {
      out.startValue("transform")
      out.raw("translate(")
      out.list(group.offset.x, group.offset.y)
      out.raw(")")
      out.endValue()
    }
    if let name = group.id { attribute("id", "\(id)-\(name)") }
    out.classes(group.anchor == .start ? group.style.classes : group.classes)
    anchor = group.anchor
    if let part = group.part { attribute("data-part", part) }
    out.raw(">")
    title(group.title)
  }

  mutating func close(_ group: Scene.Group) {
    endWires()
    anchor = .start
    if let target = LinkTarget(group) { endLink(target) } else { out.raw("</g>") }
    for copy in group.copies { use("\(id)-\(group.id ?? "")", at: copy.offset, copy.style) }
  }

  /// Draws the element of an id once more.
  mutating func use(_ name: String, at offset: Point, _ style: Style) {
    out.raw("<use")
    attribute("href", "#\(name)")
    attribute("x", offset.x)
    attribute("y", offset.y)
    self.style(style)
    out.endElement()
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

  mutating func attribute(_ name: StaticString, _ text: String) {
    out.startValue(name)
    out.escaped(text)
    out.endValue()
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
      if shape.path.isEvenOdd { attribute("fill-rule", "evenodd") }
    }
    style(shape.style)
    guard let title = shape.title else { return out.endElement() }
    out.raw(">")
    self.title(title)
    out.raw(disc == nil ? "</path>" : "</circle>")
  }
}
