import Testing

@testable import Architecture

/// What a reader is told about an architecture in words.
struct DerivedWordsTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var spec: ModelSpec
    var decoder: String
    var attention: String
    var mix: String
    var pattern: String
    var has: [String]
    var lacks: [String] = []
  }

  static let cases = [
    Case(
      testDescription: "latent attention and experts", spec: Specs.deepSeekV3,
      decoder: "Sparse MoE decoder",
      attention: "MLA", mix: "61 MLA", pattern: "layers 1–3 dense, experts from layer 4",
      has: ["mla", "moe", "shared_expert", "expert_bias", "dense_prefix", "pre_norm"],
      lacks: ["hybrid", "tied_embeddings", "gqa"]),
    Case(
      testDescription: "windows", spec: Specs.gemma3, decoder: "Dense decoder",
      attention: "GQA with QK-norm, 5:1 sliding-window/global", mix: "52 sliding-window + 10 global",
      pattern: "10 × (5 sliding-window, 1 global), then 2 sliding-window",
      has: ["gqa", "qk_norm", "sliding_window", "sandwich_norm", "tied_embeddings"],
      lacks: ["moe", "pre_norm"]),
    Case(
      testDescription: "hybrid", spec: Specs.qwen3Next, decoder: "Sparse hybrid decoder",
      attention: "3:1 gated DeltaNet/gated attention, partial RoPE",
      mix: "12 gated attention + 36 gated DeltaNet",
      pattern: "12 × (3 gated DeltaNet, 1 gated attention); experts in every layer",
      has: ["hybrid", "gated_deltanet", "gated_attention", "partial_rope"], lacks: ["dense_prefix"]),
    Case(
      testDescription: "every layer the same", spec: Specs.llama3, decoder: "Dense decoder",
      attention: "GQA",
      mix: "32 GQA", pattern: "every layer is the same", has: ["gqa", "rope", "gated_mlp"], lacks: ["hybrid"]),
    Case(
      testDescription: "layers that differ in positions", spec: Specs.smolLM3, decoder: "Dense decoder",
      attention: "GQA, 3:1 RoPE/NoPE", mix: "27 RoPE + 9 NoPE", pattern: "9 × (3 RoPE, 1 NoPE)",
      has: ["nope", "rope"]),
    Case(
      testDescription: "one sublayer per layer", spec: Specs.nemotron3Nano,
      decoder: "Sparse hybrid decoder",
      attention: "6 GQA + 23 Mamba-2, NoPE", mix: "6 GQA + 23 Mamba-2 + 23 MoE",
      pattern: "23 Mamba-2, 23 MoE and 6 GQA layers, one sublayer each",
      has: ["single_sublayer", "hybrid", "mamba_2"], lacks: ["dense_prefix"]),
    Case(
      testDescription: "learned positions are not NoPE", spec: Specs.gpt2, decoder: "Dense decoder",
      attention: "MHA, learned positions", mix: "48 MHA", pattern: "every layer is the same",
      has: ["learned_positions", "mha", "plain_mlp"], lacks: ["nope"]),
    Case(
      testDescription: "looped depth", spec: Specs.looped, decoder: "Looped dense decoder",
      attention: "MHA",
      mix: "24 MHA", pattern: "4 passes over 6 layers; every layer is the same", has: ["looped_depth"]),
    Case(
      testDescription: "experts in every other layer", spec: Specs.interleaved,
      decoder: "Sparse MoE decoder",
      attention: "MHA", mix: "24 MHA", pattern: "12 × (1 dense, 1 MoE)", has: ["moe"],
      lacks: ["dense_prefix"]),
  ]

  @Test(arguments: cases)
  func specIsSaidInAFewWords(_ expected: Case) {
    let sheet = FactSheet(expected.spec)
    #expect(sheet.decoderType == expected.decoder)
    #expect(sheet.attention == expected.attention)
    #expect(sheet.layerMix == expected.mix)
    #expect(sheet.pattern == expected.pattern)
    let features = sheet.features.map(\.id)
    #expect(features == features.sorted())
    #expect(expected.has.filter { !features.contains($0) } == [])
    #expect(expected.lacks.filter(features.contains) == [])
  }

  @Test(arguments: cases)
  func descriptionIsAFewFinishedSentences(_ expected: Case) {
    let text = FactSheet(expected.spec).description
    let sentences = text.split(separator: ". ")
    #expect((4...8).contains(sentences.count), "\(text)")
    #expect(text.hasSuffix("."))
    #expect(!text.contains("  ") && !text.contains("()") && !text.contains(".."))
    #expect(text.contains(FactSheet(expected.spec).parameters.total.parametersText))
  }

  @Test func ratioFollowsTheRepeatedUnitAndNotTheTotals() {
    // 52 and 10 layers reduce to 26:5; the unit says 5:1.
    #expect(FactSheet(Specs.gemma3).attention.contains("5:1"))
  }

  @Test(arguments: [
    ("Grouped-query attention", "grouped-query attention"), ("Sliding-window MLA", "sliding-window MLA"),
    ("Gated DeltaNet", "gated DeltaNet"), ("Kimi Delta Attention", "Kimi Delta Attention"),
    ("Mamba-2", "Mamba-2"), ("SwiGLU feed-forward", "SwiGLU feed-forward"), ("mLSTM", "mLSTM"), ("", ""),
  ])
  func namesKeepTheirCapitalsInsideASentence(_ name: String, _ expected: String) {
    #expect(name.midSentence == expected)
  }

  struct Order: Sendable {
    var layers: String
    var words: String?
  }

  /// Each letter is a layer of that kind.
  @Test(arguments: [
    Order(layers: "aaaa", words: nil),
    Order(layers: "ababab", words: "3 × (1 a, 1 b)"),
    Order(layers: "aabaabaab", words: "3 × (2 a, 1 b)"),
    Order(layers: "baabaabaa", words: "3 × (1 b, 2 a)"),
    Order(layers: "aabaabaabaa", words: "3 × (2 a, 1 b), then 2 a"),
    Order(layers: "baaabaaaabaaaabaaaab", words: "1 b, 3 a, 1 b, then 3 × (4 a, 1 b)"),
    Order(layers: "baaaaaaaaa", words: "1 b, then 9 a"),
    Order(layers: "abcabcabc", words: "3 × (1 a, 1 b, 1 c)"),
    Order(layers: "abbaaabbbbaaaaabbab", words: nil),
  ])
  func orderIsSaidInTheShortestWay(_ expected: Order) {
    let labels = ["a", "b", "c"]
    let sequence = expected.layers.map { labels.firstIndex(of: String($0)) ?? 0 }
    #expect(LayerPattern(labels: labels, sequence: sequence).words?.text == expected.words)
  }

  @Test func onlyTheLayersThatHaveItAreNamed() {
    let attention = ["kind": "attention", "heads": "4"]
    let mlp = ["kind": "gated_mlp", "width": "128"]
    let sheet = FactSheet(
      spec(
        layers: [
          ("near", [attention.merging(["window": "64", "qk_norm": "head"]) { $1 }, mlp]),
          ("far", [attention.merging(["rope_size": "0"]) { $1 }, mlp]),
        ], schedule: "6 * (3 * near + far)"))
    #expect(
      sheet.attention
        == "MHA, 3:1 sliding-window/global, QK-norm in sliding-window layers, NoPE in global layers")
  }
}
