import Foundation
import Testing

@Suite struct CommandTests {
  static let commands = [
    "build", "serve", "check", "import", "inspect", "compare", "figure", "new", "explain", "schema",
    "publish",
  ]

  @Test(arguments: commands)
  func helpHasAnExample(_ command: String) throws {
    let help = try Program.run(["help", command])
    #expect(help.code == 0)
    #expect(help.output.contains("Example"))
    #expect(help.output.contains("gallery \(command)"))
  }

  @Test func exitCodesAreWrittenDownAndTrue() throws {
    let help = try Program.run(["--help"]).output
    for code in ["0 when", "1 on", "2 when", "64 on"] { #expect(help.contains(code), "\(code)") }
    #expect(try Program.run(["explain"]).code == 0)
    #expect(try Program.run(["explain", "nonsense"]).code == 1)
    #expect(try Program.run(["inspect", "/nowhere.md"]).code == 2)
    #expect(try Program.run(["explode"]).code == 64)
    #expect(try Program.run(["serve", "--bind", "foo"]).code == 64)
    let version = try Program.run(["--version"])
    #expect(version.code == 0 && version.output.hasPrefix("gallery "))
  }

  @Test(arguments: [
    ["inspect", "gpt-2-xl"], ["compare", "gpt-2-xl", "deepseek-v3"], ["figure", "gpt-2-xl"], ["schema"],
    ["explain"],
    ["explain", "unknown-field"], ["inspect", "gpt-2-xl", "--format", "json"],
  ])
  func aFullDiskEndsTheCommandInOneLine(_ arguments: [String]) throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let end = try Program.run(arguments, output: "/dev/full")
    #expect(end.code == 2)
    #expect(end.error.hasPrefix("gallery: cannot write the output"))
    #expect(end.error.split(separator: "\n").count == 1)
  }

  @Test func aStandardErrorThatTakesNothingIsNoTrap() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    #expect(try Program.run(["inspect", "nope"], error: "/dev/full").code == 1)
  }

  @Test func aFolderAsStandardInputIsNoTrap() throws {
    #expect(try Program.run(["inspect", "-"], input: Program.root).code == 2)
    #expect(try Program.run(["import", "-"], input: Program.root).code == 2)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionsKnowTheWordsOfTheGallery(_ shell: String) throws {
    let script = try Program.run(["--generate-completion-script", shell])
    #expect(script.code == 0)
    for word in ["unknown-field", "moe", "---completion"] { #expect(script.output.contains(word), "\(word)") }
  }

  @Test func slugsOfModelsAreCompleted() throws {
    // What the scripts ask the program.
    let end = try Program.run([
      "---completion", "inspect", "--", "positional@0", "1", "0", "gallery", "inspect", "",
    ])
    #expect(end.output.split(separator: "\n").contains("deepseek-v3"), "\(end)")
  }

  @Test(arguments: [
    ("con", "is a name file systems"), ("index", "is a name file systems"), ("a--b", "single '-'"),
    ("My Model", "lower-case"), ("../x", "lower-case"),
  ])
  func aSlugIsRefusedForItsOwnReason(_ slug: String, _ reason: String) throws {
    let end = try Program.run(["new", slug])
    #expect(end.code == 1)
    #expect(end.error.contains(reason))
    #expect(end.error.contains("Content/models/\(slug).md"))
  }

  @Test func aMistypedContentFolderIsNotCreated() throws {
    let folder = NSTemporaryDirectory() + "/gallery-" + UUID().uuidString
    #expect(try Program.run(["new", "x", "--content", folder]).code == 2)
    #expect(!FileManager.default.fileExists(atPath: folder))
  }
}
