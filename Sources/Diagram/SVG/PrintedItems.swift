import Diagnostics

/// Items that many pictures show at the same place, laid out and printed once.
struct PrintedItems: Sendable {
  let items: [Scene.Item]
  /// Whole elements; of a wire its path data, since neighbouring wires share an element.
  let elements: Block
  /// Path data of the wires' arrow heads.
  let arrowHeads: Block
  /// Nil for what is no wire.
  let wireStyles: [Style?]

  init(_ items: [Scene.Item] = [], valuesAreBold: Bool = true) {
    self.items = items
    var printer = SVGPrinter(id: "", valuesAreBold: valuesAreBold, capacity: 0)
    var elements = BlockWriter(), arrowHeads = BlockWriter()
    for item in items {
      if case .wire(let wire) = item {
        printer.data(of: wire)
      } else {
        printer.item(item)
      }
      elements.add { printer.out.move(to: &$0) }
      arrowHeads.add { printer.heads.move(to: &$0) }
    }
    self.elements = elements.block
    self.arrowHeads = arrowHeads.block
    wireStyles = items.map { item in
      if case .wire(let wire) = item { wire.style } else { nil }
    }
  }

  /// Both print the same bytes.
  func isEqual(_ index: Int, _ other: Int, of others: PrintedItems) -> Bool {
    elements.isEqual(index, other, of: others.elements)
      && arrowHeads.isEqual(index, other, of: others.arrowHeads)
      && wireStyles[index] == others.wireStyles[other]
  }
}
