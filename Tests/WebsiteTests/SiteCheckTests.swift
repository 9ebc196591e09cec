import Diagnostics
import Testing

@testable import Website

@Suite struct SiteCheckTests {
  private func check(_ pages: [String: String], _ expected: [String]) throws {
    let site = Site.checked(
      pages.map { path, text in
        OutputPage(path, from: SourceLocation(file: "x.md")) { Array(text.utf8) }
      })
    #expect(
      try #require(site.value).check(tasks: 1, templates: TemplateFiles(files: [:])).map(\.summary)
        == expected)
  }

  @Test func everyLinkOfTheTinyGalleryLeadsSomewhere() throws {
    #expect(
      try #require(try TestSite().plan().value).check(tasks: 2, templates: TestSite.repositoryTemplates) == []
    )
  }

  @Test(arguments: ["{{root}}none.html", "none.html"])
  func aDeadAddressOfATemplateIsOneProblemThere(_ address: String) throws {
    let site = try TestSite()
    let bottom = String(decoding: site.templates.files["bottom.mustache"] ?? [], as: UTF8.self)
    site.templates.files["bottom.mustache"] = Array("<a href=\"\(address)\">x</a>\n\(bottom)".utf8)
    let found = try #require(site.plan().value).check(tasks: 2, templates: site.templates)
    #expect(found.map(\.id) == [.deadAddress])
    #expect(found.first?.location == SourceLocation(file: "Templates/bottom.mustache", line: 1, column: 10))
  }

  @Test func deadAddressesAreReportedOnceWithTheirPages() throws {
    try check(
      [
        "index.html": "<a href=\"a/\">a</a> <a href=\"b/index.html#c\"> <a href=\"https://x.y/z\">",
        "b/index.html":
          "<h2 id=\"d\"></h2><a href=\"../index.html\"> <img src=\"../no.png\"> <a href=\"#d\">",
        "d/index.html": "<a id=f href=../no.png>href=x.html</a><a href=#f class=a><a href=#g>",
        "c/index.html": "<img src=\"../no.png\"> <a href=\"#e\"> <a href=\"../../out.html\">",
      ],
      [
        "'b/index.html' (and 2 more) links to 'no.png', which the site does not have",
        "'c/index.html' links to '../out.html', which the site does not have",
        "'c/index.html' links to 'c/index.html#e', which the site does not have",
        "'d/index.html' links to 'd/index.html#g', which the site does not have",
        "'index.html' links to 'a/index.html', which the site does not have",
        "'index.html' links to 'b/index.html#c', which the site does not have",
      ])
  }
}
