import Foundation
import Testing

/// The program itself, started as a user starts it.
@Suite struct CommandTests {
  private static let commands = [
    "build", "serve", "check", "import", "inspect", "compare", "figure", "new", "explain", "schema",
    "publish",
  ]
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  @Test(arguments: commands)
  func helpHasAnExample(_ command: String) throws {
    let help = try run(["help", command])
    #expect(help.code == 0)
    #expect(help.output.contains("Example"))
    #expect(help.output.contains("gallery \(command)"))
  }

  @Test func exitCodesAreWrittenDownAndTrue() throws {
    let help = try run(["--help"]).output
    for code in ["0 when", "1 on", "2 when", "64 on"] { #expect(help.contains(code), "\(code)") }
    #expect(try run(["explain"]).code == 0)
    #expect(try run(["explain", "nonsense"]).code == 1)
    #expect(try run(["inspect", "/nowhere.md"]).code == 2)
    #expect(try run(["explode"]).code == 64)
    #expect(try run(["serve", "--bind", "foo"]).code == 64)
    let version = try run(["--version"])
    #expect(version.code == 0 && version.output.hasPrefix("gallery "))
  }

  @Test(arguments: [
    ["inspect", "gpt-2-xl"], ["compare", "gpt-2-xl", "deepseek-v3"], ["figure", "gpt-2-xl"], ["schema"],
    ["explain"],
    ["explain", "unknown-field"], ["inspect", "gpt-2-xl", "--format", "json"],
  ])
  func aFullDiskEndsTheCommandInOneLine(_ arguments: [String]) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let end = try run(arguments, output: "/dev/full")
    #expect(end.code == 2)
    #expect(end.error.hasPrefix("gallery: cannot write the output"))
    #expect(end.error.split(separator: "\n").count == 1)
  }

  @Test func aStandardErrorThatTakesNothingIsNoTrap() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(try run(["inspect", "nope"], error: "/dev/full").code == 1)
  }

  @Test func aFolderAsStandardInputIsNoTrap() throws {
    #expect(try run(["inspect", "-"], input: Self.root).code == 2)
    #expect(try run(["import", "-"], input: Self.root).code == 2)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsKnowTheWordsOfTheGallery(_ shell: String) throws {
    let script = try run(["--generate-completion-script", shell])
    #expect(script.code == 0)
    for word in ["unknown-field", "moe", "---completion"] { #expect(script.output.contains(word), "\(word)") }
  }

  @Test func slugsOfModelsAreCompleted() throws {
    // What the scripts ask the program.
    let end = try run(["---completion", "inspect", "--", "positional@0", "1", "0", "gallery", "inspect", ""])
    #expect(end.output.split(separator: "\n").contains("deepseek-v3"), "\(end)")
  }

  @Test(arguments: [
    ("con", "is a name file systems"), ("index", "is a name file systems"), ("a--b", "single '-'"),
    ("My Model", "lower-case"), ("../x", "lower-case"),
  ])
  func aSlugIsRefusedForItsOwnReason(_ slug: String, _ reason: String) throws {
    let end = try run(["new", slug])
    #expect(end.code == 1)
    #expect(end.error.contains(reason))
    #expect(end.error.contains("Content/models/\(slug).md"))
  }

  @Test func aMistypedContentFolderIsNotCreated() throws {
    let folder = NSTemporaryDirectory() + "/gallery-" + UUID().uuidString
    #expect(try run(["new", "x", "--content", folder]).code == 2)
    #expect(!FileManager.default.fileExists(atPath: folder))
  }

  private struct End {
    var code: Int32
    var output: String
    var error: String
  }

  private func run(
    _ arguments: [String], input: String = "/dev/null", output: String? = nil, error: String? = nil
  ) throws -> End {
    let folder = NSTemporaryDirectory() + "/gallery-command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = ["\(folder)/out", "\(folder)/err"]
    for path in paths { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
    let program: URL = try #require(Self.program)
    let reader: FileHandle = try #require(FileHandle(forReadingAtPath: input))
    let writer: FileHandle = try #require(FileHandle(forWritingAtPath: output ?? paths[0]))
    let complaints: FileHandle = try #require(FileHandle(forWritingAtPath: error ?? paths[1]))
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: Self.root)
    process.standardInput = reader
    process.standardOutput = writer
    process.standardError = complaints
    try process.run()
    process.waitUntilExit()
    let texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
    return End(code: process.terminationStatus, output: texts[0], error: texts[1])
  }

  /// Beside the tests, wherever they were built.
  private static let program: URL? = {
    let running = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent().path
    return [running, "\(root)/.build/debug"].map { URL(filePath: $0).appending(path: "gallery") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()
}
