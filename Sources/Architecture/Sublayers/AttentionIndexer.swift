/// A light scorer that picks what grouped attention reads: index queries and one index key head, both normalised.
///
/// Cached: `size` elements for every `pool` tokens (block selection as in MiniMax M3, arXiv:2606.13392).
struct AttentionIndexer: Hashable, Sendable {
  let heads: Int, size: Int
  /// Tokens that are read.
  let top: Int
  /// Tokens pooled into one index key.
  let pool: Int
  /// Tokens that are chosen together.
  let block: Int

  /// Reads the `index_…` fields of attention; nil when there are none.
  init?(from fields: inout FieldReader) {
    heads = fields.int("index_heads", in: 0...65_536, default: 0, "heads of an indexer; 0 for none")
    size = fields.int("index_size", in: 0...65_536, default: 0, "size of an index key")
    top = fields.int("index_top", in: 0...10_000_000, default: 0, "tokens that are read")
    pool = fields.int("index_pool", in: 1...65_536, default: 1, "tokens pooled into one index key")
    block = fields.int("index_block", in: 1...1_000_000, default: 1, "tokens chosen together")
    if heads == 0 { return nil }
    if size == 0 || top == 0 {
      fields.report(.impossible, "an indexer needs 'index_size' and 'index_top'", field: "index_heads")
    }
  }

  func tensors(in model: Dimensions) -> [Tensor] {
    [
      Tensor("index_q.weight", [heads * size, model.width], .attention),
      Tensor("index_k.weight", [size, model.width], .attention),
      Tensor("index_q_norm.weight", [size], .attention), Tensor("index_k_norm.weight", [size], .attention),
    ]
  }

  private var retention: Retention { pool == 1 ? .everyToken : .compressed(by: pool) }
  var cache: CacheTerm { CacheTerm(.index, elementsPerEntry: size, retention: retention) }
  var compute: ComputeTerm {
    ComputeTerm("index scores", flopsPerEntry: 2 * heads * size, reads: retention)
  }

  /// The facts of a kind of attention that may have one.
  static func facts<Kind>(_ indexer: @escaping @Sendable (Kind) -> Self?) -> [FactOf<Kind>] {
    [
      FactOf(.indexTop) { indexer($0).map { .tokens($0.top) } },
      FactOf(.indexHeads) { indexer($0).map { .count($0.heads) } },
      FactOf(.indexSize) { indexer($0).map { .count($0.size) } },
      FactOf(.indexPool) { indexer($0).flatMap { $0.pool > 1 ? .tokens($0.pool) : nil } },
      FactOf(
        "index_block", "Tokens chosen together", weight: 10, concept: .sparseAttention, with: "index_top",
        isQuality: true
      ) { indexer($0).flatMap { $0.block > 1 ? .tokens($0.block) : nil } },
    ]
  }

  var line: Phrase {
    block > 1
      ? "reads the top \(value: top, "index_top") tokens in blocks of \(value: block, "index_block")"
      : "reads the top \(value: top, "index_top") tokens"
  }

  var sentence: Phrase {
    "A light indexer (\(value: heads, "index_heads") heads) scores the past; attention reads the best \(value: top, "index_top") tokens."
  }
}
