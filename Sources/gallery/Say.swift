import ArgumentParser
import Foundation

/// Prints on standard output. A full disk or a device that takes nothing ends the command with 2, never with a trap
/// and never as if it had been printed.
func say(_ text: String, end: String = "\n") throws {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data((text + end).utf8))
  } catch {
    throw failure("cannot write the output: \(error.localizedDescription)", code: 2)
  }
}

/// Prints on standard error as it is; when that takes nothing, there is nobody to tell.
@Sendable func complain(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}

/// Says in one line why a command ends: 1 for problems in what it was given, 2 when the world failed.
func failure(_ text: String, code: Int32) -> ExitCode {
  complain("gallery: \(text)\n")
  return ExitCode(code)
}

/// How many characters fit on a line of the terminal behind a descriptor; nil for a pipe or a file.
func terminalWidth(of descriptor: CInt) -> Int? {
  guard isatty(descriptor) == 1 else { return nil }
  var size = winsize()
  if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
  return ProcessInfo.processInfo.environment["COLUMNS"].flatMap(Int.init)
}
