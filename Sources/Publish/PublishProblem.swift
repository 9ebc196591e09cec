/// Why nothing was published: the rule and what to do about it.
public struct PublishProblem: Error, CustomStringConvertible, Sendable, Equatable {
  /// What kind of rule it is; tests assert this, never the wording.
  public enum Reason: String, Sendable {
    case noRepository, noGit, invalidName, unknownRemote, branchCheckedOut
    case noSite, incompleteSite, staleSite, notPlain, secret
    case noIdentity, idleKeep
    case unreachable, localCommits, shrink, strangers, noHistory, gitFailed, rejected
    /// The commit is public, but the local branch did not follow.
    case localBranch
  }

  public var reason: Reason
  public var description: String

  init(_ reason: Reason, _ description: String) {
    self.reason = reason
    self.description = description
  }
}
