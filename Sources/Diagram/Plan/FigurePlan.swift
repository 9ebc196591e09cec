import Architecture

// What a figure shows, before any coordinate: distinct sublayers ("variants"), the slots of the skeleton they
// stand in, and for each executed layer the variant in each slot.
//
// Slots: the longest layer gives the sequence of roles. Every other layer is aligned to it by role, first place
// that fits, so that a dense layer's feed-forward and an experts layer's share one slot, and a layer without a
// feed-forward leaves that slot empty. Layers of one sublayer each share one slot whatever their role.

/// One distinct configuration of a kind, with the layers that use it.
struct Variant: Sendable {
  var kind: String
  var role: Role
  var name: SublayerName
  /// The kind's own name, before the plan sets the variant apart from its siblings.
  var ownName: SublayerName
  var mark: Mark
  /// Earlier variants of the model with the same silhouette, at most two.
  var notches = 0
  var lines: [Phrase]
  var short: Phrase
  var facts: [Fact]
  var anatomy: Anatomy
  var norm: Norm.Placement
  /// The concept page of what the kind is, which its card leads to.
  var concept: String?
  /// The concept page of what sets the variant apart, which its row leads to.
  var headline: String?
  /// Executed layers, counted from 1, in order.
  var layers: [Int] = []
  /// How often a token passes it; more than its layers where a layer has it several times.
  var uses = 0

  var count: Int { layers.count }
  var sign: Sign { Sign(mark: mark, notches: notches) }

  /// The chart of experts, for kinds that have one.
  var experts: ExpertsChart? {
    for case .experts(let chart) in anatomy.parts { return chart }
    return nil
  }

  init(_ placed: PlacedSublayer, in model: Dimensions) {
    let sublayer = placed.sublayer
    kind = type(of: sublayer).kind
    role = sublayer.role
    name = sublayer.name
    ownName = name
    mark = sublayer.mark
    lines = sublayer.lines(in: model)
    short = sublayer.shortLine(in: model)
    facts = sublayer.facts
    anatomy = sublayer.anatomy(in: model)
    norm = placed.norm
    concept = sublayer.features.first?.concept
    headline = sublayer.headline?.concept
  }

  /// Whether a reader of the figure would see the same thing twice.
  func looksLike(_ other: Variant) -> Bool {
    kind == other.kind && mark == other.mark && norm == other.norm && name == other.name
      && lines == other.lines && facts == other.facts && anatomy == other.anatomy
  }
}

/// A place of the skeleton and the variants that take turns in it.
struct Slot: Sendable {
  var role: Role
  /// Indices of variants, in the order they are drawn, top to bottom.
  var variants: [Int]
  /// An earlier slot whose input goes on to this one.
  var source: Int?
  /// It is taken before that slot's norm, and this slot has its own.
  var readsStreamOfSource = false
  /// Its output joins the way into the next slot instead of the stream.
  var feedsNext = false
}

/// What may stand in a slot: sublayers of one role, and what feeds the next mixer apart from what writes to the stream.
private struct SlotRole: Equatable {
  var role: Role
  var feedsNext: Bool

  init(_ placed: PlacedSublayer) {
    role = placed.sublayer.role
    feedsNext = placed.sublayer.feedsNextMixer
  }
}

struct FigurePlan: Sendable {
  var variants: [Variant]
  /// Bottom to top.
  var slots: [Slot]
  /// For each executed layer the variant in each slot.
  var columns: [[Int?]]
  /// Each layer is one sublayer, and kinds differ.
  var isSingleSublayer: Bool

  init(_ spec: ModelSpec) {
    let executed = spec.schedule.executedLayers
    let used = Set(executed)
    let layers = spec.layers.filter { used.contains($0.name) }
    var variants: [Variant] = []
    var indices: [String: [Int]] = [:]
    for layer in layers {
      indices[layer.name] = layer.sublayers.map { placed in
        let variant = Variant(placed, in: spec.dimensions)
        if let known = variants.firstIndex(where: { $0.looksLike(variant) }) { return known }
        variants.append(variant)
        return variants.count - 1
      }
    }
    let longest = layers.max { $0.sublayers.count < $1.sublayers.count }
    var roles = longest?.sublayers.map(SlotRole.init) ?? []
    isSingleSublayer = roles.count == 1 && Set(layers.flatMap { $0.sublayers.map(\.sublayer.role) }).count > 1

    var places: [String: [Int?]] = [:]
    var sources: [Int: Int] = [:]
    var ownNorms: Set<Int> = []
    for layer in layers {
      let own = layer.sublayers.map(SlotRole.init)
      let place = Self.align(own, to: &roles, ignoringRoles: isSingleSublayer)
      var row: [Int?] = Array(repeating: nil, count: roles.count)
      for (slot, variant) in zip(place, indices[layer.name] ?? []) { row[slot] = variant }
      places[layer.name] = row
      for (index, placed) in layer.sublayers.enumerated() {
        // Parallel sublayers hand the first one's input on, from one to the next.
        let source = layer.wiring.isParallel && index > 0 ? index - 1 : placed.inputOf
        if let source { sources[place[index]] = place[source] }
        if layer.wiring == .parallelOwnNorms && placed.norm.normalizesInput { ownNorms.insert(place[index]) }
      }
    }
    let slotCount = roles.count
    let columns = executed.compactMap { name in
      places[name].map { $0 + Array(repeating: nil, count: slotCount - $0.count) }
    }
    for (number, column) in columns.enumerated() {
      for case .some(let variant) in column {
        variants[variant].uses += 1
        if variants[variant].layers.last != number + 1 { variants[variant].layers.append(number + 1) }
      }
    }
    self.columns = columns
    self.variants = variants
    let found = variants, inputs = sources, normed = ownNorms
    slots = roles.indices.map { slot in
      var order: [Int] = []
      for column in columns {
        if let variant = column[slot], !order.contains(variant) { order.append(variant) }
      }
      return Slot(
        role: roles[slot].role, variants: Self.drawingOrder(order, of: found), source: inputs[slot],
        readsStreamOfSource: normed.contains(slot),
        feedsNext: slot + 1 < roles.count && roles[slot].feedsNext)
    }
    nameGlobals()
    tellApart()
    for index in self.variants.indices {
      let earlier = self.variants[..<index].map(\.mark)
      let mark = self.variants[index].mark
      self.variants[index].notches = min(
        2, earlier.count { $0.glyph == mark.glyph && $0.hue == mark.hue && $0.isOutlined == mark.isOutlined })
    }
  }

  /// Feed-forwards first, most common on top; mixers in order of first use.
  private static func drawingOrder(_ indices: [Int], of variants: [Variant]) -> [Int] {
    let feedForwards = indices.filter { variants[$0].role == .feedForward }
    let mixers = indices.filter { variants[$0].role == .mixer }
    return feedForwards.sorted { (-variants[$0].count, $0) < (-variants[$1].count, $1) } + mixers
  }

  /// The slot of each role in order; slots that are missing are added at the end.
  private static func align(_ own: [SlotRole], to roles: inout [SlotRole], ignoringRoles: Bool) -> [Int] {
    var slot = 0
    return own.map { role in
      while slot < roles.count, !ignoringRoles, roles[slot] != role { slot += 1 }
      if slot == roles.count { roles.append(role) }
      slot += 1
      return slot - 1
    }
  }

  /// Beside windowed layers of its kind, attention over everything is called global.
  private mutating func nameGlobals() {
    let windowed = Set(variants.filter { $0.mark.glyph == .window }.map(\.kind))
    for index in variants.indices
    where variants[index].mark.glyph == .softmax && windowed.contains(variants[index].kind) {
      variants[index].name.full = "Global \(variants[index].name.full.midSentence)"
      variants[index].name.short = "Global \(variants[index].name.short.midSentence)"
      variants[index].name.tag = "global"
    }
  }

  /// Variants of one name get what differs behind it: `GQA, RoPE` and `GQA, no position encoding`.
  private mutating func tellApart() {
    for first in variants.indices {
      // A silhouette of its own tells enough.
      let twins = variants.indices.filter {
        variants[$0].name == variants[first].name && variants[$0].mark.glyph == variants[first].mark.glyph
          && variants[$0].mark.isOutlined == variants[first].mark.isOutlined
      }
      guard twins.count > 1, twins.count <= 4, twins[0] == first else { continue }
      let candidates = (differingLines(twins) + differingFacts(twins)).filter { words in
        Set(words).count == words.count && words.allSatisfy { $0.count <= 32 }
      }
      guard let words = candidates.min(by: { $0.joined().count < $1.joined().count }) else { continue }
      for (index, word) in zip(twins, words) where !word.isEmpty {
        variants[index].name.full += ", \(word)"
        variants[index].name.short += ", \(Self.shorterWords[word] ?? word)"
        variants[index].name.tag += " (\(word))"
      }
    }
  }

  /// What is too long for the short name of a row.
  private static let shorterWords = ["no position encoding": "NoPE"]

  /// What the same line says of each: the whole line, or its first part.
  private func differingLines(_ twins: [Int]) -> [[String]] {
    let lines = twins.map { variants[$0].lines.map(\.text) }
    return (0..<(lines.map(\.count).min() ?? 0)).flatMap { index -> [[String]] in
      let whole = lines.map { $0[index] }
      return [whole.map { String($0.split(separator: ", ").first ?? "") }, whole]
    }
  }

  /// What the same fact says of each; nothing where a variant has no such fact.
  private func differingFacts(_ twins: [Int]) -> [[String]] {
    let ids = twins.flatMap { variants[$0].facts.map(\.id) }.tally.map(\.value)
    return ids.map { id in
      twins.map { twin in variants[twin].facts.first { $0.id == id }.map(\.words) ?? "" }
    }
  }

  var depth: Int { columns.count }

  /// Whether the slot holds mixers and nothing else.
  func isMixer(_ slot: Slot) -> Bool { slot.variants.allSatisfy { variants[$0].role == .mixer } }

  /// Variants of a role over all slots, in drawing order.
  func variants(of role: Role) -> [Int] {
    var seen: [Int] = []
    for slot in slots {
      for index in slot.variants where variants[index].role == role && !seen.contains(index) {
        seen.append(index)
      }
    }
    return seen
  }
}

extension Fact {
  /// `head size 128`, `hash of the token`, `attention sinks`.
  fileprivate var words: String {
    let name = label.midSentence
    return switch value {
    case .word(let word): word
    case .yes: name
    default: "\(name) \(value.text)"
    }
  }
}
