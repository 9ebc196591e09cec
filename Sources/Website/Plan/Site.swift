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

  /// Nil with a problem for each two pages that one file system could not tell apart.
  public static func checked(_ pages: [Page]) -> Diagnosed<Site> {
    let sorted = pages.sorted { $0.path == $1.path ? $0.origin < $1.origin : $0.path < $1.path }
    var problems: [Diagnostic] = []
    var seen: [String: Int] = [:]
    seen.reserveCapacity(sorted.count)
    let names = sorted.map { page in
      // Almost every path is lower case already.
      let isLower = page.path.utf8.allSatisfy { $0 < 0x80 && !(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0) }
      return isLower ? page.path : page.path.lowercased()
    }
    for (index, name) in names.enumerated() {
      if let other = seen.updateValue(index, forKey: name) {
        seen[name] = other
        problems.append(collision(sorted[index], with: sorted[other]))
      }
    }
    var folder = ""
    for (index, name) in names.enumerated() {
      // Neighbours stand in one folder.
      let own = name.utf8.lastIndex(of: UInt8(ascii: "/")).map { name[..<$0] } ?? ""
      guard own != folder else { continue }
      folder = String(own)
      for parent in parents(of: name) {
        if let other = seen[parent] { problems.append(collision(sorted[index], with: sorted[other])) }
      }
    }
    return problems.isEmpty ? Diagnosed(Site(sorted: sorted)) : Diagnosed(nil, problems)
  }

  /// Also pages no build makes; the page's own path may be another spelling of `path`.
  public func page(at path: String) -> Page? {
    var low = 0, high = pages.count
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].path < path { low = middle + 1 } else { high = middle }
    }
    return low < pages.count && pages[low].path == path ? pages[low] : onRequest(path)
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
