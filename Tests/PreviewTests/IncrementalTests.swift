import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Preview
@testable import Website

/// What the preview keeps from one edit to the next must never show.
///
/// `GALLERY_EDITS` makes the scripts longer: `GALLERY_EDITS=300 swift test --filter IncrementalTests`.
@Suite struct IncrementalTests {
  private let workspace = Workspace(content: "Content", templates: "Templates", tasks: 2)
  private let edits = ProcessInfo.processInfo.environment["GALLERY_EDITS"].flatMap(Int.init) ?? 16

  private var templates: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Templates").path
  }

  @Test(.heavy, arguments: [1, 2] as [UInt64])
  func afterEveryEditProblemsAndPagesAreThoseOfACleanBuild(_ seed: UInt64) throws {
    var script = EditScript(seed: seed, templates: try TemplateFiles.read(templates).files)
    var kept = build(script.files, Workspace.BuildCache())
    var whole = 0, broken = 0
    for step in 1...edits {
      let edit = script.edit(isBroken: kept.site == nil)
      kept = build(script.files, kept.cache)
      let clean = build(script.files, Workspace.BuildCache())
      let comment: Comment = "seed \(seed), step \(step): \(edit)"
      try #require(kept.problems == clean.problems, comment)
      try #require((kept.site == nil) == (clean.site == nil), comment)
      guard let site = kept.site, let other = clean.site else {
        broken += 1
        continue
      }
      whole += 1
      try #require(site.pages.map(\.path) == other.pages.map(\.path), comment)
      let different = parallelMap(Array(zip(site.pages, other.pages)), tasks: 2) { page, clean -> String? in
        let (page, clean, path) = (page.render(), clean.render(), page.path)
        return page.value == clean.value && page.diagnostics == clean.diagnostics ? nil : path
      }.compactMap(\.self)
      try #require(different == [], comment)
    }
    // Neither kind of step is so rare that nothing was proved.
    #expect(whole >= edits / 3 && broken >= edits / 8)
  }

  @Test func aTemplateMistakeIsFoundBeforeAnyPageIsMade() async throws {
    var script = EditScript(seed: 1, templates: try TemplateFiles.read(templates).files)
    let old = script.files
    #expect(Sweep(from: old, to: old).files == [])
    script.append("Words.", to: "essays/reading.md")
    #expect(Sweep(from: old, to: script.files).files == ["Content/essays/reading.md"])
    script.templates["concept.mustache"]? += Array("{{nothing}}".utf8)
    script.templates["bottom.mustache"]? += Array("{{neither}}".utf8)
    let build = build(script.files, Workspace.BuildCache())
    // All kinds of pages have the partial: one mistake.
    #expect(build.problems.map { $0.text.contains("[unknown-variable]") } == [true, true])
    #expect(build.site == nil)
  }

  private func build(_ files: Workspace.Files, _ cache: Workspace.BuildCache) -> Workspace.Build {
    workspace.build(files, at: "http://127.0.0.1:8080", reusing: cache)
  }
}
