import Architecture

/// A feed-forward as a family's code builds it; nil where the layer has none.
struct FeedRule: Sendable {
  let read: @Sendable (inout Config, Shape) -> SublayerDraft?

  init(_ read: @escaping @Sendable (inout Config, Shape) -> SublayerDraft?) { self.read = read }

  static let none = FeedRule { _, _ in nil }

  static func gated(
    width: Size = "intermediate_size", bias: Flag = "mlp_bias", activation: Activation? = nil,
    _ change: @escaping @Sendable (inout SublayerDraft, inout Config) -> Void = { _, _ in }
  ) -> FeedRule {
    FeedRule { config, shape in
      var out = SublayerDraft.gatedMLP(
        width.read(&config, shape) ?? 1, activation ?? config.activation(Config.activations, else: .silu),
        hasBias: bias.read(&config))
      change(&out, &config)
      return out
    }
  }

  static func plain(
    width: Size = "intermediate_size", bias: Flag = "mlp_bias", activation: Activation? = nil,
    _ change: @escaping @Sendable (inout SublayerDraft, inout Config) -> Void = { _, _ in }
  ) -> FeedRule {
    FeedRule { config, shape in
      var out = SublayerDraft.plainMLP(
        width.read(&config, shape) ?? 1, activation ?? config.activation(Config.activations, else: .gelu),
        hasBias: bias.read(&config))
      change(&out, &config)
      return out
    }
  }

  static func experts(_ rule: ExpertsRule = ExpertsRule()) -> FeedRule {
    FeedRule { config, shape in rule.draft(&config, shape) }
  }
}

extension Config {
  static let activations = [
    "hidden_act", "hidden_activation", "activation_function", "activation", "afn", "mlp_hidden_act",
  ]
}

/// A mixture of experts as a family's code builds it.
struct ExpertsRule: Sendable {
  /// Experts that every token passes.
  enum Shared: Sendable {
    case none
    /// So many of the routed experts' width, under a key; null and 0 are none.
    case count(String)
    /// One of its own width, perhaps behind a gate; 0 is none.
    case width(Size, isGated: Bool = false)
  }

  var experts: Size = .key("num_experts", "num_local_experts", "n_routed_experts")
  var active: Size = .key("num_experts_per_tok", "num_experts_per_token", else: 1)
  var width: Size = "moe_intermediate_size"
  var shared = Shared.none
  var scoring: Choice<MixtureOfExperts.Scoring> = .always(.softmax)
  /// A buffer corrects the choice; `countsBias` where the class keeps it as a parameter.
  var expertBias: Flag = false
  var countsBias: Flag = false
  var bias: Flag = false
  var routerBias: Flag = false
  var isGated = true
  var activation: Activation?
  var flags: [(name: String, flag: Flag)] = []
  var finish: @Sendable (inout ExpertsDraft, inout Config, Shape) -> Void = { _, _, _ in }

  func draft(_ config: inout Config, _ shape: Shape) -> SublayerDraft {
    config.ignore("n_group", "topk_group", "num_expert_group", "topk_method", "norm_topk_prob")
    var out = ExpertsDraft(
      experts: experts.read(&config, shape) ?? 1, active: active.read(&config, shape) ?? 1,
      width: width.read(&config, shape) ?? 1,
      activation: activation ?? config.activation(Config.activations, else: .silu))
    switch shared {
    case .none: break
    case .count(let key): out.shared = config.optionalInt(key, in: 0...10_000) ?? 0
    case .width(let size, let isGated):
      let width = size.read(&config, shape) ?? 0
      out.shared = width > 0 ? 1 : 0
      out.sharedWidth = width
      out.hasSharedGate = isGated && width > 0
    }
    out.scoring = scoring.read(&config)
    out.hasExpertBias = expertBias.read(&config)
    out.countsExpertBias = out.hasExpertBias && countsBias.read(&config)
    out.hasBias = bias.read(&config)
    out.hasRouterBias = routerBias.read(&config)
    out.isGated = isGated
    for (name, flag) in flags where flag.read(&config) {
      out.more.append(.init(name: name, value: .flag(true)))
    }
    finish(&out, &config, shape)
    return out.sublayer
  }
}
