import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Website

/// A small gallery with a folder to build into: `site.edit(…).build().expectWritten([…])`.
final class TestSite {
  var content: [String: String] = TinyGallery.content
  var templates = TestSite.repositoryTemplates
  let folder: String
  private(set) var summary = BuildSummary()
  private(set) var problems: [Diagnostic] = []

  var output: String { folder + "/Site" }

  init() throws {
    folder = NSTemporaryDirectory() + "gallery-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// The templates the gallery itself uses.
  static let repositoryTemplates: TemplateFiles = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Templates").path
    let read = try? TemplateFiles.read(root)
    return TemplateFiles(root: "Templates", files: read?.files ?? [:])
  }()

  @discardableResult
  func edit(_ path: String, _ change: (String) -> String) -> TestSite {
    content[path] = change(content[path] ?? "")
    return self
  }

  @discardableResult
  func remove(_ path: String) -> TestSite {
    content[path] = nil
    return self
  }

  func plan(options: SiteOptions = SiteOptions()) -> Diagnosed<Site> {
    let catalog = Catalog.load(ContentFiles(texts: content))
    guard let value = catalog.value else { return Diagnosed(nil, catalog.diagnostics) }
    let site = Site.plan(value, templates: templates, options: options, sources: ContentFiles(texts: content))
    return Diagnosed(site.value, catalog.diagnostics + site.diagnostics)
  }

  @discardableResult
  func build(tasks: Int = 2, options: SiteOptions = SiteOptions(), force: Bool = false) throws -> TestSite {
    let site = plan(options: options)
    problems = site.diagnostics
    guard let site = site.value else { return self }
    let inputs = problems.isEmpty ? ContentFiles(texts: content).inputs(templates, options) : nil
    let result = try OutputFolder(output, keepingApartFrom: [])
      .replace(with: site, tasks: tasks, inputs: inputs, force: force)
    problems += result.diagnostics
    summary = result.value ?? BuildSummary()
    return self
  }

  @discardableResult
  func expectWritten(_ paths: [String], removed: [String] = [], at place: SourceLocation_ = #_sourceLocation)
    -> TestSite
  {
    #expect(summary.written == paths, sourceLocation: place)
    #expect(summary.removed == removed, sourceLocation: place)
    return self
  }

  func write(_ path: String, _ text: String) throws {
    let full = output + "/" + path
    try FileManager.default.createDirectory(
      atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: full))
  }

  func read(_ path: String) -> String? {
    FileManager.default.contents(atPath: output + "/" + path).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What a build finds that only wants to know whether it has anything to do.
  func upToDate(options: SiteOptions = SiteOptions()) throws -> BuildSummary? {
    try OutputFolder(output, keepingApartFrom: [])
      .upToDate(with: ContentFiles(texts: content).inputs(templates, options))
  }

  /// Every file below the output with its bytes, but the record, which holds times.
  func tree() -> [String: Data] {
    var files: [String: Data] = [:]
    let paths = FileManager.default.enumerator(atPath: output)
    while let path = paths?.nextObject() as? String {
      if path == BuildRecord.name { continue }
      if let data = FileManager.default.contents(atPath: output + "/" + path) { files[path] = data }
    }
    return files
  }

  /// Inode and modification time of every file: what must stay when nothing changes.
  func stamps() -> [String: String] {
    tree().keys.reduce(into: [:]) { stamps, path in
      var status = stat()
      if lstat(output + "/" + path, &status) == 0 {
        stamps[path] = "\(status.st_ino) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
      }
    }
  }
}

typealias SourceLocation_ = Testing.SourceLocation

/// Two models and two concepts, as little as there can be.
enum TinyGallery {
  static let content = [
    "gallery.yml": """
    title: Tiny gallery
    description: Two small models.
    author: A. Author
    base_url: https://example.org/tiny
    """,
    "models/alpha.md": """
    ---
    name: Alpha
    organization: First Lab
    released: 2024-01-02
    summary: A model with <angles> & "quotes".
    context: 1024
    width: 64
    vocabulary: 100
    tied_embeddings: true
    layers:
      dense: [{kind: attention, heads: 4, kv_heads: 2}, {kind: gated_mlp, width: 128}]
    schedule: 2 * dense
    ---
    Alpha uses [grouped queries](concept:gqa).
    """,
    "models/beta.md": """
    ---
    name: Beta
    organization: Second Lab
    released: 2025-03-04
    license: { name: "MIT" }
    summary: A model with a window.
    context: 2048
    based_on: [{ model: alpha, relation: modified }]
    width: 64
    vocabulary: 200
    layers:
      local: [{kind: attention, heads: 4, kv_heads: 2, window: 128}, {kind: gated_mlp, width: 128}]
      full: [{kind: attention, heads: 4, kv_heads: 2}, {kind: gated_mlp, width: 128}]
    schedule: 3 * local + full
    ---
    Beta costs {{kv_per_token}} per token; compare it [with Alpha](compare:beta,alpha).
    """,
    "concepts/gqa.md": """
    ---
    name: Grouped-query attention
    short: GQA
    definition: Query heads share keys and values.
    matters: It divides the cache.
    ---
    ## The problem
    The cache.
    """,
    "concepts/sliding-window.md": """
    ---
    name: Sliding-window attention
    short: SWA
    definition: Attention that reaches back a fixed number of tokens.
    matters: It bounds the cache.
    ---
    See [Alpha](model:alpha).
    """,
  ]
}
