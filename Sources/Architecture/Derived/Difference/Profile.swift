// How two models are aligned
//
// Each model is written down once as rows: its sizes, its skeleton, one group for each kind of mixer and of
// feed-forward, and what follows from them. Rows of one fact are compared. Groups are paired by meaning
// (`GroupAlignment.swift`); what is left over was added or removed. A fact's weight says how much a change of it matters.

/// One model as comparisons see it: every row once, in reading order, computed once.
public final class Profile: Sendable {
  /// One fact of the model, and where it belongs.
  public struct Row: Sendable {
    public let fact: FactKind
    /// Tells facts of one kind apart: the name of a part.
    let name: String
    public let label: String
    public let value: Quantity
    /// Of its value.
    public let text: String
    public let concept: Feature?
    /// It counts something, even where several layers differ and words say from what to what.
    let isNumber: Bool
    public fileprivate(set) var section: Difference.Section = .size
    /// Its index in `groups`; nil for facts of the whole model.
    public fileprivate(set) var group: Int?

    public var id: String { name.isEmpty ? fact.id : "\(fact.id).\(name)" }
  }

  public let rows: [Row]
  /// Mixers before feed-forwards, as the sheet lists them.
  public let groups: [Group]
  /// The rows in numbers.
  let keys: [RowKey]
  let size: Range<Int>
  let skeleton: Range<Int>
  /// The repeated unit of the schedule in words; nil when it has none.
  let unit: Int?
  let mixers: Range<Int>
  let feedForwards: Range<Int>
  /// Those no other row speaks of.
  let features: Range<Int>
  let consequences: Range<Int>
  public let depth: Int
  let hasDensePrefix: Bool

  init(_ sheet: FactSheet, unit: String?) {
    var rows: [Row] = []
    func add(_ section: Difference.Section, _ own: [Row], group: Int? = nil) -> Range<Int> {
      let start = rows.count
      for var row in own {
        (row.section, row.group) = (section, group)
        rows.append(row)
      }
      return start..<rows.count
    }
    depth = sheet.depth
    size = add(.size, Self.size(sheet))
    skeleton = add(.skeleton, Self.skeleton(sheet))
    hasDensePrefix = sheet.densePrefix != nil
    self.unit = unit.map { add(.skeleton, [Row(.unit, .word($0))]).lowerBound }
    features = add(.skeleton, Self.features(sheet))
    var groups: [Group] = []
    for (role, uses) in [(Role.mixer, sheet.mixers), (.feedForward, sheet.feedForwards)] {
      for use in uses {
        var group = Group(use, role, depth: sheet.depth)
        group.rows = add(role == .mixer ? .mixer : .feedForward, group.rows(use), group: groups.count)
        groups.append(group)
      }
    }
    mixers = 0..<sheet.mixers.count
    feedForwards = sheet.mixers.count..<groups.count
    consequences = add(.consequence, Self.consequences(sheet))
    (self.rows, self.groups, keys) = (rows, groups, rows.map(RowKey.init))
  }
}

extension Profile.Row {
  /// A fact of the whole model, or with a label or a concept that the kind of fact leaves open.
  init(
    _ fact: FactKind, _ value: Quantity, name: String = "", label: String? = nil, concept: Feature? = nil
  ) {
    (self.fact, self.value, self.name) = (fact, value, name)
    self.label = label ?? fact.label
    self.concept = concept ?? fact.concept
    text = value.text
    isNumber = value.number != nil
  }

  init(_ fact: Fact, isNumber: Bool? = nil) {
    (self.fact, value, name, label, concept) = (fact.kind, fact.value, "", fact.label, fact.concept)
    text = value.text
    self.isNumber = isNumber ?? (value.number != nil)
  }
}

/// A row in numbers, so that thousands of pairs are compared without counting references.
struct RowKey: Sendable {
  /// Which fact it is: equal for facts of one kind in any model.
  let fact: ObjectIdentifier
  /// Facts of its kind are told apart by a name.
  let isNamed: Bool
  let scope: FactKind.Scope
  let weight: Double
  /// Not a number for words.
  let number: Double
  /// What its number counts; nil for words.
  let unit: Quantity.Unit?
  /// Its text does not give the number in full: what reads the same is no difference to a reader.
  let isRounded: Bool
  /// Its absence from the other model is a change of the design, not just a smaller fact without a counterpart.
  let isQuality: Bool
  /// Having something neither way: `no`, 0.
  let isNothing: Bool
  let isNumber: Bool

  init(_ row: Profile.Row) {
    fact = ObjectIdentifier(row.fact)
    isNamed = !row.name.isEmpty
    (scope, weight) = (row.fact.scope, row.fact.weight)
    (number, unit, isRounded) = (row.value.number ?? .nan, row.value.unit, row.value.isRounded)
    isQuality = row.fact.isQuality || row.value.number == nil
    isNothing = row.value == .word("no") || row.value == .count(0)
    isNumber = row.isNumber
  }

  func `is`(_ kind: FactKind) -> Bool { fact == ObjectIdentifier(kind) }
}
