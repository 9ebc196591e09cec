/// A router sends each token to a few of many small feed-forwards; shared experts see every token.
///
/// Active per token: the chosen experts, the shared ones and the router (Shazeer et al. 2017, arXiv:1701.06538;
/// fine-grained and shared experts: Dai et al. 2024, arXiv:2401.06066).
public struct MixtureOfExperts: Sublayer {
  public static let kind = "moe"
  public static let summary = "a mixture of experts with a router, shared experts and what routers come with"

  /// How router scores become weights.
  public enum Scoring: String, CaseIterable, Sendable {
    case softmax, sigmoid
    case sqrtSoftplus = "sqrt_softplus"
  }

  /// Who chooses the experts.
  public enum Routing: String, CaseIterable, Sendable {
    /// A learned projection of the token's vector.
    case learned
    /// A fixed table from token id to experts; the learned scores only weigh them.
    case hash
    /// A small network of its own (ZAYA1), sized by `router_width`.
    case network
  }

  /// Experts, experts per token, hidden units of each.
  let experts: Int, active: Int, width: Int
  let shared: Int
  /// Hidden units of all shared experts together.
  let sharedWidth: Int
  let hasSharedGate: Bool
  let activation: Activation
  let isGated: Bool, hasBias: Bool, hasRouterBias: Bool, hasExpertBias: Bool
  /// The reference implementation keeps the correcting bias as a parameter, so it counts.
  let countsExpertBias: Bool
  /// Routed and shared experts each have their own norms before and after, but for the first, which is the sublayer's.
  let hasBranchNorms: Bool
  let scoring: Scoring
  let routing: Routing
  /// Experts work in a space of this size, between two projections shared by all of them.
  let latent: Int?
  let hasLatentNorm: Bool
  /// The vector is normalised as it enters the latent; each expert's output is, with one gain for all (Muse Spark).
  let hasLatentInputNorm: Bool, hasExpertNorm: Bool
  /// Gate and up of an expert are kept within fixed bounds, by a tanh or a cut.
  let isBounded: Bool
  /// The correcting bias is added to the scores' logits, before the sigmoid (Kolibri).
  let correctsLogits: Bool
  /// Experts that return their input and have no weights.
  let zeroExperts: Int
  /// Gains the routing weights are multiplied with, one per expert, or one for all.
  let expertScales: Bool, routerScale: Bool
  let routerWidth: Int?
  /// The router network also reads its own hidden units of the layer before.
  let hasRouterMemory: Bool
  /// The router scores the shared experts too.
  let scoresShared: Bool
  /// One trained scale on the output.
  let outputScale: Bool
  /// Experts stand in equal groups, of which only the best `groupsKept` are chosen from (DeepSeek-V2).
  let groups: Int, groupsKept: Int
  /// One bias on the sum of the chosen experts.
  let hasOutputBias: Bool

  public init(from fields: inout FieldReader, in model: Dimensions) {
    experts = fields.int("experts", in: 1...1_000_000, "routed experts")
    active = fields.int("active", in: 1...1_000_000, "routed experts per token")
    width = fields.int("width", in: 1...10_000_000, "hidden units of one expert")
    shared = fields.int("shared", in: 0...10_000, default: 0, "experts every token passes")
    sharedWidth = fields.int(
      "shared_width", in: 1...10_000_000, default: max(1, shared) * width,
      "hidden units of all shared experts together; shared × width when left out")
    hasSharedGate = fields.flag("shared_gate", "whether a sigmoid gate scales the shared expert")
    activation = fields.choice("activation", default: Activation.silu, "the function of an expert")
    isGated = fields.flag("gated", default: true, "whether experts are gated (SwiGLU) or plain")
    hasBias = fields.flag("bias", "whether the experts' projections have biases")
    hasRouterBias = fields.flag("router_bias", "whether the router has a trained bias")
    hasExpertBias = fields.flag(
      "expert_bias", "whether a buffer, adjusted outside the gradient, corrects the choice of experts")
    countsExpertBias = fields.flag(
      "expert_bias_counted", "whether the correcting bias is stored as a parameter and counts")
    hasBranchNorms = fields.flag(
      "branch_norms", "whether routed and shared experts are normalised apart (three more norms)")
    scoring = fields.choice("scoring", default: Scoring.softmax, "how router scores become weights")
    routing = fields.choice("routing", default: Routing.learned, "who chooses the experts")
    latent = fields.optionalInt("latent", in: 1...1_000_000, "size of the space the experts work in")
    hasLatentNorm = fields.flag("latent_norm", "whether the latent output is normalised")
    hasLatentInputNorm = fields.flag("latent_input_norm", "whether what enters the latent is normalised")
    hasExpertNorm = fields.flag(
      "expert_norm", "whether each expert's output is normalised, with one gain for all")
    correctsLogits = fields.flag(
      "expert_bias_on_logits", "whether the correcting bias is added before the scores' sigmoid")
    isBounded = fields.flag("bounded", "whether gate and up of an expert are kept within fixed bounds")
    zeroExperts = fields.int("zero_experts", in: 0...1_000_000, default: 0, "experts that return their input")
    expertScales = fields.flag("expert_scales", "whether each expert has a trained output scale")
    routerScale = fields.flag("router_scale", "whether the router's input has one trained scale per channel")
    routerWidth = fields.optionalInt("router_width", in: 1...1_000_000, "hidden units of a router network")
    hasRouterMemory = fields.flag(
      "router_memory", "whether the router network reads its hidden units of the layer before")
    scoresShared = fields.flag("scores_shared", "whether the router scores the shared experts too")
    outputScale = fields.flag("output_scale", "whether one trained scale stands on the output")
    groups = fields.int("groups", in: 1...65_536, default: 1, "equal groups the experts stand in")
    groupsKept = fields.int(
      "groups_kept", in: 1...65_536, default: groups, "groups a token may choose experts from")
    hasOutputBias = fields.flag("output_bias", "whether a bias is added to the sum of the experts")
    if experts % groups != 0 {
      fields.report(
        .impossible, "'groups' (\(groups)) must divide 'experts' (\(experts))", field: "groups")
    }
    if groupsKept > groups {
      fields.report(
        .impossible, "'groups_kept' (\(groupsKept)) is more than 'groups' (\(groups))", field: "groups_kept")
    }
    if active > experts + zeroExperts {
      fields.report(
        .impossible, "'active' (\(active)) is more than the experts there are (\(experts + zeroExperts))",
        field: "active")
    }
    if countsExpertBias && !hasExpertBias {
      fields.report(
        .unusedField, "'expert_bias_counted' has no effect without 'expert_bias'",
        field: "expert_bias_counted")
    }
    if hasLatentInputNorm && latent == nil {
      fields.report(
        .unusedField, "'latent_input_norm' has no effect without 'latent'", field: "latent_input_norm")
    }
    if correctsLogits && !hasExpertBias {
      fields.report(
        .unusedField, "'expert_bias_on_logits' has no effect without 'expert_bias'",
        field: "expert_bias_on_logits")
    }
    if hasLatentNorm && latent == nil {
      fields.report(.unusedField, "'latent_norm' has no effect without 'latent'", field: "latent_norm")
    }
  }

  public var role: Role { .feedForward }
  public var name: SublayerName {
    latent == nil
      ? SublayerName(full: "Mixture of experts", short: "Experts", tag: "experts")
      : SublayerName(full: "Latent mixture of experts", short: "Latent experts", tag: "latent experts")
  }
  public var mark: Mark { Mark(.experts, .moe, growth: "mostly idle") }

  public var features: [Feature] {
    var features: [Feature] = [.moe]
    if shared > 0 { features.append(.sharedExpert) }
    if shared > 0 && hasSharedGate { features.append(.sharedExpertGate) }
    if latent != nil { features.append(.latentMoE) }
    if hasExpertBias { features.append(.expertBias) }
    if routing == .hash { features.append(.hashRouting) }
    if zeroExperts > 0 { features.append(.zeroExperts) }
    if isGroupLimited { features.append(.groupLimitedRouting) }
    if let feature = activation.feature { features.append(feature) }
    return features
  }

  private var isGroupLimited: Bool { groupsKept < groups }

  /// The chosen experts that have weights; beside identity experts, as many as even routing chooses on average.
  private var activeWithWeights: Int {
    guard zeroExperts > 0 else { return min(active, experts) }
    let share = Double(experts) / Double(experts + zeroExperts)
    return min(max(1, Int((Double(active) * share).rounded())), experts)
  }

  public func tensors(in model: Dimensions) -> [Tensor] {
    let inner = latent ?? model.width
    var tensors = expertTensors(
      "expert.", inner: inner, width: width, .routedExperts, copies: experts, active: activeWithWeights)
    if shared > 0 {
      tensors += expertTensors(
        "shared.", inner: model.width, width: sharedWidth, .sharedExperts, copies: 1, active: 1)
      if hasSharedGate { tensors.append(Tensor("shared_gate.weight", [1, model.width], .other)) }
    }
    if let latent {
      tensors.append(Tensor("latent_down.weight", [latent, model.width], .sharedExperts))
      tensors.append(Tensor("latent_up.weight", [model.width, latent], .sharedExperts))
      if hasLatentInputNorm { tensors.append(Tensor("latent_input_norm.weight", [latent], .other)) }
      if hasLatentNorm { tensors.append(Tensor("latent_norm.weight", [latent], .other)) }
    }
    if hasExpertNorm { tensors.append(Tensor("expert_norm.weight", [inner], .other)) }
    return tensors + routerTensors(in: model)
  }

  private func expertTensors(
    _ prefix: String, inner: Int, width: Int, _ component: Component, copies: Int, active: Int
  ) -> [Tensor] {
    func tensor(_ name: String, _ shape: [Int]) -> Tensor {
      Tensor(prefix + name, shape, component, copies: copies, active: active)
    }
    var tensors = [tensor("up.weight", [width, inner]), tensor("down.weight", [inner, width])]
    if isGated { tensors.insert(tensor("gate.weight", [width, inner]), at: 0) }
    if activation.coefficients > 0 { tensors.append(tensor("activation", [activation.coefficients])) }
    if hasBias {
      if isGated { tensors.append(tensor("gate.bias", [width])) }
      tensors += [tensor("up.bias", [width]), tensor("down.bias", [inner])]
    }
    return tensors
  }

  private func routerTensors(in model: Dimensions) -> [Tensor] {
    let targets = experts + zeroExperts + (scoresShared ? shared : 0)
    var tensors: [Tensor] = []
    if let hidden = routerWidth {
      // A down projection, a norm, two hidden layers and the scores.
      tensors = [
        Tensor("router_down.weight", [hidden, model.width], .other),
        Tensor("router_down.bias", [hidden], .other), Tensor("router_norm.weight", [hidden], .other),
        Tensor("router_hidden.weight", [hidden, hidden], .other, copies: 2),
        Tensor("router_hidden.bias", [hidden], .other, copies: 2),
        Tensor("router.weight", [targets, hidden], .other),
      ]
      if hasRouterMemory { tensors.append(Tensor("router_memory", [hidden], .other)) }
    } else {
      tensors = [Tensor("router.weight", [targets, model.width], .other)]
    }
    if outputScale { tensors.append(Tensor("output_scale", [1], .other)) }
    if hasRouterBias { tensors.append(Tensor("router.bias", [targets], .other)) }
    if countsExpertBias { tensors.append(Tensor("expert_bias", [experts], .other)) }
    if hasBranchNorms { tensors.append(Tensor("branch_norm.weight", [model.width], .other, copies: 3)) }
    if routerScale { tensors.append(Tensor("router_scale", [model.width], .other)) }
    if hasOutputBias { tensors.append(Tensor("output.bias", [model.width], .routedExperts)) }
    if expertScales { tensors.append(Tensor("expert_scales", [experts], .other)) }
    return tensors
  }

  public static let facts: [FactOf<Self>] = [
    FactOf("experts", "Routed experts", weight: 45, concept: .moe) { .count($0.experts) },
    FactOf("active", "Experts per token", weight: 40, concept: .moe) { .count($0.active) },
    FactOf("expert_width", "Expert width", weight: 35, concept: .moe) { .count($0.width) },
    FactOf(
      "shared", "Shared experts", weight: 30, concept: .sharedExpert, isQuality: true, name: .counted
    ) { .count($0.shared) },
    FactOf("shared_width", "Shared expert width", weight: 8, concept: .sharedExpert, with: "shared") {
      $0.shared > 0 ? .count($0.sharedWidth) : nil
    },
    .flag(
      "shared_gate", "Gate on the shared expert", weight: 14, concept: .sharedExpertGate, with: "shared"
    ) { $0.shared > 0 && $0.hasSharedGate },
    FactOf("latent", "Expert latent", weight: 40, concept: .latentMoE, isQuality: true) {
      $0.latent.map { .count($0) }
    },
    .flag("latent_norm", "Norm of the latent", weight: 10, with: "latent") {
      $0.hasLatentNorm && $0.latent != nil
    },
    .flag("latent_input_norm", "Norm before the latent's experts", weight: 10, with: "latent") {
      $0.hasLatentInputNorm && $0.latent != nil
    },
    .flag("expert_norm", "Norm of each expert's output", weight: 10, \.hasExpertNorm),
    .flag(
      "expert_bias_on_logits", "Bias before the sigmoid", weight: 4, with: "expert_bias", \.correctsLogits),
    FactOf("zero_experts", "Zero experts", weight: 30, concept: .zeroExperts, isQuality: true) {
      $0.zeroExperts > 0 ? .count($0.zeroExperts) : nil
    },
    FactOf("scoring", "Router", weight: 14) { .word($0.scoringLabel) },
    FactOf(
      FactKind("routing", "Choice of experts", weight: 24),
      concept: { $0.routing == .hash ? .hashRouting : nil }
    ) { $0.routing == .learned ? nil : .word($0.routing == .hash ? "by token id" : "by a network") },
    FactOf(.activation) { .word($0.unit) },
    .flag(
      "expert_bias", "Bias-corrected routing", weight: 16, concept: .expertBias, \.hasExpertBias),
    FactOf(
      "groups_kept", "Groups kept per token", weight: 16, concept: .groupLimitedRouting, isQuality: true
    ) { $0.isGroupLimited ? .count($0.groupsKept) : nil },
    FactOf("groups", "Groups of experts", weight: 10, with: "groups_kept") {
      $0.isGroupLimited ? .count($0.groups) : nil
    },
    FactOf("router_width", "Router width", weight: 14, with: "routing") {
      $0.routerWidth.map { .count($0) }
    },
    .flag("router_memory", "Router memory", weight: 10, with: "routing") {
      $0.hasRouterMemory && $0.routerWidth != nil
    },
    .flag("router_bias", "Router bias", weight: 10, \.hasRouterBias),
    .flag("router_scale", "Router input scale", weight: 10, \.routerScale),
    .flag("scores_shared", "Shared experts scored", weight: 10) { $0.scoresShared && $0.shared > 0 },
    // How a checkpoint stores the bias is no matter of design.
    .flag("expert_bias_counted", "Bias counted as a parameter", weight: 0, \.countsExpertBias),
    .flag(.feedForwardBias, \.hasBias),
    .flag("branch_norms", "Norms for routed and shared experts", weight: 10, \.hasBranchNorms),
    .flag("output_bias", "Bias on the output", weight: 10, \.hasOutputBias),
    .flag("bounded", "Bounded units", weight: 8, \.isBounded),
    .flag("expert_scales", "Scale per expert", weight: 10, \.expertScales),
    .flag("output_scale", "Output scale", weight: 10, \.outputScale),
  ]

  public static let tellingFeatures: [Feature] = [.hashRouting, .zeroExperts, .latentMoE]

  private var scoringLabel: String {
    switch scoring {
    case .softmax: "softmax"
    case .sigmoid: "sigmoid"
    case .sqrtSoftplus: "√softplus"
    }
  }

  private var unit: String { isGated ? activation.gatedUnit : activation.label }

  private var sharedPhrase: Phrase { shared > 0 ? " + \(value: shared, "shared") shared" : "" }

  public func lines(in model: Dimensions) -> [Phrase] {
    var lines: [Phrase] = [
      "\(value: active, "active") of \(value: experts, "experts") experts" + sharedPhrase,
      "expert width \(value: width, "expert_width")",
    ]
    if zeroExperts > 0 {
      lines.append(
        "\(value: zeroExperts, "zero_experts") zero \(zeroExperts == 1 ? "expert" : "experts") beside them")
    }
    if routing == .hash { lines.append("chosen by token id") }
    if isGroupLimited {
      lines.append("from \(value: groupsKept, "groups_kept") of \(value: groups, "groups") groups")
    }
    if let latent { lines.append("in a latent of \(value: latent, "latent")") }
    return lines
  }

  public func anatomy(in model: Dimensions) -> Anatomy {
    let inner = latent ?? model.width
    let one = expertTensors("", inner: inner, width: width, .routedExperts, copies: 1, active: 1).parameters
    let all = tensors(in: model).parameters
    var facts: [Phrase] = [
      "Each expert: \(unit) \(value: inner, latent == nil ? "width" : "latent") → \(value: width, "expert_width") → \(value: inner, latent == nil ? "width" : "latent")"
    ]
    if shared > 0 && sharedWidth != shared * width {
      let name = shared == 1 ? "Shared expert: width" : "Shared experts: together of width"
      facts.append("\(name) \(value: sharedWidth, "shared_width")")
    }
    if zeroExperts > 0 {
      let verb = zeroExperts == 1 ? "choice returns" : "choices return"
      let share: Phrase =
        activeWithWeights < active
        ? ": about \(value: activeWithWeights) of \(value: active, "active") have weights" : ""
      facts.append("\(value: zeroExperts, "zero_experts") more \(verb) the token unchanged" + share)
    }
    facts.append("\(value: one.parametersText) parameters per expert, \(value: all.parametersText) per layer")
    let choice = routing == .hash ? "fixed by token" : scoringLabel
    return Anatomy(
      note: "\(value: active, "active") of \(value: experts, "experts")" + sharedPhrase,
      parts: [
        .experts(
          ExpertsChart(
            experts: experts, active: activeWithWeights, shared: shared,
            router:
              "\(routing == .network ? "Router network" : "Router"), \(choice), top \(value: active, "active")",
            facts: facts,
            expert: expertFlow(inner: inner)))
      ])
  }

  private func expertFlow(inner: Int) -> Flow {
    let down = Flow.Step.box(.init(name: "Down", value: inner, fact: latent == nil ? "width" : "latent"))
    return isGated
      ? Flow(
        columns: [
          .init("Gate", width, fact: "expert_width", [.pill(activation.label)]),
          .init("Up", width, fact: "expert_width"),
        ], core: .init("multiply"), above: [down])
      : Flow(
        columns: [.init("Up", width, fact: "expert_width")], core: .init("\(activation.label) activation"),
        above: [down])
  }
}
