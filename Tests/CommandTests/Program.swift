import Foundation
import Testing

/// The program itself, started as a user starts it.
enum Program {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  struct End {
    var code: Int32
    var output: String
    var error: String
  }

  static func run(
    _ arguments: [String], at place: String = root, input: String = "/dev/null", output: String? = nil,
    error: String? = nil, program other: URL? = nil
  ) throws -> End {
    let folder = NSTemporaryDirectory() + "/gallery-command-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let paths = ["\(folder)/out", "\(folder)/err"]
    for path in paths { #expect(FileManager.default.createFile(atPath: path, contents: nil)) }
    let program: URL = try #require(other ?? program)
    let reader: FileHandle = try #require(FileHandle(forReadingAtPath: input))
    let writer: FileHandle = try #require(FileHandle(forWritingAtPath: output ?? paths[0]))
    let complaints: FileHandle = try #require(FileHandle(forWritingAtPath: error ?? paths[1]))
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = URL(filePath: place)
    process.standardInput = reader
    process.standardOutput = writer
    process.standardError = complaints
    try process.run()
    process.waitUntilExit()
    let texts = try paths.map { try String(contentsOfFile: $0, encoding: .utf8) }
    return End(code: process.terminationStatus, output: texts[0], error: texts[1])
  }

  /// Beside the tests, wherever they were built.
  static let program: URL? = {
    let running = URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent().path
    return [running, "\(root)/.build/debug"].map { URL(filePath: $0).appending(path: "gallery") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()
}
