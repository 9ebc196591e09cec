// Facts that several kinds of sublayer have: declared once, so that they mean the same wherever they are compared.

extension FactKind {
  // Softmax attention
  static let queryHeads = FactKind("heads", "Query heads", weight: 35)
  static let kvHeads = FactKind("kv_heads", "KV heads", weight: 36, concept: .gqa, name: .label)
  static let headSize = FactKind("head_size", "Head size", weight: 20)
  static let valueHeadSize = FactKind("value_size", "Value head size", weight: 12)
  static let queryRank = FactKind("query_rank", "Query latent", weight: 18)
  /// Its concept follows from what is rotated.
  static let ropeSize = FactKind("rope_size", "RoPE dimensions", weight: 12, concept: .rope)
  static let window = FactKind("window", "Window", weight: 36, concept: .slidingWindow, isQuality: true)
  static let qkNorm = FactKind("qk_norm", "QK-norm", weight: 34, concept: .qkNorm, scope: .anyAttention)
  static let outputGate = FactKind(
    "gate", "Output gate", weight: 34, concept: .gatedAttention, scope: .anyAttention)
  static let keysValues = FactKind("keys_values", "Keys and values", weight: 34, concept: .sharedKV)
  static let innerNorm = FactKind(
    "inner_norm", "Norm before the output projection", weight: 24, concept: .innerNorm)
  static let sinks = FactKind(
    "sinks", "Attention sinks", weight: 34, concept: .attentionSinks, scope: .anyAttention)
  static let qkvBias = FactKind("bias", "QKV bias", weight: 18, concept: .attentionBias)
  static let yarn = FactKind("yarn", "YaRN", weight: 8, concept: .yarn)

  // An indexer that picks what attention reads
  static let indexTop = FactKind(
    "index_top", "Tokens read", weight: 30, concept: .sparseAttention, scope: .anyAttention, isQuality: true)
  static let indexHeads = FactKind(
    "index_heads", "Indexer heads", weight: 10, concept: .sparseAttention, with: "index_top", name: .label)
  static let indexSize = FactKind(
    "index_size", "Index key size", weight: 10, concept: .sparseAttention, with: "index_top", name: .label)
  static let indexPool = FactKind(
    "index_pool", "Tokens per index key", weight: 10, concept: .sparseAttention, with: "index_top",
    isQuality: true)

  // Recurrence
  static let recurrentHeads = FactKind("heads", "Heads", weight: 35, scope: .ownKind)
  static let convolutionKernel = FactKind("convolution", "Convolution kernel", weight: 10, isQuality: true)
  static let stateSize = FactKind("state_size", "State size", weight: 20)
  static let keySize = FactKind("key_size", "Key size", weight: 14)
  static let valueSize = FactKind("value_size", "Value size", weight: 12)
  static let convolutionBias = FactKind("convolution_bias", "Convolution bias", weight: 10)
  static let recurrentGate = FactKind(
    "gate", "Output gate", weight: 34, concept: .gatedAttention, scope: .ownKind)
  static let projectionBias = FactKind("bias", "Projection bias", weight: 18)

  // Feed-forwards and experts
  static let feedForwardWidth = FactKind("ffn_width", "Feed-forward width", weight: 26)
  /// Its concept follows from whether a gate stands beside it.
  static let activation = FactKind("activation", "Activation", weight: 16)
  static let feedForwardBias = FactKind("bias", "Bias", weight: 18)
}
