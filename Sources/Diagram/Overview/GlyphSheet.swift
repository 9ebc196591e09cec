import Architecture

// Sharing
//
// A page with a hundred layer maps repeats few rows: sixteen equal cells, three discs and a bar. Each row of cells is
// cut off, moved to its own origin, printed once, and referred to from every picture that has it. The colour stands
// on the reference: browsers do not agree on whether rules of the page reach what a reference shows.

/// Pictures of one page that share what they have in common.
public struct GlyphSheet: Sendable {
  /// What the pictures refer to; once on the page, before them, and not seen.
  public let definitions: [UInt8]
  private let pictures: [[UInt8]]

  /// `id` scopes the ids of what is shared.
  public init(_ scenes: [Scene], id: String) {
    let taken = scenes.map(Self.taken)
    let counts = taken.flatMap { $0.rows.map(\.path) }.tally
    var places: [Path: Int] = [:]
    for (row, count) in counts where count > 1 { places[row] = places.count }
    definitions = Self.definitions(
      counts.compactMap { row, _ in
        places[row].map { .group(Scene.Group(id: String($0), [.shape(Scene.Shape(row, .none))])) }
      }, id: id)
    pictures = zip(scenes, taken).map { Self.picture($0, of: $1.rest, $1.rows, places, id: id) }
  }

  /// The picture of the scene at `index`, for the page that has the definitions.
  public func picture(_ index: Int) -> [UInt8] { pictures[index] }

  private static func definitions(_ items: [Scene.Item], id: String) -> [UInt8] {
    var printer = SVGPrinter(id: id)
    printer.out.raw(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"af defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs>"
    )
    printer.items(items)
    printer.out.raw("</defs></svg>")
    return printer.out.bytes
  }

  private static func picture(
    _ scene: Scene, of rest: [Scene.Item], _ rows: [Row], _ places: [Path: Int], id: String
  ) -> [UInt8] {
    var printer = SVGPrinter(id: scene.id, capacity: 4_096)
    printer.begin(scene, standalone: false)
    printer.items(rest)
    let shared = rows.map { places[$0.path] }
    for (row, place) in zip(rows, shared) where place == nil {
      let path = Path(row.path.figures.map { $0.moved(by: row.origin).rounded }, evenOdd: row.path.isEvenOdd)
      printer.item(.shape(Scene.Shape(path, row.style)))
    }
    printer.endWires()
    for case (let row, let place?) in zip(rows, shared) {
      printer.use("\(id)-\(place)", at: row.origin, row.style)
    }
    printer.end()
    return printer.out.bytes
  }

  /// Cells side by side, seen from their own corner.
  private struct Row {
    var path: Path
    var style: Style
    var origin: Point
  }

  /// Paths of many cells by row, and everything else.
  private static func taken(from scene: Scene) -> (rest: [Scene.Item], rows: [Row]) {
    var rest: [Scene.Item] = [], rows: [Row] = []
    for item in scene.items {
      guard case .shape(let shape) = item, shape.path.figures.count >= 4, shape.title == nil else {
        rest.append(item)
        continue
      }
      let figures = shape.path.figures
      var start = 0, corner = Point(.infinity, .infinity), left = -Double.infinity
      func finish(_ end: Int) {
        let back = Point(-corner.x, -corner.y)
        let path = Path(
          figures[start..<end].map { $0.moved(by: back).rounded }, evenOdd: shape.path.isEvenOdd)
        rows.append(Row(path: path, style: shape.style, origin: corner))
        (start, corner) = (end, Point(.infinity, .infinity))
      }
      for (index, figure) in figures.enumerated() {
        let bounds = figure.bounds
        // A cell further left begins the next row.
        if bounds.x < left - 0.01 { finish(index) }
        corner = Point(min(corner.x, bounds.x), min(corner.y, bounds.y))
        left = bounds.x
      }
      finish(figures.count)
    }
    return (rest, rows)
  }
}

extension Path.Figure {
  /// To hundredths, so that rows which are equal but for their place are equal once moved.
  fileprivate var rounded: Path.Figure {
    func hundredths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    func at(_ point: Point) -> Point { Point(hundredths(point.x), hundredths(point.y)) }
    switch self {
    case .rect(let frame):
      return .rect(
        Frame(hundredths(frame.x), hundredths(frame.y), hundredths(frame.width), hundredths(frame.height)))
    case .disc(let center, let radius): return .disc(center: at(center), radius: hundredths(radius))
    case .diamond(let center, let radius): return .diamond(center: at(center), radius: hundredths(radius))
    case .polygon(let points): return .polygon(points.map(at))
    case .line(let start, let end): return .line(at(start), at(end))
    case .polyline(let points): return .polyline(points.map(at))
    }
  }
}
