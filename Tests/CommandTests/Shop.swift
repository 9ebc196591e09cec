import Foundation
import Testing

/// A project with a bare remote and a built site.
final class Shop {
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
      sources: { config: "https://example.org/config.json" }
      width: 64
      vocabulary: 100
      layers:
        dense: [{ kind: attention, heads: 4, kv_heads: 2 }, { kind: gated_mlp, width: 128 }]
      schedule: 2 * dense
      ---
      Words.
      """)
    // What `check --strict` asks for.
    try FileManager.default.createDirectory(
      atPath: "\(folder)/work/Content/concepts", withIntermediateDirectories: true)
    for name in ["gated-mlp", "gqa", "pre-norm", "rope"] {
      try write(
        "Content/concepts/\(name).md",
        """
        ---
        name: \(name)
        short: \(name)
        definition: Words.
        matters: Words.
        introduced: 2020-01-02
        sources: { paper: "https://example.org/paper" }
        ---
        Words.
        """)
    }
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
