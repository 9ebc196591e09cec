import Catalog
import Diagnostics

/// What the templates of all pages can name: the head, the navigation, the way to the top of the site.
///
/// A class, since thousands of pages share one.
final class Frame: Sendable {
  /// From the page to the top of the site.
  let root: String
  let title: String
  let description: String
  /// The published address; `index.html` is what a server adds by itself.
  let canonical: String
  let siteTitle: String
  let isWide: Bool
  let navigation: [NavigationLink]

  struct NavigationLink: Sendable {
    let address: String
    let label: String
    let isCurrent: Bool

    static let slots: [Slot<NavigationLink>] = [
      .text("nav_href") { $0.address }, .text("nav_label") { $0.label },
      .flag("nav_current") { $0.isCurrent },
    ]
  }

  init(
    root: String, title: String, description: String, canonical: String, siteTitle: String, isWide: Bool,
    navigation: [NavigationLink]
  ) {
    (self.root, self.title, self.description, self.canonical) = (root, title, description, canonical)
    (self.siteTitle, self.isWide, self.navigation) = (siteTitle, isWide, navigation)
  }

  /// What pages say of it that do not say everything themselves.
  func add(to digest: inout Digest) {
    for text in [root, title, description, canonical, siteTitle] { digest.add(text) }
    for link in navigation {
      digest.add(link.address)
      digest.add(link.label)
    }
  }

  static let slots: [Slot<Frame>] = [
    .text("root") { $0.root },
    .text("home") { $0.root + "index.html" },
    .text("page_title") { $0.title == $0.siteTitle ? $0.title : "\($0.title) · \($0.siteTitle)" },
    .text("page_heading") { $0.title },
    .text("page_description") { $0.description },
    .text("canonical") { $0.canonical },
    .text("site_title") { $0.siteTitle },
    .flag("is_wide") { $0.isWide },
    .list("nav", of: NavigationLink.slots) { $0.navigation },
  ]
}

/// A page in its frame.
typealias Framed<Content> = Nested<Frame, Content>

extension SiteContext {
  /// `path` is where the page is published: below the top of the site, without `index.html`.
  func frame(_ title: String, description: String, path: String, root: String, nav: NavItem?) -> Frame {
    Frame(
      root: root, title: title, description: description, canonical: canonical(path),
      siteTitle: catalog.settings.title, isWide: nav == .table,
      navigation: NavItem.allCases.filter { $0 != .essays || !catalog.essays.isEmpty }.map { item in
        Frame.NavigationLink(address: root + item.path, label: item.label, isCurrent: item == nav)
      })
  }
}

/// A kind of page: its templates and every page made with them.
protocol PageKind: SendableMetatype {
  static func add(to plan: inout PagePlan)
}

/// The pages of a site in the making, and what is wrong with the templates they need.
struct PagePlan {
  let context: SiteContext
  var pages: [Page] = []
  private(set) var problems: [Diagnostic] = []

  init(_ context: SiteContext) { self.context = context }

  /// Adds the pages made with a template; none when the template does not fit what they have to say.
  mutating func add<Content>(
    _ template: String, _ slots: [Slot<Content>], pages: (PageTemplate<Content>) -> [Page]
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
    content: @escaping @Sendable () -> Diagnosed<Content>
  ) -> Page {
    let file = SourceLocation(file: "Templates/\(name).mustache")
    return Page(path, from: origin ?? file) { [template] out in
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
  ) -> Page {
    page(path, from: origin, in: frame) { Diagnosed(content()) }
  }
}
