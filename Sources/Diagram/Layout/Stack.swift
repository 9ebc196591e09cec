import Architecture

/// The stack panel (328 u wide): embedding, repeated layers on the residual stream, output head.
struct Stack {
  var panel: Panel
  /// Where a shown row leaves for its card, at the middle of its right edge, in the panel.
  struct Exit {
    var variant: Int
    var y: Double
    /// A line that feeds a higher place runs past: the way to the card passes under it.
    var isUnder: Bool
  }
  var exits: [Exit] = []
  /// The shown rows: which variant, where, and which of the panel's items is the row.
  private(set) var shownRows: [(variant: Int, frame: Frame, item: Int)] = []

  let plan: FigurePlan
  let sheet: FactSheet
  let geometry: StackGeometry
  var drawing = Drawing()

  static let x = StackGeometry.streamX

  init(_ plan: FigurePlan, _ sheet: FactSheet) {
    self.plan = plan
    self.sheet = sheet
    geometry = StackGeometry(plan, sheet.spec)
    panel = Panel(height: geometry.height, items: [])
    drawFrame()
    drawStream()
    drawTop()
    if plan.slots.count == 1 { drawOrder() }
    for (index, slot) in plan.slots.enumerated() { draw(slot, geometry.places[index], index) }
    drawSidePlaces()
    drawBottom()
    panel.items = drawing.items
  }

  // MARK: Skeleton

  private mutating func drawFrame() {
    let top = geometry.frameTop, bottom = geometry.frameBottom
    drawing.box(Frame(40, top, 288, bottom - top), radius: 8, .frame)
    drawing.wire(
      Point(34, top + 1), Point(30, top + 1), Point(30, bottom - 1), Point(34, bottom - 1), style: .lead,
      radius: 0)
    let middle = (top + bottom) / 2
    if plan.depth < 1_000 {
      let font = plan.depth < 100 ? Font.repeatCount : .label
      drawing.text(Phrase("\(plan.depth)×"), font, at: plan.depth < 100 ? 26 : 28, middle + 5, anchor: .end)
    }
    if sheet.spec.schedule.loop != nil {
      // Back from above the last layer to below the first.
      drawing.wire(
        Point(streamLeft - 1.5, top + 8), Point(50, top + 8), Point(50, bottom - 8),
        Point(streamLeft - 1.5, bottom - 8),
        arrow: true)
    }
    let layers = plan.depth >= 1_000 ? "\(plan.depth.grouped) layers" : nil
    let loop = sheet.spec.schedule.loop.map { "\($0.layers) layers, run \($0.passes) times" }
    func joined(_ stream: String?) -> String {
      [layers, loop, stream].compactMap(\.self).joined(separator: "; ")
    }
    let all = joined(streamNote)
    guard !all.isEmpty else { return }
    // The layer map says it in full where the frame has no room.
    let candidates = [all, joined(sheet.spec.dimensions.stream.name), joined(nil)]
    let shown = candidates.first { Font.small.width($0) <= 230 } ?? ""
    drawing.text(
      Phrase(shown), .small, at: 316, top + (plan.slots.count == 1 ? -7 : 16), anchor: .end, muted: true,
      title: shown == all ? nil : all)
  }

  private mutating func drawTop() {
    let model = sheet.spec.dimensions
    drawing.text("next-token scores", .small, at: 78, 11, muted: true)
    endBox(
      "Output head", Frame(40, 20, 288, 34),
      (sheet.spec.tiedEmbeddings ? "tied, " : "")
        + "\(value: model.width, "width") → \(value: sheet.spec.outputVocabulary ?? model.vocabulary, "vocabulary")"
    )
    if sheet.spec.hasFinalNorm { pill(centerX: 96, y: 72) }
    let predictors = sheet.spec.parts.filter { $0.kind == .prediction }
    let modules = predictors.reduce(0) { $0 + $1.copies }
    if modules > 0 {
      dashedBox(
        Frame(188, 72, 140, 22), "\(modules) MTP \(modules == 1 ? "module" : "modules")",
        title: predictors.map(\.label),
        from: Point(sheet.spec.hasFinalNorm ? 152 : Self.x + 1.5, 83))
    }
  }

  private mutating func drawBottom() {
    let top = geometry.embeddingTop
    drawEmbeddings()
    if sheet.spec.hasEmbeddingNorm { pill(centerX: 96, y: geometry.embeddingNorm) }
    drawing.text("token ids", .small, at: 78, top + 62, muted: true)
    let others = sheet.spec.namedParts.map(\.label)
    if let first = others.first {
      // What an encoder sees enters where tokens do.
      let isEncoder = sheet.spec.namedParts.contains { $0.kind == .encoder }
      dashedBox(
        Frame(148, top + 46, 180, 22), others.count == 1 ? first : "\(others.count) parts", title: others,
        from: nil, into: isEncoder ? Point(196, top + 34) : nil)
    }
  }

  /// What stands beside the stack, by name only.
  private mutating func dashedBox(
    _ frame: Frame, _ name: String, title: [String], from: Point?, into: Point? = nil
  ) {
    if let from { drawing.wire(from, Point(frame.x, from.y), style: .dashed) }
    if let into { drawing.wire(Point(into.x, frame.y), into, arrow: true) }
    drawing.box(frame, radius: 4, .dashed)
    let width = frame.width - 12
    let shown =
      Font.small.width("+ \(name), not drawn") <= width
      ? "+ \(name), not drawn" : shortened("+ \(name)", .small, width: width)
    let isWhole = title == [name] && !shown.hasSuffix("…")
    drawing.text(
      Phrase(shown), .small, at: frame.center.x, frame.y + 15, anchor: .middle,
      title: isWhole ? nil : title.joined(separator: "; "))
  }

  mutating func pill(
    _ label: String? = nil, centerX: Double = StackGeometry.boxCenter, y: Double,
    width: Double = StackGeometry.normWidth
  ) {
    drawing.box(Frame(centerX - width / 2, y, width, StackGeometry.normHeight), radius: 11, .norm)
    drawing.text(
      Phrase(label ?? sheet.spec.dimensions.norm.kind.label), .text, at: centerX, y + 15, anchor: .middle)
  }

  // MARK: Slots

  private mutating func draw(_ slot: Slot, _ place: StackGeometry.Place, _ index: Int) {
    let x = Self.x, center = StackGeometry.boxCenter
    let norm = slot.variants.first.map { plan.variants[$0].norm } ?? Norm.Placement.none
    // Up from the stream, through the norm, into the box.
    if let fed = slot.source, slot.readsStreamOfSource {
      // The stream as an earlier sublayer reads it, through a norm of its own.
      let source = geometry.places[fed].branch
      drawing.wire(
        Point(center, source), Point(Self.feedX, source), Point(Self.feedX, place.branch),
        Point(center, place.branch), Point(center, place.preNorm + 22), arrow: true)
      drawing.wire(Point(center, place.preNorm), Point(center, place.box.bottom), arrow: true)
      pill(y: place.preNorm)
      drawing.shape(Path([.disc(center: Point(center, source), radius: 3)]), .ink)
    } else if let fed = slot.source {
      // An earlier sublayer's normalised input goes on to this one.
      let source = geometry.places[fed].box.bottom + 6
      drawing.wire(
        Point(center, source), Point(Self.feedX, source), Point(Self.feedX, place.preNorm),
        Point(center, place.preNorm),
        Point(center, place.box.bottom), arrow: true)
      drawing.shape(Path([.disc(center: Point(center, source), radius: 3)]), .ink)
    } else if index > 0, plan.slots[index - 1].feedsNext, norm.normalizesInput, !place.isOnStream {
      // The stream and what the slot below made, added on the way in.
      drawing.wire(
        Point(streamRight, place.branch), Point(center - 8, place.branch), arrow: true)
      drawing.wire(Point(center, place.branch - 8), Point(center, place.preNorm + 22), arrow: true)
      drawing.wire(Point(center, place.preNorm), Point(center, place.box.bottom), arrow: true)
      drawing.operation(at: Point(center, place.branch))
    } else if norm.normalizesInput && !place.isOnStream {
      drawing.wire(
        Point(streamRight, place.branch), Point(center, place.branch), Point(center, place.preNorm + 22),
        arrow: true)
      drawing.wire(Point(center, place.preNorm), Point(center, place.box.bottom), arrow: true)
    } else {
      drawing.wire(
        Point(streamRight, place.branch), Point(center, place.branch), Point(center, place.box.bottom),
        arrow: true)
    }
    // And back to the stream.
    var leave = place.box.y
    let after = norm.normalizesOutput ? nil : sheet.spec.dimensions.stream.outputStep
    if norm.normalizesOutput || after != nil {
      drawing.wire(Point(center, leave), Point(center, place.postNorm + 22), arrow: true)
      leave = place.postNorm
    }
    if slot.feedsNext {
      // Into the branch of the next slot, below its norm.
      let joint = geometry.places[index + 1].branch
      drawing.wire(Point(center, leave), Point(center, joint + 8), arrow: true)
      drawRows(slot, place.box, slotIndex: index)
      if slot.source == nil && norm.normalizesInput { pill(y: place.preNorm) }
      return
    }
    let isLow = sheet.spec.dimensions.stream.hasLowRankPath && plan.isMixer(slot)
    if isLow {
      drawLowRankPath(place)
      drawing.wire(
        Point(center, leave), Point(center, place.addition), Point(Self.lowRankX + 8, place.addition),
        arrow: true)
      drawing.wire(Point(Self.lowRankX - 7, place.addition), Point(x + 8, place.addition), arrow: true)
    } else {
      drawing.wire(
        Point(center, leave), Point(center, place.addition), Point(x + 8, place.addition), arrow: true)
    }
    if slot.source == nil {
      drawReading(at: place.branch)
      if place.isOnStream {
        // Left of the branch's way up, inside the frame.
        pill(centerX: 100, y: place.preNorm, width: 104)
      } else if norm.normalizesInput {
        pill(y: place.preNorm)
      }
    }
    if norm.normalizesOutput { pill(y: place.postNorm) }
    if let after { pill(after, y: place.postNorm) }
    drawing.operation(at: Point(x, place.addition))
    drawStreamWords(index, place, norm)
    drawRows(slot, place.box, slotIndex: index)
  }

  /// Whether a feed line runs past the slot on its way up.
  private func isEnclosed(_ index: Int) -> Bool {
    if sheet.spec.sideTables.contains(where: { $0.entry == .everyLayer }) { return true }
    return plan.slots.indices.contains { later in
      guard let source = plan.slots[later].source else { return false }
      return source <= index && index < later
    }
  }

  private mutating func drawRows(_ slot: Slot, _ box: Frame, slotIndex: Int) {
    drawing.box(box, radius: 5, .box)
    let most = box.height < 70 ? 2 : 4
    let isCut = slot.variants.count > most
    let byCount = slot.variants.sorted { (-plan.variants[$0].count, $0) < (-plan.variants[$1].count, $1) }
    let shown = isCut ? slot.variants.filter(byCount.prefix(most - 1).contains) : slot.variants
    let rows = shown.count + (isCut ? 1 : 0)
    guard rows > 0 else { return }
    let height = box.height / Double(rows)
    // Rows of one kind are all named in full or all in short.
    let short = Set(
      shown.map { plan.variants[$0] }.filter { variant in
        let width = SlotRow.nameWidth(variant, in: box, isShared: rows > 1)
        return Font.name.width(variant.name.full) > width
      }.map(\.kind))
    for (index, variant) in shown.enumerated() {
      let frame = Frame(box.x, box.y + Double(index) * height, box.width, height)
      let row = SlotRow(
        plan.variants[variant], in: frame, isShared: rows > 1, rowCount: rows,
        isShort: short.contains(plan.variants[variant].kind))
      let value = plan.variants[variant]
      shownRows.append((variant, frame, drawing.items.count))
      drawing.group(
        Scene.Group(part: value.concept ?? value.kind, concept: value.headline, title: row.title, row.items))
      exits.append(Exit(variant: variant, y: frame.center.y, isUnder: isEnclosed(slotIndex)))
    }
    if isCut {
      let rest = slot.variants.filter { !shown.contains($0) }
      drawing.text(
        Phrase("and \(rest.count) more"), .small, at: box.x + 26, box.bottom - height / 2 + 4, muted: true,
        title: rest.map { plan.variants[$0].name.full }.joined(separator: "; "))
    }
    let lines = (1..<rows).map { index -> Path.Figure in
      let y = box.y + Double(index) * height
      return .line(Point(box.x, y), Point(box.right, y))
    }
    drawing.shape(Path(lines), .wire)
  }

  // MARK: The order of single-sublayer models

  private mutating func drawOrder() {
    let blocks = plan.macroBlocks(sheet.spec.schedule)
    guard !blocks.isEmpty else { return }
    let height = 36.0
    var y = 300 - height
    for block in blocks {
      let pitch = min(17, (198 - 10) / Double(max(1, block.unit.count)))
      let width = Double(block.unit.count) * pitch + 10
      drawing.text(Phrase("\(block.count)×"), .label, at: 122, y + 18, anchor: .end)
      drawing.box(Frame(130, y, width, 28), radius: 4, .box)
      for (index, variant) in block.unit.enumerated() {
        let sign = plan.variants[variant].sign
        drawing.shape(
          sign.tile(at: Point(135 + (Double(index) + 0.5) * pitch, y + 14), height: 18), sign.style)
      }
      y -= height
    }
    drawing.text("order of the layers, bottom to top", .small, at: 96, y + height - 12, muted: true)
  }
}

extension Schedule {
  /// The first group that is run several times with the same weights.
  var loop: (passes: Int, layers: Int)? {
    switch self {
    case .layer: nil
    case .series(let items): items.lazy.compactMap(\.loop).first
    case .times(_, let item): item.loop
    case .passes(let count, let item): (count, item.depth)
    }
  }
}
