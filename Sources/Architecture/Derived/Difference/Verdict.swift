import Diagnostics

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
    var out = ByteWriter()
    appendVerdict(of: changedLines, to: &out)
    return out.string
  }

  /// The same behind what `out` holds: each page of a pair asks, so it is put together from bytes.
  public func appendVerdict(of changedLines: [Change], to out: inout ByteWriter) {
    var core: [Line] = []
    core.reserveCapacity(changedLines.count)
    for change in changedLines {
      let line = lines[change.line]
      if line.section != .consequence, !isBeside(line) { core.append(line) }
    }
    guard !core.isEmpty else {
      let beside = changedLines.map { lines[$0.line] }.filter { $0.section != .consequence }
      out.append(identical(beside: beside.map { row($0) }))
      return
    }
    if isForeign, let common {
      out.append(common)
      return
    }
    let structural = structural(core)
    if structural.isEmpty {
      appendSizes(core, to: &out)
    } else {
      if hasLittleInCommon { out.append("Little in common: ") }
      appendStructure(structural, isStart: !hasLittleInCommon, to: &out)
      _ = appendMeasures(core, atMost: 1, behind: "; ", to: &out)
    }
    out.append(UInt8(ascii: "."))
  }

  /// Changes of what the model is, not of how large it is.
  private func structural(_ core: [Line]) -> [Line] {
    // A dense prefix is news only beside experts that were there before.
    let hasOtherFeedForwards = core.contains { $0.section == .feedForward && key($0).fact == .presence }
    return core.filter { line in
      line.kind != .number && line.importance >= 30
        && !(hasOtherFeedForwards && key(line).fact == .densePrefix)
    }
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

  /// Not part of the core's design: the published context, modules beside the core.
  private func isBeside(_ line: Line) -> Bool { !line.hasGroup && key(line).isBeside }

  /// Attention stands against recurrence, and every feed-forward is of another kind.
  private var isForeign: Bool {
    guard hasLittleInCommon else { return false }
    return older.groupKeys.indices.allSatisfy { index in
      alignment[index].map { older.groupKeys[index].reach != newer.groupKeys[$0].reach } ?? true
    }
  }

  /// What is left when the sublayers are foreign, all of it: `Nothing in common beyond pre-norm and RMSNorm.`;
  /// nil when that is too much to be nothing.
  private var common: String? {
    // Having something neither way is nothing to have in common.
    let told = lines.filter {
      $0.isEqual && $0.section != .consequence && !newer.keys[Int($0.newer)].isNothing
    }
    guard told.count <= 4 else { return nil }
    let same = told.map { row($0) }
    let words = same.map { row -> String in
      guard let value = row.new, row.newer != .yes, value != "yes" else { return row.label.midSentence }
      if row.fact == "layers" { return "\(value) layers" }
      return row.newer?.number == nil
        ? value : "\(row.label.prefix { $0 != "," }.description.midSentence) \(value)"
    }
    return words.isEmpty ? "Nothing in common." : "Nothing in common beyond \(list(words))."
  }
}

extension Difference.Row {
  /// `vocabulary 262,208 → 262,144`.
  var plainly: String { "\(noun) \(old ?? "–") → \(new ?? "–")" }

  private var noun: String {
    if needsSubject { return subject == "experts" ? "layers with experts" : "\(subject) layers" }
    return label.prefix { $0 != "," }.description.midSentence
  }
}
