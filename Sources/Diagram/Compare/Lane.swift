import Architecture

/// The 144 u between two stacks: the most telling changes as badges, at the height of what changed.
struct Lane {
  static let width = 144.0
  static let badgeWidth = 122.0
  private static let textWidth = 112.0, lineHeight = 14.0, gap = 8.0

  /// Around the lane's middle.
  private var lines = Path(), grounds = Path()
  private var texts: [Scene.Text] = []
  private(set) var height = 0.0

  private struct Badge {
    var change: PairChange
    var label: [Scene.Text]
    var value: [Scene.Text]
    var center: Double
    var height: Double { 6 + Lane.lineHeight * Double(label.count + value.count) }
  }

  /// `center` gives the height of a place.
  init(_ changes: [PairChange], height: Double, center: (PairChange.Place) -> Double) {
    var badges = changes.map { change in
      var lines = change.lines
      if change.width <= Self.textWidth {
        let value = change.value
        lines = [Self.text(Phrase(value))]
        if let ratio = change.ratio {
          let whole = Self.text(Phrase("\(value) (\(ratio))"))
          if whole.width <= Self.textWidth { lines = [whole] }
        }
      }
      return Badge(change: change, label: change.titleLines, value: lines, center: center(change.place))
    }
    place(&badges, height: height)
    finish(badges)
  }

  private static func text(_ line: Phrase) -> Scene.Text {
    Scene.Text(line, .label, at: Point(0, 0), anchor: .middle)
  }

  /// A value's lines in a badge, at most three, still without their places.
  static func lines(_ text: String) -> [Scene.Text] {
    Phrase(text).wrapped(.label, width: textWidth).prefix(3).map(Self.text)
  }

  /// The lines above a value, at most two.
  static func titleLines(_ text: String) -> [Scene.Text] {
    Phrase(text).wrapped(.small, width: textWidth).prefix(2).map {
      Scene.Text($0, .small, muted: true, at: Point(0, 0), anchor: .middle)
    }
  }

  /// Badges of one place stand around its middle, and are pushed apart where they would meet.
  private mutating func place(_ badges: inout [Badge], height: Double) {
    var first = 0
    while first < badges.count {
      var last = first
      while last + 1 < badges.count, (badges[last + 1].center - badges[first].center).magnitude <= 1 {
        last += 1
      }
      let total = badges[first...last].reduce(0) { $0 + $1.height + Self.gap } - Self.gap
      var top = badges[first].center - total / 2
      for index in first...last {
        badges[index].center = top + badges[index].height / 2
        top += badges[index].height + Self.gap
      }
      first = last + 1
    }
    let order = badges.indices.sorted { (badges[$0].center, $0) < (badges[$1].center, $1) }
    badges = order.map { badges[$0] }
    var bottom = 0.0
    for index in badges.indices {
      badges[index].center = max(badges[index].center, bottom + badges[index].height / 2)
      bottom = badges[index].center + badges[index].height / 2 + Self.gap
    }
    var limit = max(height, bottom - Self.gap)
    self.height = limit
    for index in badges.indices.reversed() {
      badges[index].center = min(badges[index].center, limit - badges[index].height / 2)
      limit = badges[index].center - badges[index].height / 2 - Self.gap
    }
  }

  private mutating func finish(_ badges: [Badge]) {
    let edge = Self.width / 2
    texts.reserveCapacity(4 * badges.count)
    for badge in badges {
      let y = (badge.center - badge.height / 2).rounded(), middle = y + badge.height / 2
      // Half of its rounded edge stands outside.
      grounds.add(
        .rect(Frame(-Self.badgeWidth / 2, y, Self.badgeWidth, badge.height).inset(by: Self.rounding)))
      // To the models that have it.
      lines.add(
        .line(
          Point(badge.change.older == nil ? 0 : -edge, middle),
          Point(badge.change.newer == nil ? 0 : edge, middle)))
      var baseline = y + 14
      for var line in badge.label + badge.value {
        line.at = Point(0, baseline)
        texts.append(line)
        baseline += Self.lineHeight
      }
    }
  }

  func draw(_ canvas: inout some PairCanvas) {
    guard !texts.isEmpty else { return }
    canvas.draw(.shape(Scene.Shape(lines, .deltaLine)))
    canvas.draw(.shape(Scene.Shape(grounds, .badge)))
    for text in texts { canvas.draw(text) }
  }

  /// Half the width of the badges' round-jointed edge.
  static let rounding = 4.0
}
