import Diagnostics

/// Weights no kind describes, listed with their shapes so that the sum stays true without code.
public struct Part: Hashable, Sendable {
  /// What a part is for; decides its features and how figures name it.
  public enum Kind: String, CaseIterable, Sendable {
    /// Modules that predict tokens further ahead (multi-token prediction).
    case prediction
    /// A table of vectors looked up by n-grams of tokens.
    case ngramTable = "ngram_table"
    /// A tower for images or sound.
    case encoder
    case other
  }

  /// The key in the spec.
  public var name: String
  public var label: String
  public var kind: Kind
  /// Inside the core it counts towards the model's parameters (an n-gram table); beside it, it does not (a vision tower).
  public var isCore: Bool
  public var tensors: [Tensor]
  /// How many equal modules there are (prediction modules one after another).
  public var copies: Int
  /// The layer, counted from 1, whose input a table joins; nil for the token embedding.
  public var entersLayer: Int?

  public init(
    name: String, label: String, kind: Kind = .other, isCore: Bool, tensors: [Tensor], copies: Int = 1,
    entersLayer: Int? = nil
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.isCore = isCore
    self.tensors = tensors
    self.copies = copies
    self.entersLayer = entersLayer
  }

  public var features: [Feature] {
    switch kind {
    case .prediction: [.mtp]
    case .ngramTable: [.nGramEmbeddings]
    case .encoder, .other: []
    }
  }
}

/// Reads the `parts` mapping; a part lists tensors and may stand on layers the spec defines.
struct PartReader {
  let model: Dimensions
  let layers: [Layer]

  func read(_ entry: Node.Entry, into diagnostics: inout [Diagnostic]) -> Part {
    var fields = FieldReader(entry.value)
    let part = part(named: entry.key, from: &fields)
    diagnostics += fields.finished()
    return part
  }

  fileprivate func part(named key: String, from fields: inout FieldReader) -> Part {
    let kind = fields.choice("kind", default: Part.Kind.other, "what the part is for")
    let label = fields.optionalText("label", "how pages name the part") ?? key.capitalizedFirst
    let isCore = fields.flag("core", "whether it counts towards the model's own parameters")
    let copies = fields.int("copies", in: 1...10_000, default: 1, "how many equal modules there are")
    let layer = fields.optionalInt(
      "enters_layer", in: 1...Schedule.maximumLayers,
      "the layer, counted from 1, whose input a table joins; without it the token embedding")
    var model = model
    if fields.flag("plain_stream", "whether its layers only add to the stream, whatever the model's do") {
      model.stream = .addition
    }
    var tensors: [Tensor] = []
    for (name, location) in fields.words("layers", form: .layer, "defined layers the part has one of each") {
      guard let layer = layers.first(where: { $0.name == name }) else {
        let hint = nearest(to: name, among: layers.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
        fields.merge([Diagnostic(.error, .unknownLayer, "no layer is named '\(name)'\(hint)", at: location)])
        continue
      }
      tensors += layer.tensors(in: model)
    }
    tensors += fields.list(
      "tensors", of: .fields(FieldReader.describe { _ = Self.tensor(from: &$0) }), "weights with their shapes"
    ) { node, found in
      var item = FieldReader(node)
      let tensor = Self.tensor(from: &item)
      found += item.finished()
      return tensor
    }
    if tensors.isEmpty && !fields.has("tensors") && !fields.has("layers") {
      fields.report(.missingField, "a part lists 'tensors' or 'layers'")
    }
    tensors = tensors.map { tensor in
      var repeated = tensor
      repeated.name = "\(key).\(tensor.name)"
      repeated.copies *= copies
      repeated.activeCopies *= copies
      return repeated
    }
    return Part(
      name: key, label: label, kind: kind, isCore: isCore, tensors: tensors, copies: copies,
      entersLayer: layer)
  }

  private static func tensor(from fields: inout FieldReader) -> Tensor {
    let name = fields.text("name", "the weight's name")
    let sizes = 1...1_000_000_000_000
    let shape = fields.list("shape", required: true, of: .int(sizes), "its dimensions") {
      node, found -> Int? in
      guard case .scalar(let text, quoted: false, _) = node, let size = Int(text), sizes.contains(size) else {
        found.append(
          Diagnostic(
            .error, .wrongType, "a shape is a list of whole numbers, not \(node.seen)", at: node.location))
        return nil
      }
      return size
    }
    let component = fields.choice("component", default: Component.other, "the segment of the parameter bar")
    let copies = fields.int("copies", in: 1...1_000_000_000, default: 1, "how many equal tensors there are")
    let active = fields.int(
      "active", in: 0...1_000_000_000, default: copies, "how many of them one token uses")
    let use: Tensor.Use? = fields.optionalChoice("use", "how a token uses it, if not by its shape")
    return Tensor(name, shape, component, copies: copies, active: active, use: use)
  }
}

extension Part {
  /// The fields of one part.
  public static var fields: [FieldDescription] {
    let reader = PartReader(model: Dimensions(width: 1, vocabulary: 1, context: 1), layers: [])
    return FieldReader.describe { _ = reader.part(named: "", from: &$0) }
  }
}
