import Catalog
import Foundation
import Testing

@testable import Website

@Suite struct PageTests {
  /// Every page of the tiny gallery by path.
  static func pages() throws -> [String: String] {
    let site = try #require(try TestSite().plan().value)
    return try site.pages.reduce(into: [:]) { pages, page in
      let rendered = page.render()
      #expect(rendered.diagnostics.isEmpty)
      pages[page.path] = String(decoding: try #require(rendered.value), as: UTF8.self)
    }
  }

  @Test func everyLinkLeadsToAPageOfTheSite() throws {
    let pages = try Self.pages()
    var checked = 0
    for (path, html) in pages where path.hasSuffix(".html") && path != "404.html" {
      for match in html.matches(of: /(?:href|src)="?([^" >]*)/) {
        let link = String(match.1)
        if link.hasPrefix("http") { continue }
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let address = parts[0].prefix { $0 != "?" }
        let target = address.isEmpty ? path : Self.resolve(String(address), from: path)
        checked += 1
        let page = pages[target]
        #expect(page != nil, "\(path) links to \(link)")
        if parts.count == 2, let page {
          #expect(
            page.contains("id=\"\(parts[1])\"") || page.contains("id=\(parts[1])"), "\(path) links to \(link)"
          )
        }
      }
    }
    #expect(checked > 200)
  }

  private static func resolve(_ link: String, from path: String) -> String {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for step in link.split(separator: "/") {
      if step == ".." { _ = parts.popLast() } else { parts.append(String(step)) }
    }
    return parts.joined(separator: "/")
  }

  /// `default-src 'self'` must hold, so nothing inline may run or style.
  @Test func nothingInlineAndNothingFromOutside() throws {
    for (path, html) in try Self.pages() where path.hasSuffix(".html") {
      #expect(!html.contains(" style="), "\(path)")
      #expect(html.firstMatch(of: /<script(?![^>]* src=)/) == nil, "\(path)")
      #expect(html.firstMatch(of: /<style/) == nil, "\(path)")
      #expect(html.firstMatch(of: /<[^>]* on[a-z]+=/) == nil, "\(path)")
      #expect(
        html.firstMatch(of: /(?:src|<link rel="?stylesheet[^>]* href)="?(?:https?:)?\/\//) == nil, "\(path)")
    }
  }

  @Test func idsAreUniqueAndThereIsOneTitle() throws {
    for (path, html) in try Self.pages() where path.hasSuffix(".html") {
      let ids = html.matches(of: /\sid="?([^" >]*)/).map { String($0.1) }
      #expect(Set(ids).count == ids.count, "\(path)")
      #expect(html.matches(of: /<h1[ >]/).count == 1, "\(path)")
    }
  }

  @Test func whatAnAuthorWroteIsEscaped() throws {
    let page = try #require(try Self.pages()["models/alpha/index.html"])
    #expect(page.contains("A model with &lt;angles&gt; &amp; &quot;quotes&quot;."))
    #expect(!page.contains("<angles>"))
  }

  @Test func eachPairHasOnePageWithTheOlderModelFirst() throws {
    let paths = try Self.pages().keys.filter { $0.contains("-vs-") }
    #expect(paths == ["compare/alpha-vs-beta/index.html"])
  }

  @Test func relatedComparisonsAreAtLeastThoseSomebodyLinksTo() throws {
    let site = try TestSite().plan(options: SiteOptions(comparisons: .related)).value
    #expect(site?.page(at: "compare/alpha-vs-beta/index.html") != nil)
  }

  @Test func aPageForLostReadersStandsOnTheSitesOwnPath() throws {
    let page = try #require(try Self.pages()["404.html"])
    #expect(page.contains("href=\"/tiny/assets/site.css\""))
    let other = try TestSite().plan(options: SiteOptions(baseURL: "http://127.0.0.1:8080/")).value
    let root = try #require(other?.page(at: "404.html")?.render().value)
    #expect(String(decoding: root, as: UTF8.self).contains("href=\"/assets/site.css\""))
  }

  @Test func theListOfAllModelsHoldsEachModelsFile() throws {
    let pages = try Self.pages()
    func value(_ path: String) throws -> NSDictionary {
      let data = Data(try #require(pages[path]).utf8)
      return try #require(try JSONSerialization.jsonObject(with: data) as? NSDictionary)
    }
    let files = try pages.keys.filter { $0.hasPrefix("api/v1/models/") }.map(value)
    let all = try #require(try value("api/v1/models.json")["models"] as? [NSDictionary])
    #expect(all.count > 1 && Set(all) == Set(files))
  }

  @Test func dataFilesAreJSONWithTheStableKeys() throws {
    let pages = try Self.pages()
    let text = try #require(pages["api/v1/models.json"])
    // The members of the first model stand on the third level.
    let first = text.split(separator: "\n    },").first.map(String.init) ?? ""
    let keys = first.matches(of: /\n      "(\w+)":/).map { String($0.1) }
    let stable = """
      slug name organization released license context decoderType attention layerMix layers width vocabulary \
      features parameters kvCache stateBytes basedOn sources figure
      """.split(separator: " ").map(String.init)
    #expect(keys.filter(stable.contains) == stable)
    #expect(first.contains("\"slug\": \"beta\""))
    _ = try JSONSerialization.jsonObject(with: Data(text.utf8))
    _ = try JSONSerialization.jsonObject(with: Data(try #require(pages["search.json"]).utf8))
  }
}
