import Diagnostics

/// The name of a page in its address: the file name without `.md`, checked once.
enum ContentSlug {
  static let maximumBytes = 80
  /// Names some file systems or our own pages already use.
  private static let reserved: Set<String> = ["index", "con", "prn", "aux", "nul", "com1", "lpt1", "api"]

  /// Lower-case letters, digits and single `-` or `.` between them.
  static func check(fileName: String, path: String) -> Diagnosed<String> {
    let slug = String(fileName.dropLast(3))
    let bytes = Array(slug.utf8)
    let isWord: (UInt8) -> Bool = { (97...122).contains($0) || (48...57).contains($0) }
    let separators = bytes.indices.filter { !isWord(bytes[$0]) }
    let isPlain = separators.allSatisfy { index in
      (bytes[index] == 45 || bytes[index] == 46) && index > 0 && index < bytes.count - 1
        && isWord(bytes[index - 1])
    }
    let rule: String
    if reserved.contains(slug) {
      rule = "'\(slug)' is a name file systems or the gallery's own pages use; choose another"
    } else if bytes.count > maximumBytes {
      rule = "use at most \(maximumBytes) letters"
    } else if bytes.isEmpty || !separators.allSatisfy({ bytes[$0] == 45 || bytes[$0] == 46 }) {
      rule = "use lower-case letters, digits, '-' and '.', at most \(maximumBytes)"
    } else if !isPlain {
      rule = "write single '-' or '.' between letters or digits, none at the start or the end"
    } else {
      return Diagnosed(slug)
    }
    let problem = "the file name '\(fileName.prefix(60))' cannot be a page address; \(rule)"
    return Diagnosed(nil, [Diagnostic(.error, .invalidSlug, problem, at: SourceLocation(file: path))])
  }
}
