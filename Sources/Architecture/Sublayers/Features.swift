// Every feature of a sublayer or a model stands here, spelled as the slug of its concept page with `_` for `-`.

extension Feature {
  /// Features that say more of a sublayer than what kind it is, most telling first.
  static let telling: [Feature] = [
    .compressedAttention, .crossLayerKV, .sharedIndexer, .sparseAttention, .differentialAttention,
    .slidingWindow, .chunkedAttention, .gatedAttention, .hashRouting, .zeroExperts, .latentMoE,
  ]

  // Softmax attention
  public static let mha = Feature("mha")
  public static let gqa = Feature("gqa")
  public static let mqa = Feature("mqa")
  public static let mla = Feature("mla")
  public static let slidingWindow = Feature("sliding_window")
  public static let chunkedAttention = Feature("chunked_attention")
  public static let sparseAttention = Feature("sparse_attention")
  public static let sharedIndexer = Feature("shared_indexer")
  public static let compressedAttention = Feature("compressed_attention")
  public static let gatedAttention = Feature("gated_attention")
  public static let differentialAttention = Feature("differential_attention")
  public static let qkNorm = Feature("qk_norm")
  public static let attentionSinks = Feature("attention_sinks")
  public static let attentionBias = Feature("attention_bias")
  public static let sharedKV = Feature("shared_kv")
  public static let crossLayerKV = Feature("cross_layer_kv")
  public static let logitSoftcapping = Feature("logit_softcapping")
  public static let cca = Feature("cca")

  // Positions
  public static let rope = Feature("rope")
  public static let partialRope = Feature("partial_rope")
  public static let nope = Feature("nope")
  public static let yarn = Feature("yarn")
  public static let learnedPositions = Feature("learned_positions")
  public static let relativeBias = Feature("relative_bias")

  // Recurrence and convolution
  public static let gatedDeltaNet = Feature("gated_deltanet")
  public static let kda = Feature("kda")
  public static let lightningAttention = Feature("lightning_attention")
  public static let mamba2 = Feature("mamba_2")
  public static let mlstm = Feature("mlstm")
  public static let shortConvolution = Feature("short_convolution")

  // Feed-forward and experts
  public static let gatedMLP = Feature("gated_mlp")
  public static let plainMLP = Feature("plain_mlp")
  public static let moe = Feature("moe")
  public static let sharedExpert = Feature("shared_expert")
  public static let sharedExpertGate = Feature("shared_expert_gate")
  public static let latentMoE = Feature("latent_moe")
  public static let densePrefix = Feature("dense_prefix")
  public static let expertBias = Feature("expert_bias")
  public static let hashRouting = Feature("hash_routing")
  public static let zeroExperts = Feature("zero_experts")

  // The stream and the whole
  public static let preNorm = Feature("pre_norm")
  public static let postNorm = Feature("post_norm")
  public static let sandwichNorm = Feature("sandwich_norm")
  public static let parallelLayers = Feature("parallel_layers")
  public static let hyperConnections = Feature("hyper_connections")
  public static let attentionResiduals = Feature("attention_residuals")
  public static let altUp = Feature("altup")
  public static let laurel = Feature("laurel")
  public static let matFormer = Feature("matformer")
  public static let perLayerEmbeddings = Feature("per_layer_embeddings")
  public static let nGramEmbeddings = Feature("n_gram_embeddings")
  public static let tiedEmbeddings = Feature("tied_embeddings")
  public static let mtp = Feature("mtp")
  public static let loopedDepth = Feature("looped_depth")
  public static let hybrid = Feature("hybrid")
  public static let severalSublayers = Feature("several_sublayers")
  public static let singleSublayer = Feature("single_sublayer")
}
