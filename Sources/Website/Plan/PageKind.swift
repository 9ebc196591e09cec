import Catalog
import Diagnostics

/// A page in its frame.
typealias Framed<Content> = Nested<Frame, Content>

/// A kind of page: its templates and every page made with them.
protocol PageKind: SendableMetatype {
  /// How the navigation and the search box lead to it.
  static func entries(_ catalog: Catalog) -> [SiteEntry]
  static func add(to plan: inout PagePlan)
}

extension PageKind {
  static func entries(_ catalog: Catalog) -> [SiteEntry] { [] }
}

/// A page that readers find by its name from everywhere.
struct SiteEntry: Sendable {
  let label: String
  let path: String
  /// In the navigation too, not only in the search box.
  let isMain: Bool

  init(_ label: String, _ path: String, isMain: Bool = true) {
    (self.label, self.path, self.isMain) = (label, path, isMain)
  }
}

/// The pages of a site in the making, and what is wrong with the templates they need.
struct PagePlan {
  let context: SiteContext
  /// Nil when nobody asks what pages are made from.
  let keys: PageKeys?
  var pages: [OutputPage] = []
  /// Makes pages no build makes.
  var onRequest: @Sendable (_ path: String) -> OutputPage? = { _ in nil }
  private(set) var problems: [Diagnostic] = []

  init(_ context: SiteContext, keys: PageKeys? = nil) { (self.context, self.keys) = (context, keys) }

  /// Adds the pages made with a template; none when the template does not fit what they have to say.
  mutating func add<Content>(
    _ template: String, _ slots: [Slot<Content>], pages: (PageTemplate<Content>) -> [OutputPage]
  ) {
    let compiled = context.templates.template(
      template, Framed.inner(slots), optional: Framed.outer(Frame.slots))
    // A partial is part of many templates.
    problems += compiled.diagnostics.filter { new in
      !problems.contains { $0.id == new.id && $0.location == new.location }
    }
    guard let value = compiled.value else { return }
    let digest = context.templates.digest(template)
    self.pages += pages(PageTemplate(name: template, template: value, digest: digest))
  }
}

/// A template for pages in their frames.
struct PageTemplate<Content: Sendable>: Sendable {
  fileprivate let name: String
  fileprivate let template: Template<Framed<Content>>
  /// Of the template as it is written, with its partials.
  let digest: Digest

  /// A page whose content is made when somebody asks for it.
  func page(
    _ path: String, from origin: SourceLocation? = nil, in frame: Frame,
    inputs: OutputPage.Inputs = .everything, content: @escaping @Sendable () -> Diagnosed<Content>
  ) -> OutputPage {
    let file = SourceLocation(file: "Templates/\(name).mustache")
    return OutputPage(path, from: origin ?? file, inputs: inputs) { [template] out in
      let made = content()
      guard let content = made.value else { return made.diagnostics }
      template.write(Framed(outer: frame, inner: content), to: &out)
      guard out.count > Templates.maximumPageBytes else { return made.diagnostics }
      let size = "\(Templates.maximumPageBytes >> 20) MiB"
      return made.diagnostics + [
        Diagnostic(.error, .limitExceeded, "page '\(path)' is larger than \(size)", at: file)
      ]
    }
  }

  func page(
    _ path: String, from origin: SourceLocation? = nil, in frame: Frame,
    content: @escaping @Sendable () -> Content
  ) -> OutputPage {
    page(path, from: origin, in: frame) { Diagnosed(content()) }
  }
}
