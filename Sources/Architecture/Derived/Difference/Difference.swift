/// What changed from one architecture to another, aligned by meaning.
///
/// `lines` are all facts of the two models by the indexes of their rows, without any text: thousands of pairs are
/// compared by moving small numbers. `changedLines` are those that changed, by importance: verdict, list, table, figure,
/// data files, terminal and neighbours read them. `row(_:)` gives a line its words.
public struct Difference: Sendable {
  public enum Section: String, Sendable, CaseIterable {
    case size, skeleton, mixer, feedForward
    /// What follows from the rest: parameter counts, memory.
    case consequence
  }

  public enum Kind: String, Sendable, CaseIterable {
    case number, replaced, added, removed, reordered
  }

  /// One fact of the two models; a change when `kind` is set.
  public struct Line: Sendable {
    public let section: Section
    /// Nil when the two are equal, or when nothing but a counterpart is missing.
    public let kind: Kind?
    /// Both have it with the same value.
    public let isEqual: Bool
    /// The indexes of its rows in the profiles; nil where a model has no such fact.
    public let older: Int?
    public let newer: Int?
    /// The kinds of sublayers it is about, by their indexes in the profiles; both where they answer each other, none
    /// where it is about the whole model.
    public let olderGroup: Int?
    public let newerGroup: Int?
    /// From 0; 100 is another kind of mixer in every layer. Without importance it is no news.
    public let importance: Double
    /// Another mechanism instead of another size: told before all sizes.
    public let isStructural: Bool

    public var hasGroup: Bool { olderGroup != nil || newerGroup != nil }
  }

  public let older: Profile
  public let newer: Profile
  /// Which kinds of sublayers answer each other.
  public let alignment: GroupAlignment
  /// Every fact, equal or not, in reading order: size, skeleton, mixers, feed-forwards, consequences.
  public private(set) var lines: [Line] = []
  /// How far apart the two designs are; 0 for the same architecture. Consequences do not count.
  public private(set) var distance = 0.0
  /// Whether lines are about several kinds of mixers, or of feed-forwards.
  private(set) var hasSeveralMixers = false, hasSeveralFeedForwards = false

  /// The importance of attention replaced by recurrence, or the reverse.
  private static let foreign = 110.0
  /// The importance of what follows from other changes.
  private static let consequence = 0.5
  /// From this importance on, a change that is no number is one of mechanism.
  private static let structural = 14.0

  public init(older: FactSheet, newer: FactSheet) { self.init(older.profile, newer.profile) }

  public init(_ older: Profile, _ newer: Profile) {
    (self.older, self.newer) = (older, newer)
    alignment = GroupAlignment(older, newer)
    lines.reserveCapacity(96)
    add(.size, older.size, newer.size)
    add(.skeleton, older.skeleton, newer.skeleton)
    addOrder()
    let index = lines.count
    hasSeveralMixers = addGroups(.mixer, older.mixers, newer.mixers) > 1
    hasSeveralFeedForwards = addGroups(.feedForward, older.feedForwards, newer.feedForwards) > 1
    addFeatures(at: index)
    add(.consequence, older.consequences, newer.consequences)
  }

  // MARK: Facts

  /// The groups of the two models that facts are about.
  private struct Groups {
    var older: Int?
    var newer: Int?
    var likeness = Likeness.sameKind
  }

  /// How far the facts of two groups can be held against each other.
  private enum Likeness {
    case sameKind
    case sameReach
    case otherRecurrence
    case foreign
  }

  private mutating func add(
    _ section: Section, _ a: Range<Int>, _ b: Range<Int>, of groups: Groups = Groups()
  ) {
    // Most profiles list the same facts in the same order: look at the same offset first.
    var shared = 0
    for (offset, row) in a.enumerated() {
      let guess = b.lowerBound + offset
      if guess < b.upperBound, isSameFact(row, guess, groups.likeness) {
        add(section, row, guess, groups)
        shared += 1
      } else if let other = b.first(where: { isSameFact(row, $0, groups.likeness) }) {
        add(section, row, other, groups)
        shared += 1
      } else {
        addMissing(section, older: row, groups, among: b)
      }
    }
    if shared == b.count { return }
    for (offset, row) in b.enumerated() {
      let guess = a.lowerBound + offset
      if guess < a.upperBound, isSameFact(guess, row, groups.likeness) { continue }
      if a.contains(where: { isSameFact($0, row, groups.likeness) }) { continue }
      addMissing(section, newer: row, groups, among: a)
    }
  }

  private func isSameFact(_ a: Int, _ b: Int, _ likeness: Likeness) -> Bool {
    guard older.keys[a].fact == newer.keys[b].fact else { return false }
    switch likeness {
    case .sameKind: return !older.keys[a].isNamed || older.rows[a].name == newer.rows[b].name
    case .sameReach, .otherRecurrence: return older.keys[a].scope != .ownKind
    case .foreign: return false
    }
  }

  /// What reads the same is equal, too.
  private func isEqual(_ a: Int, _ b: Int) -> Bool {
    let x = older.keys[a], y = newer.keys[b]
    guard let unit = x.unit, unit == y.unit else { return older.rows[a].text == newer.rows[b].text }
    // Larger whole numbers have neighbours that are the same in floating point.
    if x.number == y.number { return x.number < 0x1p53 || older.rows[a].value == newer.rows[b].value }
    return x.isRounded && older.rows[a].text == newer.rows[b].text
  }

  /// Both models have the fact.
  private mutating func add(_ section: Section, _ a: Int, _ b: Int, _ groups: Groups) {
    if isEqual(a, b) { return append(section, nil, isEqual: true, a, b, groups, 0) }
    let key = older.keys[a], other = newer.keys[b]
    let x = key.number, y = other.number
    if key.unit == nil || other.unit == nil {
      // Another variant of what both have is less than having it.
      return append(
        section, .replaced, a, b, groups, weight: key.weight, magnitude: groups.newer == nil ? 1 : 0.4)
    }
    if key.isQuality, x == 0 || y == 0 {
      return append(section, x == 0 ? .added : .removed, a, b, groups, weight: key.weight, magnitude: 1)
    }
    var weight = key.weight
    if let own = groups.older, let partner = groups.newer, key.is(.layersWithIt) {
      // Layers of one kind are not more or fewer than those of another.
      guard groups.likeness == .sameKind else {
        return append(section, .replaced, a, b, groups, weight: 0, magnitude: 0)
      }
      weight *= mixWeight(own, partner)
    }
    append(
      section, .number, a, b, groups, weight: weight,
      magnitude: 1 - min(x, y) / max(x, y, .leastNonzeroMagnitude))
  }

  /// How far the number of layers of a kind is news: not when it follows from the depth or a dense prefix.
  private func mixWeight(_ from: Int, _ to: Int) -> Double {
    if !older.groups[from].isMixer && (older.hasDensePrefix || newer.hasDensePrefix) { return 0 }
    let move = (older.groups[from].share - newer.groups[to].share).magnitude
    return older.depth == newer.depth || move >= 0.02 ? 1 : 0
  }

  /// One model lacks the fact: news of its own when both are of one kind, or when other kinds can have it too.
  ///
  /// `rows` are those of the model that lacks it.
  private mutating func addMissing(
    _ section: Section, older a: Int? = nil, newer b: Int? = nil, _ groups: Groups, among rows: Range<Int>
  ) {
    guard let key = a.map({ older.keys[$0] }) ?? b.map({ newer.keys[$0] }) else { return }
    // What one model was not computed for is missing, not new.
    if section == .consequence, !key.isQuality { return append(section, nil, a, b, groups, 0) }
    let isNews =
      switch groups.likeness {
      case .sameKind: hasCompanion(a, b, among: rows)
      case .sameReach: key.scope == .anyAttention
      case .otherRecurrence, .foreign: false
      }
    append(
      section, a == nil ? .added : .removed, a, b, groups, weight: isNews ? key.weight : 0,
      magnitude: key.isQuality ? 1 : 0.5)
  }

  /// The other model has the fact this one comes and goes with, if it does so: with the same value where the fact is the
  /// way of the stream.
  private func hasCompanion(_ a: Int?, _ b: Int?, among rows: Range<Int>) -> Bool {
    guard let fact = a.map({ older.rows[$0].fact }) ?? b.map({ newer.rows[$0].fact }),
      let companion = fact.companion
    else { return true }
    let profile = a == nil ? older : newer, own = a == nil ? newer : older
    guard let other = rows.first(where: { profile.rows[$0].fact.id == companion }) else { return false }
    return companion != FactKind.streams.id
      || own.rows.first { $0.fact === FactKind.streams }?.text == profile.rows[other].text
  }

  private mutating func append(
    _ section: Section, _ kind: Kind, _ a: Int?, _ b: Int?, _ groups: Groups, weight: Double,
    magnitude: Double
  ) {
    distance += weight / 100 * magnitude
    // Half of a weight is for changing at all, the rest for how much; what follows is told last.
    let isNews = section == .consequence || weight > 0
    append(
      section, kind, a, b, groups,
      !isNews ? 0 : section == .consequence ? Self.consequence : weight * (0.5 + magnitude / 2))
  }

  private mutating func append(
    _ section: Section, _ kind: Kind?, isEqual: Bool = false, _ a: Int?, _ b: Int?, _ groups: Groups,
    _ importance: Double
  ) {
    lines.append(
      Line(
        section: section, kind: kind, isEqual: isEqual, older: a, newer: b, olderGroup: groups.older,
        newerGroup: groups.newer, importance: importance,
        isStructural: importance >= Self.structural && kind != .number && !isNumber(a, b)))
  }

  /// Both have it and count something, though words say what.
  private func isNumber(_ a: Int?, _ b: Int?) -> Bool {
    guard let a, let b else { return false }
    return older.keys[a].isNumber && newer.keys[b].isNumber
      && older.keys[a].number != 0 && newer.keys[b].number != 0
  }

  /// The same mixers in another order.
  private mutating func addOrder() {
    guard let a = older.unit, let b = newer.unit, older.rows[a].text != newer.rows[b].text,
      older.mixers.count == newer.mixers.count,
      newer.mixers.allSatisfy({ group in
        older.mixers.contains { older.groups[$0].label == newer.groups[group].label }
      })
    else { return }
    distance += 0.3
    append(.skeleton, .reordered, a, b, Groups(), FactKind.unit.weight)
  }

  private mutating func addFeatures(at index: Int) {
    let end = lines.count
    for row in older.features where !newer.features.contains(where: { isSameFact(row, $0, .sameKind) }) {
      add(feature: row, nil, .removed, in: older, unlessIn: end)
    }
    for row in newer.features where !older.features.contains(where: { isSameFact($0, row, .sameKind) }) {
      add(feature: nil, row, .added, in: newer, unlessIn: end)
    }
    guard index < end, end < lines.count else { return }
    // They are facts of the skeleton.
    let own = Array(lines[end...])
    lines.removeSubrange(end...)
    lines.insert(contentsOf: own, at: index)
  }

  private mutating func add(
    feature a: Int?, _ b: Int?, _ kind: Kind, in profile: Profile, unlessIn end: Int
  ) {
    guard let row = a ?? b else { return }
    // A fact may have said it already.
    if lines[..<end].contains(where: {
      $0.kind == kind && $0.importance > 0 && concept(of: $0) == profile.rows[row].concept
    }) {
      return
    }
    distance += profile.keys[row].weight / 100
    append(.skeleton, kind, a, b, Groups(), profile.keys[row].weight)
  }

  // MARK: Groups

  /// Returns how many kinds there are in both together.
  private mutating func addGroups(_ section: Section, _ a: Range<Int>, _ b: Range<Int>) -> Int {
    var count = b.count
    for group in a {
      guard let partner = alignment[group] else {
        add(section, group, .removed, in: older, a)
        count += 1
        continue
      }
      let groups = Groups(older: group, newer: partner, likeness: likeness(group, partner))
      addKind(section, groups, older.groups[group], newer.groups[partner])
      add(section, older.groups[group].comparedRows, newer.groups[partner].comparedRows, of: groups)
    }
    for group in b where !alignment.isTaken(group) { add(section, group, .added, in: newer, b) }
    return count
  }

  private func likeness(_ a: Int, _ b: Int) -> Likeness {
    if older.groups[a].kindID == newer.groups[b].kindID { return .sameKind }
    let isRecurrent = older.groups[a].isRecurrent
    guard older.groups[a].reach == newer.groups[b].reach, isRecurrent == newer.groups[b].isRecurrent
    else { return .foreign }
    return isRecurrent ? .otherRecurrence : .sameReach
  }

  private mutating func addKind(
    _ section: Section, _ groups: Groups, _ from: Profile.Group, _ to: Profile.Group
  ) {
    let isSame = from.base == to.base
    // Another grouping of heads is less than another mechanism.
    let weight =
      isSame
      ? 0.0
      : groups.likeness == .sameKind ? 45 : from.isRecurrent == to.isRecurrent ? 100 : Self.foreign
    distance += weight / 100
    append(
      section, isSame ? nil : .replaced, isEqual: isSame, from.kindRow, to.kindRow, groups, weight)
  }

  /// A kind that only one model has.
  private mutating func add(
    _ section: Section, _ index: Int, _ kind: Kind, in profile: Profile, _ all: Range<Int>
  ) {
    let total = all.reduce(0) { $0 + profile.groups[$1].count }
    // A few layers with another feed-forward matter less than a few with another mixer.
    let base = section == .mixer ? 50.0 : 20
    var weight = base + (90 - base) * Double(profile.groups[index].count) / Double(max(1, total))
    // A row of its own says so of a dense prefix.
    if profile.groups[index].reach == .dense, older.hasDensePrefix != newer.hasDensePrefix { weight = 0 }
    distance += weight / 100
    let groups = kind == .removed ? Groups(older: index) : Groups(newer: index)
    let presence = profile.groups[index].presenceRow, layers = profile.groups[index].layersRow
    for row in profile.groups[index].rows.dropFirst() where row != layers {
      append(
        section, kind, kind == .removed ? row : nil, kind == .added ? row : nil, groups,
        row == presence ? weight : 0)
    }
  }
}
