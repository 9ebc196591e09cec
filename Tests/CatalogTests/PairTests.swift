import Architecture
import Catalog
import Testing

/// What is said of real pairs, where a generic rule once said something false.
@Suite struct PairTests {
  private static let models = CollectionTests.loaded.value?.models ?? []

  private static func sheet(_ slug: String) throws -> FactSheet {
    try #require(models.first { $0.slug == slug }).sheet
  }

  struct Rows: Sendable {
    var older: String, newer: String
    /// `id: old → new (change)`; ids of a line that must not be there after `!`.
    var told: [String]
  }

  @Test(arguments: [
    // Layers that see everything answer each other, windows answer windows.
    Rows(
      older: "gemma-4-31b", newer: "qwen3.8-flash-next-125b-a6b",
      told: [
        "mixer.sparse-GQA.layers: 10 → 12 (+20%)", "mixer.sparse-GQA.heads: 32 → 24 (−25%)",
        "mixer.sparse-GQA.kv_heads: 4 → 2 (÷2)", "mixer.sparse-GQA.head_size: 512 → 256 (÷2)",
        "mixer.sliding-window.presence: 50 layers → – (removed)",
        "mixer.gated-DeltaNet.presence: – → 36 layers (added)",
      ]),
    Rows(
      older: "gpt-2-xl", newer: "kimi-k3",
      told: [
        "mixer.MLA.kind: MHA → MLA (changed)", "mixer.KDA.presence: – → 69 layers (added)",
        "mixer.MLA.rope_size: 0 → 0", "feedForward.dense.activation: GELU → SiTU GLU (changed)",
        "feedForward.experts.presence: – → 92 layers (added)",
      ]),
    // Nothing of attention is subtracted from a recurrence.
    Rows(
      older: "xlstm-7b", newer: "gpt-oss-20b",
      told: [
        "mixer.mLSTM.presence: 32 layers → – (removed)", "mixer.sliding-window.heads: – → 64 (added)",
        "mixer.sliding-window.presence: – → 12 layers (added)",
        "mixer.global.presence: – → 12 layers (added)",
      ]),
    Rows(
      older: "granite-4.0-h-small", newer: "gemma-4-31b",
      told: [
        "mixer.Mamba-2.presence: 36 layers → – (removed)",
        "mixer.sliding-window.presence: – → 50 layers (added)", "mixer.global.layers: 4 → 10 (×2.5)",
        // A dense model has no activation of experts.
        "feedForward.dense.activation: – → GeGLU (added)",
      ]),
    // The number of layers is told also where every layer has it.
    Rows(older: "qwen3-8b", newer: "smollm3-3b", told: ["mixer.RoPE.layers: 36 → 27 (−25%)"]),
    Rows(
      older: "glm-4.5-air", newer: "gemma-4-26b-a4b",
      told: ["mixer.global.layers: 46 → 5 (÷9.2)", "feedForward.experts.layers: 45 → 30 (÷1.5)"]),
    Rows(
      older: "qwen3-next-80b-a3b", newer: "kimi-linear-48b-a3b",
      told: [
        "feedForward.experts.layers: 48 → 26 (−46%)", "mixer.MLA.rope_size: 64 → 0 (−64)",
        "mixer.KDA.layers: 36 → 20 (changed)",
      ]),
    Rows(
      older: "gemma-2-27b", newer: "gemma-3-27b", told: ["softcapped_logits: yes → – (removed)"]),
    Rows(
      older: "llama-3-8b", newer: "xlstm-7b", told: ["softcapped_logits: – → yes (added)"]),
    Rows(
      older: "deepseek-v3", newer: "deepseek-v4-pro",
      told: ["feedForward.experts.routing: – → by token id in 3 of 61 layers (added)"]),
  ])
  func factsOfOneMeaningStandInOneRow(_ pair: Rows) throws {
    let difference = Difference(older: try Self.sheet(pair.older), newer: try Self.sheet(pair.newer))
    let rows = difference.rows.map { row in
      "\(row.id): \(row.old ?? "–") → \(row.new ?? "–")" + (row.change.map { " (\($0))" } ?? "")
    }
    for told in pair.told { #expect(rows.contains(told), "\(told) of \(rows)") }
  }

  struct Verdict: Sendable {
    var older: String, newer: String
    var text: String
  }

  @Test(arguments: [
    Verdict(
      older: "gpt-2-xl", newer: "kimi-k3",
      text: "Little in common: MLA instead of MHA, adds experts and KDA layers; 4.48× the stream width."),
    Verdict(older: "xlstm-7b", newer: "gpt-oss-20b", text: "Nothing in common beyond pre-norm and RMSNorm."),
    Verdict(
      older: "gemma-3n-e4b", newer: "gemma-4-e2b",
      text: "MQA instead of GQA, drops AltUp and LAuReL; half the KV heads."),
    Verdict(
      older: "ling-2.5-1t", newer: "ling-2.6-1t",
      text: "Identical core; prediction modules added, context 131,072 → 262,144 tokens."),
    Verdict(older: "deepseek-v3", newer: "deepseek-r1", text: "Identical architecture."),
    Verdict(
      older: "motif-3-beta", newer: "kimi-k3",
      text:
        "Attention residuals instead of hyper-connections, adds KDA layers, drops sliding-window MLA layers; 2.33× the routed experts."
    ),
    Verdict(
      older: "gemma-2-27b", newer: "deepseek-v4-pro",
      text:
        "Little in common: HCA instead of GQA, experts instead of a dense feed-forward, drops sliding-window layers; KV heads ÷16."
    ),
    Verdict(
      older: "glm-5", newer: "glm-5.2", text: "Adds sparse MLA layers with reused index."),
  ])
  func verdictIsASentenceThatIsTrue(_ pair: Verdict) throws {
    let difference = Difference(older: try Self.sheet(pair.older), newer: try Self.sheet(pair.newer))
    #expect(difference.verdict == pair.text)
  }
}
