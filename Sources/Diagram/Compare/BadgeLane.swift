import Architecture

/// The 144 u between two stacks: the most important changes as badges, at the height of what changed.
struct BadgeLane {
  static let width = 144.0
  /// Badges at most.
  static let most = 7
  private static let gap = 8.0
  /// Half the width of the badges' round-jointed edge.
  static let rounding = 4.0

  private var badges: [Badge]
  private(set) var height = 0.0

  /// `center` gives the height of a place beside stacks of this height.
  init(_ badges: [Badge], height: Double, center: (Badge.Place) -> Double) {
    self.badges = badges
    for index in badges.indices { self.badges[index].center = center(badges[index].place) }
    gatherNeighbours()
    pushApart(height: height)
  }

  /// Centres the badges of one place around its middle.
  private mutating func gatherNeighbours() {
    // Of one place in the order of importance.
    let order = badges.indices.sorted { (badges[$0].center, $0) < (badges[$1].center, $1) }
    badges = order.map { badges[$0] }
    var first = 0
    while first < badges.count {
      var last = first
      while last + 1 < badges.count, badges[last + 1].center - badges[first].center <= 1 { last += 1 }
      let total = badges[first...last].reduce(-Self.gap) { $0 + $1.height + Self.gap }
      var top = badges[first].center - total / 2
      for index in first...last {
        badges[index].center = top + badges[index].height / 2
        top += badges[index].height + Self.gap
      }
      first = last + 1
    }
    badges.sort { $0.center < $1.center }
  }

  private mutating func pushApart(height: Double) {
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

  func draw(_ canvas: inout some Canvas & ~Copyable) {
    let edge = Self.width / 2
    // To the models that have it.
    let lines = badges.map { badge -> Path.Figure in
      let middle = badge.top + badge.height / 2
      return .line(Point(badge.hasOlder ? -edge : 0, middle), Point(badge.hasNewer ? edge : 0, middle))
    }
    canvas.draw(Path(lines), .deltaLine)
    // Half of the rounded edge is outside.
    let boxes = badges.map { badge -> Path.Figure in
      .rect(Frame(-Badge.width / 2, badge.top, Badge.width, badge.height).inset(by: Self.rounding))
    }
    canvas.draw(Path(boxes), .badge)
    for badge in badges {
      var baseline = badge.top + 14
      for line in badge.lines {
        canvas.draw(Self.text(line.words, line.font, at: baseline))
        baseline += Badge.lineHeight
      }
    }
  }

  /// A line around the middle of the lane; small words are muted.
  static func text(_ words: String, _ font: Font, at baseline: Double) -> Scene.Text {
    Scene.Text(Phrase(words), font, muted: font == .small, at: Point(0, baseline), anchor: .middle)
  }
}
