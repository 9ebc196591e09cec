import Architecture
import Catalog
import TestSupport
import Testing

/// What is said of real pairs, where a generic rule once said something false.
@Suite struct PairTests {
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
        "mixer.sliding-window.presence: 50 → – (removed)",
        "mixer.gated-DeltaNet.presence: – → 36 (added)",
      ]),
    Rows(
      older: "gpt-2-xl", newer: "kimi-k3",
      told: [
        "mixer.MLA.kind: MHA → MLA (changed)", "mixer.KDA.presence: – → 69 (added)",
        "mixer.MLA.rope_size: 0 → 0", "feedForward.dense.activation: GELU → SiTU GLU (changed)",
        "feedForward.experts.presence: – → 92 layers (added)",
      ]),
    // Nothing of attention is subtracted from a recurrence.
    Rows(
      older: "xlstm-7b", newer: "gpt-oss-20b",
      told: [
        "mixer.mLSTM.presence: 32 → – (removed)", "mixer.sliding-window.heads: – → 64 (added)",
        "mixer.sliding-window.presence: – → 12 (added)",
        "mixer.global.presence: – → 12 (added)",
      ]),
    Rows(
      older: "granite-4.0-h-small", newer: "gemma-4-31b",
      told: [
        "mixer.Mamba-2.presence: 36 → – (removed)",
        "mixer.sliding-window.presence: – → 50 (added)", "mixer.global.layers: 4 → 10 (×2.5)",
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
    let difference = Difference(older: try Frozen.sheet(pair.older), newer: try Frozen.sheet(pair.newer))
    let rows = difference.rows.map { row in
      "\(row.id): \(row.old ?? "–") → \(row.new ?? "–")" + (row.change.map { " (\($0))" } ?? "")
    }
    for told in pair.told { #expect(rows.contains(told), "\(told) of \(rows)") }
  }

  struct Reason: Sendable {
    var older: String, newer: String
    var row: String
    /// The concept that explains it; nil where none does.
    var concept: String?
  }

  @Test(arguments: [
    Reason(
      older: "gemma-4-31b", newer: "qwen3.8-flash-next-125b-a6b", row: "mixer.sliding-window.presence",
      concept: "sliding-window"),
    Reason(older: "qwen3-8b", newer: "smollm3-3b", row: "mixer.NoPE.presence", concept: "nope"),
    Reason(older: "llama-3-8b", newer: "olmo-2-7b", row: "norm_placement", concept: "post-norm"),
    Reason(older: "olmo-2-7b", newer: "qwen3-8b", row: "norm_placement", concept: "pre-norm"),
    Reason(older: "llama-3-8b", newer: "gemma-3-27b", row: "norm_placement", concept: "sandwich-norm"),
    Reason(older: "kimi-k2", newer: "inkling", row: "streams", concept: nil),
    Reason(older: "granite-4.0-h-small", newer: "gemma-4-31b", row: "feedForward.dense.kind", concept: "moe"),
    Reason(older: "deepseek-v4-flash", newer: "deepseek-v4-pro", row: "mixer.CSA.query_rank", concept: nil),
    Reason(
      older: "deepseek-v3", newer: "deepseek-v4-pro", row: "mixer.CSA.presence",
      concept: "compressed-attention"),
    Reason(
      older: "glm-5", newer: "glm-5.2", row: "mixer.sparse-MLA-with-reused-index.presence",
      concept: "shared-indexer"),
    Reason(
      older: "qwen3-8b", newer: "llama-4-maverick", row: "mixer.chunked.presence",
      concept: "chunked-attention"),
  ])
  func aChangeIsExplainedByItsOwnConcept(_ reason: Reason) throws {
    let difference = Difference(older: try Frozen.sheet(reason.older), newer: try Frozen.sheet(reason.newer))
    let row = try #require(difference.rows.first { $0.id == reason.row }, "\(difference.rows.map(\.id))")
    #expect(row.concept?.concept == reason.concept)
  }

  /// Released on one day: what was made from the other comes second, whatever their names.
  @Test(arguments: [
    ("gpt-oss-120b", "gpt-oss-20b", "gpt-oss-20b-vs-gpt-oss-120b"),
    ("qwen3-235b-a22b", "qwen3-8b", "qwen3-8b-vs-qwen3-235b-a22b"),
    ("deepseek-v4-flash", "deepseek-v4-pro", "deepseek-v4-pro-vs-deepseek-v4-flash"),
    ("llama-3.2-3b", "llama-3.2-1b", "llama-3.2-1b-vs-llama-3.2-3b"),
  ])
  func theAncestorOfOneDayComesFirst(_ a: String, _ b: String, _ address: String) throws {
    let pair = try [a, b].map { slug in try Frozen.linked(slug) }
    #expect(ModelPair(pair[0], pair[1]).slug == address)
    #expect(ModelPair(pair[1], pair[0]).slug == address)
  }

  /// One mixer exchanged is more than one fact.
  @Test func anotherMixerCountsWithAllItsFacts() throws {
    let difference = Difference(older: try Frozen.sheet("llama-3-8b"), newer: try Frozen.sheet("xlstm-7b"))
    let design = difference.changes.filter { $0.section != .consequence }
    #expect(difference.editCount(of: difference.changedLines) > design.count + 4)
    let scaled = Difference(older: try Frozen.sheet("deepseek-v3"), newer: try Frozen.sheet("kimi-k2"))
    #expect(
      scaled.editCount(of: scaled.changedLines) == scaled.changes.filter { $0.section != .consequence }.count)
  }
}
