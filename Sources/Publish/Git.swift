import Foundation

/// Runs Git's plumbing commands with argument arrays: no shell ever sees a name.
///
/// Commands work on an index of their own, so the author's index, work tree and HEAD stay as they are, and no hook
/// of the repository runs.
struct Git {
  let repository: String
  /// Holds the index and what commands read and print; removed by the caller.
  let scratch: String
  private let executable: URL

  init(repository: String, scratch: String) throws {
    self.repository = repository
    self.scratch = scratch
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let path = folders.map({ "\($0)/git" }).first(where: FileManager.default.isExecutableFile) else {
      throw PublishProblem(.noGit, "Git is not installed, or not in PATH")
    }
    executable = URL(fileURLWithPath: path)
  }

  struct Output {
    var status: Int32
    var bytes: Data
    var message: String

    var text: String { String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines) }

    /// The parts between NUL bytes.
    var fields: [String] { bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }
  }

  /// Runs the command to its end, whatever its exit code.
  func attempt(_ arguments: [String], input: Data? = nil) throws -> Output {
    // Files instead of pipes: a pipe that nobody reads in time stops both sides.
    let paths = ["in", "out", "err"].map { "\(scratch)/\($0)" }
    for path in paths {
      _ = FileManager.default.createFile(atPath: path, contents: path == paths[0] ? input : nil)
    }
    guard let standardInput = FileHandle(forReadingAtPath: paths[0]),
      let standardOutput = FileHandle(forWritingAtPath: paths[1]),
      let standardError = FileHandle(forWritingAtPath: paths[2])
    else { throw PublishProblem(.gitFailed, "cannot write to '\(scratch)'") }
    defer { [standardInput, standardOutput, standardError].forEach { try? $0.close() } }
    let process = Process()
    process.executableURL = executable
    process.arguments = ["-C", repository, "-c", "core.hooksPath=/dev/null"] + arguments
    process.environment = environment
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    do {
      try process.run()
    } catch {
      throw PublishProblem(.noGit, "Git cannot be started: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    let message = FileManager.default.contents(atPath: paths[2]).map { String(decoding: $0, as: UTF8.self) }
    return Output(
      status: process.terminationStatus, bytes: FileManager.default.contents(atPath: paths[1]) ?? Data(),
      message: (message ?? "").trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Runs a command that must succeed.
  @discardableResult
  func run(
    _ arguments: [String], input: Data? = nil, orElse reason: PublishProblem.Reason = .gitFailed
  ) throws -> Output {
    let output = try attempt(arguments, input: input)
    guard output.status == 0 else {
      throw PublishProblem(reason, "git \(arguments.first ?? "") failed: \(output.message)")
    }
    return output
  }

  /// The object a name stands for, or nil.
  func object(_ name: String) throws -> String? {
    let output = try attempt(["rev-parse", "--quiet", "--verify", "--end-of-options", name])
    return output.status == 0 && !output.text.isEmpty ? output.text : nil
  }

  /// The newest commit up to `tip` that publishing made; commits of others lie between.
  func lastPublication(before tip: String) throws -> String? {
    let commits = try run(["log", "--first-parent", "--format=%H %s", tip, "--"]).text.split(separator: "\n")
    let subjects = [Publication.subject, Publication.rollbackSubject]
    return commits.first { line in
      let subject = line.drop { $0 != " " }.dropFirst()
      return subjects.contains { subject.hasPrefix($0 + " ") }
    }.map { String($0.prefix { $0 != " " }) }
  }

  private var environment: [String: String] {
    var environment = ProcessInfo.processInfo.environment
    // What a surrounding Git command (a hook, `git rebase --exec`) would force on us.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE"] {
      environment[name] = nil
    }
    environment["GIT_INDEX_FILE"] = "\(scratch)/index"
    environment["GIT_LITERAL_PATHSPECS"] = "1"
    environment["LC_ALL"] = "C"
    return environment
  }
}
