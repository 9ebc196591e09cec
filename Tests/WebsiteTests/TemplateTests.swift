import Catalog
import Diagnostics
import Testing

@testable import Website

@Suite struct TemplateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var templates: [String: String]
    var slots: [Slot<Void>] = []
    /// `id file:line:column` of each problem.
    var problems: [String] = []
    var output: String?

    var testDescription: String { name }
  }

  private struct Item: Sendable {
    var a: String
    var isOn = true
    var inner: [String] = []

    static let slots: [Slot<Item>] = [
      .text("a") { $0.a }, .flag("on") { $0.isOn },
      .list("inner", of: [.text("c") { $0 }]) { $0.inner },
    ]
  }

  private static func text(_ name: String, _ value: String) -> Slot<Void> { .text(name) { _ in value } }
  private static func markup(_ name: String, _ value: HTML) -> Slot<Void> {
    .markup(name) { $1.append(value) }
  }
  private static func flag(_ name: String, _ value: Bool) -> Slot<Void> { .flag(name) { _ in value } }
  private static func list(_ name: String, _ items: [Item]) -> Slot<Void> {
    .list(name, of: Item.slots) { _ in items }
  }
  private static func sections(_ count: Int) -> String {
    String(repeating: "{{#f}}", count: count) + "x" + String(repeating: "{{/f}}", count: count)
  }

  static let cases = [
    Case(
      name: "text is escaped", templates: ["page": "<p>{{x}}</p>"], slots: [text("x", "<b>&\"'")],
      output: "<p>&lt;b&gt;&amp;&quot;&#39;</p>"),
    Case(
      name: "markup is not escaped", templates: ["page": "{{{x}}}{{& x }}"],
      slots: [markup("x", "<b>1</b>")], output: "<b>1</b><b>1</b>"),
    Case(
      name: "a section looks into its item, then outwards",
      templates: [
        "page":
          "{{a}}: {{#list}}{{a}}{{b}}{{#on}}+{{/on}}{{^on}}-{{/on}}{{#inner}}({{a}}{{b}}{{c}}){{/inner}},{{/list}}"
      ],
      slots: [
        text("a", "0"), text("b", "x"),
        list("list", [Item(a: "1"), Item(a: "2", isOn: false, inner: ["<", "d"])]),
      ], output: "0: 1x+,2x-(2x&lt;)(2xd),"),
    Case(
      name: "sections of flags and of empty lists",
      templates: [
        "page":
          "{{#f}}+{{^g}}!{{/g}}{{/f}}{{^f}}-{{/f}}{{#l}}{{a}}{{#on}}{{#inner}}{{c}}{{/inner}}{{/on}}{{/l}}{{^l}}none{{/l}}"
      ], slots: [flag("f", true), flag("g", false), list("l", [])], output: "+!none"),
    Case(
      name: "a section alone on its line takes the line along",
      templates: [
        "page": "a\n  {{#f}}\nb\n{{/f}} \r\n{{! said }}\n{{>part}}\nc {{#f}}\nd{{/f}}\n{{>part}} {{>part}}\n",
        "part": "p\n",
      ],
      slots: [flag("f", true)], output: "a\nb\np\nc \nd\np\n p\n\n"),
    Case(
      name: "an unknown variable", templates: ["page": "a\n  {{titel}}{{title}}"],
      slots: [text("title", "x")],
      problems: ["unknown-variable Templates/page.mustache:2:3"]),
    Case(
      name: "an unknown section", templates: ["page": "{{#nope}}{{neither}}{{/nope}}"],
      problems: ["unknown-variable Templates/page.mustache:1:1"]),
    Case(
      name: "an unknown inverted section", templates: ["page": "{{^nope}}x{{/nope}}"],
      problems: ["unknown-variable Templates/page.mustache:1:1"]),
    Case(
      name: "a name that only items have, outside of their list",
      templates: ["page": "{{#l}}{{a}}{{#on}}{{#inner}}{{c}}{{/inner}}{{/on}}{{/l}}{{c}}"],
      slots: [list("l", [])], problems: ["unknown-variable Templates/page.mustache:1:57"]),
    Case(
      name: "an unknown variable in a partial", templates: ["page": "{{>part}}{{>part}}", "part": "é {{x}}"],
      problems: ["unknown-variable Templates/part.mustache:1:3"]),
    Case(
      name: "an unknown partial", templates: ["page": "{{>hedaer}}", "header": ""],
      problems: ["unknown-partial Templates/page.mustache:1:1"]),
    Case(
      name: "text printed as markup", templates: ["page": "{{{x}}}"], slots: [text("x", "<b>")],
      problems: ["invalid-template Templates/page.mustache:1:1"]),
    Case(
      name: "markup printed as text", templates: ["page": "{{x}}"], slots: [markup("x", "<b>")],
      problems: ["invalid-template Templates/page.mustache:1:1"]),
    Case(
      name: "a flag printed, and a section of text", templates: ["page": "{{f}}{{#x}}{{/x}}"],
      slots: [flag("f", true), text("x", "")],
      problems: [
        "invalid-template Templates/page.mustache:1:1", "invalid-template Templates/page.mustache:1:6",
      ]),
    Case(
      name: "a value never used", templates: ["page": "{{x}}{{#l}}{{a}}{{#on}}{{/on}}{{/l}}"],
      slots: [text("x", "1"), text("y", "2"), list("l", [])],
      problems: [
        "unused-value Templates/page.mustache:1:1", "unused-value Templates/page.mustache:1:1",
        "unused-value Templates/page.mustache:1:1",
      ]),
    Case(
      name: "a value left out on purpose, also by a partial",
      templates: ["page": "{{! without y }}{{x}}{{>part}}", "part": "{{! without z v }}"],
      slots: [text("x", "1"), text("y", "2"), text("z", "3"), text("v", "4")], output: "1"),
    Case(
      name: "a control character", templates: ["page": "a\n\u{1}0\u{1}{{x}}\t"], slots: [text("x", "1")],
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
      name: "sections 32 deep", templates: ["page": sections(32)], slots: [flag("f", true)], output: "x"),
    Case(
      name: "sections 33 deep", templates: ["page": sections(33)], slots: [flag("f", true)],
      problems: ["invalid-template Templates/page.mustache:1:193"]),
    Case(
      name: "sections nested without bound", templates: ["page": sections(20_000)],
      slots: [flag("f", true)], problems: ["invalid-template Templates/page.mustache:1:193"]),
    Case(
      name: "a template that contains itself", templates: ["page": "{{>a}}", "a": "{{>b}}", "b": "\n{{>a}}"],
      problems: ["invalid-template Templates/b.mustache:2:1"]),
    Case(
      name: "partials that double at each step",
      templates: Dictionary(
        uniqueKeysWithValues: (0...60).map {
          ($0 == 0 ? "page" : "p\($0)", $0 == 60 ? "{{x}}" : "{{>p\($0 + 1)}}{{>p\($0 + 1)}}")
        }),
      slots: [text("x", "")], problems: ["invalid-template Templates/p48.mustache:1:9"]),
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
    let template = compiled.value?.template("page", test.slots)
    let problems = compiled.diagnostics + (template?.diagnostics ?? [])
    #expect(
      problems.map { "\($0.id.rawValue) \($0.location.file):\($0.location.line):\($0.location.column)" }
        == test.problems)
    var out = ByteWriter()
    template?.value?.write((), to: &out)
    #expect((template?.value == nil ? nil : out.string) == test.output)
  }

  @Test func aMissingValueNamesTheKindOfPage() throws {
    let templates = try #require(Templates.compile(["page": "{{titel}}"]).value)
    let problem = try #require(
      templates.template("page", [Slot<Void>](), optional: [Self.text("title", "")]).diagnostics.first)
    #expect(problem.summary == "pages of 'page' have no value 'titel'; did you mean 'title'?")
  }

  @Test func aTemplateThatIsNotThereIsNamed() throws {
    let templates = try #require(Templates.compile([:]).value)
    #expect(
      templates.template("page", [Slot<Void>]()).diagnostics.map(\.location.file) == [
        "Templates/page.mustache"
      ])
  }

  /// A page may hold text that looks like a tag, or control characters: values are never read again.
  @Test func valuesAreNotReadAsTemplates() throws {
    let templates = try #require(Templates.compile(["page": "{{x}}{{x}}"]).value)
    let template = try #require(
      templates.template("page", [Self.text("x", "{{x}}\u{1}0\u{1}\u{E000}")]).value)
    var out = ByteWriter()
    template.write((), to: &out)
    #expect(out.string == "{{x}}\u{1}0\u{1}\u{E000}{{x}}\u{1}0\u{1}\u{E000}")
  }

  @Test func aPageOver16MiBIsRefused() throws {
    let templates = try #require(Templates.compile(["page": "{{{x}}}"]).value)
    let site = SiteContext.forTests(templates)
    var plan = PagePlan(site)
    let frame = site.frame("T", description: "", path: "", root: "", entry: nil)
    for count in [Templates.maximumPageBytes, Templates.maximumPageBytes + 1] {
      plan.add("page", [Self.markup("x", HTML(trusted: [UInt8](repeating: 32, count: count)))]) {
        [$0.page("p", in: frame) { () }]
      }
    }
    #expect(plan.pages.map { $0.render().diagnostics.map(\.id) } == [[], [.limitExceeded]])
  }

  /// What every page says of its frame is said by some template; else nobody needs it.
  @Test func everyNameOfTheFrameIsUsed() throws {
    let files = try #require(TestSite.repositoryTemplates.templates.value)
    let tags = files.values.flatMap { TemplateSource($0, file: "x").tags.map(\.name) }
    let names = Frame.slots.map(\.name)
    #expect(!names.isEmpty && names.filter { !tags.contains($0) } == [])
  }
}

extension SiteContext {
  fileprivate static func forTests(_ templates: Templates) -> SiteContext {
    var cache = PlanCache()
    let settings = SiteSettings(title: "T", description: "", author: "", baseURL: "https://example.org")
    return SiteContext(
      Catalog(settings: settings, models: [], concepts: []), templates: templates, options: SiteOptions(),
      reusing: &cache)
  }
}
