import Architecture
import Diagnostics

// A specification held against stored weights, part by part
//
// Sums of parameters are compared for the embedding, the head, each sublayer of each layer and the rest: a fused matrix,
// stacked experts or another name change no sum, while a wrong width changes one. Where a sum differs, the first tensor
// whose shape has no counterpart is named.

/// What verifying a model found.
package struct Reconciliation: Sendable {
  /// One part of the model, or several equal layers in a row.
  package struct Part: Hashable, Sendable {
    /// `embedding`, `layers 3–60, feed-forward`.
    package var label: String
    /// Parameters of one such part as the specification has them, and as they are stored.
    package var specified: Int
    package var stored: Int
    /// How many equal parts there are.
    package var count = 1

    package var agrees: Bool { specified == stored }
  }

  package struct Disagreement: Hashable, Sendable {
    package var part: Part
    /// The first stored tensor without a counterpart: its name and shape.
    package var storedTensor: String?
    /// The first tensor of the specification without a counterpart.
    package var specifiedTensor: String?
  }

  package private(set) var parts: [Part] = []
  package private(set) var disagreements: [Disagreement] = []
  /// Parameters that agree with the specification.
  package private(set) var used = 0
  /// Stored, but read by no layer: keys and values of layers that reuse an earlier cache.
  package private(set) var unused: (tensors: Int, parameters: Int) = (0, 0)
  /// A head that equals the embedding and is stored again.
  package private(set) var repeatedHead = 0
  package private(set) var prediction = 0
  package private(set) var towers = 0
  package private(set) var buffers = 0
  /// Packed forms with the parameters they stand for.
  package private(set) var packed: [(form: PackedForm, tensors: Int, parameters: Int)] = []
  package private(set) var scaleTensors = 0
  package private(set) var tensorCount = 0

  package var isReconciled: Bool { disagreements.isEmpty }

  package init(_ spec: ModelSpec, _ tensors: [StoredTensor], bits: Int = 4) {
    let unpacked = Unpacked(tensors, bits: bits)
    tensorCount = tensors.count
    scaleTensors = unpacked.scales.count
    for form in PackedForm.allCases {
      let own = unpacked.weights.filter { $0.form == form }
      if !own.isEmpty {
        packed.append((form, own.count, own.reduce(0) { $0.saturating(plus: $1.parameters) }))
      }
    }
    let expected = ExpectedParts(spec)
    var stored: [StoredPlace: [StoredWeight]] = [:]
    for weight in unpacked.weights {
      stored[StoredPlace(weight.name, layers: expected.layers.count), default: []].append(weight)
    }
    func sum(_ place: StoredPlace) -> Int {
      (stored[place] ?? []).reduce(0) { $0.saturating(plus: $1.parameters) }
    }
    (prediction, towers, buffers) = (sum(.prediction), sum(.tower), sum(.buffer))
    if spec.tiedEmbeddings {
      repeatedHead = sum(.head)
      stored[.head] = nil
    }
    compare("embedding", expected.embedding, stored[.embedding] ?? [])
    for (index, layer) in expected.layers.enumerated() { compare(layer, index, stored) }
    compare("final norm and model-wide weights", expected.model, stored[.model] ?? [])
    compare("output head", expected.head, stored[.head] ?? [])
    parts = Self.folded(parts)
  }

  private mutating func compare(
    _ layer: ExpectedParts.Layer, _ index: Int, _ stored: [StoredPlace: [StoredWeight]]
  ) {
    var all: [(part: LayerPart, specified: [Tensor], stored: [StoredWeight])] = []
    for part in [LayerPart.mixer, .feedForward, .stream] {
      var own = stored[.layer(index, part)] ?? []
      if layer.reusesCache, part == .mixer {
        let idle = own.filter(Self.isKeyOrValue)
        unused.tensors += idle.count
        unused.parameters += idle.parameters
        own.removeAll(where: Self.isKeyOrValue)
      }
      all.append((part, layer.tensors[part] ?? [], own))
    }
    // Corrections count where the specification counts them.
    let corrections = stored[.correction(index)] ?? []
    if let feed = all.firstIndex(where: { $0.part == .feedForward }), !corrections.isEmpty {
      let missing = all[feed].specified.parameters - all[feed].stored.parameters
      if missing == corrections.parameters {
        all[feed].stored += corrections
      } else {
        buffers += corrections.parameters
      }
    }
    let agree = all.allSatisfy { $0.specified.parameters == $0.stored.parameters }
    // Names may file a tensor under another part of the same layer; its sum tells.
    if !agree, all.reduce(0, { $0 + $1.specified.parameters }) == all.reduce(0, { $0 + $1.stored.parameters })
    {
      compare("layer \(index + 1) (\(layer.name))", all.flatMap(\.specified), all.flatMap(\.stored))
      return
    }
    for (part, specified, own) in all where !specified.isEmpty || !own.isEmpty {
      compare("layer \(index + 1) (\(layer.name)), \(part.label)", specified, own)
    }
  }

  private mutating func compare(_ label: String, _ specified: [Tensor], _ stored: [StoredWeight]) {
    let part = Part(label: label, specified: specified.parameters, stored: stored.parameters)
    if part.specified == 0, part.stored == 0 { return }
    parts.append(part)
    guard !part.agrees else {
      used = used.saturating(plus: part.stored)
      return
    }
    var counterparts: [[Int]: Int] = [:]
    for tensor in specified { counterparts[tensor.shape.squeezed, default: 0] += tensor.copies }
    let strange = stored.first { weight in
      let shape = weight.shape.squeezed
      guard let left = counterparts[shape], left > 0 else { return true }
      counterparts[shape] = left - 1
      return false
    }
    var present: [[Int]: Int] = [:]
    for weight in stored { present[weight.shape.squeezed, default: 0] += 1 }
    let missing = specified.first { tensor in
      let shape = tensor.shape.squeezed
      let left = present[shape] ?? 0
      present[shape] = max(0, left - tensor.copies)
      return left < tensor.copies
    }
    disagreements.append(
      Disagreement(
        part: part, storedTensor: strange.map { "\($0.name.printable) \($0.shape)" },
        specifiedTensor: missing.map { "\($0.copies > 1 ? "\($0.copies) × " : "")\($0.name) \($0.shape)" }))
  }

  private static func isKeyOrValue(_ weight: StoredWeight) -> Bool {
    weight.name.split(separator: ".").contains { word in
      ["k_proj", "v_proj", "k_norm", "v_norm", "attn_k", "attn_v", "attn_k_norm"].contains(String(word))
    }
  }

  /// Equal neighbours as one: `layers 4–61 (sparse), mixer`.
  private static func folded(_ parts: [Part]) -> [Part] {
    var order: [String] = [], groups: [String: (first: Int, part: Part)] = [:]
    for part in parts {
      guard let (layer, rest) = layerNumber(part.label) else {
        order.append(part.label)
        groups[part.label] = (0, part)
        continue
      }
      let key = "\(rest) \(part.specified) \(part.stored)"
      if groups[key] == nil {
        order.append(key)
        groups[key] = (layer, part)
      } else {
        groups[key]?.part.count += 1
      }
    }
    return order.compactMap { groups[$0] }.map { first, part in
      guard part.count > 1, let (_, rest) = layerNumber(part.label) else { return part }
      var folded = part
      folded.label = "\(part.count) layers from \(first)\(rest)"
      return folded
    }
  }

  private static func layerNumber(_ label: String) -> (Int, Substring)? {
    guard label.hasPrefix("layer ") else { return nil }
    let rest = label.dropFirst(6)
    let digits = rest.prefix(while: \.isNumber)
    return Int(digits).map { ($0, rest.dropFirst(digits.count)) }
  }
}

/// What a specification says is stored, by part.
struct ExpectedParts {
  struct Layer {
    var name: String
    var tensors: [LayerPart: [Tensor]]
    /// Its attention reads keys and values of an earlier layer.
    var reusesCache: Bool
  }

  var embedding: [Tensor] = [], head: [Tensor] = [], model: [Tensor] = []
  var layers: [Layer] = []

  init(_ spec: ModelSpec) {
    let dimensions = spec.dimensions
    var byName: [String: Layer] = [:]
    for layer in spec.layers {
      var tensors: [LayerPart: [Tensor]] = [:]
      for tensor in layer.tensors(in: dimensions) {
        tensors[Self.part(of: tensor, in: layer), default: []].append(tensor)
      }
      let reuses = layer.sublayers.contains { $0.sublayer.features.contains(.crossLayerKV) }
      byName[layer.name] = Layer(name: layer.name, tensors: tensors, reusesCache: reuses)
    }
    layers = spec.schedule.weightLayers.compactMap { byName[$0] }
    for tensor in FactSheet(spec).parameters.tensors where !tensor.name.hasPrefix("layers.") {
      switch tensor.name {
      case "embedding.weight", "positions.weight": embedding.append(tensor)
      case "head.weight": head.append(tensor)
      default: model.append(tensor)
      }
    }
  }

  /// Tensors of a layer are named `index.kind.name`; norms of the stream and the stream's own belong to no sublayer.
  private static func part(of tensor: Tensor, in layer: Architecture.Layer) -> LayerPart {
    let words = tensor.name.split(separator: ".")
    guard words.count > 2, let index = Int(words[0]), layer.sublayers.indices.contains(index) else {
      return .stream
    }
    if words[2] == "input_norm" || words[2] == "output_norm" { return .stream }
    return LayerPart(layer.sublayers[index].sublayer.role)
  }
}

extension LayerPart {
  var label: String {
    switch self {
    case .mixer: "mixer"
    case .feedForward: "feed-forward"
    case .stream: "norms"
    }
  }
}

extension [StoredWeight] {
  fileprivate var parameters: Int { reduce(0) { $0.saturating(plus: $1.parameters) } }
}

extension [Int] {
  /// Without dimensions of 1, in order: a transposed or unsqueezed matrix has the same.
  fileprivate var squeezed: [Int] { filter { $0 != 1 }.sorted() }
}
