import Foundation
import Testing

/// `gallery publish` on a site that `gallery build` made, in repositories that are thrown away.
@Suite struct PublishCommandTests {
  @Test func aDryRunCountsAndPublishesNothing() throws {
    let shop = try Shop()
    let count = try FileManager.default.subpathsOfDirectory(atPath: "\(shop.work)/Site").count { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(shop.work)/Site/\(path)", isDirectory: &isFolder)
      return !isFolder.boolValue && !path.hasPrefix(".gallery-")
    }
    // And `.nojekyll`, without which GitHub would leave files out.
    let expected = "would publish \(count + 1) added, 0 changed, 0 removed, 0 unchanged, 0 kept"
    try shop.expect(["publish", "--dry-run"], 0, output: expected)
    #expect(try shop.git(["for-each-ref"], at: "remote.git") == "")
    try shop.expect(["publish"], 0, output: "commit")
    try shop.expect(["publish", "--dry-run"], 0, output: "nothing to publish; 0 added, 0 changed, 0 removed")
    try shop.edit("Content/models/alpha.md", "Words.", "Other words.")
    try shop.expect(["publish", "--dry-run"], 1, error: "not what a build makes of the content now")
    try shop.expect(["build"], 0)
    try shop.expect(["publish", "--dry-run"], 0, output: "would publish 0 added, ")
    #expect(try shop.published("models/alpha/index.html").contains("Words.") == true)
  }

  @Test func contentThatIsBrokenNowIsNoObstacleToGoingBack() throws {
    let shop = try Shop()
    try shop.expect(["publish"], 0)
    try shop.edit("Content/models/alpha.md", "Words.", "Regretted words.")
    try shop.expect(["build"], 0)
    try shop.expect(["publish"], 0)
    #expect(try shop.published("models/alpha/index.html").contains("Regretted words."))
    try shop.edit("Content/models/alpha.md", "width: 64", "wdith: 64")
    try shop.expect(["publish"], 1, error: "unknown field 'wdith'")
    // Somebody's own commit since then is no publication: it is not what is undone.
    let theirs = try shop.commitElsewhere("CNAME", "gallery.example\n")
    try shop.expect(["publish", "--rollback"], 0, output: "commit")
    #expect(try !shop.published("models/alpha/index.html").contains("Regretted"))
    #expect(try shop.published("CNAME") == "gallery.example")
    #expect(try shop.git(["rev-parse", "gh-pages^"], at: "remote.git") == theirs)
  }

  @Test(arguments: [["--keep", "v2/"], []])
  func anEntryThatKeepsNothingIsAnErrorWhereverItStands(_ option: [String]) throws {
    let shop = try Shop()
    try shop.expect(["publish"], 0)
    if option.isEmpty {
      try shop.edit("Content/gallery.yml", "author: A\n", "author: A\nkeep: [v2/]\n")
      try shop.expect(["build"], 0)
    }
    try shop.expect(["publish"] + option, 1, error: "there is no 'v2/' to keep on the branch 'gh-pages'")
  }

  @Test func anAddressNobodySetIsWarnedOf() throws {
    let shop = try Shop()
    try shop.expect(["publish", "--dry-run"], 0, error: "set base_url in gallery.yml")
    try shop.edit("Content/gallery.yml", "https://example.org/tiny", "https://tiny.dev")
    try shop.expect(["build"], 0)
    let end = try Program.run(["publish", "--dry-run"], at: shop.work)
    #expect(end.code == 0 && end.error == "")
  }
}

/// A project with a bare remote and a built site.
private final class Shop {
  let folder: String
  var work: String { "\(folder)/work" }

  init() throws {
    folder = NSTemporaryDirectory() + "/gallery-shop-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: "\(folder)/work/Content/models", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: "\(Program.root)/Templates", toPath: "\(folder)/work/Templates")
    try write(
      "Content/gallery.yml",
      "title: Tiny\ndescription: Words.\nauthor: A\nbase_url: https://example.org/tiny\n")
    try write(
      "Content/models/alpha.md",
      """
      ---
      name: Alpha
      organization: Lab
      released: 2024-01-02
      summary: A model.
      context: 1024
      width: 64
      vocabulary: 100
      layers:
        dense: [{ kind: attention, heads: 4, kv_heads: 2 }, { kind: gated_mlp, width: 128 }]
      schedule: 2 * dense
      ---
      Words.
      """)
    try write(".gitignore", "Site/\n")
    try git(["init", "--quiet", "--bare", "remote.git"], at: "")
    try git(["init", "--quiet", "--initial-branch=main", "."])
    for (key, value) in [("user.name", "Author"), ("user.email", "author@example.org")] {
      try git(["config", key, value])
    }
    try git(["remote", "add", "origin", "../remote.git"])
    try git(["add", "."])
    try git(["commit", "--quiet", "-m", "Start"])
    try expect(["build"], 0)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ path: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: "\(work)/\(path)"))
  }

  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: "\(work)/\(path)", encoding: .utf8)
    #expect(text.contains(old))
    try write(path, text.replacing(old, with: new))
  }

  func expect(
    _ arguments: [String], _ code: Int32, output: String = "", error: String = "",
    at place: SourceLocation = #_sourceLocation
  ) throws {
    let end = try Program.run(arguments, at: work)
    #expect(end.code == code, "\(end)", sourceLocation: place)
    #expect(output.isEmpty || end.output.contains(output), "\(end)", sourceLocation: place)
    #expect(error.isEmpty || end.error.contains(error), "\(end)", sourceLocation: place)
  }

  func published(_ path: String) throws -> String { try git(["show", "gh-pages:\(path)"], at: "remote.git") }

  /// Somebody else's commit on the published branch.
  func commitElsewhere(_ path: String, _ text: String) throws -> String {
    try git(["clone", "--quiet", "--branch", "gh-pages", "remote.git", "other"], at: "")
    try Data(text.utf8).write(to: URL(filePath: "\(folder)/other/\(path)"))
    try git(["add", "."], at: "other")
    try git(
      ["-c", "user.name=Other", "-c", "user.email=o@example.org", "commit", "--quiet", "-m", "By hand"],
      at: "other")
    try git(["push", "--quiet"], at: "other")
    return try git(["rev-parse", "HEAD"], at: "other")
  }

  @discardableResult
  func git(_ arguments: [String], at place: String = "work") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", "\(folder)/\(place)"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .newlines)
  }
}
