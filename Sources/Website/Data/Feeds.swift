import Catalog
import Diagnostics

/// What other sites and readers subscribe to: the Atom feed and the sitemap.
struct Feeds: Sendable {
  let context: SiteContext

  var pages: [Page] {
    let settings = SourceLocation(file: "Content/gallery.yml")
    return [Page("feed.xml", from: settings) { Diagnosed(atom.bytes) }]
  }

  func sitemap(of pages: [Page]) -> Page {
    let paths = pages.map(\.path)
    return Page("sitemap.xml", from: SourceLocation(file: "Content/gallery.yml")) { xml in
      let addresses = paths.filter { $0 != "404.html" }.compactMap(Self.address).sorted()
      let site = HTML(text: context.canonical(""))
      xml.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
      xml.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n")
      for address in addresses {
        xml.raw("<url><loc>")
        xml.append(site)
        xml.text(address)
        xml.raw("</loc></url>\n")
      }
      xml.raw("</urlset>\n")
      return []
    }
  }

  /// Of a page as it is published: without `index.html`, which a server adds by itself; nil for other files.
  private static func address(_ path: String) -> String? {
    guard path.ends(with: ".html") else { return nil }
    let name: StaticString = "index.html"
    return path.ends(with: name) ? String(path.utf8.dropLast(name.utf8CodeUnitCount)) : path
  }

  /// The newest models, by the day of their release: the only dates a reader of the feed can rely on.
  ///
  /// An entry without a date is no valid Atom, so models whose release is not stated are left out.
  private var atom: HTML {
    let settings = context.catalog.settings
    let models = context.catalog.models.compactMap { model in model.released.iso.map { (model, $0) }
    }.prefix(30)
    var xml: HTML =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
    element("title", settings.title, &xml)
    element("subtitle", settings.description, &xml)
    element("id", context.canonical(""), &xml)
    link("self", context.canonical("feed.xml"), &xml)
    link("alternate", context.canonical(""), &xml)
    element("updated", (models.first?.1 ?? "1970-01-01") + "T00:00:00Z", &xml)
    xml.raw("<author>")
    element("name", settings.author, &xml)
    xml.raw("</author>\n")
    for (model, date) in models {
      let address = context.canonical("models/\(model.slug)/")
      xml.raw("<entry>\n")
      element("title", model.name, &xml)
      element("id", address, &xml)
      link("alternate", address, &xml)
      element("updated", date + "T00:00:00Z", &xml)
      element("summary", "\(model.summary) \(model.sheet.layerMix).", &xml)
      xml.raw("</entry>\n")
    }
    xml.raw("</feed>\n")
    return xml
  }

  private func element(_ name: StaticString, _ text: String, _ xml: inout HTML) {
    xml.raw("<")
    xml.raw(name)
    xml.raw(">")
    xml.text(text)
    xml.raw("</")
    xml.raw(name)
    xml.raw(">\n")
  }

  private func link(_ relation: String, _ address: String, _ xml: inout HTML) {
    xml.raw("<link")
    xml.attribute("rel", relation)
    xml.attribute("href", address)
    xml.raw("/>\n")
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
