import Diagnostics

/// Reads the `layers` mapping; a sublayer may be `{ same_as: other }`, the one at its position in an earlier layer.
struct LayerReader {
  static let maximumSublayers = 16

  let model: Dimensions
  private(set) var layers: [Layer] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(model: Dimensions) { self.model = model }

  mutating func read(_ entry: Node.Entry) {
    switch entry.value {
    case .list(let items, _):
      append(entry, sublayers: items, wiring: .series)
    case .map:
      var fields = FieldReader(entry.value)
      let (wiring, items) = Self.wiringAndSublayers(from: &fields)
      diagnostics += fields.finished()
      if case .list(let list, _)? = items {
        append(entry, sublayers: list, wiring: wiring)
      } else {
        if let items { fail("'sublayers' must be a list", items.location) }
        define(entry)
      }
    case .scalar:
      fail("a layer is a list of sublayers, not \(entry.value.seen)", entry.value.location)
      define(entry)
    }
  }

  fileprivate static func wiringAndSublayers(from fields: inout FieldReader) -> (Layer.Wiring, Node?) {
    let wiring = fields.choice(
      "wiring", default: Layer.Wiring.series,
      "whether sublayers follow each other, share one normalised input, or read one stream through own norms")
    let items = fields.node("sublayers", required: true, "the sublayers, in the order a token passes them")
    return (wiring, items)
  }

  /// A layer that could not be read has a name all the same: the schedule is not wrong to use it.
  private mutating func define(_ entry: Node.Entry) {
    layers.append(Layer(name: entry.key, sublayers: [], wiring: .series))
  }

  private mutating func append(_ entry: Node.Entry, sublayers: [Node], wiring: Layer.Wiring) {
    if sublayers.isEmpty { fail("layer '\(entry.key)' has no sublayers", entry.value.location) }
    if sublayers.count > Self.maximumSublayers {
      fail("a layer has at most \(Self.maximumSublayers) sublayers", entry.value.location)
    }
    let placed = sublayers.prefix(Self.maximumSublayers).enumerated().compactMap {
      placedSublayer($1, at: $0)
    }
    layers.append(Layer(name: entry.key, sublayers: placed, wiring: wiring))
  }

  private mutating func placedSublayer(_ node: Node, at index: Int) -> PlacedSublayer? {
    var fields = FieldReader(node)
    defer { diagnostics += fields.finished() }
    guard case .map = node else { return nil }
    if let (name, location) = Self.sameAs(from: &fields) {
      guard let other = layers.first(where: { $0.name == name }) else {
        let hint = nearest(to: name, among: layers.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        fields.merge([
          Diagnostic(.error, .unknownLayer, "no earlier layer is named '\(name)'\(hint)", at: location)
        ])
        return nil
      }
      guard other.sublayers.indices.contains(index) else {
        fields.report(.unknownLayer, "layer '\(name)' has no sublayer \(index + 1)", field: "same_as")
        return nil
      }
      return other.sublayers[index]
    }
    guard let (kind, location) = fields.locatedText("kind", "the kind of sublayer") else { return nil }
    guard let type = Sublayers.named(kind) else {
      let kinds = Sublayers.all.map { $0.kind }
      let hint =
        nearest(to: kind, among: kinds).map { "did you mean '\($0)'?" }
        ?? "known: \(kinds.joined(separator: ", "))"
      // Its fields belong to a kind we do not know: asking about them would only add noise.
      diagnostics.append(Diagnostic(.error, .unknownKind, "unknown kind '\(kind)'; \(hint)", at: location))
      fields = FieldReader(.map([], node.location))
      return nil
    }
    let place = Self.place(from: &fields, in: model)
    if let source = place.inputOf, source > index {
      fields.report(.impossible, "'input_of' names an earlier sublayer, 1 to \(index)", field: "input_of")
    }
    var placed = PlacedSublayer(
      type.init(from: &fields, in: model), norm: place.norm,
      inputOf: place.inputOf.flatMap { $0 > index ? nil : $0 - 1 })
    placed.inputNorm = place.inputNorm
    placed.outputNorm = place.outputNorm
    placed.streamReads = place.streamReads
    placed.messages = place.messages
    return placed
  }

  fileprivate static func sameAs(from fields: inout FieldReader) -> (text: String, location: SourceLocation)?
  {
    fields.locatedText(
      "same_as", required: false, form: .layer, "an earlier layer whose sublayer at this position is meant")
  }

  fileprivate typealias Place = (
    norm: Norm.Placement, inputNorm: Norm.Kind?, outputNorm: Norm.Kind?, streamReads: Int, messages: Int,
    inputOf: Int?
  )

  fileprivate static func place(from fields: inout FieldReader, in model: Dimensions) -> Place {
    let norm = fields.choice(
      "norm", default: model.norm.placement, "where this sublayer is normalised, if not as the model says")
    let inputNorm: Norm.Kind? = fields.optionalChoice(
      "input_norm", "the norm before this sublayer, if not of the model's kind")
    let outputNorm: Norm.Kind? = fields.optionalChoice(
      "output_norm", "the norm after this sublayer, if not of the model's kind")
    let reads = fields.int(
      "stream_reads", in: 0...3, default: 1,
      "attention residuals: how often this sublayer reads the stream (3: apart for Q, K and V)")
    let messages = fields.int(
      "messages", in: 0...4, default: 0,
      "looped layers: messages of the pass before that enter this sublayer (3: apart for Q, K and V)")
    if messages > 0 && model.messageRank == nil {
      fields.report(
        .unusedField, "'messages' has no effect without the model's 'message_rank'", field: "messages")
    }
    let source = fields.optionalInt(
      "input_of", in: 1...maximumSublayers,
      "the earlier sublayer, counted from 1, whose normalised input this one reads too (a shortcut)")
    if inputNorm != nil && !norm.normalizesInput {
      fields.report(
        .unusedField, "'input_norm' has no effect: nothing normalises the input", field: "input_norm")
    }
    if outputNorm != nil && !norm.normalizesOutput {
      fields.report(
        .unusedField, "'output_norm' has no effect: nothing normalises the output", field: "output_norm")
    }
    return (norm, inputNorm, outputNorm, reads, messages, source)
  }

  private mutating func fail(_ summary: String, _ location: SourceLocation) {
    diagnostics.append(Diagnostic(.error, .wrongType, summary, at: location))
  }
}

extension Layer {
  /// How many sublayers one layer may have.
  public static var maximumSublayers: Int { LayerReader.maximumSublayers }

  /// The fields of a layer that is more than a list of sublayers.
  public static var fields: [FieldDescription] {
    FieldReader.describe { _ = LayerReader.wiringAndSublayers(from: &$0) }
  }
}

extension PlacedSublayer {
  /// The fields of a sublayer taken from another layer.
  public static var fieldsOfSame: [FieldDescription] {
    FieldReader.describe { _ = LayerReader.sameAs(from: &$0) }
  }

  /// The fields of a sublayer of one kind, beside `kind` itself.
  public static func fields(of kind: any Sublayer.Type) -> [FieldDescription] {
    func described(_ width: Int, _ placement: Norm.Placement) -> [FieldDescription] {
      let model = Dimensions(
        width: width, vocabulary: width, context: width, norm: Norm(placement: placement))
      return FieldReader.describe { fields in
        _ = LayerReader.place(from: &fields, in: model)
        _ = kind.init(from: &fields, in: model)
      }
    }
    return FieldDescription.common(to: described(1024, .pre), described(2048, .post))
  }
}
