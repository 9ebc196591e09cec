import Catalog
import Diagnostics
import Website

/// The author's folders, and how they become a site in memory.
struct Workspace: Sendable {
  let content: String
  let templates: String
  let tasks: Int
  /// How many characters wide the terminal is that gets the problems.
  var terminal: Int?

  var folders: [String] { [content, templates] }

  /// The files as they were at one moment.
  struct Files: Sendable {
    var content: Diagnosed<ContentFiles>
    var templates: Diagnosed<TemplateFiles>

    /// True when building from `other` would give the same site and the same problems.
    func isSame(as other: Files) -> Bool {
      content.value?.files == other.content.value?.files && content.diagnostics == other.content.diagnostics
        && templates.value?.files == other.templates.value?.files
        && templates.diagnostics == other.templates.diagnostics
    }

    /// By the path problems are shown with, which is the path on disk too.
    func bytes(of path: String) -> [UInt8]? {
      func find(_ root: String?, _ files: [String: [UInt8]]?) -> [UInt8]? {
        guard let root, path.hasPrefix(root + "/") else { return nil }
        return files?[String(path.dropFirst(root.count + 1))]
      }
      return find(content.value?.root, content.value?.files)
        ?? find(templates.value?.root, templates.value?.files)
    }
  }

  /// What the files amount to: a site when there is no error, and everything there is to say about them.
  struct Build: Sendable {
    var site: Site?
    var problems: [Problem]
    /// `1 error, 2 warnings`.
    var tally: String
    /// For the next build.
    var cache: BuildCache
  }

  /// What single files and models came to, for the next build.
  struct BuildCache: Sendable {
    fileprivate var load = LoadCache()
    fileprivate var plan = PlanCache()

    init() {}
  }

  /// `known` answers for files whose bytes are known to be the same.
  func read(known: (_ path: String) -> [UInt8]? = { _ in nil }) -> Files {
    var templateFiles = Diagnosed<TemplateFiles>(nil)
    do {
      templateFiles.value = try TemplateFiles.read(templates)
    } catch {
      let place = SourceLocation(file: templates)
      templateFiles.diagnostics = [Diagnostic(.error, .unreadableFile, "\(error)", at: place)]
    }
    return Files(content: ContentFiles.read(directory: content, known: known), templates: templateFiles)
  }

  /// `address` is where the preview is served; `cache` is that of the build before.
  func build(_ files: Files, at address: String, reusing cache: BuildCache = BuildCache()) -> Build {
    var cache = cache
    var diagnostics = files.content.diagnostics + files.templates.diagnostics
    var site: Site?
    if let content = files.content.value, let templates = files.templates.value {
      let catalog = Catalog.load(content, tasks: tasks, reusing: &cache.load)
      diagnostics += catalog.diagnostics
      if let catalog = catalog.value {
        // Any other pair is made when somebody asks for it.
        let options = SiteOptions(baseURL: address, comparisons: .related, tasks: tasks)
        let planned = Site.plan(catalog, templates: templates, options: options, reusing: &cache.plan)
        diagnostics += planned.diagnostics
        site = planned.value
      }
    }
    return Build(
      site: diagnostics.hasErrors ? nil : site,
      problems: problems(diagnostics.inReadingOrder, in: files), tally: diagnostics.inReadingOrder.tally,
      cache: cache)
  }

  /// With the lines they are about.
  func problems(_ diagnostics: [Diagnostic], in files: Files) -> [Problem] {
    let places = diagnostics.map(\.location) + diagnostics.flatMap(\.notes).compactMap(\.location)
    var sources: [String: String] = [:]
    for path in Set(places.map(\.file)) {
      sources[path] = files.bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
    }
    let format = TextFormat(sources: sources)
    let terminal = TextFormat(sources: sources, width: terminal)
    return diagnostics.map { Problem($0, format, terminal: terminal) }
  }
}

/// A problem as it is shown: with its place, its line and a caret.
struct Problem: Hashable, Sendable {
  var isError: Bool
  var text: String
  /// The same for the width of a terminal.
  var terminalText: String
  /// False for a stray file, which is often there for a moment only: some tool's, or half renamed. The log names it.
  var isOnPages: Bool

  init(_ diagnostic: Diagnostic, _ format: TextFormat, terminal: TextFormat) {
    isError = diagnostic.severity == .error
    text = format.text(diagnostic)
    terminalText = terminal.text(diagnostic)
    isOnPages = isError || diagnostic.id != .unreadableFile || diagnostic.location.file.hasSuffix(".md")
  }
}
