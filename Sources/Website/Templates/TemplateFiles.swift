import Catalog
import Diagnostics

/// The author's templates and assets as they were read: path below Templates -> bytes.
public struct TemplateFiles: Sendable {
  /// Shown before each path in diagnostics.
  public var root: String
  public var files: [String: [UInt8]]

  public init(root: String = "Templates", files: [String: [UInt8]]) {
    self.root = root
    self.files = files
  }

  /// Every plain file of the folder; editors' leftovers are skipped.
  public static func read(_ directory: String) throws -> TemplateFiles {
    var files: [String: [UInt8]] = [:]
    func visit(_ prefix: String) throws {
      for name in try FileSystem.names(in: directory + "/" + prefix) where !Leftover.isName(name) {
        let path = prefix + name
        switch FileSystem.info(directory + "/" + path)?.kind {
        case .directory: try visit(path + "/")
        case .file:
          do {
            files[path] = try FileSystem.read(directory + "/" + path)
          } catch {
            // Gone since it was listed: an editor's way of saving.
            if FileSystem.info(directory + "/" + path) != nil { throw error }
          }
        case nil: break
        case .symbolicLink, .other: throw FileSystemError(directory + "/" + path, "is not a plain file")
        }
      }
    }
    try visit("")
    return TemplateFiles(root: directory, files: files)
  }

  /// The texts of `*.mustache` at the top, by name.
  var templates: Diagnosed<[String: String]> {
    var texts: [String: String] = [:]
    var problems: [Diagnostic] = []
    for (path, bytes) in files where path.hasSuffix(".mustache") && !path.contains("/") {
      if let text = String(validating: bytes, as: UTF8.self) {
        texts[String(path.dropLast(".mustache".count))] = text
      } else {
        problems.append(
          Diagnostic(
            .error, .notUTF8, "save the template as UTF-8", at: SourceLocation(file: "\(root)/\(path)")))
      }
    }
    return problems.isEmpty ? Diagnosed(texts) : Diagnosed(nil, problems.inReadingOrder)
  }

  /// Everything in `assets/`, copied as it is.
  var assets: [OutputPage] {
    files.keys.filter { $0.hasPrefix("assets/") }.sorted().map { path in
      let bytes = files[path] ?? []
      return OutputPage(
        path, from: SourceLocation(file: "\(root)/\(path)"), inputs: .digest(Digest(bytes))
      ) { bytes }
    }
  }
}
