import Architecture
import Diagram
import Testing

/// A figure of every level and composition, laid out cleanly and within its budget.
func checkFigures(
  _ name: String, _ spec: ModelSpec, byline: String = "Somebody, 18 April 2024. Decoder",
  bytes: Int = 60 * 1024, elements: Int = 2_500, sourceLocation: SourceLocation = #_sourceLocation
) {
  let sheet = FactSheet(spec)
  let heading = FigureHeading(name: name, byline: byline)
  let scenes =
    Figures.Composition.allCases.map { Figures.full(sheet, heading: heading, composition: $0, id: "f-\($0)") }
    + [Figures.card(sheet, heading: heading, id: "c"), Figures.glyph(sheet, heading: heading, id: "g")]
    + spec.layers.flatMap { layer in
      layer.sublayers.map { Figures.block($0.sublayer, in: spec.dimensions, id: "b") }
    }
  for scene in scenes {
    for problem in layoutProblems(scene) {
      Issue.record("\(name.prefix(40)), \(scene.id): \(problem)", sourceLocation: sourceLocation)
    }
    #expect(scene.svg(standalone: true).utf8.count <= bytes, "\(scene.id)", sourceLocation: sourceLocation)
    #expect(scene.elementCount <= elements, "\(scene.id)", sourceLocation: sourceLocation)
  }
}

/// A line leads to each card of the wide figure; the memory card sums up and belongs to no row.
func checkCardsAreReached(
  _ name: String, _ spec: ModelSpec, sourceLocation: SourceLocation = #_sourceLocation
) {
  let scene = Figures.full(FactSheet(spec), heading: FigureHeading(name: name, byline: ""), id: "x")
  let cards = scene.items.compactMap { item -> String? in
    if case .group(let group) = item, let id = group.id, id.hasPrefix("card-") { return id }
    return nil
  }
  let reached = Set(Flat(scene).wires.flatMap(\.ends))
  #expect(!cards.isEmpty, "\(name)", sourceLocation: sourceLocation)
  for card in cards { #expect(reached.contains(card), "\(name): \(card)", sourceLocation: sourceLocation) }
}

/// What a designer would not sign, found by measuring: every problem of a scene, in words.
func layoutProblems(_ scene: Scene) -> [String] {
  let flat = Flat(scene)
  return flat.textsOutside + flat.textOverlaps + flat.textsLeavingBoxes + flat.wiresThroughBoxes
    + flat.wiresThroughTexts + flat.crossings + flat.outside + flat.cutNumbers
}

/// A scene without groups: everything in the coordinates of the figure.
struct Flat {
  var texts: [Scene.Text] = []
  var frames: [Frame] = []
  var boxes: [Scene.Box] = []
  var shapes: [Frame] = []
  var wires: [Scene.Wire] = []
  let view: Frame

  init(_ scene: Scene) {
    view = Frame(0, scene.top, scene.width, scene.height)
    add(scene.items, Point(0, 0))
    frames = texts.map(\.frame)
    solid = boxes.filter { !$0.style.isDecoration }.map(\.frame)
  }

  private mutating func add(_ items: [Scene.Item], _ offset: Point) {
    for item in items {
      switch item {
      case .group(let group):
        let place = Point(offset.x + group.offset.x, offset.y + group.offset.y)
        for copy in [Point(0, 0)] + group.copies.map(\.offset) {
          add(group.items, Point(place.x + copy.x, place.y + copy.y))
        }
      case .text(var text):
        text.at = Point(text.at.x + offset.x, text.at.y + offset.y)
        texts.append(text)
      case .box(var box):
        box.frame = box.frame.moved(by: offset)
        boxes.append(box)
      case .shape(let shape):
        if let bounds = shape.path.bounds { shapes.append(bounds.moved(by: offset)) }
      case .wire(var wire):
        wire.points = wire.points.map { Point($0.x + offset.x, $0.y + offset.y) }
        wires.append(wire)
      }
    }
  }

  /// Boxes that hold something; decoration may be crossed.
  private var solid: [Frame] = []

  var textsOutside: [String] {
    texts.filter { !view.inset(by: -1).contains($0.frame) }.map { "'\($0.content.text)' leaves the view box" }
  }

  var cutNumbers: [String] {
    texts.filter { $0.content.text.contains(/[0-9],?…/) }.map { "'\($0.content.text)' cuts a number" }
  }

  var outside: [String] {
    let around = view.inset(by: -1)
    return boxes.filter { !around.contains($0.frame) }.map { "a box leaves the view box at \($0.frame)" }
      + shapes.filter { !around.contains($0) }.map { "a shape leaves the view box at \($0)" }
      + wires.filter { wire in !wire.points.allSatisfy(around.contains) }.map {
        "a wire leaves the view box at \($0.points)"
      }
  }

  var textOverlaps: [String] {
    var problems: [String] = []
    let order = frames.indices.sorted { frames[$0].y < frames[$1].y }
    for (place, a) in order.enumerated() {
      for b in order[(place + 1)...] {
        if frames[b].y > frames[a].bottom { break }
        if frames[a].inset(by: 0.5).intersects(frames[b]) {
          problems.append("'\(texts[a].content.text)' overlaps '\(texts[b].content.text)'")
        }
      }
    }
    return problems
  }

  /// A text belongs to the smallest box around its anchor.
  var textsLeavingBoxes: [String] {
    texts.compactMap { text in
      let home = solid.filter { $0.contains(Point(text.at.x, text.at.y - text.font.size * 0.35)) }
        .min { $0.width * $0.height < $1.width * $1.height }
      guard let home, !home.inset(by: -1).contains(text.frame) else { return nil }
      return "'\(text.content.text)' leaves its box \(home)"
    }
  }

  /// A wire may end at a box's edge or stay inside a card; it may not enter or pass.
  var wiresThroughBoxes: [String] {
    wires.flatMap { wire in
      solid.compactMap { box -> String? in
        if wire.points.allSatisfy(box.inset(by: -8).contains) && box.width > 300 { return nil }
        let inner = box.inset(by: 1.5)
        guard inner.width > 0, wire.segments.contains(where: { inner.meets($0.0, $0.1) }) else { return nil }
        return "a \(wire.style.classes) wire \(wire.points) enters \(box)"
      }
    }
  }

  var wiresThroughTexts: [String] {
    wires.flatMap { wire in
      texts.compactMap { text -> String? in
        wire.segments.contains { text.frame.inset(by: 1).meets($0.0, $0.1) }
          ? "a \(wire.style.classes) wire \(wire.points) strikes '\(text.content.text)'" : nil
      }
    }
  }

  /// Two wires may meet at an end or share a run; they may not cross.
  var crossings: [String] {
    var problems: [String] = []
    for (index, a) in wires.enumerated() {
      for b in wires[(index + 1)...] {
        for (p, q) in a.segments {
          for (r, s) in b.segments where crosses(p, q, r, s) {
            problems.append("wires cross: \(a.points) and \(b.points)")
          }
        }
      }
    }
    return problems
  }

  private func crosses(_ p: Point, _ q: Point, _ r: Point, _ s: Point) -> Bool {
    let isHorizontal = p.y == q.y, isOtherHorizontal = r.y == s.y
    guard isHorizontal != isOtherHorizontal else { return false }
    let (h1, h2, v1, v2) = isHorizontal ? (p, q, r, s) : (r, s, p, q)
    return v1.x > min(h1.x, h2.x) + 1 && v1.x < max(h1.x, h2.x) - 1 && h1.y > min(v1.y, v2.y) + 1
      && h1.y < max(v1.y, v2.y) - 1
  }
}

extension Scene.Wire {
  var segments: [(Point, Point)] { Array(zip(points, points.dropFirst())) }
}

extension Frame {
  /// Whether a horizontal or vertical line touches the frame.
  func meets(_ a: Point, _ b: Point) -> Bool {
    max(a.x, b.x) > x && min(a.x, b.x) < right && max(a.y, b.y) > y && min(a.y, b.y) < bottom
  }
}
