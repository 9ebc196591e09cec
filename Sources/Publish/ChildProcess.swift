import Dispatch
import Foundation

/// A program run in the foreground of the terminal, with files in place of its input and output.
///
/// Foundation's `Process` gives each child a process group of its own. Such a child may not read the terminal, so Git
/// could not ask for a password, and Ctrl-C would not reach it.
struct ChildProcess {
  var executable: String
  var arguments: [String]
  var environment: [String: String]
  /// Paths of the files for standard input, output and error, in this order.
  var files: [String]
  /// Said once where the program takes longer than `patience`.
  var notice: (@Sendable () -> Void)?

  static let patience = DispatchTimeInterval.seconds(5)

  /// Runs it to its end; the exit code, 128 and the number of the signal where one ended it, or nil with the reason
  /// where it could not be started.
  func run() -> (status: Int32?, reason: String) {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, path) in files.enumerated() {
      let flags = descriptor == 0 ? O_RDONLY : O_WRONLY | O_TRUNC
      posix_spawn_file_actions_addopen(&actions, Int32(descriptor), path, flags, 0o600)
    }
    let words = ([executable] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var child = pid_t()
    let failure = posix_spawn(&child, executable, &actions, nil, words, variables)
    guard failure == 0 else { return (nil, String(cString: strerror(failure))) }
    let timer = DispatchWorkItem { notice?() }
    DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: timer)
    defer { timer.cancel() }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return (nil, String(cString: strerror(errno))) }
    }
    let signal = status & 0x7F
    return (signal == 0 ? status >> 8 & 0xFF : 128 + signal, "")
  }
}
