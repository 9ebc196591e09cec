/// A named weight with its shape; every parameter count is a sum over tensors, never a formula of its own.
public struct Tensor: Hashable, Sendable {
  public var name: String
  public var shape: [Int]
  public var component: Component
  /// How many equal tensors the model holds (one per expert, for example).
  public var copies: Int
  /// How many of the copies one token passes through.
  public var activeCopies: Int
  /// How many sets of it the whole model holds, however many layers use it; nil for one in each layer.
  package var sets: Int?
  /// Whether a token multiplies with the whole tensor; a table look-up reads one row and multiplies nothing.
  public var use: Use

  public enum Use: String, Hashable, Sendable, CaseIterable {
    /// A matrix a token's vector is multiplied with: 2 FLOPs a parameter.
    case product
    /// Scales, biases, norms: applied element by element.
    case elementwise
    /// A table of which one row is read.
    case lookup
  }

  public init(
    _ name: String, _ shape: [Int], _ component: Component, copies: Int = 1, active: Int? = nil,
    use: Use? = nil
  ) {
    self.name = name
    self.shape = shape
    self.component = component
    self.copies = copies
    activeCopies = active ?? copies
    self.use = use ?? (shape.count > 1 ? .product : .elementwise)
  }

  /// The same weights in every layer that uses them, or `sets` of them in turn.
  package func shared(sets: Int) -> Tensor {
    var tensor = self
    tensor.sets = sets
    return tensor
  }

  /// How many layers' worth of it a model of `layers` such layers holds.
  package func count(in layers: Int) -> Int { sets.map { min($0, layers) } ?? layers }

  func named(_ name: String) -> Tensor {
    var tensor = self
    tensor.name = name
    return tensor
  }

  public var parametersPerCopy: Int { shape.reduce(1) { $0.saturating(times: $1) } }
  public var parameters: Int { parametersPerCopy.saturating(times: copies) }
  public var activeParameters: Int { parametersPerCopy.saturating(times: activeCopies) }
}

extension Sequence where Element == Tensor {
  public var parameters: Int { reduce(0) { $0.saturating(plus: $1.parameters) } }
  public var activeParameters: Int { reduce(0) { $0.saturating(plus: $1.activeParameters) } }
}

/// What a parameter is for; the segments of the parameter bar, in its order.
public enum Component: String, Hashable, Sendable, CaseIterable {
  case embedding
  case attention
  case latentAttention = "latent_attention"
  case linearAttention = "linear_attention"
  case stateSpace = "state_space"
  case convolution
  case feedForward = "feed_forward"
  case sharedExperts = "shared_experts"
  case routedExperts = "routed_experts"
  case head
  /// Norms, routers, gates on the stream and other small parts.
  case other

  public var label: String {
    switch self {
    case .embedding: "Embedding"
    case .attention: "Attention"
    case .latentAttention: "Latent attention"
    case .linearAttention: "Linear attention"
    case .stateSpace: "State space"
    case .convolution: "Convolution"
    case .feedForward: "Dense feed-forward"
    case .sharedExperts: "Shared experts"
    case .routedExperts: "Routed experts"
    case .head: "Output head"
    case .other: "Norms and routers"
    }
  }
}
