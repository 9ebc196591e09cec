import Catalog
import Diagnostics

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

/// Pages whose prose links to this one.
enum Mentions {
  static func slots<Page>(
    _ page: @escaping @Sendable (Page) -> (context: SiteContext, address: String, root: String)
  ) -> [Slot<Page>] {
    [
      .markup("mentions") {
        let (context, address, root) = page($0)
        $1.append(context.mentioned(address, root: root))
      },
      .flag("has_mentions") {
        let (context, address, _) = page($0)
        return context.mentions[address] != nil
      },
    ]
  }
}

/// Where claims can be checked.
enum Sources {
  static func slots<Page>(_ sources: @escaping @Sendable (Page) -> [SourceLink]) -> [Slot<Page>] {
    [
      .markup("sources") { for source in sources($0) { write(source, to: &$1) } },
      .flag("has_sources") { !sources($0).isEmpty },
    ]
  }

  private static func write(_ source: SourceLink, to out: inout ByteWriter) {
    out.raw("<li>")
    out.link(source.url, label(source.key))
    out.raw("<span>")
    out.text(host(source.url))
    out.raw("</span></li>")
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
