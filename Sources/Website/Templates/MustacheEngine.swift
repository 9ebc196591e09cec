import Mustache

/// The one file that knows the Mustache library.
struct MustacheEngine: Sendable {
  private let library: MustacheLibrary

  struct ParseFailure: Error {
    var template: String
    var reason: String
  }

  init(_ files: [String: String]) throws(ParseFailure) {
    var templates: [String: MustacheTemplate] = [:]
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      do {
        templates[name] = try MustacheTemplate(string: text)
      } catch {
        throw ParseFailure(template: name, reason: "\(error)")
      }
    }
    library = MustacheLibrary(templates: templates)
  }

  struct Rendered {
    var markup: [UInt8]
    var missing: Set<String>
    var textAsMarkup: Set<String>
    var markupAsText: Set<String>
  }

  func render(_ name: String, _ view: View, uses: Templates.Uses) -> Rendered {
    let misses = Misses(uses)
    let markup = library.render(Scope(view, misses, isRoot: true), withTemplate: name) ?? ""
    return Rendered(
      markup: misses.filled(markup), missing: misses.missing, textAsMarkup: misses.textAsMarkup,
      markupAsText: misses.markupAsText)
  }

  /// What one rendering asked for in vain; the library itself renders a missing value as nothing.
  private final class Misses {
    let uses: Templates.Uses
    var missing: Set<String> = []
    var textAsMarkup: Set<String> = []
    var markupAsText: Set<String> = []

    /// Markup stands in the library's output as U+0001 index U+0001, and is put in once the library is done:
    /// large pieces are copied once, as bytes. Control characters are refused in content.
    private var markup: [HTML] = []

    init(_ uses: Templates.Uses) { self.uses = uses }

    func hole(for html: HTML) -> String {
      guard !html.isEmpty else { return "" }
      markup.append(html)
      return "\u{1}\(markup.count - 1)\u{1}"
    }

    func filled(_ text: String) -> [UInt8] {
      let parts = text.utf8.split(separator: 1, omittingEmptySubsequences: false)
      var bytes: [UInt8] = []
      bytes.reserveCapacity(text.utf8.count + markup.reduce(0) { $0 + $1.bytes.count })
      for (index, part) in parts.enumerated() {
        // Every second part is an index, but for control characters a template may hold itself.
        if index % 2 == 1, let hole = Int(Substring(part)), markup.indices.contains(hole) {
          bytes += markup[hole].bytes
        } else {
          bytes += part
        }
      }
      return bytes
    }
  }

  private struct Scope: MustacheParent {
    let view: View
    let misses: Misses
    let isRoot: Bool

    init(_ view: View, _ misses: Misses, isRoot: Bool) {
      self.view = view
      self.misses = misses
      self.isRoot = isRoot
    }

    func child(named name: String) -> Any? {
      switch view.values[name] {
      case .text(let text):
        if misses.uses.markup.contains(name) { misses.textAsMarkup.insert(name) }
        return text
      case .html(let html):
        if misses.uses.text.contains(name) { misses.markupAsText.insert(name) }
        return misses.hole(for: html)
      case .flag(let flag): return flag
      case .list(let views): return views.map { Scope($0, misses, isRoot: false) }
      case nil:
        // A section looks into its own element first, then outwards: only the outermost can miss.
        if isRoot { misses.missing.insert(name) }
        return nil
      }
    }
  }
}
