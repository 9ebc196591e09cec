import Catalog

// Links are relative and name index.html, so that the site can be read from any folder without a server.

/// Addresses below the top of the site.
enum Link {
  static func model(_ slug: String) -> String { "models/\(slug)/index.html" }
  static func concept(_ slug: String) -> String { "concepts/\(slug)/index.html" }
  static func family(_ slug: String) -> String { "families/\(slug)/index.html" }
  static func essay(_ slug: String) -> String { "essays/\(slug)/index.html" }
  static func compare(_ pair: ModelPair) -> String { compare(pair.older, pair.newer) }
  static func compare(_ older: String, _ newer: String) -> String {
    var path = "compare/"
    path.reserveCapacity(path.utf8.count + older.utf8.count + newer.utf8.count + 16)
    path += older
    path += "-vs-"
    path += newer
    path += "/index.html"
    return path
  }
  /// The same for the lists of all comparisons, without making a text of each.
  static func writeCompare(_ older: String, _ newer: String, to html: inout HTML) {
    html.raw("compare/")
    html.text(older)
    html.raw("-vs-")
    html.text(newer)
    html.raw("/index.html")
  }
  static func figure(_ slug: String) -> String { "figures/\(slug).svg" }
  static func data(_ slug: String) -> String { "api/v1/models/\(slug).json" }

  /// From a page `depth` folders down back to the top.
  static func root(depth: Int) -> String { String(repeating: "../", count: depth) }
}
