import ArgumentParser
import Foundation

/// The bytes of a file a command was given: a regular file, a pipe, or `-` for standard input.
struct InputFile {
  /// Far above any model file or configuration.
  static let limit = 16 << 20

  let path: String
  let bytes: [UInt8]

  /// How messages name it.
  var shown: String { path == "-" ? "standard input" : path }
  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Reads at most `limit` bytes; the size of a regular file is looked at first.
  init(_ path: String) throws {
    self.path = path
    let shown = path == "-" ? "standard input" : path
    func tooLarge() -> ExitCode {
      failure(
        "'\(shown)' has more than \(Self.limit >> 20) MiB; a model file or a configuration has a few KiB",
        code: 1)
    }
    do {
      let handle =
        path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      var status = stat()
      if fstat(handle.fileDescriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
        status.st_size > Self.limit
      {
        throw tooLarge()
      }
      var data = Data()
      while let chunk = try handle.read(upToCount: 1 << 20), !chunk.isEmpty {
        data += chunk
        if data.count > Self.limit { throw tooLarge() }
      }
      bytes = Array(data)
    } catch let end as ExitCode {
      throw end
    } catch {
      throw failure("cannot read '\(shown)': \(error.localizedDescription)", code: 2)
    }
  }
}
