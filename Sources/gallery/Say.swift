import Foundation

/// Prints on standard output. A full disk or a device that takes nothing ends the command with 2, never with a trap
/// and never as if it had been printed.
func say(_ text: String, end: String = "\n") throws {
  do {
    try FileHandle.standardOutput.write(contentsOf: Data((text + end).utf8))
  } catch {
    throw ModelInput.failure("cannot write the output: \(error.localizedDescription)", code: 2)
  }
}
