#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One build at a time for one output; the kernel releases the lock of a process that died.
struct BuildLock: ~Copyable {
  private let path: String
  private let descriptor: CInt

  /// Throws with the process id of the build that holds the lock.
  init(_ path: String) throws {
    self.path = path
    descriptor = try Self.acquire(path)
  }

  private static func acquire(_ path: String) throws -> CInt {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw FileSystemError(path, failing: "cannot create the lock file") }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        close(descriptor)
        guard code == EWOULDBLOCK else { throw FileSystemError(path, failing: "cannot lock", code: code) }
        let holder =
          (try? FileSystem.read(path)).flatMap(\.self).map { String(decoding: $0, as: UTF8.self) } ?? ""
        throw FileSystemError(path, "another build is running (pid \(holder)); wait for it or end it")
      }
      // The holder before us removes the file on its way out: only a lock on the file that has the name counts.
      var held = stat(), named = stat()
      if fstat(descriptor, &held) == 0, lstat(path, &named) == 0, held.st_ino == named.st_ino {
        _ = ftruncate(descriptor, 0)
        try Array(String(getpid()).utf8).withUnsafeBufferPointer {
          try FileSystem.writeAll($0, to: descriptor, path: path)
        }
        return descriptor
      }
      close(descriptor)
    }
  }

  deinit {
    unlink(path)
    close(descriptor)
  }
}
