import Catalog
import Diagram
import Testing

@testable import Website

/// Pages about the gallery as a whole, and what other pages say of a model's neighbourhood.
@Suite struct OverviewTests {
  static func page(_ path: String, in site: TestSite) throws -> String {
    let plan = try #require(site.plan().value)
    let page = try #require(plan.page(at: path))
    let rendered = page.render()
    #expect(rendered.diagnostics.isEmpty, "\(rendered.diagnostics)")
    return String(decoding: try #require(rendered.value), as: UTF8.self)
  }

  @Test(arguments: [
    (
      "timeline/index.html",
      ["<h2 id=\"y2024\">January 2024</h2>", "First here with", "../models/gamma/index.html"]
    ),
    ("statistics/index.html", ["KV cache per token", "<th scope=\"row\">2025</th><td class=\"num\">2</td>"]),
    ("scale/index.html", ["../models/alpha/index.html", ">Gamma</text>"]),
    ("families/select/index.html", ["value=\"alpha\"", "assets/select.js"]),
    ("poster.svg", [">Alpha</text>", ">Gamma</text>"]),
  ]) func everyModelStandsOnThePagesOfAll(_ path: String, _ parts: [String]) throws {
    let html = try Self.page(path, in: try FamilyTests.site())
    for part in parts { #expect(html.contains(part), "\(path) lacks \(part)") }
  }

  @Test func aConceptIsNewOnlyOnce() throws {
    let html = try Self.page("timeline/index.html", in: try FamilyTests.site())
    let news = html.matches(of: /concepts\/gqa\/index.html/)
    #expect(news.count == 1)
  }

  @Test func descentLinksEachChangeToItsComparison() throws {
    let html = try Self.page("families/alpha/index.html", in: try FamilyTests.site())
    let drawn = try #require(
      html.firstMatch(of: /<figure class="chart">(.*?)<\/figure>/.dotMatchesNewlines())
    ).1
    #expect(drawn.contains("<a href=\"../../compare/alpha-vs-beta/index.html\">"))
    #expect(drawn.contains("Beta from Alpha; Gamma from Beta."))
  }

  @Test func aModelPageCountsTheChangesFromItsNearest() throws {
    let html = try Self.page("models/gamma/index.html", in: try FamilyTests.site())
    let nearest = try #require(
      html.firstMatch(of: /<ul class="links nearest">(.*?)<\/section>/.dotMatchesNewlines())
    ).1
    let first = try #require(nearest.range(of: "from Beta")),
      second = try #require(nearest.range(of: "from Alpha"))
    #expect(first.lowerBound < second.lowerBound)
    #expect(nearest.contains("<b>128 → 256 (×2)</b>"))
  }

  @Test(arguments: [
    ("model: alpha", "links to", "../../models/alpha/index.html"),
    ("model: alpha\ndetail: card", "is drawn", "<div class=\"one\"><svg"),
    ("show: map\nmodel: alpha", "is drawn", "Alpha: layer map"),
    ("show: comparison\nmodels: [beta, alpha]", "links to", "../../compare/alpha-vs-beta/index.html"),
    ("show: comparison\nmodels: [beta, alpha]", "is drawn", "Alpha and Beta, aligned"),
    ("show: comparison\nmodels: [beta, alpha]\ndetail: full", "is drawn", "class=\"card"),
  ]) func proseShowsLiveFigures(_ block: String, _ what: String, _ expected: String) throws {
    let site = try TestSite().edit("concepts/gqa.md") { $0 + "\n\n```figure\n\(block)\n```\n" }
    let html = try Self.page("concepts/gqa/index.html", in: site)
    let figure = try #require(
      html.firstMatch(of: /<figure class="inline-fig">(.*?)<\/figure>/.dotMatchesNewlines())
    ).1
    #expect(figure.contains(expected), "\(block) \(what) \(expected)")
  }

  @Test func anUnknownDetailIsReportedAtTheBlock() throws {
    let site = try TestSite().edit("concepts/gqa.md") {
      $0 + "\n\n```figure\nmodel: alpha\ndetail: huge\n```\n"
    }
    let problem = try #require(site.plan().diagnostics.first)
    #expect(problem.summary.contains("huge"))
    #expect(problem.location.file.hasSuffix("concepts/gqa.md") && problem.location.line == 12)
  }

  @Test func drawnModelsAndComparedPairsAreMentioned() throws {
    let site = try TestSite().edit("concepts/gqa.md") { $0 + "\n\n```figure\nmodel: beta\n```\n" }
    let model = try Self.page("models/beta/index.html", in: site)
    #expect(model.contains("Mentioned in"))
    let comparison = try Self.page("compare/alpha-vs-beta/index.html", in: site)
    let mentions = try #require(comparison.firstMatch(of: /Mentioned in<\/h2>(.*?)<\/section>/)).1
    #expect(mentions.contains("../../models/beta/index.html"))
  }

  @Test func thePickerOffersEachPairOnce() throws {
    let html = try Self.page("compare/index.html", in: try FamilyTests.site())
    #expect(html.matches(of: /href="..\/compare\/beta-vs-gamma\/index.html"/).count == 1)
    #expect(html.contains("<option value=\"Alpha\" data-slug=\"alpha\">"))
  }

  @Test func aConceptShowsWhoTookItUp() throws {
    let html = try Self.page("concepts/gqa/index.html", in: try FamilyTests.site())
    #expect(html.contains("Grouped-query attention: models per quarter"))
    #expect(html.contains("3 of 3 models use it."))
  }
}
