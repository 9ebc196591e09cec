/// The short texts about an architecture, made of a small fixed vocabulary: no author writes them.
struct ArchitectureWords {
  let census: LayerCensus
  let mixers: SublayerNaming
  let feedForwards: SublayerNaming
  let features: [Feature]
  let schedule: Schedule

  // MARK: Layer mix

  /// `52 sliding-window + 10 global`; attention before recurrent mixers, the more common kind first.
  var layerMix: String {
    let mixing = ordered(mixers.uses).map { "\($0.count) \($0.label)" }
    let feeding = census.isSingleSublayer ? feedForwards.uses.map { "\($0.count) \(Self.counted($0))" } : []
    return (mixing + feeding).joined(separator: " + ")
  }

  /// The feed-forward behind a number: `23 MoE`, `1 dense`.
  private static func counted(_ use: SublayerUse) -> String { use.naming == .experts ? "MoE" : use.label }

  private func ordered(_ uses: [SublayerUse]) -> [SublayerUse] {
    uses.enumerated().sorted {
      ($0.element.isRecurrent ? 1 : 0, -$0.element.count, $0.offset)
        < ($1.element.isRecurrent ? 1 : 0, -$1.element.count, $1.offset)
    }.map(\.element)
  }

  // MARK: Order of the layers

  private var mixerSequence: [Int] { census.sequence.flatMap { mixers.byLayer[$0] } }
  /// One entry for each layer: the index of its last feed-forward, or the number of feed-forwards for none.
  private var feedForwardSequence: [Int] {
    census.sequence.map { feedForwards.byLayer[$0].last ?? feedForwards.uses.count }
  }

  /// The order in words: `10 × (5 sliding-window, 1 global), then 2 sliding-window; layers 1–3 dense`.
  var order: Phrase {
    if census.sequence.isEmpty { return "no layers" }
    if census.isSingleSublayer { return Phrase(singleSublayerPattern) }
    let mixing = LayerPattern(labels: mixers.uses.map(\.label), sequence: mixerSequence)
    let feeding = LayerPattern(
      labels: feedForwards.uses.map(Self.counted) + ["without feed-forward"], sequence: feedForwardSequence)
    let isOneLayer = census.sequence.count == 1
    let withMixer = census.sequence.count { !mixers.byLayer[$0].isEmpty }
    let isEverywhere = withMixer == 0 || withMixer == census.sequence.count
    if mixing.isUniform && feeding.isUniform && isEverywhere {
      return Phrase(loops + (isOneLayer ? "one layer" : "every layer is the same"))
    }
    var parts: [Phrase] = []
    if !mixing.isUniform { parts.append(mixing.words ?? irregular(mixing)) }
    if mixing.isUniform && !isEverywhere {
      parts.append("a mixer in \(value: withMixer) of \(census.sequence.count) layers")
    }
    if feeding.isUniform {
      if feedForwards.uses.first?.naming == .experts { parts.append("experts in every layer") }
    } else {
      parts.append(feedForwardWords(feeding))
    }
    return parts.enumerated().reduce(Phrase(loops)) { $0 + ($1.offset == 0 ? "" : "; ") + $1.element }
  }

  /// As the author grouped the layers, when that is short; else counts alone.
  private func irregular(_ mixing: LayerPattern) -> Phrase {
    if let written = mixing.written(schedule, perLayer: census.sequence.map { mixers.byLayer[$0].count }),
      written.text.count <= 160
    {
      return written
    }
    return Phrase(
      "\(list(ordered(mixers.uses).map { "\($0.count) \($0.label)" })) layers in no regular order")
  }

  /// The repeated unit of the mixers in words, whatever its count: `5 sliding-window, 1 global`.
  var unit: String? {
    let mixing = LayerPattern(labels: mixers.uses.map(\.label), sequence: mixerSequence)
    return mixing.isUniform ? nil : mixing.unit
  }

  private func feedForwardWords(_ feeding: LayerPattern) -> Phrase {
    let sequence = feeding.sequence
    let edge = sequence.prefix { $0 == sequence[0] }.count
    let rest = Set(sequence[edge...])
    if rest.count == 1, let other = rest.first {
      let first = edge == 1 ? "layer 1" : "layers 1–\(edge)"
      let labels = feedForwards.uses.map(\.label) + ["no feed-forward"]
      return Phrase("\(first) \(labels[sequence[0]]), \(labels[other]) from layer \(edge + 1)")
    }
    return feeding.words ?? "feed-forward kinds in no regular order"
  }

  /// `23 Mamba-2, 23 MoE and 6 GQA layers, one sublayer each`.
  private var singleSublayerPattern: String {
    let named =
      mixers.uses.map { ($0.count, $0.label) } + feedForwards.uses.map { ($0.count, Self.counted($0)) }
    let counts = named.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map { "\($0.0) \($0.1)" }
    return "\(list(counts)) layers, one sublayer each"
  }

  /// `4 passes over 24 layers, ` when every layer is looped alike.
  private var loops: String {
    guard census.isLooped, let first = census.uses.first else { return "" }
    let own = census.uses.reduce(0) { $0 + $1.weightCount }
    let passes = first.executedCount / max(1, first.weightCount)
    let isEven = census.uses.allSatisfy { $0.executedCount == $0.weightCount * passes }
    return isEven
      ? "\(passes) passes over \(own) layers; " : "\(own) layers, some of them passed more than once; "
  }

  // MARK: Attention phrase

  /// `GQA with QK-norm, 5:1 sliding-window/global`; `3:1 Gated DeltaNet/gated attention, partial RoPE`.
  var attention: String {
    let attending = mixers.uses.filter { !$0.isRecurrent }
    let isHybrid = attending.count < mixers.uses.count
    guard !mixers.uses.isEmpty else { return "none" }
    let bases = attending.map(\.sublayer.family).tally.map(\.value)
    let vocabulary = isHybrid ? [] : modifiers(attending)
    let whole = vocabulary.filter { share($0.feature, attending) == .all }.map(\.words)
    // Labels that name the kind already (`sparse MLA`) would repeat it in a ratio.
    let isNamed = bases.count == 1 && attending.allSatisfy { $0.label.contains(bases[0]) }
    var parts: [String] = []
    if isHybrid || bases.count > 1 {
      parts.append(ratio { use in use.isRecurrent ? use.label : named(use) })
    } else {
      parts.append(bases[0])
    }
    if !whole.isEmpty { parts[0] += " with " + list(whole) }
    if !isHybrid && bases.count == 1 && attending.count > 1 {
      if !isNamed {
        parts.append(ratio(\.label))
      } else if attending.contains(where: { $0.sublayer.mark.glyph == .window }) {
        parts.append(ratio { reach(of: $0, base: bases[0]) })
      }
    }
    // Latent attention always rotates a part of its own; saying so would say nothing.
    let positions = bases != [LatentAttention.family] || share(.nope, attending) == .all ? Self.positions : []
    let rest = vocabulary.filter { !whole.contains($0.words) }
    parts += qualities(rest + positions, attending, byLabel: !isNamed)
    for feature in [Feature.learnedPositions, .sinusoidalPositions] where features.contains(feature) {
      parts.removeAll { $0.hasPrefix("NoPE") }
      parts.append(feature.words)
    }
    return parts.joined(separator: ", ")
  }

  /// Words for features, in the order they are said.
  private typealias Vocabulary = [(feature: Feature, words: String)]

  private static let modifiers: Vocabulary = [
    (.qkNorm, "QK-norm"), (.gatedAttention, "output gate"), (.attentionSinks, "attention sinks"),
    (.sparseAttention, "sparse attention"), (.sharedIndexer, "shared indexer"),
    (.differentialAttention, "differential heads"), (.sharedKV, "shared K and V"),
    (.crossLayerKV, "shared caches"), (.logitSoftcapping, "logit soft-capping"),
  ]
  /// What is worth saying of these mixers: shared keys and sparse reading are what compressed attention is.
  private func modifiers(_ uses: [SublayerUse]) -> Vocabulary {
    guard share(.compressedAttention, uses) != .none else { return Self.modifiers }
    return Self.modifiers.filter { $0.feature != .sharedKV && $0.feature != .sparseAttention }
  }

  private static let positions: Vocabulary = [
    (.partialRope, "partial RoPE"), (.nope, "NoPE"), (.relativeBias, "relative position bias"),
    (.alibi, "ALiBi"),
  ]

  /// A label that says what kind of attention it is too: `sliding-window GQA`, `gated attention`, `MLA`.
  private func named(_ use: SublayerUse) -> String {
    let family = use.sublayer.family
    return switch use.naming {
    case .global, .withoutPositions, .rotated: "\(use.label) \(family)"
    case .tag(let tag): use.sublayer.name.tagIsReach && tag != family ? "\(tag) \(family)" : tag
    case .dense, .experts: use.label
    }
  }

  /// What a label says beside the kind: `sliding-window` of `sliding-window MLA`; `global` when nothing.
  private func reach(of use: SublayerUse, base: String) -> String {
    let words = use.label.split(separator: " ").filter { $0 != base }
    return words.isEmpty ? SublayerLabel.global.text : words.joined(separator: " ")
  }

  /// `5:1 sliding-window/global`, or counts when no small ratio is true; the more common first.
  private func ratio(_ label: (SublayerUse) -> String) -> String {
    guard mixers.uses.count > 1 else { return mixers.uses.map(label).joined() }
    let pattern = LayerPattern(labels: mixers.uses.map(\.label), sequence: mixerSequence)
    guard let terms = pattern.ratio else {
      return ordered(mixers.uses).map { "\($0.count) \(label($0))" }.joined(separator: " + ")
    }
    let sorted = terms.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
      .map(\.element)
    return sorted.map { String($0.count) }.joined(separator: ":") + " "
      + sorted.map { label(mixers.uses[$0.label]) }.joined(separator: "/")
  }

  // MARK: Which layers have what

  private enum Share: Equatable {
    case none, all
    /// Every layer of these labels and no other.
    case labels([String])
    case some(Int)
  }

  private func share(_ feature: Feature, _ uses: [SublayerUse]) -> Share {
    var with = 0, total = 0
    var whole: [String] = []
    var isByLabel = true
    for use in uses {
      let own = use.variants.reduce(0) { sum, variant in
        variant.sublayer.features.contains(feature) ? sum + variant.count : sum
      }
      with += own
      total += use.count
      if own == use.count { whole.append(use.label) } else if own > 0 { isByLabel = false }
    }
    return with == 0 ? .none : with == total ? .all : isByLabel ? .labels(whole) : .some(with)
  }

  /// `partial RoPE`, `shared K and V and NoPE in global layers`, `NoPE in 12 of 49 layers`.
  private func qualities(_ vocabulary: Vocabulary, _ uses: [SublayerUse], byLabel: Bool) -> [String] {
    let total = uses.reduce(0) { $0 + $1.count }
    var places: [(place: String, words: [String])] = []
    for (feature, words) in vocabulary {
      let place: String? =
        switch share(feature, uses) {
        case .none: nil
        case .all: ""
        // `3:1 RoPE/NoPE` has said it.
        case .labels(let labels) where labels == [words]: nil
        case .labels(let labels) where byLabel: " in \(list(labels)) layers"
        case .labels(let labels):
          " in \(uses.reduce(0) { $0 + (labels.contains($1.label) ? $1.count : 0) }) of \(total) layers"
        case .some(let count): " in \(count) of \(total) layers"
        }
      guard let place else { continue }
      if let known = places.firstIndex(where: { $0.place == place && !place.isEmpty }) {
        places[known].words.append(words)
      } else {
        places.append((place, [words]))
      }
    }
    return places.map { list($0.words) + $0.place }
  }
}

/// `a`, `a and b`, `a, b and c`.
func list(_ items: [String]) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " and " + last
}
