import Architecture
import Diagnostics
import Testing

@testable import HuggingFace

/// A small configuration that only says what decides shapes.
private func imported(_ json: String) -> Diagnosed<ImportedModel> {
  Importer().model(from: Array(json.utf8), file: "config.json")
}

private func architecture(_ json: String) throws -> String { try #require(imported(json).value).architecture }

/// What an absent key, a null and a key without effect mean: as the reference's class has it, and said.
@Suite struct DefaultsTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var config: String
    /// Lines the description has, or has not.
    var has: [String] = []
    var hasNot: [String] = []
  }

  private static let sizes =
    "\"hidden_size\": 512, \"vocab_size\": 100, \"num_attention_heads\": 16, \"intermediate_size\": 64"

  private static func config(_ type: String, layers: Int = 2, _ more: String = "") -> String {
    "{\"model_type\": \"\(type)\", \"num_hidden_layers\": \(layers), \(sizes)\(more.isEmpty ? "" : ", " + more)}"
  }

  static let cases = [
    Case(
      testDescription: "Mistral without key-value heads has eight", config: config("mistral"),
      has: ["kv_heads: 8", "# assumed: num_key_value_heads is absent: 8, the default of MistralConfig"]),
    Case(
      testDescription: "Llama without key-value heads has one per head", config: config("llama"),
      has: ["# assumed: num_key_value_heads is absent: 16, as LlamaConfig computes it"], hasNot: ["kv_heads:"]
    ),
    Case(
      testDescription: "Llama has no window", config: config("llama", "\"sliding_window\": 64"),
      hasNot: ["window:"]),
    Case(
      testDescription: "Qwen 3 with windows switched off",
      config: config(
        "qwen3",
        "\"num_key_value_heads\": 8, \"use_sliding_window\": false, \"sliding_window\": 64, \"layer_types\": [\"sliding_attention\", \"full_attention\"]"
      ),
      has: ["# assumed: no layer has a window"], hasNot: ["window:"]),
    Case(
      testDescription: "Qwen 3 windows start at layer 28 unless a key says otherwise",
      config: config(
        "qwen3", layers: 30,
        "\"num_key_value_heads\": 8, \"use_sliding_window\": true, \"sliding_window\": 64"),
      has: ["schedule: 28 * global + 2 * local", "max_window_layers is absent: 28"]),
    Case(
      testDescription: "Qwen 2 MoE without biases", config: config("qwen2_moe", "\"qkv_bias\": false"),
      has: ["shared_width: 5632", "experts: 60"], hasNot: [" bias: true"]),
    Case(
      testDescription: "DeepSeek V3 without its prefix, shared experts and query rank",
      config: config("deepseek_v3", layers: 5),
      has: ["schedule: 3 * dense + 2 * sparse", "shared: 1", "query_rank: 1536"]),
    Case(
      testDescription: "null is no query rank", config: config("deepseek_v3", "\"q_lora_rank\": null"),
      hasNot: ["query_rank"]),
    Case(
      testDescription: "a dense model of latent attention",
      config: config(
        "deepseek_v3", "\"n_routed_experts\": null, \"moe_layer_freq\": 0, \"num_experts_per_tok\": null"),
      has: ["# assumed: n_routed_experts is null: every layer is dense"], hasNot: ["moe"]),
    Case(
      testDescription: "head size of Qwen 3", config: config("qwen3", "\"num_key_value_heads\": 8"),
      has: ["head_size: 128"]),
    Case(
      testDescription: "head size of Qwen 3 MoE and GLM-4.5 follows from the width",
      config: config("qwen3_moe"),
      hasNot: ["head_size:"]),
    Case(
      testDescription: "a wrapper's text part two deep",
      config:
        "{\"model_type\": \"qwen2_5_omni\", \"thinker_config\": {\"text_config\": {\(sizes), \"num_hidden_layers\": 1, \"max_window_layers\": 1}}}",
      has: ["width: 512", "thinker_config.text_config.model_type is absent: 'qwen2_5_omni_text'"]),
    Case(
      testDescription: "a wrapper that says nothing of its text part",
      config: "{\"model_type\": \"gemma3\", \"text_config\": {\"num_hidden_layers\": 6}}",
      has: ["vocabulary: 262208", "heads: 8", "schedule: 5 * local + global"]),
    Case(
      testDescription: "Gemma 2 ties unless told otherwise", config: config("gemma2"),
      has: ["tied_embeddings: true", "tie_word_embeddings is absent: true"]),
  ]

  @Test(arguments: cases)
  func meansWhatTheClassMeans(_ one: Case) throws {
    let text = try architecture(one.config)
    for line in one.has { #expect(text.contains(line), "\(line) is not in\n\(text)") }
    for line in one.hasNot {
      let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(!lines.contains { $0.contains(line) }, "\(line) is in\n\(text)")
    }
  }

  @Test func nullIsAnErrorWhereTheClassTakesNone() throws {
    let result = imported(Self.config("mistral", "\"num_key_value_heads\": null"))
    let problem = try #require(result.diagnostics.first { $0.severity == .error })
    #expect(result.value == nil)
    #expect(problem.summary == "'num_key_value_heads' is null, which MistralConfig does not take")
  }

  /// Nothing that a family reads may be missing from its class without a rule.
  @Test(arguments: Families.specs.flatMap(\.modelTypes))
  func readsAnEmptyConfigurationOrNamesOneKey(_ type: String) {
    let result = imported("{\"model_type\": \"\(type)\"}")
    let errors = result.diagnostics.filter { $0.severity == .error }
    #expect((result.value != nil) == errors.isEmpty)
    for error in errors { #expect(error.summary.contains("'"), "\(error.summary)") }
  }

  @Test func everyFamilyOfTheLibraryHasAClass() {
    #expect(Reference.named("starcoder2")?.className == "Starcoder2Config")
    #expect(Reference.named("starcoder2")?.defaults["num_key_value_heads"] == .int(2))
    #expect(Reference.named("gpt2")?.canonical("hidden_size") == "n_embd")
    #expect(Reference.named("mixtral")?.canonical("num_experts") == "num_local_experts")
    #expect(Reference.named("llava")?.inner["text_config"] == "llama")
    #expect(Reference.named("no_such_family") == nil)
  }

  @Test func aKeyOfANestedObjectIsReportedAtItsOwnPlace() throws {
    let text = """
      {"model_type": "llama",
       "hidden_size": 64,
       "text_config": {
         "model_type": "llama",
         "hidden_size": "big"
       }}
      """
    let problem = try #require(imported(text).diagnostics.first { $0.id == .wrongType })
    #expect(problem.location.line == 5)
    #expect(problem.location.column == 4)
  }

  @Test(arguments: [("llama", "4096 * block"), ("gemma2", "2048 * (local + global)")])
  func readsThousandsOfLayers(_ type: String, _ schedule: String) throws {
    #expect(try architecture(Self.config(type, layers: 4_096)).contains("schedule: \(schedule)\n"))
  }
}

/// Files given in place of a configuration, and models that are none.
@Suite struct OtherFileTests {
  @Test(arguments: [
    ("{\"peft_type\": \"LORA\", \"r\": 16}", "adapter_config.json"),
    ("{\"eos_token_id\": 2, \"transformers_version\": \"4.40.0\"}", "generation_config.json"),
    ("{\"tokenizer_class\": \"LlamaTokenizer\"}", "tokenizer_config.json"),
    ("{\"dim\": 64, \"n_layers\": 2, \"n_heads\": 4}", "params.json"),
    ("{\"weight_map\": {}}", "index.json"),
    ("{\"model_type\": \"llama\", \"draft_vocab_size\": 32000}", "speculative draft"),
    ("{\"model_type\": \"qwen3\", \"architectures\": [\"DSparkDraftModel\"]}", "speculative draft"),
  ])
  func saysWhatItIs(_ text: String, _ name: String) throws {
    let result = imported(text)
    #expect(result.value == nil && result.diagnostics.count == 1)
    #expect(try #require(result.diagnostics.first).summary.contains(name))
  }

  @Test func anImageCaptionerIsNotGrok() {
    let git = imported(
      "{\"model_type\": \"git\", \"architectures\": [\"GitForCausalLM\"], \"hidden_size\": 768}")
    #expect(git.diagnostics.map(\.id) == [.unknownFamily])
  }
}
