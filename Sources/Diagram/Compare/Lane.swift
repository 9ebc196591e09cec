import Architecture

/// The 144 u between two stacks: the most telling changes as badges, at the height of what changed.
struct Lane {
  static let width = 144.0, badgeWidth = 122.0, textWidth = 112.0
  /// Badges at most.
  static let most = 7
  private static let lineHeight = 14.0, gap = 8.0
  /// Half the width of the badges' round-jointed edge.
  static let rounding = 4.0

  /// A line of a badge, by its place in one model's wording: most are printed there.
  enum Line {
    case name(Int, ofNewer: Bool)
    /// One of several lines of a value.
    case part(Int, ofNewer: Bool)
    /// All of a value.
    case value(Int, ofNewer: Bool)
    /// `256 →`, where the newer value has no room beside it.
    case start(Int)
    /// `256 → 384 (×1.5)`.
    case change(older: Int, newer: Int, ratio: Int?)
    /// Said by this pair alone.
    case own(Int)
  }

  private struct Badge {
    var hasOlder: Bool, hasNewer: Bool
    var lines: Range<Int>
    var center: Double
    var height: Double

    var top: Double { (center - height / 2).rounded() }
  }

  private var badges: [Badge] = []
  private var lines: [Line] = []
  private var own: [PairText] = []
  private var ratios: [String] = []
  private(set) var height = 0.0

  /// With a badge for each change that is shown; `center` gives the height of a place.
  init(
    _ changes: [PairChange], _ older: ComparisonSide, _ newer: ComparisonSide, height: Double,
    center: (PairChange.Place) -> Double
  ) {
    badges.reserveCapacity(Self.most)
    lines.reserveCapacity(4 * Self.most)
    for change in changes where change.isShown {
      let first = lines.count
      let name =
        change.isNamedByNewer ? newer.wording.nameLines[change.name] : older.wording.nameLines[change.name]
      for line in name.range { lines.append(.name(line, ofNewer: change.isNamedByNewer)) }
      addValue(change, older, newer)
      badges.append(
        Badge(
          hasOlder: change.older != nil, hasNewer: change.newer != nil, lines: first..<lines.count,
          center: center(change.place), height: 6 + Self.lineHeight * Double(lines.count - first)))
    }
    place(height: height)
  }

  // MARK: Words

  private static let arrow = PairText.width(" → ", .label), brackets = PairText.width(" ()", .label)

  private mutating func addValue(_ change: PairChange, _ older: ComparisonSide, _ newer: ComparisonSide) {
    switch (change.older, change.newer) {
    case (let left?, let right?):
      let width = older.wording.values[left].width + Self.arrow + newer.wording.values[right].width
      if width <= Self.textWidth {
        let ratio = addRatio(change, older, newer, behind: width)
        lines.append(.change(older: left, newer: right, ratio: ratio))
      } else {
        let parts = older.wording.values[left].linesBeforeArrow
        if parts.isEmpty { lines.append(.start(left)) }
        for part in parts.range { lines.append(.part(part, ofNewer: false)) }
        addValue(right, newer, isNewer: true)
      }
    case (let left?, nil):
      guard change.owner != nil else { return addValue(left, older, isNewer: false) }
      add(PairText.label(PairChange.possession(left, change.owner, older, newer)))
    case (nil, let right?): addValue(right, newer, isNewer: true)
    case (nil, nil): break
    }
  }

  /// A value in a badge of its own lines.
  private mutating func addValue(_ value: Int, _ side: ComparisonSide, isNewer: Bool) {
    let parts = side.wording.values[value].lines
    if parts.isEmpty { lines.append(.value(value, ofNewer: isNewer)) }
    for part in parts.range { lines.append(.part(part, ofNewer: isNewer)) }
  }

  private mutating func add(_ texts: [PairText]) {
    for text in texts {
      lines.append(.own(own.count))
      own.append(text)
    }
  }

  /// Said where it finds room behind the values.
  private mutating func addRatio(
    _ change: PairChange, _ older: ComparisonSide, _ newer: ComparisonSide, behind width: Double
  ) -> Int? {
    guard let ratio = change.ratio(older, newer),
      width + Self.brackets + PairText.width(ratio, .label) <= Self.textWidth
    else { return nil }
    ratios.append(ratio)
    return ratios.count - 1
  }

  // MARK: Places

  /// Badges of one place stand around its middle, and are pushed apart where they would meet.
  private mutating func place(height: Double) {
    var first = 0
    while first < badges.count {
      var last = first
      while last + 1 < badges.count, (badges[last + 1].center - badges[first].center).magnitude <= 1 {
        last += 1
      }
      var total = -Self.gap
      for index in first...last { total += badges[index].height + Self.gap }
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

  // MARK: Drawing

  func draw(_ canvas: inout some PairCanvas & ~Copyable, _ older: ComparisonSide, _ newer: ComparisonSide) {
    guard !badges.isEmpty else { return }
    let edge = Self.width / 2
    // To the models that have it.
    canvas.draw(.deltaLine, badges.count) { index in
      let badge = badges[index], middle = badge.top + badge.height / 2
      return .line(Point(badge.hasOlder ? -edge : 0, middle), Point(badge.hasNewer ? edge : 0, middle))
    }
    canvas.draw(.badge, badges.count) { index in
      // Half of its rounded edge stands outside.
      .rect(
        Frame(-Self.badgeWidth / 2, badges[index].top, Self.badgeWidth, badges[index].height)
          .inset(by: Self.rounding))
    }
    for badge in badges {
      var baseline = badge.top + 14
      for index in badge.lines {
        draw(lines[index], at: baseline, &canvas, older, newer)
        baseline += Self.lineHeight
      }
    }
  }

  private func draw(
    _ line: Line, at baseline: Double, _ canvas: inout some PairCanvas & ~Copyable, _ older: ComparisonSide,
    _ newer: ComparisonSide
  ) {
    switch line {
    case .name(let index, let ofNewer), .part(let index, let ofNewer):
      canvas.draw(line: index, of: ofNewer ? newer : older, at: baseline)
    case .value(let index, let ofNewer): canvas.draw(value: index, of: ofNewer ? newer : older, at: baseline)
    case .start(let index): canvas.draw(start: index, of: older, at: baseline)
    case .change(let left, let right, let ratio):
      canvas.draw(from: left, of: older, to: right, of: newer, ratio.map { ratios[$0] }, at: baseline)
    case .own(let index): canvas.draw(own[index], at: baseline)
    }
  }
}
