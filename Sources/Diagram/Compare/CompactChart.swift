/// The chart of experts with its resting squares drawn as dashed rows: the same picture in a tenth of the bytes.
func compacted(_ items: [Scene.Item]) -> [Scene.Item] {
  items.flatMap { item -> [Scene.Item] in
    switch item {
    case .group(var group):
      group.items = compacted(group.items)
      return [.group(group)]
    case .shape(let shape) where shape.style == .idle && shape.path.figures.count > 8:
      return idleRows(shape.path)
    default: return [item]
    }
  }
}

private func idleRows(_ path: Path) -> [Scene.Item] {
  var rows: [(y: Double, left: Double, right: Double)] = []
  for figure in path.figures {
    let frame = figure.bounds
    if let last = rows.last, last.y == frame.y {
      rows[rows.count - 1].right = frame.right
    } else {
      rows.append((frame.y, frame.x, frame.right))
    }
  }
  // A row that starts with an active expert starts its dashes one place further right.
  let outer = Path(
    rows.map {
      .line(Point($0.left - 0.5, $0.y + 2.5), Point($0.right + 0.5, $0.y + 2.5))
    })
  let inner = Path(rows.map { .line(Point($0.left + 0.5, $0.y + 2.5), Point($0.right - 0.5, $0.y + 2.5)) })
  return [.shape(Scene.Shape(outer, .idleRow)), .shape(Scene.Shape(inner, .idleHole))]
}
