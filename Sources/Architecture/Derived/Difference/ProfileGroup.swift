// What a profile says of one kind of mixer or feed-forward.

extension Profile.Group {
  /// What a mixer sees of the past, or what a feed-forward is; groups answer each other within one reach.
  enum Reach: UInt8 {
    case everything, window, state, dense, experts
  }

  /// What kinds that answer each other have in common: `global`, `recurrent`.
  public var reachWords: String {
    switch reach {
    case .everything: "global"
    case .window: "sliding-window"
    case .state: "recurrent"
    case .dense: "dense"
    case .experts: "experts"
    }
  }

  /// What counts its layers: `Sliding-window layers`, `Layers with experts`.
  public var layersLabel: String { namesLayers ? thing.sentenceStart : "Layers with \(thing)" }

  /// As a thing it says that it is layers.
  var namesLayers: Bool { label != "experts" }

  private static func thing(_ label: String) -> String {
    switch label {
    case "experts": return label
    case "NoPE": return "layers without positions"
    case "RoPE": return "layers with RoPE"
    default:
      // Behind what they are, before what they are with.
      let words = label.utf8.split(separator: UInt8(ascii: " "))
      let with = words.dropFirst().first { $0.elementsEqual("with".utf8) }
      guard let cut = with.map({ label.utf8.index(before: $0.startIndex) }) else { return label + " layers" }
      return label[..<cut] + " layers" + label[cut...]
    }
  }

  /// What having such layers at all is about.
  var presenceConcept: Feature? {
    switch (reach, label) {
    case (.dense, _): nil
    case (_, "NoPE"): .nope
    case (_, "RoPE"): .rope
    // How many of them there are decides what long contexts cost.
    case (_, "global"): .slidingWindow
    default: ownPresenceConcept
    }
  }

  init(_ use: SublayerUse, _ role: Role, depth: Int) {
    self.role = role
    label = use.label
    thing = Self.thing(label)
    id = role.rawValue + "." + use.label.hyphenated
    kind = type(of: use.sublayer).kind
    glyph = use.sublayer.mark.glyph
    ownPresenceConcept = use.sublayer.presenceConcept
    isRecurrent = use.isRecurrent
    reach =
      role == .feedForward
      ? glyph == .experts ? .experts : .dense
      : isRecurrent ? .state : glyph == .window ? .window : .everything
    hasPositions = !use.sublayer.features.contains(.nope)
    base = role == .mixer ? use.base : use.label == "dense" ? "a dense feed-forward" : "experts"
    // Dense against experts is a question of experts, whichever of them is newer.
    concept = role == .mixer ? use.concept : .moe
    count = use.count
    share = Float(use.count) / Float(max(1, depth))
    rows = [Profile.Row(.layersWithIt, .count(count))] + Self.facts(of: use).map { Profile.Row($0) }
  }

  /// Every fact of any configuration: the range of its values where they differ, and how many layers have it.
  private static func facts(of use: SublayerUse) -> [Fact] {
    let all = use.variants.map { (facts: $0.sublayer.facts, count: $0.count) }
    guard all.count > 1 else { return use.sublayer.facts }
    var facts: [Fact] = []
    for fact in all.flatMap(\.facts) where !facts.contains(where: { $0.id == fact.id }) {
      let having = all.filter { $0.facts.contains { $0.id == fact.id } }
      var joined = fact
      for other in having.flatMap(\.facts) where other.id == fact.id && other.value != joined.value {
        joined.value = joined.value.joined(other.value)
      }
      let count = having.reduce(0) { $0 + $1.count }
      if count < use.count { joined.value = joined.value.said(ofLayers: count, of: use.count) }
      facts.append(joined)
    }
    return facts
  }
}

extension Quantity {
  /// `1,024–4,096` for two sizes, `a or b` for two words.
  fileprivate func joined(_ other: Quantity) -> Quantity {
    switch (self, other) {
    case (.count(let a), .count(let b)), (.tokens(let a), .tokens(let b)):
      return .word("\(min(a, b).grouped)–\(max(a, b).grouped)")
    case (.word(let a), .word(let b)): return a.contains(b) ? self : .word("\(a) or \(b)")
    case (.word(let a), .count(let b)), (.word(let a), .tokens(let b)):
      return a.contains(b.grouped) ? self : .word("\(a), \(b.grouped)")
    default: return self
    }
  }

  /// `by token id in 3 of 61 layers`.
  fileprivate func said(ofLayers count: Int, of all: Int) -> Quantity {
    let place = "in \(count.grouped) of \(all.grouped) layers"
    return self == .yes ? .word(place) : .word("\(text) \(place)")
  }
}
