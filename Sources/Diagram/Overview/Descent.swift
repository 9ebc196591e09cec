import Architecture

// Descent
//
// One row per model, time to the right, children below their parent: a child stands right of its parent, so the
// edges of a parent run left of everything its descendants draw, and no edge can cross another edge or a name.

extension Overview {
  /// A model with what it comes from.
  public struct Descendant: Sendable {
    public var entry: Entry
    /// The place of its first ancestor in the list; nil for the first of a line.
    public var parent: Int?
    /// What changed on the way, in one sentence.
    public var change: String?
    /// The page that says more about the change, seen from the page the picture stands on.
    public var changeHref: String?
    /// Further ancestors, each in a few words; no line is drawn to them, which would cross others.
    public var others: [String]
    /// Another maker's recipe: the edge is dashed.
    public var isBorrowed: Bool

    public init(
      _ entry: Entry, parent: Int? = nil, change: String? = nil, changeHref: String? = nil,
      others: [String] = [], isBorrowed: Bool = false
    ) {
      self.entry = entry
      self.parent = parent
      self.change = change
      self.changeHref = changeHref
      self.others = others
      self.isBorrowed = isBorrowed
    }
  }

  /// A tree over time, with what changed beside each model; nil when nothing descends from anything.
  public static func descent(
    _ members: [Descendant], title: String, composition: Figures.Composition = .wide, id: String
  ) -> Scene? {
    guard members.contains(where: { $0.parent != nil }) else { return nil }
    var layout = DescentLayout(members, width: composition.width)
    return layout.scene(title: title, id: id)
  }
}

private struct DescentLayout {
  let members: [Overview.Descendant]
  let width: Double
  private var children: [[Int]]
  private let time: TimeScale
  private var drawing = Drawing()
  private var nodes = Drawing()
  private var y = 40.0
  private var isPlaced: [Bool]

  /// Where a line turns.
  private static let corner = 6.0
  /// The least a child stands right of its parent.
  private static let step = 15.0

  init(_ members: [Overview.Descendant], width: Double) {
    self.members = members
    self.width = width
    children = Array(repeating: [], count: members.count)
    isPlaced = Array(repeating: false, count: members.count)
    for (index, member) in members.enumerated() {
      if let parent = member.parent, members.indices.contains(parent), parent != index {
        children[parent].append(index)
      }
    }
    time = TimeScale(members.map(\.entry.year), from: 10, to: width >= 600 ? 250 : 96)
  }

  mutating func scene(title: String, id: String) -> Scene {
    var roots = members.indices.filter { index in
      members[index].parent.map { !members.indices.contains($0) || $0 == index } ?? true
    }
    roots.sort { (members[$0].entry.year, $0) < (members[$1].entry.year, $1) }
    for root in roots { place(root, under: nil) }
    var axis = Drawing()
    for turn in time.turns(room: 34) {
      let x = time(Double(turn)).rounded()
      axis.shape(Path(rule(at: x, from: 18, to: y - 12)), .hair)
      let words = Phrase(String(turn))
      axis.text(words, .small, at: max(x, words.width(.small) / 2), 12, anchor: .middle, muted: true)
    }
    let words = members.compactMap { member in
      member.parent.flatMap { parent in
        members.indices.contains(parent)
          ? "\(member.entry.name) from \(members[parent].entry.name)" : nil
      }
    }
    return Scene(
      id: id, width: width, height: max(y - 6, 20), title: title,
      description: words.joined(separator: "; ") + ".", items: axis.items + drawing.items + nodes.items)
  }

  /// A vertical line that leaves out what stands on it.
  private func rule(at x: Double, from top: Double, to bottom: Double) -> [Path.Figure] {
    var lines: [Path.Figure] = [], start = top
    let inWay = (nodes.items + drawing.items).flatMap(Self.frames).filter { $0.x - 4 < x && x < $0.right + 4 }
      .sorted { ($0.y, $0.bottom) < ($1.y, $1.bottom) }
    for frame in inWay {
      if frame.y - 3 > start + 4 { lines.append(.line(Point(x, start), Point(x, frame.y - 3))) }
      start = max(start, frame.bottom + 3)
    }
    if bottom > start + 4 { lines.append(.line(Point(x, start), Point(x, bottom))) }
    return lines
  }

  private static func frames(_ item: Scene.Item) -> [Frame] {
    switch item {
    case .text(let text): [text.frame]
    case .shape(let shape): shape.path.bounds.map { [$0] } ?? []
    case .group(let group): group.items.flatMap(frames)
    // A trunk that stands beside the line would look like a second one.
    case .wire(let wire):
      zip(wire.points, wire.points.dropFirst()).compactMap { a, b in
        a.x == b.x ? Frame(a.x - 4, min(a.y, b.y), 8, abs(b.y - a.y)) : nil
      }
    case .box: []
    }
  }

  /// `trunk` is where its line begins on the parent's, below the parent or an elder sibling; nil where the line of
  /// another passes. Returns its place, nil when it had one before.
  @discardableResult
  private mutating func place(_ index: Int, under parent: Point?, trunk: Double? = nil) -> Point? {
    guard !isPlaced[index] else { return nil }
    isPlaced[index] = true
    let member = members[index]
    let x = max(time(member.entry.year), parent.map { $0.x + Self.step } ?? 0)
    let node = Point(min(x, width - 140).halfUnits, y)
    if let parent {
      let corner = Point(parent.x, node.y), end = Point(node.x - 8, node.y)
      let style: Style = member.isBorrowed ? .dashed : .wire
      if let trunk {
        drawing.wire(Point(parent.x, trunk), corner, end, style: style, radius: Self.corner)
      } else {
        drawing.wire(corner, end, style: style)
      }
    }
    let sign = member.entry.sign
    nodes.shape(sign.tile(at: node, height: 14), sign.style)
    label(member, at: node)
    let own = children[index].sorted { (members[$0].entry.year, $0) < (members[$1].entry.year, $1) }
    let lastSolid = own.lastIndex { !members[$0].isBorrowed }
    var trunk = node.y + 10
    for (rank, child) in own.enumerated() {
      // A solid trunk passes dashed arms; below the last solid child it goes on dashed.
      let isPassed = members[child].isBorrowed && lastSolid.map { rank < $0 } ?? false
      if let placed = place(child, under: node, trunk: isPassed ? nil : trunk), !isPassed {
        trunk = placed.y - Self.corner
      }
    }
    return node
  }

  private mutating func label(_ member: Overview.Descendant, at node: Point) {
    let left = node.x + 12, room = width - left
    let name = shortened(member.entry.name, .name, width: room)
    let title = name == member.entry.name ? nil : member.entry.name
    let text = Scene.Item.text(Scene.Text(Phrase(name), .name, at: Point(left, node.y + 4.5), title: title))
    nodes.group(Scene.Group(href: member.entry.href, [text]))
    let facts = Phrase("\(member.entry.date), \(member.entry.sheet.parameters.total.parametersText)")
    let end = left + Font.name.width(name) + 10
    var baseline = node.y + 4.5
    if end + facts.width(.small) <= width {
      nodes.text(facts, .small, at: end, baseline, muted: true)
    } else {
      baseline += 15
      nodes.text(
        Phrase(shortened(facts.text, .small, width: room)), .small, at: left, baseline, muted: true)
    }
    if let change = member.change {
      var words = Drawing()
      baseline = words.paragraph(
        Phrase(change), .small, at: left, baseline + 15, width: room, lineHeight: 14)
      nodes.group(Scene.Group(href: member.changeHref, words.items))
    }
    if !member.others.isEmpty {
      baseline = nodes.paragraph(
        Phrase(member.others.joined(separator: "; ").sentenceStart), .small, at: left, baseline + 15,
        width: room, lineHeight: 14, muted: true)
    }
    y = baseline + 24
  }
}
