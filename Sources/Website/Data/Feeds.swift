import Catalog
import Diagnostics

/// What other sites and readers subscribe to: the Atom feed and the sitemap.
struct Feeds: PageKind, Sendable {
  private let context: SiteContext

  /// The last kind: the sitemap names the pages of all others.
  static func add(to plan: inout PagePlan) {
    let feeds = Feeds(context: plan.context), settings = SourceLocation(file: "Content/gallery.yml")
    plan.pages.append(
      OutputPage("feed.xml", from: settings) { xml in
        feeds.writeAtom(to: &xml)
        return []
      })
    let paths = plan.pages.map(\.path)
    plan.pages.append(
      OutputPage("sitemap.xml", from: settings) { xml in
        feeds.writeSitemap(of: paths, to: &xml)
        return []
      })
  }

  private func writeSitemap(of paths: [String], to xml: inout ByteWriter) {
    let addresses = paths.filter { $0 != "404.html" }.compactMap(Self.address).sorted()
    let site = context.canonical("")
    xml.append(Self.declaration)
    xml.element("urlset", .set("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9")) { xml in
      xml.endLine()
      for address in addresses {
        xml.element("url") { $0.element("loc", text: site + address) }
        xml.endLine()
      }
    }
    xml.endLine()
  }

  private static let declaration: StaticString = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"

  /// Of a page as it is published: without `index.html`, which a server adds by itself; nil for other files.
  private static func address(_ path: String) -> String? {
    guard path.ends(with: ".html") else { return nil }
    let name: StaticString = "index.html"
    return path.ends(with: name) ? String(path.utf8.dropLast(name.utf8CodeUnitCount)) : path
  }

  private var dated: [(model: Model, date: String)] {
    context.catalog.models.compactMap { model in model.released.iso.map { (model, $0) } }
  }

  /// The newest models, by the day of their release: the only dates a reader of the feed can rely on.
  ///
  /// An entry without a date is no valid Atom, so models whose release is not stated are left out.
  private func writeAtom(to xml: inout ByteWriter) {
    let settings = context.catalog.settings, models = dated.prefix(30)
    func midnight(_ day: String) -> String { day + "T00:00:00Z" }
    xml.append(Self.declaration)
    xml.element("feed", .set("xmlns", "http://www.w3.org/2005/Atom")) { xml in
      xml.endLine()
      xml.line("title", settings.title)
      xml.line("subtitle", settings.description)
      xml.line("id", context.canonical(""))
      xml.relation("self", context.canonical("feed.xml"))
      xml.relation("alternate", context.canonical(""))
      xml.line("updated", midnight(models.first?.date ?? "1970-01-01"))
      xml.element("author") { $0.line("name", settings.author) }
      xml.endLine()
      for (model, date) in models {
        let address = context.canonical("models/\(model.slug)/")
        xml.element("entry") {
          $0.endLine()
          $0.line("title", model.name)
          $0.line("id", address)
          $0.relation("alternate", address)
          $0.line("updated", midnight(date))
          $0.line("summary", "\(model.summary) \(model.sheet.layerMix).")
        }
        xml.endLine()
      }
    }
    xml.endLine()
  }
}

extension ByteWriter {
  fileprivate mutating func line(_ name: StaticString, _ text: String) {
    element(name, text: text)
    endLine()
  }

  /// `<link rel="self" href="…"></link>`.
  fileprivate mutating func relation(_ relation: String, _ address: String) {
    element("link", .set("rel", relation), .href(address), text: "")
    endLine()
  }
}

extension String {
  /// `hasSuffix` of bytes, which reads no characters.
  fileprivate func ends(with end: StaticString) -> Bool {
    var text = self
    return text.withUTF8 { utf8 in
      end.withUTF8Buffer { end in
        utf8.count >= end.count && end.indices.allSatisfy { utf8[utf8.count - end.count + $0] == end[$0] }
      }
    }
  }
}
