import ArgumentParser
import Catalog
import Diagnostics
import Foundation
import Synchronization
import Website

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Turn Content and Templates into a site.",
    discussion: """
      Any error: nothing in the output changes. Otherwise the output is replaced as a whole; files that are the \
      same keep their bytes and times, and files the gallery did not write are left alone. A folder that is not \
      empty and holds no earlier build is refused.

      Example: gallery build --strict --base-url https://example.com/gallery
      """)

  @Option(
    help: ArgumentHelp("The folder of models, concepts, essays and comparisons.", valueName: "folder"),
    completion: .directory)
  var content = "Content"
  @Option(
    help: ArgumentHelp("The folder of page templates and assets.", valueName: "folder"),
    completion: .directory)
  var templates = "Templates"
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "folder"),
    completion: .directory)
  var output = "Site"
  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("Where the site is published, instead of gallery.yml's base_url.", valueName: "url"))
  var baseURL: String?
  @Flag(help: "Treat warnings as errors.")
  var strict = false
  @Flag(help: "Say how long each phase takes.")
  var timings = false
  @Option(
    help: ArgumentHelp("Which comparison pages to make: all, or related ones only.", valueName: "all|related")
  )
  var comparisons = ComparisonSelection.all
  @Flag(help: "Render every page again, whatever the last build noted about it.")
  var force = false
  @Option(help: ArgumentHelp("How many tasks render at once.", valueName: "count"))
  var tasks = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard tasks >= 1 else { throw ValidationError("--tasks is at least 1") }
    if let baseURL, !baseURL.hasPrefix("http://"), !baseURL.hasPrefix("https://") {
      throw ValidationError("--base-url starts with http:// or https://")
    }
  }

  func run() async throws {
    var clock = PhaseClock()
    do {
      let folder = try OutputFolder(output, keepingApartFrom: [content, templates])
      for source in [content, templates] where !FileManager.default.fileExists(atPath: source) {
        throw FileSystemError(source, "does not exist; run this where the gallery is, or name the folder")
      }
      let read = ContentFiles.read(directory: content)
      let problems = ProblemReport(files: read.value, strict: strict)
      let files = try problems.accept(read)
      let templateFiles = try TemplateFiles.read(templates)
      clock.mark("read")
      let options = SiteOptions(baseURL: baseURL, comparisons: comparisons)
      let inputs = files.inputs(templateFiles, options)
      if !force, let summary = try folder.upToDate(with: inputs) {
        clock.mark("compare with the last build")
        return try finish(summary, folder, &clock)
      }
      let loaded = Catalog.load(files, tasks: tasks)
      let catalog = try problems.accept(loaded)
      clock.mark("load")
      let planned = Site.plan(catalog, templates: templateFiles, options: options, sources: files)
      let site = try problems.accept(planned)
      clock.mark("plan")
      let progress = ProgressLine(total: site.pages.count)
      defer { progress.clear() }
      // What had something to say is built again, so that it is said again.
      let isSilent = (read.diagnostics + loaded.diagnostics + planned.diagnostics).isEmpty
      let result = try folder.replace(
        with: site, tasks: tasks, inputs: isSilent ? inputs : nil, force: force
      ) { progress.show($0) }
      progress.clear()
      let summary = try problems.accept(result)
      clock.mark("render and write")
      try finish(summary, folder, &clock)
      // To give back piece by piece what the site was made from takes as long as loading it.
      Foundation.exit(0)
    } catch let error as FileSystemError {
      throw failure("\(error)", code: 2)
    }
  }
}

extension Build {
  private func finish(_ summary: BuildSummary, _ folder: OutputFolder, _ clock: inout PhaseClock) throws {
    for leftover in summary.leftovers { complain("gallery: warning: \(leftover)\n") }
    try say(
      "\(output): \(summary.written.count) written, \(summary.unchanged) unchanged, \(summary.removed.count) removed, \(clock.totalText)"
    )
    if timings { try say(clock.text + "\n  \(summary.rendered) pages rendered") }
  }
}

extension ComparisonSelection: ExpressibleByArgument {}
