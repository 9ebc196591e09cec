import Diagnostics

/// The templates of a site as their author wrote them, each sound by itself and with partials that are there.
public struct Templates: Sendable {
  /// Partials inside each other.
  static let maximumDepth = 64
  /// Tags of one template with all its partials put in: partials that name others twice double at each step.
  static let maximumTags = 10_000
  static let maximumPageBytes = 16 << 20

  private let sources: [String: TemplateSource]
  private let root: String

  /// `files` maps `model` to the text of `Templates/model.mustache`.
  public static func compile(_ files: [String: String], root: String = "Templates") -> Diagnosed<Templates> {
    var problems: [Diagnostic] = []
    var sources: [String: TemplateSource] = [:]
    for (name, text) in files.sorted(by: { $0.key < $1.key }) {
      let source = TemplateSource(text, file: "\(root)/\(name).mustache")
      problems += source.diagnostics
      sources[name] = source
    }
    for tag in sources.sorted(by: { $0.key < $1.key }).flatMap(\.value.tags) where tag.kind == .partial {
      guard sources[tag.name] == nil else { continue }
      let hint = nearest(to: tag.name, among: files.keys.sorted()).map { "; did you mean '\($0)'?" } ?? ""
      problems.append(
        Diagnostic(
          .error, .unknownPartial, "there is no template '\(tag.name).mustache'\(hint)", at: tag.location))
    }
    guard !problems.hasErrors else { return Diagnosed(nil, problems) }
    var sizes: [String: Int] = [:]
    for name in files.keys.sorted() { problems += measure(name, sources, &sizes, path: []) }
    guard !problems.hasErrors else { return Diagnosed(nil, problems.inReadingOrder) }
    return Diagnosed(Templates(sources: sources, root: root))
  }

  /// Counts the tags of a template with its partials; one that reaches itself is refused, so that putting them in ends.
  private static func measure(
    _ name: String, _ sources: [String: TemplateSource], _ sizes: inout [String: Int], path: [String]
  ) -> [Diagnostic] {
    guard sizes[name] == nil, let source = sources[name] else { return [] }
    func problem(_ summary: String, at tag: TemplateTag) -> Diagnostic {
      Diagnostic(.error, .invalidTemplate, summary, at: tag.location)
    }
    var problems: [Diagnostic] = []
    var size = 0
    for tag in source.tags {
      size += 1
      if tag.kind == .partial {
        if path.contains(tag.name) || tag.name == name || path.count >= maximumDepth {
          let cycle = (path + [name, tag.name]).joined(separator: " → ")
          return [
            problem("a template may not contain itself, nor nest over \(maximumDepth): \(cycle)", at: tag)
          ]
        }
        problems += measure(tag.name, sources, &sizes, path: path + [name])
        size += sizes[tag.name] ?? 0
      }
      // Said once, at the innermost template that is too large.
      if size > maximumTags, problems.isEmpty {
        sizes[name] = 0
        return problems + [
          problem("over \(maximumTags) tags with all partials put in; make the template smaller", at: tag)
        ]
      }
    }
    sizes[name] = problems.isEmpty ? size : 0
    return problems
  }

  /// The template for pages with these slots: it uses no other names, each as what it is, and all that are not in
  /// `optional`.
  func template<Page>(
    _ name: String, _ slots: [Slot<Page>], optional: [Slot<Page>] = []
  ) -> Diagnosed<Template<Page>> {
    let file = SourceLocation(file: "\(root)/\(name).mustache", line: 1, column: 1)
    guard let source = sources[name] else {
      return Diagnosed(
        nil, [Diagnostic(.error, .unknownPartial, "there is no such template, and pages need it", at: file)])
    }
    var parts: [TemplateSource.Part] = []
    var without: Set<String> = []
    expand(source, into: &parts, &without)
    var compiler = TemplateCompiler(kind: name)
    let template = compiler.program(parts[...], slots + optional)
    var problems = compiler.problems
    // A name that is spelled wrong is one mistake, not two.
    for path in problems.isEmpty ? slots.flatMap(\.paths) : [] where !compiler.used.contains(path) {
      let own = path.split(separator: ".").last.map(String.init) ?? path
      guard !without.contains(own) else { continue }
      problems.append(
        Diagnostic(
          .error, .unusedValue,
          "pages of '\(name)' supply '\(path)' and the template never uses it; print it, or write '{{! without \(own) }}'",
          at: file))
    }
    return problems.hasErrors ? Diagnosed(nil, problems) : Diagnosed(template, problems)
  }

  /// Of a template as it is written, with its partials.
  func digest(_ name: String) -> Digest {
    var digest = Digest("template")
    guard let source = sources[name] else { return digest }
    digest.add(source.bytes)
    for tag in source.tags where tag.kind == .partial {
      digest = Digest(digest, self.digest(tag.name))
    }
    return digest
  }

  private func expand(
    _ source: TemplateSource, into parts: inout [TemplateSource.Part], _ without: inout Set<String>
  ) {
    without.formUnion(source.without)
    for part in source.parts {
      if case .tag(let tag) = part, tag.kind == .partial {
        if let partial = sources[tag.name] { expand(partial, into: &parts, &without) }
      } else {
        parts.append(part)
      }
    }
  }
}
