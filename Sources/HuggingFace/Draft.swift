import Architecture
import Diagnostics

/// A value of the front matter on its way into a file.
indirect enum Value: Hashable, Sendable {
  case int(Int)
  case flag(Bool)
  case text(String)
  case list([Value])
  case fields([Field])

  struct Field: Hashable, Sendable {
    var name: String
    var value: Value
  }
}

/// One sublayer in our words; fields keep the order in which they are written.
struct SublayerDraft: Hashable, Sendable {
  var fields: [Value.Field]

  init(_ kind: String) { fields = [Value.Field(name: "kind", value: .text(kind))] }

  /// Adds a number; nil and the field's own default are left out.
  mutating func set(_ name: String, _ value: Int?, unless standard: Int? = nil) {
    if let value, value != standard { fields.append(Value.Field(name: name, value: .int(value))) }
  }

  /// Adds a flag that differs from its default.
  mutating func set(_ name: String, _ value: Bool, unless standard: Bool = false) {
    if value != standard { fields.append(Value.Field(name: name, value: .flag(value))) }
  }

  /// Adds a word that differs from its default.
  mutating func set(_ name: String, word: String?, unless standard: String? = nil) {
    if let word, word != standard { fields.append(Value.Field(name: name, value: .text(word))) }
  }
}

/// One layer in our words, and the words its name is made of when it needs one.
struct LayerDraft: Hashable, Sendable {
  var sublayers: [SublayerDraft]
  /// How sublayers hang on the stream, where they do not follow each other: `parallel`.
  var wiring: String?
  /// What tells it from other layers: `["global", "sparse"]`; only words that differ become part of its name.
  var words: [String]

  init(_ sublayers: [SublayerDraft], isParallel: Bool = false, words: [String]) {
    self.sublayers = sublayers
    self.wiring = isParallel ? "parallel" : nil
    self.words = words
  }
}

/// A part beside or in the core.
struct PartDraft: Sendable {
  var name: String
  var fields: [Value.Field]
  /// Indices of layers of the draft the part has one of each.
  var layers: [LayerDraft] = []

  init(_ name: String, _ fields: [Value.Field]) {
    self.name = name
    self.fields = fields
  }
}

/// A model in our words, before it has layer names, a schedule and a form on paper.
struct Draft: Sendable {
  var width: Int
  var vocabulary: Int
  var context: Int
  var isTied = false
  var learnedPositions: Int?
  var hasFinalNorm = true
  var hasSoftcappedLogits = false
  var normKind = Norm.Kind.rms
  var normPlacement = Norm.Placement.pre
  /// Further fields of the norm, and its kind in words where it is not one of `Norm.Kind`.
  var normFields: [Value.Field] = []
  var normWord: String?
  /// Further fields of the model, written between `norm` and `layers`.
  var extra: [Value.Field] = []
  /// Every layer, bottom to top.
  var layers: [LayerDraft]
  /// How often the stack runs over itself (looped depth).
  var passes = 1
  /// How parts of the stack run again.
  var runs: Runs?
  var parts: [PartDraft] = []

  init(width: Int, vocabulary: Int, context: Int, layers: [LayerDraft]) {
    self.width = width
    self.vocabulary = vocabulary
    self.context = context
    self.layers = layers
  }

  /// Weights that no word describes, counted in the model and named as they are.
  mutating func addCore(_ name: String, _ label: String, _ tensors: [Value]) {
    parts.append(
      PartDraft(
        name,
        [
          .init(name: "label", value: .text(label)), .init(name: "core", value: .flag(true)),
          .init(name: "tensors", value: .list(tensors)),
        ]))
  }

  /// The architecture fields, in the order of a model file.
  var fields: [Value.Field] {
    let named = NamedLayers(layers)
    var out: [Value.Field] = [
      .init(name: "width", value: .int(width)), .init(name: "vocabulary", value: .int(vocabulary)),
    ]
    if isTied { out.append(.init(name: "tied_embeddings", value: .flag(true))) }
    if let learnedPositions { out.append(.init(name: "learned_positions", value: .int(learnedPositions))) }
    if hasSoftcappedLogits { out.append(.init(name: "softcapped_logits", value: .flag(true))) }
    if !hasFinalNorm { out.append(.init(name: "final_norm", value: .flag(false))) }
    out.append(
      .init(
        name: "norm",
        value: .fields(
          [
            .init(name: "kind", value: .text(normWord ?? normKind.rawValue)),
            .init(name: "placement", value: .text(normPlacement.rawValue)),
          ] + normFields)))
    out += extra
    out.append(.init(name: "layers", value: .fields(named.layers)))
    let schedule = runs?.schedule(of: named.sequence) ?? shortestSchedule(of: named.sequence)
    out.append(
      .init(name: "schedule", value: .text(passes > 1 ? "\(passes) passes (\(schedule))" : schedule)))
    if !parts.isEmpty {
      out.append(
        .init(
          name: "parts",
          value: .fields(
            parts.map { part in
              var fields = part.fields
              if !part.layers.isEmpty {
                fields.append(
                  .init(name: "layers", value: .list(part.layers.map { .text(named.name(of: $0)) })))
              }
              return .init(name: part.name, value: .fields(fields))
            })))
    }
    return out
  }
}

/// A stretch of the stack that runs several times, with layers before and after it.
struct Runs: Sendable {
  var before = 0
  /// Layers of the stretch.
  var loop: Int
  var passes: Int
  /// The first layers of the stretch run so often in each of its passes (a stack inside a stack).
  var inner: (layers: Int, passes: Int)?

  init(before: Int, loop: Int, passes: Int) { (self.before, self.loop, self.passes) = (before, loop, passes) }

  /// Two stacks of `low` layers each, the first run `lowPasses` times for each run of the second.
  init(low: Int, lowPasses: Int, passes: Int) {
    (loop, self.passes) = (2 * low, passes)
    inner = (low, lowPasses)
  }

  func schedule(of names: [String]) -> String {
    let middle = Array(names[before..<min(before + loop, names.count)])
    var inside = shortestSchedule(of: middle)
    if let inner, inner.layers < middle.count {
      let low = shortestSchedule(of: Array(middle.prefix(inner.layers)))
      inside =
        (inner.passes > 1 ? "\(inner.passes) passes (\(low))" : low) + " + "
        + shortestSchedule(of: Array(middle.dropFirst(inner.layers)))
    }
    return [
      shortestSchedule(of: Array(names.prefix(before))), passes > 1 ? "\(passes) passes (\(inside))" : inside,
      shortestSchedule(of: Array(names.dropFirst(before + loop))),
    ].filter { !$0.isEmpty }.joined(separator: " + ")
  }
}

/// The distinct layers of a model under names that say what tells them apart.
private struct NamedLayers {
  private let distinct: [LayerDraft]
  private let names: [String]
  /// The name of each layer, bottom to top.
  let sequence: [String]

  init(_ all: [LayerDraft]) {
    var distinct: [LayerDraft] = []
    var indices: [LayerDraft: Int] = [:]
    var order: [Int] = []
    for layer in all {
      let index = indices[layer] ?? distinct.count
      if index == distinct.count {
        indices[layer] = index
        distinct.append(layer)
      }
      order.append(index)
    }
    self.distinct = distinct
    names = Self.names(for: distinct)
    let names = names
    sequence = order.map { names[$0] }
  }

  func name(of layer: LayerDraft) -> String { distinct.firstIndex(of: layer).map { names[$0] } ?? "" }

  private static func names(for layers: [LayerDraft]) -> [String] {
    if layers.count == 1 { return ["block"] }
    let positions = 0..<(layers.map(\.words.count).max() ?? 0)
    let telling = positions.filter { position in Set(layers.map { $0.words.at(position) }).count > 1 }
    var used: [String: Int] = [:]
    return layers.map { layer in
      let words = telling.map { layer.words.at($0) }.filter { !$0.isEmpty }
      let name = words.isEmpty ? "block" : words.joined(separator: "_")
      used[name, default: 0] += 1
      let count = used[name] ?? 1
      return count == 1 ? name : "\(name)_\(count)"
    }
  }

  /// Each layer with its sublayers; one that stands at the same place in an earlier layer is referred to.
  var layers: [Value.Field] {
    distinct.enumerated().map { index, layer in
      let sublayers = layer.sublayers.enumerated().map { position, sublayer -> Value in
        let earlier = distinct[..<index].firstIndex {
          $0.sublayers.indices.contains(position) && $0.sublayers[position] == sublayer
        }
        // A short sublayer reads better than a reference to it.
        if let earlier, sublayer.fields.count > 3 {
          return .fields([.init(name: "same_as", value: .text(names[earlier]))])
        }
        return .fields(sublayer.fields)
      }
      let value: Value =
        layer.wiring.map {
          .fields([
            .init(name: "wiring", value: .text($0)), .init(name: "sublayers", value: .list(sublayers)),
          ])
        } ?? .list(sublayers)
      return .init(name: names[index], value: value)
    }
  }
}

extension [String] {
  fileprivate func at(_ index: Int) -> String { indices.contains(index) ? self[index] : "" }
}
