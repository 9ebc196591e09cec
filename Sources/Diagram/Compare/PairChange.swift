import Architecture

/// One difference of two models as a badge or a sentence says it: places in the wordings of both.
struct PairChange: Sendable {
  /// Where on the skeleton it belongs.
  enum Place: Hashable, Sendable {
    case head, finalNorm, frame, embedding, foot
    case role(Role)
    /// A row of the alignment.
    case row(Int)
  }

  var place: Place
  /// `routed experts`, in the older model's wording or the newer's.
  var name: Int
  var isNamedByNewer = false
  /// The newer model's member whose it is, where two rows have facts of one name and only the older has this one.
  var owner: Int?
  /// Values; nil on the side that has no such thing: then the other names it in full.
  var older: Int?, newer: Int?
  /// Larger is more telling.
  var weight: Int
  /// Among the few that a lane has room for.
  var isShown = false
}

extension PairChange {
  /// Every change of the skeleton, the kinds of each role and the rows of one kind, top to bottom.
  static func all(_ older: ComparisonSide, _ newer: ComparisonSide, _ alignment: Alignment) -> [PairChange] {
    var changes: [PairChange] = []
    changes.reserveCapacity(32)
    addTraits(0..<Trait.foot, older, newer, to: &changes)
    // Drawn with the feed-forward above the mixer.
    addRole(.feedForward, older, newer, alignment, to: &changes)
    addRole(.mixer, older, newer, alignment, to: &changes)
    addTraits(Trait.foot..<Trait.kinds.count, older, newer, to: &changes)
    for part in older.otherParts where !newer.otherParts.contains(where: { $0.key == part.key }) {
      changes.append(
        PairChange(place: .foot, name: Wording.removed, older: part.value, newer: nil, weight: 20))
    }
    for part in newer.otherParts where !older.otherParts.contains(where: { $0.key == part.key }) {
      changes.append(
        PairChange(place: .foot, name: Wording.added, older: nil, newer: part.value, weight: 20))
    }
    return changes
  }

  private static func addTraits(
    _ range: Range<Int>, _ older: ComparisonSide, _ newer: ComparisonSide, to changes: inout [PairChange]
  ) {
    for index in range where older.traitKeys[index] != newer.traitKeys[index] {
      let trait = older.traits[index], answer = newer.traits[index]
      let place = Trait.kinds[index].place, weight = Trait.kinds[index].weight
      if trait.isNone, let own = answer.possession {
        changes.append(.added(own, at: place, weight: weight))
      } else if answer.isNone, let own = trait.possession {
        changes.append(.removed(own, at: place, weight: weight))
      } else {
        changes.append(
          PairChange(
            place: place, name: Wording.firstTrait + index, older: trait.value, newer: answer.value,
            weight: weight))
      }
    }
  }

  private static func added(_ value: Int, at place: Place, weight: Int) -> PairChange {
    PairChange(place: place, name: Wording.added, older: nil, newer: value, weight: weight)
  }

  private static func removed(
    _ value: Int, at place: Place, owner: Int? = nil, weight: Int
  ) -> PairChange {
    PairChange(place: place, name: Wording.removed, owner: owner, older: value, newer: nil, weight: weight)
  }

  private static func addRole(
    _ role: Role, _ older: ComparisonSide, _ newer: ComparisonSide, _ alignment: Alignment,
    to changes: inout [PairChange]
  ) {
    let hasOtherKinds = older.kindsKey(role) != newer.kindsKey(role)
    let name = role == .mixer ? Wording.mixer : Wording.feedForward
    if hasOtherKinds {
      changes.append(
        PairChange(
          place: .role(role), name: name, older: older.kinds(role), newer: newer.kinds(role), weight: 100))
    }
    for index in alignment.rows.indices where alignment.rows[index].role == role {
      let row = alignment.rows[index]
      guard row.isSameKind, let left = row.older, let right = row.newer else { continue }
      let isCountKnown = alignment.countIsKnown(row, older, newer, hasOtherKinds: hasOtherKinds)
      addRow(index, left, right, name: hasOtherKinds ? nil : name, isCountKnown, older, newer, to: &changes)
    }
  }

  /// `name` is what the role is called, when the names of its kinds are not told already.
  private static func addRow(
    _ row: Int, _ left: Int, _ right: Int, name: Int?, _ isCountKnown: Bool, _ older: ComparisonSide,
    _ newer: ComparisonSide, to changes: inout [PairChange]
  ) {
    let a = older.members[left], b = newer.members[right]
    let first = changes.count
    if let name, a.nameKey != b.nameKey {
      changes.append(PairChange(place: .row(row), name: name, older: a.name, newer: b.name, weight: 40))
    }
    var isCountSaid = isCountKnown || a.count == b.count
    // After the first fact, which says what the kind is; before the details.
    func addCount(to changes: inout [PairChange]) {
      if isCountSaid { return }
      isCountSaid = true
      changes.append(
        PairChange(
          place: .row(row), name: b.layersName, isNamedByNewer: true, older: a.layers, newer: b.layers,
          weight: 40))
    }
    for index in a.details {
      let detail = older.details[index]
      guard let place = newer.detail(detail.id, at: index - a.details.lowerBound, in: b.details) else {
        changes.append(
          .removed(detail.possession, at: .row(row), owner: b.hasTwin ? right : nil, weight: 40))
        addCount(to: &changes)
        continue
      }
      let other = newer.details[place]
      guard detail.key != other.key else { continue }
      changes.append(
        PairChange(
          place: .row(row), name: b.hasTwin ? other.ownedName : detail.name, isNamedByNewer: b.hasTwin,
          older: detail.value, newer: other.value, weight: 40))
      addCount(to: &changes)
    }
    for index in b.details {
      let detail = newer.details[index]
      if older.detail(detail.id, at: index - b.details.lowerBound, in: a.details) != nil { continue }
      changes.append(.added(detail.ownedPossession, at: .row(row), weight: 40))
      addCount(to: &changes)
    }
    addCount(to: &changes)
    // The first says most about the kind.
    if first < changes.count { changes[first].weight = 75 }
  }

  /// Shows the few that a lane has room for: at most two about one part, the most telling of all.
  static func showMostTelling(_ changes: inout [PairChange], _ alignment: Alignment) {
    var left = (mixer: 2, feedForward: 2)
    for _ in 0..<Lane.most {
      var best: Int?, weight = 0
      for index in changes.indices where changes[index].weight > weight && !changes[index].isShown {
        switch changes[index].role(alignment) {
        case .mixer where left.mixer == 0, .feedForward where left.feedForward == 0: continue
        default: (best, weight) = (index, changes[index].weight)
        }
      }
      guard let best else { return }
      changes[best].isShown = true
      switch changes[best].role(alignment) {
      case .mixer: left.mixer -= 1
      case .feedForward: left.feedForward -= 1
      case nil: break
      }
    }
  }

  /// The part it is about; nil for the skeleton.
  private func role(_ alignment: Alignment) -> Role? {
    switch place {
    case .role(let role): role
    case .row(let row): alignment.rows[row].role
    default: nil
    }
  }
}

extension Alignment {
  /// The number of layers goes without saying when every layer has it, or when the rarer of two kinds says it.
  fileprivate func countIsKnown(
    _ row: AlignedRow, _ older: ComparisonSide, _ newer: ComparisonSide, hasOtherKinds: Bool
  ) -> Bool {
    guard let left = row.older, let right = row.newer else { return true }
    let a = older.members[left].count, b = newer.members[right].count
    if a == older.depth && b == newer.depth { return true }
    // Kinds that came or went are drawn in the layer map.
    if hasOtherKinds { return true }
    return older.depth == newer.depth && 2 * (a + b) > older.depth + newer.depth
      && rows.count { $0.role == row.role } == 2
  }
}
