import Architecture

/// `1–3`, `7`, `1–3, 10–12`; at most four ranges, else nil.
func layerRanges(_ layers: [Int]) -> String? {
  var ranges: [(Int, Int)] = []
  for layer in layers {
    if let last = ranges.last, last.1 == layer - 1 {
      ranges[ranges.count - 1].1 = layer
    } else {
      ranges.append((layer, layer))
    }
  }
  guard !ranges.isEmpty, ranges.count <= 4 else { return nil }
  return ranges.map { $0 == $1 ? "\($0)" : "\($0)–\($1)" }.joined(separator: ", ")
}

/// A stretch of layers, `count` times in a row.
struct MacroBlock: Hashable {
  var count: Int
  /// Variants, bottom to top.
  var unit: [Int]
}

extension FigurePlan {
  /// The order of single-sublayer models as blocks to draw, bottom to top; empty when more than five would be needed.
  func macroBlocks(_ schedule: Schedule) -> [MacroBlock] {
    let candidates = [writtenBlocks(schedule), foundBlocks()].filter { blocks in
      (1...5).contains(blocks.count) && blocks.allSatisfy { $0.unit.count <= 14 }
    }
    // As the author grouped them, unless the layers themselves fall into fewer groups.
    return candidates.min { $0.count < $1.count } ?? []
  }

  /// As the author grouped them.
  private func writtenBlocks(_ schedule: Schedule) -> [MacroBlock] {
    guard case .series(let items) = schedule else { return [] }
    var blocks: [MacroBlock] = []
    var at = 0
    for item in items {
      let length = item.depth
      guard at + length <= columns.count else { return [] }
      let unit = columns[at..<(at + length)].compactMap { $0.first ?? nil }
      at += length
      switch item {
      case .times(let count, _), .passes(let count, _):
        blocks.append(MacroBlock(count: count, unit: Array(unit.prefix(length / count))))
      default:
        if let last = blocks.last, last.count == 1 {
          blocks[blocks.count - 1].unit += unit
        } else {
          blocks.append(MacroBlock(count: 1, unit: unit))
        }
      }
    }
    return blocks
  }

  /// Cut after each rare mixer and the feed-forward that follows it; equal neighbours merged.
  private func foundBlocks() -> [MacroBlock] {
    let sequence = columns.compactMap { $0.first ?? nil }
    let mixers = slots.flatMap(\.variants).filter { variants[$0].role == .mixer }
    guard mixers.count > 1, let rare = mixers.min(by: { variants[$0].count < variants[$1].count }) else {
      return []
    }
    var units: [[Int]] = [[]]
    var isCutNext = false
    for value in sequence {
      if isCutNext && variants[value].role == .mixer {
        units.append([])
        isCutNext = false
      }
      units[units.count - 1].append(value)
      if value == rare { isCutNext = true }
    }
    var blocks: [MacroBlock] = []
    for unit in units {
      if let last = blocks.last, last.unit == unit {
        blocks[blocks.count - 1].count += 1
      } else {
        blocks.append(MacroBlock(count: 1, unit: unit))
      }
    }
    if let last = blocks.last, last.count == 1, let found = Repetition(last.unit), found.prefix == 0,
      found.rest == 0
    {
      blocks[blocks.count - 1] = MacroBlock(count: found.count, unit: Array(last.unit.prefix(found.period)))
    }
    return blocks
  }
}
