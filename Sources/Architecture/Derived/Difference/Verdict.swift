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
    var core: [Line] = [], beside: [Line] = []
    for change in changedLines where lines[change.line].section != .consequence {
      let line = lines[change.line]
      if isBeside(line) { beside.append(line) } else { core.append(line) }
    }
    if core.isEmpty { return identical(beside: beside) }
    if isForeign, let common { return common }
    var structural = structural(core)
    if structural.isEmpty { return sizes(core) + "." }
    // Modules beside the core are news where the core is another one.
    structural += beside.filter(\.isStructural)
    let words = structure(structural)
    return (hasLittleInCommon ? "Little in common: " + words : words.sentenceStart)
      + measures(core, atMost: 1).map { "; " + $0 }.joined() + "."
  }

  /// Changes of what the model is, not of how large it is.
  private func structural(_ core: [Line]) -> [Line] {
    // A dense prefix is news only beside experts that were there before.
    let hasOtherFeedForwards = core.contains {
      $0.section == .feedForward && (key($0).is(.presence) || isKind($0))
    }
    return core.filter { $0.isStructural && !(hasOtherFeedForwards && key($0).is(.densePrefix)) }
  }

  /// The core is the same; the context and what stands beside the core may not be.
  private func identical(beside changes: [Line]) -> String {
    let context = changes.first { key($0).is(.context) }.map { plainly($0) + " tokens" }
    let modules = changes.filter { !key($0).is(.context) }.map { line -> String in
      switch line.kind {
      case .added, .removed: "\(namingRow(line).label.midSentence) \(line.kind?.rawValue ?? "")"
      default: plainly(line)
      }
    }
    let items = modules + [context].compactMap(\.self)
    return (modules.isEmpty ? "Identical architecture" : "Identical core")
      + (items.isEmpty ? "" : "; " + items.joined(separator: ", ")) + "."
  }

  /// Not part of the core's design: the published context, modules beside the core.
  private func isBeside(_ line: Line) -> Bool {
    let key = key(line)
    return key.is(.context) || key.is(.prediction) || key.is(.partBeside)
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
    let shared = lines.filter { $0.isEqual && $0.section != .consequence && !key($0).isNothing }
    guard shared.count <= 4 else { return nil }
    let words = shared.map { line -> String in
      let row = row(line)
      guard let value = row.new, value != "yes" else { return row.label.midSentence }
      if row.fact === FactKind.layers { return "\(value) layers" }
      return row.newer?.number == nil ? value : "\(row.label.noun) \(value)"
    }
    return words.isEmpty ? "Nothing in common." : "Nothing in common beyond \(list(words))."
  }

  // MARK: Another structure

  /// `MLA instead of GQA, adds QK-norm and output gates, drops attention sinks`: the first three changes, what was added
  /// and dropped behind the rest.
  private func structure(_ lines: [Line]) -> String {
    let (exchanges, absorbed) =
      lines.contains { key($0).is(.mixerKind) } ? MixerExchange.all(lines, older, newer) : ([], [])
    var count = 0
    var clauses: [String] = [], added: [String] = [], dropped: [String] = []
    for (index, line) in lines.enumerated() where count < 3 {
      if let exchange = exchanges.first(where: { $0.line == index }) {
        clauses.append("\(kinds(exchange.newer, of: newer)) instead of \(kinds(exchange.older, of: older))")
      } else if absorbed.contains(index) {
        continue
      } else if line.kind == .added || line.kind == .removed {
        // Two kinds may have changed alike and not equally.
        let thing = thing(line)
        if line.kind == .added, !added.contains(thing) { added.append(thing) }
        if line.kind == .removed, !dropped.contains(thing) { dropped.append(thing) }
      } else {
        clauses.append(news(line))
      }
      count += 1
    }
    if !added.isEmpty { clauses.append("adds " + list(added)) }
    if !dropped.isEmpty { clauses.append("drops " + list(dropped)) }
    return clauses.joined(separator: ", ")
  }

  /// `HCA and CSA`, the kind of most layers first.
  private func kinds(_ groups: [Int], of profile: Profile) -> String {
    list(groups.map { profile.groups[$0] }.sorted { $0.count > $1.count }.map(\.base))
  }

  /// `MLA instead of GQA`, `adds QK-norm`, `layers in another order (3 sliding-window, 1 global)`.
  private func news(_ line: Line) -> String {
    let fact = fact(line), old = line.older.map { older.rows[$0].text } ?? ""
    let new = line.newer.map { newer.rows[$0].text } ?? ""
    switch line.kind {
    case .added: return "adds " + thing(line)
    case .removed: return "drops " + thing(line)
    case .reordered: return "layers in another order (\(new))"
    case .replaced where fact === FactKind.tiedEmbeddings:
      return new == "yes" ? "ties the embeddings" : "unties the embeddings"
    case .replaced where fact.name == .value:
      return "\(new.midSentence) instead of \(old.midSentence)"
    case .replaced where fact.noun != nil:
      return "\(new) \(fact.noun ?? "") instead of \(old)"
    case .replaced where isKind(line) || line.section == .skeleton:
      return "\(new) instead of \(old)"
    default: return "\(namingRow(line).label.midSentence) \(new) instead of \(old)"
    }
  }

  /// What was added or removed: `QK-norm`, `sliding-window layers`.
  private func thing(_ line: Line) -> String {
    let row = line.older.map { older.rows[$0] } ?? newer.rows[line.newer ?? 0]
    let label = row.label.midSentence
    switch row.fact.name {
    case .value: return (line.newer.map { newer.rows[$0].text } ?? row.text).midSentence
    case .label: return label
    case .counted where !hasOne(line): return label
    case .concept, .counted, .manner: return concept(of: line)?.words ?? label
    case .labelWithArticle: return concept(of: line)?.words ?? label.withArticle
    }
  }

  private func hasOne(_ line: Line) -> Bool {
    line.newer.map { newer.keys[$0].number } == 1 || line.older.map { older.keys[$0].number } == 1
  }

  // MARK: Other sizes

  /// `Same skeleton; half the query heads, 1.5× the experts`.
  private func sizes(_ lines: [Line]) -> String {
    let isSameSize = !lines.contains {
      $0.kind == .number && (key($0).is(.width) || key($0).is(.layers))
    }
    var items = measures(lines, atMost: 3)
    items += lines.lazy.filter { $0.kind != .number }.prefix(3 - items.count).map(news)
    if items.isEmpty {
      // Too small for a proportion.
      items = lines.lazy.filter { $0.kind == .number }.prefix(2).map(plainly)
    }
    return (isSameSize ? "Same skeleton; " : "Same plan, other sizes; ") + items.joined(separator: ", ")
  }

  /// `vocabulary 262,208 → 262,144`, `global layers 10 → 12`.
  private func plainly(_ line: Line) -> String {
    let row = row(line), group = line.newerGroup.map { newer.groups[$0] }
    let noun = isLayers(line) ? group?.layersLabel.midSentence : nil
    return "\(noun ?? row.label.noun) \(row.old ?? "–") → \(row.new ?? "–")"
  }

  /// The first of the numbers that changed by 1% or more.
  private func measures(_ lines: [Line], atMost limit: Int) -> [String] {
    var measures: [String] = []
    for line in lines where line.kind == .number && measures.count < limit {
      if let measure = measure(line) { measures.append(measure) }
    }
    return measures
  }

  /// `half the query heads`, `1.5× the experts`, `27% larger vocabulary`; nil for less than 1%.
  ///
  /// The proportion is the one that lists and tables give, so that a reader finds it again.
  private func measure(_ line: Line) -> String? {
    guard let row = line.older, let other = line.newer else { return nil }
    let a = older.keys[row].number, b = newer.keys[other].number
    // How many layers a kind has says nothing without the kind.
    guard a > 0, b > 0, !isLayers(line) else { return nil }
    let growth = b / a - 1, noun = older.rows[row].label.noun
    guard growth.magnitude >= 0.01 else { return nil }
    guard let factor = changeFactor(a, b) else {
      let percent = Numeral((growth * 100).magnitude, growth.magnitude < 0.0995 ? 1 : 0, isTrimmed: true)
      let more = noun.isPlural ? b > a ? "more" : "fewer" : b > a ? "larger" : "smaller"
      return "\(percent.text)% \(more) \(noun)"
    }
    if b > a { return factor.isTwo ? "twice the \(noun)" : "\(factor.text)× the \(noun)" }
    return factor.part.map { "\($0) the \(noun)" } ?? "\(noun) ÷\(factor.text)"
  }
}

extension FactKind {
  /// What its value is a manner of.
  fileprivate var noun: String? { if case .manner(let noun) = name { noun } else { nil } }
}

extension String {
  /// What of a label is measured, inside a sentence: `context` for `Context, tokens`.
  fileprivate var noun: String {
    utf8.firstIndex(of: UInt8(ascii: ",")).map { String(self[..<$0]) }?.midSentence ?? midSentence
  }

  /// `query heads`; `experts per token` are several experts.
  fileprivate var isPlural: Bool {
    (firstRange(of: " per ").map { self[..<$0.lowerBound] } ?? self[...]).utf8.last == UInt8(ascii: "s")
  }
}

extension Numeral {
  fileprivate var isTwo: Bool { digits == 2 && decimals == 0 }

  /// What is left of a thing divided by it.
  fileprivate var part: String? {
    switch (digits, decimals) {
    case (15, 1): "two thirds of"
    case (2, 0): "half"
    case (3, 0): "a third of"
    case (4, 0): "a quarter of"
    case (5, 0): "a fifth of"
    case (6, 0): "a sixth of"
    case (8, 0): "an eighth of"
    case (10, 0): "a tenth of"
    default: nil
    }
  }
}
