import Diagnostics
import Foundation

/// The branch to publish to, as it is on the remote and here, checked before anything is written.
struct Target {
  let remote: String
  let branch: String
  /// The commit a publication builds on: the remote's, or the local one when the remote has no such branch.
  let tip: String?
  private let local: String?
  private let reference: String
  private let notice: @Sendable (String) -> Void

  init(_ publication: Publication, _ git: Git) throws {
    remote = publication.remote
    branch = publication.branch
    reference = "refs/heads/\(branch)"
    let found = try git.attempt(["rev-parse", "--git-dir"])
    guard found.status == 0 else {
      // Git says more than that where it does not trust a repository (safe.directory).
      throw PublishProblem(
        .noRepository, "'\(publication.repository)' is no Git repository that Git would use: \(found.message)"
      )
    }
    // Names Git would read as something else than this branch.
    let isTaken = ["HEAD", "@"].contains(branch) || branch.hasPrefix("refs/")
    guard !isTaken, !branch.hasPrefix("-"), try git.attempt(["check-ref-format", reference]).status == 0
    else {
      throw PublishProblem(.invalidName, "'\(branch)' cannot be a branch name")
    }
    // Only names Git knows: an address on the command line could be `ext::…` or an option.
    let remotes = try git.run(["remote"]).text.split(separator: "\n").map(String.init)
    guard remotes.contains(remote), !remote.hasPrefix("-") else {
      let known =
        remotes.isEmpty ? "add one with 'git remote add'" : "known: \(remotes.joined(separator: ", "))"
      throw PublishProblem(.unknownRemote, "there is no remote '\(remote)'; \(known)")
    }
    if let folder = try Self.folder(of: reference, git) {
      throw PublishProblem(
        .branchCheckedOut,
        "'\(branch)' is checked out in '\(folder)'; check out another branch there, or publish to another one"
      )
    }
    local = try git.object(reference)
    notice = publication.notice
    tip = try Self.fetch(remote, reference, git, notice) ?? local
    if let local, let tip, local != tip,
      try git.attempt(["merge-base", "--is-ancestor", local, tip]).status != 0
    {
      throw PublishProblem(
        .localCommits,
        "the local branch '\(branch)' has commits that \(remote) has not; push them, or delete the local branch"
      )
    }
  }

  /// The work tree that has the branch checked out, where there is one.
  private static func folder(of reference: String, _ git: Git) throws -> String? {
    // `worktree PATH`, lines about it, an empty line.
    var folder = ""
    for line in try git.run(["worktree", "list", "--porcelain"]).text.split(separator: "\n") {
      if line.hasPrefix("worktree ") { folder = BytePath(String(line.dropFirst(9))).text }
      if line == "branch \(reference)" { return folder }
    }
    return nil
  }

  /// The remote's commit with all its objects here, or nil when it has no such branch.
  private static func fetch(
    _ remote: String, _ reference: String, _ git: Git, _ notice: @escaping @Sendable (String) -> Void
  ) throws -> String? {
    let waiting = { @Sendable in
      notice("waiting for the answer of '\(remote)' (Ctrl-C ends it; nothing is published yet)")
    }
    let listed = try git.run(["ls-remote", "--", remote, reference], orElse: .unreachable, waiting: waiting)
      .text
    let line = listed.split(separator: "\n").first { $0.hasSuffix("\t\(reference)") }
    guard let id = line?.split(separator: "\t").first.map(String.init) else { return nil }
    try git.run(
      ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", remote, reference],
      orElse: .unreachable, waiting: waiting)
    guard let commit = try git.object("\(id)^{commit}") else {
      throw PublishProblem(.rejected, "the branch on \(remote) changed while it was fetched; try again")
    }
    return commit
  }

  /// Makes the commit, pushes it, and moves the local branch after it.
  func commit(_ tree: String, message: String, _ git: Git) throws -> String {
    let parents = tip.map { ["-p", $0] } ?? []
    for name in ["GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"]
    where try git.attempt(["var", name]).status != 0 {
      throw PublishProblem(
        .noIdentity,
        "Git does not know who you are; say it with 'git config user.name …' and 'git config user.email …'")
    }
    // `commit-tree` signs only when it is told to.
    let signs = try git.attempt(["config", "--type=bool", "--get", "commit.gpgsign"]).text == "true"
    let id = try git.run(
      ["commit-tree", tree] + parents + (signs ? ["-S"] : []) + ["-F", "-"], input: Data(message.utf8)
    ).text
    let pushed = try git.attempt(
      ["push", "--quiet", "--", remote, "\(id):\(reference)"],
      waiting: { [notice, remote] in notice("waiting for '\(remote)' to take the commit") })
    // Two runs at once make the same commit of the same site: then it is there.
    let now = pushed.status == 0 ? id : try Self.fetch(remote, reference, git, notice)
    guard now == id else {
      let advice = now == tip ? "" : "somebody else published meanwhile; run 'gallery publish' again: "
      throw PublishProblem(
        .rejected,
        "\(advice)\(remote) did not take the commit, and nothing was changed here: \(pushed.message)")
    }
    let none = String(repeating: "0", count: id.count)
    let moved = try git.attempt(["update-ref", "-m", "gallery publish", reference, id, local ?? none])
    // Another publication from here may have moved the branch first; the remote has this commit either way.
    if moved.status != 0, let now = try git.object(reference),
      try git.attempt(["merge-base", "--is-ancestor", id, now]).status == 0
    {
      return id
    }
    guard moved.status == 0 else {
      throw PublishProblem(
        .localBranch, "the commit is published, but the local branch could not follow: \(moved.message)")
    }
    return id
  }
}
