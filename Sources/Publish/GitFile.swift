import Diagnostics
import Foundation

/// One file of a tree.
struct GitFile: Equatable {
  /// `100644` for a plain file.
  var mode: String
  var object: String
}

extension Git {
  /// Every file of a commit by path.
  func files(of commit: String) throws -> [BytePath: GitFile] {
    let lines = try run(["ls-tree", "-r", "-z", "--full-tree", commit]).fields
    return lines.reduce(into: [:]) { files, line in
      // `100644 blob <id>\t<path>`
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return }
      let words = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      guard words.count == 3 else { return }
      files[BytePath(line[(tab + 1)...])] = GitFile(mode: words[0], object: words[2])
    }
  }

  /// The objects of the site's files, byte for byte: no line-ending or other filter applies.
  func hash(_ site: BuiltSite, writing: Bool) throws -> [BytePath: GitFile] {
    let list = site.paths.map { "\(site.folder)/\($0)\n" }.joined()
    let arguments = ["hash-object", "--no-filters", "--stdin-paths"] + (writing ? ["-w"] : [])
    let objects = try run(arguments, input: Data(list.utf8)).text.split(separator: "\n")
    guard objects.count == site.paths.count else {
      throw PublishProblem(
        .gitFailed, "git hash-object answered for \(objects.count) of \(site.paths.count) files")
    }
    return zip(site.paths, objects).reduce(into: [:]) { files, pair in
      files[BytePath(pair.0)] = GitFile(mode: "100644", object: String(pair.1))
    }
  }

  func emptyFile(writing: Bool) throws -> GitFile {
    let arguments = ["hash-object", "--no-filters", "--stdin"] + (writing ? ["-w"] : [])
    return GitFile(mode: "100644", object: try run(arguments, input: Data()).text)
  }

  func writeTree(_ files: [BytePath: GitFile]) throws -> String {
    var lines = Data()
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      lines += Data("\(file.mode) \(file.object) 0\t".utf8) + path.bytes + [0]
    }
    try run(["read-tree", "--empty"])
    try run(["update-index", "-z", "--index-info"], input: lines)
    return try run(["write-tree"]).text
  }
}

extension BytePath {
  /// Whether an entry of the keep-list means it: one that ends with `/` holds all below a folder; another is a file, or a
  /// folder too.
  func isKept(by entry: String) -> Bool {
    let kept = Array(entry.utf8)
    if entry.hasSuffix("/") { return bytes.starts(with: kept) }
    return bytes == kept || bytes.starts(with: kept + [UInt8(ascii: "/")])
  }
}
