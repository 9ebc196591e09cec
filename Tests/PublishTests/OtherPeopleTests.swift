import Diagnostics
import Foundation
import Testing

@testable import Publish

/// What others put on the branch, and how they run Git.
@Suite struct OtherPeopleTests {
  private func problem(_ body: () throws -> Void) -> PublishProblem? {
    do {
      try body()
      return nil
    } catch {
      return error as? PublishProblem
    }
  }

  @Test func aColleaguesNewFileIsNotRemoved() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    try shop.pushFromElsewhere(["notes/today.html": "mine"])
    try shop.build(["index.html": "new home", "models/a/index.html": "a"])
    for act in [shop.publication.publish, shop.publication.rollback] {
      let refused = problem { _ = try act() }
      #expect(refused?.reason == .strangers || refused?.reason == .noHistory)
      #expect(try shop.published()["notes/today.html"] == "mine")
    }
    let refused = problem { try shop.publication.publish() }
    #expect(refused?.description.contains("'notes/today.html'") == true)
    #expect(refused?.description.contains("keep:") == true)
    var publication = shop.publication
    publication.keep = ["notes/"]
    #expect(try publication.publish().kept == [".nojekyll", "notes/today.html"])
    // Going back leaves it too.
    #expect(try publication.rollback().kept.contains("notes/today.html"))
    #expect(try shop.published()["notes/today.html"] == "mine")
  }

  @Test func goingBackDoesNotRemoveAColleaguesFile() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    try shop.build(["index.html": "worse", "models/a/index.html": "a"])
    try shop.publication.publish()
    try shop.pushFromElsewhere(["ads.txt": "mine"])
    #expect(problem { try shop.publication.rollback() }?.reason == .strangers)
    #expect(try shop.published()["index.html"] == "worse")
  }

  /// Latin-1, and the two ways to write one letter, which a text would hold for the same.
  @Test func namesOfKeptFilesAreBytes() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    let blob = try shop.git(["rev-parse", "gh-pages:index.html"])
    let names: [[UInt8]] = [
      Array("v1/caf".utf8) + [0xE9], Array("v1/caf\u{E9}".utf8), Array("v1/cafe\u{301}".utf8),
    ]
    let git = try Git(repository: shop.repository, scratch: shop.folder)
    var files = try git.files(of: "gh-pages")
    for name in names { files[BytePath(name)] = GitFile(mode: "100644", object: blob) }
    let tree = try git.writeTree(files)
    let commit = try git.run(["commit-tree", tree, "-p", "gh-pages", "-m", "Elsewhere"]).text
    try shop.git(["push", "--quiet", "origin", "\(commit):refs/heads/gh-pages"])
    try shop.git(["update-ref", "refs/heads/gh-pages", commit])
    try shop.build(["index.html": "new home", "models/a/index.html": "a"])
    var publication = shop.publication
    publication.keep = ["v1/"]
    #expect(try publication.publish().kept.count == 4)
    let after = try git.files(of: "gh-pages")
    #expect(names.allSatisfy { after[BytePath($0)]?.object == blob })
    #expect(BytePath(names[0]).text == #"v1/caf\xE9"#)
  }

  @Test func aSignedCommitIsMadeWhereTheAuthorSignsThemAll() throws {
    let shop = try Workshop()
    let key = "\(shop.folder)/signing"
    let made = Process()
    made.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    made.arguments = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key]
    // Where there is nothing to sign with, a commit that cannot be signed must not be published.
    let hasKeys = (try? made.run()).map { made.waitUntilExit() } != nil && made.terminationStatus == 0
    try shop.git(["config", "gpg.format", "ssh"])
    try shop.git(["config", "user.signingkey", key])
    try shop.git(["config", "commit.gpgsign", "true"])
    if hasKeys {
      let commit = try #require(try shop.publication.publish().commit)
      #expect(try shop.git(["cat-file", "commit", commit]).contains("gpgsig"))
    } else {
      #expect(problem { try shop.publication.publish() } != nil)
      #expect(try shop.tip().isEmpty)
    }
  }

  @Test func aBranchThatIsCheckedOutElsewhereIsNamedWithItsFolder() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    try shop.git(["worktree", "add", "--quiet", "\(shop.folder)/pages", "gh-pages"])
    let refused = problem { try shop.publication.publish() }
    #expect(refused?.reason == .branchCheckedOut)
    #expect(refused?.description.contains("/pages'") == true)
  }

  @Test func whatIsPublishedIsNotSaidToBeUnpublished() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    try shop.build(["index.html": "new home", "models/a/index.html": "a"])
    // The branch cannot move here: somebody holds its lock.
    try shop.write("work/.git/refs/heads/gh-pages.lock", "")
    let refused = problem { try shop.publication.publish() }
    #expect(refused?.reason == .localBranch)
    #expect(try shop.published()["index.html"] == "new home")
  }

  @Test func gitsOwnReasonReachesTheAuthor() throws {
    let shop = try Workshop()
    try shop.write("work/.git/config", "[broken\n")
    let refused = problem { try shop.publication.publish() }
    #expect(refused?.description.contains("bad config line") == true)
  }
}
