// How two models are aligned
//
// Each model is written down once as rows under stable ids: its sizes, its skeleton, one group for each kind of mixer
// and of feed-forward, and what follows from them. Rows of one id are compared. Groups are paired by meaning: first
// the same name, then the same kind with the same reach, then the same kind, then the same purpose (attending or
// recurrent); what is left over was added or removed. A row's weight says how much a change of it matters.

/// One model as comparisons see it: every row once, in reading order, computed once.
public final class Profile: Sendable {
  /// One fact with what a comparison needs to know about it.
  public struct Row: Sendable {
    public var section: Difference.Section
    /// Its place among `groups`; nil for facts of the whole model.
    public var group: Int?
    public var id: String
    public var label: String
    public var value: Quantity
    /// How much a change matters; 0 for what follows from other rows.
    var weight: Double
    /// Its absence from the other model is a change, not just a row without a counterpart.
    var isQuality = false
    public var concept: Feature?
    /// Hashes of the id and of section and label: most rows are told apart without reading them.
    var idHash: UInt64 = 0
    public var labelHash: UInt64 = 0
  }

  /// One kind of mixer or feed-forward.
  public struct Group: Sendable {
    var role: Role
    /// Its name in the layer mix.
    public var label: String
    /// Unique in the profile: `mixer.sliding-window`.
    var id: String
    var kind: String
    var glyph: Mark.Glyph
    var isRecurrent: Bool
    var hasPositions: Bool
    /// `GQA`, `MLA`, `Gated DeltaNet`, `experts`, `dense feed-forward`.
    var base: String
    var concept: Feature?
    /// Of the layers, how many a token passes.
    var count: Int
    var rows: [Row]
    /// Where its rows stand: the kind, its presence, then `rows`.
    var range = 0..<0
    var labelHash: UInt64 = 0
    var kindHash: UInt64 = 0

    public var isMixer: Bool { role == .mixer }
  }

  public let rows: [Row]
  public let groups: [Group]
  let size: Range<Int>
  let skeleton: Range<Int>
  /// The repeated unit of the schedule in words; nil when it has none.
  let unit: Int?
  let mixers: Range<Int>
  let feedForwards: Range<Int>
  /// Those no other row speaks of.
  let features: Range<Int>
  let consequences: Range<Int>
  let signature: Signature

  /// Of nothing; stands in while a sheet is being filled.
  static let empty = Profile(
    size: [], skeleton: [], unit: nil, mixers: [], feedForwards: [], features: [], consequences: [],
    signature: Signature(sizes: .zero, features: 0))

  private init(
    size: [Row], skeleton: [Row], unit: String?, mixers: [Group], feedForwards: [Group], features: [Row],
    consequences: [Row], signature: Signature
  ) {
    var rows: [Row] = []
    func add(_ section: Difference.Section, _ own: [Row], group: Int? = nil) -> Range<Int> {
      let start = rows.count
      for var row in own {
        (row.section, row.group) = (section, group)
        row.idHash = row.id.roughHash
        row.labelHash = row.label.roughHash(from: section.rawValue.roughHash)
        rows.append(row)
      }
      return start..<rows.count
    }
    self.size = add(.size, size)
    self.skeleton = add(.skeleton, skeleton)
    self.unit = unit.map { add(.skeleton, [Row("unit", "Repeated layers", .word($0), 42)]).lowerBound }
    self.features = add(.skeleton, features)
    var groups: [Group] = []
    for (section, own) in [(Difference.Section.mixer, mixers), (.feedForward, feedForwards)] {
      for var group in own {
        let kind = section == .mixer ? "Mixer" : "Feed-forward"
        let layers = Quantity.word("\(group.count.grouped) layer\(group.count == 1 ? "" : "s")")
        group.range = add(
          section,
          [
            Row("kind", kind, .word(group.base), 0, concept: group.concept),
            Row("presence", group.thing.sentenceStart, layers, 0, concept: group.presenceConcept),
          ] + group.rows, group: groups.count)
        (group.labelHash, group.kindHash) = (group.label.roughHash, group.kind.roughHash)
        groups.append(group)
      }
    }
    self.mixers = 0..<mixers.count
    self.feedForwards = mixers.count..<groups.count
    self.consequences = add(.consequence, consequences)
    self.rows = rows
    self.groups = groups
    self.signature = signature
  }
}

/// A few numbers that tell distant architectures apart without aligning them.
struct Signature: Sendable {
  /// Base-2 logarithms of sizes.
  var sizes: SIMD8<Float>
  /// One bit for each feature, shared by features with equal hashes.
  var features: UInt64

  /// At least roughly proportional to the true distance; for choosing whom to align.
  func distance(to other: Signature) -> Float {
    let delta = sizes - other.sizes
    let magnitudes = delta.replacing(with: -delta, where: delta .< 0)
    return magnitudes.sum() + 0.75 * Float((features ^ other.features).nonzeroBitCount)
  }
}

extension Profile {
  convenience init(_ sheet: FactSheet, unit: String?) {
    let spec = sheet.spec, model = spec.dimensions
    let size = [
      Row("layers", "Layers", .count(spec.schedule.depth), 40),
      Row("width", "Stream width", .count(model.width), 40),
      Row("vocabulary", "Vocabulary", .count(model.vocabulary), 14),
      Row("context", "Context, tokens", .tokens(model.context), 4),
    ]
    let mixers = sheet.mixers.map { Group($0, .mixer, in: model, depth: spec.schedule.depth) }
    let namesPositions = mixers.contains { $0.label == "NoPE" }
    let features = sheet.features.filter { !Self.spokenFor.contains($0) && !($0 == .nope && namesPositions) }
    self.init(
      size: size, skeleton: Self.skeleton(sheet), unit: unit, mixers: mixers,
      feedForwards: sheet.feedForwards.map { Group($0, .feedForward, in: model, depth: spec.schedule.depth) },
      features: features.map {
        Row("feature." + $0.id, $0.words.sentenceStart, .yes, Architecture.weight(of: $0), concept: $0)
      },
      consequences: Self.consequences(sheet), signature: Signature(sheet))
  }

  private static func skeleton(_ sheet: FactSheet) -> [Row] {
    let spec = sheet.spec, model = spec.dimensions
    var skeleton = [
      Row(
        "norm_placement", "Norm placement", .word(model.normWords), 45,
        concept: model.norm.placement.feature),
      Row("norm", "Normalisation", .word(model.norm.kind.words), 14),
      Row(
        "tied_embeddings", "Tied embeddings", .word(spec.tiedEmbeddings ? "yes" : "no"), 14,
        concept: .tiedEmbeddings),
    ]
    if let name = model.stream.name {
      skeleton.append(
        Row(
          "streams", "Residual stream", .word(name), 40, isQuality: true, concept: model.stream.features.first
        ))
      if model.stream.count > 1 {
        skeleton.append(Row("stream_count", "Parallel streams", .count(model.stream.count), 10))
      }
    }
    if let rows = spec.learnedPositions {
      skeleton.append(
        Row(
          "learned_positions", "Learned positions", .count(rows), 40, isQuality: true,
          concept: .learnedPositions)
      )
    }
    if let count = sheet.densePrefix {
      skeleton.append(
        Row("dense_prefix", "Leading dense layers", .count(count), 28, isQuality: true, concept: .densePrefix)
      )
    }
    for part in spec.parts where !part.isCore {
      let isPrediction = part.kind == .prediction
      skeleton.append(
        Row(
          isPrediction ? "mtp" : "beside.\(part.name)", isPrediction ? "Prediction modules" : part.label,
          .count(part.copies), isPrediction ? 12 : 4, isQuality: true, concept: isPrediction ? .mtp : nil))
    }
    return skeleton
  }

  private static func consequences(_ sheet: FactSheet) -> [Row] {
    let counts = sheet.parameters, cache = sheet.cache
    var rows = [
      Row("parameters", "Parameters", .parameters(counts.total), 0),
      Row("active", "Active per token", .parameters(counts.active), 0),
      Row("share_active", "Share active", .share(Double(counts.active) / Double(max(1, counts.total))), 0),
      Row("kv_per_token", "KV cache per token", .bytes(cache.bytesPerToken), 0),
    ]
    if sheet.spec.dimensions.context >= 131_072 {
      rows.append(Row("kv_at_128k", "KV cache at 128k tokens", .bytes(Double(cache.bytes(at: 131_072))), 0))
    }
    rows += [
      Row("decoder", "Decoder", .word(sheet.decoderType), 0),
      Row("pattern", "Order of layers", .word(sheet.pattern), 0),
    ]
    if cache.indexBytesPerToken > 0 {
      rows.append(
        Row("index_per_token", "Index keys per token", .bytes(cache.indexBytesPerToken), 0, isQuality: true))
    }
    if cache.stateBytes > 0 {
      rows.append(Row("state", "Fixed state", .bytes(Double(cache.stateBytes)), 0, isQuality: true))
    }
    return rows
  }

  /// Features that rows, groups or the norm placement already say.
  private static let spokenFor: Set<Feature> = [
    .mha, .gqa, .mqa, .mla, .cca, .slidingWindow, .chunkedAttention, .compressedAttention, .sparseAttention,
    .sharedIndexer,
    .qkNorm, .gatedAttention, .attentionSinks, .attentionBias, .sharedKV, .logitSoftcapping, .yarn, .rope,
    .partialRope,
    .learnedPositions, .gatedDeltaNet, .kda, .lightningAttention, .mamba2, .mlstm, .shortConvolution,
    .gatedMLP,
    .plainMLP, .moe, .sharedExpert, .latentMoE, .expertBias, .zeroExperts, .preNorm, .postNorm, .sandwichNorm,
    .tiedEmbeddings, .hybrid, .mtp, .densePrefix, .hyperConnections, .attentionResiduals, .altUp,
  ]
}

extension Profile.Row {
  fileprivate init(
    _ id: String, _ label: String, _ value: Quantity, _ weight: Double, isQuality: Bool = false,
    concept: Feature? = nil
  ) {
    // The profile says where it stands.
    section = .size
    (self.id, self.label, self.value, self.weight) = (id, label, value, weight)
    (self.isQuality, self.concept) = (isQuality, concept)
  }
}

extension String {
  fileprivate var roughHash: UInt64 { roughHash(from: 0xcbf2_9ce4_8422_2325) }

  /// FNV-1a: the same bits in every run.
  fileprivate func roughHash(from start: UInt64) -> UInt64 {
    utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension Profile.Group {
  /// As something a model has or lacks: `sliding-window layers`, `experts`.
  var thing: String { label == "experts" ? label : label + " layers" }

  /// Windows and chunks are the news about such layers, and what has no positions is about that.
  fileprivate var presenceConcept: Feature? {
    hasPositions ? rows.first { $0.id == "window" || $0.id == "chunk" }?.concept ?? concept : .nope
  }

  init(_ use: SublayerUse, _ role: Role, in model: Dimensions, depth: Int) {
    self.role = role
    label = use.label
    id = role.rawValue + "." + use.label.replacing(" ", with: "-")
    kind = type(of: use.sublayer).kind
    glyph = use.sublayer.mark.glyph
    isRecurrent = use.isRecurrent
    hasPositions = !use.sublayer.features.contains(.nope)
    base = role == .mixer ? use.base : use.label == "dense" ? "a dense feed-forward" : "experts"
    concept = use.concept
    count = use.count
    rows = Self.facts(of: use, in: model).map { fact in
      Profile.Row(
        fact.id, fact.label, Quantity(fact.value), weight(of: fact.id), isQuality: fact.isQuality,
        concept: factConcepts[fact.id])
    }
    if count != depth { rows.insert(Profile.Row("layers", "Layers with it", .count(count), 0), at: 0) }
  }

  /// The facts of the first configuration; where others differ, the range of their values.
  private static func facts(of use: SublayerUse, in model: Dimensions) -> [Fact] {
    var facts = use.sublayer.facts(in: model)
    for variant in use.variants.dropFirst() {
      let others = variant.sublayer.facts(in: model)
      for index in facts.indices {
        guard let other = others.first(where: { $0.id == facts[index].id }), other.value != facts[index].value
        else { continue }
        facts[index].value = facts[index].value.joined(other.value)
      }
    }
    return facts
  }
}

extension Fact.Value {
  /// `1,024–4,096` for two sizes, `a or b` for two words.
  fileprivate func joined(_ other: Fact.Value) -> Fact.Value {
    switch (self, other) {
    case (.count(let a), .count(let b)), (.tokens(let a), .tokens(let b)):
      return .word("\(min(a, b).grouped)–\(max(a, b).grouped)")
    case (.word(let a), .word(let b)): return a.contains(b) ? self : .word("\(a) or \(b)")
    case (.word(let a), .count(let b)), (.word(let a), .tokens(let b)):
      return a.contains(b.grouped) ? self : .word("\(a), \(b.grouped)")
    default: return self
    }
  }
}

extension Fact {
  /// Having it at all is a property: a word, a yes, a window.
  fileprivate var isQuality: Bool {
    switch value {
    case .word, .yes, .tokens: true
    case .count: ["shared", "latent", "zero_experts", "noise_heads", "convolution"].contains(id)
    }
  }
}

extension Dimensions {
  /// Where the norms stand; streams that normalise what is read need none at the sublayers.
  fileprivate var normWords: String {
    norm.placement == .none && stream != .addition ? "norms in the streams" : norm.placement.words
  }
}

extension Norm.Placement {
  var words: String {
    switch self {
    case .pre: "pre-norm"
    case .post: "post-norm"
    case .sandwich: "sandwich norm"
    case .stream: "norm on the stream"
    case .none: "no norm"
    }
  }

  fileprivate var feature: Feature? {
    switch self {
    case .pre: .preNorm
    case .post, .stream: .postNorm
    case .sandwich: .sandwichNorm
    case .none: nil
    }
  }
}

extension Norm.Kind {
  fileprivate var words: String { self == .layerWithoutBias ? "LayerNorm without bias" : label }
}

extension Signature {
  init(_ sheet: FactSheet) {
    let counts = sheet.parameters, model = sheet.spec.dimensions
    let numbers = [
      Double(counts.total), Double(counts.active), Double(sheet.depth), Double(model.width),
      Double(model.vocabulary), sheet.cache.bytesPerToken / 64 + 1,
      Double(sheet.cache.stateBytes) / 65_536 + 1,
      Double(counts.embedding),
    ]
    sizes = SIMD8(numbers.map { $0.roughLog2 })
    features = sheet.features.reduce(0) { bits, feature in
      bits | 1 << (feature.id.roughHash % 64)
    }
  }
}

extension Double {
  /// Within 0.09 of the base-2 logarithm of a positive number.
  fileprivate var roughLog2: Float {
    self > 0 && isFinite ? Float(exponent) + Float(significand) - 1 : 0
  }
}
