import Architecture
import Diagnostics
import Testing

/// A spec from flow-style text, `{ width: 64, layers: { a: [{ kind: attention, heads: 4 }] }, schedule: 2 * a }`.
func spec(_ text: String, sourceLocation: Testing.SourceLocation = #_sourceLocation) -> ModelSpec {
  var parser = FlowParser(text)
  var fields = FieldReader(parser.value())
  let spec = ModelSpec(from: &fields)
  for problem in fields.finished() { Issue.record("\(problem.summary)", sourceLocation: sourceLocation) }
  return spec
}

/// Reads mappings, lists and scalars; enough for tests, which write nothing else.
private struct FlowParser {
  private var rest: Substring
  private let location = Diagnostics.SourceLocation(file: "test")

  init(_ text: String) { rest = text[...] }

  mutating func value() -> Node {
    skip()
    if take("{") {
      var entries: [Node.Entry] = []
      while !take("}"), !rest.isEmpty {
        let key = scalar(until: [":"])
        _ = take(":")
        entries.append(Node.Entry(key: key, keyLocation: location, value: value()))
        _ = take(",")
      }
      return .map(entries, location)
    }
    if take("[") {
      var items: [Node] = []
      while !take("]"), !rest.isEmpty {
        items.append(value())
        _ = take(",")
      }
      return .list(items, location)
    }
    return .scalar(scalar(until: [",", "}", "]"]), quoted: false, location)
  }

  private mutating func scalar(until ends: Set<Character>) -> String {
    skip()
    let text = rest.prefix { !ends.contains($0) }
    rest = rest.dropFirst(text.count)
    return String(text).trimmed
  }

  private mutating func take(_ character: Character) -> Bool {
    skip()
    guard rest.first == character else { return false }
    rest = rest.dropFirst()
    return true
  }

  private mutating func skip() { rest = rest.drop { $0.isWhitespace } }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// A kind the Diagram target has never heard of: everything it draws comes from these values.
struct StubKind: Sublayer {
  static let kind = "stub"
  static let summary = "a kind made up by a test"

  var role = Role.mixer
  var name = SublayerName(full: "Stub", tag: "stub")
  var mark = Mark(.softmax, .gqa, growth: "grows")
  var stubLines: [Phrase] = []
  var stubAnatomy = Anatomy(note: "", parts: [])
  var features: [Feature] = []

  init(
    _ role: Role, _ name: String, _ mark: Mark, lines: [Phrase] = [], note: Phrase = "",
    _ parts: [Anatomy.Part] = []
  ) {
    self.role = role
    self.name = SublayerName(full: name, tag: name)
    self.mark = mark
    stubLines = lines
    stubAnatomy = Anatomy(note: note, parts: parts)
  }

  init(from fields: inout FieldReader, in model: Dimensions) {}

  func tensors(in model: Dimensions) -> [Tensor] { [Tensor("w", [model.width, model.width], .attention)] }
  static let facts: [FactOf<Self>] = []
  func lines(in model: Dimensions) -> [Phrase] { stubLines }
  func anatomy(in model: Dimensions) -> Anatomy { stubAnatomy }
}

/// A model of stub layers; each layer lists its kinds.
func stubSpec(_ layers: [(name: String, kinds: [StubKind])], schedule: Schedule, norm: Norm.Placement = .pre)
  -> ModelSpec
{
  var base = spec(
    "{ width: 4096, vocabulary: 128256, context: 131072, layers: { a: [{ kind: attention, heads: 8 }] }, schedule: a }"
  )
  base.layers = layers.map { layer in
    Layer(name: layer.name, sublayers: layer.kinds.map { PlacedSublayer($0, norm: norm) })
  }
  base.schedule = schedule
  return base
}

extension StubKind {
  static func experts(_ experts: Int, active: Int = 8, shared: Int = 1) -> StubKind {
    let flow = Flow(
      columns: [.init("Gate", 2048, [.pill("SiLU")]), .init("Up", 2048)], core: .init("multiply"),
      above: [.box(.init(name: "Down", value: 4096))])
    return StubKind(
      .feedForward, "Mixture of experts", Mark(.experts, .moe, growth: "mostly idle"),
      lines: [
        "\(value: active) of \(value: experts) experts + \(value: shared) shared",
        "expert width \(value: 2048)",
      ],
      note: "\(active) of \(experts) + \(shared) shared",
      [
        .experts(
          ExpertsChart(
            experts: experts, active: active, shared: shared, router: "Router, sigmoid, top \(value: active)",
            facts: [
              "Each expert: SwiGLU 4,096 → \(value: 2048) → 4,096", "\(value: "25.2M") parameters per expert",
            ],
            expert: flow))
      ])
  }

  static let linear = StubKind(
    .mixer, "Gated DeltaNet", Mark(.linear, .gdn, growth: "fixed-size state"),
    lines: ["\(value: 32) heads, state \(value: 128) × \(value: 128)"], note: "no KV cache",
    [
      .flow(
        Flow(
          columns: [
            .init("Q", 2048, [.pill("conv 4"), .pill("L2 norm")]),
            .init("K", 2048, [.pill("conv 4"), .pill("L2 norm")]),
            .init("V", 4096, [.pill("conv 4")]), .init("α, β", 64),
            .init("Gate", 4096, [.pill("SiLU")], isGate: true),
          ], core: .init("Gated delta rule"),
          above: [.pill("RMSNorm"), .times, .box(.init(name: "Out", value: 2048))])),
      .sentence(
        "Memory is a state of fixed size: \(value: 32) heads of \(value: 128) × \(value: 128), \(value: 524_288) numbers per layer at any context length."
      ),
    ])

  static let latent = StubKind(
    .mixer, "Multi-head latent attention", Mark(.latent, .mla, growth: "small cache grows with context"),
    lines: ["\(value: 128) heads, KV latent \(value: 512) + RoPE \(value: 64)"], note: "◆ cached",
    [
      .flow(
        Flow(
          columns: [
            .init("Q latent", 1536, [.pill("RMSNorm"), .box(.init(name: "Q", value: 24_576))]),
            .init(
              "KV latent", 512, cached: true, [.pill("RMSNorm"), .box(.init(name: "K, V", value: 32_768))]),
            .init("RoPE key", 64, cached: true),
          ], core: .init("Attention", masks: [.full]), above: [.box(.init(name: "Out", value: 7168))])),
      .sentence("\(value: 128) heads, all rebuilt from one latent of \(value: 512)"),
      .heads(HeadsChart(queryHeads: 128, kvHeads: 0, hue: .mla)), .cacheBar(cached: 576, full: 40_960),
    ])

  static let stateSpace = StubKind(
    .mixer, "Mamba-2", Mark(.stateSpace, .ssm, growth: "fixed-size state"), lines: ["\(value: 64) heads"])
  static let sparse = StubKind(.mixer, "Sparse attention", Mark(.sparse, .mla, growth: "reads part of it"))
  static let dense = StubKind(
    .feedForward, "SwiGLU feed-forward", Mark(.dense, .ffn, growth: "all used"),
    lines: ["width \(value: 18_432), 2.6 × the stream"])
  static let attention = StubKind(
    .mixer, "Grouped-query attention", Mark(.softmax, .gqa, growth: "cache grows with context"),
    lines: ["\(value: 32) query heads, \(value: 8) KV heads", "head size \(value: 128)"])
}
