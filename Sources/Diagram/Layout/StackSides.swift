import Architecture

// What enters the stream from the side: tables at the foot of the stack, and the places where layers read them.

extension Stack {
  /// Feed lines run up between the boxes and the edge of the frame.
  static let feedX = StackGeometry.boxRight + 6

  /// The token embedding and the tables beside it.
  mutating func drawEmbeddings() {
    let model = sheet.spec.dimensions, top = geometry.embeddingTop
    let sizes: Phrase = "\(value: model.vocabulary, "vocabulary") → \(value: model.width, "width")"
    let tables = sheet.spec.sideTables
    guard !tables.isEmpty else {
      return endBox("Token embedding", Frame(40, top, 288, 34), sizes)
    }
    let tokens = tables.count == 1 ? 166.0 : max(96, sizes.width(.small) + 8)
    let width = (288 - tokens) / Double(tables.count) - 8
    if tables.count == 1 {
      endBox("Tokens", Frame(40, top, tokens, 34), sizes)
    } else {
      twoLineBox("Tokens", Frame(40, top, tokens, 34), sizes, title: nil)
    }
    var at: [SideTable: Frame] = [:]
    for (index, table) in tables.enumerated() {
      let frame = Frame(328 - Double(tables.count - index) * (width + 8) + 8, top, width, 34)
      at[table] = frame
      let isOneLine =
        tables.count == 1
        && Font.name.width(table.name) + table.size.width(.text) + 26 <= frame.width
      let start = drawing.items.count
      if isOneLine {
        endBox(Phrase(table.name), frame, table.size, title: table.title)
      } else {
        twoLineBox(table.name, frame, table.size, title: table.title)
      }
      let items = Array(drawing.items[start...])
      drawing.items.removeSubrange(start...)
      drawing.group(Scene.Group(part: table.concept, concept: table.concept, items))
    }
    drawTableWires(at)
  }

  /// Tables added to the tokens share one line to the sum; the others feed a place inside the frame.
  private mutating func drawTableWires(_ frames: [SideTable: Frame]) {
    let top = geometry.embeddingTop, sum = Point(Self.x, top - 14)
    let tables = sheet.spec.sideTables
    let added = tables.filter(\.isAddedToTokens).compactMap { frames[$0]?.center.x }
    if !added.isEmpty {
      for x in added {
        drawing.wire(Point(x, top), Point(x, sum.y), Point(sum.x + 8, sum.y), arrow: true)
      }
      drawing.operation(at: sum)
    }
    // One line has room; a second table of this sort is named at the foot only.
    guard let table = tables.first(where: { !$0.isAddedToTokens }), let frame = frames[table],
      let place = table.entry == .everyLayer ? geometry.perLayer : geometry.lookup
    else { return }
    let x = min(Self.feedX, frame.right - 6)
    drawing.wire(
      Point(x, top), Point(x, place.box.center.y), Point(StackGeometry.boxRight, place.box.center.y),
      arrow: true)
  }

  /// The sublayer-like places fed by a table.
  mutating func drawSidePlaces() {
    if let place = geometry.perLayer, let own = sheet.spec.dimensions.perLayerEmbeddings {
      drawSide(
        place, "Per-layer embedding", "gated, times \(value: own.size) numbers of the token", count: nil,
        hasPost: true, concept: Feature.perLayerEmbeddings.concept)
    }
    if let place = geometry.lookup, let (table, layer) = sheet.spec.tableInLayer {
      drawSide(
        place, table.name, "rows found by n-gram, in layer \(value: layer)", count: "1×", hasPost: false,
        concept: table.concept)
    }
  }

  private mutating func drawSide(
    _ place: StackGeometry.Place, _ name: String, _ fact: Phrase, count: String?, hasPost: Bool,
    concept: String?
  ) {
    let center = StackGeometry.boxCenter, x = Self.x
    drawing.wire(
      Point(streamRight, place.branch), Point(center, place.branch), Point(center, place.box.bottom),
      arrow: true)
    drawReading(at: place.branch)
    var leave = place.box.y
    if hasPost {
      drawing.wire(Point(center, leave), Point(center, place.postNorm + 22), arrow: true)
      pill(y: place.postNorm)
      leave = place.postNorm
    }
    drawing.wire(
      Point(center, leave), Point(center, place.addition), Point(x + 8, place.addition), arrow: true)
    drawing.operation(at: Point(x, place.addition))

    var row = Drawing()
    row.box(place.box, radius: 5, .box)
    row.box(place.box.inset(by: 0.5), radius: 4.5, Style.embedding.tint)
    row.shape(
      Path([.rect(Frame(place.box.x + 9, place.box.center.y - 6, 10, 12))]), .embedding)
    let room = place.box.width - 35 - (count == nil ? 0 : 22)
    row.text(
      Phrase(shortened(name, .name, width: room)), .name, at: place.box.x + 26, place.box.y + 19)
    if let count {
      row.text(Phrase(count), .label, at: place.box.right - 9, place.box.y + 19, anchor: .end)
    }
    row.text(fact, .small, at: place.box.x + 26, place.box.y + 34, muted: true)
    drawing.group(Scene.Group(part: concept, concept: concept, row.items))
  }

  // MARK: Boxes at the ends

  mutating func endBox(_ name: Phrase, _ frame: Frame, _ sizes: Phrase, title: String? = nil) {
    drawing.box(frame, radius: 5, .box)
    drawing.box(frame.inset(by: 0.5), radius: 4.5, Style.embedding.tint)
    let isNarrow = frame.width < 200
    drawing.text(name, .name, at: frame.x + (isNarrow ? 10 : 14), frame.y + 22, title: title)
    drawing.text(sizes, .text, at: frame.right - (isNarrow ? 8 : 12), frame.y + 21, anchor: .end)
  }

  private mutating func twoLineBox(_ name: String, _ frame: Frame, _ sizes: Phrase, title: String?) {
    drawing.box(frame, radius: 5, .box)
    drawing.box(frame.inset(by: 0.5), radius: 4.5, Style.embedding.tint)
    let width = frame.width - 8
    let word = String(name.prefix { $0 != " " })
    let name = Font.small.width(name) > width && Font.small.width(word) <= width ? word : name
    let isBold = Font.label.width(name) <= width
    let shown = isBold ? name : shortened(name, .small, width: width)
    // A number that has no room beside others is in the title.
    let isAlone = sizes.text.isEmpty || sizes.width(.small) > frame.width - 4
    drawing.text(
      Phrase(shown), isBold ? .label : .small, at: frame.center.x, frame.y + (isAlone ? 21 : 14.5),
      anchor: .middle, title: title)
    if !isAlone { drawing.text(sizes, .small, at: frame.center.x, frame.y + 28, anchor: .middle) }
  }
}
