import Catalog
import Diagnostics
import Foundation
import Testing

@testable import Website

@Suite struct OutputTests {
  @Test func anUnchangedBuildWritesNothingAndKeepsFiles() throws {
    let site = try TestSite().build()
    let before = site.stamps()
    try site.build().expectWritten([])
    #expect(site.stamps() == before)
    #expect(site.summary.unchanged > 20)
  }

  @Test func anEditWritesOnlyThePagesThatShowIt() throws {
    let site = try TestSite().build()
    let before = site.stamps()
    try site.edit("concepts/sliding-window.md") { $0 + "\nOne more sentence.\n" }.build()
      .expectWritten(["concepts/sliding-window/index.html"])
    let after = site.stamps()
    for (path, stamp) in before where !["concepts/sliding-window/index.html", Manifest.name].contains(path) {
      #expect(after[path] == stamp, "\(path) was touched")
    }
  }

  @Test func aSiteThatIsNotOfItsContentIsTold() throws {
    let site = try TestSite().build()
    let folder = try OutputFolder(site.output, keepingApartFrom: [])
    func differences(_ options: SiteOptions = SiteOptions()) throws -> [String]? {
      try site.plan(options: options).value.flatMap { try folder.differences(from: $0, tasks: 2).value }
    }
    #expect(try differences() == [])
    try Data("by hand".utf8).write(to: URL(filePath: site.output + "/index.html"))
    #expect(try differences() == ["index.html"])
    try site.build()
    #expect(try differences(SiteOptions(baseURL: "https://other.example"))?.contains("sitemap.xml") == true)
    site.edit("concepts/sliding-window.md") { $0 + "\nOne more sentence.\n" }
    #expect(try differences() == ["concepts/sliding-window/index.html"])
    try site.build().remove("models/beta.md")
    #expect(try differences()?.contains("models/beta/index.html") == true)
  }

  @Test func whatIsNoLongerPlannedIsPruned() throws {
    let site = try TestSite().build()
    try site.edit("models/beta.md") { _ in TinyGallery.content["models/alpha.md", default: ""] }
      .remove("models/alpha.md").edit("concepts/sliding-window.md") {
        $0.replacing("model:alpha", with: "model:beta")
      }
      .build()
    #expect(
      site.summary.removed == [
        "api/v1/models/alpha.json", "compare/alpha-vs-beta/index.html", "figures/alpha.svg",
        "models/alpha/index.html",
      ])
    #expect(site.read("models/alpha/index.html") == nil)
    #expect(!FileManager.default.fileExists(atPath: site.output + "/models/alpha"))
  }

  /// Chains of edits end in what a clean build makes.
  @Test func rebuildingEqualsBuildingAnew() throws {
    let site = try TestSite().build()
    try site.edit("models/beta.md") { $0.replacing("Second Lab", with: "Third Lab") }.build()
    try site.remove("concepts/gqa.md").edit("models/alpha.md") {
      $0.replacing("[grouped queries](concept:gqa)", with: "it")
    }
    .build()
    try site.edit("gallery.yml") { $0.replacing("Tiny", with: "Small") }.build()
    let clean = try TestSite()
    clean.content = site.content
    try clean.build()
    #expect(site.tree() == clean.tree())
  }

  @Test func orderOfReadingAndNumberOfTasksDoNotShow() throws {
    let one = try TestSite().build(tasks: 1), four = try TestSite()
    four.content = Dictionary(uniqueKeysWithValues: TinyGallery.content.shuffled())
    try four.build(tasks: 4)
    #expect(one.tree() == four.tree())
  }

  @Test func foreignFilesStay() throws {
    let site = try TestSite()
    try site.write(".gitignore", "*\n")
    try site.build()
    try site.write("CNAME", "example.org")
    try site.write(".git/refs/heads/main", "0123")
    try site.write("models/alpha/notes.txt", "mine")
    try site.edit("gallery.yml") { $0.replacing("Tiny", with: "Small") }.build()
    #expect(site.read(".gitignore") == "*\n")
    #expect(site.read("CNAME") == "example.org")
    #expect(site.read(".git/refs/heads/main") == "0123")
    #expect(site.read("models/alpha/notes.txt") == "mine")
    try site.remove("models/beta.md").build()
    #expect(site.read("CNAME") == "example.org")
  }

  @Test func foreignLinksStayAndAreNotFollowed() throws {
    let site = try TestSite().build()
    let outside = site.folder + "/outside"
    try FileManager.default.createDirectory(atPath: outside, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: site.output + "/link", withDestinationPath: outside)
    try site.edit("gallery.yml") { $0.replacing("Tiny", with: "Small") }.build()
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: site.output + "/link") == outside)
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside).isEmpty)
  }

  @Test func aFileThatIsNotOursIsNeverOverwritten() throws {
    let site = try TestSite()
    try site.write(".keep", "")
    try site.build()
    site.content["concepts/rope.md"] = TinyGallery.content["concepts/gqa.md"]
    try site.write("concepts/rope/index.html", "mine")
    #expect(throws: FileSystemError.self) { try site.build() }
    #expect(site.read("concepts/rope/index.html") == "mine")
  }

  @Test(arguments: ["thesis.txt", "CNAME", ".git/HEAD"])
  func aFolderThatIsNotOursIsRefused(_ file: String) throws {
    let site = try TestSite()
    try site.write(file, "all I have")
    #expect(throws: FileSystemError.self) { try site.build() }
    #expect(site.tree().keys.sorted() == [file])
  }

  @Test func anErrorChangesNothing() throws {
    let site = try TestSite().build()
    let before = site.stamps()
    site.templates.files["about.mustache"] = Array("{{nope}}".utf8)
    try site.build()
    #expect(site.problems.map(\.id) == [.unknownVariable])
    #expect(site.stamps() == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder) == ["Site"])
  }

  @Test func leftoversOfAKilledBuildAreRemoved() throws {
    let site = try TestSite().build()
    let stage = site.folder + "/.Site.gallery-stage/models"
    try FileManager.default.createDirectory(atPath: stage, withIntermediateDirectories: true)
    try Data("999999".utf8).write(to: URL(filePath: site.folder + "/.Site.gallery-lock"))
    try site.build().expectWritten([])
    #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder) == ["Site"])
  }

  @Test func aBuildKilledBetweenTwoRenamesIsUndone() throws {
    let site = try TestSite().build()
    let before = site.tree()
    try FileManager.default.moveItem(atPath: site.output, toPath: site.folder + "/.Site.gallery-old")
    try site.build().expectWritten([])
    #expect(site.tree() == before)
  }

  @Test func twoBuildsAtOnceAreRefused() throws {
    let site = try TestSite().build()
    let lock = try BuildLock(site.folder + "/.Site.gallery-lock")
    let error = #expect(throws: FileSystemError.self) { try site.build() }
    #expect(error?.reason.contains("pid \(ProcessInfo.processInfo.processIdentifier)") == true)
    withExtendedLifetime(lock) {}
  }

  enum Refused: String, CaseIterable { case content, inside, around, root, home, link, file, dot }

  @Test(arguments: Refused.allCases) func dangerousOutputsAreRefused(_ kind: Refused) throws {
    let site = try TestSite()
    let content = site.folder + "/work/Content"
    try FileManager.default.createDirectory(atPath: content, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: site.folder + "/link", withDestinationPath: content)
    try Data().write(to: URL(filePath: site.folder + "/file"))
    let path =
      switch kind {
      case .content: content
      case .inside: content + "/Site"
      case .around: site.folder + "/work"
      case .root: "/"
      case .home: ProcessInfo.processInfo.environment["HOME"] ?? "/"
      case .link: site.folder + "/link"
      case .file: site.folder + "/file"
      case .dot: "."
      }
    #expect(throws: FileSystemError.self) { try OutputFolder(path, keepingApartFrom: [content]) }
  }

  struct Collision: Sendable {
    var paths: [String]
    var isRefused: Bool
  }

  @Test(arguments: [
    Collision(paths: ["a/index.html", "b/index.html"], isRefused: false),
    Collision(paths: ["a/index.html", "a/index.html"], isRefused: true),
    Collision(paths: ["A/index.html", "a/index.html"], isRefused: true),
    Collision(paths: ["a", "a/index.html"], isRefused: true),
    Collision(paths: ["a", "a/b/index.html", "a-b/index.html", "a/index.html"], isRefused: true),
  ]) func twoPagesWithOnePathAreRefused(_ test: Collision) {
    let pages = test.paths.enumerated().map { index, path in
      OutputPage(path, from: SourceLocation(file: "source-\(index).md")) { [] }
    }
    let site = Site.checked(pages)
    #expect(site.diagnostics.map(\.id) == (test.isRefused ? [.pathCollision] : []))
    for problem in site.diagnostics {
      #expect(problem.summary.contains("one comes from 'source-0.md', one from 'source-1.md'"))
    }
  }
}

/// Other people's files and volumes in the output.
@Suite struct OutputNeighbourTests {
  @Test func aForeignNameThatIsNotUTF8StaysAndIsInNobodysWay() throws {
    let site = try TestSite().build()
    let names: [[UInt8]] = [
      [0xFF, 0x2E, 0x74],
      Array("models/caf".utf8) + [0xE9],
      Array("alph\u{E1}.txt".utf8),
    ]
    for name in names {
      let path = BytePath(Array(site.output.utf8) + [0x2F] + name)
      let file = try #require(fopen(path.cString, "w"))
      fclose(file)
    }
    for title in ["Small", "Smaller"] {
      try site.edit("gallery.yml") { $0.replacing("title: Tiny", with: "title: \(title)") }.build()
      for name in names {
        #expect(access(BytePath(Array(site.output.utf8) + [0x2F] + name).cString, F_OK) == 0)
      }
      site.edit("gallery.yml") { $0.replacing("title: \(title)", with: "title: Tiny") }
    }
  }

  @Test func aFolderOfSomebodysIsLeftAsItWas() throws {
    let site = try TestSite().build()
    try site.write("private/notes.txt", "mine")
    let folder = site.output + "/private"
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    for title in ["Small", "Tiny"] {
      try site.edit("gallery.yml") { $0.replacing(title == "Small" ? "Tiny" : "Small", with: title) }.build()
      #expect(site.read("private/notes.txt") == "mine")
      let mode = try FileManager.default.attributesOfItem(atPath: folder)[.posixPermissions] as? Int
      #expect(mode == 0o555)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
  }

  /// What a kill between two moves leaves is completed by the next build, and nothing foreign is lost.
  @Test func aSiteReplacedInPlaceIsTheSame() throws {
    let site = try TestSite().build()
    try site.write("CNAME", "example.org")
    let expected = try TestSite()
    expected.content = site.content
    try expected.edit("gallery.yml") { $0.replacing("Tiny", with: "Small") }.remove("models/beta.md").build()
    let folder = try OutputFolder(site.output, keepingApartFrom: [])
    site.content = expected.content
    let planned = try #require(site.plan().value)
    let summary = try #require(try folder.replace(with: planned, tasks: 2, inPlace: true).value)
    #expect(summary.written.isEmpty == false && summary.removed.isEmpty == false)
    #expect(site.read("CNAME") == "example.org")
    try FileManager.default.removeItem(atPath: site.output + "/CNAME")
    #expect(site.tree() == expected.tree())
    #expect(!FileManager.default.fileExists(atPath: site.output + "/.gallery-stage"))
  }
}
