/// The normalisation of the residual stream.
public struct Norm: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// RMSNorm: one gain per channel.
    case rms
    /// LayerNorm with gain and bias.
    case layer
    /// LayerNorm with gain only.
    case layerWithoutBias = "layer_without_bias"
    /// RMSNorm whose output is multiplied with a sigmoid gate of low rank, computed from it (A.X K2).
    case gatedRMS = "gated_rms"
    /// RMSNorm without any weight (nanochat).
    case rmsUnscaled = "rms_unscaled"
    /// LayerNorm without gain and bias (OLMo, arXiv:2402.00838).
    case layerUnscaled = "layer_unscaled"
    /// Division by the Euclidean length, without any weight (nGPT, arXiv:2410.01131).
    case l2

    public var label: String {
      switch self {
      case .rms, .rmsUnscaled: "RMSNorm"
      case .layer, .layerWithoutBias, .layerUnscaled: "LayerNorm"
      case .gatedRMS: "Gated RMSNorm"
      case .l2: "L2 norm"
      }
    }

    /// What it has to train, behind its name: `LayerNorm without bias`.
    package var words: String {
      switch self {
      case .rms, .layer, .gatedRMS, .l2: label
      case .layerWithoutBias: "LayerNorm without bias"
      case .rmsUnscaled: "RMSNorm without weights"
      case .layerUnscaled: "LayerNorm without weights"
      }
    }

    /// It only rescales: nothing in it is trained.
    package var isWeightless: Bool { self == .rmsUnscaled || self == .layerUnscaled || self == .l2 }
  }

  /// Where a sublayer is normalised: its input, its output before the addition, both, or the stream after it.
  public enum Placement: String, CaseIterable, Sendable {
    case pre
    /// The output is normalised before it is added to the stream (OLMo 2).
    case post
    /// Input and output (Gemma 2 and later).
    case sandwich
    /// The stream itself, after each addition (the original post-norm; DeepNorm, arXiv:2203.00555).
    case stream
    case none

    public var normalizesInput: Bool { self == .pre || self == .sandwich || self == .stream }
    public var normalizesOutput: Bool { self == .post || self == .sandwich }
  }

  public var kind: Kind
  public var placement: Placement
  /// Rank of the gate of gated norms.
  package var gateRank: Int
  /// The norm after the embedding and the one before the output head, where they are another kind; nil for `kind`.
  package var embeddingKind: Kind?, finalKind: Kind?

  public init(kind: Kind = .rms, placement: Placement = .pre) {
    self.kind = kind
    self.placement = placement
    gateRank = 1
  }

  /// Parameters of one norm over `size` channels; of the model's kind unless another is meant.
  package func tensors(_ name: String, size: Int, kind other: Kind? = nil) -> [Tensor] {
    let gain = Tensor(name + ".weight", [size], .other)
    switch other ?? kind {
    case .rms, .layerWithoutBias: return [gain]
    case .layer: return [gain, Tensor(name + ".bias", [size], .other)]
    case .gatedRMS:
      return [
        gain, Tensor(name + ".gate_down.weight", [gateRank, size], .other),
        Tensor(name + ".gate_up.weight", [size, gateRank], .other),
      ]
    case .rmsUnscaled, .layerUnscaled, .l2: return []
    }
  }

  init(from fields: inout FieldReader) {
    kind = fields.choice("kind", default: Kind.rms, "the normalisation")
    placement = fields.choice(
      "placement", default: Placement.pre,
      "where each sublayer is normalised: pre, post (its output), sandwich, stream (the sum)")
    gateRank = fields.int("gate_rank", in: 1...1_000_000, default: 1, "gated norms: rank of the gate")
    embeddingKind = fields.optionalChoice("embedding", "the norm after the embedding, if another kind")
    finalKind = fields.optionalChoice("final", "the norm before the output head, if another kind")
  }
}
