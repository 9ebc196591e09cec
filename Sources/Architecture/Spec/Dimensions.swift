/// The sizes every sublayer of a model shares.
public struct Dimensions: Hashable, Sendable {
  /// Channels of the residual stream (`hidden_size`).
  public var width: Int
  public var vocabulary: Int
  /// Tokens the model is published for.
  public var context: Int
  public var norm: Norm
  public var stream: Stream
  public var perLayerEmbeddings: PerLayerEmbeddings?
  /// What is added to the embedding, so that attention without RoPE still knows positions.
  package var inputPositions: InputPositions

  /// Rank of the gates that let messages of the pass before into looped layers; nil without messages.
  package var messageRank: Int?

  package enum InputPositions: String, Hashable, Sendable {
    case none
    /// A trained table.
    case learned
    /// Fixed sines and cosines (arXiv:1706.03762, section 3.5): no weights.
    case sinusoidal
  }

  public init(
    width: Int, vocabulary: Int, context: Int, norm: Norm = Norm(), stream: Stream = .addition,
    perLayerEmbeddings: PerLayerEmbeddings? = nil
  ) {
    self.width = width
    self.vocabulary = vocabulary
    self.context = context
    self.norm = norm
    self.stream = stream
    self.perLayerEmbeddings = perLayerEmbeddings
    inputPositions = .none
  }
}
