import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Website

/// What is not rendered again: every chain of edits ends in what a clean build makes.
@Suite struct RecordTests {
  /// One step of an author's work.
  struct Edit: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// Pages the step may render again; nil for any number.
    var renders: ClosedRange<Int>?
    var change: @Sendable (TestSite) -> Void

    init(_ name: String, renders: ClosedRange<Int>? = nil, _ change: @escaping @Sendable (TestSite) -> Void) {
      (testDescription, self.renders, self.change) = (name, renders, change)
    }

    /// Replaces text in one file.
    init(_ name: String, _ path: String, _ old: String, _ new: String, renders: ClosedRange<Int>? = nil) {
      self.init(name, renders: renders) { site in
        if let text = site.content[path] { site.content[path] = text.replacing(old, with: new) }
      }
    }
  }

  /// The tiny gallery with a grandchild, a stranger, an essay and a note.
  private static func gallery() throws -> TestSite {
    let site = try TestSite()
    let beta = TinyGallery.content["models/beta.md", default: ""]
    site.content["models/gamma.md"] = beta.replacing("Beta", with: "Gamma").replacing("2025", with: "2026")
      .replacing("model: alpha", with: "model: beta").replacing("window: 128", with: "window: 256")
      .replacing("it [with Alpha](compare:beta,alpha)", with: "nothing")
    site.content["models/delta.md"] = TinyGallery.content["models/alpha.md", default: ""]
      .replacing("Alpha", with: "Delta").replacing("2024", with: "2022").replacing(
        "heads: 4", with: "heads: 8"
      )
      .replacing("2 * dense", with: "6 * dense")
    site.content["essays/long.md"] = "---\ntitle: Long\nsummary: Read.\n---\nSee [Beta](model:beta).\n"
    site.content["comparisons/alpha-vs-gamma.md"] =
      "---\nsummary: A note.\n---\nThe window of [windows](concept:sliding-window).\n"
    return site
  }

  static let edits: [Edit] = [
    Edit("prose of a model", "models/alpha.md", "Alpha uses", "Alpha always uses", renders: 1...1),
    Edit("prose of a concept", "concepts/gqa.md", "The cache.", "The whole cache.", renders: 1...1),
    Edit("prose of an essay", "essays/long.md", "See", "Go and see", renders: 1...1),
    Edit("prose of a note", "comparisons/alpha-vs-gamma.md", "The window", "A window", renders: 1...1),
    Edit("a link in prose", "models/gamma.md", "nothing", "[Delta](model:delta)"),
    Edit(
      "a link to a pair in prose", "essays/long.md", "Read.\n---\n", "Read.\n---\n[Two](compare:delta,alpha) "
    ),
    Edit("a size", "models/gamma.md", "window: 256", "window: 64"),
    Edit("a name", "models/alpha.md", "name: Alpha", "name: First"),
    Edit("a maker", "models/delta.md", "First Lab", "Another Lab"),
    Edit("a license", "models/beta.md", "name: \"MIT\"", "name: Apache"),
    Edit("a date that turns a pair round", "models/delta.md", "2022-01-02", "2027-01-02"),
    Edit("a lineage", "models/gamma.md", "relation: modified", "relation: scaled"),
    Edit("a context that moves the axes", "models/delta.md", "context: 1024", "context: 1048576"),
    Edit("why a concept matters", "concepts/sliding-window.md", "It bounds the cache.", "It bounds memory."),
    Edit("a definition", "concepts/sliding-window.md", "Attention that reaches", "What reaches"),
    Edit("a concept's name", "concepts/gqa.md", "Grouped-query", "Grouped query"),
    Edit("a note's summary", "comparisons/alpha-vs-gamma.md", "A note.", "Another note."),
    Edit("the title of the site", "gallery.yml", "Tiny gallery", "Small gallery"),
    Edit("the address of the site", "gallery.yml", "/tiny", "/small"),
    Edit("a renamed model") { site in
      site.content["models/omega.md"] = site.content.removeValue(forKey: "models/delta.md")
      for (path, text) in site.content { site.content[path] = text.replacing(":delta", with: ":omega") }
    },
    Edit("a new concept") { site in
      site.content["concepts/rope.md"] = TinyGallery.content["concepts/gqa.md", default: ""]
        .replacing("Grouped-query attention", with: "Rotary positions").replacing("GQA", with: "RoPE")
    },
    Edit("a new note") { site in
      site.content["comparisons/alpha-vs-beta.md"] = "---\nsummary: New.\n---\nText.\n"
    },
    Edit("a deleted note") { $0.remove("comparisons/alpha-vs-gamma.md") },
    Edit("a deleted essay") { $0.remove("essays/long.md") },
    Edit("a deleted model") { site in
      site.remove("models/gamma.md").remove("comparisons/alpha-vs-gamma.md")
    },
    Edit("a template of comparisons", renders: 1...200) { site in
      site.templates.files["compare.mustache"]? += Array("<p>More</p>".utf8)
    },
    Edit("a partial of every page") { $0.templates.files["bottom.mustache"]? += Array("<!-- end -->".utf8) },
    Edit("a style sheet", renders: 1...1) { $0.templates.files["assets/site.css"]? += Array("a{}".utf8) },
    Edit("a new asset") { $0.templates.files["assets/new.html"] = Array("<p>".utf8) },
  ]

  /// The output after an edit is what a clean build of the edited sources makes.
  @Test(arguments: edits) func anEditEndsInTheCleanBuild(_ edit: Edit) throws {
    let site = try Self.gallery().build()
    #expect(site.problems.isEmpty, "\(site.problems)")
    let before = site.summary.written.count
    #expect(site.summary.rendered == before)
    edit.change(site)
    try site.build()
    #expect(site.problems.isEmpty, "\(site.problems)")
    #expect(!site.summary.written.isEmpty)
    if let renders = edit.renders {
      #expect(renders.contains(site.summary.rendered), "\(site.summary.rendered)")
    }
    #expect(site.tree() == (try Self.clean(site)))
    // And nothing is left to do.
    try site.build().expectWritten([])
    #expect(site.summary.rendered == 0)
    #expect(try site.upToDate()?.unchanged == site.summary.unchanged)
  }

  /// All edits one after the other, with builds between some of them; those that no longer apply are left out.
  @Test(arguments: [0, 1, 2, 3]) func chainsOfEditsEndInTheCleanBuild(_ seed: Int) throws {
    let site = try Self.gallery().build()
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    for _ in 0..<12 {
      let before = (site.content, site.templates)
      let edit = Self.edits[next(Self.edits.count)]
      edit.change(site)
      // A chain may have removed what a step needs.
      if site.plan().value == nil { (site.content, site.templates) = before }
      if next(3) > 0 { try site.build() }
    }
    try site.build()
    #expect(site.tree() == (try Self.clean(site)))
  }

  private static func clean(_ site: TestSite) throws -> [String: Data] {
    let clean = try TestSite()
    (clean.content, clean.templates) = (site.content, site.templates)
    return try clean.build().tree()
  }

  @Test func otherOptionsRenderOtherPages() throws {
    let site = try Self.gallery().build()
    let options = SiteOptions(baseURL: "https://example.com/x", comparisons: .related)
    #expect(try site.upToDate(options: options) == nil)
    try site.build(options: options)
    let clean = try Self.gallery().build(options: options)
    #expect(site.tree() == clean.tree())
  }

  enum Damage: String, CaseIterable, Sendable { case changed, emptied, removed, replaced, unrecorded }

  /// What somebody did to the output is noticed and put right.
  @Test(arguments: Damage.allCases) func damageIsRepaired(_ damage: Damage) throws {
    let site = try Self.gallery().build()
    let before = site.tree()
    let file = "compare/alpha-vs-beta/index.html", full = site.output + "/" + file
    switch damage {
    case .changed: try site.write(file, (site.read(file) ?? "").replacing("Alpha", with: "Alfa!"))
    case .emptied: try site.write(file, "")
    case .removed: try FileManager.default.removeItem(atPath: full)
    case .replaced:
      try FileManager.default.removeItem(atPath: full)
      try FileManager.default.createDirectory(atPath: full, withIntermediateDirectories: false)
      try FileManager.default.removeItem(atPath: full)
      try FileManager.default.createSymbolicLink(atPath: full, withDestinationPath: "../index.html")
    case .unrecorded: try FileManager.default.removeItem(atPath: site.output + "/" + BuildRecord.name)
    }
    #expect(try site.upToDate() == nil)
    if damage == .replaced { try FileManager.default.removeItem(atPath: full) }
    try site.build().expectWritten(damage == .unrecorded ? [] : [file])
    #expect(site.tree() == before)
    #expect(try site.upToDate() != nil)
  }

  @Test func forceRendersEverything() throws {
    let site = try Self.gallery().build()
    let before = site.stamps()
    try site.build(force: true).expectWritten([])
    #expect(site.summary.rendered == site.summary.unchanged)
    #expect(site.stamps() == before)
  }

  /// A page with a warning is never taken from the record, or the warning would be told once only.
  @Test func recordsOfOtherProgramsAreNotRead() throws {
    let site = try Self.gallery().build()
    let own = try #require(BuildRecord(in: site.output, by: BuildRecord.thisProgram))
    #expect(own.entries.count == site.summary.written.count)
    #expect(BuildRecord(in: site.output, by: Digest("another")) == nil)
    #expect(BuildRecord(in: site.output, by: nil) == nil)
    for damaged in ["", "gallery record 1\n", "gallery record 2\n\n\n", "\u{0}\n\n\n\n"] {
      try site.write(BuildRecord.name, damaged)
      #expect(BuildRecord(in: site.output, by: BuildRecord.thisProgram) == nil)
      try site.build().expectWritten([])
    }
  }

  @Test func digestsTellInputsApart() {
    var seen: Set<Digest> = []
    for count in 0..<64 {
      for byte in [0, 1, 32, 255] as [UInt8] { seen.insert(Digest([UInt8](repeating: byte, count: count))) }
    }
    #expect(seen.count == 63 * 4 + 1)
    var joined = Digest(""), parted = Digest("")
    joined.add("ab")
    joined.add("c")
    parted.add("a")
    parted.add("bc")
    #expect(joined != parted)
    var out = ByteWriter()
    joined.write(to: &out)
    let text = out.bytes
    #expect(Digest(hexadecimal: text[...]) == joined)
    #expect(Digest(hexadecimal: text.dropLast()) == nil)
  }
}
