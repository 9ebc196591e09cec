import Catalog

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What tells whether anything below some folders changed: each file's identity, size and times.
struct FolderStamps: Equatable, Sendable {
  private struct Stamp: Equatable, Sendable {
    var inode: UInt64
    var size: Int64
    var modified: Moment
    var changed: Moment
  }

  struct Moment: Equatable, Comparable, Sendable {
    var seconds = 0
    var nanoseconds = 0

    /// Less than 20 ms before `now`: some file systems count time in steps of 10 ms.
    func isFresh(at now: Moment) -> Bool {
      (now.seconds - seconds) * 1_000_000_000 + now.nanoseconds - nanoseconds < 20_000_000
    }

    static func < (a: Moment, b: Moment) -> Bool { (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds) }
  }

  private var stamps: [String: Stamp] = [:]
  private(set) var newest = Moment()
  /// When looking began.
  private let taken: Moment
  var count: Int { stamps.count }

  init(_ folders: [String]) {
    taken = Self.now
    for folder in folders { visit(folder, depth: 0) }
  }

  static func == (a: FolderStamps, b: FolderStamps) -> Bool { a.stamps == b.stamps }

  /// True when a file of the earlier look is gone or empty now, as it is in the middle of many an editor's saving.
  func isHalfSaved(since earlier: FolderStamps) -> Bool {
    earlier.stamps.contains { path, old in
      guard let stamp = stamps[path] else { return true }
      return stamp.size == 0 && old.size > 0
    }
  }

  /// True when what was read of `path` after the earlier look is what it holds at this one.
  ///
  /// A file that had only just changed may have changed again within the same stamp.
  func isUnchanged(_ path: String, since earlier: FolderStamps) -> Bool {
    guard let stamp = stamps[path], stamp == earlier.stamps[path] else { return false }
    return !stamp.changed.isFresh(at: earlier.taken)
  }

  private mutating func visit(_ folder: String, depth: Int) {
    guard depth < 8, let handle = opendir(folder) else { return }
    defer { closedir(handle) }
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { buffer in
        String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
      }
      if Leftover.isName(name) { continue }
      let path = folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        // A folder's own times change with every temporary file in it; what counts is what it holds.
        stamps[path] = Stamp(inode: UInt64(status.st_ino), size: 0, modified: Moment(), changed: Moment())
        visit(path, depth: depth + 1)
        continue
      }
      #if canImport(Darwin)
        let (modified, changed) = (status.st_mtimespec, status.st_ctimespec)
      #else
        let (modified, changed) = (status.st_mtim, status.st_ctim)
      #endif
      let stamp = Stamp(
        inode: UInt64(status.st_ino), size: Int64(status.st_size),
        modified: Moment(seconds: modified.tv_sec, nanoseconds: modified.tv_nsec),
        changed: Moment(seconds: changed.tv_sec, nanoseconds: changed.tv_nsec))
      stamps[path] = stamp
      newest = max(newest, stamp.changed)
    }
  }

  /// The clock files are stamped with.
  static var now: Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(seconds: time.tv_sec, nanoseconds: time.tv_nsec)
  }

  /// True when a file changed so shortly before `now` that a second change may carry the same stamp.
  func isFresh(at now: Moment) -> Bool { newest.isFresh(at: now) }
}
