/// Compressed convolutional attention: queries, keys and values live in a small latent, mixed by short convolutions.
///
/// Cache per token: `2 × kvHeads × headSize` elements, where all query heads together may be narrower than the
/// stream (Figliolia et al. 2025, arXiv:2510.04476).
public struct ConvolutionalAttention: Sublayer {
  public static let kind = "cca"
  public static let summary =
    "compressed convolutional attention: grouped attention in a latent mixed by short convolutions"

  let heads: Int, kvHeads: Int, headSize: Int, ropeSize: Int
  let window: Int?
  /// Kernels of the convolution over each channel and of the one over each head.
  let channelKernel: Int, headKernel: Int
  let hasBias: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "query heads")
    kvHeads = fields.int(
      "kv_heads", in: 1...65_536, default: heads, "key-value heads; equal to `heads` when left out")
    headSize = fields.int("head_size", in: 2...65_536, "size of a head")
    ropeSize = fields.int(
      "rope_size", in: 0...65_536, default: headSize, "rotated dimensions of a head; 0 for none")
    window = fields.optionalInt("window", "tokens a sliding window reaches back")
    channelKernel = fields.int(
      "channel_kernel", in: 1...64, default: 2, "kernel of the convolution over each channel")
    headKernel = fields.int(
      "head_kernel", in: 1...64, default: 2, "kernel of the convolution that mixes the channels of a head")
    hasBias = fields.flag("bias", "whether the Q, K and V projections have biases")
    if heads % kvHeads != 0 {
      fields.report(.impossible, "'kv_heads' (\(kvHeads)) must divide 'heads' (\(heads))", field: "kv_heads")
    }
    if ropeSize > headSize {
      fields.report(
        .impossible, "'rope_size' (\(ropeSize)) is larger than the head (\(headSize))", field: "rope_size")
    }
    // One half of the values comes from the token itself, the other from the token before it.
    if (kvHeads * headSize) % 2 != 0 {
      fields.report(.impossible, "'kv_heads' × 'head_size' must be even", field: "head_size")
    }
  }

  public var role: Role { .mixer }

  public var name: SublayerName {
    let isLocal = window != nil
    return SublayerName(
      full: isLocal
        ? "Sliding-window compressed convolutional attention" : "Compressed convolutional attention",
      short: isLocal ? "Sliding-window CCA" : "CCA", tag: isLocal ? "sliding-window" : "CCA",
      tagIsReach: isLocal)
  }

  public var mark: Mark {
    window == nil
      ? Mark(.softmax, .gqa, growth: "small cache, grows with context")
      : Mark(.window, .gqa, growth: "small cache, stops at the window")
  }

  public var features: [Feature] {
    var features: [Feature] = [.cca, .qkNorm, .shortConvolution]
    features.append(kvHeads == heads ? .mha : kvHeads == 1 ? .mqa : .gqa)
    if window != nil { features.append(.slidingWindow) }
    if hasBias { features.append(.attentionBias) }
    features.append(ropeSize == 0 ? .nope : ropeSize < headSize ? .partialRope : .rope)
    return features
  }

  private var queries: Int { heads * headSize }
  private var keys: Int { kvHeads * headSize }
  private var retention: Retention { window.map(Retention.window) ?? .everyToken }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var tensors = [
      Tensor("q.weight", [queries, model.width], .attention),
      Tensor("k.weight", [keys, model.width], .attention),
      Tensor("v_current.weight", [keys / 2, model.width], .attention),
      Tensor("v_previous.weight", [keys / 2, model.width], .attention),
      Tensor("o.weight", [model.width, queries], .attention),
      Tensor("channel_conv.weight", [queries + keys, 1, channelKernel], .attention),
      Tensor("channel_conv.bias", [queries + keys], .attention),
      Tensor("head_conv.weight", [queries + keys, headSize, headKernel], .attention),
      Tensor("head_conv.bias", [queries + keys], .attention),
      Tensor("key_scale", [kvHeads], .attention),
    ]
    if hasBias {
      tensors += [
        Tensor("q.bias", [queries], .attention), Tensor("k.bias", [keys], .attention),
        Tensor("v_current.bias", [keys / 2], .attention), Tensor("v_previous.bias", [keys / 2], .attention),
        Tensor("o.bias", [model.width], .attention),
      ]
    }
    return tensors
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    let seen = channelKernel + headKernel - 2
    return [
      CacheTerm(
        .keysValues, elementsPerEntry: 2 * keys, retention: retention,
        formula: "2 × \(kvHeads) × \(headSize)"),
      CacheTerm(
        .state, elementsPerEntry: seen * (queries + keys) + keys / 2, retention: .fixed,
        formula: "\(seen) × \(queries + keys) + \(keys / 2)"),
    ]
  }

  public func compute(in model: Dimensions) -> [ComputeTerm] {
    [ComputeTerm("scores and weighted sum", flopsPerEntry: 4 * heads * headSize, reads: retention)]
  }

  public static let facts: [FactOf<Self>] = [
    FactOf(.queryHeads) { .count($0.heads) },
    FactOf(.kvHeads) { .count($0.kvHeads) },
    FactOf(.headSize) { .count($0.headSize) },
    FactOf("query_latent", "Query latent", weight: 8) { .count($0.queries) },
    FactOf(.ropeSize, concept: \.positionConcept) { .count($0.ropeSize) },
    FactOf(.window) { $0.window.map { .tokens($0) } },
    FactOf("channel_kernel", "Convolution per channel", weight: 10) { .count($0.channelKernel) },
    FactOf("head_kernel", "Convolution per head", weight: 10) { .count($0.headKernel) },
    .flag(.qkvBias, \.hasBias),
  ]

  public static let tellingFeatures: [Feature] = [.slidingWindow]

  public var family: String { "CCA" }

  public var presenceConcept: Feature? { window == nil ? .cca : .slidingWindow }

  public func lines(in model: Dimensions) -> [Phrase] {
    let reach: Phrase = window.map { ", window \(value: $0, "window")" } ?? ""
    return [
      "\(value: heads, "heads") query heads, \(value: kvHeads, "kv_heads") KV heads",
      "query latent \(value: queries, "query_latent") of \(model.width)" + reach,
      "convolutions on Q and K, half of V one token late",
    ]
  }

  public func shortLine(in model: Dimensions) -> Phrase {
    "\(value: heads, "heads") Q, \(value: kvHeads, "kv_heads") KV heads, size \(value: headSize, "head_size")"
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    let mixing: [Flow.Step] =
      [
        .pill("conv \(channelKernel)", .shortConvolution),
        .pill("head conv \(headKernel)", .shortConvolution), .pill("L2 norm"),
      ]
      + (ropeSize == 0 ? [] : [.pill("RoPE", .rope)])
    return Anatomy(
      note: "◆ cached",
      parts: [
        .flow(
          Flow(
            columns: [
              .init("Q", queries, fact: "query_latent", mixing), .init("K", keys, cached: true, mixing),
              .init("V", keys, cached: true, [.pill("half 1 late")]),
            ],
            core: .init("Attention", masks: [window == nil ? .full : .window]),
            above: [.box(.init(name: "Out", value: model.width, fact: "width"))])),
        .sentence(
          "All query heads together have \(value: queries, "query_latent") numbers, the stream \(value: model.width, "width"): attention runs in the small space."
        ),
        .heads(HeadsChart(queryHeads: heads, kvHeads: kvHeads, hue: .gqa)),
        .cacheBar(cached: 2 * keys, full: 2 * queries),
      ])
  }
}
