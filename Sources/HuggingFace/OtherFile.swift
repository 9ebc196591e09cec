import Diagnostics

/// Files that lie beside a `config.json` and are given in its place.
enum OtherFile {
  private struct Kind {
    var name: String
    /// Keys that only this file has; all of them.
    var keys: [String]
    var advice: String
  }

  private static let kinds = [
    Kind(
      name: "adapter_config.json", keys: ["peft_type"],
      advice:
        "it describes a low-rank adapter; give the config.json of the model in 'base_model_name_or_path'"
    ),
    Kind(
      name: "generation_config.json", keys: ["eos_token_id", "transformers_version"],
      advice: "it holds sampling defaults; give the config.json beside it"),
    Kind(
      name: "tokenizer_config.json", keys: ["tokenizer_class"],
      advice: "it describes the tokenizer; give the config.json beside it"),
    Kind(
      name: "preprocessor_config.json", keys: ["image_processor_type"],
      advice: "it describes how images are prepared; give the config.json beside it"),
    Kind(
      name: "model.safetensors.index.json", keys: ["weight_map"],
      advice: "it lists where weights are stored; give the config.json beside it"),
    Kind(
      name: "params.json", keys: ["dim", "n_layers", "n_heads"],
      advice: "it is Mistral's and Meta's own form; give the config.json of the same repository"),
  ]

  /// What the file is, when it is clearly not a configuration.
  static func recognized(_ top: ConfigObject, at start: SourceLocation) -> Diagnostic? {
    let shape = ["model_type", "hidden_size", "num_hidden_layers", "architectures", "n_layer", "text_config"]
    guard !shape.contains(where: { top[$0] != nil }) else { return nil }
    guard let kind = kinds.first(where: { $0.keys.allSatisfy { top[$0] != nil } }) else { return nil }
    return Diagnostic(
      .error, .unknownFamily, "this is a \(kind.name), not a configuration: \(kind.advice)", at: start)
  }
}

/// Small networks that guess ahead for a larger model: they have a `model_type`, but are no language model alone.
enum SpeculativeDraft {
  private static let keys = [
    "draft_vocab_size", "dflash_config", "dspark_config", "eagle_config", "target_hidden_size",
    "eagle_aux_hidden_state_layer_ids", "speculators_model_type", "transformer_layer_config",
  ]

  static func recognized(_ top: ConfigObject, _ language: LanguageConfig, at start: SourceLocation)
    -> Diagnostic?
  {
    let names = ["Eagle", "DFlash", "DSpark", "Medusa", "Speculator", "DraftModel"]
    let key = keys.first { top[$0] != nil || language.object[$0] != nil }
    let architecture = language.architectures.first { name in names.contains { name.contains($0) } }
    guard let sign = key ?? architecture else { return nil }
    return Diagnostic(
      .error, .unknownFamily,
      "this is a speculative draft ('\(sign)'), a part that guesses tokens for another model; give the config.json of that model",
      at: top.location(of: sign) ?? language.object.location(of: sign) ?? start)
  }
}
