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

extension SiteContext {
  /// `path` is where the page is published: below the top of the site, without `index.html`; `entry` is the path of the
  /// entry of the navigation it belongs to.
  func frame(
    _ title: String, description: String, path: String, root: String, entry: SiteEntry?, isWide: Bool = false
  ) -> Frame {
    Frame(
      root: root, title: title, description: description, canonical: canonical(path),
      siteTitle: catalog.settings.title, isWide: isWide,
      navigation: entries.filter(\.isMain).map {
        Frame.NavigationLink(address: root + $0.path, label: $0.label, isCurrent: $0.path == entry?.path)
      })
  }
}
