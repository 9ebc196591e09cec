// A profile in numbers: what comparing thousands of pairs reads. Reading one counts no references, and texts are told
// apart by their hashes, of 64 bits each.

/// One row of a profile.
struct RowKey: Sendable {
  /// Of the id, of section and label, of the value, and of the fact it comes and goes with (0 for none).
  let id: UInt64, label: UInt64, value: UInt64, main: UInt64
  /// Of its text where that is rounded, else 0: what reads the same is no difference to a reader.
  let text: UInt64
  /// Of the concept that explains it; 0 for none.
  let concept: UInt64
  /// How much a change matters; 0 for what follows from other rows.
  let weight: Double
  /// Not a number for words.
  let number: Double
  let unit: Quantity.Unit?
  /// Its place among the groups; negative for facts of the whole model.
  let group: Int16
  let section: Difference.Section
  let fact: FactKind
  let isQuality: Bool
  /// It means the same in another kind of mixer.
  let isPortable: Bool
  /// Not part of the core's design: the published context, modules beside the core.
  let isBeside: Bool
  /// Its text is `yes`.
  let isYes: Bool
  /// Having something neither way: `no`, 0.
  let isNothing: Bool

  init(_ row: Profile.Row) {
    id = row.id.roughHash
    label = row.label.roughHash(from: row.section.rawValue.roughHash)
    value = row.value.roughHash
    main = row.fact.companion.map(\.roughHash) ?? 0
    text = row.value.isRounded ? row.value.text.roughHash : 0
    concept = row.concept?.id.roughHash ?? 0
    weight = row.weight
    number = row.value.number ?? .nan
    unit = row.value.unit
    group = Int16(row.group ?? -1)
    section = row.section
    fact = row.fact
    isQuality = row.isQuality
    isPortable = row.fact.scope == .anyAttention
    isBeside = [.context, .prediction, .partBeside].contains(row.fact)
    isYes = row.value == .yes || row.value == .word("yes")
    isNothing = row.value == .word("no") || row.value == .count(0)
  }
}

extension Profile {
  /// Equal for rows of one id, section and label, whichever models they are of.
  public func factKey(_ row: Int) -> UInt64 { (keys[row].id &* 0x9E37_79B9_7F4A_7C15) ^ keys[row].label }

  /// Equal for rows of one section and label.
  public func labelKey(_ row: Int) -> UInt64 { keys[row].label }
}

/// One kind of mixer or feed-forward.
struct GroupKey: Sendable {
  let kind: UInt64, label: UInt64
  /// Of all layers of the model.
  let share: Float
  let count: Int
  /// Where its rows stand: the kind, its presence, the number of its layers, then its facts.
  let rows: Range<Int>
  let reach: Profile.Group.Reach
  let isMixer: Bool
  let isRecurrent: Bool
  let hasPositions: Bool

  var kindRow: Int { rows.lowerBound }
  var presenceRow: Int { rows.lowerBound + 1 }
  var layersRow: Int { rows.lowerBound + 2 }

  init(_ group: Profile.Group) {
    (kind, label) = (group.kind.roughHash, group.label.roughHash)
    (share, count, rows, reach) = (group.share, group.count, group.range, group.reach)
    (isMixer, isRecurrent, hasPositions) = (group.isMixer, group.isRecurrent, group.hasPositions)
  }
}

extension String {
  var roughHash: UInt64 { roughHash(from: 0xcbf2_9ce4_8422_2325) }

  /// FNV-1a: the same bits in every run.
  func roughHash(from start: UInt64) -> UInt64 {
    var text = self
    return text.withUTF8 { $0.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } }
  }
}

extension Quantity {
  /// Equal for equal values; different for different numbers of one kind.
  fileprivate var roughHash: UInt64 {
    let (kind, bits): (UInt64, UInt64) =
      switch self {
      case .count(let value): (1, UInt64(bitPattern: Int64(value)))
      case .parameters(let value): (2, UInt64(bitPattern: Int64(value)))
      case .tokens(let value): (3, UInt64(bitPattern: Int64(value)))
      // −0 is 0.
      case .bytes(let value): (4, (value + 0).bitPattern)
      case .share(let value): (5, (value + 0).bitPattern)
      case .word(let word): (6, word.roughHash)
      case .yes: (7, 0)
      case .flops(let value): (0, (value + 0).bitPattern)
      }
    return (bits &+ kind << 61) &* 0x9E37_79B9_7F4A_7C15
  }
}
