import ArgumentParser
import Catalog
import Diagnostics
import Foundation
import Synchronization

/// Prints problems on standard error with their source lines, and ends the command with 1 when there are errors.
struct ProblemReport {
  private let format: TextFormat
  private let strict: Bool

  init(files: ContentFiles?, strict: Bool = false) {
    var sources: [String: String] = [:]
    if let files {
      for (path, bytes) in files.files {
        sources["\(files.root)/\(path)"] = String(decoding: bytes, as: UTF8.self)
      }
    }
    self.init(sources: sources, strict: strict)
  }

  /// For files read one by one, by the path problems name.
  init(sources: [String: String], strict: Bool = false) {
    format = TextFormat(
      sources: sources, color: isatty(STDERR_FILENO) == 1, width: terminalWidth(of: STDERR_FILENO))
    self.strict = strict
  }

  /// The value, when there is one and nothing forbids using it.
  func accept<Value>(_ result: Diagnosed<Value>) throws -> Value {
    let problems = result.diagnostics.inReadingOrder
    if !problems.isEmpty { complain(format.text(problems)) }
    guard let value = result.value, !problems.hasErrors, !(strict && !problems.isEmpty) else {
      complain("gallery: \(problems.tally); nothing was changed\n")
      throw ExitCode(1)
    }
    return value
  }
}

/// How far a build is, on one line of a terminal; silent in pipes and logs.
final class ProgressLine: Sendable {
  private let total: Int
  private let isShown: Bool
  private let last = Mutex(-1)

  init(total: Int) {
    self.total = total
    isShown = isatty(STDERR_FILENO) == 1
  }

  func show(_ done: Int) {
    guard isShown, total > 0 else { return }
    let percent = done * 100 / total
    let isNews = last.withLock { last in
      guard percent > last else { return false }
      last = percent
      return true
    }
    if isNews { complain("\r\u{1B}[K\(done) of \(total) pages") }
  }

  func clear() {
    if isShown { complain("\r\u{1B}[K") }
  }
}

/// Times the phases of a command.
struct PhaseClock {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var last: ContinuousClock.Instant
  private var phases: [(name: String, duration: Duration)] = []

  init() {
    start = clock.now
    last = start
  }

  mutating func mark(_ name: String) {
    let now = clock.now
    phases.append((name, now - last))
    last = now
  }

  var totalText: String { Self.seconds(last - start) + " s" }
  var text: String {
    phases.map { "  \($0.name): \(Self.seconds($0.duration)) s" }.joined(separator: "\n")
  }

  private static func seconds(_ duration: Duration) -> String {
    let milliseconds = duration / .milliseconds(1)
    return String((milliseconds / 10).rounded() / 100)
  }
}
