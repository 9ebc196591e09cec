import Foundation
import Testing

/// Every command that the README, the guide and the help show, run as it is printed.
@Suite struct ExampleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var place: String
    /// Lines that one after the other are typed into a shell.
    var lines: [String]

    var testDescription: String { place }
  }

  static let examples: [Example] =
    ["README.md", "describing-a-model", "the-schedule", "adding-a-kind", "adding-a-family", "conventions"]
    .flatMap { name in blocks(of: name.hasSuffix(".md") ? name : "Content/essays/\(name).md") }

  /// Blocks fenced as `sh` and indented blocks, if they call the program.
  private static func blocks(of path: String) -> [Example] {
    let text = (try? String(contentsOfFile: "\(Program.root)/\(path)", encoding: .utf8)) ?? ""
    var blocks: [Example] = []
    var fence: Substring?
    var isBlock = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        fence = fence == nil ? line : nil
        isBlock = false
        continue
      }
      let isCode = fence.map { $0.hasPrefix("```sh") } ?? line.hasPrefix("    ")
      if isCode, !isBlock { blocks.append(Example(place: "\(path):\(index + 1)", lines: [])) }
      if isCode { blocks[blocks.count - 1].lines.append(String(line)) }
      isBlock = isCode
    }
    return blocks.filter { $0.lines.contains { $0.contains("swift run gallery") } }
  }

  @Test func thereAreExamples() {
    #expect(Self.examples.count >= 7, "\(Self.examples)")
    #expect(Self.examples.contains { $0.lines.count == 4 && $0.place.hasPrefix("README") })
  }

  @Test(arguments: examples)
  func aBlockWorksAsItIsPrinted(_ example: Example) throws { try check(example) }

  @Test(arguments: CommandTests.commands)
  func theHelpsExamplesWork(_ command: String) throws {
    let help = try Program.run(["help", command]).output
    let part = help.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("Example") }.prefix { !$0.isEmpty }
    let lines = part.map { line in
      line.firstRange(of: "gallery ").map { String(line[$0.lowerBound...]) } ?? String(line)
    }
    #expect(!lines.isEmpty && lines.allSatisfy { $0.hasPrefix("gallery ") }, "\(help)")
    for line in lines { try check(Example(place: "gallery help \(command)", lines: [line])) }
  }

  private func check(_ example: Example) throws {
    let shop = try Shop()
    // Two publications, and something new to publish.
    let publishes = example.lines.contains { $0.contains("gallery publish") }
    for edit in !publishes ? [] : [("Words.", "More words."), ("More words.", "Other words.")] {
      try shop.expect(["publish"], 0)
      try shop.edit("Content/models/alpha.md", edit.0, edit.1)
      try shop.expect(["build"], 0)
    }
    let config = "\(Program.root)/Tests/HuggingFaceTests/Fixtures/llama-3-8b.json"
    try FileManager.default.copyItem(atPath: config, toPath: "\(shop.work)/config.json")
    try makeModel(at: "\(shop.work)/my-model")
    // The models that examples name, read one by one.
    try FileManager.default.createDirectory(
      atPath: "\(shop.folder)/reading", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(shop.folder)/reading/Content", withDestinationPath: "\(Program.root)/Content")
    try makeModel(at: "\(shop.folder)/reading/my-model")
    for line in example.lines {
      // The preview never ends by itself: it has tests in a real browser.
      if line.contains("gallery serve") || line.contains("swift test") { continue }
      let reads = ["gallery inspect ", "gallery compare ", "gallery figure ", "gallery verify "].contains(
        where: line.contains)
      let place = reads && !line.contains("config.json") ? "\(shop.folder)/reading" : shop.work
      let end = try Program.shell(line, at: place, tools: shop.folder)
      #expect(end.code == 0, "\(line)\n\(end)")
      if line.contains("--rollback") { #expect(end.output.contains("commit")) }
    }
  }
}

/// A folder as a publisher lays it out: a configuration and weights that agree with it.
private func makeModel(at folder: String) throws {
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  let config = """
    {"model_type": "llama", "hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 2,
     "vocab_size": 16, "num_key_value_heads": 2, "intermediate_size": 12, "max_position_embeddings": 64,
     "tie_word_embeddings": true}
    """
  let layer = [
    ("self_attn.q_proj", [8, 8]), ("self_attn.k_proj", [8, 8]), ("self_attn.v_proj", [8, 8]),
    ("self_attn.o_proj", [8, 8]), ("mlp.gate_proj", [12, 8]), ("mlp.up_proj", [12, 8]),
    ("mlp.down_proj", [8, 12]),
    ("input_layernorm", [8]), ("post_attention_layernorm", [8]),
  ].map { ("layers.0.\($0.0)", $0.1) }
  var end = 0
  let entries = (layer + [("embed_tokens", [16, 8]), ("norm", [8])]).map { name, shape in
    let start = end
    end += 2 * shape.reduce(1, *)
    return #""model.\#(name).weight":{"dtype":"BF16","shape":\#(shape),"data_offsets":[\#(start),\#(end)]}"#
  }
  let header = Array("{\(entries.joined(separator: ","))}".utf8)
  let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
  try Data(config.utf8).write(to: URL(filePath: folder + "/config.json"))
  try Data(length + header + Array(repeating: 0, count: end))
    .write(to: URL(filePath: folder + "/model.safetensors"))
}

extension Program {
  /// A line of a document in a shell, where `swift run gallery` and `gallery` are the program under test.
  static func shell(_ line: String, at place: String, tools: String) throws -> End {
    let program: URL = try #require(program)
    try FileManager.default.createDirectory(atPath: "\(tools)/bin", withIntermediateDirectories: true)
    let scripts = ["gallery": "exec '\(program.path)' \"$@\"", "swift": "shift; exec \"$@\""]
    for (name, body) in scripts {
      let path = "\(tools)/bin/\(name)"
      try Data("#!/bin/sh\n\(body)\n".utf8).write(to: URL(filePath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    return try run(
      ["-o", "pipefail", "-c", "PATH='\(tools)/bin':$PATH; \(line)"], at: place,
      program: URL(filePath: "/bin/bash"))
  }
}
