// Features of several kinds of sublayer or of a whole model, spelled as the slug of their concept page with `_` for
// `-`. A kind with a feature nobody else has declares it in its own file.

extension Feature {
  // Softmax attention
  public static let mha = Feature("mha", "multi-head attention")
  public static let gqa = Feature("gqa", "grouped-query attention")
  public static let mqa = Feature("mqa", "multi-query attention")
  public static let mla = Feature("mla", "multi-head latent attention")
  public static let slidingWindow = Feature("sliding_window", "sliding windows")
  public static let chunkedAttention = Feature("chunked_attention")
  public static let sparseAttention = Feature("sparse_attention")
  public static let sharedIndexer = Feature("shared_indexer")
  public static let compressedAttention = Feature("compressed_attention")
  public static let gatedAttention = Feature("gated_attention", "output gates")
  public static let differentialAttention = Feature("differential_attention")
  public static let qkNorm = Feature("qk_norm", "QK-norm")
  public static let attentionSinks = Feature("attention_sinks")
  public static let attentionBias = Feature("attention_bias", "attention biases")
  public static let sharedKV = Feature("shared_kv", "shared keys and values")
  public static let crossLayerKV = Feature("cross_layer_kv", "caches shared between layers")
  public static let logitSoftcapping = Feature("logit_softcapping", "soft-capped logits")
  public static let cca = Feature("cca", "compressed convolutional attention")

  // Positions
  public static let rope = Feature("rope", "RoPE")
  public static let partialRope = Feature("partial_rope", "partial RoPE")
  public static let nope = Feature("nope", "layers without positions")
  public static let yarn = Feature("yarn", "YaRN")
  public static let learnedPositions = Feature("learned_positions")
  public static let relativeBias = Feature("relative_bias", "a relative position bias")

  // Recurrence and convolution
  public static let gatedDeltaNet = Feature("gated_deltanet", "Gated DeltaNet")
  public static let kda = Feature("kda", "Kimi Delta Attention")
  public static let lightningAttention = Feature("lightning_attention")
  public static let mamba2 = Feature("mamba_2", "Mamba-2")
  public static let mlstm = Feature("mlstm", "mLSTM")
  public static let shortConvolution = Feature("short_convolution", "short convolutions")

  // Feed-forward and experts
  public static let gatedMLP = Feature("gated_mlp", "a gated feed-forward")
  public static let plainMLP = Feature("plain_mlp", "a plain feed-forward")
  public static let moe = Feature("moe", "experts")
  public static let sharedExpert = Feature("shared_expert", "a shared expert")
  public static let sharedExpertGate = Feature("shared_expert_gate", "a gate on the shared expert")
  public static let latentMoE = Feature("latent_moe", "latent experts")
  public static let densePrefix = Feature("dense_prefix", "a dense prefix")
  public static let expertBias = Feature("expert_bias", "bias-corrected routing")
  public static let hashRouting = Feature("hash_routing")
  public static let zeroExperts = Feature("zero_experts")

  // The stream and the whole
  public static let preNorm = Feature("pre_norm", "pre-norm")
  public static let postNorm = Feature("post_norm", "post-norm")
  public static let sandwichNorm = Feature("sandwich_norm", "sandwich norm")
  public static let parallelLayers = Feature("parallel_layers")
  public static let hyperConnections = Feature("hyper_connections", "hyper-connections")
  public static let attentionResiduals = Feature("attention_residuals", "attention residuals")
  public static let altUp = Feature("altup", "AltUp")
  public static let laurel = Feature("laurel", "LAuReL")
  public static let matFormer = Feature("matformer", "MatFormer")
  public static let perLayerEmbeddings = Feature("per_layer_embeddings", "per-layer embeddings")
  public static let nGramEmbeddings = Feature("n_gram_embeddings", "n-gram embeddings")
  public static let tiedEmbeddings = Feature("tied_embeddings")
  public static let mtp = Feature("mtp", "a prediction module")
  public static let loopedDepth = Feature("looped_depth")
  public static let hybrid = Feature("hybrid", "a hybrid of attention and recurrence")
  public static let severalSublayers = Feature("several_sublayers", "several sublayers per layer")
  public static let singleSublayer = Feature("single_sublayer", "single-sublayer layers")
}
