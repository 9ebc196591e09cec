import Architecture
import ArgumentParser
import Catalog
import Checkpoint
import Diagnostics
import Foundation
import HuggingFace

/// How commands name one model: a slug of the content folder, a model file, a `config.json`, a folder that holds one,
/// a GGUF file, or `-` for a model file or a configuration on standard input.
struct ModelInput {
  static let help: ArgumentHelp =
    "A model's slug, a model file, a config.json, a folder with one, a .gguf file, or - for standard input."

  var name: String
  var content: String

  func read() throws -> Model {
    let path = try self.path()
    if path.hasSuffix(".gguf") { return try model(ofGGUF: path) }
    let file = try InputFile(path)
    // A model file starts with `---`, a configuration with a brace.
    let first = file.bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    if path.hasSuffix(".json") || path == "-" && first == UInt8(ascii: "{") {
      return try model(ofConfiguration: file.bytes, shown: file.shown, name: configurationName(path))
    }
    return try ProblemReport(sources: [file.shown: file.text])
      .accept(Catalog.model(file.bytes, path: file.shown, slug: slug(path)))
  }

  static func slugs(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
  }

  /// A path is taken as it is; a slug stands for a file of the content folder.
  private func path() throws -> String {
    if name == "-" || [".md", ".json", ".gguf"].contains(where: name.hasSuffix) { return name }
    var isFolder: ObjCBool = false
    if name.contains("/") || name == "." || name == ".." {
      guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue else {
        return name
      }
      return try pathInFolder
    }
    let folder = "\(content)/models"
    let path = "\(folder)/\(name).md"
    if FileManager.default.fileExists(atPath: path) { return path }
    if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue {
      return try pathInFolder
    }
    let hint = nearest(to: name, among: Self.slugs(in: folder)).map { "; did you mean '\($0)'?" } ?? ""
    throw failure("there is no model '\(name)' in \(folder)\(hint)", code: 1)
  }

  /// What of a folder says how its model is built.
  private var pathInFolder: String {
    get throws {
      let names = ((try? FileManager.default.contentsOfDirectory(atPath: name)) ?? []).sorted()
      guard
        let file = names.first(where: { $0 == "config.json" })
          ?? names.first(where: { $0.hasSuffix(".gguf") })
      else { throw failure("'\(name)' holds no config.json and no .gguf file", code: 1) }
      return name.hasSuffix("/") ? name + file : "\(name)/\(file)"
    }
  }

  private func model(ofGGUF path: String) throws -> Model {
    do {
      let files = try ProblemReport(sources: [:]).accept(WeightFiles.read(path))
      let text = try GGUFConfiguration.text(files.gguf, files.tensors)
      return try model(ofConfiguration: Array(text.utf8), shown: path, name: configurationName(path))
    } catch let error as CheckpointError {
      throw failure(error.summary, code: 1)
    }
  }

  private func model(ofConfiguration bytes: [UInt8], shown: String, name: String?) throws -> Model {
    let problems = ProblemReport(sources: [shown: String(decoding: bytes, as: UTF8.self)])
    let imported = try problems.accept(Importer().model(from: bytes, file: shown, name: name))
    var model = Catalog.model(Array(imported.markdown.utf8), path: shown, slug: slug(shown))
    // A configuration says nothing of maker, date and sources; that is no fault of its author.
    model.diagnostics.removeAll { $0.severity == .warning }
    return try ProblemReport(sources: [shown: imported.markdown]).accept(model)
  }

  /// A configuration seldom says its model's name; the folder or the file does.
  private func configurationName(_ path: String) -> String? {
    if path == "-" { return nil }
    let whole = URL(fileURLWithPath: path)
    let file = whole.deletingPathExtension().lastPathComponent
    return file == "config" ? whole.deletingLastPathComponent().lastPathComponent : file
  }

  private func slug(_ path: String) -> String {
    if path == "-" || path == "standard input" { return "standard-input" }
    let file = (path as NSString).lastPathComponent
    return file.hasSuffix(".md") ? String(file.dropLast(3)) : configurationName(path) ?? file
  }
}

/// What a command prints: for people, or for programs.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

extension Report {
  /// On standard output; coloured on a terminal unless NO_COLOR is set (no-color.org).
  func printed() throws {
    let forbids = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let text = text(color: isatty(STDOUT_FILENO) == 1 && !forbids)
    try say(text, end: "")
  }
}

extension JSON {
  func printed() throws { try say(pretty, end: "") }
}
