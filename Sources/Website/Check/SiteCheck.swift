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
      var page: OutputPage
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
/// Pages are written by our own templates and writers: `<` stands for nothing but elements.
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
    while let start = page[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      // ` name="value"`, ` name=value` and ` name`, up to the end of the element.
      while index < page.endIndex, page[index] != UInt8(ascii: ">") {
        let name = page[index...].prefix { ![UInt8(ascii: "="), UInt8(ascii: ">"), 32, 10].contains($0) }
        index = name.endIndex
        guard index < page.endIndex, page[index] == UInt8(ascii: "=") else {
          if index < page.endIndex, page[index] != UInt8(ascii: ">") { index += 1 }
          continue
        }
        index += 1
        guard index < page.endIndex else { return }
        let isQuoted = page[index] == UInt8(ascii: "\"")
        if isQuoted { index += 1 }
        let value = page[index...].prefix {
          isQuoted ? $0 != UInt8(ascii: "\"") : $0 != UInt8(ascii: ">") && $0 != 32 && $0 != 10
        }
        index = isQuoted ? min(value.endIndex + 1, page.endIndex) : value.endIndex
        add(name, value, from: path)
      }
    }
  }

  private mutating func add(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>, from page: String) {
    let isID = name.elementsEqual("id".utf8)
    guard isID || name.elementsEqual("href".utf8) || name.elementsEqual("src".utf8) else { return }
    let text = String(decoding: value, as: UTF8.self).replacing("&amp;", with: "&")
    if isID { ids.insert(text) } else { add(text, from: page) }
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
