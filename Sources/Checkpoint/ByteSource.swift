import Foundation

/// The bytes of one file of a checkpoint, read by range: a file of this machine, or one behind a server.
package protocol ByteSource: Sendable {
  /// How messages name it.
  var name: String { get }
  /// Its length in bytes.
  var size: Int { get }
  /// The bytes of `range`, all of them or an error; `range` lies within the file.
  func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8]
}

/// Why a file could not be read: the world failed, not the file's content.
package struct CheckpointError: Error, Hashable, Sendable {
  /// Lower case, no full stop; names the file.
  package var summary: String

  package init(_ summary: String) { self.summary = summary }
}

/// A regular file of this machine, kept open while it is read.
package final class LocalFile: ByteSource {
  package let name: String
  package let size: Int
  private let descriptor: Int32

  /// Opens without waiting, so that a pipe or a device is refused and not read.
  package init(_ path: String) throws(CheckpointError) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw CheckpointError("cannot read '\(path)': \(String(cString: strerror(errno)))")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw CheckpointError("cannot read '\(path)': it is not a regular file")
    }
    (name, size, self.descriptor) = (path, Int(status.st_size), descriptor)
  }

  deinit { close(descriptor) }

  package func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8] {
    var failure: CheckpointError?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      count = 0
      while count < range.count, let start = buffer.baseAddress {
        let read = pread(
          descriptor, start + count, range.count - count, off_t(range.lowerBound + count))
        if read < 0, errno == EINTR { continue }
        guard read > 0 else {
          let reason = read == 0 ? "it became shorter while it was read" : String(cString: strerror(errno))
          failure = CheckpointError("cannot read '\(name)': \(reason)")
          return
        }
        count += read
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
