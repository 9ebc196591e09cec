import Diagnostics

/// One kind of block inside a layer: attention, a recurrent mixer, a feed-forward, experts.
///
/// An open set: a new kind is one new file and one line in `Sublayers.all`.
public protocol Sublayer: Sendable {
  /// The word in the spec (`kind: mla`).
  static var kind: String { get }
  /// One sentence for the author's guide.
  static var summary: String { get }

  /// Reads the kind's own fields; problems are recorded in `fields`.
  init(from fields: inout FieldReader, in model: Dimensions)

  /// What the sublayer is for in the residual skeleton.
  var role: Role { get }
  /// How figures and tables name it.
  var name: SublayerName { get }
  var mark: Mark { get }

  /// Every weight, with shapes; names are relative to the sublayer.
  func tensors(in model: Dimensions) -> [Tensor]
  /// What is kept between tokens; empty when nothing is.
  func cache(in model: Dimensions) -> [CacheTerm]
  /// What decoding one token reads of caches, its own and those of other layers.
  func cacheReads(in model: Dimensions) -> [CacheTerm]
  /// Arithmetic beyond the matrix products.
  func compute(in model: Dimensions) -> [ComputeTerm]
  var features: [Feature] { get }
  /// Rows for fact sheets and comparisons in their order, ids stable and distinct within the kind.
  static var facts: [FactOf<Self>] { get }
  /// Features that say more of a sublayer than what kind it is, most telling first.
  static var tellingFeatures: [Feature] { get }
  /// What kind of mixer it is whatever its reach: `GQA`, `MLA`, `Mamba-2`.
  var family: String { get }
  /// The concept that having such layers at all is about: sliding windows before how heads share keys.
  var presenceConcept: Feature? { get }
  /// Its output is added to the input of the next mixer, not to the stream.
  var feedsNextMixer: Bool { get }
  /// Lines under the name in a stack row, most telling first.
  func lines(in model: Dimensions) -> [Phrase]
  /// The one line shown when two variants share the slot.
  func shortLine(in model: Dimensions) -> Phrase
  func anatomy(in model: Dimensions) -> Anatomy
}

/// What a sublayer does in the skeleton: mix tokens, or transform each token alone.
public enum Role: String, Sendable, CaseIterable {
  case mixer, feedForward
}

/// The names of one configuration of a kind.
public struct SublayerName: Hashable, Sendable {
  /// Sentence case, in full: `Sliding-window grouped-query attention`.
  public var full: String
  /// For narrow rows: `Sliding-window GQA`.
  public var short: String
  /// In mixes and cards, lower case where it is a common word: `sliding-window`, `global`, `Mamba-2`, `MLA`.
  public var tag: String

  public init(full: String, short: String? = nil, tag: String) {
    self.full = full
    self.short = short ?? full
    self.tag = tag
  }
}

extension Sublayer {
  public func cache(in model: Dimensions) -> [CacheTerm] { [] }
  public func compute(in model: Dimensions) -> [ComputeTerm] { [] }
  public func cacheReads(in model: Dimensions) -> [CacheTerm] { reading(cache(in: model), in: model) }

  /// All of the caches, or the chosen entries when the arithmetic reads chosen entries.
  func reading(_ terms: [CacheTerm], in model: Dimensions) -> [CacheTerm] {
    let chosen = compute(in: model).lazy.map(\.reads).first { if case .selected = $0 { true } else { false } }
    return terms.map { term in
      guard let chosen, term.isCache, term.retention.growsForever else { return term }
      return CacheTerm(term.purpose, elementsPerEntry: term.elementsPerEntry, retention: chosen)
    }
  }
  public func shortLine(in model: Dimensions) -> Phrase { lines(in: model).first ?? "" }

  public var feedsNextMixer: Bool { false }
  public static var tellingFeatures: [Feature] { [] }
  public var family: String { isRecurrent ? features.first?.words ?? name.tag : name.tag }
  public var presenceConcept: Feature? { features.first }
}

extension Sublayer {
  /// The facts this configuration has, in order.
  public var facts: [Fact] { Self.facts.compactMap { $0.fact(of: self) } }

  /// Every kind of fact a configuration can have.
  public static var factKinds: [FactKind] { facts.map(\.kind) }

  /// What a reader asks about first: the feature that sets a configuration apart, else what the kind is.
  public var headline: Feature? {
    Self.tellingFeatures.first(where: features.contains) ?? features.first
  }

  /// The concept a change of its positions is about.
  var positionConcept: Feature {
    features.contains(.nope) ? .nope : features.contains(.partialRope) ? .partialRope : .rope
  }
}

/// The registry: every kind the gallery knows.
public enum Sublayers {
  public static let all: [any Sublayer.Type] = [
    Attention.self,
    LatentAttention.self,
    CompressedAttention.self,
    ConvolutionalAttention.self,
    GatedDeltaNet.self,
    KimiDeltaAttention.self,
    LightningAttention.self,
    MatrixLSTM.self,
    LinearAttention.self,
    GatedSlotAttention.self,
    TimeMixing.self,
    RGLRU.self,
    Mamba.self,
    Mamba2.self,
    SharedTransformer.self,
    ShortConvolution.self,
    GatedMLP.self,
    PlainMLP.self,
    ChannelMixing.self,
    LinearLayer.self,
    MixtureOfExperts.self,
  ]

  public static func named(_ kind: String) -> (any Sublayer.Type)? { all.first { $0.kind == kind } }
}
