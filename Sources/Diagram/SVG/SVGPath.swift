import Architecture

// Path data: every point is rounded to tenths first, so roundings never add up; each step is written from the origin
// or from the pen's position, whichever is shorter.

extension SVGBuffer {
  /// The next move is written from the origin: the path may be put behind another.
  mutating func beginPath() { pen = nil }

  mutating func move(to point: Point) { path(steps: 1) { $0.move(to: PathPen.Place(point)) } }
  mutating func line(to point: Point) { path(steps: 1) { $0.line(to: PathPen.Place(point)) } }
  mutating func closePath() { path(steps: 1) { $0.close() } }

  /// A rounded corner.
  mutating func curve(around corner: Point, to end: Point) {
    path(steps: 1) { $0.curve(around: PathPen.Place(corner), to: PathPen.Place(end)) }
  }

  mutating func figure(_ figure: Path.Figure) {
    switch figure {
    case .rect(let frame):
      let first = PathPen.Place(Point(frame.x, frame.y)),
        last = PathPen.Place(Point(frame.right, frame.bottom))
      path(steps: 5) { $0.rect(from: first, to: last) }
    case .disc(let center, let radius):
      path(steps: 4) { pen in
        pen.move(to: PathPen.Place(Point(center.x - radius, center.y)))
        pen.halfCircle(radius: radius, across: 2 * radius)
        pen.halfCircle(radius: radius, across: -2 * radius)
        pen.close()
      }
    case .diamond(let center, let radius):
      path(steps: 5) { pen in
        pen.move(to: PathPen.Place(center + Point(0, -radius)))
        pen.line(to: PathPen.Place(center + Point(radius, 0)))
        pen.line(to: PathPen.Place(center + Point(0, radius)))
        pen.line(to: PathPen.Place(center + Point(-radius, 0)))
        pen.close()
      }
    case .polygon(let points):
      line(through: points)
      closePath()
    case .line(let start, let end):
      path(steps: 2) { pen in
        pen.move(to: PathPen.Place(start))
        pen.line(to: PathPen.Place(end))
      }
    case .polyline(let points):
      line(through: points)
    }
  }

  private mutating func line(through points: [Point]) {
    guard let first = points.first else { return }
    path(steps: points.count) { pen in
      pen.move(to: PathPen.Place(first))
      for point in points.dropFirst() { pen.line(to: PathPen.Place(point)) }
    }
  }

  private mutating func path(steps: Int, _ draw: (inout PathPen) -> Void) {
    var state = (pen, start)
    appending(atMost: steps * PathPen.stepBytes) { room in
      var pen = PathPen(at: state.0, start: state.1, room: room)
      draw(&pen)
      state = (pen.at, pen.start)
      room = pen.room
    }
    (pen, start) = state
  }
}

/// Writes the steps of a path.
struct PathPen {
  /// In tenths.
  struct Place: Equatable {
    var x: Int, y: Int

    init(x: Int, y: Int) { (self.x, self.y) = (x, y) }
    init(_ point: Point) { self.init(x: SVGBuffer.tenths(point.x), y: SVGBuffer.tenths(point.y)) }
  }

  /// Its position, and where its subpath began; nil before its first step.
  var at: Place?
  var start: Place
  var room: SVGScratch

  /// A step has at most four numbers and a few letters.
  static let stepBytes = 4 * 18 + 8

  mutating func move(to place: Place) {
    step(UInt8(ascii: "M"), place)
    start = place
  }

  mutating func line(to place: Place) {
    let from = at ?? Place(x: 0, y: 0)
    if place.y == from.y {
      one(UInt8(ascii: "H"), place.x, place.x - from.x, SVGScratch.length(place.x - from.x))
    } else if place.x == from.x {
      one(UInt8(ascii: "V"), place.y, place.y - from.y, SVGScratch.length(place.y - from.y))
    } else {
      step(UInt8(ascii: "L"), place)
    }
    at = place
  }

  /// Clockwise; layer maps are made of little else.
  mutating func rect(from first: Place, to last: Place) {
    move(to: first)
    let width = last.x - first.x, height = last.y - first.y
    if width > 0, height > 0 {
      // What three lines would write, with each side measured once.
      let across = SVGScratch.length(width)
      one(UInt8(ascii: "H"), last.x, width, across)
      one(UInt8(ascii: "V"), last.y, height, SVGScratch.length(height))
      one(UInt8(ascii: "H"), first.x, -width, across + 1)
    } else {
      line(to: Place(x: last.x, y: first.y))
      line(to: last)
      line(to: Place(x: first.x, y: last.y))
    }
    close()
  }

  mutating func curve(around corner: Place, to end: Place) { step(UInt8(ascii: "Q"), corner, end) }

  /// Half a circle to a point `across` to the right (left when negative).
  mutating func halfCircle(radius: Double, across: Double) {
    let radius = SVGBuffer.tenths(radius), across = SVGBuffer.tenths(across)
    room.append(UInt8(ascii: "a"))
    room.append(tenths: radius)
    separate(radius)
    room.append(" 0 1 1")
    separate(across)
    room.append(" 0")
    if let from = at { at = Place(x: from.x + across, y: from.y) }
  }

  mutating func close() {
    room.append(UInt8(ascii: "z"))
    at = start
  }

  /// `near` is the length of `relative`.
  private mutating func one(_ command: UInt8, _ absolute: Int, _ relative: Int, _ near: Int) {
    let isNear = near < SVGScratch.length(absolute)
    room.append(isNear ? command | 0x20 : command)
    room.append(tenths: isNear ? relative : absolute)
  }

  private mutating func step(_ command: UInt8, _ first: Place, _ second: Place? = nil) {
    var origin = Place(x: 0, y: 0)
    let isRelative = at.map {
      Self.length(first, second, from: $0) < Self.length(first, second, from: origin)
    }
    if isRelative == true { origin = at ?? origin }
    room.append(isRelative == true ? command | 0x20 : command)
    room.append(tenths: first.x - origin.x)
    separate(first.y - origin.y)
    if let second {
      separate(second.x - origin.x)
      separate(second.y - origin.y)
    }
    at = second ?? first
  }

  /// A space only where a minus sign does not already separate.
  private mutating func separate(_ tenths: Int) {
    if tenths >= 0 { room.append(UInt8(ascii: " ")) }
    room.append(tenths: tenths)
  }

  private static func length(_ first: Place, _ second: Place?, from: Place) -> Int {
    func separated(_ value: Int) -> Int { SVGScratch.length(value) + (value >= 0 ? 1 : 0) }
    let own = SVGScratch.length(first.x - from.x) + separated(first.y - from.y)
    guard let second else { return own }
    return own + separated(second.x - from.x) + separated(second.y - from.y)
  }
}
