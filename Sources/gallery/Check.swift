import Architecture
import ArgumentParser
import Catalog
import Diagnostics
import Foundation
import Website

/// `gallery check`: everything there is to say about the content, writing nothing.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report every problem of the content and the site, and write nothing.",
    discussion: """
      Everything a build reports, and more: dead links in the finished pages, models without sources, features \
      without a concept page, concepts nobody uses, published numbers that do not follow from the specification, \
      equal architectures that do not say so, names in two spellings, counts that counts.tsv does not have.
      Ends with 1 when there are errors, with --strict also when there are warnings.

      Example: gallery check --strict --format github
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text, json, github
  }

  @Option(
    help: ArgumentHelp("The folder of models, concepts, essays and comparisons.", valueName: "folder"),
    completion: .directory)
  var content = "Content"
  @Option(
    help: ArgumentHelp("The folder of page templates and assets.", valueName: "folder"),
    completion: .directory)
  var templates = "Templates"
  @Option(help: "How problems are printed: for people, for programs, or as annotations on GitHub.")
  var format = Format.text
  @Flag(help: "Treat warnings as errors.")
  var strict = false
  @Option(help: ArgumentHelp("How many tasks work at once.", valueName: "count"))
  var tasks = ProcessInfo.processInfo.activeProcessorCount

  func run() throws {
    // As in `build`: a folder that is not there is no fault of the content.
    for source in [content, templates] where !FileManager.default.fileExists(atPath: source) {
      throw failure(
        "'\(source)' does not exist; run this where the gallery is, or name the folder", code: 2)
    }
    let read = ContentFiles.readable(directory: content)
    var problems = read.diagnostics
    if let files = read.value {
      let survey = Survey(files, tasks: tasks)
      problems += survey.diagnostics + survey.carelessness(in: files)
      problems += try site(survey)
    }
    problems = problems.inReadingOrder
    try say(text(problems, files: read.value), end: "")
    if problems.hasErrors || strict && !problems.isEmpty { throw ExitCode(1) }
  }

  /// The site of what is sound: an error somewhere hides no problem of the templates or of another page.
  private func site(_ survey: Survey) throws -> [Diagnostic] {
    do {
      let files = try TemplateFiles.read(templates)
      let site = Site.plan(survey.sound, templates: files, options: SiteOptions(comparisons: .related))
      let broken = Set(survey.diagnostics.filter { $0.severity == .error }.map(\.location.file))
      let found = (site.value?.check(tasks: tasks, templates: files) ?? []).filter {
        // Such an address may be that of a page that could not be read, or of a heading in one with errors.
        $0.id != .deadAddress || survey.isWhole && !broken.contains($0.location.file)
      }
      return site.diagnostics + found
    } catch let error as FileSystemError {
      throw failure("\(error)", code: 2)
    }
  }

  private func text(_ problems: [Diagnostic], files: ContentFiles?) -> String {
    let errors = problems.count { $0.severity == .error }
    switch format {
    case .github: return GitHubFormat().text(problems)
    case .json:
      let list = problems.map { problem in
        JSON.fields([
          ("severity", .text(problem.severity.rawValue)), ("id", .text(problem.id.rawValue)),
          ("summary", .text(problem.summary)), ("file", .text(problem.location.file)),
          ("line", .int(problem.location.line)), ("column", .int(problem.location.column)),
          ("notes", .list(problem.notes.map { .text($0.text) })),
        ])
      }
      return JSON.fields([
        ("errors", .int(errors)), ("warnings", .int(problems.count - errors)), ("problems", .list(list)),
      ]).pretty
    case .text:
      var sources: [String: String] = [:]
      for (path, bytes) in files?.files ?? [:] {
        sources["\(files?.root ?? "")/\(path)"] = String(decoding: bytes, as: UTF8.self)
      }
      let format = TextFormat(
        sources: sources, color: isatty(STDOUT_FILENO) == 1, width: terminalWidth(of: STDOUT_FILENO))
      return format.text(problems) + "\(problems.tally)\n"
    }
  }
}
