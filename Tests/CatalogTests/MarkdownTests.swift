import Diagnostics
import Testing

@testable import Catalog

/// What a writer types and what a page shows.
@Suite struct MarkdownTests {
  /// Pieces as one string: HTML as it is, everything that is still a value in braces.
  private func shown(_ markdown: String) -> String {
    let document = Markdown.document(markdown, file: "x.md", firstLine: 1)
    return (document.value?.pieces ?? []).map { piece in
      switch piece {
      case .html(let html): html
      case .link(let reference, let label): "{\(reference.target) \(label)}"
      case .number(let number): "{\(number.model ?? "own").\(number.name)}"
      case .embed(let embed): "{\(embed.kind) \(embed.models.joined(separator: ","))}"
      }
    }.joined()
  }

  private func ids(_ markdown: String) -> [String] {
    Markdown.document(markdown, file: "x.md", firstLine: 1).diagnostics.map {
      "\($0.location.line):\($0.location.column) \($0.id.rawValue)"
    }
  }

  @Test(arguments: [
    ("a *b* **c** ~~d~~", "<p>a <em>b</em> <strong>c</strong> <del>d</del></p>\n"),
    ("## A b\n\n## A b", "<h2 id=\"a-b\">A b</h2>\n<h2 id=\"a-b-2\">A b</h2>\n"),
    ("see [MLA *now*](concept:mla)", "<p>see {concept(\"mla\") MLA <em>now</em>}</p>\n"),
    ("[x](compare:a,b)", "<p>{compare(\"a\", \"b\") x}</p>\n"),
    ("{{kv_per_token}} of {{kimi-k2:layers}}", "<p>{own.kv_per_token} of {kimi-k2.layers}</p>\n"),
    ("`{{layers}}`", "<p><code>{{layers}}</code></p>\n"),
    ("<https://a.b/c?d&e>", "<p><a href=\"https://a.b/c?d&amp;e\">https://a.b/c?d&amp;e</a></p>\n"),
    (
      "- [x] done",
      "<ul>\n<li><input type=\"checkbox\" checked disabled aria-label=\"done\"> done</li>\n</ul>\n"
    ),
    ("```figure\nmodel: llama-3-8b\n```", "{figure llama-3-8b}\n"),
    ("a < b & c", "<p>a &lt; b &amp; c</p>\n"),
    ("a\\\nb", "<p>a<br>\nb</p>\n"),
  ])
  func rendersForAPage(_ markdown: String, _ expected: String) {
    #expect(shown(markdown) == expected)
  }

  @Test func alignsTableCellsByClassInsideAScrollRegion() {
    let html = shown("|a|b|\n|-|-:|\n|1|2|")
    #expect(html.contains("<th class=\"right\">b</th>"))
    #expect(
      html.hasPrefix("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>"))
    #expect(!html.contains("align="))
  }

  @Test func linksFootnotesBothWays() {
    let html = shown("a[^n]\n\n[^n]: note")
    #expect(html.contains("href=\"#fn-n\" id=\"fnref-n\""))
    #expect(html.contains("href=\"#fnref-n\""))
  }

  @Test(arguments: [
    ("a\n\n<b>hi</b>", ["3:1 raw-html", "3:6 raw-html"]),
    ("[x](javascript:alert)", ["1:5 unsafe-link"]),
    ("[x](JaVaScRiPt:alert)", ["1:5 unsafe-link"]),
    ("[x](nope.md)", ["1:5 broken-link"]),
    ("![x](a.png)", ["1:6 broken-link"]),
    ("[x](#nope)", ["1:5 broken-link"]),
    ("[x](compare:a)", ["1:5 broken-link"]),
    ("```figure\nmodel: a\ndetial: card\n```", ["3:1 unknown-field"]),
    ("a\u{7}", ["1:2 control-character"]),
    ("a\u{202E}b \u{FFFE}", ["1:2 control-character", "1:5 control-character"]),
    ("```figure\nmodel: a", ["1:1 invalid-embed"]),
    ("> ~~~swift\n> let a = 1\n\nb", ["1:3 invalid-embed"]),
    ("```figur\nmodel: a\n```", ["1:1 invalid-embed"]),
    ("cost {{kv_per_token of cache", ["1:6 unknown-reference"]),
    ("a [x][undefined] b", ["1:3 broken-link"]),
    ("<javascript:alert(1)>", ["1:2 unsafe-link"]),
    ("[x](https://) and [y](https://a.b)", ["1:5 invalid-url"]),
  ])
  func reportsAtThePlace(_ markdown: String, _ expected: [String]) {
    #expect(ids(markdown) == expected)
  }

  @Test(arguments: [
    "a[i][j]", "`{{layers`", "`[x][y]`", "[x][y]\n\n[y]: https://a.b", "```swift\nlet\n```", "    ```",
  ])
  func leavesAloneWhatIsMeant(_ markdown: String) {
    #expect(ids(markdown) == [])
  }

  /// Whatever equals the address stands elsewhere in the text as well.
  @Test(arguments: [
    ("See `a.md` and [x](a.md)", ["1:20"]),
    ("[x](concept:a) [y](compare:a,b,c) [z](compare:a)", ["1:20", "1:39"]),
    ("[x]() b", ["1:5"]), ("[x](javascript&#58;alert)", ["1:5"]),
    ("para `a.md`\n    indented `a.md` [x](a.md)", ["2:25"]),
    ("- `a.md`\n  > b `a.md` [x](a.md)", ["2:18"]),
    ("|a|b|\n|-|-|\n|`a.md` \\| [x](a.md)|[y](a.md)|", ["3:16", "3:26"]),
    ("日本 😀 `a.md` [x](a.md)", ["1:17"]), ("a\tb\t`a.md` [x](a.md)", ["1:16"]),
    ("`a.md` [x\ny](a.md) b", ["2:4"]), ("[x][r] b\n\n[r]: a.md", ["3:6"]),
    ("`![x](a.md)` ![x](a.md \"t\")", ["1:19"]),
    ("`{{a` {{a", ["1:7"]), ("&amp; *b* `<b>` <b>", ["1:17"]),
  ])
  func pointsAtTheRightOneOfEqualWords(_ markdown: String, _ expected: [String]) {
    let places = Markdown.document(markdown, file: "x.md", firstLine: 1).diagnostics.map(\.location)
    #expect(places.map { "\($0.line):\($0.column)" } == expected)
  }

  @Test func dropsDangerousLinksAndRawHTML() {
    #expect(shown("[x](javascript:alert) <script>y</script>") == "<p>x y</p>\n")
  }

  /// cmark-gfm keeps its tables of special characters in unguarded globals; eight tasks at once need the lock.
  @Test func eightTasksRenderTheSame() {
    let sources = (0..<1500).map { "~~a~~ b_c_d *e* | \($0) www.x.y\n\n|a|b|\n|-|-|\n|~~\($0)~~|2|\n" }
    let alone = sources.map { shown($0) }
    let together = parallelMap(sources, tasks: 8) { MarkdownTests().shown($0) }
    #expect(together == alone)
  }
}
