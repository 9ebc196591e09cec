/// How often each layer and each sublayer of a spec stands in the model and in the path of a token.
struct LayerCensus {
  /// One named layer of the spec.
  struct Use {
    var layer: Layer
    /// Every weight of one such layer.
    var tensors: [Tensor]
    /// How often it stands in the model with weights of its own.
    var weightCount: Int
    /// How often a token passes it; more than `weightCount` when layers are looped.
    var executedCount: Int
  }

  /// In order of first use in the schedule.
  var uses: [Use]
  /// Indices in `uses`, in the order a token passes the layers.
  var sequence: [Int]

  init(_ spec: ModelSpec) {
    let names = spec.schedule.executedLayers
    let weights = spec.schedule.weightCounts
    var indices: [String: Int] = [:]
    uses = []
    sequence = []
    sequence.reserveCapacity(names.count)
    for name in names {
      if let index = indices[name] {
        uses[index].executedCount += 1
        sequence.append(index)
      } else if let layer = spec.layer(named: name) {
        indices[name] = uses.count
        sequence.append(uses.count)
        uses.append(
          Use(
            layer: layer, tensors: layer.tensors(in: spec.dimensions), weightCount: weights[name] ?? 0,
            executedCount: 1))
      }
    }
  }

  var isLooped: Bool { uses.contains { $0.executedCount > $0.weightCount } }
}

/// A kind of sublayer as one model uses it: its name among its neighbours, and how often a token passes it.
public struct SublayerUse: Sendable {
  /// What tells it apart in this model, as in layer mixes: `global`, `sliding-window`, `MLA`, `Mamba-2`, `dense`.
  public var label: String { naming.text }
  let naming: SublayerLabel
  /// The first configuration with this label.
  public var sublayer: any Sublayer
  /// Sublayers a token passes; looped layers count once per pass.
  public var count: Int
  /// Every configuration with this label and how often it is passed, in order of first use.
  public var variants: [(sublayer: any Sublayer, count: Int)]

  /// Keeps a state of fixed size instead of a cache.
  public var isRecurrent: Bool { sublayer.isRecurrent }
}

extension SublayerUse {
  /// The concept of the kind itself.
  var concept: Feature? { sublayer.features.first }
}

extension Sublayer {
  /// Mixes tokens through a state of fixed size instead of attending to each of them.
  var isRecurrent: Bool {
    switch mark.glyph {
    case .linear, .stateSpace, .convolution: true
    default: false
    }
  }
}

/// What tells the kinds of sublayers of one model apart.
enum SublayerLabel: Hashable, Sendable {
  case dense, experts
  /// Full attention beside windows.
  case global
  /// Full attention without positions beside such with rotated ones.
  case withoutPositions, rotated
  /// Its kind's own tag.
  case tag(String)

  var text: String {
    switch self {
    case .dense: "dense"
    case .experts: "experts"
    case .global: "global"
    case .withoutPositions: "NoPE"
    case .rotated: "RoPE"
    case .tag(let tag): tag
    }
  }
}

/// The sublayers of one role with their names in this model.
struct SublayerNaming {
  /// In order of first use.
  var uses: [SublayerUse] = []
  /// For each index in `census.uses`: the indices in `uses` of its sublayers of this role, in order.
  var byLayer: [[Int]] = []

  init(_ census: LayerCensus, _ role: Role) {
    let all = census.uses.flatMap { use in use.layer.sublayers.map(\.sublayer).filter { $0.role == role } }
    let rules = Rules(all)
    var indices: [SublayerLabel: Int] = [:]
    for use in census.uses {
      var own: [Int] = []
      for placed in use.layer.sublayers where placed.sublayer.role == role {
        let label = rules.label(of: placed.sublayer)
        let variant = (placed.sublayer, use.executedCount)
        if let index = indices[label] {
          uses[index].count += use.executedCount
          uses[index].variants.append(variant)
          own.append(index)
        } else {
          indices[label] = uses.count
          own.append(uses.count)
          uses.append(
            SublayerUse(
              naming: label, sublayer: placed.sublayer, count: use.executedCount, variants: [variant]))
        }
      }
      byLayer.append(own)
    }
  }

  /// Full attention is `global` beside windows, and named after its positions where only these differ.
  private struct Rules {
    var hasWindows: Bool
    var differsInPositions: Bool

    init(_ sublayers: [any Sublayer]) {
      let full = sublayers.filter { $0.mark.glyph == .softmax }
      hasWindows = sublayers.contains { $0.mark.glyph == .window }
      let isSameKind = Set(full.map(\.name.tag)).count == 1 && full.count == sublayers.count
      let withoutPositions = full.count { $0.features.contains(.nope) }
      differsInPositions = isSameKind && withoutPositions > 0 && withoutPositions < full.count
    }

    func label(of sublayer: any Sublayer) -> SublayerLabel {
      switch sublayer.mark.glyph {
      case .dense: .dense
      case .experts: .experts
      case .softmax where hasWindows: .global
      case .softmax where differsInPositions: sublayer.features.contains(.nope) ? .withoutPositions : .rotated
      default: .tag(sublayer.name.tag)
      }
    }
  }
}
