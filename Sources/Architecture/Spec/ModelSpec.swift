import Diagnostics

/// How a language model is built: everything the gallery derives starts from this value.
public struct ModelSpec: Sendable {
  public var dimensions: Dimensions
  /// Embedding and output head share one matrix.
  public var tiedEmbeddings: Bool
  /// Rows of a learned position table (GPT-2); nil for rotary or no positions.
  public var learnedPositions: Int?
  /// A norm before the output head.
  public var hasFinalNorm: Bool
  /// The distinct layers, in the order they are defined.
  public var layers: [Layer]
  public var schedule: Schedule
  public var parts: [Part]
  /// A norm between embedding and first layer.
  public var hasEmbeddingNorm: Bool
  /// Smaller models are nested in the feed-forwards (MatFormer, arXiv:2310.07707).
  public var isMatFormer: Bool
  /// The next-token scores pass a tanh that bounds them.
  public var hasSoftcappedLogits: Bool
  /// Size of a token's embedding, where projections join it to a stream of another width (OPT-350M).
  package var embeddingSize: Int?
  /// Rows of the output head, where it scores fewer or more tokens than are embedded.
  package var outputVocabulary: Int?
  /// The output head has a bias for each token.
  package var hasHeadBias: Bool
  /// The score of each token has a trained scale (nGPT).
  package var hasHeadGain: Bool
  package var embeddingProjections: EmbeddingProjections
  /// What a pass after the first begins with, in looped models.
  package var loopInput: LoopInput

  package enum EmbeddingProjections: String, CaseIterable, Sendable {
    /// Into the stream, and back before the head.
    case both
    /// Into the stream alone; the way back is a part of its own.
    case up
  }

  package enum LoopInput: String, CaseIterable, Sendable {
    /// What the pass before left.
    case state
    /// The stream as it was before the first pass.
    case restart
    /// The sum of both.
    case sum

    package var words: String? {
      switch self {
      case .state: nil
      case .restart: "the stream before the loop"
      case .sum: "the last state and the stream before the loop"
      }
    }
  }

  /// Fixed factors scale embedding, sublayer outputs, scores or logits.
  package var hasMultipliers: Bool

  public func layer(named name: String) -> Layer? { layers.first { $0.name == name } }
}

extension ModelSpec {
  /// Reads the architecture fields of a model's front matter; the value is meaningless when errors were recorded.
  public init(from fields: inout FieldReader) {
    let width = fields.int("width", in: 1...1_048_576, "channels of the residual stream (`hidden_size`)")
    let vocabulary = fields.int("vocabulary", in: 1...100_000_000, "entries of the token embedding")
    let context = fields.int("context", in: 1...1_000_000_000, "tokens the model is published for")
    let norm = fields.nested("norm", "the normalisation of the stream") { Norm(from: &$0) } ?? Norm()
    let stream =
      fields.nested("streams", "how sublayers read and write the residual stream") { Stream(from: &$0) }
      ?? .addition
    let perLayer = fields.nested("per_layer_input", "a narrow embedding of each token for every layer") {
      PerLayerEmbeddings(from: &$0)
    }
    hasEmbeddingNorm = fields.flag("embedding_norm", "whether a norm stands after the embedding")
    isMatFormer = fields.flag("matformer", "whether smaller models are nested in the feed-forwards")
    hasSoftcappedLogits = fields.flag("softcapped_logits", "whether a tanh bounds the next-token scores")
    learnedPositions = fields.optionalInt("learned_positions", "rows of a learned position table")
    let isSinusoidal = fields.flag(
      "sinusoidal_positions", "whether fixed sines and cosines are added to the embedding")
    dimensions = Dimensions(
      width: width, vocabulary: vocabulary, context: context, norm: norm, stream: stream,
      perLayerEmbeddings: perLayer)
    dimensions.inputPositions = learnedPositions != nil ? .learned : isSinusoidal ? .sinusoidal : .none
    dimensions.messageRank = fields.optionalInt(
      "message_rank", in: 1...1_000_000, "loops: rank of the gates for messages of the pass before")
    loopInput = fields.choice(
      "loop_input", default: LoopInput.state, "loops: what a pass after the first begins with")
    hasHeadGain = fields.flag("head_gain", "whether each next-token score has a trained scale")
    embeddingProjections = fields.choice(
      "embedding_projections", default: EmbeddingProjections.both,
      "with `embedding_size`: where projections stand")
    hasMultipliers = fields.flag(
      "multipliers", "whether fixed factors scale embedding, sublayer outputs, scores or logits")
    embeddingSize = fields.optionalInt(
      "embedding_size", in: 1...1_048_576, "size of a token's embedding, if not the width: two projections")
    outputVocabulary = fields.optionalInt(
      "output_vocabulary", in: 1...100_000_000, "rows of the output head, if not the vocabulary")
    hasHeadBias = fields.flag("head_bias", "whether the output head has a bias")
    tiedEmbeddings = fields.flag("tied_embeddings", "whether embedding and output head share one matrix")
    hasFinalNorm = fields.flag("final_norm", default: true, "whether a norm stands before the output head")
    if norm.embeddingKind != nil && !hasEmbeddingNorm {
      fields.report(
        .unusedField, "'embedding' in 'norm' has no effect without 'embedding_norm: true'", field: "norm")
    }
    if norm.finalKind != nil && !hasFinalNorm {
      fields.report(
        .unusedField, "'final' in 'norm' has no effect with 'final_norm: false'", field: "norm")
    }
    if tiedEmbeddings && outputVocabulary != nil {
      fields.report(
        .impossible, "a tied output head has the rows of the embedding; remove 'output_vocabulary'",
        field: "output_vocabulary")
    }
    if learnedPositions != nil && isSinusoidal {
      fields.report(
        .impossible, "positions are learned or sinusoidal, not both", field: "sinusoidal_positions")
    }

    var reader = LayerReader(model: dimensions)
    for entry in fields.entries("layers", required: true, "the distinct layers: a name and its sublayers") {
      reader.read(entry)
    }
    fields.merge(reader.diagnostics)
    layers = reader.layers
    schedule = Self.schedule(from: &fields, layers: layers)
    let partReader = PartReader(model: dimensions, layers: layers)
    var partProblems: [Diagnostic] = []
    parts = fields.entries(
      "parts", of: .fields(Part.fields), "weights no kind describes, in the core or beside it"
    ).map {
      partReader.read($0, into: &partProblems)
    }
    fields.merge(partProblems)
  }

  private static func schedule(from fields: inout FieldReader, layers: [Layer]) -> Schedule {
    guard
      let (text, location) = fields.locatedText(
        "schedule", form: .schedule, "the order of the layers, as `10 * (5 * local + global) + 2 * local`")
    else { return .series([]) }
    var parser = ScheduleParser(text, at: location)
    let schedule = parser.parse()
    fields.merge(parser.diagnostics)
    let known = layers.map(\.name)
    // Without any layers that is the mistake.
    for (name, place) in parser.names where !known.isEmpty && !known.contains(name) {
      let hint =
        nearest(to: name, among: known).map { "did you mean '\($0)'?" }
        ?? "defined: \(known.joined(separator: ", "))"
      fields.merge([
        Diagnostic(
          .error, .unknownLayer,
          "the schedule names layer '\(name)', which 'layers' does not define; \(hint)", at: place)
      ])
    }
    guard let schedule else { return .series([]) }
    guard schedule.depth <= Schedule.maximumLayers else {
      fields.report(
        .limitExceeded, "the schedule has more than \(Schedule.maximumLayers) layers", field: "schedule")
      return .series([])
    }
    let used = Set(parser.names.map(\.name))
    for layer in layers where !used.contains(layer.name) {
      fields.report(
        .unusedLayer, "layer '\(layer.name)' is defined but not in the schedule; add it or remove it",
        field: "schedule")
    }
    return schedule
  }
}
