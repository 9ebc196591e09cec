import Catalog

// Links are relative and name index.html, so that the site can be read from any folder without a server.

/// Addresses below the top of the site.
enum Link {
  static func model(_ slug: String) -> String { "models/\(slug)/index.html" }
  static func concept(_ slug: String) -> String { "concepts/\(slug)/index.html" }
  static func family(_ slug: String) -> String { "families/\(slug)/index.html" }
  static func essay(_ slug: String) -> String { "essays/\(slug)/index.html" }
  static func compare(_ pair: ModelPair) -> String { "compare/\(pair.older)-vs-\(pair.newer)/index.html" }
  static func figure(_ slug: String) -> String { "figures/\(slug).svg" }
  static func data(_ slug: String) -> String { "api/v1/models/\(slug).json" }

  /// From a page `depth` folders down back to the top.
  static func root(depth: Int) -> String { String(repeating: "../", count: depth) }
}
