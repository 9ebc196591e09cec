/// The panels of a model's figure as SVG, printed once for its page and for the file of its own.
///
/// A page links what a file only groups: the tags of such elements are left out and written with each copy.
struct PrintedPanels: Sendable {
  /// What stands inside one group.
  struct Panel: Sendable {
    let items: [Scene.Item]
    let bytes: [UInt8]
    /// In the order of the bytes.
    let linkEnds: [LinkEnd]
  }

  /// Where an element that may be a link begins or ends.
  struct LinkEnd: Sendable {
    let place: Int
    let target: LinkTarget
    let isStart: Bool
  }

  /// By the id of the group.
  private let panels: [String: Panel]

  init(_ scene: Scene) {
    var panels: [String: Panel] = [:]
    for case .group(let group) in scene.items {
      // An id holds the id of the picture.
      guard let name = group.id, group.anchor == .start, !Scene.hasIDs(group.items) else { continue }
      var printer = SVGPrinter(id: "", valuesAreBold: scene.valuesAreBold)
      printer.linkEnds = []
      printer.items(group.items)
      printer.endWires()
      panels[name] = Panel(
        items: group.items, bytes: printer.out.bytes, linkEnds: printer.linkEnds ?? [])
    }
    self.panels = panels
  }

  /// Nil when the group shows something else than the panel of its name.
  func panel(_ group: Scene.Group) -> Panel? {
    guard let name = group.id, let known = panels[name], group.anchor == .start, known.items == group.items
    else { return nil }
    return known
  }
}
