import Synchronization

/// A template rendered for views of one shape: its own markup, and holes where the values of such a view go.
///
/// Which parts of a template stand on a page follows from the shape alone, so pages of one shape share the work of
/// the template engine; filling the holes is copying bytes.
struct Skeleton: Sendable {
  /// Where a value is found: through elements of lists, then by its own name.
  struct Place: Sendable {
    var elements: [Element] = []
    var name = ""
  }

  struct Element: Sendable {
    var list: String
    var index: Int
  }

  /// What stands before each hole, then what stands behind the last.
  private let parts: [[UInt8]]
  private let holes: [Place]
  /// Names the template asked for in vain, and those it printed in the wrong way.
  let missing: Set<String>
  let textAsMarkup: Set<String>
  let markupAsText: Set<String>

  init(
    parts: [[UInt8]], holes: [Place], missing: Set<String>, textAsMarkup: Set<String>,
    markupAsText: Set<String>
  ) {
    (self.parts, self.holes) = (parts, holes)
    (self.missing, self.textAsMarkup, self.markupAsText) = (missing, textAsMarkup, markupAsText)
  }

  /// The page of a view; its shape must be the one this was rendered for.
  func filled(_ view: View) -> HTML {
    let values = holes.map { view.value(at: $0) }
    var html = HTML()
    html.reserve(parts.reduce(0) { $0 + $1.count } + values.reduce(0) { $0 + $1.size })
    for (index, part) in parts.enumerated() {
      part.withUnsafeBufferPointer { html.append($0) }
      guard index < values.count else { continue }
      switch values[index] {
      case .text(let text): html.text(text)
      case .html(let markup): html.append(markup)
      case .flag, .list, nil: break
      }
    }
    return html
  }
}

/// What of a view decides which parts of a template are printed.
enum ViewShape: Hashable, Sendable {
  case text, html, flag(Bool)
  case list([[String: ViewShape]])

  fileprivate var roughHash: Int {
    switch self {
    case .text: 1
    case .html: 1 << 8
    case .flag(let flag): flag ? 1 << 16 : 0
    case .list(let elements): elements.count << 24
    }
  }
}

extension View {
  var shape: [String: ViewShape] {
    values.mapValues { value in
      switch value {
      case .text: .text
      case .html: .html
      case .flag(let flag): .flag(flag)
      case .list(let views): .list(views.map(\.shape))
      }
    }
  }

  fileprivate func value(at place: Skeleton.Place) -> Value? {
    var view = self
    for element in place.elements {
      guard case .list(let views) = view.values[element.list], views.indices.contains(element.index) else {
        return nil
      }
      view = views[element.index]
    }
    return view.values[place.name]
  }
}

extension View.Value? {
  /// Bytes it takes, without what escaping adds.
  fileprivate var size: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .html(let html): html.bytes.count
    case .flag, .list, nil: 0
    }
  }
}

/// The skeletons made so far, shared by all tasks.
final class SkeletonCache: Sendable {
  private struct Key: Hashable {
    var template: String
    var shape: [String: ViewShape]

    // A template has few shapes: telling them apart by their sizes and comparing the names once is less work than
    // hashing every name.
    func hash(into hasher: inout Hasher) {
      hasher.combine(template)
      hasher.combine(shape.values.reduce(0) { $0 &+ $1.roughHash })
    }
  }

  private let kept = Mutex<[Key: Skeleton]>([:])
  /// A site has a few dozen shapes; a preview that runs for days must not gather thousands.
  private static let most = 512

  /// Two tasks may make one skeleton at the same time: they make the same.
  func skeleton(_ template: String, of view: View, make: () -> Skeleton) -> Skeleton {
    let key = Key(template: template, shape: view.shape)
    if let known = kept.withLock({ $0[key] }) { return known }
    let made = make()
    kept.withLock { kept in
      if kept.count >= Self.most { kept.removeAll() }
      kept[key] = made
    }
    return made
  }
}
