/// Filled or stroked marks as figures of a few kinds, so that a layer map of a hundred cells is one element.
public struct Path: Hashable, Sendable {
  public enum Figure: Hashable, Sendable {
    case rect(Frame)
    case disc(center: Point, radius: Double)
    case diamond(center: Point, radius: Double)
    case polygon([Point])
    case line(Point, Point)
    /// Open, through any points.
    case polyline([Point])
  }

  public private(set) var figures: [Figure] = []
  /// Holes are cut where figures overlap.
  public var isEvenOdd = false

  public init(_ figures: [Figure] = [], evenOdd: Bool = false) {
    self.figures = figures
    isEvenOdd = evenOdd
  }

  public var isEmpty: Bool { figures.isEmpty }

  public mutating func add(_ figure: Figure) { figures.append(figure) }
  public mutating func add(_ other: Path) {
    figures += other.figures
    isEvenOdd = isEvenOdd || other.isEvenOdd
  }

  /// The smallest frame around all figures, strokes not counted; nil when empty.
  public var bounds: Frame? {
    guard var all = figures.first?.bounds else { return nil }
    for figure in figures.dropFirst() {
      let next = figure.bounds
      let right = max(all.right, next.right), bottom = max(all.bottom, next.bottom)
      all.x = min(all.x, next.x)
      all.y = min(all.y, next.y)
      all.width = right - all.x
      all.height = bottom - all.y
    }
    return all
  }
}

extension Path.Figure {
  public var bounds: Frame {
    switch self {
    case .rect(let frame): return frame
    case .disc(let center, let radius), .diamond(let center, let radius):
      return Frame(center.x - radius, center.y - radius, 2 * radius, 2 * radius)
    case .line(let a, let b):
      return Frame(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
    case .polygon(let points), .polyline(let points):
      let xs = points.map(\.x), ys = points.map(\.y)
      guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max() else {
        return Frame(0, 0, 0, 0)
      }
      return Frame(left, top, right - left, bottom - top)
    }
  }

  func moved(by offset: Point) -> Path.Figure {
    switch self {
    case .rect(let frame): .rect(frame.moved(by: offset))
    case .disc(let center, let radius): .disc(center: center + offset, radius: radius)
    case .diamond(let center, let radius): .diamond(center: center + offset, radius: radius)
    case .polygon(let points): .polygon(points.map { $0 + offset })
    case .line(let a, let b): .line(a + offset, b + offset)
    case .polyline(let points): .polyline(points.map { $0 + offset })
    }
  }
}
