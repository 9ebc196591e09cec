import Architecture
import Diagnostics

/// Every file the site consists of, by path, each path once.
public struct Site: Sendable {
  public let pages: [OutputPage]
  /// Pages that are not part of the site but can be made: comparisons of any two models.
  var onRequest: @Sendable (_ path: String) -> OutputPage? = { _ in nil }

  /// `pages` are known to have different paths and come by path.
  init(sorted pages: [OutputPage]) { self.pages = pages }

  /// The pages by path; nil with a problem for each two that one file system could not tell apart.
  public static func checked(_ pages: [OutputPage]) -> Diagnosed<Site> {
    order(pages).map { order in Site(sorted: order.map { pages[$0] }) }
  }

  /// The place of each page in the list, by path.
  static func order(_ pages: [OutputPage]) -> Diagnosed<[Int]> {
    let order = pages.indices.sorted {
      pages[$0].path < pages[$1].path
        || pages[$0].path == pages[$1].path && pages[$0].origin < pages[$1].origin
    }
    let names = order.map { place in
      let path = pages[place].path
      return path.mayHaveCapitals ? path.lowercased() : path
    }
    var problems: [Diagnostic] = []
    // In this order whatever begins with a name follows it: those the name at hand begins with are the open ones.
    var open: [Int] = []
    // A file in the way of a folder is one mistake, however many pages lie in it.
    var reported: Int?
    for index in names.indices.sorted(by: { names[$0] < names[$1] }) {
      while let last = open.last, !names[index].hasPrefix(names[last]) { open.removeLast() }
      if let other = open.first(where: { names[index].isSameFile(as: names[$0]) }) {
        let isInside = names[index] != names[other]
        if !isInside || reported != other {
          problems.append(collision(pages[order[index]], with: pages[order[other]]))
        }
        if isInside { reported = other }
      } else {
        open.append(index)
      }
    }
    return problems.isEmpty ? Diagnosed(order) : Diagnosed(nil, problems)
  }

  /// Also pages no build makes; the page's own path may be another spelling of `path`.
  public func page(at path: String) -> OutputPage? {
    let place = pages.partitioningIndex { $0.path >= path }
    return place < pages.count && pages[place].path == path ? pages[place] : onRequest(path)
  }

  /// `a`, `a/b` for `a/b/c`.
  static func parents(of path: String) -> [String] {
    let bytes = path.utf8
    return bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }

  private static func collision(_ page: OutputPage, with other: OutputPage) -> Diagnostic {
    let paths = page.path == other.path ? "'\(page.path)'" : "'\(other.path)' and '\(page.path)'"
    return Diagnostic(
      .error, .pathCollision,
      "\(paths) cannot both be written: one comes from '\(other.origin.file)', one from '\(page.origin.file)'; rename one",
      at: page.origin, notes: [Diagnostic.Note("the other page comes from here", at: other.origin)])
  }
}

extension String {
  /// False for almost every path: all bytes are looked at, which takes less time than stopping at the first.
  fileprivate var mayHaveCapitals: Bool {
    var text = self
    return text.withUTF8 { utf8 in
      utf8.reduce(false) { $0 || $1 >= 0x80 || $1 &- UInt8(ascii: "A") < 26 }
    }
  }

  /// It is the other name, or lies in a folder of that name.
  fileprivate func isSameFile(as start: String) -> Bool {
    let rest = utf8.dropFirst(start.utf8.count)
    return rest.isEmpty || rest.first == UInt8(ascii: "/")
  }
}
