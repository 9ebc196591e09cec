/// Attention over compressed entries of the past and the last few tokens themselves.
///
/// Every `ratio` tokens become one entry; with an indexer a token reads the best entries only. Keys and values are
/// one vector. Cache: `headSize` elements per entry, and per token of the window
/// (DeepSeek-V4: compressed sparse attention, CSA, and heavily compressed attention, HCA).
public struct CompressedAttention: Sublayer {
  public static let kind = "compressed_attention"
  public static let summary =
    "attention over compressed entries and a window (CSA with an indexer, HCA without), or over the window alone"

  let heads: Int, headSize: Int, ropeSize: Int
  let queryRank: Int
  let window: Int
  /// Tokens of one entry; nil reads the window alone.
  let ratio: Int?
  /// Each entry also takes in the tokens of the entry before it.
  let overlaps: Bool
  /// Heads are projected in groups to `outputRank` each before they are joined.
  let outputGroups: Int, outputRank: Int
  let indexHeads: Int, indexSize: Int, indexTop: Int
  let hasYarn: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    heads = fields.int("heads", in: 1...65_536, "query heads")
    headSize = fields.int("head_size", in: 1...65_536, "size of a head, and of the one key-value head")
    ropeSize = fields.int("rope_size", in: 0...65_536, "rotated dimensions of a head")
    queryRank = fields.int("query_rank", in: 1...1_000_000, "size of the query latent")
    window = fields.int("window", "tokens that are read uncompressed")
    ratio = fields.optionalInt(
      "ratio", in: 2...1_000_000, "tokens of one compressed entry; leave out for the window alone")
    overlaps = fields.flag("overlap", "whether entries also take in the tokens of the entry before")
    outputGroups = fields.int(
      "output_groups", in: 1...65_536, default: 1, "groups of heads that are projected apart")
    outputRank = fields.int("output_rank", in: 1...1_000_000, "size each group is projected to")
    indexHeads = fields.int("index_heads", in: 0...65_536, default: 0, "heads of the indexer; 0 for none")
    indexSize = fields.int("index_size", in: 0...65_536, default: 0, "size of an index key")
    indexTop = fields.int("index_top", in: 0...10_000_000, default: 0, "entries that are read")
    hasYarn = fields.flag("yarn", "whether YaRN stretches the rotary positions to a longer context")
    if ropeSize > headSize {
      fields.report(
        .impossible, "'rope_size' (\(ropeSize)) is larger than the head (\(headSize))", field: "rope_size")
    }
    if heads % outputGroups != 0 {
      fields.report(
        .impossible, "'output_groups' (\(outputGroups)) must divide 'heads' (\(heads))",
        field: "output_groups")
    }
    if ratio == nil && (overlaps || indexHeads > 0) {
      fields.report(.impossible, "without 'ratio' there are no entries to overlap or to choose from")
    }
    if indexHeads > 0 && (indexSize == 0 || indexTop == 0) {
      fields.report(.impossible, "an indexer needs 'index_size' and 'index_top'", field: "index_heads")
    }
  }

  public var role: Role { .mixer }
  private var isSparse: Bool { indexHeads > 0 }

  public var name: SublayerName {
    guard ratio != nil else {
      return SublayerName(
        full: "Sliding-window shared-KV attention", short: "Sliding-window MQA", tag: "sliding-window",
        tagIsReach: true)
    }
    return isSparse
      ? SublayerName(full: "Compressed sparse attention", short: "CSA", tag: "CSA")
      : SublayerName(full: "Heavily compressed attention", short: "HCA", tag: "HCA")
  }

  public var mark: Mark {
    guard ratio != nil else { return Mark(.window, .gqa, growth: "cache stops at the window") }
    return isSparse
      ? Mark(.sparse, .mla, growth: "compressed cache, reads part of it")
      : Mark(.compressed, .mla, growth: "compressed cache, grows slowly")
  }

  public var features: [Feature] {
    var features: [Feature] = ratio == nil ? [.mqa] : [.compressedAttention, .mqa]
    features += [.sharedKV, .slidingWindow, .attentionSinks, .qkNorm]
    if isSparse { features.append(.sparseAttention) }
    if hasYarn { features.append(.yarn) }
    features.append(ropeSize == 0 ? .nope : ropeSize < headSize ? .partialRope : .rope)
    return features
  }

  private var inner: Int { heads * headSize }

  public func tensors(in model: Dimensions) -> [Tensor] {
    var tensors = [
      Tensor("q_down.weight", [queryRank, model.width], .attention),
      Tensor("q_down_norm.weight", [queryRank], .attention),
      Tensor("q_up.weight", [inner, queryRank], .attention),
      Tensor("kv.weight", [headSize, model.width], .attention),
      Tensor("kv_norm.weight", [headSize], .attention),
      Tensor("sinks", [heads], .attention),
      Tensor(
        "o_groups.weight", [outputRank, inner / outputGroups], .attention, copies: outputGroups),
      Tensor("o.weight", [model.width, outputGroups * outputRank], .attention),
    ]
    tensors += compressor("compressor", size: headSize, in: model)
    if isSparse {
      tensors += compressor("index", size: indexSize, in: model)
      tensors += [
        Tensor("index_q.weight", [indexHeads * indexSize, queryRank], .attention),
        Tensor("index_weights.weight", [indexHeads, model.width], .attention),
      ]
    }
    return tensors
  }

  /// Values, the gates that weigh the tokens of an entry, a bias for each place in it, and a norm.
  private func compressor(_ name: String, size: Int, in model: Dimensions) -> [Tensor] {
    guard let ratio else { return [] }
    let series = (overlaps ? 2 : 1) * size
    return [
      Tensor(name + "_kv.weight", [series, model.width], .attention),
      Tensor(name + "_gate.weight", [series, model.width], .attention),
      Tensor(name + "_bias", [ratio, series], .attention, use: .elementwise),
      Tensor(name + "_norm.weight", [size], .attention),
    ]
  }

  public func cache(in model: Dimensions) -> [CacheTerm] {
    var terms = [CacheTerm(.keysValues, elementsPerEntry: headSize, retention: .window(window))]
    guard let ratio else { return terms }
    terms.append(CacheTerm(.keysValues, elementsPerEntry: headSize, retention: .compressed(by: ratio)))
    if isSparse {
      terms.append(CacheTerm(.index, elementsPerEntry: indexSize, retention: .compressed(by: ratio)))
    }
    return terms
  }

  public func compute(in model: Dimensions) -> [ComputeTerm] {
    var terms = [ComputeTerm("scores and weighted sum", flopsPerEntry: 4 * inner, reads: .window(window))]
    guard let ratio else { return terms }
    terms.append(
      ComputeTerm(
        "scores and weighted sum of entries", flopsPerEntry: 4 * inner,
        reads: isSparse ? .selected(indexTop) : .compressed(by: ratio)))
    if isSparse {
      terms.append(
        ComputeTerm(
          "index scores", flopsPerEntry: 2 * indexHeads * indexSize, reads: .compressed(by: ratio)))
    }
    return terms
  }

  public func cacheReads(in model: Dimensions) -> [CacheTerm] {
    cache(in: model).map { term in
      guard isSparse, term.purpose == .keysValues, case .compressed = term.retention else { return term }
      return CacheTerm(.keysValues, elementsPerEntry: headSize, retention: .selected(indexTop))
    }
  }
}
