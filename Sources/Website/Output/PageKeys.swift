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
  private var assets: [String: Digest] = [:]

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
      if path.hasSuffix(".mustache") { world.add(bytes) } else { assets[path] = Digest(bytes) }
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
    for pair in context.pairs {
      world.add(pair.older)
      world.add(pair.newer)
    }
  }

  /// The page with a key, unless it has one.
  func keyed(_ page: Page) -> Page {
    guard page.key == nil else { return page }
    var page = page
    page.key = key(page.path)
    return page
  }

  private func key(_ path: String) -> Digest {
    if let asset = assets[path] { return Digest(Digest("asset"), asset) }
    if let slug = Self.slug(path, "figures/", ".svg") ?? Self.slug(path, "api/v1/models/", ".json"),
      let header = headers["models/\(slug).md"]
    {
      return Digest(Digest(path), header, settings)
    }
    for folder in ["models", "concepts", "essays"] {
      if let slug = Self.slug(path, folder + "/", "/index.html"), let body = bodies["\(folder)/\(slug).md"] {
        return Digest(Digest(path), world, body)
      }
    }
    return Digest(Digest(path), world)
  }

  /// `x` of `models/x/index.html`.
  private static func slug(_ path: String, _ prefix: String, _ suffix: String) -> Substring? {
    guard path.hasPrefix(prefix), path.hasSuffix(suffix),
      path.utf8.count > prefix.utf8.count + suffix.utf8.count
    else { return nil }
    return path.dropFirst(prefix.count).dropLast(suffix.count)
  }

  /// What a comparison page reads of one model: its front matter, which the figure and all numbers follow from.
  func header(ofModel slug: String) -> Digest? { headers["models/\(slug).md"] }

  /// What a page reads that holds a document: the prose and all that its links may show.
  func document(at place: SourceLocation) -> Digest? {
    let path = place.file.split(separator: "/").suffix(2).joined(separator: "/")
    return bodies[path].map { Digest(world, $0) }
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
