import Diagnostics

/// A named layer of the schedule: sublayers in order, and how they hang on the residual stream.
public struct Layer: Sendable {
  public enum Wiring: String, Sendable, CaseIterable {
    /// Each sublayer reads what the one before it wrote.
    case series
    /// All sublayers read the same normalised input and are added together.
    case parallel
    /// All sublayers read the same stream, each through a norm of its own, and are added together (GPT-NeoX).
    case parallelOwnNorms = "parallel_own_norms"

    package var isParallel: Bool { self != .series }
  }

  public var name: String
  public var sublayers: [PlacedSublayer]
  public var wiring: Wiring

  public init(name: String, sublayers: [PlacedSublayer], wiring: Wiring = .series) {
    self.name = name
    self.sublayers = sublayers
    self.wiring = wiring
  }

  /// The first mixer and the first feed-forward, where layer maps look.
  public var mixer: (any Sublayer)? { sublayers.first { $0.sublayer.role == .mixer }?.sublayer }
  public var feedForward: (any Sublayer)? { sublayers.first { $0.sublayer.role == .feedForward }?.sublayer }

  /// Every weight of one such layer; names start with the sublayer's kind.
  public func tensors(in model: Dimensions) -> [Tensor] {
    var tensors: [Tensor] = []
    for (index, placed) in sublayers.enumerated() {
      let prefix = "\(index).\(type(of: placed.sublayer).kind)."
      // A parallel layer normalises its input once, for all its sublayers, unless each has a norm.
      if placed.norm.normalizesInput && (wiring != .parallel || index == 0) {
        let norm = model.norm.tensors(prefix + "input_norm", size: model.width, kind: placed.inputNorm)
        tensors += norm.map { tensor in
          var repeated = tensor
          repeated.copies = max(1, placed.streamReads)
          repeated.activeCopies = repeated.copies
          return repeated
        }
      }
      tensors += placed.sublayer.tensors(in: model).map { $0.named(prefix + $0.name) }
      if placed.norm.normalizesOutput {
        tensors += model.norm.tensors(prefix + "output_norm", size: model.width, kind: placed.outputNorm)
      }
      tensors += model.stream.tensorsOfSublayer(width: model.width, reads: placed.streamReads)
        .map { $0.named(prefix + $0.name) }
      if placed.messages > 0, let rank = model.messageRank {
        tensors += Self.messageTensors(placed.messages, rank: rank, width: model.width)
          .map { $0.named(prefix + $0.name) }
      }
    }
    return tensors + model.stream.tensorsOfLayer(width: model.width)
      + (model.perLayerEmbeddings?.tensorsOfLayer(width: model.width) ?? [])
  }
}

extension Layer {
  /// What lets messages of the pass before into a sublayer: a query for each over the blocks' sums, and two gates
  /// behind a shared projection of low rank (Inkling 2).
  private static func messageTensors(_ count: Int, rank: Int, width: Int) -> [Tensor] {
    [
      Tensor("message_query", [count, width], .other),
      Tensor("message_down.weight", [rank, 2 * width], .other, copies: count),
      Tensor("message_forget.weight", [width, rank], .other, copies: count),
      Tensor("message_gate.weight", [width, rank], .other, copies: count),
    ]
  }
}

/// A sublayer in its place: with its own normalisation.
public struct PlacedSublayer: Sendable {
  public var sublayer: any Sublayer
  public var norm: Norm.Placement
  /// The norms before and after it, where they are not of the model's kind.
  package var inputNorm: Norm.Kind?, outputNorm: Norm.Kind?
  /// How often it reads a stream of attention residuals: 3 for queries, keys and values apart, each with a norm.
  package var streamReads = 1
  /// Messages of the pass before that enter it, in looped layers.
  package var messages = 0
  /// The earlier sublayer of the layer, counted from 0, whose normalised input this one reads too (a shortcut).
  public var inputOf: Int?

  public init(_ sublayer: any Sublayer, norm: Norm.Placement, inputOf: Int? = nil) {
    self.sublayer = sublayer
    self.norm = norm
    self.inputOf = inputOf
  }
}
