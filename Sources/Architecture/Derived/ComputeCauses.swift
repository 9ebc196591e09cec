extension ComputeProfile {
  /// What the arithmetic of a token is spent on, in a few classes that every model has in common.
  public enum Cause: CaseIterable, Sendable {
    case mixers, context, feedForwards, head, other

    public var label: String {
      switch self {
      case .mixers: "Mixer weights"
      case .context: "Work on the context"
      case .feedForwards: "Feed-forward"
      case .head: "Output head"
      case .other: "Other weights"
      }
    }

    fileprivate init(_ component: Component) {
      self =
        switch component {
        case .attention, .latentAttention, .linearAttention, .stateSpace, .convolution: .mixers
        case .feedForward, .sharedExperts, .routedExperts: .feedForwards
        case .head: .head
        case .embedding, .other: .other
        }
    }
  }

  /// FLOPs to decode the token that follows `context` tokens, in the order of the causes; they add up to the whole.
  public func decodeByCause(at context: Int) -> [Double] {
    let weights = products.map { (Cause($0.component), 2 * Double($0.parameters)) }
    let contextual = work.map { (Cause.context, Double($0.count) * Double($0.term.flops(at: context))) }
    return Cause.allCases.map { cause in
      (weights + contextual).reduce(0) { $1.0 == cause ? $0 + $1.1 : $0 }
    }
  }
}
