import Architecture

/// One column per layer: what it remembers above, what its feed-forward is below; then a key and the pattern in words.
struct LayerMap {
  let panel: Panel

  /// A band of the map: one slot, seen by one role.
  private struct Band {
    var role: Role
    var slot: Int
    var height: Double
  }

  init(_ plan: FigurePlan, _ sheet: FactSheet, width: Double) {
    let spec = sheet.spec
    let isWide = width >= 600
    var drawing = Drawing()
    let depth = plan.depth
    drawing.text("Layer map", .label, at: 0, 11)
    drawing.text(
      Phrase(
        (depth == 1 ? "one layer" : "layer 1 to \(depth.grouped)")
          + (isWide ? "; the shape shows what a layer remembers" : ", shape shows memory")), .small, at: 66,
      11,
      muted: true)

    let bands = Self.bands(plan)
    let left = isWide ? 58.0 : 0
    let pitch = depth > 564 ? 2.0 : isWide ? 7 : 5
    let most = depth > 564 ? (isWide ? 330 : 164) : isWide ? 94 : 64
    // Looped depth: one row is one pass, so that the same weights stand below each other.
    let passes = spec.schedule.loop.flatMap { loop in
      loop.layers * loop.passes == depth && loop.layers <= most && loop.passes <= 8 ? loop : nil
    }
    let perRow = passes?.layers ?? most
    let bandsHeight = bands.reduce(0) { $0 + $1.height } + Double(max(0, bands.count - 1)) * 3
    var cells = Array(repeating: Path(), count: plan.variants.count)
    let signs = plan.variants.map(\.sign), roles = plan.variants.map(\.role)
    var top = 24.0
    for start in stride(from: 0, to: depth, by: perRow) {
      let end = min(start + perRow, depth)
      var y = top
      var labelled: Set<Role> = []
      for (index, band) in bands.enumerated() {
        if isWide, labelled.insert(band.role).inserted {
          drawing.text(
            band.role == .mixer ? "mixer" : "feed-fwd", .small, at: 50,
            y + band.height / 2 + (band.height > 12 ? 3 : 4), anchor: .end,
            muted: true)
        }
        for layer in start..<end {
          guard let variant = plan.columns[layer][band.slot], roles[variant] == band.role else { continue }
          let cell = Frame(
            left + Double(layer - start) * pitch, y, pitch - (pitch > 2 ? 1 : 0.5), band.height)
          signs[variant].draw(in: cell, to: &cells[variant])
        }
        y += band.height
        if index + 1 < bands.count {
          drawing.shape(
            Path([.line(Point(left, y + 1.5), Point(left + Double(end - start) * pitch - 1, y + 1.5))]), .hair
          )
        }
        y += 3
      }
      Self.drawTicks(
        &drawing, from: start, to: end, left: left, pitch: pitch, width: width,
        baseline: top + bandsHeight + 12)
      top += bandsHeight + 20
    }
    // Cells of one kind are one path, whatever the row.
    for (variant, path) in cells.enumerated() {
      drawing.shape(path, signs[variant].style, title: plan.variants[variant].name.full)
    }
    let last = Self.drawKey(&drawing, plan, left: left, top: top - 4, width: width)
    var words = drawing.paragraph(
      sheet.layerOrder + (passes == nil ? "" : "; one row is one pass"), .small, at: left,
      last + 17, width: width - left, muted: true)
    if let line = spec.dimensions.stream.line {
      words = drawing.paragraph(
        "residual stream: " + line, .small, at: left, words + 15, width: width - left, muted: true)
    }
    panel = Panel(height: words + 4, items: drawing.items)
  }

  /// Mixers above feed-forwards, in the order a token passes them.
  private static func bands(_ plan: FigurePlan) -> [Band] {
    [Role.mixer, .feedForward].flatMap { role -> [Band] in
      let slots = plan.slots.indices.filter { slot in
        plan.slots[slot].variants.contains { plan.variants[$0].role == role }
      }
      return slots.map {
        Band(role: role, slot: $0, height: role == .feedForward ? 10 : slots.count > 1 ? 16 : 24)
      }
    }
  }

  /// First, last, and each multiple of ten at least four layers from either end.
  private static func drawTicks(
    _ drawing: inout Drawing, from start: Int, to end: Int, left: Double, pitch: Double, width: Double,
    baseline: Double
  ) {
    let step = pitch > 2 ? 10 : 50
    let room = pitch > 2 ? 4 : 15
    func text(_ layer: Int) -> Scene.Text {
      let words = Phrase(String(layer)), half = words.width(.small) / 2
      let center = left + (Double(layer - start) - 0.5) * pitch - 0.5
      return Scene.Text(
        words, .small, muted: true, at: Point(min(max(center, half), width - half), baseline), anchor: .middle
      )
    }
    func isClear(_ a: Scene.Text, _ b: Scene.Text) -> Bool { a.frame.right + 3 < b.frame.x }
    let first = text(start + 1), last = text(end)
    let hasLast = end > start + 1 && isClear(first, last)
    var shown = [first]
    for layer in stride(from: (start / step + 1) * step, to: end, by: step)
    where layer - start - 1 >= room && end - layer >= room {
      let tick = text(layer)
      if isClear(shown[shown.count - 1], tick), !hasLast || isClear(tick, last) { shown.append(tick) }
    }
    if hasLast { shown.append(last) }
    drawing.items += shown.map { .text($0) }
  }

  /// Returns the last baseline.
  private static func drawKey(
    _ drawing: inout Drawing, _ plan: FigurePlan, left: Double, top: Double, width: Double
  ) -> Double {
    var x = left, baseline = top + 11
    let order = plan.variants(of: .mixer) + plan.variants(of: .feedForward)
    for (index, words) in zip(order, keyWords(order.map { plan.variants[$0] }, width: width - left)) {
      let variant = plan.variants[index]
      let entry = 14 + words.width
      if x > left && (width < 600 || x + entry > width) {
        x = left
        baseline += 17
      }
      let isLow = variant.mark.glyph == .dense || variant.mark.glyph == .experts
      let cell = isLow ? Frame(x, baseline - 9, 9, 10) : Frame(x, baseline - 11, 7, 14)
      let glyph =
        switch variant.mark.glyph {
        case .linear, .stateSpace, .convolution: variant.sign.tile(at: Point(x + 3.5, baseline - 3.5))
        default: variant.sign.glyph(in: cell)
        }
      drawing.group(
        Scene.Group(
          part: variant.concept ?? variant.kind,
          [
            .shape(Scene.Shape(glyph, variant.sign.style)),
            .text(Scene.Text(words.text, .small, at: Point(x + 14, baseline))),
          ]))
      x += entry + 22
    }
    return order.isEmpty ? top - 6 : baseline
  }

  /// What the key says of a variant.
  private struct KeyWords {
    let text: Phrase
    let width: Double
    /// Whether the name had room.
    let isWhole: Bool

    init(_ variant: Variant, name: String, room: Double) {
      let count: Phrase = " \(value: variant.uses)"
      let hasGrowth = variant.role == .mixer && !variant.mark.growth.isEmpty
      let whole: Phrase = hasGrowth ? "\(name)\(count), \(variant.mark.growth)" : "\(name)\(count)"
      let width = whole.width(.small)
      if width <= room {
        (text, self.width, isWhole) = (whole, width, true)
      } else {
        let shown = shortened(name, .small, width: room - count.width(.small))
        text = Phrase(shown) + count
        self.width = text.width(.small)
        isWhole = shown == name
      }
    }
  }

  /// Full names when they need no more rows than short ones; each entry on one line at any rate.
  private static func keyWords(_ variants: [Variant], width: Double) -> [KeyWords] {
    func rows(_ entries: [KeyWords]) -> Int {
      var rows = 1, x = 0.0
      for entry in entries.map({ 14 + $0.width }) {
        if x > 0 && x + entry > width {
          rows += 1
          x = 0
        }
        x += entry + 22
      }
      return rows
    }
    let full = variants.map { KeyWords($0, name: $0.name.full, room: width - 14) }
    // One entry that is too long in full puts all in short: kinds are not named in two ways.
    let fits = full.allSatisfy(\.isWhole), fullRows = rows(full)
    if fits && (width < 600 || fullRows == 1) { return full }
    let short = variants.map { KeyWords($0, name: $0.name.short, room: width - 14) }
    return fits && fullRows <= rows(short) ? full : short
  }
}
