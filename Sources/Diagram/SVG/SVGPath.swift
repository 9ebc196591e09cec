import Architecture

// Path data: every place is rounded to tenths first, so roundings never add up; each step is written from the
// origin or from where the pen stands, whichever is shorter.
extension SVGBuffer {
  /// The next move is written from the origin: the path may be put behind another.
  mutating func beginPath() { pen = nil }

  mutating func move(to point: Point) {
    let x = Self.tenths(point.x), y = Self.tenths(point.y)
    step(UInt8(ascii: "M"), (x, y))
    start = (x, y)
  }

  mutating func line(to point: Point) { line(to: (Self.tenths(point.x), Self.tenths(point.y))) }

  private mutating func line(to place: (x: Int, y: Int)) {
    let (x, y) = place, from = pen ?? (0, 0)
    if y == from.y {
      one(UInt8(ascii: "H"), x, x - from.x)
    } else if x == from.x {
      one(UInt8(ascii: "V"), y, y - from.y)
    } else {
      step(UInt8(ascii: "L"), (x, y))
    }
    pen = (x, y)
  }

  /// A rounded corner.
  mutating func curve(around corner: Point, to end: Point) {
    step(
      UInt8(ascii: "Q"),
      (Self.tenths(corner.x), Self.tenths(corner.y)), (Self.tenths(end.x), Self.tenths(end.y)))
  }

  /// Half a circle to a point `across` to the right (left when negative).
  mutating func halfCircle(radius: Double, across: Double) {
    raw("a")
    numbers(radius, radius)
    raw(isTerse ? ",0,1,1" : " 0 1 1")
    let tenths = Self.tenths(across)
    separate(tenths)
    raw(isTerse ? ",0" : " 0")
    if let from = pen { pen = (from.x + tenths, from.y) }
  }

  mutating func closePath() {
    append(UInt8(ascii: "z"))
    pen = start
  }

  private mutating func one(_ command: UInt8, _ absolute: Int, _ relative: Int) {
    if Self.length(relative) < Self.length(absolute) {
      number(tenths: relative, behind: command | 0x20)
    } else {
      number(tenths: absolute, behind: command)
    }
  }

  private mutating func step(_ command: UInt8, _ first: (x: Int, y: Int), _ second: (x: Int, y: Int)? = nil) {
    let from = pen ?? (0, 0)
    func length(_ from: (x: Int, y: Int)) -> Int {
      func bytes(_ value: Int) -> Int { Self.length(value) + (value >= 0 ? 1 : 0) }
      return Self.length(first.x - from.x) + bytes(first.y - from.y)
        + (second.map { bytes($0.x - from.x) + bytes($0.y - from.y) } ?? 0)
    }
    let isRelative = pen != nil && length(from) < length((0, 0))
    let origin = isRelative ? from : (x: 0, y: 0)
    number(tenths: first.x - origin.x, behind: isRelative ? command | 0x20 : command)
    separate(first.y - origin.y)
    if let second {
      separate(second.x - origin.x)
      separate(second.y - origin.y)
    }
    pen = second ?? first
  }

  mutating func figure(_ figure: Path.Figure) {
    switch figure {
    case .rect(let frame):
      let right = Self.tenths(frame.right), bottom = Self.tenths(frame.bottom)
      move(to: Point(frame.x, frame.y))
      let left = start.x
      line(to: (right, start.y))
      line(to: (right, bottom))
      line(to: (left, bottom))
      closePath()
    case .disc(let center, let radius):
      move(to: Point(center.x - radius, center.y))
      halfCircle(radius: radius, across: 2 * radius)
      halfCircle(radius: radius, across: -2 * radius)
      closePath()
    case .diamond(let center, let radius):
      line(through: [
        center + Point(0, -radius), center + Point(radius, 0), center + Point(0, radius),
        center + Point(-radius, 0),
      ])
      closePath()
    case .polygon(let points):
      line(through: points)
      closePath()
    case .line(let start, let end):
      move(to: start)
      line(to: end)
    case .polyline(let points):
      line(through: points)
    }
  }

  private mutating func line(through points: [Point]) {
    guard let first = points.first else { return }
    move(to: first)
    for point in points.dropFirst() { line(to: point) }
  }
}
