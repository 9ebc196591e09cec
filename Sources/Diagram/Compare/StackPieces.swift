import Architecture

/// The stack of one model in the pieces that pairs draw apart.
struct StackPieces: Sendable {
  struct Row: Sendable {
    let variant: Int
    let frame: Frame
    let piece: Piece
  }

  /// Repeat frames; behind everything, since they are filled.
  let frames: Piece
  /// The stack without its rows and frames.
  let skeleton: Piece
  let rows: [Row]
  /// For each variant the first row that shows it.
  let rowOf: [Int?]

  init(_ stack: Stack, _ plan: FigurePlan, in setter: inout PieceSetter) {
    let items = stack.panel.items
    let rowItems = Set(stack.shownRows.map(\.item))
    let others = items.indices.filter { !rowItems.contains($0) }.map { items[$0] }
    frames = setter.add(others.filter(Self.isFrame))
    skeleton = setter.add(others.filter { !Self.isFrame($0) }, count: "\(plan.depth)×")
    var rowOf = [Int?](repeating: nil, count: plan.variants.count)
    var rows: [Row] = []
    for row in stack.shownRows {
      guard case .group(let group) = items[row.item] else { continue }
      let items = group.items.map { item -> Scene.Item in
        guard case .text(var text) = item, text.font == .name, let title = group.title else { return item }
        text.title = title
        return .text(text)
      }
      let variant = plan.variants[row.variant]
      let piece = setter.add(items, name: variant.name.full, count: "\(variant.count)×")
      if rowOf[row.variant] == nil { rowOf[row.variant] = rows.count }
      rows.append(Row(variant: row.variant, frame: row.frame, piece: piece))
    }
    (self.rows, self.rowOf) = (rows, rowOf)
  }

  private static func isFrame(_ item: Scene.Item) -> Bool {
    if case .box(let box) = item { return box.style == .frame }
    return false
  }
}
