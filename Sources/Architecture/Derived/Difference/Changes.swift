// The lines of a difference that changed, and what readers of them ask.
extension Difference {
  /// A change by its index among the lines.
  public struct Change: Sendable {
    public var line: Int
    /// Several kinds of the model share it, so it is told of the model.
    public var isShared = false
  }

  /// The lines that changed: other mechanisms, then other sizes and details, each by importance; consequences last.
  ///
  /// A change that several kinds of a model share is told once; layer counts of kinds are left to the order.
  public var changedLines: [Change] {
    var order = lines.indices.filter { lines[$0].kind != nil && lines[$0].importance > 0 }
    order.sort { a, b in
      let (first, second) = (lines[a], lines[b])
      if first.isStructural != second.isStructural { return first.isStructural }
      return first.importance > second.importance || first.importance == second.importance && a < b
    }
    var changes: [Change] = []
    changes.reserveCapacity(order.count)
    for index in order {
      if hasSeveralKinds(lines[index]),
        let same = changes.firstIndex(where: { isTwin(lines[$0.line], lines[index]) })
      {
        changes[same].isShared = true
      } else {
        changes.append(Change(line: index))
      }
    }
    return changes
  }

  /// Other lines of its section may be about another kind of sublayer.
  private func hasSeveralKinds(_ line: Line) -> Bool {
    switch line.section {
    case .mixer: hasSeveralMixers
    case .feedForward: hasSeveralFeedForwards
    case .size, .skeleton, .consequence: false
    }
  }

  /// Says the same of another kind of the same model.
  private func isTwin(_ a: Line, _ b: Line) -> Bool {
    guard a.section == b.section, a.kind == b.kind, a.hasGroup, !isSameGroup(a, b), !isLayers(a)
    else { return false }
    return Self.isSame(older, a.older, b.older) && Self.isSame(newer, a.newer, b.newer)
  }

  private static func isSame(_ profile: Profile, _ a: Int?, _ b: Int?) -> Bool {
    guard let a, let b else { return a == b }
    return profile.keys[a].fact == profile.keys[b].fact && profile.rows[a].text == profile.rows[b].text
      && profile.rows[a].label == profile.rows[b].label
  }

  private func isSameGroup(_ a: Line, _ b: Line) -> Bool {
    a.newerGroup == b.newerGroup && (a.newerGroup != nil || a.olderGroup == b.olderGroup)
  }

  /// The row that names the line: the older model's where both have it.
  public func namingRow(_ line: Line) -> Profile.Row {
    if let row = line.older { return older.rows[row] }
    return newer.rows[line.newer ?? 0]
  }

  /// The kind of fact the line is about.
  public func fact(_ line: Line) -> FactKind { namingRow(line).fact }

  func key(_ line: Line) -> RowKey {
    if let row = line.older { return older.keys[row] }
    return newer.keys[line.newer ?? 0]
  }

  /// No kind of mixer and no kind of feed-forward of one model is in the other at the same reach.
  public var hasLittleInCommon: Bool {
    !older.groups.indices.contains { index in
      alignment[index].map { older.groups[index].kindID == newer.groups[$0].kindID } ?? false
    }
  }

  /// How many facts have to change: a whole kind of mixer or feed-forward counts with every fact it has.
  public func editCount(of changes: [Change]) -> Int {
    changes.reduce(0) { sum, change in
      let line = lines[change.line]
      guard line.section != .consequence else { return sum }
      guard line.hasGroup, isKind(line) || key(line).is(.presence) else { return sum + 1 }
      return sum + max(1, lines.count { isSameGroup($0, line) && $0.kind != nil && $0.importance == 0 })
    }
  }

  /// Which kind of sublayer it is.
  func isKind(_ line: Line) -> Bool { key(line).is(.mixerKind) || key(line).is(.feedForwardKind) }

  /// It counts the layers of a kind, which is nothing without the kind's name.
  public func isLayers(_ line: Line) -> Bool { key(line).is(.layersWithIt) }

  /// How many facts of the design are the same in both, and the few that would matter most if they differed.
  public func equal(atMost limit: Int) -> (count: Int, lines: [Int]) {
    var count = 0
    var best: [(weight: Double, line: Int)] = []
    best.reserveCapacity(limit + 1)
    for (index, line) in lines.enumerated() where line.isEqual && line.section != .consequence {
      count += 1
      // Having something neither way is nothing to name.
      let key = key(line)
      if key.isNothing { continue }
      let weight = isKind(line) ? 100 : key.weight
      let place = best.firstIndex { $0.weight < weight } ?? best.count
      guard place < limit else { continue }
      best.insert((weight, index), at: place)
      if best.count > limit { best.removeLast() }
    }
    return (count, best.map(\.line))
  }

  /// Whether another kind of sublayer of the same model has a line with this label.
  public func isAmbiguous(_ line: Line) -> Bool {
    guard line.hasGroup else { return false }
    if isLayers(line) { return true }
    guard hasSeveralKinds(line) else { return false }
    let fact = key(line).fact, label = namingRow(line).label
    return lines.contains {
      $0.section == line.section && !isSameGroup($0, line)
        && (key($0).fact == fact || !key($0).is(.presence) && namingRow($0).label == label)
    }
  }

  /// What the newer model's number is against the older one's; nil for words.
  public func numberChange(_ line: Line) -> QuantityChange? {
    guard line.kind == .number, let a = line.older, let b = line.newer, let unit = older.keys[a].unit else {
      return nil
    }
    return QuantityChange(from: older.keys[a].number, to: newer.keys[b].number, unit)
  }

  // MARK: Concepts

  /// The concept that explains the change.
  public func concept(of line: Line) -> Feature? {
    let a = line.older.flatMap { older.rows[$0].concept }
    guard let row = line.newer else { return a }
    let b = newer.rows[row].concept
    // Between two gated activations the gate explains nothing.
    return line.older != nil && a == b && key(line).is(.activation) ? nil : b
  }

  /// Whether a concept explains the change.
  public func isExplained(_ line: Line) -> Bool { concept(of: line) != nil }

  // MARK: Words

  /// A line with its words.
  public struct Row: Sendable {
    public var section: Section
    public var fact: FactKind
    /// The kind of mixer or feed-forward it is about, as the newer model names it: `global`; empty for the model.
    public var subject: String
    public var label: String
    public var older: Quantity?
    public var newer: Quantity?
    /// Nil when the two are equal, or when nothing but a counterpart is missing.
    public var kind: Kind?
    /// From 0; 100 is another kind of mixer in every layer.
    public var importance: Double
    public var concept: Feature?
    /// Unique among rows: `mixer.global.heads`.
    public var id: String

    /// Its label says nothing without its subject.
    public var needsSubject: Bool { fact === FactKind.layersWithIt && !subject.isEmpty }
    public var old: String? { older?.text }
    public var new: String? { newer?.text }
    /// `×1.5`, `÷2`, `+27%`, `changed`, `added`; nil when there is no change.
    public var change: String? {
      switch kind {
      case nil: nil
      case .added: "added"
      case .removed: "removed"
      case .replaced, .reordered: "changed"
      case .number: older.flatMap { older in newer.flatMap(older.change) }
      }
    }
    /// `256 → 384 (×1.5)`, `MHA → GQA`, `added (36 layers)`.
    public var text: String {
      switch (kind, old, new) {
      case (.number, let old?, let new?): "\(old) → \(new)" + (change.map { " (\($0))" } ?? "")
      case (.added, _, let new): "added" + (isPlain(newer) ? "" : new.map { " (\($0))" } ?? "")
      case (.removed, let old, _): "removed" + (isPlain(older) ? "" : old.map { " (\($0))" } ?? "")
      case (_, let old?, let new?): old == new ? old : "\(old) → \(new)"
      default: old ?? new ?? ""
      }
    }

    /// Says no more than that it is there.
    private func isPlain(_ value: Quantity?) -> Bool {
      value == .yes || fact === FactKind.prediction && value == .count(1)
    }
  }

  /// Every line with its words.
  public var rows: [Row] { lines.map { row($0) } }

  /// The changes with their words, in the order of `changedLines`.
  public var changes: [Row] { changedLines.map(row) }

  public func row(_ change: Change) -> Row {
    var row = row(lines[change.line])
    if change.isShared { row.subject = "" }
    return row
  }

  /// The words of a line: those of the older model where both have it, but the newer one's concept.
  public func row(_ line: Line) -> Row {
    let own = namingRow(line)
    let group = line.newerGroup.map { newer.groups[$0] } ?? line.olderGroup.map { older.groups[$0] }
    return Row(
      section: line.section, fact: own.fact, subject: group?.label ?? "", label: own.label,
      older: line.older.map { older.rows[$0].value }, newer: line.newer.map { newer.rows[$0].value },
      kind: line.kind, importance: line.importance, concept: concept(of: line),
      id: group.map { "\(rowGroup(line) ?? $0.id).\(own.id)\(isRepeated(line) ? ".before" : "")" } ?? own.id)
  }

  /// The id of the group a row belongs to that the newer model lacks.
  private func rowGroup(_ line: Line) -> String? {
    line.newer == nil ? line.olderGroup.map { older.groups[$0].id } : nil
  }

  /// Two kinds that answer each other may have facts of one name that are not the same: the older model's come first.
  private func isRepeated(_ line: Line) -> Bool {
    guard line.newer == nil, let a = line.olderGroup, let b = line.newerGroup else { return false }
    return older.groups[a].kindID != newer.groups[b].kindID && older.groups[a].id == newer.groups[b].id
  }

  /// The label of a line's row, with the kind it is about where several lines have such a label:
  /// `Query heads (global)`.
  public func title(_ row: Row, of line: Line) -> String {
    let isAmbiguous =
      row.needsSubject
      || !row.subject.isEmpty
        && lines.count { $0.hasGroup && $0.section == row.section && namingRow($0).label == row.label } > 1
    return isAmbiguous ? "\(row.label) (\(row.subject))" : row.label
  }
}
