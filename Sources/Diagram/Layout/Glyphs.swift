import Architecture

/// A mark as a model uses it: variants that share a silhouette are told apart by notches.
struct Sign: Hashable, Sendable {
  var mark: Mark
  var notches = 0

  var style: Style { .hue(mark.hue) }

  /// The silhouette in one cell of a layer map.
  func glyph(in cell: Frame) -> Path {
    var path = Path()
    draw(in: cell, to: &path)
    return path
  }

  /// The same behind what a path holds: the cells of a map are one.
  func draw(in cell: Frame, to path: inout Path) {
    let first = path.figures.count
    mark.draw(in: cell, to: &path)
    guard notches > 0, first < path.figures.count, case .rect(let bar) = path.figures[first], bar.width >= 3,
      bar.height >= 3.5
    else { return }
    // Small holes from the top down, in the middle.
    let side = min(2, bar.width / 3)
    for index in 0..<notches where Double(index + 1) * (side + 1.5) <= bar.height {
      path.add(.rect(Frame(bar.center.x - side / 2, bar.y + 1.5 + Double(index) * (side + 1.5), side, side)))
    }
    path.isEvenOdd = true
  }

  /// The same silhouette as a tile in rows, cards and keys, centred at `center`.
  func tile(at center: Point, height: Double = 18) -> Path {
    glyph(in: mark.tileCell(at: center, height: height))
  }
}

extension Mark {
  /// The kind's silhouette in one cell of a layer map; the cell's bottom is the base line.
  func glyph(in cell: Frame) -> Path {
    var path = Path()
    draw(in: cell, to: &path)
    return path
  }

  fileprivate func draw(in cell: Frame, to path: inout Path) {
    let first = path.figures.count
    drawSolid(in: cell, to: &path)
    guard isOutlined else { return }
    for index in first..<path.figures.count {
      switch path.figures[index] {
      case .rect(let frame) where frame.width > 2.4 && frame.height > 2.4: path.add(.rect(frame.inset(by: 1)))
      case .disc(let center, let radius): path.add(.disc(center: center, radius: radius - 1))
      case .diamond(let center, let radius): path.add(.diamond(center: center, radius: radius - 1.4))
      default: break
      }
    }
    path.isEvenOdd = true
  }

  private func drawSolid(in cell: Frame, to path: inout Path) {
    let w = cell.width, h = cell.height
    func bar(_ top: Double, _ height: Double) { path.add(.rect(Frame(cell.x, cell.y + top, w, height))) }
    switch glyph {
    case .softmax, .dense: bar(0, h)
    case .window: bar(h - 0.36 * h, 0.36 * h)
    case .latent:
      let gap = max(1.5, 0.08 * h), slit = 0.62 * h
      bar(0, slit)
      bar(slit + gap, h - slit - gap)
    case .sparse:
      let gap = 1.5, part = (h - 3 * gap) / 4
      for index in 0..<4 { bar(Double(index) * (part + gap), part) }
    case .compressed:
      // Slabs as thin as the gaps between them: a quarter of the ink of a full cache.
      let slab = h / 9
      for index in 0..<5 { bar(Double(index) * 2 * slab, slab) }
    case .linear:
      let radius = min(w / 2, 3.6)
      path.add(.disc(center: Point(cell.center.x, cell.bottom - radius), radius: radius))
    case .stateSpace:
      let radius = min(w / 2 + 0.6, 4.2)
      path.add(.diamond(center: Point(cell.center.x, cell.bottom - radius), radius: radius))
    case .convolution:
      let height = min(h, w + 1)
      path.add(
        .polygon([
          Point(cell.x, cell.bottom), Point(cell.right, cell.bottom),
          Point(cell.center.x, cell.bottom - height),
        ]))
    case .experts:
      let edge = min(1.25, w / 6), filled = max(2.5, 0.34 * h)
      bar(0, h)
      path.add(.rect(Frame(cell.x + edge, cell.y + edge, w - 2 * edge, h - edge - filled)))
      path.isEvenOdd = true
    }
  }

  /// Where the silhouette stands as a tile centred at `center`.
  fileprivate func tileCell(at center: Point, height: Double) -> Frame {
    switch glyph {
    case .dense, .experts: Frame(center.x - 5, center.y - 6, 10, 12)
    case .linear: Frame(center.x - 4, center.y - 3.6, 8, 7.2)
    case .stateSpace: Frame(center.x - 4, center.y - 4.2, 8, 8.4)
    case .convolution: Frame(center.x - 4.5, center.y - 5, 9, 10)
    default: Frame(center.x - 4, center.y - height / 2, 8, height)
    }
  }
}
