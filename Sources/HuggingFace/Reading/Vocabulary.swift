import Architecture

// Keys that mean the same in many families, and our words for what they describe.

/// The sizes every configuration has.
struct Shape {
  var width: Int, vocabulary: Int, context: Int, layers: Int
}

/// How one kind of layer rotates its positions.
struct Rope {
  var isYarn = false
  /// The rotated share of a head; nil for all of it.
  var share: Double?

  func size(of head: Int) -> Int { share.map { Int(Double(head) * $0) } ?? head }
}

extension Config {
  /// Layers that one token passes are bounded by the schedule's limit.
  static let depths = 1...4_096

  mutating func shape() -> Shape {
    Shape(
      width: int("hidden_size"), vocabulary: int("vocab_size"),
      context: int("max_position_embeddings", "model_max_length"),
      layers: int("num_hidden_layers", "num_layers", in: Self.depths))
  }

  /// Tokens a sliding window reaches back; null and 0 are none.
  mutating func windowSize(_ keys: String...) -> Int? { windowSize(keys) }

  mutating func windowSize(_ keys: [String]) -> Int? {
    optionalInt(keys, in: 0...Self.sizes.upperBound).flatMap { $0 > 0 ? $0 : nil }
  }

  /// Our word for an activation.
  mutating func activation(_ keys: String..., default value: Activation = .silu) -> Activation {
    activation(keys, else: value)
  }

  mutating func activation(_ keys: [String], else value: Activation) -> Activation {
    let known = keys.filter { has($0) } + keys.filter { reference != nil && declares($0) }
    ignore(keys)
    guard let key = known.first, let name = text(key) else { return value }
    switch name {
    case "silu", "swish", "swigluoai": return .silu
    case "gelu": return .gelu
    case "gelu_pytorch_tanh", "gelu_new", "gelu_fast", "gelu_python", "quick_gelu": return .geluTanh
    case "relu": return .relu
    case "relu2", "relu_squared": return .reluSquared
    case "situ": return .situ
    case "poly_norm": return .polyNorm
    default:
      if let other = Activation(rawValue: name) { return other }
      fail(.unknownValue, key, "names an activation this importer does not know: '\(name)'")
      return value
    }
  }

  /// How layers of `type` rotate: flat `rope_parameters` or `rope_scaling`, or one object for each type of layer.
  mutating func rope(_ type: String? = nil) -> Rope {
    var rope = Rope()
    rope.share = number("partial_rotary_factor", in: 0...1)
    for key in ["rope_parameters", "rope_scaling"] {
      let inner = nested(key) { config -> Rope in
        for other in ["full_attention", "sliding_attention"] where other != type { config.ignore(other) }
        if let type, config.has(type) { return config.nested(type) { $0.flatRope() } ?? Rope() }
        return config.flatRope()
      }
      guard let inner else { continue }
      rope.isYarn = inner.isYarn
      rope.share = inner.share ?? rope.share
    }
    return rope
  }

  private mutating func flatRope() -> Rope {
    let type = text("rope_type") ?? text("type")
    let share = number("partial_rotary_factor", in: 0...1)
    // Whatever else stands here stretches or scales angles: it changes no shape.
    ignoreTheRest()
    return Rope(isYarn: type == "yarn", share: share)
  }

  /// One word per layer, from the list or from a rule the class applies when it is absent.
  mutating func layerTypes(
    _ key: String = "layer_types", count: Int, of words: [String], rule: (Int) -> String
  ) -> [String] {
    self.words(key, count: count, of: words) ?? (0..<count).map(rule)
  }
}

/// The fields of softmax attention in the order they are written.
struct AttentionDraft {
  var heads: Int
  var kvHeads: Int
  var headSize: Int
  var valueSize: Int?
  var window: Int?
  var chunk: Int?
  var keysValues = Attention.KeysValues.separate
  var qkNorm = Attention.QKNorm.none
  var gate = Attention.Gate.none
  var hasGateBias = false
  var hasBias = false
  var hasOutputBias = false
  var hasSinks = false
  var isCapped = false
  var ropeSize: Int?
  var isYarn = false
  /// Words some reference implementations need beside the usual ones.
  var more: [Value.Field] = []

  func sublayer(in width: Int) -> SublayerDraft {
    var out = SublayerDraft(Attention.kind)
    out.set("heads", heads)
    out.set("kv_heads", kvHeads, unless: heads)
    out.set("head_size", headSize, unless: width % heads == 0 ? width / heads : nil)
    out.set("value_size", valueSize, unless: headSize)
    out.set("window", window)
    out.set("chunk", chunk)
    out.set("keys_values", word: keysValues.rawValue, unless: Attention.KeysValues.separate.rawValue)
    out.set("qk_norm", word: qkNorm.rawValue, unless: Attention.QKNorm.none.rawValue)
    out.set("gate", word: gate.rawValue, unless: Attention.Gate.none.rawValue)
    out.set("gate_bias", hasGateBias)
    out.set("bias", hasBias)
    out.set("output_bias", hasOutputBias)
    out.set("sinks", hasSinks)
    out.set("softcap", isCapped)
    out.set("rope_size", ropeSize, unless: headSize)
    out.set("yarn", isYarn && ropeSize != 0)
    out.fields += more
    return out
  }
}

/// The fields of a mixture of experts in the order they are written.
struct ExpertsDraft {
  var experts: Int
  var active: Int
  var width: Int
  var shared = 0
  var sharedWidth: Int?
  var hasSharedGate = false
  var activation = Activation.silu
  var isGated = true
  var hasBias = false
  var hasRouterBias = false
  var hasExpertBias = false
  var countsExpertBias = false
  var hasBranchNorms = false
  var scalesExperts = false
  var scalesRouter = false
  var scoring = MixtureOfExperts.Scoring.softmax
  var routing = MixtureOfExperts.Routing.learned
  var latent: Int?
  var hasLatentNorm = false
  var zeroExperts = 0
  var more: [Value.Field] = []

  var sublayer: SublayerDraft {
    var out = SublayerDraft(MixtureOfExperts.kind)
    out.set("experts", experts)
    out.set("active", active)
    out.set("width", width)
    out.set("shared", shared, unless: 0)
    if shared > 0 { out.set("shared_width", sharedWidth, unless: shared * width) }
    out.set("shared_gate", hasSharedGate)
    out.set("activation", word: activation.rawValue, unless: Activation.silu.rawValue)
    out.set("gated", isGated, unless: true)
    out.set("bias", hasBias)
    out.set("router_bias", hasRouterBias)
    out.set("expert_bias", hasExpertBias)
    out.set("expert_bias_counted", countsExpertBias)
    out.set("branch_norms", hasBranchNorms)
    out.set("expert_scales", scalesExperts)
    out.set("router_scale", scalesRouter)
    out.set("scoring", word: scoring.rawValue, unless: MixtureOfExperts.Scoring.softmax.rawValue)
    out.set("routing", word: routing.rawValue, unless: MixtureOfExperts.Routing.learned.rawValue)
    out.set("latent", latent)
    out.set("latent_norm", hasLatentNorm)
    out.set("zero_experts", zeroExperts, unless: 0)
    out.fields += more
    return out
  }
}

extension SublayerDraft {
  static func gatedMLP(_ width: Int, _ activation: Activation = .silu, hasBias: Bool = false) -> SublayerDraft
  {
    var out = SublayerDraft(GatedMLP.kind)
    out.set("activation", word: activation.rawValue, unless: Activation.silu.rawValue)
    out.set("width", width)
    out.set("bias", hasBias)
    return out
  }

  static func plainMLP(_ width: Int, _ activation: Activation, hasBias: Bool = false) -> SublayerDraft {
    var out = SublayerDraft(PlainMLP.kind)
    out.set("activation", word: activation.rawValue, unless: Activation.gelu.rawValue)
    out.set("width", width)
    out.set("bias", hasBias)
    return out
  }
}

extension PartDraft {
  /// Prediction modules: a layer of the model each, two norms and a projection that joins the stream with the
  /// embedding of the next token. Embedding and head are the model's own, unless `head` gives the rows of another.
  static func prediction(
    modules: Int, width: Int, layer: LayerDraft, norms: Int = 3, head: Int? = nil, isPlain: Bool = false
  ) -> PartDraft {
    var part = PartDraft(
      "mtp",
      [
        .init(name: "kind", value: .text("prediction")),
        .init(name: "label", value: .text("Multi-token prediction")),
      ] + (modules > 1 ? [.init(name: "copies", value: .int(modules))] : [])
        + (isPlain ? [.init(name: "plain_stream", value: .flag(true))] : []))
    part.layers = [layer]
    part.fields.append(
      .init(
        name: "tensors",
        value: .list(
          [.tensor("join", [width, 2 * width]), .tensor("norm", [width], copies: norms)]
            + (head.map { [.tensor("head", [$0, width], .head)] } ?? []))))
    return part
  }
}

extension Value {
  static func tensor(
    _ name: String, _ shape: [Int], _ component: Component? = nil, copies: Int = 1, use: Tensor.Use? = nil,
    active: Int? = nil
  ) -> Value {
    .fields(
      [
        .init(name: "name", value: .text(name)), .init(name: "shape", value: .list(shape.map(Value.int))),
      ] + (component.map { [.init(name: "component", value: .text($0.rawValue))] } ?? [])
        + (copies > 1 ? [.init(name: "copies", value: .int(copies))] : [])
        + (active.map { [.init(name: "active", value: .int($0))] } ?? [])
        + (use.map { [.init(name: "use", value: .text($0.rawValue))] } ?? []))
  }
}
