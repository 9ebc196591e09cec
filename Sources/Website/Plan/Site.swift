import Architecture
import Diagnostics

/// One file of the site: where it goes, who asked for it, and how its bytes are made.
public struct Page: Sendable {
  /// Below the output folder, with `/` between names: `models/kimi-k2/index.html`.
  public var path: String
  /// The content or template the page comes from, for messages.
  public var origin: SourceLocation
  /// Differs whenever `render` might make other bytes; nil when nobody knows.
  var key: Digest?
  private let content: Content

  private enum Content {
    case bytes(@Sendable () -> Diagnosed<[UInt8]>)
    case writer(@Sendable (inout ByteWriter) -> [Diagnostic])
  }

  public init(
    _ path: String, from origin: SourceLocation, render: @escaping @Sendable () -> Diagnosed<[UInt8]>
  ) {
    self.path = path
    self.origin = origin
    content = .bytes(render)
  }

  /// For pages made by the thousand: `writer` writes all of it, and returns what it has to say.
  init(
    _ path: String, from origin: SourceLocation,
    writer: @escaping @Sendable (inout ByteWriter) -> [Diagnostic]
  ) {
    self.path = path
    self.origin = origin
    content = .writer(writer)
  }

  /// A script that gives a name to a document: a page read from a folder may load scripts, but no data.
  init(script path: String, _ name: StaticString, document: @escaping @Sendable () -> JSON) {
    self.init(path, from: SourceLocation(file: "Content")) { out in
      out.append("window.")
      out.append(name)
      out.append("=")
      document().writeCompact(to: &out)
      out.append(";\n")
      return []
    }
  }

  /// Rendered on demand, from values only, so any number of tasks may do it and a preview may render one page.
  public func render() -> Diagnosed<[UInt8]> {
    withRendered { bytes, problems in Diagnosed(bytes.map { Array($0) }, problems) }
  }

  /// Lends what it renders, nil when it has errors, without another copy.
  func withRendered<Result>(
    _ body: (UnsafeBufferPointer<UInt8>?, [Diagnostic]) throws -> Result
  ) rethrows -> Result {
    switch content {
    case .bytes(let render):
      let rendered = render()
      guard let bytes = rendered.value else { return try body(nil, rendered.diagnostics) }
      return try bytes.withUnsafeBufferPointer { try body($0, rendered.diagnostics) }
    case .writer(let write):
      var out = ByteWriter(capacity: 32 << 10)
      let problems = write(&out)
      return try out.withBytes { try body(problems.hasErrors ? nil : $0, problems) }
    }
  }
}

/// Every file the site consists of, by path, each path once.
public struct Site: Sendable {
  public let pages: [Page]
  /// Pages that are not part of the site but can be made: comparisons of any two models.
  var onRequest: @Sendable (_ path: String) -> Page? = { _ in nil }

  /// `pages` are known to have different paths and come by path.
  init(sorted pages: [Page]) { self.pages = pages }

  /// The pages by path; nil with a problem for each two that one file system could not tell apart.
  public static func checked(_ pages: [Page]) -> Diagnosed<Site> {
    order(pages).map { order in Site(sorted: order.map { pages[$0] }) }
  }

  /// The place of each page in the list, by path.
  static func order(_ pages: [Page]) -> Diagnosed<[Int]> {
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
  public func page(at path: String) -> Page? {
    let place = pages.partitioningIndex { $0.path >= path }
    return place < pages.count && pages[place].path == path ? pages[place] : onRequest(path)
  }

  /// `a`, `a/b` for `a/b/c`.
  static func parents(of path: String) -> [String] {
    let bytes = path.utf8
    return bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { String(path[..<$0]) }
  }

  private static func collision(_ page: Page, with other: Page) -> Diagnostic {
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
