import Diagnostics
import Website

// Links, numbers and templates are checked in every build, but a page that is too large shows only when it is made.
// So after a change of the templates every page is made once in the background; after a change of a page's file that
// page is.

/// Which pages must still be made to know that nothing is wrong with them.
struct Sweep: Sendable {
  /// Nil for every page of the site.
  private(set) var files: Set<String>?

  static let everything = Sweep(files: nil)
  static let nothing = Sweep(files: [])

  /// What a change from `old` to `new` may have broken.
  init(from old: Workspace.Files, to new: Workspace.Files) {
    guard old.templates.value?.files == new.templates.value?.files, let root = new.content.value?.root else {
      files = nil
      return
    }
    let before = old.content.value?.files ?? [:], after = new.content.value?.files ?? [:]
    files = Set(after.keys.filter { before[$0] != after[$0] }.map { "\(root)/\($0)" })
  }

  private init(files: Set<String>?) { self.files = files }

  mutating func formUnion(_ other: Sweep) {
    if let own = files, let others = other.files { files = own.union(others) } else { files = nil }
  }

  /// Makes the pages and hands over the problems of each, each place once; true when all were made without any.
  func run(over site: Site, report: (_ found: [Diagnostic]) async -> Void) async -> Bool {
    struct Place: Hashable {
      var id: DiagnosticID
      var location: SourceLocation
    }
    var told: Set<Place> = []
    for page in site.pages where files.map({ $0.contains(page.origin.file) }) ?? true {
      if Task.isCancelled { return false }
      let found = page.render().diagnostics.filter {
        told.insert(Place(id: $0.id, location: $0.location)).inserted
      }
      if !found.isEmpty { await report(found) }
      await Task.yield()
    }
    return told.isEmpty
  }
}
