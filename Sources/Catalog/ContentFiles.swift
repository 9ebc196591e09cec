/// The author's files as they were read: path below Content -> bytes. Reading is done once, before any parsing.
public struct ContentFiles: Sendable {
  /// Shown before each path in diagnostics: `Content/models/x.md`.
  public var root: String
  public var files: [String: [UInt8]]
  /// Paths of files and folders that are there and could not be read.
  public var unreadable: Set<String> = []

  public init(root: String = "Content", files: [String: [UInt8]]) {
    self.root = root
    self.files = files
  }

  public init(root: String = "Content", texts: [String: String]) {
    self.init(root: root, files: texts.mapValues { Array($0.utf8) })
  }
}
