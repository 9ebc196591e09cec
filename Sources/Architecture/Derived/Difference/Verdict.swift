extension Difference {
  /// The difference in one sentence: `Same skeleton; half the heads, 1.5× the experts.`
  public var verdict: String { verdict(of: changedLines) }

  /// The same for a caller that has the changed lines already.
  public func verdict(of changedLines: [Change]) -> String {
    let changes = changedLines.map { lines[$0.line] }.filter { $0.section != .consequence && !isBeside($0) }
    guard !changes.isEmpty else {
      let context = lines.first { $0.kind != nil && fact($0) == "context" }.map(row)
      return "Identical architecture"
        + (context.map { "; context \($0.old ?? "") → \($0.new ?? "") tokens" } ?? "") + "."
    }
    // A dense prefix is news only beside experts that were there before.
    let hasOtherFeedForwards = changes.contains { $0.section == .feedForward && fact($0) == "presence" }
    let structural = Array(
      changes.filter { line in
        line.isStructural && !(hasOtherFeedForwards && fact(line) == "dense_prefix")
      }.prefix(3)
    ).map { row($0) }
    let numbers = changes.filter { $0.kind == .number }
    let measures = Array(numbers.lazy.compactMap { row($0).measure }.prefix(structural.isEmpty ? 3 : 1))
    if structural.isEmpty {
      let minor = changes.filter { $0.kind != .number }.prefix(3).map { row($0).news }
      let isSameSize = !numbers.contains { !$0.hasGroup && ["width", "layers"].contains(fact($0)) }
      let told = (measures + minor).prefix(3)
      return "\(isSameSize ? "Same skeleton" : "Same plan, other sizes"); \(told.joined(separator: ", "))."
    }
    if isForeign { return "Nothing in common beyond \(common)." }
    let news = Self.joined(structural).sentenceStart
    return news + (measures.isEmpty ? "" : "; " + measures.joined(separator: ", ")) + "."
  }

  private func fact(_ line: Line) -> String {
    line.older >= 0 ? older.rows[Int(line.older)].id : newer.rows[Int(line.newer)].id
  }

  /// Not part of the core's design: the published context, modules beside the core.
  private func isBeside(_ line: Line) -> Bool {
    guard !line.hasGroup else { return false }
    let fact = fact(line)
    return fact == "context" || fact == "mtp" || fact.hasPrefix("beside.")
  }

  /// `MLA instead of GQA, adds QK-norm and output gates, drops attention sinks`.
  private static func joined(_ changes: [Row]) -> String {
    func list(_ kind: Kind, _ verb: String) -> String? {
      let things = changes.filter { $0.kind == kind }.map(\.thing)
      return things.isEmpty ? nil : "\(verb) \(Architecture.list(things))"
    }
    let replaced = changes.filter { $0.kind == .replaced || $0.kind == .reordered }.map(\.news)
    return (replaced + [list(.added, "adds"), list(.removed, "drops")].compactMap(\.self)).joined(
      separator: ", ")
  }

  /// Attention stands against recurrence, and every feed-forward is of another kind.
  private var isForeign: Bool {
    func all(_ section: Section, atLeast importance: Double) -> Bool {
      let kinds = lines.filter { $0.section == section && ["kind", "presence"].contains(fact($0)) }
      return !kinds.isEmpty
        && kinds.allSatisfy { $0.kind == .added || $0.kind == .removed || $0.importance >= importance }
    }
    return all(.mixer, atLeast: Self.foreign) && all(.feedForward, atLeast: 100)
  }

  /// What is left when the sublayers are foreign: `pre-norm and RMSNorm`.
  private var common: String {
    let same = lines.filter {
      $0.section == .skeleton && $0.isEqual && ["norm_placement", "norm"].contains(fact($0))
    }
    let words = same.compactMap { row($0).new }
    return words.isEmpty ? "a residual stream" : list(words)
  }
}

extension Difference.Line {
  /// Changes what the model is, not how large it is.
  fileprivate var isStructural: Bool { kind != .number && importance >= 30 }
}

extension Difference.Row {
  /// What was added or removed: `QK-norm`, `sliding-window layers`.
  fileprivate var thing: String {
    if fact == "streams" { return (new ?? old ?? "").midSentence }
    return fact == "presence"
      ? label.midSentence : fact == "dense_prefix" ? "a dense prefix" : concept?.words ?? label.midSentence
  }

  /// `MLA instead of GQA`, `adds QK-norm`, `layers in another order (3 sliding-window, 1 global)`.
  fileprivate var news: String {
    switch kind {
    case .added: "adds \(thing)"
    case .removed: "drops \(thing)"
    case .reordered: "layers in another order (\(new ?? ""))"
    case .replaced where fact == "tied_embeddings":
      new == "yes" ? "ties the embeddings" : "unties the embeddings"
    case .replaced where fact == "kind" || section == .skeleton: "\(new ?? "") instead of \(old ?? "")"
    default: "\(label.midSentence) \(new ?? "") instead of \(old ?? "")"
    }
  }

  /// `half the query heads`, `1.5× the experts`, `27% larger vocabulary`; nil for words and for less than 1%.
  fileprivate var measure: String? {
    guard let a = older?.number, let b = newer?.number, a > 0, b > 0 else { return nil }
    let growth = b / a - 1
    guard growth.magnitude >= 0.01 else { return nil }
    let noun = label.prefix { $0 != "," }.description.midSentence
    switch (exactMultiple(a, b), b > a) {
    case (2, true): return "twice the \(noun)"
    case (let multiple?, true): return "\(trimmed(multiple, 1))× the \(noun)"
    case (2, false): return "half the \(noun)"
    case (3, false): return "a third of the \(noun)"
    case (4, false): return "a quarter of the \(noun)"
    case (nil, true) where b / a > 2: return "\(trimmed(b / a, 1))× the \(noun)"
    default:
      let isPlural = noun.prefix(upTo: noun.firstRange(of: " per ")?.lowerBound ?? noun.endIndex).hasSuffix(
        "s")
      let percent = trimmed((growth * 100).magnitude, growth.magnitude < 0.0995 ? 1 : 0)
      return "\(percent)% \(isPlural ? b > a ? "more" : "fewer" : b > a ? "larger" : "smaller") \(noun)"
    }
  }
}
