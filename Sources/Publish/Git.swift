import Foundation

/// Runs Git's plumbing commands with argument arrays: no shell ever sees a name.
///
/// Commands run in the foreground, so that Git can ask on the terminal and Ctrl-C ends it too. They work on an index of
/// their own, so the author's index, work tree and HEAD stay as they are, and no hook of the repository runs.
struct Git {
  let repository: String
  /// Holds the index and what commands read and print; removed by the caller.
  let scratch: String
  private let executable: String

  init(repository: String, scratch: String) throws {
    self.repository = repository
    self.scratch = scratch
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard let path = folders.map({ "\($0)/git" }).first(where: FileManager.default.isExecutableFile) else {
      throw PublishProblem(.noGit, "Git is not installed, or not in PATH")
    }
    executable = path
  }

  struct Output {
    var status: Int32
    var bytes: Data
    var message: String

    var text: String { String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .newlines) }

    /// The parts between NUL bytes.
    var fields: [Data.SubSequence] { bytes.split(separator: 0) }
  }

  /// Runs the command to its end, whatever its exit code.
  ///
  /// `waiting` is called once where it takes long.
  func attempt(
    _ arguments: [String], input: Data? = nil, waiting: (@Sendable () -> Void)? = nil
  ) throws -> Output {
    // Files instead of pipes: a pipe that nobody reads in time stops both sides.
    let paths = ["in", "out", "err"].map { "\(scratch)/\($0)" }
    for path in paths {
      _ = FileManager.default.createFile(atPath: path, contents: path == paths[0] ? input : nil)
    }
    // What Git asks on the terminal itself (a password, a passphrase) reaches the author and is answered there.
    let (status, reason) = ChildProcess(
      executable: executable, arguments: ["-C", repository, "-c", "core.hooksPath=/dev/null"] + arguments,
      environment: environment, files: paths, notice: waiting
    ).run()
    guard let status else { throw PublishProblem(.noGit, "Git cannot be started: \(reason)") }
    let message = FileManager.default.contents(atPath: paths[2]).map { String(decoding: $0, as: UTF8.self) }
    return Output(
      status: status, bytes: FileManager.default.contents(atPath: paths[1]) ?? Data(),
      message: (message ?? "").trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Runs a command that must succeed.
  @discardableResult
  func run(
    _ arguments: [String], input: Data? = nil, orElse reason: PublishProblem.Reason = .gitFailed,
    waiting: (@Sendable () -> Void)? = nil
  ) throws -> Output {
    let output = try attempt(arguments, input: input, waiting: waiting)
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
