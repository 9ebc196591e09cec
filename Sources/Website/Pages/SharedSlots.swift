import Catalog

// What pages of several kinds say in the same words.

/// The headings a table of contents shows.
struct Contents: Sendable {
  private let heading: Document.Heading

  private static let slots: [Slot<Contents>] = [
    .text("toc_href") { "#" + $0.heading.id }, .text("toc_label") { $0.heading.text },
  ]

  static func slots<Page>(_ document: @escaping @Sendable (Page) -> Document) -> [Slot<Page>] {
    @Sendable func headings(_ page: Page) -> [Contents] {
      document(page).headings.filter { $0.level == 2 }.map(Contents.init)
    }
    return [.list("toc", of: slots, headings), .flag("has_toc") { headings($0).count > 1 }]
  }
}

/// A line of a list of links: where it leads, what it is called, and a few words about it.
struct LinkItem: Sendable {
  let href: String
  let label: String
  let note: String

  init(_ href: String, _ label: String, _ note: String = "") {
    (self.href, self.label, self.note) = (href, label, note)
  }

  fileprivate static let slots: [Slot<LinkItem>] = [.text("href") { $0.href }, .text("label") { $0.label }]
  fileprivate static let notedSlots = slots + [.text("note") { $0.note }]
}

extension Slot {
  static func links(_ name: String, _ items: @escaping @Sendable (Page) -> [LinkItem]) -> Slot {
    .list(name, of: LinkItem.slots, items)
  }

  /// Links with a few words about each.
  static func notedLinks(_ name: String, _ items: @escaping @Sendable (Page) -> [LinkItem]) -> Slot {
    .list(name, of: LinkItem.notedSlots, items)
  }
}

/// Pages whose prose links to this one.
enum Mentions {
  static func slots<Page>(
    _ page: @escaping @Sendable (Page) -> (context: SiteContext, address: String, root: String)
  ) -> [Slot<Page>] {
    @Sendable func links(_ own: Page) -> [LinkItem] {
      let (context, address, root) = page(own)
      return (context.mentions[address] ?? []).map { LinkItem(root + $0.address, $0.title) }
    }
    return [.links("mentions", links), .flag("has_mentions") { !links($0).isEmpty }]
  }
}

/// Where claims can be checked.
enum Sources {
  static func slots<Page>(_ sources: @escaping @Sendable (Page) -> [SourceLink]) -> [Slot<Page>] {
    [
      .notedLinks("sources") { sources($0).map { LinkItem($0.url, label($0.key), host($0.url)) } },
      .flag("has_sources") { !sources($0).isEmpty },
    ]
  }

  private static func label(_ key: String) -> String {
    let labels = [
      "config": "Published configuration", "report": "Technical report", "card": "Model card", "code": "Code",
      "announcement": "Announcement", "paper": "Paper",
    ]
    return labels[key] ?? key.prefix(1).uppercased() + key.dropFirst().replacing("_", with: " ")
  }

  private static func host(_ url: String) -> String {
    url.split(separator: "/").dropFirst().first.map(String.init) ?? url
  }
}
