import Architecture

/// Ties rows of the stack to their cards through the empty gutter (section 3.6); drops what would cross.
struct Connectors {
  /// A row's way out and the card it leads to, in figure coordinates.
  struct Link {
    var from: Point
    /// A wire runs past the row: the line begins behind it.
    var isUnder = false
    var to: Point
    var ends: [String]
  }

  /// The lines of all links that can be drawn without crossing another, and the links they draw.
  static func drawn(beside: [Link], below: [Link]) -> (wires: [Scene.Item], links: [Link]) {
    var kept: [(wire: Scene.Wire, link: Link)] = []
    // Each card gets one line before any gets its second.
    var seen: Set<String> = []
    let all = toRight(beside) + toBottom(below)
    let firsts = all.filter { seen.insert($0.link.ends.last ?? "").inserted }
    let seconds = all.filter { one in !firsts.contains { $0.link.from == one.link.from } }
    for candidate in firsts + seconds
    where !kept.contains(where: { $0.wire.crosses(candidate.wire) }) {
      kept.append(candidate)
    }
    return (kept.map { .wire($0.wire) }, kept.map(\.link))
  }

  /// Rows to cards of the right column, whose left edge is `gutter` u away.
  private static func toRight(_ links: [Link]) -> [(wire: Scene.Wire, link: Link)] {
    // Going up, a lower row takes a lane further right; going down, the reverse. Levels share one rule.
    let up = links.filter { $0.to.y < $0.from.y }.sorted { $0.from.y < $1.from.y }
    let down = links.filter { $0.to.y >= $0.from.y }.sorted { $0.from.y > $1.from.y }
    var items: [(wire: Scene.Wire, link: Link)] = []
    for group in [up, down] {
      let step = min(12, 36 / Double(max(1, group.count - 1)))
      for (index, link) in group.enumerated() {
        let lane = link.from.x + 32 + Double(index) * step
        items.append((draw(link, lane: lane), link))
      }
    }
    return items
  }

  /// Rows to cards below the stack: sources top to bottom take lanes right to left.
  private static func toBottom(_ links: [Link]) -> [(wire: Scene.Wire, link: Link)] {
    let sorted = links.sorted { $0.from.y < $1.from.y }
    let step = sorted.count > 1 ? min(16, 36 / Double(sorted.count - 1)) : 16
    return sorted.enumerated().map { index, link in
      (draw(link, lane: link.from.x + 60 - Double(index) * step), link)
    }
  }

  private static func draw(_ link: Link, lane: Double) -> Scene.Wire {
    let from = link.isUnder ? Point(Stack.feedX + 4, link.from.y) : link.from
    let points =
      link.from.y == link.to.y
      ? [from, link.to]
      : [from, Point(lane, link.from.y), Point(lane, link.to.y), link.to]
    return Scene.Wire(points, radius: 5, .lead, ends: link.ends)
  }

  static func dots(_ links: [Link]) -> Scene.Item {
    .shape(
      Scene.Shape(
        Path(links.flatMap { [.disc(center: $0.from, radius: 2.5), .disc(center: $0.to, radius: 2.5)] }), .ink
      ))
  }
}

extension Scene.Wire {
  /// Whether the lines cross inside both; they may meet at an end or share a run.
  func crosses(_ other: Scene.Wire) -> Bool {
    for (p, q) in zip(points, points.dropFirst()) {
      for (r, s) in zip(other.points, other.points.dropFirst()) {
        guard (p.y == q.y) != (r.y == s.y) else { continue }
        let (h1, h2, v1, v2) = p.y == q.y ? (p, q, r, s) : (r, s, p, q)
        if v1.x > min(h1.x, h2.x), v1.x < max(h1.x, h2.x), h1.y > min(v1.y, v2.y), h1.y < max(v1.y, v2.y) {
          return true
        }
      }
    }
    return false
  }
}
