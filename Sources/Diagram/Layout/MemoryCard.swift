import Architecture

/// What one sequence keeps in memory at a few contexts, to one scale: state first, then index keys and cache.
struct MemoryCard {
  let panel: Panel
  private static let rowHeight = 33.0

  /// As many contexts as `room` holds; nil when that is not even two, and for a model that keeps nothing.
  init?(_ sheet: FactSheet, room: Double = .infinity) {
    let longest = sheet.spec.dimensions.context, cache = sheet.cache
    let most = cache.totalBytes(at: longest)
    let rows = min(4, (room - 44) / Self.rowHeight)
    guard most > 0, rows >= 2 || room == .infinity else { return nil }
    let contexts = ContextLengths.shown(to: longest).suffix(Int(rows))

    var drawing = Drawing()
    drawing.text("Memory of one sequence", .name, at: 12, 23)
    let note: Phrase =
      cache.stateBytes > 0 ? "light: \(value: cache.stateBytes.bytesText) of state" : "16-bit"
    drawing.text(note, .small, at: 316, 23, anchor: .end, muted: true)
    var y = 40.0
    for context in contexts {
      let total = cache.totalBytes(at: context)
      drawing.text("\(value: context) tokens", .small, at: 12, y + 10)
      drawing.text("\(value: total.bytesText)", .small, at: 316, y + 10, anchor: .end)
      drawing.box(Frame(12, y + 16, FlowLayout.width, 6), .frame)
      let state = FlowLayout.width * Double(cache.stateBytes) / Double(most)
      let all = FlowLayout.width * Double(total) / Double(most)
      if state >= 0.3 { drawing.shape(Path([.rect(Frame(12, y + 16, state, 6))]), .other) }
      if all - state >= 0.3 { drawing.shape(Path([.rect(Frame(12 + state, y + 16, all - state, 6))]), .ink) }
      y += Self.rowHeight
    }
    panel = Panel(height: y + 4, items: drawing.items)
  }

  func placed(at origin: Point) -> Scene.Item {
    let frame = Scene.Item.box(
      Scene.Box(Frame(0.5, 0.5, CardLayout.width - 1, panel.height - 1), radius: 6, .card))
    return Panel(height: panel.height, items: [frame] + panel.items)
      .placed(at: origin, id: "memory", part: "memory")
  }
}
