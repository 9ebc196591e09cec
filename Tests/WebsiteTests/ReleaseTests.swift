import Foundation
import Testing

@testable import Website

/// A release date nobody has stated reads as that on every page, and is empty for programs.
@Suite struct ReleaseTests {
  @Test func anUnknownDateIsNeverPrintedAsOne() throws {
    let site = try TestSite()
    site.edit("models/alpha.md") { $0.replacing("released: 2024-01-02\n", with: "") }
    let pages = try #require(site.plan().value).pages.reduce(into: [String: String]()) {
      pages, page in
      pages[page.path] = String(decoding: page.render().value ?? [], as: UTF8.self)
    }
    #expect(pages.count > 20)
    for (path, text) in pages { #expect(!text.contains("0000-00"), "\(path)") }
    #expect(try #require(pages["table/index.html"]).contains("not stated"))
    #expect(try #require(pages["models/alpha/index.html"]).contains("datetime=\"\"") == false)
    #expect(try #require(pages["llms.txt"]).contains("First Lab, release date not stated."))
    #expect(try #require(pages["api/v1/models.csv"]).contains("alpha,Alpha,First Lab,,"))
    // Atom knows no entry without a date.
    let feed = try #require(pages["feed.xml"])
    #expect(feed.contains("<title>Beta</title>") && !feed.contains("<title>Alpha</title>"))
  }
}
