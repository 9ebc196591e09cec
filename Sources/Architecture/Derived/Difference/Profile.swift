// How two models are aligned
//
// Each model is written down once as rows under stable ids: its sizes, its skeleton, one group for each kind of mixer
// and of feed-forward, and what follows from them. Rows of one id are compared. Groups are paired by meaning
// (`GroupAlignment.swift`); what is left over was added or removed. A row's weight says how much a change of it matters.

/// One model as comparisons see it: every row once, in reading order, computed once.
public final class Profile: Sendable {
  /// One fact of the model, and where it belongs.
  public struct Row: Sendable {
    public var section: Difference.Section
    /// Its place among `groups`; nil for facts of the whole model.
    public var group: Int?
    public let fact: FactKind
    /// Tells facts of one kind apart: the name of a part.
    let name: String
    public let label: String
    public let value: Quantity
    public let concept: Feature?

    public var id: String { name.isEmpty ? fact.id : "\(fact.id).\(name)" }
    /// How much a change matters; 0 for what follows from other rows.
    var weight: Double { fact.weight }
    /// Its absence from the other model is a change of the design, not just a smaller fact without a counterpart.
    var isQuality: Bool { fact.isQuality || value.number == nil }
  }

  /// One kind of mixer or feed-forward.
  public struct Group: Sendable {
    var role: Role
    /// Its name in the layer mix.
    public var label: String
    /// As something a model has or lacks: `sliding-window layers`, `sparse MLA layers with reused index`, `experts`.
    var thing: String
    /// Unique in the profile: `mixer.sliding-window`.
    var id: String
    public var kind: String
    var glyph: Mark.Glyph
    /// What having such layers is about, whatever they are called in this model.
    var ownPresenceConcept: Feature?
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

    public var isMixer: Bool { role == .mixer }
  }

  public let rows: [Row]
  /// Mixers before feed-forwards, as the sheet lists them.
  public let groups: [Group]
  /// Both in numbers.
  let keys: [RowKey]
  let groupKeys: [GroupKey]
  /// What verdicts say of each row.
  let words: RowWords
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
    var keys: [RowKey] = []
    func add(_ section: Difference.Section, _ own: [Row], group: Int? = nil) -> Range<Int> {
      let start = rows.count
      for var row in own {
        (row.section, row.group) = (section, group)
        rows.append(row)
        keys.append(RowKey(row))
      }
      return start..<rows.count
    }
    self.size = add(.size, size)
    self.skeleton = add(.skeleton, skeleton)
    self.unit = unit.map { add(.skeleton, [Row(.unit, .word($0))]).lowerBound }
    self.features = add(.skeleton, features)
    var groups: [Group] = []
    for (section, own) in [(Difference.Section.mixer, mixers), (.feedForward, feedForwards)] {
      for var group in own {
        // `Experts: 42` would count experts.
        let layers =
          group.namesLayers
          ? Quantity.count(group.count)
          : .word("\(group.count.grouped) layer\(group.count == 1 ? "" : "s")")
        group.range = add(
          section,
          [
            Row(section == .mixer ? .mixerKind : .feedForwardKind, .word(group.base), concept: group.concept),
            Row(.presence, layers, label: group.thing.sentenceStart, concept: group.presenceConcept),
          ] + group.rows, group: groups.count)
        groups.append(group)
      }
    }
    self.mixers = 0..<mixers.count
    self.feedForwards = mixers.count..<groups.count
    self.consequences = add(.consequence, consequences)
    (self.rows, self.keys, words) = (rows, keys, RowWords(rows))
    (self.groups, groupKeys) = (groups, groups.map(GroupKey.init))
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
    let depth = sheet.depth
    self.init(
      depth: depth, size: Self.size(sheet), skeleton: Self.skeleton(sheet), unit: unit,
      mixers: sheet.mixers.map { Group($0, .mixer, depth: depth) },
      feedForwards: sheet.feedForwards.map { Group($0, .feedForward, depth: depth) },
      features: Self.features(sheet), consequences: Self.consequences(sheet), signature: Signature(sheet))
  }
}

extension Profile.Row {
  /// A fact of the whole model, or with a label or a concept that the kind of fact leaves open.
  init(
    _ fact: FactKind, _ value: Quantity, name: String = "", label: String? = nil, concept: Feature? = nil
  ) {
    // The profile says where it belongs.
    section = .size
    (self.fact, self.value, self.name) = (fact, value, name)
    self.label = label ?? fact.label
    self.concept = concept ?? fact.concept
  }

  init(_ fact: Fact) {
    section = .size
    (self.fact, value, name, label, concept) = (fact.kind, fact.value, "", fact.label, fact.concept)
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
