extension Feature {
  /// The feature inside a sentence or a row: `QK-norm`, `attention sinks`, `no position encoding`.
  public var words: String {
    Self.spelled[self] ?? id.spaced
  }

  /// What an id with spaces for underscores does not say well.
  private static let spelled: [Feature: String] = [
    .mha: "multi-head attention", .gqa: "grouped-query attention", .mqa: "multi-query attention",
    .mla: "multi-head latent attention", .slidingWindow: "sliding windows", .qkNorm: "QK-norm",
    .gatedAttention: "output gates", .attentionBias: "attention biases", .sharedKV: "shared keys and values",
    .crossLayerKV: "caches shared between layers", .logitSoftcapping: "soft-capped logits",
    .cca: "compressed convolutional attention", .rope: "RoPE", .partialRope: "partial RoPE",
    .nope: "layers without positions", .yarn: "YaRN", .relativeBias: "a relative position bias",
    .gatedDeltaNet: "Gated DeltaNet", .kda: "Kimi Delta Attention", .mamba2: "Mamba-2", .mlstm: "mLSTM",
    .shortConvolution: "short convolutions", .gatedMLP: "a gated feed-forward",
    .plainMLP: "a plain feed-forward",
    .moe: "experts", .sharedExpert: "a shared expert", .sharedExpertGate: "a gate on the shared expert",
    .latentMoE: "latent experts", .densePrefix: "a dense prefix", .expertBias: "bias-corrected routing",
    .preNorm: "pre-norm", .postNorm: "post-norm", .sandwichNorm: "sandwich norm",
    .hyperConnections: "hyper-connections", .attentionResiduals: "attention residuals", .altUp: "AltUp",
    .laurel: "LAuReL", .matFormer: "MatFormer",
    .perLayerEmbeddings: "per-layer embeddings", .nGramEmbeddings: "n-gram embeddings",
    .mtp: "a prediction module", .severalSublayers: "several sublayers per layer",
    .singleSublayer: "single-sublayer layers", .hybrid: "a hybrid of attention and recurrence",
  ]
}
