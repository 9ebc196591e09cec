import Architecture
import Catalog
import Foundation
import TestSupport
import Testing

/// The one sentence about a pair: what it says of real models, and what no pair may say.
@Suite struct VerdictTests {
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
      text: "MQA instead of GQA, drops AltUp with LAuReL and MatFormer; half the KV heads."),
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
        "Little in common: HCA and CSA instead of GQA, experts instead of a dense feed-forward, drops sliding-window layers; KV heads ÷16."
    ),
    Verdict(
      older: "glm-5", newer: "glm-5.2", text: "Adds sparse MLA layers with reused index."),
    Verdict(
      older: "gpt-2-xl", newer: "llama-3-8b",
      text:
        "GQA instead of MHA, RMSNorm instead of LayerNorm, drops learned positions; 2.56× the stream width."),
    Verdict(
      older: "deepseek-v2", newer: "deepseek-v3",
      text:
        "Sigmoid routing instead of softmax, adds bias-corrected routing and a prediction module; 60% more routed experts."
    ),
    Verdict(older: "llama-3-8b", newer: "qwen3-8b", text: "Adds QK-norm; 13% more layers."),
    Verdict(
      older: "qwen3-8b", newer: "qwen3-30b-a3b",
      text: "Experts instead of a dense feed-forward; half the stream width."),
    Verdict(
      older: "qwen3-next-80b-a3b", newer: "kimi-linear-48b-a3b",
      text:
        "Kimi Delta Attention instead of Gated DeltaNet, MLA instead of GQA, adds layers without positions; half the routed experts."
    ),
    Verdict(
      older: "deepseek-v3", newer: "kimi-k2",
      text:
        "Same skeleton; 1.5× the routed experts, half the query heads, a third of the leading dense layers."),
    Verdict(older: "deepseek-v3", newer: "deepseek-v3.2", text: "Adds sparse attention."),
    Verdict(
      older: "deepseek-r1", newer: "deepseek-v4-flash",
      text:
        "CSA and HCA instead of MLA, adds sliding-window layers and hyper-connections; 43% smaller stream width."
    ),
    Verdict(
      older: "gemma-2-27b", newer: "deepseek-v4-flash",
      text:
        "Little in common: CSA, HCA and MQA instead of GQA, experts instead of a dense feed-forward, pre-norm instead of sandwich norm; window ÷32."
    ),
    Verdict(
      older: "deepseek-v4-flash", newer: "minimax-m3",
      text:
        "GQA instead of CSA and HCA, drops sliding-window layers and hyper-connections; half the routed experts."
    ),
    Verdict(
      older: "gemma-2-27b", newer: "gemma-3-27b",
      text:
        "Layers in another order (5 sliding-window, 1 global), adds QK-norm, drops soft-capped logits; a quarter of the window."
    ),
    Verdict(
      older: "gemma-3-27b", newer: "mistral-small-3.1-24b",
      text: "Pre-norm instead of sandwich norm, drops sliding-window layers and QK-norm; 35% fewer layers."),
    Verdict(
      older: "llama-3-8b", newer: "olmo-2-7b",
      text: "Post-norm instead of pre-norm, MHA instead of GQA, adds QK-norm; 4× the KV heads."),
    Verdict(
      older: "mixtral-8x7b", newer: "xlstm-7b",
      text: "Nothing in common beyond 32 layers, stream width 4,096, pre-norm and RMSNorm."),
    Verdict(
      older: "xlstm-7b", newer: "nemotron-3-nano-30b-a3b",
      text:
        "Little in common: Mamba-2 instead of mLSTM, experts instead of a dense feed-forward, adds GQA layers; 63% more layers."
    ),
    Verdict(
      older: "granite-4.0-h-small", newer: "lfm2.5-350m",
      text:
        "Short convolutions instead of Mamba-2, a dense feed-forward instead of experts, drops layers without positions; a quarter of the stream width."
    ),
    Verdict(
      older: "glm-4.5", newer: "inkling",
      text:
        "Adds sliding-window layers, convolved outputs and a relative position bias; 60% more routed experts."
    ),
    Verdict(
      older: "olmo-2-7b", newer: "ouro-2.6b",
      text: "Sandwich norm instead of post-norm, adds looped depth and an exit gate; 6× the layers."),
    Verdict(
      older: "deepseek-r1", newer: "longcat-flash-lite",
      text:
        "Adds several sublayers per layer, n-gram embeddings and sublayers with a shortcut input; layers ÷4.36."
    ),
    Verdict(
      older: "glm-5.3-flash", newer: "hy4-preview",
      text:
        "Hyper-connections without mixing instead of hyper-connections, adds sparse MLA layers with reused index, drops KDA layers; 73% more layers."
    ),
    Verdict(
      older: "kimi-k2", newer: "kimi-k2-thinking",
      text: "Identical architecture; context 131,072 → 262,144 tokens."),
    Verdict(
      older: "qwen3-8b", newer: "qwen3-4b",
      text:
        "Same plan, other sizes; 38% smaller stream width, 21% smaller feed-forward width, ties the embeddings."
    ),
    Verdict(
      older: "qwen3-8b", newer: "smollm3-3b",
      text: "Adds layers without positions, drops QK-norm; half the stream width."),
    Verdict(
      older: "gpt-oss-20b", newer: "gpt-oss-120b",
      text: "Same plan, other sizes; 4× the routed experts, 1.5× the layers."),
    Verdict(
      older: "kimi-linear-48b-a3b", newer: "qwen3.8-flash-next-125b-a6b",
      text:
        "Gated DeltaNet instead of Kimi Delta Attention, GQA instead of MLA, norms in the streams instead of pre-norm; twice the routed experts."
    ),
    Verdict(
      older: "nemotron-3-super-120b-a12b", newer: "kimi-k3",
      text:
        "Kimi Delta Attention instead of Mamba-2, MLA instead of GQA, adds attention residuals; 3.5× the expert latent."
    ),
  ])
  func verdictIsASentenceThatIsTrue(_ pair: Verdict) throws {
    let difference = Difference(older: try Frozen.sheet(pair.older), newer: try Frozen.sheet(pair.newer))
    #expect(difference.verdict == pair.text)
  }

  /// Words that have a capital wherever they stand.
  private static let names: Set<String> = ["Kimi", "Delta", "Attention", "Gated", "Mamba-2"]

  private static func problems(_ sentence: String) -> [String] {
    var doubled: [String] = []
    for part in sentence.dropLast().components(separatedBy: ";") {
      let words = part.split(separator: " ")
      for (word, next) in zip(words, words.dropFirst()) where word == next { doubled.append(String(word)) }
      let things = part.components(separatedBy: ", ").flatMap { $0.components(separatedBy: " and ") }
      if Set(things).count < things.count { doubled.append(part) }
    }
    let parts = sentence.replacing("Little in common: ", with: "").split(separator: " ").dropFirst()
    let capitals = parts.map { $0.filter { !",;.()".contains($0) } }.filter { word in
      word.first?.isUppercase == true && !word.dropFirst().contains(where: \.isUppercase)
        && !names.contains(word)
    }
    return doubled.map { "twice: \($0)" } + capitals.map { "capital: \($0)" }
      + (sentence.count > 175 ? ["too long: \(sentence.count)"] : [])
      + (sentence.hasSuffix(".")
        && sentence.first?.isLowercase == (sentence.hasPrefix("mLSTM") ? true : false)
        ? [] : ["no sentence"])
      + (sentence.contains("  ") || sentence.contains(" ;") || sentence.contains(" .") ? ["gap"] : [])
  }

  @Test(.heavy) func noPairIsSaidBadly() throws {
    let models = try Published.models()
    var found: [String: String] = [:]
    for (index, newer) in models.enumerated() {
      for older in models[..<index] {
        let verdict = Difference(older: older.sheet, newer: newer.sheet).verdict
        for problem in Self.problems(verdict) where found[problem] == nil {
          found[problem] = "\(older.slug), \(newer.slug): \(verdict)"
        }
      }
    }
    #expect(found.isEmpty)
  }

  @Test func otherMechanismsComeBeforeOtherSizes() throws {
    let models = try Published.models()
    var count = 0
    for (index, newer) in models.enumerated() {
      for older in models[..<index] {
        let difference = Difference(older: older.sheet, newer: newer.sheet)
        let changes = difference.changedLines.map { difference.lines[$0.line] }
        let mechanisms = changes.prefix(while: \.isStructural)
        #expect(!changes.dropFirst(mechanisms.count).contains { $0.isStructural })
        #expect(!mechanisms.contains { $0.kind == .number })
        count += mechanisms.count
      }
    }
    #expect(count > 0)
  }

  /// Whatever is told by numbers is told with the proportion that the list gives.
  @Test(.heavy) func changesOfOtherThingsAreNotTold() throws {
    let models = try Published.models()
    var found: Set<String> = []
    for (index, newer) in models.enumerated() {
      for older in models[..<index] {
        for row in Difference(older: older.sheet, newer: newer.sheet).changes {
          if row.kind == .number, row.change == nil { found.insert("no proportion: \(row.id)") }
          if let old = row.old, old == row.new { found.insert("equal: \(row.id) \(old)") }
        }
      }
    }
    #expect(found.isEmpty)
  }
}
