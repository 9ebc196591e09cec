// What a profile says of one kind of mixer or feed-forward.

extension Profile {
  /// One kind of mixer or feed-forward.
  public struct Group: Sendable {
    var role: Role
    /// What tells it apart in the model.
    let naming: SublayerLabel
    /// Its name in the layer mix.
    public var label: String
    /// As something a model has or lacks: `sliding-window layers`, `sparse MLA layers with reused index`, `experts`.
    var thing: String
    /// Unique in the profile: `mixer.sliding-window`.
    var id: String
    public var kind: String
    let kindID: ObjectIdentifier
    var reach: Reach
    /// Of all layers of the model.
    var share: Float
    var isRecurrent: Bool
    public var hasPositions: Bool
    /// `GQA`, `MLA`, `Gated DeltaNet`, `experts`, `a dense feed-forward`.
    var base: String
    var concept: Feature?
    /// What having such layers at all is about.
    var presenceConcept: Feature?
    /// Of the layers, how many a token passes.
    public var count: Int
    /// The indexes of its rows: the kind, its presence, the number of its layers, then its facts.
    var rows = 0..<0

    public var isMixer: Bool { role == .mixer }
    var kindRow: Int { rows.lowerBound }
    var presenceRow: Int { rows.lowerBound + 1 }
    var layersRow: Int { rows.lowerBound + 2 }
    /// Those that can be held against the same of another group.
    var comparedRows: Range<Int> { layersRow..<rows.upperBound }
  }
}

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
  private var namesLayers: Bool { naming != .experts }

  private static func thing(_ naming: SublayerLabel) -> String {
    switch naming {
    case .experts: return naming.text
    case .withoutPositions: return "layers without positions"
    case .rotated: return "layers with RoPE"
    case .dense, .global, .tag:
      // Behind what they are, before what they are with.
      let label = naming.text
      guard let with = label.firstRange(of: " with "), with.lowerBound > label.startIndex else {
        return label + " layers"
      }
      return label[..<with.lowerBound] + " layers" + label[with.lowerBound...]
    }
  }

  /// The layers a token passes; `Experts: 42` would count experts.
  private var layers: Quantity {
    namesLayers ? .count(count) : .word("\(count.grouped) layer\(count == 1 ? "" : "s")")
  }

  init(_ use: SublayerUse, _ role: Role, depth: Int) {
    self.role = role
    naming = use.naming
    label = use.label
    thing = Self.thing(use.naming)
    id = role.rawValue + "." + use.label.hyphenated
    kind = type(of: use.sublayer).kind
    kindID = ObjectIdentifier(type(of: use.sublayer))
    isRecurrent = use.isRecurrent
    let glyph = use.sublayer.mark.glyph
    reach =
      role == .feedForward
      ? glyph == .experts ? .experts : .dense
      : isRecurrent ? .state : glyph == .window ? .window : .everything
    hasPositions = !use.sublayer.features.contains(.nope)
    base = use.sublayer.family
    // Dense against experts is a question of experts, whichever of them is newer.
    concept = role == .mixer ? use.concept : .moe
    presenceConcept =
      switch use.naming {
      case .dense: nil
      case .withoutPositions: .nope
      case .rotated: .rope
      // How many of them there are decides what long contexts cost.
      case .global: .slidingWindow
      case .experts, .tag: use.sublayer.presenceConcept
      }
    count = use.count
    share = Float(use.count) / Float(max(1, depth))
  }

  /// The kind, its presence, the number of its layers, then its facts.
  func rows(_ use: SublayerUse) -> [Profile.Row] {
    [
      Profile.Row(role == .mixer ? .mixerKind : .feedForwardKind, .word(base), concept: concept),
      Profile.Row(.presence, layers, label: thing.sentenceStart, concept: presenceConcept),
      Profile.Row(.layersWithIt, .count(count)),
    ] + Self.facts(of: use)
  }

  /// Every fact of any configuration: the range of its values where they differ, and how many layers have it.
  private static func facts(of use: SublayerUse) -> [Profile.Row] {
    let all = use.variants.map { (facts: $0.sublayer.facts, count: $0.count) }
    var facts: [Profile.Row] = []
    for fact in all.flatMap(\.facts) where !facts.contains(where: { $0.id == fact.id }) {
      let having = all.filter { $0.facts.contains { $0.id == fact.id } }
      var joined = fact
      for other in having.flatMap(\.facts) where other.id == fact.id && other.value != joined.value {
        joined.value = joined.value.joined(other.value)
      }
      let count = having.reduce(0) { $0 + $1.count }
      if count < use.count { joined.value = joined.value.said(ofLayers: count, of: use.count) }
      facts.append(Profile.Row(joined, isNumber: fact.value.number != nil))
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
