import Foundation
import Testing

/// `gallery publish` on a site that `gallery build` made, in repositories that are thrown away.
@Suite struct PublishCommandTests {
  @Test func aDryRunCountsAndPublishesNothing() throws {
    let shop = try Shop()
    let count = try FileManager.default.subpathsOfDirectory(atPath: "\(shop.work)/Site").count { path in
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(shop.work)/Site/\(path)", isDirectory: &isFolder)
      return !isFolder.boolValue && !path.hasPrefix(".gallery-")
    }
    // And `.nojekyll`, without which GitHub would leave files out.
    let expected = "would publish \(count + 1) added, 0 changed, 0 removed, 0 unchanged, 0 kept"
    try shop.expect(["publish", "--dry-run"], 0, output: expected)
    #expect(try shop.git(["for-each-ref"], at: "remote.git") == "")
    try shop.expect(["publish"], 0, output: "commit")
    try shop.expect(["publish", "--dry-run"], 0, output: "nothing to publish; 0 added, 0 changed, 0 removed")
    try shop.edit("Content/models/alpha.md", "Words.", "Other words.")
    try shop.expect(["publish", "--dry-run"], 1, error: "not what a build makes of the content now")
    try shop.expect(["build"], 0)
    try shop.expect(["publish", "--dry-run"], 0, output: "would publish 0 added, ")
    #expect(try shop.published("models/alpha/index.html").contains("Words.") == true)
  }

  @Test func contentThatIsBrokenNowIsNoObstacleToGoingBack() throws {
    let shop = try Shop()
    try shop.expect(["publish"], 0)
    try shop.edit("Content/models/alpha.md", "Words.", "Regretted words.")
    try shop.expect(["build"], 0)
    try shop.expect(["publish"], 0)
    #expect(try shop.published("models/alpha/index.html").contains("Regretted words."))
    try shop.edit("Content/models/alpha.md", "width: 64", "wdith: 64")
    try shop.expect(["publish"], 1, error: "unknown field 'wdith'")
    // Somebody's own commit since then is no publication: it is not what is undone.
    let theirs = try shop.commitElsewhere("CNAME", "gallery.example\n")
    try shop.expect(["publish", "--rollback"], 0, output: "commit")
    #expect(try !shop.published("models/alpha/index.html").contains("Regretted"))
    #expect(try shop.published("CNAME") == "gallery.example")
    #expect(try shop.git(["rev-parse", "gh-pages^"], at: "remote.git") == theirs)
  }

  @Test(arguments: [["--keep", "v2/"], []])
  func anEntryThatKeepsNothingIsAnErrorWhereverItStands(_ option: [String]) throws {
    let shop = try Shop()
    try shop.expect(["publish"], 0)
    if option.isEmpty {
      try shop.edit("Content/gallery.yml", "author: A\n", "author: A\nkeep: [v2/]\n")
      try shop.expect(["build"], 0)
    }
    try shop.expect(["publish"] + option, 1, error: "there is no 'v2/' to keep on the branch 'gh-pages'")
  }

  @Test func anAddressNobodySetIsWarnedOf() throws {
    let shop = try Shop()
    try shop.expect(["publish", "--dry-run"], 0, error: "set base_url in gallery.yml")
    try shop.edit("Content/gallery.yml", "https://example.org/tiny", "https://tiny.dev")
    try shop.expect(["build"], 0)
    let end = try Program.run(["publish", "--dry-run"], at: shop.work)
    #expect(end.code == 0 && end.error == "")
  }
}
