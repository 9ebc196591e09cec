/// How sublayers read from the residual stream and write to it, where that is more than an addition.
public enum Stream: Hashable, Sendable {
  /// One stream; each sublayer's output is added to it.
  case addition
  /// `count` parallel streams, read, written and mixed by weights computed for each token
  /// (hyper-connections, arXiv:2409.19606; kept on a manifold, mHC, arXiv:2512.24880).
  case hyperConnections(HyperConnections)
  /// `count` parallel streams, read through a gate of low rank over all of them.
  case gatedResiduals(count: Int, rank: Int)
  /// Each sublayer attends over the outputs of earlier blocks of `block` layers instead of their plain sum.
  /// Perhaps without a gain on what is compared, and with a convolution of each output over `kernel` tokens.
  case attentionResiduals(block: Int, hasGain: Bool, kernel: Int?)
  /// `count` parallel streams of which each layer computes one and predicts the others (AltUp, arXiv:2301.13310);
  /// perhaps with a low-rank path beside attention (LAuReL, arXiv:2411.07501).
  case altUp(count: Int, laurelRank: Int?)
  /// The stream and each sublayer's output have a trained scale and shift per channel.
  case scaledResiduals
  /// Each sublayer's output passes a short causal convolution before it is added.
  case convolutions(kernel: Int)
  /// The stream is multiplied by a trained gain per channel wherever an output is added (Doge).
  case streamGain
  /// Stream and output are weighed by a trained gate per channel whose squares sum to one (Muse Spark).
  case gatedAddition
  /// Stream and output are weighed by fixed numbers that follow from the depth (Beam).
  case depthScaled
  /// Vectors of length 1: each output pulls the stream towards it by a trained rate per channel (nGPT,
  /// arXiv:2410.01131).
  case sphere

  public struct HyperConnections: Hashable, Sendable {
    public var count: Int
    /// A computed matrix mixes the streams at each sublayer; without it they keep to themselves.
    public var isMixed: Bool
    /// The joined streams are normalised with a gain before the weights are computed.
    public var isNormed: Bool
    /// Computed weights join the streams before the final norm; without them they are summed.
    public var hasReadout: Bool
  }

  enum Kind: String, CaseIterable {
    case addition
    case hyperConnections = "hyper_connections"
    case gatedResiduals = "gated_residuals"
    case attentionResiduals = "attention_residuals"
    case altUp = "altup"
    case scaledResiduals = "scaled_residuals"
    case convolutions
    case streamGain = "stream_gain"
    case gatedAddition = "gated_addition"
    case depthScaled = "depth_scaled"
    case sphere
  }

  init(from fields: inout FieldReader) {
    let kind = fields.choice("kind", default: Kind.addition, "how sublayers read and write the stream")
    let count = fields.int("count", in: 2...64, default: 4, "parallel streams")
    let isMixed = fields.flag("mixing", default: true, "hyper-connections: a matrix mixes the streams")
    let isNormed = fields.flag("norm", "hyper-connections: a norm over all streams comes first")
    let hasReadout = fields.flag("readout", "hyper-connections: computed weights join the streams at the end")
    let rank = fields.int("rank", in: 1...1_000_000, default: 1, "gated residuals: rank of the gate")
    let block = fields.int("block", in: 1...4_096, default: 1, "attention residuals: layers of a block")
    let laurel = fields.optionalInt(
      "laurel_rank", in: 1...1_000_000, "AltUp: rank of a low-rank path beside attention (LAuReL)")
    let kernel = fields.int("kernel", in: 1...64, default: 4, "convolutions: tokens each sees")
    let hasGain = fields.flag(
      "gain", default: true, "attention residuals: what is compared is normalised with a gain")
    let isConvolved = fields.flag(
      "convolved", "attention residuals: each output passes a convolution over `kernel` tokens too")
    switch kind {
    case .addition: self = .addition
    case .hyperConnections:
      self = .hyperConnections(
        HyperConnections(count: count, isMixed: isMixed, isNormed: isNormed, hasReadout: hasReadout))
    case .gatedResiduals: self = .gatedResiduals(count: count, rank: rank)
    case .attentionResiduals:
      self = .attentionResiduals(block: block, hasGain: hasGain, kernel: isConvolved ? kernel : nil)
    case .altUp: self = .altUp(count: count, laurelRank: laurel)
    case .scaledResiduals: self = .scaledResiduals
    case .convolutions: self = .convolutions(kernel: kernel)
    case .streamGain: self = .streamGain
    case .gatedAddition: self = .gatedAddition
    case .depthScaled: self = .depthScaled
    case .sphere: self = .sphere
    }
  }

  /// How figures and fact sheets name it; nil for the plain addition.
  public var name: String? {
    switch self {
    case .addition: nil
    case .hyperConnections(let own): own.isMixed ? "Hyper-connections" : "Hyper-connections without mixing"
    case .gatedResiduals: "Gated residual streams"
    case .attentionResiduals: "Attention residuals"
    case .altUp(_, let laurel): laurel == nil ? "AltUp" : "AltUp with LAuReL"
    case .scaledResiduals: "Scaled residuals"
    case .convolutions: "Convolved outputs"
    case .streamGain: "Stream with a gain"
    case .gatedAddition: "Gated addition"
    case .depthScaled: "Depth-scaled residuals"
    case .sphere: "Stream on a sphere"
    }
  }

  /// Rows for comparisons; details come and go with the way of the stream.
  static let facts: [FactOf<Stream>] = [
    // Convolved outputs are no convolution in place of attention, which is what that concept is about.
    FactOf(
      .streams, concept: { stream in stream.features.first { $0 != .shortConvolution } }
    ) { $0.name.map { .word($0) } },
    FactOf("stream_count", "Parallel streams", weight: 10, with: "streams") {
      $0.count > 1 ? .count($0.count) : nil
    },
    .flag("stream_norm", "Norm over the streams", weight: 10, with: "streams") {
      if case .hyperConnections(let own) = $0 { own.isNormed } else { false }
    },
    .flag("stream_readout", "Computed reading of the streams", weight: 10, with: "streams") {
      if case .hyperConnections(let own) = $0 { own.hasReadout } else { false }
    },
    FactOf("stream_rank", "Rank of the stream gate", weight: 10, with: "streams") {
      if case .gatedResiduals(_, let rank) = $0 { .count(rank) } else { nil }
    },
    FactOf("stream_block", "Layers of a residual block", weight: 10, with: "streams") {
      if case .attentionResiduals(let block, _, _) = $0 { .count(block) } else { nil }
    },
    .flag("stream_without_gain", "Compared without a gain", weight: 4, with: "streams") {
      if case .attentionResiduals(_, let hasGain, _) = $0 { !hasGain } else { false }
    },
    FactOf("laurel_rank", "LAuReL rank", weight: 10, concept: .laurel, with: "streams") {
      if case .altUp(_, let rank?) = $0 { .count(rank) } else { nil }
    },
    FactOf("stream_kernel", "Kernel on the outputs", weight: 10, with: "streams") {
      $0.outputKernel.map { .count($0) }
    },
  ]

  /// One line about it with its numbers, for figures and descriptions; nil for the plain addition.
  public var line: Phrase? {
    switch self {
    case .addition: nil
    case .hyperConnections(let own):
      "\(value: own.count, "streams") parallel streams, \(own.isMixed ? "read, written and mixed" : "read and written") by computed weights"
    case .gatedResiduals(let count, let rank):
      "\(value: count, "streams") parallel streams, read through a gate of rank \(value: rank, "stream_rank")"
    case .attentionResiduals(let block, _, _):
      "each sublayer attends over the outputs of earlier blocks of \(value: block, "stream_block") layers"
    case .altUp(let count, _):
      "\(value: count, "streams") parallel streams, one computed and the others predicted"
    case .scaledResiduals: "stream and outputs are scaled and shifted per channel"
    case .convolutions(let kernel):
      "each output passes a convolution over \(value: kernel, "stream_kernel") tokens"
    case .streamGain: "the stream is multiplied by a trained gain per channel before each addition"
    case .gatedAddition: "stream and output are weighed by a trained gate per channel"
    case .depthScaled: "stream and output are weighed by fixed numbers that follow from the depth"
    case .sphere: "vectors of length 1; each output pulls the stream by a trained rate per channel"
    }
  }

  /// What is done where a sublayer reads the stream, in a few words for figures; nil for the plain stream.
  public var reading: String? {
    switch self {
    case .addition, .scaledResiduals, .convolutions, .streamGain, .gatedAddition, .depthScaled, .sphere: nil
    case .hyperConnections: "weighted sum"
    case .gatedResiduals: "norm, gated sum"
    case .attentionResiduals: "attends to blocks"
    case .altUp: "predicted"
    }
  }

  /// What is done where a sublayer writes to the stream; nil for the plain addition.
  public var writing: String? {
    switch self {
    case .addition, .attentionResiduals, .convolutions: nil
    case .hyperConnections(let own): own.isMixed ? "mixed and spread" : "spread by weights"
    case .gatedResiduals: "spread by weights"
    case .altUp: "corrects all"
    case .scaledResiduals: "scaled, shifted"
    case .streamGain: "stream gained"
    case .gatedAddition: "gated sum"
    case .depthScaled: "weighed by depth"
    case .sphere: "pulled on a sphere"
    }
  }

  /// Read and written once for a whole layer, not at each sublayer.
  public var isWholeLayer: Bool {
    if case .altUp = self { return true }
    return false
  }

  /// A step every output passes before it is added: `conv 4`.
  public var outputStep: String? {
    outputKernel.map { "conv \($0)" }
  }

  /// Tokens the convolution of each output sees; nil without one.
  var outputKernel: Int? {
    switch self {
    case .convolutions(let kernel): kernel
    case .attentionResiduals(_, _, let kernel): kernel
    default: nil
    }
  }

  /// Each sublayer reads the outputs of earlier blocks too.
  public var readsEarlierBlocks: Bool {
    if case .attentionResiduals = self { return true }
    return false
  }

  /// Each mixer has a low-rank path beside it.
  public var hasLowRankPath: Bool {
    if case .altUp(_, .some) = self { return true }
    return false
  }

  /// Parallel copies of the stream a token carries.
  public var count: Int {
    switch self {
    case .hyperConnections(let own): own.count
    case .gatedResiduals(let count, _), .altUp(let count, _): count
    case .addition, .attentionResiduals, .scaledResiduals, .convolutions, .streamGain, .gatedAddition,
      .depthScaled, .sphere:
      1
    }
  }

  public var features: [Feature] {
    switch self {
    case .addition, .scaledResiduals: []
    case .hyperConnections, .gatedResiduals: [.hyperConnections]
    case .attentionResiduals(_, _, let kernel):
      kernel == nil ? [.attentionResiduals] : [.attentionResiduals, .shortConvolution]
    case .altUp(_, let laurel): laurel == nil ? [.altUp] : [.altUp, .laurel]
    case .convolutions: [.shortConvolution]
    case .streamGain, .gatedAddition, .depthScaled: [.residualScaling]
    case .sphere: [.hypersphere]
    }
  }
}

extension Stream {
  /// What each sublayer needs to read and write the stream.
  ///
  /// With attention residuals it may read the stream several times, for queries, keys and values apart, or not at all.
  func tensorsOfSublayer(width: Int, reads: Int) -> [Tensor] {
    switch self {
    case .addition, .altUp, .depthScaled: return []
    case .hyperConnections(let own):
      let weights = own.count * (own.isMixed ? own.count + 2 : 2)
      let tensors = [
        Tensor("stream.weight", [weights, own.count * width], .other),
        Tensor("stream.bias", [weights], .other), Tensor("stream.scale", [own.isMixed ? 3 : 2], .other),
      ]
      return own.isNormed ? tensors + [Tensor("stream_norm.weight", [own.count * width], .other)] : tensors
    case .gatedResiduals(let count, let rank):
      return gate(count: count, rank: rank, width: width) + [
        Tensor("stream_write.weight", [count, count * width], .other)
      ]
    case .attentionResiduals(_, _, let kernel):
      return attention(width: width, reads: reads)
        + (kernel.map { convolution(width: width, kernel: $0) } ?? [])
    case .streamGain: return [Tensor("stream_gain", [width], .other)]
    case .gatedAddition: return [Tensor("stream_gate", [width], .other)]
    case .sphere: return [Tensor("stream_rate", [width], .other)]
    case .scaledResiduals:
      return ["output_scale", "output_shift", "stream_scale", "stream_shift"]
        .map { Tensor($0, [width], .other) }
    case .convolutions(let kernel): return convolution(width: width, kernel: kernel)
    }
  }

  /// What each layer needs once.
  func tensorsOfLayer(width: Int) -> [Tensor] {
    guard case .altUp(let count, let laurel) = self else { return [] }
    let path = laurel.map {
      [
        Tensor("laurel_down.weight", [$0, width], .other), Tensor("laurel_up.weight", [width, $0], .other),
        Tensor("laurel_norm.weight", [width], .other),
      ]
    }
    return (path ?? []) + [
      Tensor("altup_predict.weight", [count * count, count], .other),
      Tensor("altup_correct.weight", [count, count], .other),
      Tensor("altup_router.weight", [count, width], .other),
      Tensor("altup_router_norm.weight", [width], .other), Tensor("altup_scale", [width], .other),
    ]
  }

  /// What the model needs once, between embedding and first layer or between last layer and final norm.
  func tensorsOfModel(width: Int) -> [Tensor] {
    switch self {
    case .addition, .convolutions, .streamGain, .gatedAddition, .depthScaled, .sphere: return []
    case .hyperConnections(let own):
      guard own.hasReadout else { return [] }
      return [
        Tensor("stream_readout.weight", [own.count, own.count * width], .other),
        Tensor("stream_readout.bias", [own.count], .other), Tensor("stream_readout.scale", [1], .other),
      ]
    case .gatedResiduals(let count, let rank): return gate(count: count, rank: rank, width: width)
    case .attentionResiduals: return attention(width: width, reads: 1)
    case .altUp(let count, _):
      return [
        Tensor("altup_embed.weight", [width, width], .other, copies: count - 1),
        Tensor("altup_join.weight", [width, width], .other, copies: count - 1),
      ]
    case .scaledResiduals:
      return [Tensor("embedding_scale", [width], .other), Tensor("embedding_shift", [width], .other)]
    }
  }

  /// What is kept between tokens for each sublayer.
  func cacheOfSublayer(width: Int) -> [CacheTerm] {
    guard let kernel = outputKernel else { return [] }
    return [
      CacheTerm(
        .state, elementsPerEntry: (kernel - 1) * width, retention: .fixed, formula: "\(kernel - 1) × \(width)"
      )
    ]
  }

  private func gate(count: Int, rank: Int, width: Int) -> [Tensor] {
    [
      Tensor("stream_norm.weight", [count * width], .other),
      Tensor("stream_read_down.weight", [rank, count * width], .other),
      Tensor("stream_read_up.weight", [count * width, rank], .other),
    ]
  }

  /// Queries over the blocks' outputs and the norm of what they are compared with.
  private func attention(width: Int, reads: Int) -> [Tensor] {
    guard reads > 0, case .attentionResiduals(_, let hasGain, _) = self else { return [] }
    return [Tensor("stream_query", [reads, width], .other)]
      + (hasGain ? [Tensor("stream_norm.weight", [width], .other)] : [])
  }

  private func convolution(width: Int, kernel: Int) -> [Tensor] {
    [Tensor("output_conv.weight", [width, 1, kernel], .convolution)]
  }
}

extension FactKind {
  /// How sublayers read and write the residual stream.
  static let streams = FactKind("streams", "Residual stream", weight: 40, name: .value)
}
