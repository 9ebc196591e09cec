import Catalog
import Diagnostics

/// What pages are made from, told apart finely enough that an edit renders few of them.
///
/// A page may read all front matter, templates and settings, but of prose only its own document's: those are its key
/// unless a page knows better. Comparison pages do, since there are thousands.
struct PageKeys: Sendable {
  /// All that any page may read but the prose of documents.
  private var world = Digest("world")
  /// What a file of one model alone may read besides its front matter.
  private var settings = Digest("settings")
  private var headers: [String: Digest] = [:]
  private var bodies: [String: Digest] = [:]

  init(_ sources: ContentFiles, _ templates: TemplateFiles, _ options: SiteOptions, _ context: SiteContext) {
    settings.add(context.baseURL)
    for (path, bytes) in sources.files.sorted(by: { $0.key < $1.key }) {
      guard path.hasSuffix(".md") else {
        settings.add(path)
        settings.add(bytes)
        continue
      }
      let end = Self.endOfFrontMatter(bytes)
      let header = Digest(Array(bytes[..<end]))
      headers[path] = header
      bodies[path] = Digest(Array(bytes[end...]))
      world.add(path)
      world.add(header)
    }
    world.add(settings)
    world.add(options.comparisons.rawValue)
    for (path, bytes) in templates.files.sorted(by: { $0.key < $1.key }) {
      world.add(path)
      if path.hasSuffix(".mustache") { world.add(bytes) }
    }
    // What prose links to shows on other pages, and decides which pairs have one.
    for (address, mentions) in context.mentions.sorted(by: { $0.key < $1.key }) {
      world.add(address)
      mentions.forEach {
        world.add($0.title)
        world.add($0.address)
      }
    }
    // Which model has which place follows from the front matter.
    for pair in context.comparisons.pairs {
      world.add(pair.older)
      world.add(pair.newer)
    }
  }

  /// Differs whenever the page might be made of other bytes; nil when nobody knows.
  func key(of page: OutputPage) -> Digest? {
    let path = Digest(page.path)
    switch page.inputs {
    case .everything: return Digest(path, world)
    case .document: return document(at: page.origin).map { Digest(path, $0) }
    case .header: return headers[Self.path(page.origin)].map { Digest(path, $0, settings) }
    case .digest(let digest): return digest
    }
  }

  /// What a comparison page reads of one model: its front matter, which the figure and all numbers follow from.
  func header(ofModel slug: String) -> Digest? { headers["models/\(slug).md"] }

  /// What a page reads that holds a document: the prose and all that its links may show.
  func document(at place: SourceLocation) -> Digest? {
    bodies[Self.path(place)].map { Digest(world, $0) }
  }

  /// `models/kimi-k2.md` of `Content/models/kimi-k2.md`.
  private static func path(_ place: SourceLocation) -> String {
    place.file.split(separator: "/").suffix(2).joined(separator: "/")
  }

  /// The place behind the closing `---` line; the end of a file without one.
  private static func endOfFrontMatter(_ bytes: [UInt8]) -> Int {
    var start = 0
    var isFirst = true
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), bytes[end] != UInt8(ascii: "\r") { end += 1 }
      let line = bytes[start..<end]
      if !isFirst, line.starts(with: "---".utf8), line.dropFirst(3).allSatisfy({ $0 == 32 || $0 == 9 }) {
        return end
      }
      isFirst = false
      start = end + 1
    }
    return bytes.count
  }
}

extension ContentFiles {
  /// Everything a build reads, in one digest.
  public func inputs(_ templates: TemplateFiles, _ options: SiteOptions) -> BuildInputs {
    var digest = Digest("inputs")
    digest.add(root)
    digest.add(templates.root)
    digest.add(options.baseURL ?? "")
    digest.add(options.comparisons.rawValue)
    for files in [files, templates.files] {
      digest.add(files.count)
      for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
        digest.add(path)
        digest.add(bytes)
      }
    }
    return BuildInputs(digest: digest)
  }
}

/// All that one build reads, told apart from all that another reads.
public struct BuildInputs: Hashable, Sendable {
  let digest: Digest
}
