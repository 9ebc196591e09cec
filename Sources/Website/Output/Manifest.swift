import Diagnostics

/// The list of files a build wrote, kept in the output: what is not in it is not ours and is never touched.
struct Manifest {
  static let name = ".gallery-manifest"
  private static let header = "# Files written by gallery; the next build replaces these and no others.\n"

  let paths: Set<String>

  /// Nil when the folder was never written by a build.
  init?(in folder: String) throws {
    let path = folder + "/" + Self.name
    guard let info = FileSystem.info(path) else { return nil }
    guard info.kind == .file, let bytes = try FileSystem.read(path) else {
      throw FileSystemError(path, "is not a plain file; move it away")
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    paths = Set(lines.lazy.filter { !$0.hasPrefix("#") && Self.isPlain($0) }.map(String.init))
  }

  /// The list of the files of a site, which come by path.
  static func bytes(of pages: [OutputPage]) -> [UInt8] {
    bytes(ofPaths: pages.map(\.path))
  }

  static func bytes(ofPaths paths: [String]) -> [UInt8] {
    var out = ByteWriter(capacity: paths.count * 64)
    out.append(header)
    for path in paths {
      out.append(path)
      out.append("\n")
    }
    return out.bytes
  }

  /// A path that stays inside its folder.
  static func isPlain(_ path: some StringProtocol) -> Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    return names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }
}
