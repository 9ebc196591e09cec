extension Difference {
  /// The most important change of the core's design: the published context and what stands beside the core are not.
  public var coreChange: Row? {
    changedLines.lazy.map { lines[$0.line] }.first { $0.section != .consequence && !isBeside($0) }.map {
      row($0)
    }
  }

  /// The difference in one sentence: `Same skeleton; half the heads, 1.5× the experts.`
  public var verdict: String { verdict(of: changedLines) }

  /// The same for a caller that has the changed lines already.
  public func verdict(of changedLines: [Change]) -> String {
    let all = changedLines.map { lines[$0.line] }.filter { $0.section != .consequence }
    let changes = all.filter { !isBeside($0) }
    guard !changes.isEmpty else { return identical(beside: all.map { row($0) }) }
    if isForeign, let common { return common }
    // A dense prefix is news only beside experts that were there before.
    let hasOtherFeedForwards = changes.contains { $0.section == .feedForward && fact($0) == "presence" }
    let structural = told(
      changes.filter { line in
        line.isStructural && !(hasOtherFeedForwards && fact(line) == "dense_prefix")
      }
    ).prefix(3)
    let numbers = changes.filter { $0.kind == .number }
    // Each page of a pair asks: no number is put into words that nobody reads, and none twice.
    var measures: [String] = []
    for line in numbers where measures.count < (structural.isEmpty ? 3 : 1) {
      if let measure = row(line).measure { measures.append(measure) }
    }
    if structural.isEmpty {
      let minor = changes.filter { $0.kind != .number }.prefix(3).map { row($0).news }
      let isSameSize = !numbers.contains { !$0.hasGroup && ["width", "layers"].contains(fact($0)) }
      var told = Array((measures + minor).prefix(3))
      // Too small for a proportion.
      if told.isEmpty { told = numbers.prefix(2).map { row($0).plainly } }
      return "\(isSameSize ? "Same skeleton" : "Same plan, other sizes"); \(told.joined(separator: ", "))."
    }
    let news = Self.joined(Array(structural))
    return (hasLittleInCommon ? "Little in common: \(news)" : news.sentenceStart)
      + (measures.isEmpty ? "" : "; " + measures.joined(separator: ", ")) + "."
  }

  /// The core is the same; the context and what stands beside the core may not be.
  private func identical(beside changes: [Row]) -> String {
    let context = changes.first { $0.fact == "context" }.map {
      "context \($0.old ?? "") → \($0.new ?? "") tokens"
    }
    let modules = changes.filter { $0.fact != "context" }.map { row -> String in
      switch row.kind {
      case .added, .removed: "\(row.label.midSentence) \(row.kind?.rawValue ?? "")"
      default: row.plainly
      }
    }
    let told = modules + [context].compactMap(\.self)
    return (modules.isEmpty ? "Identical architecture" : "Identical core")
      + (told.isEmpty ? "" : "; " + told.joined(separator: ", ")) + "."
  }

  private func fact(_ line: Line) -> String {
    line.older >= 0 ? older.rows[Int(line.older)].id : newer.rows[Int(line.newer)].id
  }

  /// Not part of the core's design: the published context, modules beside the core.
  private func isBeside(_ line: Line) -> Bool {
    guard !line.hasGroup else { return false }
    return line.older >= 0 ? older.rows[Int(line.older)].isBeside : newer.rows[Int(line.newer)].isBeside
  }

  /// A change of the design as the verdict tells it.
  private enum Told {
    case row(Row)
    case exchange(MixerExchange)
  }

  /// The same changes with mixers that stand for the same others told at once.
  private func told(_ lines: [Line]) -> [Told] {
    guard lines.contains(where: { $0.section == .mixer && fact($0) == "kind" }) else {
      return lines.prefix(3).map { .row(row($0)) }
    }
    let (exchanges, absorbed) = MixerExchange.all(lines, older, newer, alignment)
    return lines.indices.compactMap { index in
      if let exchange = exchanges.first(where: { $0.line == index }) { return .exchange(exchange) }
      return absorbed.contains(index) ? nil : .row(row(lines[index]))
    }
  }

  /// `MLA instead of GQA, adds QK-norm and output gates, drops attention sinks`.
  private static func joined(_ changes: [Told]) -> String {
    var replaced: [String] = [], added: [String] = [], dropped: [String] = []
    // Two kinds may have changed alike and not equally.
    func add(_ thing: String, _ things: inout [String]) {
      if !things.contains(thing) { things.append(thing) }
    }
    for change in changes {
      switch change {
      case .exchange(let exchange): replaced.append(exchange.words)
      case .row(let row) where row.kind == .added: add(row.thing, &added)
      case .row(let row) where row.kind == .removed: add(row.thing, &dropped)
      case .row(let row): replaced.append(row.news)
      }
    }
    if !added.isEmpty { replaced.append("adds \(list(added))") }
    if !dropped.isEmpty { replaced.append("drops \(list(dropped))") }
    return replaced.joined(separator: ", ")
  }

  /// Attention stands against recurrence, and every feed-forward is of another kind.
  private var isForeign: Bool {
    guard hasLittleInCommon else { return false }
    return older.groups.indices.allSatisfy { index in
      alignment[index].map { older.groups[index].reach != newer.groups[$0].reach } ?? true
    }
  }

  /// What is left when the sublayers are foreign, all of it: `Nothing in common beyond pre-norm and RMSNorm.`;
  /// nil when that is too much to be nothing.
  private var common: String? {
    // Having something neither way is nothing to have in common.
    let same = lines.filter { $0.isEqual && $0.section != .consequence }.map { row($0) }
      .filter { $0.newer != .word("no") && $0.newer != .count(0) }
    guard same.count <= 4 else { return nil }
    let words = same.map { row -> String in
      guard let value = row.new, row.newer != .yes, value != "yes" else { return row.label.midSentence }
      if row.fact == "layers" { return "\(value) layers" }
      return row.newer?.number == nil
        ? value : "\(row.label.prefix { $0 != "," }.description.midSentence) \(value)"
    }
    return words.isEmpty ? "Nothing in common." : "Nothing in common beyond \(list(words))."
  }
}

extension Difference.Line {
  /// Changes what the model is, not how large it is.
  fileprivate var isStructural: Bool { kind != .number && importance >= 30 }
}

extension Difference.Row {
  /// What was added or removed: `QK-norm`, `sliding-window layers`.
  fileprivate var thing: String {
    switch fact {
    case "streams": (new ?? old ?? "").midSentence
    case "presence": label.midSentence
    case "dense_prefix": "a dense prefix"
    case "shared" where newer != .count(1) && older != .count(1): "shared experts"
    case "output_bias", "indexer", "kv_heads", "index_heads", "index_size":
      label.midSentence
    default: concept?.words ?? (fact.hasPrefix("part.") ? label.midSentence.withArticle : label.midSentence)
    }
  }

  /// `MLA instead of GQA`, `adds QK-norm`, `layers in another order (3 sliding-window, 1 global)`.
  fileprivate var news: String {
    switch kind {
    case .added: "adds \(thing)"
    case .removed: "drops \(thing)"
    case .reordered: "layers in another order (\(new ?? ""))"
    case .replaced where fact == "tied_embeddings":
      new == "yes" ? "ties the embeddings" : "unties the embeddings"
    case .replaced where fact == "streams": "\(new ?? "") instead of \((old ?? "").midSentence)".midSentence
    case .replaced where fact == "kind" || section == .skeleton: "\(new ?? "") instead of \(old ?? "")"
    default: "\(label.midSentence) \(new ?? "") instead of \(old ?? "")"
    }
  }

  /// `vocabulary 262,208 → 262,144`.
  fileprivate var plainly: String { "\(noun) \(old ?? "–") → \(new ?? "–")" }

  private var noun: String {
    if needsSubject { return subject == "experts" ? "layers with experts" : "\(subject) layers" }
    return label.prefix { $0 != "," }.description.midSentence
  }

  /// `half the query heads`, `1.5× the experts`, `27% larger vocabulary`; nil for words and for less than 1%.
  ///
  /// The proportion is the one that lists and tables give, so that a reader finds it again.
  fileprivate var measure: String? {
    guard let a = older?.number, let b = newer?.number, a > 0, b > 0, !needsSubject else { return nil }
    let growth = b / a - 1
    guard growth.magnitude >= 0.01 else { return nil }
    if let factor = changeFactor(a, b) {
      if b > a { return factor == "2" ? "twice the \(noun)" : "\(factor)× the \(noun)" }
      return Self.parts[factor].map { "\($0) the \(noun)" } ?? "\(noun) ÷\(factor)"
    }
    let isPlural = noun.prefix(upTo: noun.firstRange(of: " per ")?.lowerBound ?? noun.endIndex).hasSuffix("s")
    let percent = trimmed((growth * 100).magnitude, growth.magnitude < 0.0995 ? 1 : 0)
    return "\(percent)% \(isPlural ? b > a ? "more" : "fewer" : b > a ? "larger" : "smaller") \(noun)"
  }

  private static let parts = [
    "1.5": "two thirds of", "2": "half", "3": "a third of", "4": "a quarter of", "5": "a fifth of",
    "6": "a sixth of", "8": "an eighth of", "10": "a tenth of",
  ]
}
