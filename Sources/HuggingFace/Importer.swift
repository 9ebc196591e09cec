import Architecture
import Diagnostics

/// Reads a Hugging Face `config.json` and describes the model in our words; never guesses.
public struct Importer: Sendable {
  /// Larger files are not configurations.
  public static let maximumBytes = 4 * 1024 * 1024

  public init() {}

  /// `file` is shown in messages; `name` overrides what the configuration calls itself.
  public func model(from bytes: [UInt8], file: String, name: String? = nil) -> Diagnosed<ImportedModel> {
    let start = SourceLocation(file: file)
    guard bytes.count <= Self.maximumBytes else {
      return Diagnosed(
        nil,
        [
          Diagnostic(
            .error, .limitExceeded, "a configuration is at most 4 MiB; this is another file", at: start)
        ])
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return Diagnosed(nil, [Diagnostic(.error, .notUTF8, "the configuration is not UTF-8 text", at: start)])
    }
    if let name, name.allSatisfy(\.isWhitespace) {
      return Diagnosed(
        nil,
        [
          Diagnostic(
            .error, .wrongType, "a model's name is not empty; give one, or leave '--name' out", at: start)
        ])
    }
    let values: [String: ConfigValue]
    do {
      guard case .object(let found) = try ConfigValue.parse(bytes) else {
        return Diagnosed(nil, [Diagnostic(.error, .wrongType, "a configuration is a JSON object", at: start)])
      }
      values = found
    } catch {
      let fault = JSONFault.first(in: text, file: file)
      return Diagnosed(nil, [fault ?? Diagnostic(.error, .wrongType, "this is not JSON", at: start)])
    }
    let language = LanguageConfig(values)
    let places = KeyPlaces(text, file: file)
    guard let family = Families.family(of: language) else {
      return Diagnosed(nil, [unknownFamily(language, places)])
    }
    var config = Config(
      language.values, path: language.path, modelType: language.modelType ?? "", places: places)
    let draft = family.draft(from: &config)
    var diagnostics = config.finished()
    if diagnostics.hasErrors { return Diagnosed(nil, diagnostics.inReadingOrder) }
    var fields = FieldReader(
      Value.fields(draft.fields + [.init(name: "context", value: .int(draft.context))]).node(at: start))
    let spec = ModelSpec(from: &fields)
    let names = KeyNames(config: config, places: places)
    diagnostics += fields.finished().map(names.translated)
    if diagnostics.hasErrors { return Diagnosed(nil, diagnostics.inReadingOrder) }
    let modelFile = ModelFile(name: name ?? language.name, draft: draft, assumptions: config.assumptions)
    return Diagnosed(
      ImportedModel(spec: spec, markdown: modelFile.markdown, architecture: modelFile.architecture),
      diagnostics.inReadingOrder)
  }

  private func unknownFamily(_ language: LanguageConfig, _ places: KeyPlaces) -> Diagnostic {
    let known = Families.all.flatMap(\.modelTypes).sorted()
    guard let type = language.modelType else {
      return Diagnostic(
        .error, .unknownFamily, "the configuration has no 'model_type', so its family is not known",
        at: places.start)
    }
    let hint = nearest(to: type, among: known).map { "; the nearest known one is '\($0)'" } ?? ""
    return Diagnostic(
      .error, .unknownFamily,
      "'model_type' is '\(type)', a family this importer does not know\(hint)",
      at: places.value(of: "model_type"),
      notes: [.init("known families: \(known.joined(separator: ", "))")])
  }
}

/// The part of a configuration that describes the language model: itself, or what a multimodal wrapper holds.
struct LanguageConfig {
  var values: [String: ConfigValue]
  var path: String
  var modelType: String?
  var architectures: [String]
  var name: String?

  init(_ top: [String: ConfigValue]) {
    values = top
    path = ""
    architectures = Self.words(top["architectures"])
    var type = Self.text(top["model_type"])
    for key in ["text_config", "language_config", "llm_config"] {
      guard case .object(let inner) = top[key] else { continue }
      values = inner
      path = key + "."
      type = Self.text(inner["model_type"]) ?? type
      // The wrapper's word on tying holds for the language model inside it when that says nothing.
      if values["tie_word_embeddings"] == nil, let tied = top["tie_word_embeddings"] {
        values["tie_word_embeddings"] = tied
      }
      if architectures.isEmpty { architectures = Self.words(inner["architectures"]) }
      break
    }
    modelType = type
    name = (Self.text(top["_name_or_path"]) ?? Self.text(top["name_or_path"])).flatMap {
      $0.split(separator: "/").last.map(String.init)
    }
  }

  private static func text(_ value: ConfigValue?) -> String? {
    if case .text(let text) = value, !text.isEmpty { text } else { nil }
  }

  private static func words(_ value: ConfigValue?) -> [String] {
    guard case .list(let items) = value else { return [] }
    return items.compactMap { text($0) }
  }
}
