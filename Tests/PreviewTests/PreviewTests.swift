import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Preview
@testable import Website

/// A project in a folder that is thrown away, edited and asked for pages step by step, without a socket or a clock.
private final class Project {
  let folder: String
  let workspace: Workspace
  let site = PreviewSite(run: "test")
  private var cache = Workspace.BuildCache()

  init() throws {
    folder = NSTemporaryDirectory() + "gallery-preview-test-" + UUID().uuidString
    workspace = Workspace(content: folder + "/Content", templates: folder + "/Templates", tasks: 1)
    try write(
      "Content/gallery.yml", "title: Tiny\ndescription: Words.\nauthor: A\nbase_url: https://example.org/x\n")
    try write("Content/models/alpha.md", Self.model("Alpha", "2024-01-02", "Words."))
    try write("Content/models/beta.md", Self.model("Beta", "2025-01-02", "See [Alpha](model:alpha)."))
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Templates").path
    try FileManager.default.copyItem(atPath: root, toPath: folder + "/Templates")
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static func model(_ name: String, _ released: String, _ prose: String) -> String {
    """
    ---
    name: \(name)
    organization: Lab
    released: \(released)
    summary: A model.
    context: 1024
    width: 64
    vocabulary: 100
    layers:
      dense: [{ kind: attention, heads: 4, kv_heads: 2 }, { kind: gated_mlp, width: 128 }]
    schedule: 2 * dense
    ---
    \(prose)
    """
  }

  func write(_ path: String, _ text: String) throws {
    let full = folder + "/" + path
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: full))
  }

  func edit(_ path: String, _ old: String, _ new: String) throws {
    try write(path, String(contentsOfFile: folder + "/" + path, encoding: .utf8).replacing(old, with: new))
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: folder + "/" + path) }

  /// What the watching loop does after a change.
  @discardableResult
  func rebuild() async -> Workspace.Build {
    let build = workspace.build(workspace.read(), at: "http://127.0.0.1:8080", reusing: cache)
    cache = build.cache
    await site.show(build)
    await Preview.makeUnmade(of: site, workspace.read(), workspace)
    return build
  }

  func get(_ path: String) async -> Response {
    let head = RequestHead(
      method: "GET", target: path, headers: [("host", "127.0.0.1:8080")], keepsAlive: true)
    return await Preview.respond(to: head, site, RequestGate(address: "127.0.0.1", port: 8080), workspace)
  }

  func text(_ path: String) async -> String { String(decoding: await get(path).body, as: UTF8.self) }

  /// The newest site equals a site built from nothing: path by path, byte by byte.
  func equalsCleanBuild() async -> Bool {
    let clean = workspace.build(workspace.read(), at: "http://127.0.0.1:8080").site
    let shown = await site.view.newest
    guard let clean, let shown, clean.pages.map(\.path) == shown.pages.map(\.path) else { return false }
    return zip(clean.pages, shown.pages).allSatisfy { $0.render().value == $1.render().value }
  }
}

@Suite struct PreviewTests {
  @Test func pagesAreServedWithTheScriptAndOtherFilesAsTheyAre() async throws {
    let project = try Project()
    await project.rebuild()
    let page = await project.get("/models/alpha/")
    #expect(page.status == 200)
    #expect(page.headers.contains { $0.value == "text/html; charset=utf-8" })
    let text = String(decoding: page.body, as: UTF8.self)
    #expect(
      text.contains("<script src=\"/-/preview.js\" data-generation=\"test.1\" defer></script>\n</body>"))
    #expect(await project.text("/api/v1/models.json").contains("preview.js") == false)
    #expect(
      await project.get("/models/alpha").headers.contains {
        $0.name == "location" && $0.value == "/models/alpha/"
      })
    #expect(await project.get("/models/none/").status == 404)
  }

  @Test func everyPairIsServedUnderOneAddress() async throws {
    let project = try Project()
    await project.rebuild()
    #expect(await project.get("/compare/alpha-vs-beta/").status == 200)
    let other = await project.get("/compare/beta-vs-alpha/")
    #expect(other.status == 301)
    #expect(other.headers.contains { $0.value == "/compare/alpha-vs-beta/index.html" })
    #expect(await project.get("/compare/alpha-vs-alpha/").status == 404)
    #expect(await project.get("/compare/alpha-vs-none/").status == 404)
  }

  @Test func aMistakeIsShownWhileTheLastGoodVersionStaysAndItRecovers() async throws {
    let project = try Project()
    await project.rebuild()
    try project.edit("Content/models/alpha.md", "width: 64", "wdith: 64")
    let broken = await project.rebuild()
    #expect(broken.site == nil && broken.problems.count == 1)
    #expect(
      broken.problems[0].text.contains("alpha.md:7:1: error: unknown field 'wdith'; did you mean 'width'?"))
    #expect(broken.problems[0].text.contains("7 | wdith: 64"))
    #expect(await project.get("/models/alpha/").status == 200)
    #expect(await project.site.view.generation == "test.1")
    try project.edit("Content/models/alpha.md", "wdith: 64", "width: 64")
    #expect(await project.rebuild().problems == [])
    #expect(await project.site.view.generation == "test.2")
  }

  @Test func beforeTheFirstGoodVersionTheProblemsAreThePage() async throws {
    let project = try Project()
    try project.write("Content/models/alpha.md", "no front matter <b>")
    await project.rebuild()
    let page = await project.get("/anything")
    #expect(page.status == 500)
    let text = String(decoding: page.body, as: UTF8.self)
    #expect(
      text.contains("missing-front-matter") && text.contains("&lt;b&gt;") && text.contains("preview.js"))
  }

  @Test func aBrokenTemplateIsShownAndRecovered() async throws {
    let project = try Project()
    await project.rebuild()
    try project.edit("Templates/model.mustache", "{{>top}}", "{{>topp}}")
    #expect(await project.rebuild().problems.first?.text.contains("unknown-partial") == true)
    #expect(await project.get("/models/alpha/").status == 200)
    try project.edit("Templates/model.mustache", "{{>topp}}", "{{>top}}")
    #expect(await project.rebuild().problems == [])
  }

  @Test func aPageThatCannotBeMadeStaysAsItWas() async throws {
    let project = try Project()
    await project.rebuild()
    let good = await project.get("/models/alpha/")
    #expect(await project.get("/about/").status == 200)
    try project.edit("Templates/model.mustache", "{{>top}}", "{{nothing}}{{>top}}")
    await project.rebuild()
    #expect(await project.site.view.problems.count == 1)
    let kept = await project.get("/models/alpha/")
    // All but the generation in the script's tag.
    #expect(kept.status == 200 && kept.body.count == good.body.count)
    try project.edit("Templates/model.mustache", "{{nothing}}{{>top}}", "{{>top}} <!-- new -->")
    #expect(await project.rebuild().problems == [])
    #expect(await project.text("/models/alpha/").contains("<!-- new -->"))
    #expect(await project.site.view.problems == [])
  }

  @Test func afterEveryStepTheSiteEqualsACleanBuild() async throws {
    let project = try Project()
    let steps: [(Project) throws -> Void] = [
      { try $0.edit("Content/models/alpha.md", "Words.", "Other words.") },
      { try $0.write("Content/models/gamma.md", Project.model("Gamma", "2025-06-01", "New.")) },
      { try $0.edit("Content/models/gamma.md", "2 * dense", "3 * dense") },
      { try $0.remove("Content/models/gamma.md") },
      { try $0.edit("Templates/assets/site.css", "{", " {") },
      { try $0.edit("Content/gallery.yml", "Tiny", "Small") },
      { try $0.write("Content/models/.alpha.md.swp", "x") },
      { try $0.write("Content/models/alpha.md~", "x") },
    ]
    await project.rebuild()
    for step in steps {
      try step(project)
      await project.rebuild()
      #expect(await project.equalsCleanBuild())
    }
  }

  @Test func openPagesAreToldOfEachChange() async throws {
    let project = try Project()
    await project.rebuild()
    var events = await project.site.follow().makeAsyncIterator()
    #expect(await events.next() == Array("data: {\"generation\":\"test.1\",\"problems\":[]}\n\n".utf8))
    try project.edit("Content/models/alpha.md", "Words.", "Other.")
    await project.rebuild()
    #expect(await events.next() == Array("data: {\"generation\":\"test.2\",\"problems\":[]}\n\n".utf8))
    try project.edit("Content/models/alpha.md", "width", "wdth")
    await project.rebuild()
    let event = String(decoding: try #require(await events.next()), as: UTF8.self)
    #expect(event.contains("test.2") && event.contains("\"error\":true"))
  }

  @Test func followersAreBounded() async throws {
    let site = PreviewSite(run: "test")
    var streams: [AsyncStream<[UInt8]>] = []
    for _ in 0..<200 { streams.append(await site.follow()) }
    #expect(await site.followerCount <= PreviewSite.maximumFollowers)
    withExtendedLifetime(streams) {}
  }

  // MARK: Watching

  @Test func stampsTellEveryKindOfChange() throws {
    let project = try Project()
    let folders = project.workspace.folders
    var last = FolderStamps(folders)
    #expect(last == FolderStamps(folders))
    func expectChange(_ change: () throws -> Void) throws {
      try change()
      let now = FolderStamps(folders)
      #expect(now != last)
      last = now
    }
    try expectChange { try project.edit("Content/models/alpha.md", "Words.", "More words.") }
    try expectChange { try project.write("Content/models/new.md", "x") }
    try expectChange {
      try FileManager.default.moveItem(
        atPath: project.folder + "/Content/models/new.md", toPath: project.folder + "/Content/models/other.md"
      )
    }
    try expectChange { try project.remove("Content/models/other.md") }
    try expectChange {
      try project.write("Content/.hidden", "x"); try project.edit("Templates/head.mustache", "<", " <")
    }
    try project.write("Content/models/x.md~", "an editor's own")
    #expect(FolderStamps(folders) == last)
  }

  /// The ways editors save, each followed by a look as the preview looks: only files with new stamps are read.
  @Test func whateverWayAFileIsSavedItsNewTextIsSeen() throws {
    let project = try Project()
    let manager = FileManager.default
    let alpha = project.folder + "/Content/models/alpha.md"
    let link = project.folder + "/link.md"
    // The folder itself may be reached through a link.
    try manager.createSymbolicLink(atPath: project.folder + "/Linked", withDestinationPath: "Content")
    try manager.createSymbolicLink(atPath: link, withDestinationPath: alpha)
    let saves: [(Project) throws -> Void] = [
      { try $0.edit("Content/models/alpha.md", "Words.", "Wordy.") },
      { project in
        try project.write("Content/models/.alpha.md.tmp", Project.model("Alpha", "2024-01-02", "Moved."))
        #expect(rename(project.folder + "/Content/models/.alpha.md.tmp", alpha) == 0)
      },
      { _ in
        let handle = try #require(FileHandle(forWritingAtPath: link))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("Through a link.\n".utf8))
        try handle.close()
      },
      { try $0.write("Content/models/gamma.md", Project.model("Gamma", "2025-06-01", "New.")) },
      { try $0.remove("Content/models/beta.md") },
      { project in
        let models = project.folder + "/Content/models"
        try manager.moveItem(atPath: models + "/gamma.md", toPath: models + "/delta.md")
      },
      { try $0.edit("Templates/model.mustache", "{{>top}}", "{{>top}} ") },
      { try $0.edit("Templates/assets/site.css", "{", " {") },
    ]
    let workspace = Workspace(
      content: project.folder + "/Linked", templates: project.folder + "/Templates", tasks: 1)
    var stamps = FolderStamps(workspace.folders)
    var files = workspace.read()
    for save in saves {
      try save(project)
      let now = FolderStamps(workspace.folders)
      let read = workspace.read { now.isUnchanged($0, since: stamps) ? files.bytes(of: $0) : nil }
      #expect(now != stamps)
      #expect(!read.isSame(as: files))
      #expect(read.isSame(as: workspace.read()))
      (stamps, files) = (now, read)
    }
  }

  @Test func theSameTextWrittenAgainIsNoChange() throws {
    let project = try Project()
    let files = project.workspace.read()
    try project.edit("Content/models/alpha.md", "Words.", "Words.")
    #expect(project.workspace.read().isSame(as: files))
    try project.edit("Content/models/alpha.md", "Words.", "Others")
    #expect(!project.workspace.read().isSame(as: files))
  }

  @Test func aTakenPortNamesTheWayOut() throws {
    let first = try Listener(address: "127.0.0.1", port: 0) { _ in .plain(404) }
    let error = #expect(throws: PreviewError.self) {
      _ = try Listener(address: "127.0.0.1", port: first.port) { _ in .plain(404) }
    }
    #expect(error?.description.contains("--port \(first.port + 1)") == true)
  }
}
