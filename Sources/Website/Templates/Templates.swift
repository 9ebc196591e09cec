import Diagnostics

/// The compiled templates of a site; a name they use and a page does not supply is an error, never an empty string.
public struct Templates: Sendable {
  public static let maximumDepth = 64
  public static let maximumPageBytes = 16 << 20

  private let engine: MustacheEngine
  private let skeletons = SkeletonCache()
  /// What each template prints, with all its partials.
  private let uses: [String: Uses]
  private let root: String

  struct Uses: Sendable {
    var tags: [TemplateTag] = []
    var text: Set<String> = []
    var markup: Set<String> = []
  }

  /// `files` maps `model` to the text of `Templates/model.mustache`.
  public static func compile(_ files: [String: String], root: String = "Templates") -> Diagnosed<Templates> {
    var problems: [Diagnostic] = []
    var tags: [String: [TemplateTag]] = [:]
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      let scanner = TemplateScanner(text, file: "\(root)/\(name).mustache")
      problems += scanner.diagnostics
      tags[name] = scanner.tags
    }
    for tag in tags.sorted(by: { $0.key < $1.key }).flatMap(\.value) where tag.kind == .partial {
      guard tags[tag.name] == nil else { continue }
      let hint = nearest(to: tag.name, among: files.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
      problems.append(
        Diagnostic(
          .error, .unknownPartial, "there is no template '\(tag.name).mustache'\(hint)", at: tag.location))
    }
    guard !problems.hasErrors else { return Diagnosed(nil, problems) }
    var uses: [String: Uses] = [:]
    for name in files.keys.sorted() { problems += collect(name, tags: tags, into: &uses, path: []) }
    guard !problems.hasErrors else { return Diagnosed(nil, problems.inReadingOrder) }
    do {
      return Diagnosed(Templates(engine: try MustacheEngine(files), uses: uses, root: root))
    } catch {
      let file = SourceLocation(file: "\(root)/\(error.template).mustache")
      return Diagnosed(
        nil, [Diagnostic(.error, .invalidTemplate, "cannot be parsed: \(error.reason)", at: file)])
    }
  }

  /// Gathers the tags of a template and its partials; a template that reaches itself is refused, so rendering ends.
  private static func collect(
    _ name: String, tags: [String: [TemplateTag]], into uses: inout [String: Uses], path: [String]
  ) -> [Diagnostic] {
    guard uses[name] == nil, let own = tags[name] else { return [] }
    var problems: [Diagnostic] = []
    var all = Uses()
    for tag in own {
      switch tag.kind {
      case .partial:
        if path.contains(tag.name) || tag.name == name || path.count >= maximumDepth {
          let cycle = (path + [name, tag.name]).joined(separator: " → ")
          return [
            Diagnostic(
              .error, .invalidTemplate,
              "a template may not contain itself, nor nest over \(maximumDepth): \(cycle)",
              at: tag.location)
          ]
        }
        problems += collect(tag.name, tags: tags, into: &uses, path: path + [name])
        if let inner = uses[tag.name] {
          all.tags += inner.tags
          all.text.formUnion(inner.text)
          all.markup.formUnion(inner.markup)
        }
      case .text:
        all.text.insert(tag.name)
        all.tags.append(tag)
      case .markup:
        all.markup.insert(tag.name)
        all.tags.append(tag)
      case .section, .inverted: all.tags.append(tag)
      case .close, .comment: break
      }
    }
    uses[name] = all
    return problems
  }

  /// The page, or every name the template asked for in vain; `page` is the path shown in messages.
  public func render(_ name: String, _ view: View, for page: String) -> Diagnosed<HTML> {
    guard let uses = uses[name] else {
      let place = SourceLocation(file: "\(root)/\(name).mustache")
      return Diagnosed(
        nil,
        [Diagnostic(.error, .unknownPartial, "there is no such template, and '\(page)' needs it", at: place)])
    }
    let rendered = skeletons.skeleton(name, of: view) { engine.skeleton(name, view, uses: uses) }
    var problems: [Diagnostic] = []
    for tag in uses.tags {
      if rendered.missing.contains(tag.name) {
        let hint =
          nearest(to: tag.name, among: view.values.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
        problems.append(
          Diagnostic(
            .error, .unknownVariable, "page '\(page)' has no value '\(tag.name)'\(hint)", at: tag.location))
      } else if tag.kind == .markup, rendered.textAsMarkup.contains(tag.name) {
        problems.append(
          Diagnostic(
            .error, .invalidTemplate, "'\(tag.name)' is text: write '{{\(tag.name)}}', which escapes it",
            at: tag.location, notes: [.init("while making '\(page)'")]))
      } else if tag.kind == .text, rendered.markupAsText.contains(tag.name) {
        problems.append(
          Diagnostic(
            .error, .invalidTemplate, "'\(tag.name)' is markup: write '{{{\(tag.name)}}}'", at: tag.location,
            notes: [.init("while making '\(page)'")]))
      }
    }
    guard problems.isEmpty else { return Diagnosed(nil, problems) }
    let html = rendered.filled(view)
    if html.bytes.count > Self.maximumPageBytes {
      problems.append(
        Diagnostic(
          .error, .limitExceeded, "page '\(page)' is larger than \(Self.maximumPageBytes >> 20) MiB",
          at: SourceLocation(file: "\(root)/\(name).mustache")))
    }
    return problems.isEmpty ? Diagnosed(html) : Diagnosed(nil, problems)
  }
}
