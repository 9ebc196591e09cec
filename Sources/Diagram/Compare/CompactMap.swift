import Architecture

// A layer map in few bytes
//
// Layers of one kind that follow each other are drawn as one bar of the kind's silhouette; a comb of gaps in the
// colour of the page then cuts all bars of a row into cells. Single bars are strokes, discs the dots of one line; other
// marks are drawn one by one. The picture is `LayerMap`'s, at a tenth of its size, and of the same height for every
// model, so that it is printed once.

struct CompactMap: Sendable {
  let printed: PrintedItems
  let pitch: Double
  /// Layers in a row of a panel.
  let perRow: Int
  private let depth: Int

  static let mixerHeight = 24.0, feedForwardHeight = 10.0
  private static let cellsHeight = mixerHeight + 3 + feedForwardHeight
  private static let rowHeight = cellsHeight + 26
  /// Room for the number of layers.
  private static let top = 22.0

  /// More layers than this and each gets 2 u instead of 5.
  static let most = 564

  private struct Band {
    var slot: Int
    var role: Role
    var y: Double
    var height: Double
  }

  init(_ plan: FigurePlan, isFine: Bool) {
    perRow = Self.perRow(isFine: isFine)
    pitch = isFine ? 2 : 5
    depth = plan.depth
    let gap = isFine ? 0.5 : 1
    var drawing = MapDrawing(pitch: pitch, cellWidth: pitch - gap)
    var ticks = Drawing()
    let bands = Self.bands(plan)
    var top = Self.top
    ticks.text(Phrase(depth == 1 ? "one layer" : "\(depth.grouped) layers"), .label, at: 0, 11)
    for start in stride(from: 0, to: depth, by: perRow) {
      let end = min(start + perRow, depth)
      for band in bands {
        var first = start
        while first < end {
          let variant = plan.columns[first][band.slot]
          var next = first + 1
          while next < end, plan.columns[next][band.slot] == variant { next += 1 }
          if let variant, plan.variants[variant].role == band.role {
            let bar = Frame(
              Double(first - start) * pitch, top + band.y, Double(next - first) * pitch - gap, band.height)
            drawing.add(variant, plan.variants[variant].sign, count: next - first, bar)
          }
          first = next
        }
      }
      let middle = top + Self.cellsHeight / 2
      drawing.comb.add(.line(Point(pitch - gap, middle), Point(Double(end - start) * pitch, middle)))
      ticks.text(Phrase(String(start + 1)), .small, at: 0, top + Self.cellsHeight + 16, muted: true)
      if end - start >= 6 {
        ticks.text(
          Phrase(String(end)), .small, at: Double(end - start) * pitch - gap,
          top + Self.cellsHeight + 16, anchor: .end, muted: true)
      }
      top += Self.rowHeight
    }
    printed = PrintedItems(drawing.items(plan) + ticks.items, valuesAreBold: false)
  }

  private static func perRow(isFine: Bool) -> Int { isFine ? 164 : 64 }

  /// Of the map of a model of this depth.
  static func height(_ depth: Int, isFine: Bool) -> Double {
    let perRow = perRow(isFine: isFine)
    return top + Double(max(1, (depth + perRow - 1) / perRow)) * rowHeight - 7
  }

  /// Slots that hold mixers share 24 u, those that hold feed-forwards share 10 u below.
  private static func bands(_ plan: FigurePlan) -> [Band] {
    [(Role.mixer, 0, mixerHeight), (.feedForward, mixerHeight + 3, feedForwardHeight)].flatMap {
      (role, top, height) -> [Band] in
      let slots = plan.slots.indices.filter { slot in
        plan.slots[slot].variants.contains { plan.variants[$0].role == role }
      }
      let count = Double(slots.count), gap = role == .mixer ? min(3, height / count / 4) : 1
      let share = ((height - gap * (count - 1)) / count * 10).rounded(.down) / 10
      return slots.enumerated().map { index, slot in
        Band(slot: slot, role: role, y: top + Double(index) * (share + gap), height: share)
      }
    }
  }

  /// A line under the layers of each of `ranges`, counted from 1, as far as the model has them.
  func underlines(_ ranges: [ClosedRange<Int>]) -> [Path.Figure] {
    var lines: [Path.Figure] = []
    for range in ranges {
      var layer = range.lowerBound - 1
      let end = min(range.upperBound, depth)
      while layer < end {
        let row = layer / perRow
        let next = min(end, (row + 1) * perRow)
        let left = Double(layer - row * perRow) * pitch, right = Double(next - row * perRow) * pitch
        let y = Self.top + Double(row) * Self.rowHeight + Self.cellsHeight + 3
        lines.append(.line(Point(left, y), Point(right - (pitch > 2 ? 1 : 0.5), y)))
        layer = next
      }
    }
    return lines
  }
}
