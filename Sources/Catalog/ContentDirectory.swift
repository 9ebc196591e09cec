import Diagnostics
import Foundation

extension ContentFiles {
  /// Reads every plain file below `directory`; hidden files and editors' leftovers are skipped, what cannot be read
  /// as a plain file (a pipe, a device, a folder named x.md, a link that leads out) is a problem, not a hang.
  ///
  /// `known` may answer with the bytes of a plain file, by its full path, when it is sure of them: it is not read then.
  public static func read(directory: String, known: (_ path: String) -> [UInt8]? = { _ in nil }) -> Diagnosed<
    ContentFiles
  > {
    var files: [String: [UInt8]] = [:]
    var diagnostics: [Diagnostic] = []
    func visit(_ relative: String, depth: Int) {
      let path = relative.isEmpty ? directory : "\(directory)/\(relative)"
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        diagnostics.append(problem("the folder cannot be read", path))
        return
      }
      for name in names.sorted() where !Leftover.isName(name) {
        let child = relative.isEmpty ? name : "\(relative)/\(name)"
        let full = "\(directory)/\(child)"
        var status = stat()
        guard lstat(full, &status) == 0 else {
          // Gone since it was listed: editors write and remove files of their own beside the author's.
          if errno != ENOENT { diagnostics.append(problem("the file cannot be read", full)) }
          continue
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
          if name.hasSuffix(".md") {
            diagnostics.append(problem("a folder is named like a page; rename it", full))
          } else if depth < 4 {
            visit(child, depth: depth + 1)
          }
        case S_IFREG:
          if let bytes = known(full) {
            files[child] = bytes
            continue
          }
          guard let data = FileManager.default.contents(atPath: full) else {
            if !FileManager.default.fileExists(atPath: full) { continue }
            diagnostics.append(problem("the file cannot be read; check its permissions", full))
            continue
          }
          files[child] = [UInt8](data)
        default:
          diagnostics.append(problem("only plain files and folders are read; replace this one", full))
        }
      }
    }
    visit("", depth: 0)
    return Diagnosed(diagnostics.hasErrors ? nil : ContentFiles(root: directory, files: files), diagnostics)
  }

  private static func problem(_ summary: String, _ path: String) -> Diagnostic {
    Diagnostic(.error, .unreadableFile, summary, at: SourceLocation(file: path))
  }
}
