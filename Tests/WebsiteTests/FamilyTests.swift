import Catalog
import Testing

@testable import Website

@Suite struct FamilyTests {
  /// Three generations by two makers.
  static func site() throws -> TestSite {
    let site = try TestSite()
    site.content["models/gamma.md"] = TinyGallery.content["models/beta.md"]?
      .replacing("name: Beta", with: "name: Gamma").replacing("2025-03-04", with: "2025-06-01")
      .replacing("model: alpha", with: "model: beta").replacing("width: 128}", with: "width: 256}")
      .replacing("beta,alpha", with: "gamma,alpha")
    return site
  }

  static func page(_ path: String, options: SiteOptions = SiteOptions()) throws -> String {
    let page = try #require(try site().plan(options: options).value?.page(at: path))
    let rendered = page.render()
    #expect(rendered.diagnostics.isEmpty)
    return String(decoding: try #require(rendered.value), as: UTF8.self)
  }

  @Test func aLineageIsATreeWithWhatChangedOnEachEdge() throws {
    let html = try Self.page("families/alpha/index.html")
    let beta = try #require(html.range(of: ">Beta</a>")), gamma = try #require(html.range(of: ">Gamma</a>"))
    #expect(html[beta.upperBound..<gamma.lowerBound].contains("<ul>"))
    #expect(html.contains("../../compare/beta-vs-gamma/index.html"))
  }

  @Test func aTableMarksWhatDiffersFromTheFirst() throws {
    let html = try Self.page("families/alpha/index.html")
    let row = try #require(html.firstMatch(of: /<th scope="row">Vocabulary<\/th>(.*)<\/tr>/)).1
    #expect(row == "<td class=\"d1 d2\">100</td><td class=\"d0\">200</td><td class=\"d0\">200</td>")
  }

  @Test func familiesOfTwoAreNotMade() throws {
    let site = try #require(try Self.site().plan().value)
    let paths = site.pages.map(\.path).filter { $0.hasPrefix("families/") }
    #expect(
      paths == [
        "families/alpha/index.html", "families/index.html", "families/select/index.html",
        "families/under-4b/index.html",
      ])
  }

  @Test func aModelPageShowsAncestorsAndHeirs() throws {
    let html = try Self.page("models/beta/index.html")
    let lineage = try #require(html.firstMatch(of: /<ol class="lin">(.*?)<\/ol>/)).1
    let names = lineage.matches(of: /(?:<b>|models\/[a-z]+\/index.html">)([A-Z][a-z]+)</).map { String($0.1) }
    #expect(names == ["Alpha", "Beta", "Gamma"])
  }

  /// Gamma and Delta come from Beta, Delta from Alpha too; Beta comes from Alpha, of another maker.
  @Test func everyAncestorIsNamedWithItsRelation() throws {
    let site = try Self.site()
    site.content["models/delta.md"] = site.content["models/gamma.md"]?
      .replacing("name: Gamma", with: "name: Delta").replacing("2025-06-01", with: "2025-07-01")
      .replacing("relation: modified }]", with: "relation: scaled }, { model: alpha, relation: borrowed }]")
      .replacing("gamma,alpha", with: "delta,alpha")
    let plan = try #require(site.plan().value)
    func text(_ path: String) throws -> String {
      let page = try #require(plan.page(at: path))
      let bytes = try #require(page.render().value)
      return String(decoding: bytes, as: UTF8.self).replacing(/<[^>]*>/, with: "")
    }
    #expect(try text("models/delta/index.html").contains("Also from Alpha, borrowed recipe: "))
    let maker = try text("families/by-second-lab/index.html")
    #expect(maker.contains("Also from Alpha, borrowed recipe"))
    #expect(maker.contains("From Alpha, modified") && !maker.contains("Also from Alpha, modified"))
  }

  @Test func thePickerListsEveryStepOfALineageUnderTheMakerOfTheLaterModel() throws {
    let html = try Self.page("compare/index.html")
    let maker = try #require(
      html.firstMatch(of: /<summary>Second Lab .*?2 steps.*?<\/details>/.dotMatchesNewlines())
    ).0
    #expect(maker.contains("Alpha and Beta") && maker.contains("Beta and Gamma"))
    #expect(maker.contains("Modified: "))
  }

  @Test func onlyDescendantsAreSaidToHaveChangedAnything() throws {
    let site = try Self.site()
    site.content["models/delta.md"] = TinyGallery.content["models/beta.md"]?
      .replacing("name: Beta", with: "name: Delta").replacing("2025-03-04", with: "2025-09-01")
      .replacing("based_on: [{ model: alpha, relation: modified }]", with: "compare_with: [beta]")
    let page = try #require(site.plan().value?.page(at: "models/beta/index.html"))
    let html = String(decoding: try #require(page.render().value), as: UTF8.self)
    let list = try #require(html.firstMatch(of: /id="compare"(.*?)<details/.dotMatchesNewlines())).1
    func words(of name: String) throws -> Substring {
      let own = try #require(list.range(of: ">\(name)</a><span>"))
      return list[own.upperBound...].prefix(while: { $0 != ":" })
    }
    #expect(try words(of: "Alpha") == "What this model changed")
    #expect(try words(of: "Gamma") == "What it changed")
    #expect(try words(of: "Delta") == "Against this model")
  }

  @Test func aLinkToAComparisonIsExplainedByItsVerdict() throws {
    let html = try Self.page("models/beta/index.html")
    let words = try #require(
      html.firstMatch(of: /class="term"[^>]*compare\/alpha-vs-beta[^>]*>.*?<b>(.*?)<\/b> (.*?)<\/span>/))
    #expect(words.1 == "Alpha and Beta" && words.2.hasSuffix("."))
  }

  @Test func pagesThatMentionAModelAreListedOnIt() throws {
    let html = try Self.page("models/alpha/index.html")
    let mentions = try #require(html.firstMatch(of: /Mentioned in<\/h2>(.*?)<\/section>/)).1
    #expect(mentions.contains("../../concepts/sliding-window/index.html"))
    #expect(!mentions.contains("models/alpha/"))
  }

  @Test func relatedComparisonsCoverEveryLinkOfAPage() throws {
    let site = try #require(try Self.site().plan(options: SiteOptions(comparisons: .related)).value)
    for page in site.pages where page.path.hasSuffix("index.html") {
      let html = String(decoding: page.render().value ?? [], as: UTF8.self)
      for match in html.matches(of: /compare\/([a-z]+-vs-[a-z]+)\/index.html/) {
        #expect(site.page(at: "compare/\(match.1)/index.html") != nil, "\(page.path) links to \(match.1)")
      }
    }
  }
}
