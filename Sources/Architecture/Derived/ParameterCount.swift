/// Every weight of a model and its sums: total, active per token, by component and by layer.
public struct ParameterCount: Sendable {
  /// The core's weights, each with how often it stands in the model.
  public let tensors: [Tensor]
  /// Weights beside the core (prediction modules, towers), by part name.
  public let beside: [(name: String, parameters: Int)]
  /// Core parameters, tied weights once, buffers not at all.
  public let total: Int
  /// Total minus the routed experts a token does not use; embedding and head included.
  public let active: Int
  public let embedding: Int
  public let head: Int
  /// Component sums in the order of the parameter bar; components without weights are left out.
  public let byComponent: [(component: Component, total: Int, active: Int)]

  public init(tensors: [Tensor], beside: [(name: String, parameters: Int)]) {
    self.tensors = tensors
    self.beside = beside
    total = tensors.parameters
    active = tensors.activeParameters
    embedding = tensors.lazy.filter { $0.component == .embedding }.parameters
    head = tensors.lazy.filter { $0.component == .head }.parameters
    byComponent = Self.byComponent(tensors)
  }

  /// What publishers often mean by active: without embedding and output head.
  public var activeWithoutEmbedding: Int {
    tensors.lazy.filter { $0.component != .embedding && $0.component != .head }.activeParameters
  }

  /// Tables beside the token embedding (n-grams, per-layer embeddings) that count as active although a token
  /// reads a few rows of them.
  public var activeTables: Int {
    tensors.lazy.filter { $0.use == .lookup && !Self.inputTables.contains($0.name) }.activeParameters
  }

  /// `37.6B active`, or `7.31B active + 51.2B table` where the sum alone would mislead.
  public func activeText(_ word: String) -> String {
    let tables = activeTables
    guard isSparse, tables > 0 else { return "\(active.parametersText) \(word)" }
    return "\((active - tables).parametersText) \(word) + \(tables.parametersText) table"
  }

  static let inputTables = ["embedding.weight", "positions.weight"]

  /// Some experts are idle for each token.
  public var isSparse: Bool { active < total }

  private static func byComponent(_ tensors: [Tensor]) -> [(component: Component, total: Int, active: Int)] {
    var sums: [Component: (total: Int, active: Int)] = [:]
    for tensor in tensors {
      let sum = sums[tensor.component] ?? (0, 0)
      sums[tensor.component] = (
        sum.total.saturating(plus: tensor.parameters), sum.active.saturating(plus: tensor.activeParameters)
      )
    }
    return Component.allCases.compactMap { component in
      sums[component].map { (component, $0.total, $0.active) }
    }
  }
}

extension ParameterCount {
  /// Counts by listing every tensor; layers of one name are counted once and multiplied.
  init(_ spec: ModelSpec, _ census: LayerCensus) {
    let dimensions = spec.dimensions
    let width = dimensions.width, embeddingSize = spec.embeddingSize ?? width
    var tensors = [
      Tensor("embedding.weight", [dimensions.vocabulary, embeddingSize], .embedding, use: .lookup)
    ]
    if spec.embeddingSize != nil {
      tensors.append(Tensor("embedding_up.weight", [width, embeddingSize], .embedding))
      if spec.embeddingProjections == .both {
        tensors.append(Tensor("embedding_down.weight", [embeddingSize, width], .head))
      }
    }
    if let rows = spec.learnedPositions {
      tensors.append(Tensor("positions.weight", [rows, dimensions.width], .embedding, use: .lookup))
    }
    for layer in spec.layers {
      // A layer the schedule does not name stands in the model no times.
      let use = census.uses.first { $0.layer.name == layer.name }
      let prefix = "layers.\(layer.name).", count = use?.weightCount ?? 0
      tensors += (use?.tensors ?? layer.tensors(in: dimensions)).map { tensor in
        var repeated = tensor
        let count = tensor.count(in: count)
        repeated.name = prefix + tensor.name
        repeated.copies = tensor.copies.saturating(times: count)
        repeated.activeCopies = tensor.activeCopies.saturating(times: count)
        return repeated
      }
    }
    tensors +=
      dimensions.perLayerEmbeddings?.tensorsOfModel(
        width: dimensions.width, layers: spec.schedule.weightDepth) ?? []
    if spec.hasEmbeddingNorm {
      tensors += dimensions.norm.tensors(
        "embedding_norm", size: width, kind: dimensions.norm.embeddingKind)
    }
    tensors += dimensions.stream.tensorsOfModel(width: dimensions.width)
    if spec.hasFinalNorm {
      tensors += dimensions.norm.tensors("final_norm", size: width, kind: dimensions.norm.finalKind)
    }
    let rows = spec.outputVocabulary ?? dimensions.vocabulary
    if !spec.tiedEmbeddings { tensors.append(Tensor("head.weight", [rows, embeddingSize], .head)) }
    if spec.hasHeadGain { tensors.append(Tensor("head.gain", [rows], .head)) }
    if spec.hasHeadBias { tensors.append(Tensor("head.bias", [rows], .head)) }
    tensors += spec.parts.filter(\.isCore).flatMap(\.tensors)
    // A module whose shapes are not published is there without a number.
    let beside = spec.parts.filter { !$0.isCore && !$0.tensors.isEmpty }.map {
      ($0.name, $0.tensors.parameters)
    }
    self.init(tensors: tensors, beside: beside)
  }
}

/// The weights of the layers of one name.
public struct LayerWeights: Sendable {
  public var name: String
  /// Layers with weights of their own.
  public var count: Int
  /// Parameters of one such layer.
  public var total: Int
  /// Parameters of one such layer that a token passes.
  public var active: Int
}

extension FactSheet {
  /// Parameters of each named layer, in order of first use; weights its layers share stand in an entry of their own.
  public var layerWeights: [LayerWeights] {
    census.uses.flatMap(Self.layerWeights)
  }

  private static func layerWeights(_ use: LayerCensus.Use) -> [LayerWeights] {
    use.tensors.map { $0.count(in: use.weightCount) }.tally.map(\.value).map { count in
      let tensors = use.tensors.filter { $0.count(in: use.weightCount) == count }
      return LayerWeights(
        name: count == use.weightCount ? use.layer.name : use.layer.name + "_shared", count: count,
        total: tensors.parameters, active: tensors.activeParameters)
    }
  }
}
