import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The world failed: a file or folder that cannot be used as it must be, with its path and the reason.
public struct FileSystemError: Error, CustomStringConvertible, Sendable {
  public var path: String
  public var reason: String

  public init(_ path: String, _ reason: String) {
    self.path = path
    self.reason = reason
  }

  /// From `errno`, read at once by the caller.
  init(_ path: String, failing operation: String, code: CInt = errno) {
    self.init(path, "\(operation): \(String(cString: strerror(code)))")
  }

  public var description: String { "\(path): \(reason)" }
}

/// The few operations on files this target needs; links are never followed, nothing is retried.
enum FileSystem {
  enum Kind: Equatable {
    case file, directory, symbolicLink, other
  }

  struct Info: Equatable {
    var kind: Kind
    var size: Int
    /// Two names of one file agree in both.
    var device: UInt64, inode: UInt64
    var mode: UInt32
    /// In nanoseconds since 1970.
    var modified: Int
  }

  static func info(_ path: String) -> Info? { info(BytePath(path)) }

  static func info(_ path: BytePath) -> Info? {
    var status = stat()
    guard lstat(path.cString, &status) == 0 else { return nil }
    return info(status)
  }

  private static func info(_ status: stat) -> Info {
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    return Info(
      kind: kind, size: Int(status.st_size), device: UInt64(status.st_dev), inode: UInt64(status.st_ino),
      mode: UInt32(status.st_mode & 0o7777),
      modified: Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec))
  }

  /// The path without `.`, `..` and links, as the kernel sees it; nil when it does not exist.
  static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// Names in a folder, sorted; for folders whose names must be UTF-8.
  static func names(in directory: String) throws -> [String] {
    try entries(of: BytePath(directory)).map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// Names in a folder as they are, sorted.
  static func entries(of directory: BytePath) throws -> [BytePath] {
    guard let handle = opendir(directory.cString) else {
      throw FileSystemError(directory.text, failing: "cannot list")
    }
    defer { closedir(handle) }
    var names: [BytePath] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { BytePath($0.prefix { $0 != 0 }) }
      if name.bytes != Array(".".utf8), name.bytes != Array("..".utf8) { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of a plain file; a link, FIFO or device is refused without waiting for it.
  static func read(_ path: String, expecting size: Int? = nil) throws -> [UInt8]? {
    try read(BytePath(path), expecting: size)
  }

  static func read(_ file: BytePath, expecting size: Int? = nil) throws -> [UInt8]? {
    let descriptor = open(file.cString, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    let path = file.text
    guard descriptor >= 0 else { throw FileSystemError(path, failing: "cannot read") }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileSystemError(path, failing: "cannot read") }
    guard info(status).kind == .file else { throw FileSystemError(path, "not a plain file") }
    let length = Int(status.st_size)
    if let size, size != length { return nil }
    var filled = 0
    var failure: CInt = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      while filled < length {
        guard let base = buffer.baseAddress else { break }
        #if canImport(Darwin)
          let got = Darwin.read(descriptor, base + filled, length - filled)
        #elseif canImport(Musl)
          let got = Musl.read(descriptor, base + filled, length - filled)
        #else
          let got = Glibc.read(descriptor, base + filled, length - filled)
        #endif
        if got < 0 { failure = errno }
        guard got > 0 else { break }
        filled += got
      }
      count = filled
    }
    if failure != 0 { throw FileSystemError(path, failing: "cannot read", code: failure) }
    return bytes
  }

  /// Whether a plain file has exactly these bytes; one that cannot be read has not.
  static func holds(_ path: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let found = try? read(path, expecting: bytes.count) else { return false }
    guard let ours = bytes.baseAddress else { return found.isEmpty }
    return found.withUnsafeBytes { $0.baseAddress.map { memcmp($0, ours, bytes.count) == 0 } ?? false }
  }

  /// A folder that stays open: names below it are found without walking the path to it each time.
  struct Folder: ~Copyable, Sendable {
    let path: String
    fileprivate let descriptor: CInt

    init(_ path: String) throws {
      self.path = path
      descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileSystemError(path, failing: "cannot open") }
    }

    deinit { close(descriptor) }

    /// Creates a file that must not exist yet, by its path below the folder; returns what it is then.
    func create(_ name: String, _ bytes: UnsafeBufferPointer<UInt8>) throws -> Info {
      let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      return try FileSystem.fill(file, bytes) { path + "/" + name }
    }

    /// Creates a folder below; one that is there already is fine. False where the folder around it is missing.
    func makeDirectory(_ name: String) throws -> Bool {
      if mkdirat(descriptor, name, 0o755) == 0 || errno == EEXIST { return true }
      guard errno == ENOENT else {
        throw FileSystemError(path + "/" + name, failing: "cannot create folder")
      }
      return false
    }
  }

  /// Creates a file that must not exist yet; returns what it is then.
  @discardableResult
  static func create(_ path: String, _ bytes: [UInt8]) throws -> Info {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    return try bytes.withUnsafeBufferPointer { try fill(file, $0) { path } }
  }

  /// Writes a file that was just created, and closes it; a path is made for a message alone.
  private static func fill(
    _ descriptor: CInt, _ bytes: UnsafeBufferPointer<UInt8>, _ path: () -> String
  ) throws -> Info {
    guard descriptor >= 0 else { throw FileSystemError(path(), failing: "cannot create") }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path: path())
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileSystemError(path(), failing: "cannot read") }
    return info(status)
  }

  static func writeAll(
    _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: CInt, path: @autoclosure () -> String
  ) throws {
    var done = 0
    while done < bytes.count, let base = bytes.baseAddress {
      let count = write(descriptor, base + done, bytes.count - done)
      guard count > 0 else { throw FileSystemError(path(), failing: "cannot write") }
      done += count
    }
  }

  /// Creates the folder; one that is there already is fine.
  static func makeDirectory(_ path: String, mode: UInt32 = 0o755) throws {
    try makeDirectory(BytePath(path), mode: mode)
  }

  static func makeDirectory(_ path: BytePath, mode: UInt32 = 0o755) throws {
    guard mkdir(path.cString, mode_t(mode)) == 0 || errno == EEXIST else {
      throw FileSystemError(path.text, failing: "cannot create folder")
    }
  }

  /// A second name for the file, or a copy with the same bytes and times where there are no second names.
  static func linkOrCopy(_ source: BytePath, to target: BytePath) throws {
    if link(source.cString, target.cString) == 0 { return }
    guard [EPERM, EMLINK, EXDEV, EOPNOTSUPP].contains(errno) else {
      throw FileSystemError(target.text, failing: "cannot link to '\(source.text)'")
    }
    var status = stat()
    guard lstat(source.cString, &status) == 0 else {
      throw FileSystemError(source.text, failing: "cannot read")
    }
    let file = open(target.cString, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    _ = try (read(source) ?? []).withUnsafeBufferPointer { try fill(file, $0) { target.text } }
    #if canImport(Darwin)
      let times = [status.st_atimespec, status.st_mtimespec]
    #else
      let times = [status.st_atim, status.st_mtim]
    #endif
    guard chmod(target.cString, status.st_mode & 0o7777) == 0,
      utimensat(AT_FDCWD, target.cString, times, 0) == 0
    else { throw FileSystemError(target.text, failing: "cannot set times") }
  }

  static func copySymbolicLink(_ source: BytePath, to target: BytePath) throws {
    var buffer = [CChar](repeating: 0, count: 4097)
    let length = readlink(source.cString, &buffer, 4096)
    guard length >= 0 else { throw FileSystemError(source.text, failing: "cannot read link") }
    buffer[length] = 0
    guard symlink(buffer, target.cString) == 0 else {
      throw FileSystemError(target.text, failing: "cannot create link")
    }
  }

  static func setMode(_ path: String, _ mode: UInt32) { setMode(BytePath(path), mode) }
  static func setMode(_ path: BytePath, _ mode: UInt32) { _ = chmod(path.cString, mode_t(mode)) }

  static func removeFile(_ path: String) { _ = unlink(path) }

  /// Removes a folder with nothing in it; any other stays.
  static func removeEmptyFolder(_ path: String) { _ = rmdir(path) }

  /// Removes a folder this program made, with all in it, but nothing on another device: a volume mounted below is
  /// somebody's data.
  static func removeTree(_ path: String) throws {
    guard let info = info(path) else { return }
    try removeTree(BytePath(path), info, device: info.device)
  }

  private static func removeTree(_ path: BytePath, _ info: Info, device: UInt64) throws {
    guard info.device == device else {
      throw FileSystemError(path.text, "is on another device and is not removed; unmount it first")
    }
    guard info.kind == .directory else {
      guard unlink(path.cString) == 0 else { throw FileSystemError(path.text, failing: "cannot remove") }
      return
    }
    if access(path.cString, R_OK | W_OK | X_OK) != 0 { setMode(path, 0o700) }
    for name in try entries(of: path) {
      let inner = path.appending(name)
      if let info = self.info(inner) { try removeTree(inner, info, device: device) }
    }
    guard rmdir(path.cString) == 0 else { throw FileSystemError(path.text, failing: "cannot remove") }
  }

  /// Whether a folder can be emptied by this process; its owner may give the right to oneself.
  static func canEmpty(_ folder: BytePath) -> Bool {
    if access(folder.cString, R_OK | W_OK | X_OK) == 0 { return true }
    var status = stat()
    return lstat(folder.cString, &status) == 0 && status.st_uid == geteuid()
  }

  /// The bytes of a file of the kernel's, whose size nobody knows before they are read.
  static func readToEnd(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }

  static func move(_ source: String, to target: String) throws {
    guard rename(source, target) == 0 else {
      throw FileSystemError(target, failing: "cannot rename '\(source)' to it")
    }
  }

  /// Renames a folder; false where the kernel does not move it: a mount point, or a folder of a lower layer.
  static func canMove(_ source: String, to target: String) -> Bool { rename(source, target) == 0 }

  /// Swaps two folders in one step; false where the kernel or the file system cannot.
  static func exchange(_ a: String, _ b: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(a, b, UInt32(RENAME_SWAP)) == 0
    #else
      // Declared by glibc for GNU sources only, which Swift's Glibc module is not compiled as.
      typealias RenameAt2 =
        @convention(c) (
          CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt
        ) -> CInt
      guard let symbol = dlsym(nil, "renameat2") else { return false }
      let renameExchange: CUnsignedInt = 2
      return unsafeBitCast(symbol, to: RenameAt2.self)(AT_FDCWD, a, AT_FDCWD, b, renameExchange) == 0
    #endif
  }

  /// Brings everything below the folder to the disk, so that a rename never outlives what it names.
  static func flush(_ directory: String) throws {
    let descriptor = open(directory, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSystemError(directory, failing: "cannot open") }
    defer { close(descriptor) }
    #if canImport(Darwin)
      sync()
    #else
      // One call for thousands of files; an fsync for each takes seconds.
      typealias SyncFS = @convention(c) (CInt) -> CInt
      if let symbol = dlsym(nil, "syncfs") {
        guard unsafeBitCast(symbol, to: SyncFS.self)(descriptor) == 0 else {
          throw FileSystemError(directory, failing: "cannot flush to disk")
        }
      } else {
        sync()
      }
    #endif
  }
}
