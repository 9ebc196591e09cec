import Foundation
import Testing

@testable import Publish

@Suite struct PublicationTests {
  @Test func theSiteAndNothingElseIsPublished() throws {
    let shop = try Workshop()
    try shop.write("work/Site/notes.txt", "not written by the build")
    let summary = try shop.publication.publish()
    #expect(summary.added == [".nojekyll", "index.html", "models/a/index.html"])
    #expect(try shop.published() == [".nojekyll": "", "index.html": "home", "models/a/index.html": "a"])
    #expect(try shop.git(["rev-parse", "gh-pages"]) == summary.commit)
  }

  @Test func theNextPublicationIsACommitOnTheRemotesTip() throws {
    let shop = try Workshop()
    let first = try shop.publication.publish().commit
    try shop.build(["index.html": "new home", "models/a/index.html": "a", "models/b/index.html": "b"])
    let summary = try shop.publication.publish()
    #expect(summary.added == ["models/b/index.html"])
    #expect(summary.changed == ["index.html"])
    #expect(try shop.git(["rev-parse", "gh-pages^"], at: shop.remote) == first)
  }

  @Test func nothingNewMakesNoCommit() throws {
    let shop = try Workshop()
    let first = try shop.publication.publish().commit
    let summary = try shop.publication.publish()
    #expect(summary.commit == nil && !summary.differs && summary.unchanged == 3)
    #expect(try shop.tip() == first)
  }

  @Test func aDryRunCountsAndChangesNothing() throws {
    let shop = try Workshop()
    var publication = shop.publication
    publication.isDryRun = true
    let objects = try shop.git(["count-objects"])
    let summary = try publication.publish()
    #expect(summary.added.count == 3 && summary.commit == nil)
    #expect(try shop.git(["for-each-ref"], at: shop.remote) == "")
    #expect(try shop.git(["count-objects"]) == objects)
    #expect(try shop.git(["rev-parse", "-q", "--verify", "gh-pages"]) == "")
  }

  @Test func bytesArePublishedAsTheyAre() throws {
    let shop = try Workshop(site: ["index.html": "a\r\nb\n", "run.sh": "#!"])
    try shop.git(["config", "core.autocrlf", "true"])
    try shop.write("work/.gitattributes", "* text eol=lf\n")
    try shop.publication.publish()
    #expect(try shop.published()["index.html"]?.utf8.elementsEqual("a\r\nb".utf8) == true)
  }

  @Test func workTreeIndexAndHeadStay() throws {
    let shop = try Workshop()
    try shop.write("work/staged.txt", "staged")
    try shop.git(["add", "staged.txt"])
    try shop.write("work/Content/gallery.yml", "title: Edited\n")
    try shop.write(
      "work/.git/hooks/pre-push", "#!/bin/sh\ntouch \"$(git rev-parse --show-toplevel)/hooked\"\nexit 1\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(shop.repository)/.git/hooks/pre-push")
    try shop.git(["checkout", "--quiet", "--detach"])
    let before = try shop.state()
    try shop.publication.publish()
    #expect(try shop.state() == before)
    #expect(!FileManager.default.fileExists(atPath: "\(shop.repository)/hooked"))
  }

  @Test func hostingFilesAndTheKeepListStay() throws {
    let shop = try Workshop()
    try shop.pushFromElsewhere([
      "CNAME": "example.org", ".nojekyll": "", "v1/index.html": "old", "badge.svg": "b", "stray.txt": "x",
    ])
    var publication = shop.publication
    publication.keep = ["v1/", "badge.svg"]
    check(.strangers) { try publication.publish() }
    publication.allowsShrink = true
    let summary = try publication.publish()
    #expect(summary.kept == [".nojekyll", "CNAME", "badge.svg", "v1/index.html"])
    #expect(summary.removed == ["stray.txt"])
    #expect(try shop.published()["CNAME"] == "example.org")
  }

  @Test func aFifthOfTheFilesMayVanishAndNoMore() throws {
    let shop = try Workshop(site: (0..<10).reduce(into: ["index.html": "x"]) { $0["\($1).html"] = "\($1)" })
    try shop.publication.publish()
    try shop.build(["index.html": "x", "0.html": "0"])
    let tip = try shop.tip()
    check(.shrink) { try shop.publication.publish() }
    #expect(try shop.tip() == tip)
    var publication = shop.publication
    publication.allowsShrink = true
    #expect(try publication.publish().removed.count == 9)
  }

  @Test func rollbackPublishesThePreviousTreeAsANewCommit() throws {
    let shop = try Workshop()
    check(.noHistory) { try shop.publication.rollback() }
    try shop.publication.publish()
    check(.noHistory) { try shop.publication.rollback() }
    let first = try shop.published()
    try shop.build(["index.html": "worse", "models/a/index.html": "a"])
    let second = try shop.publication.publish().commit
    let summary = try shop.publication.rollback()
    #expect(summary.changed == ["index.html"])
    #expect(try shop.published() == first)
    #expect(try shop.git(["rev-parse", "gh-pages^"], at: shop.remote) == second)
  }

  @Test func rollbackLeavesWhatOthersAndTheKeepListOwn() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    try shop.build(["index.html": "worse", "models/a/index.html": "a"])
    try shop.publication.publish()
    try shop.pushFromElsewhere(["CNAME": "gallery.example", "v1/index.html": "one"])
    var publication = shop.publication
    publication.keep = ["v1/"]
    #expect(try publication.rollback().kept == [".nojekyll", "CNAME", "v1/index.html"])
    let now = try shop.published()
    #expect(now["index.html"] == "home" && now["CNAME"] == "gallery.example")
    #expect(now["v1/index.html"] == "one")
  }

  @Test func anEntryThatKeepsNothingIsRefused() throws {
    let shop = try Workshop()
    var publication = shop.publication
    publication.keep = ["v2/"]
    // Nothing can be lost by the first publication.
    #expect(try publication.publish().commit != nil)
    try shop.pushFromElsewhere(["v1/index.html": "one"])
    check(.idleKeep) { try publication.publish() }
    #expect(try shop.published()["v1/index.html"] == "one")
    publication.keep = ["v1"]
    #expect(try publication.publish().removed.isEmpty)
  }

  @Test func manyAtOnceLeaveOneCommitHereAndThere() async throws {
    let shop = try Workshop()
    let publication = shop.publication
    let ends = await withTaskGroup(of: Result<String?, any Error>.self) { group in
      for _ in 0..<4 { group.addTask { Result { try publication.publish().commit } } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    let tip = try shop.tip()
    for case .failure(let error) in ends {
      #expect((error as? PublishProblem)?.reason == .rejected, "\(error)")
    }
    let local = try shop.git(["rev-parse", "gh-pages"])
    #expect(!tip.isEmpty && local == tip)
  }

  /// Another run, here or elsewhere, lands the very same commit between our push and the end of it.
  @Test func whoIsOvertakenByTheSameCommitHasPublished() throws {
    let shop = try Workshop()
    try shop.write(
      "remote.git/hooks/pre-receive",
      """
      #!/bin/sh
      read old new name
      cp -r "$GIT_OBJECT_DIRECTORY"/. objects/
      unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES
      git update-ref "$name" "$new"
      git --git-dir '\(shop.repository)/.git' update-ref "$name" "$new"

      """)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(shop.remote)/hooks/pre-receive")
    let commit = try shop.publication.publish().commit
    #expect(try shop.tip() == commit)
    #expect(try shop.git(["rev-parse", "gh-pages"]) == commit)
  }

  @Test func everySecretIsNamed() throws {
    let shop = try Workshop()
    let secrets = [
      ".env.local", ".git-credentials", ".netrc", "credentials.json", "deploy.pem", "id_ed25519",
      "models/secrets.yml", "models/site.key",
    ]
    for secret in secrets { try shop.write("work/Site/\(secret)", "x") }
    do {
      try shop.publication.publish()
      Issue.record("published")
    } catch let problem as PublishProblem {
      #expect(problem.description.contains(": \(secrets.joined(separator: ", "));"), "\(problem)")
    }
  }

  @Test func whoLosesARaceIsToldToRunAgain() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    // Somebody's push arrives between our fetch and our push.
    let tree = try shop.git(["rev-parse", "gh-pages^{tree}"])
    let theirs = try shop.git(["commit-tree", tree, "-p", "gh-pages", "-m", "Theirs"])
    try shop.git(["push", "--quiet", "origin", "\(theirs):refs/heads/waiting"])
    let hook = "\(shop.remote)/hooks/pre-receive"
    try shop.write(
      "remote.git/hooks/pre-receive",
      "#!/bin/sh\nunset GIT_QUARANTINE_PATH\ngit update-ref refs/heads/gh-pages \(theirs)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    try shop.build(["index.html": "new", "models/a/index.html": "a"])
    do {
      try shop.publication.publish()
      Issue.record("published")
    } catch let problem as PublishProblem {
      #expect(problem.reason == .rejected && problem.description.contains("run 'gallery publish' again"))
    }
    #expect(try shop.tip() == theirs)
  }

  @Test func anAuthorWithoutANameIsToldHowToGetOne() throws {
    let shop = try Workshop()
    try shop.git(["config", "--unset", "user.name"])
    try shop.git(["config", "--unset", "user.email"])
    try shop.git(["config", "user.useConfigOnly", "true"])
    // Somebody's own configuration may name them; then there is nothing to see.
    guard try shop.git(["var", "GIT_COMMITTER_IDENT"]).isEmpty else { return }
    check(.noIdentity) { try shop.publication.publish() }
    #expect(try shop.git(["for-each-ref"], at: shop.remote) == "")
  }

  // MARK: What is refused

  @Test(arguments: ["", "/", "../x", "v*", "a//b", "./a"])
  func aPathThatKeepsNothingByItsSpellingIsRefused(_ path: String) throws {
    let shop = try Workshop()
    var publication = shop.publication
    publication.keep = [path]
    check(.invalidName) { try publication.publish() }
  }

  @Test(arguments: [
    ("missing", PublishProblem.Reason.noSite), ("empty", .noSite), ("foreign", .noSite),
    ("no home page", .incompleteSite), ("file lost", .incompleteSite), ("stale", .staleSite),
    ("interrupted", .staleSite), ("link", .notPlain), ("linked folder", .notPlain), ("pipe", .notPlain),
    ("secret", .secret), ("password", .secret), ("key", .secret), ("repository", .secret),
  ])
  func aSiteThatIsNotWholeAndFreshIsRefused(_ fault: String, _ reason: PublishProblem.Reason) throws {
    let shop = try Workshop()
    let files = FileManager.default
    var publication = shop.publication
    switch fault {
    case "missing": try files.removeItem(atPath: shop.site)
    case "empty":
      try files.removeItem(atPath: shop.site)
      try files.createDirectory(atPath: shop.site, withIntermediateDirectories: true)
    case "foreign": try files.removeItem(atPath: "\(shop.site)/.gallery-manifest")
    case "no home page": try shop.build(["about.html": "x"])
    case "file lost": try files.removeItem(atPath: "\(shop.site)/models/a/index.html")
    case "stale": publication.differences = { ["index.html", "table/index.html"] }
    case "interrupted": try shop.write("work/.Site.gallery-stage/x", "x")
    case "link": try files.createSymbolicLink(atPath: "\(shop.site)/x", withDestinationPath: "/etc/passwd")
    case "linked folder":
      try files.moveItem(atPath: shop.site, toPath: "\(shop.folder)/real")
      try files.createSymbolicLink(atPath: shop.site, withDestinationPath: "\(shop.folder)/real")
    case "pipe": #expect(mkfifo("\(shop.site)/pipe", 0o600) == 0)
    case "secret": try shop.write("work/Site/.env.local", "KEY=1")
    case "password": try shop.write("work/Site/.git-credentials", "x")
    case "key": try shop.write("work/Site/models/id_rsa", "KEY")
    default: try shop.write("work/Site/.git/config", "x")
    }
    check(reason) { try publication.publish() }
    #expect(try shop.git(["for-each-ref"], at: shop.remote) == "")
  }

  @Test(arguments: [
    "-f", "--upload-pack=touch x", "a..b", "", "a b", "refs/heads/", "HEAD", "@", "refs/heads/x",
  ])
  func aBranchThatIsNoNameIsRefused(_ branch: String) throws {
    let shop = try Workshop()
    var publication = shop.publication
    publication.branch = branch
    check(.invalidName) { try publication.publish() }
  }

  @Test(arguments: ["--upload-pack=touch x", "ext::sh -c touch% x", "nowhere", "", "../remote.git"])
  func onlyConfiguredRemotesAreReached(_ remote: String) throws {
    let shop = try Workshop()
    var publication = shop.publication
    publication.remote = remote
    check(.unknownRemote) { try publication.publish() }
  }

  @Test func theCheckedOutBranchIsRefused() throws {
    let shop = try Workshop()
    var publication = shop.publication
    publication.branch = "main"
    check(.branchCheckedOut) { try publication.publish() }
  }

  @Test func aFolderThatIsNoRepositoryIsRefused() throws {
    let shop = try Workshop()
    var publication = shop.publication
    publication.repository = NSTemporaryDirectory()
    check(.noRepository) { try publication.publish() }
  }

  @Test func localCommitsTheRemoteLacksAreNotLost() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    let tree = try shop.git(["rev-parse", "gh-pages^{tree}"])
    let local = try shop.git(["commit-tree", tree, "-p", "gh-pages", "-m", "Mine"])
    try shop.git(["update-ref", "refs/heads/gh-pages", local])
    try shop.build(["index.html": "new", "models/a/index.html": "a"])
    check(.localCommits) { try shop.publication.publish() }
    #expect(try shop.git(["rev-parse", "gh-pages"]) == local)
  }

  @Test func aColleaguesCommitStaysBelowOurs() throws {
    let shop = try Workshop()
    try shop.publication.publish()
    try shop.pushFromElsewhere(["extra.txt": "by a colleague"])
    let theirs = try shop.tip()
    var publication = shop.publication
    publication.allowsShrink = true
    try publication.publish()
    #expect(try shop.git(["rev-parse", "gh-pages^"], at: shop.remote) == theirs)
  }

  @Test func anUnreachableRemoteLeavesEverythingAndTheNextRunWorks() throws {
    let shop = try Workshop()
    try FileManager.default.moveItem(atPath: shop.remote, toPath: shop.remote + ".away")
    check(.unreachable) { try shop.publication.publish() }
    try FileManager.default.moveItem(atPath: shop.remote + ".away", toPath: shop.remote)
    #expect(try shop.publication.publish().commit != nil)
  }

  @Test func aPushTheRemoteRejectsLeavesTheLocalBranch() throws {
    let shop = try Workshop()
    let first = try shop.publication.publish().commit
    let hook = "\(shop.remote)/hooks/pre-receive"
    try shop.write("remote.git/hooks/pre-receive", "#!/bin/sh\nexit 1\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: hook)
    try shop.build(["index.html": "new", "models/a/index.html": "a"])
    check(.rejected) { try shop.publication.publish() }
    #expect(try shop.git(["rev-parse", "gh-pages"]) == first)
    try FileManager.default.removeItem(atPath: hook)
    #expect(try shop.publication.publish().changed == ["index.html"])
  }

  @Test func aNameOfAFileNeverReachesAShell() throws {
    let shop = try Workshop(site: ["index.html": "x", "$(touch x)`touch y`;touch z.html": "s", "-f": "dash"])
    try shop.publication.publish()
    #expect(try shop.published().keys.contains("-f"))
    #expect(!FileManager.default.fileExists(atPath: "\(shop.repository)/x"))
  }

  private func check(
    _ reason: PublishProblem.Reason, at place: SourceLocation = #_sourceLocation,
    _ publish: () throws -> Publication.Summary
  ) {
    do {
      let summary = try publish()
      Issue.record("published: \(summary)", sourceLocation: place)
    } catch let problem as PublishProblem {
      #expect(problem.reason == reason, "\(problem)", sourceLocation: place)
    } catch {
      Issue.record(error, sourceLocation: place)
    }
  }
}
