import Architecture

/// The 144 u between two stacks: the most telling changes as badges, at the height of what changed.
struct Lane {
  static let width = 144.0
  static let badgeWidth = 122.0
  private static let textWidth = 112.0, lineHeight = 14.0, gap = 8.0

  /// Around the lane's middle.
  private(set) var items: [Scene.Item] = []
  private(set) var height = 0.0

  private struct Badge {
    var change: PairChange
    var label: [Phrase]
    var value: [Phrase]
    var center: Double
    var height: Double { 6 + Lane.lineHeight * Double(label.count + value.count) }
  }

  /// `center` gives the height of a place.
  init(_ changes: [PairChange], height: Double, center: (PairChange.Place) -> Double) {
    var badges = changes.map { change in
      var lines = change.lines
      if change.width <= Self.textWidth {
        let value = change.value
        lines = [Phrase(value)]
        if let ratio = change.ratio {
          let whole = Phrase("\(value) (\(ratio))")
          if whole.width(.label) <= Self.textWidth { lines = [whole] }
        }
      }
      return Badge(
        change: change,
        label: Array(Phrase(change.title).wrapped(.small, width: Self.textWidth).prefix(2)), value: lines,
        center: center(change.place))
    }
    place(&badges, height: height)
    draw(badges)
  }

  /// A value's lines in a badge, at most three.
  static func lines(_ text: String) -> [Phrase] {
    Array(Phrase(text).wrapped(.label, width: textWidth).prefix(3))
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

  private mutating func draw(_ badges: [Badge]) {
    guard !badges.isEmpty else { return }
    var drawing = Drawing()
    var lines = Path(), grounds = Path()
    var texts = Drawing()
    let edge = Self.width / 2
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
      for line in badge.label {
        texts.text(line, .small, at: 0, baseline, anchor: .middle, muted: true)
        baseline += Self.lineHeight
      }
      for line in badge.value {
        texts.text(line, .label, at: 0, baseline, anchor: .middle)
        baseline += Self.lineHeight
      }
    }
    drawing.shape(lines, .deltaLine)
    drawing.shape(grounds, .badge)
    items = drawing.items + texts.items
  }

  /// Half the width of the badges' round-jointed edge.
  static let rounding = 4.0
}
