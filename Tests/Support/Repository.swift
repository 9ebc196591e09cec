import Foundation

/// Where tests find what they read.
package enum Repository {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  package static func url(_ path: String) -> URL { root.appending(path: path) }

  package static func path(_ path: String) -> String { url(path).path }

  package static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: url(path))) }

  package static func text(_ path: String) throws -> String {
    try String(contentsOf: url(path), encoding: .utf8)
  }

  /// The names of a folder's files that end in `suffix`, without it, in order.
  package static func names(in folder: String, suffix: String) throws -> [String] {
    try cases(
      FileManager.default.contentsOfDirectory(atPath: path(folder)).filter { $0.hasSuffix(suffix) }
        .map { String($0.dropLast(suffix.count)) }.sorted())
  }
}

/// The cases of a test that are found, not written: `@Test(arguments: try cases(...))`.
///
/// A parameterised test over nothing passes, so finding nothing is an error.
package func cases<Cases: Collection>(_ found: Cases) throws -> Cases {
  guard !found.isEmpty else { throw Missing(what: "a case to test") }
  return found
}

/// What a test looked for and did not find.
package struct Missing: Error, CustomStringConvertible {
  var what: String

  package init(what: String) { self.what = what }

  package var description: String { "missing: \(what)" }
}
