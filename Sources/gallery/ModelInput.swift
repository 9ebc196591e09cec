import Architecture
import ArgumentParser
import Catalog
import Diagnostics
import Foundation

/// How commands name one model: a slug of the content folder, a file, or `-` for standard input.
struct ModelInput {
  var name: String
  var content: String

  func read() throws -> Model {
    let path = try self.path()
    let file = (path as NSString).lastPathComponent
    let slug = path == "-" ? "standard-input" : file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    guard
      let data = path == "-"
        ? try? FileHandle.standardInput.readToEnd() ?? Data() : FileManager.default.contents(atPath: path)
    else { throw failure("cannot read '\(path)'", code: 2) }
    let shown = path == "-" ? "standard input" : path
    return try ProblemReport(sources: [shown: String(decoding: data, as: UTF8.self)])
      .accept(Catalog.model([UInt8](data), path: shown, slug: slug))
  }

  static func slugs(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()
  }

  /// A path is taken as it is; a slug stands for a file of the content folder.
  private func path() throws -> String {
    if name == "-" || name.hasSuffix(".md") || name.contains("/") { return name }
    let folder = "\(content)/models"
    let path = "\(folder)/\(name).md"
    if FileManager.default.fileExists(atPath: path) { return path }
    let hint = nearest(to: name, among: Self.slugs(in: folder)).map { "; did you mean '\($0)'?" } ?? ""
    throw failure("there is no model '\(name)' in \(folder)\(hint)", code: 1)
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
