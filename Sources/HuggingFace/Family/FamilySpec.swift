import Architecture

/// A family as a value: which words its layers take, what each word means, and what the model has around them.
///
/// What the code fixes without a key stands here; what a key decides is named by its key; what an absent key means is
/// in `Reference`, generated from the library.
struct FamilySpec: Family {
  var modelTypes: [String]
  var architectures: [String] = []
  /// The class whose defaults hold, where it is not that of the `model_type`.
  var reference: String?

  var mixers: [String: MixerRule] = ["full_attention": .attention()]
  /// Mixers whose word carries a number (`full_attention 48`), so that no list of them can be made beforehand.
  var mixerFor: @Sendable (String) -> MixerRule? = { _ in nil }
  var mixing = Pattern.all("full_attention")
  var feeds: [String: FeedRule] = ["dense": .gated()]
  var feeding = Pattern.all("dense")
  /// Sublayers of a layer that do not follow each other.
  var wiring: Choice<String?> = .always(nil)

  /// A kind of norm in our words, and where it stands.
  var norm: Choice<String> = .always("rms")
  var placement: Choice<Norm.Placement> = .always(.pre)
  var hasFinalNorm: Flag = true
  var tied: Flag = "tie_word_embeddings"
  var width: Size = "hidden_size"
  var vocabulary: Size = "vocab_size"
  var depth: Size = .key("num_hidden_layers", "num_layers", in: Config.depths)
  var context: Size = .key("max_position_embeddings", "model_max_length", "max_sequence_length", "seq_length")
  var learnedPositions: Size?
  var softcappedLogits: Flag = .isSet("final_logit_softcapping")
  /// Fields of the model that only few families have, by our name of them.
  var flags: [(name: String, flag: Flag)] = []
  /// Shared experts have biases where the routed ones, kept together, have none.
  var sharedBias: Flag = false
  /// Prediction modules like the last layer, where the file says how many.
  var modules: [String] = ["num_nextn_predict_layers", "num_mtp_layers"]
  /// Keys that decide no shape here, whatever they say.
  var inert: [String] = []
  /// Keys the code refuses or this importer has no words for, unless they are false.
  var refused: [String] = []
  /// For what no field says.
  var finish: @Sendable (inout Draft, inout Config, Shape) -> Void = { _, _, _ in }

  init(_ modelTypes: String..., change: (inout FamilySpec) -> Void) {
    self.modelTypes = modelTypes
    change(&self)
  }

  func reference(for modelType: String) -> String { reference ?? modelType }

  func draft(from config: inout Config) -> Draft {
    var shape = Shape(width: 1, vocabulary: 1, context: 1, layers: 1)
    shape.width = width.read(&config, shape) ?? 1
    shape.vocabulary = vocabulary.read(&config, shape) ?? 1
    shape.layers = depth.read(&config, shape) ?? 1
    shape.context = context.read(&config, shape) ?? 1
    var draft = Draft(
      width: shape.width, vocabulary: shape.vocabulary, context: shape.context,
      layers: layers(from: &config, shape))
    draft.normWord = norm.read(&config)
    draft.normPlacement = placement.read(&config)
    draft.hasFinalNorm = hasFinalNorm.read(&config)
    draft.isTied = tied.read(&config)
    draft.learnedPositions = learnedPositions?.read(&config, shape)
    draft.hasSoftcappedLogits = softcappedLogits.read(&config)
    for (name, flag) in flags where flag.read(&config) {
      draft.extra.append(.init(name: name, value: .flag(true)))
    }
    if sharedBias.read(&config) { draft.addSharedBiases() }
    let module = modules.first { config.has($0) }
    config.ignore(modules)
    if let module { draft.addPredictionModules(config.int(module, in: 0...64, default: 0)) }
    config.ignore(Self.alwaysInert + inert)
    // A window the class does not have is said: somebody may believe in it.
    if config.declares("sliding_window") { config.ignore("sliding_window") }
    for key in refused { config.refuse(key) }
    finish(&draft, &config, shape)
    return draft
  }

  /// Keys of rules that a list in the same file makes needless, and fixed factors.
  private static let alwaysInert = [
    "layer_types", "mlp_layer_types", "use_sliding_window", "max_window_layers",
    "sliding_window_pattern", "_sliding_window_pattern", "num_key_value_heads", "head_dim", "hidden_act",
    "original_max_position_embeddings", "intermediate_size", "moe_layer_freq", "first_k_dense_replace",
  ]

  private func layers(from config: inout Config, _ shape: Shape) -> [LayerDraft] {
    let mixing = mixing.read(&config, shape), feeding = feeding.read(&config, shape)
    let wiring = wiring.read(&config)
    var mixed: [String: [SublayerDraft]] = [:], fed: [String: SublayerDraft?] = [:]
    var made: [String: LayerDraft] = [:]
    return zip(mixing, feeding).map { mixer, feed in
      if let layer = made[mixer + " " + feed] { return layer }
      if mixed[mixer] == nil { mixed[mixer] = (mixers[mixer] ?? mixerFor(mixer))?.read(&config, shape) ?? [] }
      if fed[feed] == nil { fed[feed] = .some(feeds[feed]?.read(&config, shape)) }
      var layer = LayerDraft(
        (mixed[mixer] ?? []) + [fed[feed] ?? nil].compactMap(\.self),
        words: [Self.name(of: mixer), feed])
      layer.wiring = wiring
      made[mixer + " " + feed] = layer
      return layer
    }
  }

  /// Layer names are ours: short, and the same across families.
  private static func name(of word: String) -> String {
    let base = word.prefix { $0 != " " }
    return names[String(base)] ?? String(base)
  }

  private static let names = [
    "full_attention": "global", "sliding_attention": "local", "linear_attention": "linear",
  ]
}

extension Draft {
  /// Biases of the shared experts of every layer that has some.
  fileprivate mutating func addSharedBiases() {
    func number(_ sublayer: SublayerDraft, _ name: String) -> Int? {
      if case .int(let number) = sublayer.fields.first(where: { $0.name == name })?.value {
        number
      } else {
        nil
      }
    }
    var layersByWidth: [Int: Int] = [:]
    for sublayer in layers.flatMap(\.sublayers) {
      guard let shared = number(sublayer, "shared"), let width = number(sublayer, "width") else { continue }
      layersByWidth[number(sublayer, "shared_width") ?? shared * width, default: 0] += 1
    }
    guard !layersByWidth.isEmpty else { return }
    let count = layersByWidth.values.reduce(0, +)
    addCore(
      "shared_biases", "Biases of the shared experts",
      layersByWidth.sorted { $0.key < $1.key }.map {
        .tensor("hidden_\($0.key)", [$0.key], .sharedExperts, copies: 2 * $0.value)
      } + [.tensor("down", [width], .sharedExperts, copies: count)])
  }
}
