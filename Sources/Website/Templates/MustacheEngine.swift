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

  /// The template for all views of this view's shape.
  func skeleton(_ name: String, _ view: View, uses: Templates.Uses) -> Skeleton {
    let recorder = Recorder(uses)
    let marked = library.render(Scope(view, recorder, elements: []), withTemplate: name) ?? ""
    return recorder.skeleton(Array(marked.utf8))
  }

  /// What one rendering asked for; the library itself renders a missing value as nothing.
  private final class Recorder {
    private let uses: Templates.Uses
    private var missing: Set<String> = []
    private var textAsMarkup: Set<String> = []
    private var markupAsText: Set<String> = []
    private var holes: [Skeleton.Place] = []

    init(_ uses: Templates.Uses) { self.uses = uses }

    /// Values stand in the library's output as U+0001 index U+0001; templates hold no such character themselves.
    func hole(_ name: String, in elements: [Skeleton.Element], isText: Bool) -> Hole {
      if isText, uses.markup.contains(name) { textAsMarkup.insert(name) }
      if !isText, uses.text.contains(name) { markupAsText.insert(name) }
      holes.append(Skeleton.Place(elements: elements, name: name))
      return Hole(renderText: "\u{1}\(holes.count - 1)\u{1}")
    }

    func miss(_ name: String) { missing.insert(name) }

    func skeleton(_ bytes: [UInt8]) -> Skeleton {
      var parts: [[UInt8]] = [[]]
      var places: [Skeleton.Place] = []
      for (index, piece) in bytes.split(separator: 1, omittingEmptySubsequences: false).enumerated() {
        if index % 2 == 1, let hole = Int(String(decoding: piece, as: UTF8.self)),
          holes.indices.contains(hole)
        {
          places.append(holes[hole])
          parts.append([])
        } else {
          parts[parts.count - 1] += piece
        }
      }
      return Skeleton(
        parts: parts, holes: places, missing: missing, textAsMarkup: textAsMarkup, markupAsText: markupAsText)
    }
  }

  /// A value's mark; of any other type the library asks first what it is.
  private struct Hole: MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }
  }

  private struct Scope: MustacheParent {
    let view: View
    let recorder: Recorder
    /// How the view is reached from the page's own; empty for that one.
    let elements: [Skeleton.Element]

    init(_ view: View, _ recorder: Recorder, elements: [Skeleton.Element]) {
      (self.view, self.recorder, self.elements) = (view, recorder, elements)
    }

    func child(named name: String) -> Any? {
      switch view.values[name] {
      case .text: return recorder.hole(name, in: elements, isText: true)
      case .html: return recorder.hole(name, in: elements, isText: false)
      case .flag(let flag): return flag
      case .list(let views):
        return views.enumerated().map { index, view in
          Scope(view, recorder, elements: elements + [Skeleton.Element(list: name, index: index)])
        }
      case nil:
        // A section looks into its own element first, then outwards: only the outermost can miss.
        if elements.isEmpty { recorder.miss(name) }
        return nil
      }
    }
  }
}
