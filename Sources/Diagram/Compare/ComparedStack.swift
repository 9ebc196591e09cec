import Architecture

/// The stack of one model in the parts that comparisons draw apart.
struct ComparedStack: Sendable {
  struct Row: Sendable {
    let variant: Int
    let frame: Frame
    let items: ComparedItems
  }

  /// Repeat frames; behind everything, since they are filled.
  let frames: ComparedItems
  /// The stack without its rows and frames.
  let skeleton: ComparedItems
  let rows: [Row]
  let height: Double

  init(_ stack: Stack, _ plan: FigurePlan) {
    height = stack.panel.height
    let items = stack.panel.items
    let rowItems = Set(stack.shownRows.map(\.item))
    let others = items.indices.filter { !rowItems.contains($0) }.map { items[$0] }
    frames = ComparedItems(others.filter(Self.isFrame))
    skeleton = ComparedItems(others.filter { !Self.isFrame($0) }, count: "\(plan.depth)×")
    rows = stack.shownRows.compactMap { row in
      guard case .group(let group) = items[row.item] else { return nil }
      let items = group.items.map { item -> Scene.Item in
        guard case .text(var text) = item, text.font == .name, let title = group.title else { return item }
        text.title = title
        return .text(text)
      }
      let variant = plan.variants[row.variant]
      return Row(
        variant: row.variant, frame: row.frame,
        items: ComparedItems(items, name: variant.name.full, count: "\(variant.count)×"))
    }
  }

  private static func isFrame(_ item: Scene.Item) -> Bool {
    if case .box(let box) = item { return box.style == .frame }
    return false
  }

  /// The first row that shows a variant.
  func row(of variant: Int) -> Row? { rows.first { $0.variant == variant } }
}
