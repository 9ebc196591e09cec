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
    func refused(_ id: DiagnosticID, _ summary: String) -> Diagnosed<ImportedModel> {
      Diagnosed(nil, [Diagnostic(.error, id, summary, at: start)])
    }
    guard bytes.count <= Self.maximumBytes else {
      return refused(.limitExceeded, "a configuration is at most 4 MiB; this is another file")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return refused(.notUTF8, "the configuration is not UTF-8 text")
    }
    if let name, name.allSatisfy(\.isWhitespace) {
      return refused(.wrongType, "a model's name is not empty; give one, or leave '--name' out")
    }
    let top: ConfigObject
    switch JSONReader.read(text, file: file) {
    case .value(.object(let object)): top = object
    case .value: return refused(.wrongType, "a configuration is a JSON object")
    case .fault(let problem): return Diagnosed(nil, [problem])
    }
    if let other = OtherFile.recognized(top, at: start) { return Diagnosed(nil, [other]) }
    let language = LanguageConfig(top)
    if let draft = SpeculativeDraft.recognized(top, language, at: start) { return Diagnosed(nil, [draft]) }
    guard let family = Families.family(of: language) else {
      return Diagnosed(nil, [unknownFamily(language, top, start)])
    }
    return model(of: language, family, start: start, name: name)
  }

  private func model(
    of language: LanguageConfig, _ family: any Family, start: SourceLocation, name: String?
  ) -> Diagnosed<ImportedModel> {
    let named = language.modelType.flatMap { family.modelTypes.contains($0) ? $0 : nil }
    let type = named ?? family.modelTypes.first ?? ""
    var language = language
    if named == nil {
      language.assumptions.append("the family is '\(type)', by the class in 'architectures'")
    }
    var config = Config(
      language.object, path: language.path, modelType: type,
      reference: Reference.named(family.reference(for: type)), start: start)
    let draft = family.draft(from: &config)
    var diagnostics = language.diagnostics + config.finished()
    if diagnostics.hasErrors { return Diagnosed(nil, diagnostics.inReadingOrder) }
    var fields = FieldReader(
      Value.fields(draft.fields + [.init(name: "context", value: .int(draft.context))]).node(at: start))
    let spec = ModelSpec(from: &fields)
    let names = KeyNames(config: config)
    diagnostics += fields.finished().map(names.translated)
    if diagnostics.hasErrors { return Diagnosed(nil, diagnostics.inReadingOrder) }
    let modelFile = ModelFile(
      name: name ?? language.name, draft: draft, assumptions: language.assumptions + config.assumptions)
    return Diagnosed(
      ImportedModel(spec: spec, markdown: modelFile.markdown, architecture: modelFile.architecture),
      diagnostics.inReadingOrder)
  }

  private func unknownFamily(_ language: LanguageConfig, _ top: ConfigObject, _ start: SourceLocation)
    -> Diagnostic
  {
    let known = Families.all.flatMap(\.modelTypes).sorted()
    guard let type = language.modelType else {
      return Diagnostic(
        .error, .unknownFamily, "the configuration has no 'model_type', so its family is not known",
        at: start)
    }
    let hint = nearest(to: type, among: known).map { "; the nearest known one is '\($0)'" } ?? ""
    return Diagnostic(
      .error, .unknownFamily,
      "'\(language.path)model_type' is '\(type)', a family this importer does not know\(hint)",
      at: language.object.location(of: "model_type") ?? top.location(of: "model_type") ?? start,
      notes: [.init("known families: \(known.joined(separator: ", "))")])
  }
}
