import Architecture

/// Where on a stack a fact of the whole model belongs, from top to bottom.
enum StackPlace: Sendable {
  case head, finalNorm, layers, embedding, foot

  /// What no part of the stack shows belongs to its layers.
  init(fact id: String) {
    switch id {
    case "vocabulary", "tied_embeddings", "softcapped_logits": self = .head
    case "norm", "final_norm", "mtp": self = .finalNorm
    case "width", "embedding_norm", "learned_positions", "per_layer_size", "per_layer_vocabulary":
      self = .embedding
    case "context", "part", "enters": self = .foot
    default: self = .layers
    }
  }
}

/// One fact of a model as badges say it.
struct BadgeFact: Sendable {
  /// `head size`, `sliding-window layers`
  let label: String
  let value: String
  /// Set as a label.
  let valueWidth: Double
  /// `QK-norm`, `window 1,024`, `router: sigmoid`: as something that only one model has.
  let possession: String
  let place: StackPlace

  init(_ row: Profile.Row, in profile: Profile) {
    let layersOf = row.fact.id == "layers" ? row.group.map { profile.groups[$0] } : nil
    label = (layersOf?.layersLabel ?? row.label).midSentence
    value = row.text
    valueWidth = Font.label.width(value)
    possession =
      switch row.value {
      case .yes, .word("yes"): label
      case .word: "\(label): \(value)"
      case .count, .parameters, .tokens, .bytes, .share, .flops: "\(label) \(value)"
      }
    place = StackPlace(fact: row.fact.id)
  }
}

/// A change between two stacks, at the height of what changed.
struct Badge: Sendable {
  enum Place: Sendable {
    case stack(StackPlace)
    /// Several kinds of one role.
    case role(Role)
    /// Kinds of sublayers, as indices in the groups of the two profiles.
    case groups(older: Int?, newer: Int?)
  }

  static let width = 122.0, textWidth = 112.0, lineHeight = 14.0
  private static let arrow = Font.label.width(" → ")

  let place: Place
  /// It points to the models that have it.
  let hasOlder: Bool, hasNewer: Bool
  private(set) var lines: [(words: String, font: Font)] = []
  /// Of its middle.
  var center = 0.0

  var height: Double { 6 + Self.lineHeight * Double(lines.count) }
  var top: Double { (center - height / 2).rounded() }

  init(
    _ change: Difference.Change, of difference: Difference, _ older: ComparisonSide, _ newer: ComparisonSide
  ) {
    let line = difference.lines[change.line]
    let left = line.older.map { older.facts[$0] }
    let right = line.newer.map { newer.facts[$0] }
    hasOlder = left != nil && line.kind != .added
    hasNewer = right != nil && line.kind != .removed
    place = Self.place(line, isShared: change.isShared, left ?? right)
    // Its kind is named where several have such a fact.
    let isLayers = difference.isLayers(line)
    let isAmbiguous = !change.isShared && !isLayers && difference.isAmbiguous(line)
    let group =
      line.newerGroup.map { newer.profile.groups[$0] } ?? line.olderGroup.map { older.profile.groups[$0] }
    let kind = isAmbiguous ? group.map { " (\($0.label))" } ?? "" : ""
    switch (hasOlder ? left : nil, hasNewer ? right : nil) {
    case (let left?, let right?):
      add((isLayers ? right : left).label + kind, .small)
      addValues(left, right, difference.numberChange(line)?.numeral.text)
    case (let left?, nil):
      add("removed", .small)
      add(left.possession + kind, .label)
    case (nil, let right?):
      add("added", .small)
      add(right.possession + kind, .label)
    case (nil, nil): break
    }
  }

  /// `256 → 384 (×1.5)`, each value on lines of its own where one line has no room.
  private mutating func addValues(_ left: BadgeFact, _ right: BadgeFact, _ ratio: String?) {
    let width = left.valueWidth + Self.arrow + right.valueWidth
    guard width <= Self.textWidth else {
      // The arrow keeps to the last word.
      add(left.value + "\u{A0}→", .label)
      return add(right.value, .label)
    }
    let words = "\(left.value) → \(right.value)"
    let whole = ratio.map { "\(words) (\($0))" } ?? words
    lines.append((Font.label.width(whole) <= Self.textWidth ? whole : words, .label))
  }

  private mutating func add(_ words: String, _ font: Font) {
    if font.width(words) <= Self.textWidth { return lines.append((words, font)) }
    lines += Phrase(words).wrapped(font, width: Self.textWidth, lines: 4).map { ($0.text, font) }
  }

  private static func place(_ line: Difference.Line, isShared: Bool, _ fact: BadgeFact?) -> Place {
    if isShared { return .role(line.section == .mixer ? .mixer : .feedForward) }
    guard line.hasGroup else { return .stack(fact?.place ?? .layers) }
    return .groups(older: line.olderGroup, newer: line.newerGroup)
  }
}
