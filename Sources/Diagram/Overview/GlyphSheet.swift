import Architecture

// Sharing
//
// A page with a hundred layer maps repeats few rows: sixteen equal cells, three discs and a bar. Each row of cells is
// cut off, moved to its own origin, printed once, and referred to from every picture that has it. The colour stands
// on the reference: browsers do not agree on whether rules of the page reach what a reference shows.

/// Pictures of one page that share what they have in common.
public struct GlyphSheet: Sendable {
  /// What the pictures refer to; stands once on the page, before them, and is not seen.
  public let definitions: String
  private let pictures: [String]

  /// `id` scopes the ids of what is shared.
  public init(_ scenes: [Scene], id: String) {
    let taken = scenes.map(Self.taken)
    let counts = taken.flatMap { $0.rows.map(\.path) }.tally
    var places: [Path: Int] = [:]
    for (row, count) in counts where count > 1 { places[row] = places.count }
    let shared = Scene(
      id: id, width: 0, height: 0, title: "", description: "",
      items: counts.compactMap { row, _ in
        places[row].map { .group(Scene.Group(id: String($0), [.shape(Scene.Shape(row, .none))])) }
      })
    definitions =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"af defs\" aria-hidden=\"true\" width=\"0\" height=\"0\"><defs>"
      + Self.inside(shared.svg(standalone: false)) + "</defs></svg>"
    pictures = zip(scenes, taken).map { scene, taken in
      var own = scene
      var uses = SVGBuffer()
      own.items = taken.rest
      for row in taken.rows {
        let origin = row.origin
        guard let place = places[row.path] else {
          let path = Path(row.path.figures.map { $0.moved(by: origin) }, evenOdd: row.path.isEvenOdd)
          own.items.append(.shape(Scene.Shape(path, row.style)))
          continue
        }
        uses.plain("<use href=\"#\(id)-\(place)\" x=\"")
        uses.number(origin.x)
        uses.raw("\" y=\"")
        uses.number(origin.y)
        uses.plain("\" class=\"\(row.style.classes)\"/>")
      }
      return own.svg(standalone: false).dropLast("</svg>".count) + uses.string + "</svg>"
    }
  }

  /// The picture of the scene at `index`, for the page the definitions stand on.
  public func picture(_ index: Int) -> String { pictures[index] }

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
      var row: [Path.Figure] = []
      func finish() {
        guard let bounds = Path(row).bounds else { return }
        let back = Point(-bounds.x, -bounds.y)
        let path = Path(row.map { $0.moved(by: back) }, evenOdd: shape.path.isEvenOdd)
        rows.append(Row(path: path, style: shape.style, origin: Point(bounds.x, bounds.y)))
        row = []
      }
      for figure in shape.path.figures {
        if let last = row.last, figure.bounds.x < last.bounds.x - 0.01 { finish() }
        row.append(figure)
      }
      finish()
    }
    return (rest, rows)
  }

  /// What an SVG holds behind its title.
  private static func inside(_ svg: String) -> String {
    guard let start = svg.firstRange(of: "</title>") else { return "" }
    return String(svg[start.upperBound...].dropLast("</svg>".count))
  }
}

extension Path.Figure {
  /// Rounded to hundredths, so that equal rows are equal wherever they stood.
  fileprivate func moved(by offset: Point) -> Path.Figure {
    func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
    func at(_ point: Point) -> Point { Point(rounded(point.x + offset.x), rounded(point.y + offset.y)) }
    switch self {
    case .rect(let frame):
      let corner = at(Point(frame.x, frame.y))
      return .rect(Frame(corner.x, corner.y, rounded(frame.width), rounded(frame.height)))
    case .disc(let center, let radius): return .disc(center: at(center), radius: rounded(radius))
    case .diamond(let center, let radius): return .diamond(center: at(center), radius: rounded(radius))
    case .polygon(let points): return .polygon(points.map(at))
    case .line(let start, let end): return .line(at(start), at(end))
    case .polyline(let points): return .polyline(points.map(at))
    }
  }
}
