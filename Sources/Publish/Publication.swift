import Diagnostics
import Foundation

// How a site is published
//
// The tip of the branch is fetched; the site's files are written as objects and listed in an index of our own, which
// becomes a tree, which becomes a commit on that tip. The commit is pushed by its id without force, so the remote
// refuses when somebody was faster. Only then the local branch moves, from the value it had: killed at any moment,
// the next run starts from what the remote has. Work tree, index and HEAD are never read or written.

/// One publication of a built site to a branch.
public struct Publication: Sendable {
  public var site: String
  public var repository: String
  public var branch: String
  public var remote: String
  /// Paths of the branch that stay though no build wrote them; a folder ends with `/`.
  public var keep: [String]
  public var allowsShrink: Bool
  public var isDryRun: Bool
  /// Paths at which the site is not what a build would write now: tampered with, stale, or of another gallery.
  public var differences: @Sendable () throws -> [String]
  /// Told what a slow remote keeps us waiting for.
  package var notice: @Sendable (String) -> Void = { _ in }

  public init(
    site: String = "Site", repository: String = ".", branch: String = "gh-pages", remote: String = "origin",
    keep: [String] = [], allowsShrink: Bool = false, isDryRun: Bool = false,
    differences: @escaping @Sendable () throws -> [String] = { [] }
  ) {
    (self.site, self.repository, self.branch, self.remote) = (site, repository, branch, remote)
    (self.keep, self.allowsShrink, self.isDryRun) = (keep, allowsShrink, isDryRun)
    self.differences = differences
  }

  /// What a publication did, or would do.
  public struct Summary: Sendable, Equatable {
    public var added: [String] = []
    public var changed: [String] = []
    public var removed: [String] = []
    public var unchanged = 0
    /// Paths of the branch the keep-list saved.
    public var kept: [String] = []
    /// Nil when nothing differs, or in a dry run.
    public var commit: String?

    public var differs: Bool { !(added.isEmpty && changed.isEmpty && removed.isEmpty) }
  }

  /// Part of the published files that may vanish without being asked for.
  static let shrinkLimit = 0.2

  @discardableResult
  public func publish() throws -> Summary {
    for path in keep { try refuseUnclear(path) }
    let built = try BuiltSite(site, differences: differences)
    return try withGit { git in
      let target = try Target(self, git)
      let published = try target.tip.map { try git.files(of: $0) } ?? [:]
      var next = try git.hash(built, writing: !isDryRun)
      if target.tip != nil { try refuseIdleKeeps(published.keys) }
      let kept = keepOthers(of: published, in: &next)
      let hosting = BytePath(".nojekyll")
      if next[hosting] == nil { next[hosting] = try git.emptyFile(writing: !isDryRun) }
      let summary = Summary(published, next, kept: kept)
      let last = try target.tip.flatMap { try git.lastPublication(before: $0) }
      try refuseStrangers(removedBy: next, from: published, ours: last.map { try git.files(of: $0) } ?? [:])
      try refuseShrink(summary, published: published.count)
      guard summary.differs, !isDryRun else { return summary }
      let source = try git.object("HEAD^{commit}").map { " from \($0.prefix(12))" } ?? ""
      let message = "\(Self.subject) \(built.paths.count) files\(source)\n"
      return try summary.with(commit: target.commit(git.writeTree(next), message: message, git))
    }
  }

  /// Publishes once more what stood there before the last publication, as a new commit; what the keep-list names stays as
  /// it is now.
  @discardableResult
  public func rollback() throws -> Summary {
    for path in keep { try refuseUnclear(path) }
    return try withGit { git in
      let target = try Target(self, git)
      guard let tip = target.tip, let last = try git.lastPublication(before: tip),
        let previous = try git.object("\(last)^1")
      else {
        throw PublishProblem(.noHistory, "'\(branch)' has no earlier state to go back to")
      }
      let published = try git.files(of: tip)
      var next = try git.files(of: previous).filter { !isKept($0.key) }
      let kept = keepOthers(of: published, in: &next)
      let summary = Summary(published, next, kept: kept)
      try refuseStrangers(removedBy: next, from: published, ours: git.files(of: last))
      guard summary.differs, !isDryRun else { return summary }
      let message = "\(Self.rollbackSubject) \(previous.prefix(12))\n"
      return try summary.with(commit: target.commit(git.writeTree(next), message: message, git))
    }
  }

  /// Puts what the keep-list names into the next state, and says what that was.
  private func keepOthers(of published: [BytePath: GitFile], in next: inout [BytePath: GitFile]) -> [BytePath]
  {
    let kept = published.filter { next[$0.key] == nil && isKept($0.key) }
    next.merge(kept) { ours, _ in ours }
    return kept.keys.sorted()
  }

  static let subject = "Publish", rollbackSubject = "Roll back to"

  private func isKept(_ path: BytePath) -> Bool { (BuiltSite.hosting + keep).contains(where: path.isKept) }

  /// A keep-list that keeps nothing by its spelling would lose what it was written for.
  private func refuseUnclear(_ kept: String) throws {
    let names = kept.split(separator: "/", omittingEmptySubsequences: false).dropLast(
      kept.hasSuffix("/") ? 1 : 0)
    let isPlain =
      !names.isEmpty && names.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.contains("*") }
    guard isPlain else {
      throw PublishProblem(
        .invalidName,
        "'\(kept)' cannot be kept: write a path from the top of the branch, such as 'v1/' or 'ads.txt'")
    }
  }

  /// An entry without anything to keep is mistyped more often than not, and what it was to save would vanish.
  private func refuseIdleKeeps(_ published: some Collection<BytePath>) throws {
    guard let idle = keep.first(where: { entry in !published.contains { $0.isKept(by: entry) } }) else {
      return
    }
    throw PublishProblem(
      .idleKeep,
      "there is no '\(idle)' to keep on the branch '\(branch)'; correct or remove it (--keep, or 'keep:' in "
        + "gallery.yml)")
  }

  /// What vanishes though no publication put it there is somebody's.
  private func refuseStrangers(
    removedBy next: [BytePath: GitFile], from published: [BytePath: GitFile], ours: [BytePath: GitFile]
  ) throws {
    let strangers = published.keys.filter { next[$0] == nil && ours[$0] == nil }.sorted()
    guard !allowsShrink, let first = strangers.first else { return }
    let what =
      strangers.count == 1 ? "'\(first.text)'" : "\(strangers.count) files, such as '\(first.text)',"
    throw PublishProblem(
      .strangers,
      "\(what) on '\(branch)' came from somebody else and would be removed; keep it with "
        + "'keep: [\"\(first.text)\"]' in gallery.yml or --keep, or remove it with --allow-shrink")
  }

  private func refuseShrink(_ summary: Summary, published: Int) throws {
    guard !allowsShrink, Double(summary.removed.count) > Double(published) * Self.shrinkLimit else { return }
    throw PublishProblem(
      .shrink,
      "\(summary.removed.count) of \(published) published files would vanish, such as '\(summary.removed[0])'; "
        + "if that is meant, add --allow-shrink, or --keep what other tools put there")
  }

  private func withGit<Result>(_ body: (Git) throws -> Result) throws -> Result {
    let scratch = NSTemporaryDirectory() + "/gallery-publish-" + UUID().uuidString
    try FileManager.default.createDirectory(
      atPath: scratch, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    return try body(Git(repository: repository, scratch: scratch))
  }
}

extension Publication.Summary {
  init(_ old: [BytePath: GitFile], _ new: [BytePath: GitFile], kept: [BytePath]) {
    func sorted(_ paths: some Sequence<BytePath>) -> [String] { paths.sorted().map(\.text) }
    self.kept = sorted(kept)
    added = sorted(new.keys.filter { old[$0] == nil })
    changed = sorted(new.keys.filter { old[$0] != nil && old[$0] != new[$0] })
    removed = sorted(old.keys.filter { new[$0] == nil })
    unchanged = new.count - added.count - changed.count
  }

  func with(commit: String) -> Self {
    var summary = self
    summary.commit = commit
    return summary
  }
}
