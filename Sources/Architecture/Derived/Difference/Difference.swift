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
  /// Which kinds of sublayers answer each other.
  let alignment: GroupAlignment
  /// Every fact, equal or not, in reading order: size, skeleton, mixers, feed-forwards, consequences.
  public private(set) var lines: [Line] = []
  /// How far apart the two designs are; 0 for the same architecture. Consequences do not count.
  public private(set) var distance = 0.0
  /// Whether lines are about several kinds of mixers, or of feed-forwards.
  private(set) var hasSeveralMixers = false, hasSeveralFeedForwards = false

  /// The importance of attention replaced by recurrence, or the reverse.
  static let foreign = 110.0

  /// The importance of what follows from other changes.
  private static let consequence = 0.5

  public init(older: FactSheet, newer: FactSheet) { self.init(older.profile, newer.profile) }

  public init(_ older: Profile, _ newer: Profile) {
    (self.older, self.newer) = (older, newer)
    alignment = GroupAlignment(older, newer)
    lines.reserveCapacity(96)
    add(.size, older.size, newer.size)
    add(.skeleton, older.skeleton, newer.skeleton)
    addOrder()
    let place = lines.count
    hasSeveralMixers = addGroups(.mixer, older.mixers, newer.mixers) > 1
    hasSeveralFeedForwards = addGroups(.feedForward, older.feedForwards, newer.feedForwards) > 1
    addFeatures(at: place)
    add(.consequence, older.consequences, newer.consequences)
  }

  // MARK: Lines

  /// How far the facts of two groups can be held against each other.
  private enum Likeness {
    case sameKind, sameReach
    /// Heads of one recurrence have nothing but the name in common with those of another.
    case otherRecurrence
    case foreign
  }

  private mutating func add(
    _ section: Section, _ a: Range<Int>, _ b: Range<Int>, group: Int = -1, _ likeness: Likeness = .sameKind
  ) {
    // Most profiles list the same facts in the same order: look at the same place first.
    var shared = 0
    for (offset, index) in a.enumerated() {
      let guess = b.lowerBound + offset
      if guess < b.upperBound, isSameFact(index, guess, likeness) {
        add(section, index, guess, group)
        shared += 1
      } else if let other = b.first(where: { isSameFact(index, $0, likeness) }) {
        add(section, index, other, group)
        shared += 1
      } else {
        addMissing(section, index, -1, group, likeness, among: b)
      }
    }
    if shared == b.count { return }
    for (offset, index) in b.enumerated() {
      let guess = a.lowerBound + offset
      if guess < a.upperBound, isSameFact(guess, index, likeness) { continue }
      if a.contains(where: { isSameFact($0, index, likeness) }) { continue }
      addMissing(section, -1, index, group, likeness, among: a)
    }
  }

  private func isSameFact(_ a: Int, _ b: Int, _ likeness: Likeness = .sameKind) -> Bool {
    guard older.keys[a].id == newer.keys[b].id else { return false }
    switch likeness {
    case .sameKind: return true
    case .sameReach: return older.keys[a].label == newer.keys[b].label
    case .otherRecurrence:
      return older.keys[a].label == newer.keys[b].label && older.keys[a].fact.scope != .ownKind
    case .foreign: return false
    }
  }

  /// Both models have the fact.
  private mutating func add(_ section: Section, _ a: Int, _ b: Int, _ group: Int) {
    let textHash = older.keys[a].text
    if older.keys[a].value == newer.keys[b].value || textHash != 0 && textHash == newer.keys[b].text {
      return append(section, nil, isEqual: true, a, b, group, 0)
    }
    var weight = older.keys[a].weight
    let x = older.keys[a].number, y = newer.keys[b].number
    if older.keys[a].unit == nil || newer.keys[b].unit == nil {
      // Another variant of what both have is less than having it.
      return append(section, .replaced, a, b, group, weight: weight, magnitude: group >= 0 ? 0.4 : 1)
    }
    if older.keys[a].isQuality, x == 0 || y == 0 {
      return append(section, x == 0 ? .added : .removed, a, b, group, weight: weight, magnitude: 1)
    }
    let own = Int(older.keys[a].group), other = Int(newer.keys[b].group)
    if own >= 0, other >= 0, a == older.groupKeys[own].layersRow {
      // Layers of one kind are not more or fewer than those of another.
      guard older.groupKeys[own].kind == newer.groupKeys[other].kind else {
        return append(section, .replaced, a, b, group, weight: 0, magnitude: 0)
      }
      weight *= mixWeight(own, other)
    }
    append(
      section, .number, a, b, group, weight: weight,
      magnitude: 1 - min(x, y) / max(x, y, .leastNonzeroMagnitude))
  }

  /// How far the number of layers of a kind is news: not when it follows from the depth or a dense prefix.
  private func mixWeight(_ from: Int, _ to: Int) -> Double {
    if !older.groupKeys[from].isMixer && (older.hasDensePrefix || newer.hasDensePrefix) { return 0 }
    let move = (older.groupKeys[from].share - newer.groupKeys[to].share).magnitude
    return older.depth == newer.depth || move >= 0.02 ? 1 : 0
  }

  /// One model lacks the fact: news of its own when both are of one kind, or when other kinds can have it too.
  ///
  /// `rows` are those of the model that lacks it.
  private mutating func addMissing(
    _ section: Section, _ a: Int, _ b: Int, _ group: Int, _ likeness: Likeness, among rows: Range<Int>
  ) {
    let key = a >= 0 ? older.keys[a] : newer.keys[b]
    // What one model was not computed for is missing, not new.
    if section == .consequence, !key.isQuality { return append(section, nil, a, b, group, 0) }
    let isNews =
      switch likeness {
      case .sameKind: key.main == 0 || hasSameMain(key, isOlder: a >= 0, among: rows)
      case .sameReach: key.isPortable
      case .otherRecurrence, .foreign: false
      }
    append(
      section, a < 0 ? .added : .removed, a, b, group, weight: isNews ? key.weight : 0,
      magnitude: key.isQuality ? 1 : 0.5)
  }

  /// The other model has the fact this one comes and goes with; of streams, the same.
  private func hasSameMain(_ key: RowKey, isOlder: Bool, among rows: Range<Int>) -> Bool {
    let hasMain =
      isOlder
      ? rows.contains { newer.keys[$0].id == key.main } : rows.contains { older.keys[$0].id == key.main }
    return hasMain && (key.section != .skeleton || older.streamHash == newer.streamHash)
  }

  private mutating func append(
    _ section: Section, _ kind: Kind, _ a: Int, _ b: Int, _ group: Int, weight: Double, magnitude: Double
  ) {
    distance += weight / 100 * magnitude
    // Half of a weight is for changing at all, the rest for how much; what follows is told last.
    let isNews = section == .consequence || weight > 0
    append(
      section, kind, a, b, group,
      !isNews ? 0 : section == .consequence ? Self.consequence : weight * (0.5 + magnitude / 2))
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
    guard let a = older.unit, let b = newer.unit, older.keys[a].value != newer.keys[b].value,
      older.mixers.count == newer.mixers.count,
      newer.mixers.allSatisfy({ group in
        older.mixers.contains { older.groupKeys[$0].label == newer.groupKeys[group].label }
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
    let key = a >= 0 ? older.keys[a] : newer.keys[b]
    // A fact may have said it already.
    if lines[..<told].contains(where: {
      $0.kind == kind && $0.importance > 0 && conceptKey(of: $0) == key.concept
    }) {
      return
    }
    distance += key.weight / 100
    append(.skeleton, kind, a, b, -1, key.weight)
  }

  // MARK: Groups

  /// Returns how many kinds there are in both together.
  private mutating func addGroups(_ section: Section, _ a: Range<Int>, _ b: Range<Int>) -> Int {
    var count = b.count
    for index in a {
      guard let partner = alignment[index] else {
        add(section, index, .removed, in: older, a)
        count += 1
        continue
      }
      addKind(section, index, partner)
      add(
        section, older.groupKeys[index].rows.dropFirst(2), newer.groupKeys[partner].rows.dropFirst(2),
        group: partner, likeness(index, partner))
    }
    for index in b where !alignment.isTaken(index) { add(section, index, .added, in: newer, b) }
    return count
  }

  private func likeness(_ a: Int, _ b: Int) -> Likeness {
    if older.groupKeys[a].kind == newer.groupKeys[b].kind { return .sameKind }
    let isRecurrent = older.groupKeys[a].isRecurrent
    guard older.groupKeys[a].reach == newer.groupKeys[b].reach, isRecurrent == newer.groupKeys[b].isRecurrent
    else {
      return .foreign
    }
    return isRecurrent ? .otherRecurrence : .sameReach
  }

  private mutating func addKind(_ section: Section, _ a: Int, _ b: Int) {
    let from = older.groupKeys[a].kindRow, to = newer.groupKeys[b].kindRow
    let isSame = older.keys[from].value == newer.keys[to].value
    // Another grouping of heads is less than another mechanism.
    let isForeign = older.groupKeys[a].isRecurrent != newer.groupKeys[b].isRecurrent
    let isSameKind = older.groupKeys[a].kind == newer.groupKeys[b].kind
    let weight = isSame ? 0.0 : isSameKind ? 45 : isForeign ? Self.foreign : 100
    distance += weight / 100
    append(section, isSame ? nil : .replaced, isEqual: isSame, from, to, b, weight)
  }

  private mutating func add(
    _ section: Section, _ index: Int, _ kind: Kind, in profile: Profile, _ all: Range<Int>
  ) {
    let total = all.reduce(0) { $0 + profile.groupKeys[$1].count }
    // A few layers with another feed-forward matter less than a few with another mixer.
    let base = section == .mixer ? 50.0 : 20
    var weight = base + (90 - base) * Double(profile.groupKeys[index].count) / Double(max(1, total))
    // A row of its own says so of a dense prefix.
    if profile.groupKeys[index].reach == .dense, older.hasDensePrefix != newer.hasDensePrefix { weight = 0 }
    distance += weight / 100
    for row in profile.groupKeys[index].rows.dropFirst() {
      let isPresence = row == profile.groupKeys[index].presenceRow
      if row == profile.groupKeys[index].layersRow { continue }
      append(
        section, kind, kind == .removed ? row : -1, kind == .added ? row : -1,
        kind == .removed ? -2 - index : index, isPresence ? weight : 0)
    }
  }
}
