/// What changed from one architecture to another, aligned by meaning.
///
/// A line is a pair of places in two profiles, without any text: thousands of pairs are compared by moving small
/// numbers. A row is a line with its words.
public struct Difference: Sendable {
  public enum Section: String, Sendable, CaseIterable {
    case size, skeleton, mixer, feedForward
    /// What follows from the rest: parameter counts, memory.
    case consequence
  }

  public enum Kind: String, Sendable, CaseIterable {
    case number, replaced, added, removed, reordered
  }

  /// One fact of the two models, by the places of its rows in their profiles; a change when `kind` is set.
  public struct Line: Sendable {
    public var section: Section
    /// Nil when the two are equal, or when nothing but a counterpart is missing.
    public var kind: Kind?
    /// Both have it with the same value.
    public var isEqual: Bool
    /// Negative where a model has no such fact.
    public var older: Int32
    public var newer: Int32
    /// The place of its kind of sublayer among the newer model's groups; -1 for none, below -1 among the older's.
    var group: Int32
    /// From 0; 100 is another kind of mixer in every layer.
    public var importance: Double

    public var hasGroup: Bool { group != -1 }
    public var newerGroup: Int? { group >= 0 ? Int(group) : nil }
    /// Of a kind that only the older model has.
    public var olderGroup: Int? { group < -1 ? -2 - Int(group) : nil }
  }

  public let older: Profile
  public let newer: Profile
  /// Every fact, equal or not, in reading order: size, skeleton, mixers, feed-forwards, consequences.
  public private(set) var lines: [Line] = []
  /// How far apart the two designs are; 0 for the same architecture. Consequences do not count.
  public private(set) var distance = 0.0

  /// The importance of attention replaced by recurrence, or the reverse.
  static let foreign = 110.0

  /// The importance of what follows from other changes.
  private static let consequence = 0.5

  public init(older: FactSheet, newer: FactSheet) { self.init(older.profile, newer.profile) }

  public init(_ older: Profile, _ newer: Profile) {
    (self.older, self.newer) = (older, newer)
    lines.reserveCapacity(96)
    add(.size, older.size, newer.size)
    add(.skeleton, older.skeleton, newer.skeleton)
    addOrder()
    let place = lines.count
    addGroups(.mixer, older.mixers, newer.mixers)
    addGroups(.feedForward, older.feedForwards, newer.feedForwards)
    addFeatures(at: place)
    add(.consequence, older.consequences, newer.consequences)
  }

  // MARK: Lines

  private mutating func add(
    _ section: Section, _ a: Range<Int>, _ b: Range<Int>, group: Int = -1, areAlike: Bool = true
  ) {
    // Most profiles list the same facts in the same order: look at the same place first.
    for (offset, index) in a.enumerated() {
      let guess = b.lowerBound + offset
      if guess < b.upperBound, isSameFact(index, guess) {
        add(section, index, guess, group, areAlike)
      } else {
        add(section, index, b.first { isSameFact(index, $0) } ?? -1, group, areAlike)
      }
    }
    for (offset, index) in b.enumerated() {
      let guess = a.lowerBound + offset
      if guess < a.upperBound, isSameFact(guess, index) { continue }
      if !a.contains(where: { isSameFact($0, index) }) { add(section, -1, index, group, areAlike) }
    }
  }

  private func isSameFact(_ a: Int, _ b: Int) -> Bool {
    older.rows[a].idHash == newer.rows[b].idHash && older.rows[a].id == newer.rows[b].id
  }

  private mutating func add(_ section: Section, _ a: Int, _ b: Int, _ group: Int, _ areAlike: Bool) {
    var kind: Kind?
    var magnitude = 1.0
    var isEqual = false
    if a >= 0, b >= 0 {
      isEqual = older.rows[a].value == newer.rows[b].value
      if !isEqual {
        if let x = older.rows[a].value.number, let y = newer.rows[b].value.number {
          kind = .number
          magnitude = 1 - min(x, y) / max(x, y, .leastNonzeroMagnitude)
        } else {
          kind = .replaced
          // Another variant of what both have is less than having it.
          if group >= 0 { magnitude = 0.4 }
        }
      }
    } else if areAlike, a >= 0 ? older.rows[a].isQuality : newer.rows[b].isQuality {
      kind = a < 0 ? .added : .removed
    }
    var importance = 0.0
    if kind != nil {
      let weight = a >= 0 ? older.rows[a].weight : newer.rows[b].weight
      distance += weight / 100 * magnitude
      // Half of a weight is for changing at all, the rest for how much; what follows is told last.
      importance = section == .consequence ? Self.consequence : weight * (0.5 + magnitude / 2)
    }
    append(section, kind, isEqual: isEqual, a, b, group, importance)
  }

  private mutating func append(
    _ section: Section, _ kind: Kind?, isEqual: Bool = false, _ a: Int, _ b: Int, _ group: Int,
    _ importance: Double
  ) {
    lines.append(
      Line(
        section: section, kind: kind, isEqual: isEqual, older: Int32(a), newer: Int32(b), group: Int32(group),
        importance: importance))
  }

  /// The same mixers in another order.
  private mutating func addOrder() {
    guard let a = older.unit, let b = newer.unit, older.rows[a].value != newer.rows[b].value,
      older.mixers.count == newer.mixers.count,
      newer.mixers.allSatisfy({ group in
        older.mixers.contains { older.groups[$0].label == newer.groups[group].label }
      })
    else { return }
    distance += 0.3
    append(.skeleton, .reordered, a, b, -1, 42)
  }

  private mutating func addFeatures(at place: Int) {
    let told = lines.count
    for index in older.features where !newer.features.contains(where: { isSameFact(index, $0) }) {
      add(feature: index, -1, .removed, told)
    }
    for index in newer.features where !older.features.contains(where: { isSameFact($0, index) }) {
      add(feature: -1, index, .added, told)
    }
    guard place < told, told < lines.count else { return }
    // They are facts of the skeleton.
    let own = Array(lines[told...])
    lines.removeSubrange(told...)
    lines.insert(contentsOf: own, at: place)
  }

  private mutating func add(feature a: Int, _ b: Int, _ kind: Kind, _ told: Int) {
    let feature = a >= 0 ? older.rows[a].concept : newer.rows[b].concept
    // A fact may have said it already.
    if lines[..<told].contains(where: { $0.kind == kind && concept(of: $0) == feature }) { return }
    let weight = a >= 0 ? older.rows[a].weight : newer.rows[b].weight
    distance += weight / 100
    append(.skeleton, kind, a, b, -1, weight)
  }

  // MARK: Groups

  private mutating func addGroups(_ section: Section, _ a: Range<Int>, _ b: Range<Int>) {
    let pairs = alignedGroups(older.groups[a], newer.groups[b])
    for index in a {
      guard let partner = pairs[index - a.lowerBound] else {
        add(section, index, .removed, in: older, a)
        continue
      }
      let own = older.groups[index].range, other = newer.groups[partner].range
      addKind(section, index, partner)
      add(
        section, own.dropFirst(2), other.dropFirst(2), group: partner,
        areAlike: older.groups[index].kindHash == newer.groups[partner].kindHash)
    }
    for index in b where !pairs.contains(index) { add(section, index, .added, in: newer, b) }
  }

  private mutating func addKind(_ section: Section, _ a: Int, _ b: Int) {
    let from = older.groups[a].range.lowerBound, to = newer.groups[b].range.lowerBound
    let isSame = older.rows[from].value == newer.rows[to].value
    // Another grouping of heads is less than another mechanism.
    let isForeign = older.groups[a].isRecurrent != newer.groups[b].isRecurrent
    let isSameKind = older.groups[a].kindHash == newer.groups[b].kindHash
    let weight = isSame ? 0.0 : isSameKind ? 45 : isForeign ? Self.foreign : 100
    distance += weight / 100
    append(section, isSame ? nil : .replaced, isEqual: isSame, from, to, b, weight)
  }

  private mutating func add(
    _ section: Section, _ index: Int, _ kind: Kind, in profile: Profile, _ all: Range<Int>
  ) {
    let total = all.reduce(0) { $0 + profile.groups[$1].count }
    // A few layers with another feed-forward matter less than a few with another mixer.
    let base = section == .mixer ? 50.0 : 20
    let weight = base + (90 - base) * Double(profile.groups[index].count) / Double(max(1, total))
    distance += weight / 100
    for row in profile.groups[index].range.dropFirst() {
      let isPresence = row == profile.groups[index].range.lowerBound + 1
      if !isPresence, profile.rows[row].id == "layers" { continue }
      append(
        section, isPresence ? kind : nil, kind == .removed ? row : -1, kind == .added ? row : -1,
        kind == .removed ? -2 - index : index, isPresence ? weight : 0)
    }
  }
}

/// For each older group the index of its partner: by name, then kind and reach (with positions or not), then kind,
/// then purpose and reach, then purpose.
private func alignedGroups(_ older: ArraySlice<Profile.Group>, _ newer: ArraySlice<Profile.Group>) -> [Int?] {
  var pairs = [Int?](repeating: nil, count: older.count)
  var isTaken = [Bool](repeating: false, count: newer.count)
  var left = min(older.count, newer.count)
  func pair(where isMatch: (Int, Int) -> Bool) {
    guard left > 0 else { return }
    for a in older.indices where pairs[a - older.startIndex] == nil {
      if let b = newer.indices.first(where: { !isTaken[$0 - newer.startIndex] && isMatch(a, $0) }) {
        pairs[a - older.startIndex] = b
        isTaken[b - newer.startIndex] = true
        left -= 1
      }
    }
  }
  func isSameKind(_ a: Int, _ b: Int) -> Bool { older[a].kindHash == newer[b].kindHash }
  func isSameReach(_ a: Int, _ b: Int) -> Bool { (older[a].glyph == .window) == (newer[b].glyph == .window) }
  func isSamePurpose(_ a: Int, _ b: Int) -> Bool { older[a].isRecurrent == newer[b].isRecurrent }
  pair { older[$0].labelHash == newer[$1].labelHash && isSameKind($0, $1) }
  pair {
    isSameKind($0, $1) && older[$0].glyph == newer[$1].glyph
      && older[$0].hasPositions == newer[$1].hasPositions
  }
  pair { isSameKind($0, $1) && older[$0].glyph == newer[$1].glyph }
  pair { isSameKind($0, $1) }
  pair { isSamePurpose($0, $1) && isSameReach($0, $1) }
  pair { isSamePurpose($0, $1) }
  // One kind of mixer for one other: whatever they are, it was replaced.
  if older.count == 1 && newer.count == 1 { pair { _, _ in true } }
  return pairs
}
