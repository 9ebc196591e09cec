import Architecture

/// Several models under each other's facts: one row a fact, each model once, kinds of sublayers aligned by meaning.
struct GroupTable {
  struct Row {
    var section: Difference.Section
    var label: String
    /// One for each model; nil where a model has no such fact.
    var values: [String?]
    /// The kinds of sublayers it is about; nil for whole models.
    fileprivate var slot: Int?
    /// Of the fact.
    fileprivate var id: String
    fileprivate var title: Title { Title(section: section, label: label) }
  }

  /// What a reader sees of a row before its values.
  fileprivate struct Title: Hashable {
    var section: Difference.Section
    var label: String
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
    let profiles = sheets.map(\.profile)
    for lines in Self.sorted(profiles, slotOfGroup, slotCount: slots.count) { add(lines, of: profiles) }
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

  /// One row of one model, by its places.
  private struct Line {
    var model: Int
    var row: Int
    var slot: Int?
  }

  /// The rows of all models by section, those of whole models before those of each slot.
  private static func sorted(_ profiles: [Profile], _ places: [[Int]], slotCount: Int) -> [[Line]] {
    let sections = Difference.Section.allCases
    var lines: [[Line]] = Array(repeating: [], count: sections.count * (slotCount + 1))
    for (model, profile) in profiles.enumerated() {
      for index in profile.rows.indices where shows(profile.rows[index]) {
        let slot = profile.rows[index].group.map { places[model][$0] }
        let section = sections.firstIndex(of: profile.rows[index].section) ?? 0
        lines[section * (slotCount + 1) + (slot.map { $0 + 1 } ?? 0)].append(
          Line(model: model, row: index, slot: slot))
      }
    }
    return lines
  }

  /// Lines of one section and slot: those with the same fact and label make a row.
  private mutating func add(_ lines: [Line], of profiles: [Profile]) {
    let start = rows.count
    for line in lines {
      let own = profiles[line.model].rows[line.row]
      let known = rows[start...].firstIndex { $0.id == own.id && $0.label == own.label }
      if known == nil {
        rows.append(
          Row(
            section: own.section, label: own.label, values: Array(repeating: nil, count: profiles.count),
            slot: line.slot, id: own.id))
      }
      rows[known ?? rows.count - 1].values[line.model] = own.text
    }
  }

  /// `Query heads (global)`, where several slots have such a row.
  private mutating func nameSlots(_ slots: [Slot]) {
    let names = slots.indices.map { Self.name($0, slots) }
    let counts = rows.reduce(into: [Title: Int]()) { $0[$1.title, default: 0] += 1 }
    for index in rows.indices where counts[rows[index].title] != 1 {
      if let slot = rows[index].slot { rows[index].label += " (\(names[slot]))" }
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
