/// What drawings are handed to, in drawing order.
///
/// One description of a picture gives the `Scene` that tests measure (`SceneCanvas`) and the bytes that a page shows
/// (`SVGPrinter`).
protocol Canvas: ~Copyable {
  mutating func draw(_ item: Scene.Item)
  /// What is drawn until `close` belongs to the group, behind the items it has already.
  mutating func open(_ group: Scene.Group)
  mutating func close(_ group: Scene.Group)
  /// One of the items that were printed before.
  mutating func draw(_ index: Int, of printed: PrintedItems)
}

extension Canvas where Self: ~Copyable {
  mutating func group(_ group: Scene.Group, _ draw: (inout Self) -> Void) {
    open(group)
    draw(&self)
    close(group)
  }

  mutating func draw(_ printed: PrintedItems) {
    for index in printed.items.indices { draw(index, of: printed) }
  }

  mutating func draw(_ items: [Scene.Item]) {
    for item in items { draw(item) }
  }

  mutating func draw(_ path: Path, _ style: Style) {
    if !path.isEmpty { draw(.shape(Scene.Shape(path, style))) }
  }

  mutating func draw(_ text: Scene.Text) { draw(.text(text)) }
}

/// Collects the items of a scene.
struct SceneCanvas: Canvas {
  /// Groups that are open, the picture itself first.
  private var groups = [Scene.Group()]

  var items: [Scene.Item] { groups[0].items }

  mutating func open(_ group: Scene.Group) { groups.append(group) }
  mutating func close(_ group: Scene.Group) { draw(.group(groups.removeLast())) }
  mutating func draw(_ item: Scene.Item) { groups[groups.count - 1].items.append(item) }
  mutating func draw(_ index: Int, of printed: PrintedItems) { draw(printed.items[index]) }
}

/// Prints the bytes of a page.
extension SVGPrinter: Canvas {
  mutating func draw(_ item: Scene.Item) { self.item(item) }

  mutating func draw(_ index: Int, of printed: PrintedItems) {
    guard let style = printed.wireStyles[index] else {
      endWires()
      return out.append(printed.elements, index)
    }
    startWire(style)
    out.append(printed.elements, index)
    heads.append(printed.arrowHeads, index)
  }
}
