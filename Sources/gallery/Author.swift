import ArgumentParser
import Catalog
import Diagnostics
import Foundation

/// `gallery new`: a model file to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented model file that builds.",
    discussion: """
      The file is Content/models/<slug>.md; one that exists is never touched.

      Example: gallery new my-model-7b
      """)

  @Argument(help: "The page's address: lower-case letters, digits, '-' and '.'.", completion: .invented)
  var slug: String
  @Option(help: ArgumentHelp("The folder with models/.", valueName: "folder"), completion: .directory)
  var content = "Content"

  func run() throws {
    let skeleton = try ProblemReport(sources: [:]).accept(ModelSkeleton.named(slug, in: "\(content)/models"))
    let folder = "\(content)/models"
    let path = "\(folder)/\(skeleton.slug).md"
    guard FileManager.default.fileExists(atPath: content) else {
      throw failure(
        "there is no folder '\(content)'; run this where the gallery is, or name the folder", code: 2)
    }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(skeleton.text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch CocoaError.fileWriteFileExists {
      throw failure("'\(path)' exists already", code: 1)
    } catch {
      throw failure("cannot write '\(path)': \(error.localizedDescription)", code: 2)
    }
    try say("\(path): edit it, and look at it with 'gallery serve'")
  }
}

/// `gallery explain`: what a problem means and how to mend it.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Say what a problem means and how to mend it.",
    discussion: """
      Without an id: all of them, one a line.

      Example: gallery explain unknown-field
      """)

  @Argument(help: "The id at the end of a message, as in [unknown-field].", completion: .problemIDs)
  var id: String?

  func run() throws {
    guard let id else {
      for id in DiagnosticID.allCases { try say("\(id.rawValue): \(id.guide.cause)") }
      return
    }
    let word = id.filter { $0 != "[" && $0 != "]" }
    guard let known = DiagnosticID(rawValue: word) else {
      let hint = nearest(to: word, among: DiagnosticID.allCases.map(\.rawValue))
      let advice = hint.map { "did you mean '\($0)'?" } ?? "'gallery explain' lists them all"
      throw failure("there is no problem '\(word)'; \(advice)", code: 1)
    }
    try say("\(known.rawValue)\n\n\(known.guide.cause)\n\nTo mend it: \(known.guide.cure)")
  }
}

/// `gallery schema`: the front matter of a model as a JSON schema.
struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON schema of a model's front matter, for editors.",
    discussion: """
      It is made from the readers themselves, so it knows every field and every kind.

      Example: gallery schema > model.schema.json
      """)

  func run() throws { try say(Catalog.modelSchema.pretty, end: "") }
}
