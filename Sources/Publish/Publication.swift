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
      var summary = Summary()
      for (path, entry) in published where next[path] == nil && isKept(path) {
        next[path] = entry
        summary.kept.append(path)
      }
      summary.kept.sort()
      if target.tip != nil { try refuseIdleKeeps(published.keys) }
      if next[".nojekyll"] == nil { next[".nojekyll"] = try git.emptyFile(writing: !isDryRun) }
      summary.compare(published, next)
      summary.removed = Self.strangersFirst(summary.removed, site: built.paths)
      try refuseShrink(summary, published: published.count)
      guard summary.differs, !isDryRun else { return summary }
      let tree = try git.writeTree(next)
      let source = try git.object("HEAD^{commit}").map { " from \($0.prefix(12))" } ?? ""
      let message = "\(Self.subject) \(built.paths.count) files\(source)\n"
      summary.commit = try target.commit(tree, message: message, git)
      return summary
    }
  }

  /// Publishes once more what stood there before the last publication, as a new commit; what the keep-list names stays as
  /// it is now.
  @discardableResult
  public func rollback() throws -> Summary {
    try withGit { git in
      let target = try Target(self, git)
      guard let tip = target.tip, let last = try git.lastPublication(before: tip),
        let previous = try git.object("\(last)^1")
      else {
        throw PublishProblem(.noHistory, "'\(branch)' has no earlier state to go back to")
      }
      let published = try git.files(of: tip)
      var next = try git.files(of: previous).filter { !isKept($0.key) }
      var summary = Summary()
      for (path, entry) in published where isKept(path) {
        next[path] = entry
        summary.kept.append(path)
      }
      summary.kept.sort()
      summary.compare(published, next)
      guard summary.differs, !isDryRun else { return summary }
      let message = "\(Self.rollbackSubject) \(previous.prefix(12))\n"
      summary.commit = try target.commit(try git.writeTree(next), message: message, git)
      return summary
    }
  }

  static let subject = "Publish", rollbackSubject = "Roll back to"

  private func isKept(_ path: String) -> Bool {
    (BuiltSite.hosting + keep).contains { Self.keeps($0, path) }
  }

  private static func keeps(_ kept: String, _ path: String) -> Bool {
    kept.hasSuffix("/") ? path.hasPrefix(kept) : path == kept || path.hasPrefix(kept + "/")
  }

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
  private func refuseIdleKeeps(_ published: some Collection<String>) throws {
    guard let idle = keep.first(where: { entry in !published.contains { Self.keeps(entry, $0) } }) else {
      return
    }
    throw PublishProblem(
      .idleKeep,
      "there is no '\(idle)' to keep on the branch '\(branch)'; correct or remove it (--keep, or 'keep:' in "
        + "gallery.yml)")
  }

  /// What vanishes, first of all what lies in folders our builds do not write to: it may be somebody's.
  static func strangersFirst(_ removed: [String], site: [String]) -> [String] {
    let folders = Set(site.compactMap { $0.split(separator: "/").first })
    let isOurs = { (path: String) in path.split(separator: "/").first.map(folders.contains) ?? false }
    return removed.filter { !isOurs($0) } + removed.filter(isOurs)
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
    return try body(try Git(repository: repository, scratch: scratch))
  }
}

extension Publication.Summary {
  mutating func compare(_ old: [String: GitFile], _ new: [String: GitFile]) {
    added = new.keys.filter { old[$0] == nil }.sorted()
    changed = new.keys.filter { old[$0] != nil && old[$0] != new[$0] }.sorted()
    removed = old.keys.filter { new[$0] == nil }.sorted()
    unchanged = new.count - added.count - changed.count
  }
}
