import Architecture

// A layer map in few bytes
//
// Layers of one kind that follow each other are drawn as one bar of the kind's silhouette; a comb of gaps in the
// colour of the page then cuts all bars of a row into cells. Marks that are no bars (discs, diamonds) are drawn one
// by one, after the comb. The picture is the same as `LayerMap`'s, at a tenth of its size.

/// Bands of a map shared by all models that are held against each other.
struct MapBands {
  /// Slots of mixers above slots of feed-forwards.
  var mixers: Int
  var feedForwards: Int

  init(_ plans: [FigurePlan]) {
    mixers = plans.map { $0.bandSlots(.mixer).count }.max() ?? 0
    feedForwards = plans.map { $0.bandSlots(.feedForward).count }.max() ?? 0
  }

  var mixerHeight: Double { mixers > 1 ? 16 : 24 }
  var height: Double {
    Double(mixers) * (mixerHeight + 3) + Double(feedForwards) * 13 - (mixers + feedForwards > 0 ? 3 : 0)
  }
}

struct CompactMap {
  private(set) var items: [Scene.Item] = []
  private(set) var height: Double

  /// Layers in a row of a panel.
  static func perRow(depth: Int) -> Int { depth > 564 ? 164 : 64 }
  static func pitch(depth: Int) -> Double { depth > 564 ? 2 : 5 }

  /// `depth` is that of the deepest model, so that layers stand at the same place in all of them.
  init(_ plan: FigurePlan, bands: MapBands, depth: Int, framing differing: [Int] = []) {
    let perRow = Self.perRow(depth: depth), pitch = Self.pitch(depth: depth)
    let cellWidth = pitch - (pitch > 2 ? 1 : 0.5)
    var bars: [Int: Path] = [:], marks: [Int: Path] = [:]
    var comb = Path(), hollows = Path(), frames = Path()
    var ticks = Drawing()
    let slots =
      plan.bandSlots(.mixer).enumerated().map { ($0.element, $0.offset, true) }
      + plan.bandSlots(.feedForward).enumerated().map { ($0.element, $0.offset, false) }
    let framed = Set(differing)
    var top = 0.0
    for start in stride(from: 0, to: plan.depth, by: perRow) {
      let end = min(start + perRow, plan.depth)
      for (slot, order, isMixer) in slots {
        let height = isMixer ? bands.mixerHeight : 10
        let y =
          isMixer
          ? top + Double(order) * (height + 3)
          : top + Double(bands.mixers) * (bands.mixerHeight + 3) + Double(order) * 13
        let sequence = plan.columns[start..<end].map { column -> Int in
          guard let variant = column[slot], (plan.variants[variant].role == .mixer) == isMixer else {
            return -1
          }
          return variant
        }
        var at = 0
        for run in sequence.runs {
          defer { at += run.count }
          guard run.value >= 0 else { continue }
          let sign = plan.variants[run.value].sign
          let x = Double(at) * pitch
          let bar = Frame(x, y, Double(run.count) * pitch - (pitch - cellWidth), height)
          let isPlain = sign.notches == 0 && !sign.mark.isOutlined
          if isPlain && sign.mark.glyph.runsTogether {
            bars[run.value, default: Path()].add(sign.mark.glyph(in: bar))
          } else if isPlain && sign.mark.glyph == .experts && pitch > 2 {
            bars[run.value, default: Path()].add(.rect(bar))
            let middle = bar.y + 3.4
            hollows.add(.line(Point(x + 0.7, middle), Point(bar.right - 0.7, middle)))
          } else {
            for index in 0..<run.count {
              marks[run.value, default: Path()].add(
                sign.glyph(in: Frame(x + Double(index) * pitch, y, cellWidth, height)))
            }
          }
        }
      }
      comb.add(
        .line(
          Point(cellWidth, top + bands.height / 2),
          Point(Double(end - start) * pitch, top + bands.height / 2)))
      for run in consecutive(framed.filter { $0 > start && $0 <= end }.sorted()) {
        // The panel's edge is the picture's edge for the older model.
        let left = max(0.5, Double(run.lowerBound - start - 1) * pitch)
        frames.add(
          .rect(
            Frame(left - 1.5, top - 3, Double(run.count) * pitch + 2, bands.height + 6)))
      }
      ticks.text(Phrase(String(start + 1)), .small, at: 0, top + bands.height + 15, muted: true)
      if end - start >= 6 {
        ticks.text(
          Phrase(String(end)), .small, at: Double(end - start) * pitch - (pitch - cellWidth),
          top + bands.height + 15, anchor: .end, muted: true)
      }
      top += bands.height + 26
    }
    height = max(0, top - 7)
    var drawing = Drawing()
    for variant in plan.variants.indices {
      if let path = bars[variant] {
        drawing.shape(path, plan.variants[variant].sign.style, title: plan.variants[variant].name.full)
      }
    }
    drawing.shape(hollows, .hollow5)
    if !bars.isEmpty { drawing.shape(comb, pitch > 2 ? .comb5 : .comb2) }
    for variant in plan.variants.indices {
      if let path = marks[variant] {
        drawing.shape(path, plan.variants[variant].sign.style, title: plan.variants[variant].name.full)
      }
    }
    drawing.shape(frames, .deltaEdge)
    items = drawing.items + ticks.items
  }
}

extension Mark.Glyph {
  /// Bars of neighbouring layers can be drawn as one, cut by the comb.
  fileprivate var runsTogether: Bool {
    switch self {
    case .softmax, .window, .latent, .sparse, .compressed, .dense: true
    default: false
    }
  }
}

extension FigurePlan {
  /// Slots that hold a sublayer of this role in some layer.
  fileprivate func bandSlots(_ role: Role) -> [Int] {
    slots.indices.filter { slot in slots[slot].variants.contains { variants[$0].role == role } }
  }
}

/// Ranges of numbers that follow each other; `numbers` are sorted.
func consecutive(_ numbers: [Int]) -> [ClosedRange<Int>] {
  numbers.reduce(into: []) { ranges, number in
    if let last = ranges.last, last.upperBound == number - 1 {
      ranges[ranges.count - 1] = last.lowerBound...number
    } else {
      ranges.append(number...number)
    }
  }
}

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
