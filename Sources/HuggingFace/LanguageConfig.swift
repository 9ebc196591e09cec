import Diagnostics

/// The part of a configuration that describes the language model: itself, or what a multimodal wrapper holds.
struct LanguageConfig {
  var object: ConfigObject
  /// Before each key in messages: `thinker_config.text_config.`.
  var path = ""
  var modelType: String?
  var architectures: [String]
  var name: String?
  var assumptions: [String] = []
  var diagnostics: [Diagnostic] = []

  /// Keys under which wrappers keep the language model, the outermost first.
  private static let inner = [
    "thinker_config", "text_config", "language_config", "llm_config", "text_model_config", "llm_cfg",
  ]

  init(_ top: ConfigObject) {
    object = top
    architectures = top.words("architectures")
    modelType = top["model_type"]?.text
    name = (top["_name_or_path"]?.text ?? top["name_or_path"]?.text).flatMap {
      $0.split(separator: "/").last.map(String.init)
    }
    while let key = Self.inner.first(where: { object[$0]?.object != nil }),
      let inside = object[key]?.object
    {
      enter(inside, key)
    }
    flatten()
    // Grok 2's file carries the name of an image captioner; its class does not.
    if modelType == "git", architectures.contains("Grok1ForCausalLM") { modelType = "grok" }
  }

  /// A wrapper's name over the sizes of the language model: older files of the same models were written so.
  private mutating func flatten() {
    while let type = modelType, object["hidden_size"] != nil, let reference = Reference.named(type),
      let inner = Self.inner.lazy.compactMap({ reference.inner[$0] }).first
    {
      modelType = inner
      assumptions.append("the sizes stand beside '\(type)' itself and are those of its part '\(inner)'")
    }
  }

  private mutating func enter(_ inside: ConfigObject, _ key: String) {
    let outer = object
    let outerType = modelType
    object = inside
    path += key + "."
    if let type = inside["model_type"]?.text {
      modelType = type
    } else if let outerType, let reference = Reference.named(outerType), let type = reference.inner[key] {
      modelType = type
      assumptions.append("\(path)model_type is absent: '\(type)', the default of \(reference.className)")
    }
    let named = inside.words("architectures")
    if !named.isEmpty { architectures = named }
    // The wrapper's word on tying holds for the language model inside it when that says nothing.
    if let tied = outer.members.first(where: { $0.key == "tie_word_embeddings" }) {
      if let own = inside["tie_word_embeddings"] {
        if own != tied.value, !own.isNull, !tied.value.isNull {
          diagnostics.append(
            Diagnostic(
              .warning, .contradictedNumber,
              "'tie_word_embeddings' is \(tied.value.seen) here and \(own.seen) in '\(key)'; the inner one is used, and the other changes the total by vocabulary times width",
              at: tied.location))
        }
      } else {
        object.members.append(tied)
      }
    }
  }
}
