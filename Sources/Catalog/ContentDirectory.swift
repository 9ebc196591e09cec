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
    let files = readable(directory: directory, known: known)
    return Diagnosed(files.diagnostics.hasErrors ? nil : files.value, files.diagnostics)
  }

  /// The same, with what can be read whatever is wrong with the rest.
  public static func readable(directory: String, known: (_ path: String) -> [UInt8]? = { _ in nil })
    -> Diagnosed<ContentFiles>
  {
    var files: [String: [UInt8]] = [:]
    var unreadable: Set<String> = []
    var diagnostics: [Diagnostic] = []
    func fail(_ summary: String, _ relative: String) {
      unreadable.insert(relative)
      let path = relative.isEmpty ? directory : "\(directory)/\(relative)"
      diagnostics.append(Diagnostic(.error, .unreadableFile, summary, at: SourceLocation(file: path)))
    }
    func visit(_ relative: String, depth: Int) {
      let path = relative.isEmpty ? directory : "\(directory)/\(relative)"
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        fail("the folder cannot be read", relative)
        return
      }
      for name in names.sorted() where !Leftover.isName(name) {
        let child = relative.isEmpty ? name : "\(relative)/\(name)"
        let full = "\(directory)/\(child)"
        var status = stat()
        guard lstat(full, &status) == 0 else {
          // Gone since it was listed: editors write and remove files of their own beside the author's.
          if errno != ENOENT { fail("the file cannot be read", child) }
          continue
        }
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
          if name.hasSuffix(".md") {
            fail("a folder is named like a page; rename it", child)
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
            fail("the file cannot be read; check its permissions", child)
            continue
          }
          files[child] = [UInt8](data)
        default:
          fail("only plain files and folders are read; replace this one", child)
        }
      }
    }
    visit("", depth: 0)
    var content = ContentFiles(root: directory, files: files)
    content.unreadable = unreadable
    return Diagnosed(content, diagnostics)
  }
}
