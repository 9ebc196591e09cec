extension Difference {
  /// A line with its words.
  public struct Row: Sendable {
    public var section: Section
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
    var fact: String
    /// Of the kind it is about; empty for the model.
    var groupID: String
    /// Another row of the kind has the fact's name, and is told first.
    var isBefore: Bool

    /// Unique among rows: `mixer.global.heads`.
    public var id: String { groupID.isEmpty ? fact : "\(groupID).\(fact)\(isBefore ? ".before" : "")" }
    /// Its label says nothing without its subject.
    public var needsSubject: Bool { fact == "layers" && !subject.isEmpty }
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
    private func isPlain(_ value: Quantity?) -> Bool { value == .yes || fact == "mtp" && value == .count(1) }
  }

  /// A change and where it stands among the lines.
  public struct Change: Sendable {
    public var line: Int
    /// Several kinds of the model share it, so it is told of the model.
    public var isShared = false
  }

  /// Every line with its words.
  public var rows: [Row] { lines.map { row($0) } }

  /// The rows that changed, most important first, consequences last.
  public var changes: [Row] { changedLines.map(row) }

  /// The lines that changed, most important first, consequences last.
  ///
  /// A change that several kinds of a model share is told once; layer counts of kinds are left to the order.
  public var changedLines: [Change] {
    var order: [(importance: Double, line: Int)] = []
    order.reserveCapacity(lines.count)
    for (index, line) in lines.enumerated() where line.kind != nil && line.importance > 0 {
      order.append((line.importance, index))
    }
    order.sort { $0.importance > $1.importance || $0.importance == $1.importance && $0.line < $1.line }
    var told: [Change] = []
    var labels: [UInt64] = []
    told.reserveCapacity(order.count)
    labels.reserveCapacity(order.count)
    for (_, index) in order {
      let label = key(lines[index]).label
      if hasSeveralKinds(lines[index]),
        let same = labels.indices.first(where: {
          labels[$0] == label && isTwin(lines[told[$0].line], lines[index])
        })
      {
        told[same].isShared = true
      } else {
        told.append(Change(line: index))
        labels.append(label)
      }
    }
    return told
  }

  /// Other lines of its section may be about another kind of sublayer.
  private func hasSeveralKinds(_ line: Line) -> Bool {
    switch line.section {
    case .mixer: hasSeveralMixers
    case .feedForward: hasSeveralFeedForwards
    case .size, .skeleton, .consequence: false
    }
  }

  /// No kind of mixer and no kind of feed-forward of one model is in the other at the same reach.
  public var hasLittleInCommon: Bool {
    !older.groupKeys.indices.contains { index in
      alignment[index].map { older.groupKeys[index].kind == newer.groupKeys[$0].kind } ?? false
    }
  }

  /// How many facts have to change: a whole kind of mixer or feed-forward counts with every fact it has.
  public func editCount(of changes: [Change]) -> Int {
    changes.reduce(0) { sum, change in
      let line = lines[change.line]
      guard line.section != .consequence else { return sum }
      guard let group = line.group == -1 ? nil : line.group, isAnotherKind(line) else { return sum + 1 }
      return sum + max(1, lines.count { $0.group == group && $0.kind != nil && $0.importance == 0 })
    }
  }

  /// Its kind of sublayer came, went or was replaced.
  private func isAnotherKind(_ line: Line) -> Bool {
    let fact = key(line).fact
    return fact == .presence || fact == .mixerKind || fact == .feedForwardKind
  }

  /// How many facts of the design are the same in both, and the few that would matter most if they differed.
  public func equal(atMost limit: Int) -> (count: Int, lines: [Int]) {
    var count = 0
    var best: [(weight: Double, line: Int)] = []
    best.reserveCapacity(limit + 1)
    for (index, line) in lines.enumerated() where line.isEqual && line.section != .consequence {
      count += 1
      // Having something neither way is nothing to name.
      let key = newer.keys[Int(line.newer)]
      if key.isNothing { continue }
      let isKind = line.newerGroup.map { newer.groupKeys[$0].kindRow == Int(line.newer) } ?? false
      let weight = isKind ? 100 : key.weight
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
    let label = key(line).label
    return lines.contains {
      $0.group != line.group && $0.section == line.section && key($0).label == label
    }
  }

  /// It counts the layers of a kind, which is nothing without the kind's name.
  public func isLayers(_ line: Line) -> Bool {
    let profile = line.older >= 0 ? older : newer, place = Int(line.older >= 0 ? line.older : line.newer)
    let group = Int(profile.keys[place].group)
    return group >= 0 && profile.groupKeys[group].layersRow == place
  }

  /// Of the older model where both have it.
  func key(_ line: Line) -> RowKey {
    line.older >= 0 ? older.keys[Int(line.older)] : newer.keys[Int(line.newer)]
  }

  /// Says the same of another kind of the same model.
  private func isTwin(_ a: Line, _ b: Line) -> Bool {
    guard a.section == b.section, a.kind == b.kind, a.group != b.group, a.hasGroup,
      (a.older < 0) == (b.older < 0), (a.newer < 0) == (b.newer < 0), !isLayers(a)
    else { return false }
    return (a.older < 0 || Self.isSame(older.keys, Int(a.older), Int(b.older)))
      && (a.newer < 0 || Self.isSame(newer.keys, Int(a.newer), Int(b.newer)))
  }

  private static func isSame(_ keys: [RowKey], _ a: Int, _ b: Int) -> Bool {
    keys[a].id == keys[b].id && keys[a].label == keys[b].label && keys[a].value == keys[b].value
  }

  /// The words of a line: those of the older model where both have it, but the newer one's concept.
  func row(_ line: Line) -> Row {
    let profile = line.older >= 0 ? older : newer, place = Int(line.older >= 0 ? line.older : line.newer)
    var row = Row(
      section: line.section, subject: "", label: profile.rows[place].label,
      older: line.older >= 0 ? profile.rows[place].value : nil,
      newer: line.newer >= 0 ? newer.rows[Int(line.newer)].value : nil, kind: line.kind,
      importance: line.importance, concept: concept(of: line), fact: profile.rows[place].id, groupID: "",
      isBefore: false)
    guard line.hasGroup else { return row }
    let own = line.newerGroup.map { (newer, $0) } ?? line.olderGroup.map { (older, $0) }
    guard let (groups, group) = own.map({ ($0.groups, $1) }) else { return row }
    row.subject = groups[group].label
    row.groupID = groups[group].id
    // Two kinds that answer each other may have facts of one name that are not the same.
    if line.newer < 0, let other = profile.rows[place].group {
      row.groupID = older.groups[other].id
      row.isBefore = older.groups[other].kind != groups[group].kind && row.groupID == groups[group].id
    }
    return row
  }

  public func concept(of line: Line) -> Feature? {
    explainingRow(line).flatMap { row, isNewer in (isNewer ? newer : older).rows[Int(row)].concept }
  }

  /// Whether a concept explains the change.
  public func isExplained(_ line: Line) -> Bool { conceptKey(of: line) != 0 }

  func conceptKey(of line: Line) -> UInt64 {
    explainingRow(line).map { row, isNewer in (isNewer ? newer : older).keys[Int(row)].concept } ?? 0
  }

  /// The row whose concept explains it.
  func explainingRow(_ line: Line) -> (row: Int32, isNewer: Bool)? {
    guard line.newer >= 0 else { return (line.older, false) }
    // Between two gated activations the gate explains nothing.
    if line.older >= 0, older.keys[Int(line.older)].fact == .activation,
      older.keys[Int(line.older)].concept == newer.keys[Int(line.newer)].concept
    {
      return nil
    }
    return (line.newer, true)
  }

  /// What the newer model's number is against the older one's; nil for words.
  public func numberChange(_ line: Line) -> QuantityChange? {
    guard line.kind == .number, let unit = older.keys[Int(line.older)].unit else { return nil }
    return QuantityChange(
      from: older.keys[Int(line.older)].number, to: newer.keys[Int(line.newer)].number, unit)
  }

  public func row(_ change: Change) -> Row {
    var row = row(lines[change.line])
    if change.isShared { row.subject = "" }
    return row
  }

  /// The label of a line's row, with the kind it is about where several lines have such a label:
  /// `Query heads (global)`.
  public func title(_ row: Row, of line: Line) -> String {
    let isAmbiguous = row.needsSubject || !row.subject.isEmpty && hasTwins(labelKey(line))
    return isAmbiguous ? "\(row.label) (\(row.subject))" : row.label
  }

  /// Several lines about kinds of sublayers have the label.
  private func hasTwins(_ label: UInt64) -> Bool {
    lines.count { $0.hasGroup && labelKey($0) == label } > 1
  }

  /// Of section and label.
  private func labelKey(_ line: Line) -> UInt64 {
    line.older >= 0 ? older.keys[Int(line.older)].label : newer.keys[Int(line.newer)].label
  }
}
