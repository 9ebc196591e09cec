import Diagnostics
import Testing

@testable import Website

@Suite struct TemplateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var templates: [String: String]
    var view: View = View()
    /// `id file:line:column` of each problem.
    var problems: [String] = []
    var output: String?

    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "text is escaped", templates: ["page": "<p>{{x}}</p>"], view: View(["x": "<b>&\"'"]),
      output: "<p>&lt;b&gt;&amp;&quot;&#39;</p>"),
    Case(
      name: "markup is not escaped", templates: ["page": "{{{x}}}"], view: View(["x": .html("<b>1</b>")]),
      output: "<b>1</b>"),
    Case(
      name: "a section looks into its element, then outwards",
      templates: ["page": "{{#list}}{{a}}{{b}},{{/list}}"],
      view: View(["list": [View(["a": "1"]), View(["a": "2", "b": "y"])], "b": "x"]), output: "1x,2y,"),
    Case(
      name: "an unknown variable", templates: ["page": "a\n  {{titel}}"], view: View(["title": "x"]),
      problems: ["unknown-variable Templates/page.mustache:2:3"]),
    Case(
      name: "an unknown section", templates: ["page": "{{#nope}}x{{/nope}}"],
      problems: ["unknown-variable Templates/page.mustache:1:1"]),
    Case(
      name: "an unknown inverted section", templates: ["page": "{{^nope}}x{{/nope}}"],
      problems: ["unknown-variable Templates/page.mustache:1:1"]),
    Case(
      name: "an unknown variable in a partial", templates: ["page": "{{>part}}", "part": "é {{x}}"],
      problems: ["unknown-variable Templates/part.mustache:1:3"]),
    Case(
      name: "an unknown partial", templates: ["page": "{{>hedaer}}", "header": ""],
      problems: ["unknown-partial Templates/page.mustache:1:1"]),
    Case(
      name: "text printed as markup", templates: ["page": "{{{x}}}"], view: View(["x": "<b>"]),
      problems: ["invalid-template Templates/page.mustache:1:1"]),
    Case(
      name: "markup printed as text", templates: ["page": "{{x}}"], view: View(["x": .html("<b>")]),
      problems: ["invalid-template Templates/page.mustache:1:1"]),
    Case(
      name: "a control character", templates: ["page": "a\n\u{1}0\u{1}{{x}}\t"], view: View(["x": "1"]),
      problems: [
        "invalid-template Templates/page.mustache:2:1", "invalid-template Templates/page.mustache:2:3",
      ]),
    Case(
      name: "a tag never closed", templates: ["page": "x {{y"],
      problems: ["invalid-template Templates/page.mustache:1:3"]),
    Case(
      name: "a section never closed", templates: ["page": "{{#a}}x"],
      problems: ["invalid-template Templates/page.mustache:1:1"]),
    Case(
      name: "sections closed in the wrong order", templates: ["page": "{{#a}}{{#b}}{{/a}}{{/b}}"],
      problems: [
        "invalid-template Templates/page.mustache:1:13", "invalid-template Templates/page.mustache:1:19",
      ]),
    Case(
      name: "a template that contains itself", templates: ["page": "{{>a}}", "a": "{{>b}}", "b": "\n{{>a}}"],
      problems: ["invalid-template Templates/b.mustache:2:1"]),
    Case(
      name: "a transform", templates: ["page": "{{upper(x)}}"],
      problems: ["invalid-template Templates/page.mustache:1:1"]),
    Case(
      name: "a dotted name", templates: ["page": "{{a.b}}"],
      problems: ["invalid-template Templates/page.mustache:1:1"]),
    Case(
      name: "other delimiters", templates: ["page": "{{=<% %>=}}"],
      problems: ["invalid-template Templates/page.mustache:1:1"]),
  ]

  @Test(arguments: cases) func check(_ test: Case) {
    let compiled = Templates.compile(test.templates)
    let rendered = compiled.value.map { $0.render("page", test.view, for: "x/index.html") }
    let problems = compiled.diagnostics + (rendered?.diagnostics ?? [])
    #expect(
      problems.map { "\($0.id.rawValue) \($0.location.file):\($0.location.line):\($0.location.column)" }
        == test.problems)
    #expect(rendered?.value?.string == test.output)
  }

  @Test func aMissingValueNamesThePage() throws {
    let templates = try #require(Templates.compile(["page": "{{titel}}"]).value)
    let problem = try #require(
      templates.render("page", View(["title": "x"]), for: "models/a/index.html").diagnostics.first)
    #expect(problem.summary == "page 'models/a/index.html' has no value 'titel'; did you mean 'title'?")
  }

  @Test func aPageOver16MiBIsRefused() throws {
    let templates = try #require(Templates.compile(["page": "{{{x}}}"]).value)
    let big = HTML(trusted: [UInt8](repeating: 32, count: Templates.maximumPageBytes + 1))
    #expect(
      templates.render("page", View(["x": .html(big)]), for: "p").diagnostics.map(\.id) == [.limitExceeded])
  }

  /// Pages share the work of the template; what one page said must not be seen on another.
  @Test func aPageSaysTheSameWhateverWasRenderedBefore() throws {
    let text = [
      "page": "{{a}}{{#f}}+{{{m}}}{{/f}}{{^f}}-{{/f}}{{#l}}[{{a}}{{b}}{{#g}}!{{/g}}]{{/l}}{{>part}}",
      "part": "({{{m}}})",
    ]
    func item(_ b: String, _ flag: Bool) -> View { View(["b": .text(b), "g": .flag(flag)]) }
    func page(_ a: String, _ flag: Bool, _ items: [View]) -> View {
      View(["a": .text(a), "f": .flag(flag), "m": .html(HTML(trusted: "<i>\(a)</i>")), "l": .list(items)])
    }
    let views = [
      page("1", true, [item("x", true)]), page("<2>", true, [item("\u{1}0\u{1}", true)]),
      page("3", false, [item("x", true)]), page("4", true, [item("x", false)]), page("5", true, []),
      page("6", true, [item("x", true), View(["a": "own", "b": "y", "g": true])]),
      page("", true, [item("", true)]), page("1", true, [item("x", true)]),
    ]
    func templates() throws -> Templates { try #require(Templates.compile(text).value) }
    let shared = try templates()
    for view in views {
      #expect(
        shared.render("page", view, for: "p").value?.string
          == (try templates()).render("page", view, for: "p").value?.string)
    }
    #expect(
      shared.render("page", views[1], for: "p").value?.string
        == "&lt;2&gt;+<i><2></i>[&lt;2&gt;\u{1}0\u{1}!](<i><2></i>)")
    #expect(shared.render("page", views[5], for: "p").value?.string == "6+<i>6</i>[6x!][owny!](<i>6</i>)")
  }

  @Test func aPreparedTemplateSaysTheSameAsARenderedOne() throws {
    let templates = try #require(
      Templates.compile(["page": "<h1>{{a}}</h1>{{{b}}} {{a}}{{fixed}}{{{b}}}"]).value)
    let view = View(["a": "x & y", "b": .html("<i>z</i>"), "fixed": "!"])
    let prepared = try #require(
      PreparedTemplate.make(templates, "page", fixed: View(["fixed": "!"]), text: ["a"], markup: ["b"]).value)
    var html = ByteWriter()
    prepared.write(to: &html) { hole, html in html.append([HTML(text: "x & y"), "<i>z</i>"][hole]) }
    let filled = html.bytes
    #expect(filled == templates.render("page", view, for: "p").value?.bytes)
  }
}
