import Architecture

/// One difference of two models as a badge or a sentence says it.
struct PairChange: Sendable {
  /// Where on the skeleton it belongs.
  enum Place: Hashable, Sendable {
    case head, finalNorm, frame, embedding, foot
    case role(Role)
    /// A row of the alignment.
    case row(Int)
  }

  /// A name and its lines in a badge, made once.
  final class Label: Sendable {
    let text: String
    let lines: [Lane.Line]

    init(_ text: String) {
      self.text = text
      lines = Lane.titleLines(text)
    }

    static let mixer = Label("mixer"), feedForward = Label("feed-forward")

    static func role(_ role: Role) -> Label { role == .mixer ? mixer : feedForward }
  }

  /// A value and how it is said, made once.
  final class Value: Sendable {
    let quantity: Quantity
    let text: String
    /// Set as a label.
    let width: Double
    /// In a badge, before the arrow and behind it.
    let before: [Lane.Line], behind: [Lane.Line]
    /// The words alone, and as a badge begins with them behind its height: ` class=b>256 → `.
    let ink: [UInt8], inkBefore: [UInt8]
    /// Equal for equal values.
    let key: UInt64

    init(_ quantity: Quantity) {
      self.quantity = quantity
      text = quantity.text
      width = Phrase(text).width(.label)
      before = Lane.lines(text + " →")
      behind = Lane.lines(text)
      var out = SVGBuffer(capacity: 16)
      out.escaped(text)
      ink = out.bytes
      var start = SVGBuffer(capacity: 32, isTerse: true)
      start.classes(Font.label.cssClass(isMuted: false))
      start.raw(">")
      start.plain(ink)
      start.raw(" → ")
      inkBefore = start.bytes
      key = Key.folded(Key.hash(text.utf8), quantity.number?.bitPattern ?? 0)
    }
  }

  var place: Place
  /// `routed experts`.
  var label: Label
  /// Whose: `global`, where two rows have facts of one name.
  var owner: String?
  /// Nil on the side that has no such thing; then the other names it in full.
  var older: Value?, newer: Value?
  /// Larger is more telling.
  var weight: Int
  /// `×1.5`; nil for words, where the difference is plainer than its percentage, and before `addRatio`.
  private(set) var ratio: String?

  /// `global query heads`, `added`.
  var title: String {
    if older == nil { return "added" }
    if newer == nil { return "removed" }
    return owner.map { Self.owned(label.text, by: $0) } ?? label.text
  }

  /// `global query heads`, but `routed experts (by token id)`: experts are not said twice.
  private static func owned(_ label: String, by owner: String) -> String {
    owner.hasPrefix("experts") ? label + owner.dropFirst("experts".count) : "\(owner) \(label)"
  }

  /// `title` in a badge.
  var titleLines: [Lane.Line] {
    if older == nil { return Self.addedLines }
    if newer == nil { return Self.removedLines }
    return owner == nil ? label.lines : Lane.titleLines(title)
  }

  private static let addedLines = Lane.titleLines("added"), removedLines = Lane.titleLines("removed")

  /// `256 → 384`, `QK-norm`.
  var value: String {
    if let older, let newer { return "\(older.text) → \(newer.text)" }
    let only = older ?? newer
    return owner.map { Self.owned(only?.text ?? "", by: $0) } ?? only?.text ?? ""
  }

  /// Of `value`, set as a label.
  var width: Double {
    if let older, let newer { return older.width + Self.arrow + newer.width }
    return owner == nil ? (older ?? newer)?.width ?? 0 : Phrase(value).width(.label)
  }

  /// `value` in a badge, broken at the arrow.
  var lines: [Lane.Line] {
    if let older, let newer { return older.before + newer.behind }
    return owner == nil ? (older ?? newer)?.behind ?? [] : Lane.lines(value)
  }

  private static let arrow = Phrase(" → ").width(.label)

  /// For those that are said; finding out takes longer than all else about a change.
  mutating func addRatio() {
    guard let older, let newer, let number = older.quantity.number,
      let change = older.quantity.change(to: newer.quantity)
    else { return }
    if change.hasPrefix("×") || change.hasPrefix("÷") || change.hasSuffix("%") && number >= 20 {
      ratio = change
    }
  }

  /// `routed experts 256 to 384 (×1.5)`, for the description.
  var words: String {
    guard let older, let newer else { return "\(title) \(value)" }
    return "\(title) \(older.text) to \(newer.text)" + (ratio.map { " (\($0))" } ?? "")
  }
}

extension PairChange {
  /// Every change of the skeleton, the kinds of each role and the rows of one kind, top to bottom.
  static func all(_ older: ComparisonSide, _ newer: ComparisonSide, _ alignment: Alignment) -> [PairChange] {
    var changes: [PairChange] = []
    changes.reserveCapacity(24)
    func addTraits(_ range: Range<Int>) {
      for index in range where older.traits[index].value.key != newer.traits[index].value.key {
        let trait = older.traits[index], answer = newer.traits[index]
        var change = PairChange(
          place: trait.place, label: trait.label, older: trait.value, newer: answer.value,
          weight: trait.weight)
        if trait.value.quantity == .count(0), let own = answer.possession {
          (change.older, change.newer) = (nil, own)
        } else if answer.value.quantity == .count(0), let own = trait.possession {
          (change.older, change.newer) = (own, nil)
        }
        changes.append(change)
      }
    }
    let foot = older.traits.firstIndex { $0.place == .embedding } ?? older.traits.count
    addTraits(0..<foot)
    // Drawn with the feed-forward above the mixer.
    for role in [Role.feedForward, .mixer] {
      if older.words(role).key != newer.words(role).key {
        changes.append(
          PairChange(
            place: .role(role), label: .role(role),
            older: older.words(role), newer: newer.words(role), weight: 100))
      }
      for index in alignment.rows.indices where alignment.rows[index].role == role {
        addRow(index, older, newer, alignment, to: &changes)
      }
    }
    addTraits(foot..<older.traits.count)
    for part in older.otherParts where !newer.otherParts.contains(where: { $0.name == part.name }) {
      changes.append(
        PairChange(place: .foot, label: part.label, older: part.value, newer: nil, weight: 20))
    }
    for part in newer.otherParts where !older.otherParts.contains(where: { $0.name == part.name }) {
      changes.append(
        PairChange(place: .foot, label: part.label, older: nil, newer: part.value, weight: 20))
    }
    return changes
  }

  private static func addRow(
    _ index: Int, _ older: ComparisonSide, _ newer: ComparisonSide, _ alignment: Alignment,
    to changes: inout [PairChange]
  ) {
    let row = alignment.rows[index]
    guard row.isSameKind, let left = row.older, let right = row.newer else { return }
    let a = older.members[left], b = newer.members[right]
    // Two rows of one kind have facts of the same names: say whose.
    let isAmbiguous = newer.order(row.role).count { newer.members[$0].kind == b.kind } > 1
    func add(_ label: Label, owner: String?, _ older: Value?, _ newer: Value?) {
      // The first says most about the kind.
      let isFirst = changes.last?.place != .row(index)
      changes.append(
        PairChange(
          place: .row(index), label: label, owner: owner, older: older, newer: newer,
          weight: isFirst ? 75 : 40))
    }
    if a.nameKey != b.nameKey, older.words(row.role).key == newer.words(row.role).key {
      add(
        .role(row.role), owner: nil, a.name, b.name)
    }
    let owner = isAmbiguous ? b.tag : nil
    let isCountKnown = alignment.countIsKnown(row, a, b, older, newer)
    var isCountSaid = isCountKnown || a.count == b.count
    func addCount() {
      guard !isCountSaid else { return }
      isCountSaid = true
      add(b.layersLabel, owner: nil, a.layers, b.layers)
    }
    for detail in a.details {
      let other = b.details.first { $0.id == detail.id }
      guard detail.value.key != other?.value.key else { continue }
      if let other {
        add(detail.label, owner: owner, detail.value, other.value)
      } else {
        add(detail.label, owner: owner, detail.possession, nil)
      }
      // After the first fact, which says what the kind is; before the details.
      addCount()
    }
    for detail in b.details where !a.details.contains(where: { $0.id == detail.id }) {
      add(detail.label, owner: owner, nil, detail.possession)
      addCount()
    }
    addCount()
  }

  /// The few that a lane has room for: at most two about one part, the most telling of all.
  static func mostTelling(_ changes: [PairChange], alignment: Alignment) -> [PairChange] {
    var chosen: [Int] = []
    var perRole = [0, 0]
    for index in changes.indices.sorted(by: { (-changes[$0].weight, $0) < (-changes[$1].weight, $1) }) {
      if chosen.count == 7 { break }
      let role: Role? =
        switch changes[index].place {
        case .role(let role): role
        case .row(let row): alignment.rows[row].role
        default: nil
        }
      if let role {
        let place = role == .mixer ? 0 : 1
        guard perRole[place] < 2 else { continue }
        perRole[place] += 1
      }
      chosen.append(index)
    }
    return chosen.sorted().map { index in
      var change = changes[index]
      change.addRatio()
      return change
    }
  }
}

extension Alignment {
  /// The number of layers goes without saying when every layer has it, or when the rarer of two kinds says it.
  fileprivate func countIsKnown(
    _ row: AlignedRow, _ a: ComparisonSide.Member, _ b: ComparisonSide.Member, _ older: ComparisonSide,
    _ newer: ComparisonSide
  ) -> Bool {
    if a.count == older.depth && b.count == newer.depth { return true }
    // Kinds that came or went are drawn in the layer map.
    if older.words(row.role).key != newer.words(row.role).key { return true }
    return older.depth == newer.depth && 2 * (a.count + b.count) > older.depth + newer.depth
      && rows.count { $0.role == row.role } == 2
  }
}
