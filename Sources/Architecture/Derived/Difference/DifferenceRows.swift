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
    var told: [Change] = []
    var order = lines.indices.filter { lines[$0].kind != nil && lines[$0].importance > 0 }
    order.sort { (-lines[$0].importance, $0) < (-lines[$1].importance, $1) }
    for index in order {
      if lines[index].hasGroup, let same = told.firstIndex(where: { isTwin(lines[$0.line], lines[index]) }) {
        told[same].isShared = true
      } else {
        told.append(Change(line: index))
      }
    }
    return told
  }

  /// No kind of mixer and no kind of feed-forward of one model is in the other at the same reach.
  public var hasLittleInCommon: Bool {
    !older.groups.indices.contains { index in
      alignment[index].map { older.groups[index].kindHash == newer.groups[$0].kindHash } ?? false
    }
  }

  /// How many facts have to change: a whole kind of mixer or feed-forward counts with every fact it has.
  public var editCount: Int {
    changedLines.reduce(0) { sum, change in
      let line = lines[change.line]
      guard line.section != .consequence else { return sum }
      guard let group = line.group == -1 ? nil : line.group, isAnotherKind(line) else { return sum + 1 }
      return sum + max(1, lines.count { $0.group == group && $0.kind != nil && $0.importance == 0 })
    }
  }

  /// Its kind of sublayer came, went or was replaced.
  private func isAnotherKind(_ line: Line) -> Bool {
    let fact = line.older >= 0 ? older.rows[Int(line.older)].id : newer.rows[Int(line.newer)].id
    return fact == "presence" || fact == "kind"
  }

  /// How many facts of the design are the same in both, and the few that would matter most if they differed.
  public func equal(atMost limit: Int) -> (count: Int, lines: [Int]) {
    var count = 0
    var best: [(weight: Double, line: Int)] = []
    for (index, line) in lines.enumerated() where line.isEqual && line.section != .consequence {
      count += 1
      // Having something neither way is nothing to name.
      if [.word("no"), .count(0)].contains(newer.rows[Int(line.newer)].value) { continue }
      let isKind = line.newerGroup.map { newer.groups[$0].range.lowerBound == Int(line.newer) } ?? false
      let weight = isKind ? 100 : newer.rows[Int(line.newer)].weight
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
    let hash = labelHash(line)
    return lines.contains { $0.group != line.group && $0.section == line.section && labelHash($0) == hash }
  }

  // Rows and groups hold texts: fields are read one by one, since a copy counts the references of all.

  /// It counts the layers of a kind, which is nothing without the kind's name.
  public func isLayers(_ line: Line) -> Bool {
    let profile = line.older >= 0 ? older : newer, place = Int(line.older >= 0 ? line.older : line.newer)
    return profile.rows[place].group.map { profile.groups[$0].layersRow == place } ?? false
  }

  private func labelHash(_ line: Line) -> UInt64 {
    line.older >= 0 ? older.rows[Int(line.older)].labelHash : newer.rows[Int(line.newer)].labelHash
  }

  /// Says the same of another kind of the same model.
  private func isTwin(_ a: Line, _ b: Line) -> Bool {
    guard a.section == b.section, a.kind == b.kind, a.group != b.group, a.hasGroup,
      (a.older < 0) == (b.older < 0), (a.newer < 0) == (b.newer < 0), !isLayers(a)
    else { return false }
    return (a.older < 0 || Self.isSame(older.rows, Int(a.older), Int(b.older)))
      && (a.newer < 0 || Self.isSame(newer.rows, Int(a.newer), Int(b.newer)))
  }

  private static func isSame(_ rows: [Profile.Row], _ a: Int, _ b: Int) -> Bool {
    rows[a].idHash == rows[b].idHash && rows[a].labelHash == rows[b].labelHash
      && rows[a].valueHash == rows[b].valueHash && rows[a].value == rows[b].value
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
      row.isBefore = older.groups[other].kindHash != groups[group].kindHash && row.groupID == groups[group].id
    }
    return row
  }

  public func concept(of line: Line) -> Feature? {
    // Between two gated activations the gate explains nothing.
    if line.older >= 0, line.newer >= 0, older.rows[Int(line.older)].id == "activation",
      older.rows[Int(line.older)].concept == newer.rows[Int(line.newer)].concept
    {
      return nil
    }
    return line.newer >= 0 ? newer.rows[Int(line.newer)].concept : older.rows[Int(line.older)].concept
  }

  /// The kind of sublayer it is about; nil for the whole model.
  public func group(of line: Line) -> Profile.Group? {
    line.newerGroup.map { newer.groups[$0] } ?? line.olderGroup.map { older.groups[$0] }
  }

  /// The name of the kind of sublayer it is about; nil for the whole model.
  public func groupLabel(of line: Line) -> String? {
    line.newerGroup.map { newer.groups[$0].label } ?? line.olderGroup.map { older.groups[$0].label }
  }

  private func row(_ change: Change) -> Row {
    var row = row(lines[change.line])
    if change.isShared { row.subject = "" }
    return row
  }
}
