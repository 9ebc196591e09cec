import Architecture
import Diagnostics

// Loading has two phases. First every file alone: front matter to typed values, prose to a document; this runs in
// parallel and nothing depends on its order. Then what concerns several files: links, lineage, numbers in prose.

extension Catalog {
  /// Reads every file and checks every reference; the catalog is nil when any error was found.
  public static func load(_ content: ContentFiles, tasks: Int = 1) -> Diagnosed<Catalog> {
    var cache = LoadCache()
    return load(content, tasks: tasks, reusing: &cache)
  }

  /// The same; files that have not changed since the cache was last used are not read again.
  public static func load(_ content: ContentFiles, tasks: Int = 1, reusing cache: inout LoadCache)
    -> Diagnosed<Catalog>
  {
    let survey = Survey(content, tasks: tasks, reusing: &cache)
    return Diagnosed(
      survey.diagnostics.hasErrors || !content.unreadable.isEmpty ? nil : survey.read, survey.diagnostics)
  }

  /// Reads gallery.yml alone, whatever the state of the other files.
  public static func settings(_ content: ContentFiles) -> Diagnosed<SiteSettings> {
    guard let bytes = content.files["gallery.yml"] else { return Diagnosed(nil, [noSettings(content)]) }
    let file = LoadedFile.read("gallery.yml", bytes, root: content.root)
    guard case .settings(let settings)? = file.value else { return Diagnosed(nil, file.diagnostics) }
    return Diagnosed(settings, file.diagnostics)
  }

  static func noSettings(_ content: ContentFiles) -> Diagnostic {
    Diagnostic(
      .error, .missingField,
      "there is no gallery.yml; write one with title, description, author and base_url",
      at: SourceLocation(file: "\(content.root)/gallery.yml"))
  }

  /// Reads one model file on its own, without checking its links: for `inspect`, `figure` and pipes.
  public static func model(_ bytes: [UInt8], path: String, slug: String) -> Diagnosed<Model> {
    let file = ContentFile.read(bytes, path: path)
    guard let content = file.value else { return Diagnosed(nil, file.diagnostics) }
    let model = ModelReader.read(content, slug: slug, document: LoadedFile.document)
    let diagnostics = (file.diagnostics + model.diagnostics).inReadingOrder
    return Diagnosed(diagnostics.hasErrors ? nil : model.value, diagnostics)
  }

  /// The front matter of a model file, field by field, for documentation and the JSON schema.
  public static var modelFields: [FieldDescription] { ModelReader.fields }
}

/// The result of reading each file alone, kept from one load to the next with the problems found in it.
public struct LoadCache: Sendable {
  private struct Entry: Sendable {
    var bytes: [UInt8]
    var result: Diagnosed<LoadedFile>
  }

  private var root = ""
  private var entries: [String: Entry] = [:]

  public init() {}

  /// In the order of `paths`; what is no longer there is forgotten.
  mutating func read(_ content: ContentFiles, _ paths: [String], tasks: Int) -> [Diagnosed<
    LoadedFile
  >] {
    let known = content.root == root ? entries : [:]
    let root = content.root
    let files = paths.map { (path: $0, bytes: content.files[$0] ?? []) }
    let read = parallelMap(files, tasks: tasks) { file -> Diagnosed<LoadedFile> in
      if let entry = known[file.path], entry.bytes == file.bytes { return entry.result }
      return LoadedFile.read(file.path, file.bytes, root: root)
    }
    self.root = root
    entries = Dictionary(
      uniqueKeysWithValues: zip(files, read).map { ($0.path, Entry(bytes: $0.bytes, result: $1)) })
    return read
  }
}

/// One file after the first phase.
enum LoadedFile: Sendable {
  case settings(SiteSettings)
  case model(Model)
  case concept(Concept)
  case essay(Essay)
  case pairNote(fileName: String, summary: String, Document, SourceLocation)

  static func read(_ path: String, _ bytes: [UInt8], root: String) -> Diagnosed<LoadedFile> {
    let shown = "\(root)/\(path)"
    if path == "gallery.yml" {
      let text = ContentFile.text(bytes, path: shown)
      guard let yaml = text.value else { return Diagnosed(nil, text.diagnostics) }
      let node = FrontMatterYAML.node(yaml, file: shown, firstLine: 1)
      guard let value = node.value else { return Diagnosed(nil, node.diagnostics) }
      return PageReaders.settings(value).map(LoadedFile.settings)
    }
    if path == Counts.path { return Diagnosed(nil, []) }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts[1].hasSuffix(".md") else {
      return Diagnosed(
        nil,
        [
          Diagnostic(
            .warning, .unreadableFile,
            "this file is not read; content is models/, concepts/, essays/ or comparisons/ with files named slug.md",
            at: SourceLocation(file: shown))
        ])
    }
    let slug = ContentSlug.check(fileName: parts[1], path: shown)
    let file = ContentFile.read(bytes, path: shown)
    let diagnostics = slug.diagnostics + file.diagnostics
    guard let content = file.value else { return Diagnosed(nil, diagnostics) }
    let loaded = page(content, folder: parts[0], fileName: parts[1], slug: slug.value ?? "")
    return Diagnosed(slug.value == nil ? nil : loaded.value, diagnostics + loaded.diagnostics)
  }

  private static func page(_ file: ContentFile, folder: String, fileName: String, slug: String) -> Diagnosed<
    LoadedFile
  > {
    switch folder {
    case "models": return ModelReader.read(file, slug: slug, document: document).map(LoadedFile.model)
    case "concepts": return PageReaders.concept(file, slug: slug, document: document).map(LoadedFile.concept)
    case "essays": return PageReaders.essay(file, slug: slug, document: document).map(LoadedFile.essay)
    case "comparisons":
      return PageReaders.pairNote(file, document: document).map {
        .pairNote(fileName: fileName, summary: $0.summary, $0.body, SourceLocation(file: file.path))
      }
    default:
      let hint =
        nearest(to: folder, among: ["models", "concepts", "essays", "comparisons"]).map {
          "; did you mean '\($0)/'?"
        } ?? ""
      return Diagnosed(
        nil,
        [
          Diagnostic(
            .warning, .unreadableFile, "the folder '\(folder)/' is not read\(hint)",
            at: SourceLocation(file: file.path))
        ])
    }
  }

  static func document(_ file: ContentFile) -> Diagnosed<Document> {
    Markdown.document(file.body, file: file.path, firstLine: file.bodyLine)
  }
}
