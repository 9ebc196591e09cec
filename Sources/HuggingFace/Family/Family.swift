import Architecture

/// A group of models one reference implementation builds: what its configuration keys mean.
///
/// An open set: a new family is one new file and one line in `Families.all`.
protocol Family: Sendable {
  /// The values of `model_type` it reads.
  var modelTypes: [String] { get }
  /// Class names for configurations without a `model_type`.
  var architectures: [String] { get }
  /// The `model_type` of the library's class whose defaults hold; itself unless the code lives elsewhere.
  func reference(for modelType: String) -> String
  /// Reads the configuration; problems are recorded in `config`.
  func draft(from config: inout Config) -> Draft
}

extension Family {
  var architectures: [String] { [] }
  func reference(for modelType: String) -> String { modelType }
}

/// The registry: every family the importer knows.
enum Families {
  static let all: [any Family] =
    specs + [
      Grok(), MuseGlimmer(), KimiLinear(), Gemma4(), DeepSeekV4(), XLSTM(), Zaya(),
      BailingHybrid(), Step3(), SolarOpen2(), GLM5Next(), Motif(), LongCat(), Inkling(), Qwen4(),
      Gemma3n(), MiniMaxM3(),
    ]

  /// By `model_type`; a name nobody knows may still come with the class of a known one.
  static func family(of config: LanguageConfig) -> (any Family)? {
    if let type = config.modelType, let family = all.first(where: { $0.modelTypes.contains(type) }) {
      return family
    }
    return all.first { family in config.architectures.contains { family.architectures.contains($0) } }
  }
}
