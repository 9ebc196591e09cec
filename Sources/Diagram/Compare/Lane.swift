import Architecture

/// The 144 u between two stacks: the most telling changes as badges, at the height of what changed.
struct Lane {
  static let width = 144.0
  static let badgeWidth = 122.0
  private static let textWidth = 112.0, lineHeight = 14.0, gap = 8.0

  /// Around the lane's middle.
  private var lines = Path(), grounds = Path()
  private var badges: [Badge] = []
  private(set) var height = 0.0

  /// A line of words laid out and printed once, for every pair that shows it.
  final class Line: Sendable {
    /// Still without its place.
    let text: Scene.Text
    /// As it is printed behind its height.
    let ink: [UInt8]

    fileprivate init(_ words: Phrase, _ font: Font, isMuted: Bool = false) {
      text = Scene.Text(words, font, muted: isMuted, at: Point(0, 0), anchor: .middle)
      var out = SVGBuffer(capacity: 64, isTerse: true)
      out.classes(font.cssClass(isMuted: isMuted))
      out.raw(">")
      for segment in words.segments { out.escaped(segment.text) }
      out.raw("</text>")
      ink = out.bytes
    }
  }

  private struct Badge {
    var hasOlder: Bool, hasNewer: Bool
    var label: [Line]
    /// Of the value; empty when it stands in one line with its arrow.
    var value: [Line]
    /// `256 → 384 (×1.5)`.
    var change: (older: PairChange.Value, newer: PairChange.Value, ratio: String?)?
    var center: Double
    var height: Double
  }

  /// `center` gives the height of a place.
  init(_ changes: [PairChange], height: Double, center: (PairChange.Place) -> Double) {
    badges.reserveCapacity(changes.count)
    for change in changes {
      let label = change.titleLines
      var badge = Badge(
        hasOlder: change.older != nil, hasNewer: change.newer != nil, label: label, value: [],
        center: center(change.place), height: 0)
      if let older = change.older, let newer = change.newer, change.width <= Self.textWidth {
        let ratio = change.ratio.flatMap { ratio in
          change.width + TextMetrics.width(" (\(ratio))", size: Font.label.size, bold: true) <= Self.textWidth
            ? ratio : nil
        }
        badge.change = (older, newer, ratio)
      } else {
        badge.value = change.lines
      }
      let count = label.count + (badge.change == nil ? badge.value.count : 1)
      badge.height = 6 + Self.lineHeight * Double(count)
      badges.append(badge)
    }
    place(height: height)
    draw()
  }

  /// A value's lines in a badge, at most three.
  static func lines(_ text: String) -> [Line] {
    Phrase(text).wrapped(.label, width: textWidth).prefix(3).map { Line($0, .label) }
  }

  /// The lines above a value, at most two.
  static func titleLines(_ text: String) -> [Line] {
    Phrase(text).wrapped(.small, width: textWidth).prefix(2).map { Line($0, .small, isMuted: true) }
  }

  /// The lines between two layer maps.
  static func noteLines(_ text: String) -> [Line] {
    Phrase(text).wrapped(.small, width: width - 16).map { Line($0, .small, isMuted: true) }
  }

  /// Badges of one place stand around its middle, and are pushed apart where they would meet.
  private mutating func place(height: Double) {
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
    // A handful, mostly in order already.
    for index in badges.indices.dropFirst() {
      var at = index
      while at > 0, badges[at].center < badges[at - 1].center {
        badges.swapAt(at, at - 1)
        at -= 1
      }
    }
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

  private mutating func draw() {
    let edge = Self.width / 2
    for badge in badges {
      let y = Self.top(badge), middle = y + badge.height / 2
      // Half of its rounded edge stands outside.
      grounds.add(
        .rect(Frame(-Self.badgeWidth / 2, y, Self.badgeWidth, badge.height).inset(by: Self.rounding)))
      // To the models that have it.
      lines.add(.line(Point(badge.hasOlder ? -edge : 0, middle), Point(badge.hasNewer ? edge : 0, middle)))
    }
  }

  private static func top(_ badge: Badge) -> Double { (badge.center - badge.height / 2).rounded() }

  func draw(_ canvas: inout some PairCanvas) {
    guard !badges.isEmpty else { return }
    canvas.draw(.shape(Scene.Shape(lines, .deltaLine)))
    canvas.draw(.shape(Scene.Shape(grounds, .badge)))
    for badge in badges {
      var baseline = Self.top(badge) + 14
      for line in badge.label {
        canvas.draw(line, at: baseline)
        baseline += Self.lineHeight
      }
      if let change = badge.change {
        canvas.draw(change.older, change.newer, ratio: change.ratio, at: baseline)
      }
      for line in badge.value {
        canvas.draw(line, at: baseline)
        baseline += Self.lineHeight
      }
    }
  }

  /// Half the width of the badges' round-jointed edge.
  static let rounding = 4.0
}
