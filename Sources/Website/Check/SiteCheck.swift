import Diagnostics

extension Site {
  /// Renders every page and follows every link, image and style sheet inside the site.
  ///
  /// One problem for each address that leads nowhere, with the number of pages that have it: a mistake in the frame is
  /// on all of them. An address that a template writes is reported there.
  public func check(tasks: Int, templates: TemplateFiles) -> [Diagnostic] {
    let rendered = parallelMap(pages, tasks: tasks) { page -> (links: PageLinks?, problems: [Diagnostic]) in
      let result = page.render()
      let isHTML = page.path.hasSuffix(".html")
      return (isHTML ? result.value.map { PageLinks($0, of: page.path) } : nil, result.diagnostics)
    }
    var problems = rendered.flatMap(\.problems)
    var ids: [String: Set<String>] = [:]
    for (page, result) in zip(pages, rendered) { ids[page.path] = result.links?.ids }
    // By what is written, since one relative address of a template leads elsewhere from every page.
    struct Use {
      var page: Page
      var address: String
      var place: SourceLocation
      var count = 0
    }
    var dead: [String: Use] = [:]
    for (page, result) in zip(pages, rendered) {
      for link in result.links?.links ?? [] {
        let target = link.path.isEmpty || link.path.hasSuffix("/") ? link.path + "index.html" : link.path
        let isThere = self.page(at: target) != nil
        let hasID = link.fragment.isEmpty || ids[target].map { $0.contains(link.fragment) } ?? true
        guard !isThere || !hasID else { continue }
        let address = link.fragment.isEmpty ? target : "\(target)#\(link.fragment)"
        let place = templates.place(ofAddress: link.written)
        let key = place.map { "\($0)" } ?? address
        dead[key, default: Use(page: page, address: address, place: place ?? page.origin)].count += 1
      }
    }
    for use in dead.values {
      let others = use.count > 1 ? " (and \(use.count - 1) more)" : ""
      problems.append(
        Diagnostic(
          .error, .deadAddress,
          "'\(use.page.path)'\(others) links to '\(use.address)', which the site does not have",
          at: use.place))
    }
    return problems.inReadingOrder
  }
}

/// The ids of a page and what it refers to inside the site.
///
/// Pages are written by our own templates and writers, which quote every attribute with `"`.
struct PageLinks: Sendable {
  struct Link: Hashable, Sendable {
    /// Below the top of the site.
    var path: String
    var fragment: String
    /// The address as the page has it.
    var written: String
  }

  private(set) var ids: Set<String> = []
  private(set) var links: Set<Link> = []

  init(_ page: [UInt8], of path: String) {
    var index = page.startIndex
    while let quote = page[index...].firstIndex(of: UInt8(ascii: "\"")) {
      guard let end = page[(quote + 1)...].firstIndex(of: UInt8(ascii: "\"")) else { break }
      index = end + 1
      guard quote > 4, page[quote - 1] == UInt8(ascii: "=") else { continue }
      let name = String(decoding: page[max(page.startIndex, quote - 6)..<(quote - 1)], as: UTF8.self)
      let value = String(decoding: page[(quote + 1)..<end], as: UTF8.self).replacing("&amp;", with: "&")
      if name.hasSuffix(" id") {
        ids.insert(value)
      } else if name.hasSuffix(" href") || name.hasSuffix(" src") {
        add(value, from: path)
      }
    }
  }

  private mutating func add(_ address: String, from page: String) {
    // Another scheme or host, or the address below the domain the site is published at (only the 404 page).
    guard !address.contains(":"), !address.hasPrefix("/") else { return }
    let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let raw = parts.first.map { $0.prefix { $0 != "?" } } ?? ""
    let fragment = parts.count > 1 ? String(parts[1]) : ""
    guard !raw.isEmpty else {
      links.insert(Link(path: page, fragment: fragment, written: address))
      return
    }
    var names = page.split(separator: "/").dropLast().map(String.init)
    for name in raw.split(separator: "/") {
      switch name {
      case ".": continue
      case "..": if names.popLast() == nil { names.append("..") }
      default: names.append(String(name))
      }
    }
    links.insert(
      Link(
        path: names.joined(separator: "/") + (raw.hasSuffix("/") ? "/" : ""), fragment: fragment,
        written: address))
  }
}

extension TemplateFiles {
  /// Where a template writes the address, with or without `{{root}}` before it.
  func place(ofAddress written: String) -> SourceLocation? {
    var bare = written
    while bare.hasPrefix("../") { bare = String(bare.dropFirst(3)) }
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".mustache") {
      let lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      for (index, line) in lines.enumerated() {
        for address in ["\"\(written)\"", "\"{{root}}\(bare)\""] {
          guard let range = line.firstRange(of: address) else { continue }
          let column = line.distance(from: line.startIndex, to: range.lowerBound) + 2
          return SourceLocation(file: "\(root)/\(path)", line: index + 1, column: column)
        }
      }
    }
    return nil
  }
}
