import ArgumentParser
import Catalog
import Diagnostics
import Foundation
import Publish
import Website

/// `gallery publish`: the built site to a branch.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Commit the built site to a branch and push it.",
    discussion: """
      Publishes exactly what the last build wrote, as a commit on the remote's branch, pushed without force. \
      Every page is made once more in memory: a site that is stale, was edited by hand or was built with other \
      options is refused. Your work tree, index and HEAD stay as they are. CNAME, .nojekyll and what 'keep:' in \
      gallery.yml or --keep names stay on the branch.

      Ends with 1 when the site may not be published as it is, and says why.

      Examples: gallery publish --dry-run
                gallery publish --branch site --keep v1/
                gallery publish --rollback
      """)

  @Option(
    name: .shortAndLong, help: ArgumentHelp("The site to publish.", valueName: "folder"),
    completion: .directory)
  var output = "Site"
  @Option(help: "The branch to publish to.")
  var branch = "gh-pages"
  @Option(help: "The remote to push to, by its name.")
  var remote = "origin"
  @Option(
    help: ArgumentHelp("A path of the branch to keep; a folder ends with '/'. Repeatable.", valueName: "path")
  )
  var keep: [String] = []
  @Flag(help: "Publish though more than a fifth of the published files, or files of others, would vanish.")
  var allowShrink = false
  @Flag(help: "Say what would be published, and stop.")
  var dryRun = false
  @Flag(help: "Publish once more what stood there before the last publication; what is kept stays as it is.")
  var rollback = false
  @Option(
    help: ArgumentHelp("The folder of content the site was built from.", valueName: "folder"),
    completion: .directory)
  var content = "Content"
  @Option(
    help: ArgumentHelp("The folder of templates it was built with.", valueName: "folder"),
    completion: .directory)
  var templates = "Templates"
  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("As given to 'gallery build'.", valueName: "url"))
  var baseURL: String?
  @Option(help: ArgumentHelp("As given to 'gallery build'.", valueName: "all|related"))
  var comparisons = ComparisonSelection.all

  func run() throws {
    do {
      let problems = ProblemReport(files: nil)
      let read = try problems.accept(ContentFiles.read(directory: content))
      let report = ProblemReport(files: read)
      // Going back is for when the content is at its worst: only gallery.yml has to be readable.
      let settings = try report.accept(Catalog.settings(read))
      var publication = Publication(
        site: output, branch: branch, remote: remote, keep: settings.keep + keep,
        allowsShrink: allowShrink, isDryRun: dryRun,
        differences: {
          [content, templates, output, options = SiteOptions(baseURL: baseURL, comparisons: comparisons)] in
          let folder = try OutputFolder(output, keepingApartFrom: [content, templates])
          let catalog = try report.accept(Catalog.load(read))
          let site = try report.accept(
            Site.plan(catalog, templates: TemplateFiles.read(templates), options: options))
          return try report.accept(
            folder.differences(from: site, tasks: ProcessInfo.processInfo.activeProcessorCount))
        })
      publication.notice = { complain("gallery: \($0)\n") }
      let summary = try rollback ? publication.rollback() : publication.publish()
      try say(text(summary))
      note(baseURL ?? settings.baseURL)
    } catch let problem as PublishProblem {
      let end = problem.reason == .localBranch ? "" : "; nothing was published"
      throw failure("\(problem)\(end)", code: problem.isOfTheWorld ? 2 : 1)
    } catch let error as FileSystemError {
      throw failure("\(error); nothing was published", code: 2)
    }
  }

  private func note(_ address: String) {
    guard address.contains("//example.org") || address.contains("//localhost") else { return }
    complain(
      "gallery: the feed, the sitemap and canonical links name \(address); set base_url in gallery.yml\n")
  }

  private func text(_ summary: Publication.Summary) -> String {
    let counts =
      "\(summary.added.count) added, \(summary.changed.count) changed, \(summary.removed.count) removed, "
      + "\(summary.unchanged) unchanged, \(summary.kept.count) kept\(details(summary))"
    if let commit = summary.commit { return "\(remote)/\(branch): commit \(commit.prefix(12)); \(counts)" }
    if !summary.differs { return "\(remote)/\(branch): nothing to publish; \(counts)" }
    return "\(remote)/\(branch): would publish \(counts)"
  }

  /// What vanishes by name: easier to see now than to find later.
  private func details(_ summary: Publication.Summary) -> String {
    var text = ""
    for path in summary.removed.prefix(10) { text += "\n  removed: \(path)" }
    if summary.removed.count > 10 { text += "\n  and \(summary.removed.count - 10) more" }
    return text
  }
}

extension PublishProblem {
  fileprivate var isOfTheWorld: Bool { [.noGit, .gitFailed, .unreachable, .localBranch].contains(reason) }
}
