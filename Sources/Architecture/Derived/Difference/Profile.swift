// How two models are aligned
//
// Each model is written down once as rows under stable ids: its sizes, its skeleton, one group for each kind of mixer
// and of feed-forward, and what follows from them. Rows of one id are compared. Groups are paired by meaning
// (`GroupAlignment.swift`); what is left over was added or removed. A row's weight says how much a change of it matters.

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
    /// Its absence from the other model is a change of the design, not just a smaller fact without a counterpart.
    var isQuality = false
    public var concept: Feature?
    /// Hash of the id of the fact it comes and goes with; 0 for none.
    var mainHash: UInt64 = 0
    /// It means the same in another kind of mixer.
    var isPortable = false
    /// Hashes of the id and of section and label: most rows are told apart without reading them.
    var idHash: UInt64 = 0
    public var labelHash: UInt64 = 0
    /// Equal for equal values.
    var valueHash: UInt64 = 0
    /// Not part of the core's design: the published context, modules beside the core.
    var isBeside = false
    /// Hash of its text where that is rounded, else 0: what reads the same is no difference to a reader.
    var textHash: UInt64 = 0
  }

  /// One kind of mixer or feed-forward.
  public struct Group: Sendable {
    var role: Role
    /// Its name in the layer mix.
    public var label: String
    /// Unique in the profile: `mixer.sliding-window`.
    var id: String
    public var kind: String
    var glyph: Mark.Glyph
    var features: [Feature]
    var reach: Reach
    /// Of all layers of the model.
    var share: Float
    var isRecurrent: Bool
    public var hasPositions: Bool
    /// `GQA`, `MLA`, `Gated DeltaNet`, `experts`, `dense feed-forward`.
    var base: String
    var concept: Feature?
    /// Of the layers, how many a token passes.
    public var count: Int
    var rows: [Row]
    /// Where its rows stand: the kind, its presence, then `rows`.
    var range = 0..<0
    var labelHash: UInt64 = 0
    var kindHash: UInt64 = 0

    public var isMixer: Bool { role == .mixer }
    /// Where the number of its layers stands.
    var layersRow: Int { range.lowerBound + 2 }
  }

  public let rows: [Row]
  /// Mixers before feed-forwards, as the sheet lists them.
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
  public let depth: Int
  let hasDensePrefix: Bool
  /// Of the way sublayers read and write the stream.
  let streamHash: UInt64
  let signature: Signature

  private init(
    depth: Int, size: [Row], skeleton: [Row], unit: String?, mixers: [Group], feedForwards: [Group],
    features: [Row],
    consequences: [Row], signature: Signature
  ) {
    self.depth = depth
    streamHash = skeleton.first { $0.id == "streams" }?.value.text.roughHash ?? 0
    hasDensePrefix = skeleton.contains { $0.id == "dense_prefix" }
    var rows: [Row] = []
    func add(_ section: Difference.Section, _ own: [Row], group: Int? = nil, isRecurrent: Bool = false)
      -> Range<Int>
    {
      let start = rows.count
      for var row in own {
        (row.section, row.group) = (section, group)
        row.idHash = row.id.roughHash
        row.labelHash = row.label.roughHash(from: section.rawValue.roughHash)
        row.mainHash = mainFacts[row.id].map(\.roughHash) ?? 0
        row.isPortable = !isRecurrent && portableFacts.contains(row.id)
        row.valueHash = row.value.roughHash
        row.isBeside = group == nil && (["context", "mtp"].contains(row.id) || row.id.hasPrefix("beside."))
        row.textHash = row.value.isRounded ? row.value.text.roughHash : 0
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
        // `Experts: 42` would count experts.
        let layers =
          group.thing.contains("layers")
          ? Quantity.count(group.count)
          : .word("\(group.count.grouped) layer\(group.count == 1 ? "" : "s")")
        group.range = add(
          section,
          [
            Row("kind", kind, .word(group.base), 0, concept: group.concept),
            Row("presence", group.thing.sentenceStart, layers, 0, concept: group.presenceConcept),
          ] + group.rows, group: groups.count, isRecurrent: group.isRecurrent)
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
    let features = sheet.features.filter { !Self.spokenFor.contains($0) }
    self.init(
      depth: spec.schedule.depth, size: size, skeleton: Self.skeleton(sheet), unit: unit, mixers: mixers,
      feedForwards: sheet.feedForwards.map { Group($0, .feedForward, in: model, depth: spec.schedule.depth) },
      features: features.map {
        Row("feature." + $0.id, $0.words.sentenceStart, .yes, Architecture.weight(of: $0), concept: $0)
      },
      consequences: Self.consequences(sheet), signature: Signature(sheet))
  }
}

extension Profile.Row {
  init(
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
  var roughHash: UInt64 { roughHash(from: 0xcbf2_9ce4_8422_2325) }

  /// FNV-1a: the same bits in every run.
  func roughHash(from start: UInt64) -> UInt64 {
    utf8.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }
}

extension Quantity {
  /// Equal for equal values.
  fileprivate var roughHash: UInt64 {
    if case .word(let word) = self { return word.roughHash }
    return (number ?? .nan).bitPattern &* 0x9E37_79B9_7F4A_7C15
  }
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
