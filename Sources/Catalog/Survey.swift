import Diagnostics

// An error in one file says nothing about the others. `Catalog.load` gives no catalog then, since nothing may be
// built; a check goes on with what could be read.

/// Everything loading found out, whatever is wrong.
public struct Survey: Sendable {
  /// A file that is not in the catalog, and what can be said of it all the same.
  struct Unread: Sendable {
    /// `models/slug`.
    var page: String
    var header: ModelHeader?
    var body: Document?
  }

  /// The problems of files and of references between them, in reading order.
  public let diagnostics: [Diagnostic]
  /// What could be read; references may lead nowhere.
  let read: Catalog
  let unread: [Unread]
  private let links: Linker

  /// No page is missing: what is not in the catalog is nowhere.
  public var isWhole: Bool { unread.isEmpty }

  public init(_ content: ContentFiles, tasks: Int = 1) {
    var cache = LoadCache()
    self.init(content, tasks: tasks, reusing: &cache)
  }

  init(_ content: ContentFiles, tasks: Int, reusing cache: inout LoadCache) {
    let paths = content.files.keys.sorted()
    let files = cache.read(content, paths, tasks: tasks)
    var diagnostics = files.flatMap(\.diagnostics)
    var linker = Linker()
    files.compactMap(\.value).forEach { linker.add($0) }
    let isLost = { (path: String) in content.unreadable.contains(path) }
    if content.files["gallery.yml"] == nil, !isLost("gallery.yml"), !isLost("") {
      diagnostics.append(Catalog.noSettings(content))
    }
    // What is no content at all is not missed.
    let lost = zip(paths, files).filter {
      $1.value == nil && $1.diagnostics.hasErrors && $0.hasSuffix(".md")
    }.map(\.0)
    linker.unread = Set(lost.map { String($0.dropLast(3)) })
    linker.unread.formUnion(content.unreadable.map { $0.hasSuffix(".md") ? String($0.dropLast(3)) : $0 })
    diagnostics += linker.link()
    var unread: [Unread] = []
    for path in lost {
      var found = Unread(page: String(path.dropLast(3)))
      let file = ContentFile.split(content.files[path] ?? [], path: "\(content.root)/\(path)")
      if let split = file.value {
        if path.hasPrefix("models/"), !file.diagnostics.hasErrors {
          found.header = ModelReader.header(split, slug: String(found.page.dropFirst(7)))
        }
        let document = LoadedFile.document(split)
        diagnostics += document.diagnostics
        if let document = document.value {
          diagnostics += linker.check(unread: document)
          found.body = document
        }
      }
      unread.append(found)
    }
    unread += content.unreadable.sorted().map {
      Unread(page: $0.hasSuffix(".md") ? String($0.dropLast(3)) : $0)
    }
    self.diagnostics = diagnostics.inReadingOrder
    self.unread = unread
    links = linker
    read = linker.catalog
  }

  /// What is sound: the files that were read, without what refers to anything else. A site can be planned from it.
  public var sound: Catalog {
    let circle = Set(Lineage.circles(links.models).joined())
    return Catalog(
      settings: read.settings,
      models: read.models.map { model in
        var header = model.header
        header.basedOn.removeAll {
          links.models[$0.slug] == nil || circle.contains(model.slug) && circle.contains($0.slug)
        }
        header.compareWith.removeAll { links.models[$0.text] == nil }
        return model.with(header: header, body: links.sound(model.body))
      },
      concepts: read.concepts.map { concept in
        var concept = concept
        concept.relatedTo.removeAll { links.concepts[$0.text] == nil }
        concept.body = links.sound(concept.body)
        return concept
      },
      essays: read.essays.map { essay in
        var essay = essay
        essay.body = links.sound(essay.body)
        return essay
      },
      pairNotes: read.pairNotes.map { note in
        var note = note
        note.body = links.sound(note.body)
        return note
      })
  }
}
