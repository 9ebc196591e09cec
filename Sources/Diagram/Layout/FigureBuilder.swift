import Architecture

/// A figure being put together from panels, top to bottom.
struct FigureBuilder {
  let plan: FigurePlan
  let sheet: FactSheet
  let heading: FigureHeading
  let body: FigureBody
  let bands: FigureBands
  let width: Double
  var items: [Scene.Item] = []
  var y = 0.0

  init(
    _ plan: FigurePlan, _ sheet: FactSheet, _ heading: FigureHeading, _ body: FigureBody,
    _ bands: FigureBands, width: Double
  ) {
    self.plan = plan
    self.sheet = sheet
    self.heading = heading
    self.body = body
    self.bands = bands
    self.width = width
    let header = HeaderLayout(heading, sheet, width: width)
    items.append(header.panel.placed(at: Point(0, 0)))
    y = header.panel.height + 22
    items.append(bands.map.panel.placed(at: Point(0, y), id: "map"))
    y += bands.map.panel.height + 24
  }

  mutating func addStack() {
    items.append(body.stack.panel.placed(at: Point(0, y), id: "stack"))
    y += body.stack.panel.height + 24
  }

  mutating func addParameterBar() {
    items.append(bands.bar.panel.placed(at: Point(0, y), id: "parameters"))
    y += bands.bar.panel.height
    if let url = heading.url {
      var credit = Drawing()
      let last = credit.paragraph(Phrase(url), .small, at: 0, y + 28, width: width, muted: true)
      items += credit.items
      y = last + 4
    }
  }

  mutating func addNarrowBody() {
    addStack()
    for (index, layout) in body.deck.enumerated() {
      items.append(layout.placed(at: Point(0, y), height: layout.panel.height, id: "card-\(index)"))
      y += layout.panel.height + 16
    }
    y += 8
  }

  mutating func addWideBody() {
    let stack = body.stack, deck = body.deck
    let mixers = deck.indices.filter { deck[$0].content.column == .mixer }
    // One mixer stands beside the stack; more go below it, two in a row, but the first fills room that is left.
    var beside = deck.indices.filter { mixers.count < 2 || deck[$0].content.column != .mixer }
    var below = mixers.count < 2 ? [] : mixers
    let used = beside.reduce(0) { $0 + deck[$1].panel.height + 16 }
    // The uppermost, so that no line beside the stack stands in the way of one that leads below.
    let uppermost = below.min { source($0, stack, deck) < source($1, stack, deck) }
    if let first = uppermost, used + deck[first].panel.height <= stack.panel.height + 40 {
      beside.append(first)
      below.removeAll { $0 == first }
    }
    let taken = beside.reduce(0) { $0 + deck[$1].panel.height + 16 }
    // Room that is left beside the stack holds what the mixers cost together.
    let room = stack.panel.height - taken + 16
    let canBeShared = below.isEmpty && room <= 136
    let memory = canBeShared ? nil : MemoryCard(sheet, room: room)
    let stackTop = y
    items.append(stack.panel.placed(at: Point(0, stackTop), id: "stack"))

    var tops: [Int: Point] = [:]
    let heights = beside.reduce(0) { $0 + deck[$1].panel.height } + (memory?.panel.height ?? 0)
    let gaps = Double(max(0, beside.count - (memory == nil ? 1 : 0)))
    let slack = stack.panel.height - heights - 16 * gaps
    let gap = gaps > 0 && (0...136).contains(slack) ? 16 + slack / gaps : 16
    var cardTop = stackTop
    for index in beside {
      tops[index] = Point(392, cardTop)
      cardTop += deck[index].panel.height + gap
    }
    if let memory {
      items.append(memory.placed(at: Point(392, cardTop)))
      cardTop += memory.panel.height + gap
    }
    let columnEnd = beside.isEmpty ? stackTop : cardTop - gap
    let rowHeights = placeBelow(
      below.sorted { source($0, stack, deck) < source($1, stack, deck) }, deck,
      left: stackTop + stack.panel.height + 20, right: columnEnd + 20, hasMemory: memory != nil, &tops)

    let links = deck.indices.flatMap { index -> [(index: Int, link: Connectors.Link)] in
      guard let top = tops[index] else { return [] }
      let isLeft = top.x == 0
      return stack.exits.filter { exit in deck[index].content.variants.contains(exit.variant) }.map { exit in
        (
          index,
          Connectors.Link(
            from: Point(StackGeometry.boxRight, stackTop + exit.y), isUnder: exit.isUnder,
            to: Point(isLeft ? CardLayout.width : 392, top.y + CardLayout.titleLine),
            ends: ["row-\(exit.variant)", "card-\(index)"])
        )
      }
    }
    let besideLinks = links.filter { beside.contains($0.index) }.map(\.link)
    let belowLinks = links.filter { below.contains($0.index) }.map(\.link)
    let connectors = Connectors.drawn(beside: besideLinks, below: belowLinks)
    items += connectors.wires
    for index in deck.indices {
      guard let top = tops[index] else { continue }
      items.append(
        deck[index].placed(
          at: top, height: rowHeights[index] ?? deck[index].panel.height, id: "card-\(index)"))
    }
    // A short line ties the expert to the grid it comes from.
    if let expert = deck.firstIndex(where: { $0.content.column == .expert }), let top = tops[expert] {
      items.append(
        .wire(
          Scene.Wire(
            [Point(409, top.y - gap), Point(409, top.y)], .lead, ends: ["card-0", "card-\(expert)"])))
    }
    items.append(Connectors.dots(connectors.links))
  }

  /// Cards are dealt outside-in: first source right, last source left, next row; cards of a row are equally high.
  ///
  /// Below a right column that is much longer than the stack, the columns go on by themselves.
  private mutating func placeBelow(
    _ cards: [Int], _ deck: [CardLayout], left: Double, right: Double, hasMemory: Bool,
    _ tops: inout [Int: Point]
  ) -> [Int: Double] {
    var heights: [Int: Double] = [:]
    let isAligned = right < left + 24
    var ends = isAligned ? [max(left, right), max(left, right)] : [left, right]
    var first = 0
    var last = cards.count - 1
    while first <= last {
      let row = first == last ? [cards[first]] : [cards[last], cards[first]]
      let height = row.map { deck[$0].panel.height }.max() ?? 0
      for (place, index) in row.enumerated() {
        // A single card goes where there is room.
        let column = row.count == 1 ? (ends[0] <= ends[1] ? 0 : 1) : place
        tops[index] = Point(column == 0 ? 0 : 392, ends[column])
        // A card with little to say is not blown up beside one with much.
        let own = deck[index].panel.height
        heights[index] = isAligned && height - own <= 96 ? height : own
        ends[column] += (heights[index] ?? 0) + 16
      }
      first += 1
      last -= 1
    }
    // A corner that is left holds what the mixers cost together.
    let corner = ends[0] < ends[1] ? 0 : 1
    if !cards.isEmpty, !hasMemory, let memory = MemoryCard(sheet),
      ends[corner] + memory.panel.height <= ends[1 - corner]
    {
      items.append(memory.placed(at: Point(corner == 0 ? 0 : 392, ends[corner])))
    }
    y = cards.isEmpty ? max(left, right) : max(ends[0], ends[1]) + 4
    return heights
  }

  /// The y of the highest row that leads to a card.
  private func source(_ card: Int, _ stack: Stack, _ deck: [CardLayout]) -> Double {
    stack.exits.filter { deck[card].content.variants.contains($0.variant) }.map(\.y).min() ?? .infinity
  }

  func scene(id: String, omissions: [String]) -> Scene {
    Scene(
      id: id, width: width, height: y, title: "\(heading.name) architecture",
      description: sheet.description.isEmpty ? plan.description(heading, sheet) : sheet.description,
      items: items,
      omissions: omissions)
  }
}
