import Architecture

/// Several models under each other's facts: one row a fact, each model once, kinds of sublayers aligned by meaning.
struct GroupTable {
  struct Row {
    var id: String
    var section: Difference.Section
    var label: String
    /// One for each model; nil where a model has no such fact.
    var values: [String?]
    /// Which values differ from the first.
    var differs: [Bool] { values.map { $0 != values[0] } }
  }

  private(set) var rows: [Row] = []

  /// Kinds of sublayers that answer each other.
  private struct Slot {
    /// The first of them; the others are aligned with it.
    var first: Profile.Group
    var labels: Set<String>
  }

  /// `sheets` starts with the base of the comparison.
  init(_ sheets: [FactSheet]) {
    var slots: [Slot] = []
    let slotOfGroup = sheets.map { Self.place($0.profile, in: &slots) }
    for section in Difference.Section.allCases {
      for slot in [nil] + slots.indices.map(Optional.some) {
        add(section, slot, slots, sheets.map(\.profile), slotOfGroup)
      }
    }
    nameSlots(slots)
  }

  /// Rows count the layers; repeated units only make sense in pairs.
  static func shows(_ row: Profile.Row) -> Bool { row.id != "presence" && row.id != "unit" }

  /// For each of a model's groups its slot; what answers none gets a new one.
  private static func place(_ profile: Profile, in slots: inout [Slot]) -> [Int] {
    var places = Array(repeating: 0, count: profile.groups.count)
    for isMixer in [true, false] {
      let known = slots.indices.filter { slots[$0].first.isMixer == isMixer }
      let own = profile.groups.indices.filter { profile.groups[$0].isMixer == isMixer }
      let alignment = GroupAlignment(known.map { slots[$0].first }, own.map { profile.groups[$0] })
      for (index, group) in own.enumerated() {
        let label = profile.groups[group].label
        if let slot = known.indices.first(where: { alignment[$0] == index }) {
          slots[known[slot]].labels.insert(label)
          places[group] = known[slot]
        } else {
          places[group] = slots.count
          slots.append(Slot(first: profile.groups[group], labels: [label]))
        }
      }
    }
    return places
  }

  private mutating func add(
    _ section: Difference.Section, _ slot: Int?, _ slots: [Slot], _ profiles: [Profile], _ places: [[Int]]
  ) {
    var index: [String: Int] = [:]
    for (model, profile) in profiles.enumerated() {
      for row in profile.rows where row.section == section && row.group.map({ places[model][$0] }) == slot {
        guard Self.shows(row) else { continue }
        let key = row.id + row.label
        let at = index[key] ?? rows.count
        if at == rows.count {
          index[key] = at
          let id = slot.map { "\(section.rawValue).\($0).\(row.id)" } ?? row.id
          rows.append(
            Row(id: id, section: section, label: row.label, values: profiles.map { _ in nil }))
        }
        rows[at].values[model] = row.value.text
      }
    }
  }

  /// `Query heads (global)`, where several slots have such a row.
  private mutating func nameSlots(_ slots: [Slot]) {
    var count: [String: Int] = [:]
    for row in rows { count[row.section.rawValue + row.label, default: 0] += 1 }
    for index in rows.indices where count[rows[index].section.rawValue + rows[index].label] ?? 0 > 1 {
      let parts = rows[index].id.split(separator: ".")
      guard parts.count > 2, let slot = Int(parts[1]) else { continue }
      rows[index].label += " (\(Self.name(slot, slots)))"
    }
  }

  /// What all of them are called, else what they have in common, as long as no other slot is called so.
  private static func name(_ slot: Int, _ slots: [Slot]) -> String {
    let own = slots[slot]
    if own.labels.count == 1 { return own.first.label }
    let isAlone = !slots.indices.contains { other in
      other != slot && slots[other].first.isMixer == own.first.isMixer
        && (slots[other].labels.count > 1
          ? slots[other].first.reachWords == own.first.reachWords
          : slots[other].first.label == own.first.reachWords)
    }
    return isAlone ? own.first.reachWords : own.first.label + " and alike"
  }
}
