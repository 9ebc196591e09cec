import Architecture
import Diagnostics
import Website

// All the state of a preview: the newest site, the last one that was whole, what is wrong, and who wants to know.
// Values go in and out; rendering happens outside.

/// What the preview shows at this moment, and the open pages that follow it.
actor PreviewSite {
  static let maximumFollowers = 64
  /// Pages looked at lately: after a change these are rendered first, so that their problems show at once.
  static let maximumRecent = 4

  /// Told apart from an earlier run on the same port.
  private let run: String
  private var number = 0
  private var newest: Site?
  private var whole: Site?
  private var rendered: [String: Diagnosed<[UInt8]>] = [:]
  private var problems: [Problem] = []
  private var recent: [String] = []
  private var followers: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
  private var nextFollower = 0

  init(run: String) { self.run = run }

  struct View: Sendable {
    var newest: Site?
    /// The last site whose pages could be rendered.
    var whole: Site?
    /// Pages of the newest that were made already.
    var rendered: [String: Diagnosed<[UInt8]>]
    var problems: [Problem]
    var generation: String
  }

  var view: View {
    View(newest: newest, whole: whole, rendered: rendered, problems: problems, generation: generation)
  }
  var recentPaths: [String] { recent }
  private var generation: String { "\(run).\(number)" }

  /// Takes over a build; pages are told to reload when there is a new site, else only what is wrong.
  ///
  /// `rendered` holds pages made already; the last good version stays until every page looked at lately was made.
  func show(_ build: Workspace.Build, rendered: [String: Diagnosed<[UInt8]>] = [:]) {
    // Clearing away a site of a thousand models takes a while: after the pages know.
    let old = (newest, whole)
    problems = build.problems.filter(\.isOnPages)
    if let site = build.site {
      newest = site
      self.rendered = rendered
      number += 1
      settle()
    }
    tell()
    withExtendedLifetime(old) {}
  }

  /// The pages looked at lately that were not made since the last build.
  var unmade: [String] { recent.filter { rendered[$0] == nil && newest?.page(at: $0) != nil } }

  /// Takes over a page made behind the author's back.
  func keep(_ page: Diagnosed<[UInt8]>, at path: String, of generation: String) {
    guard generation == self.generation else { return }
    rendered[path] = page
    settle()
  }

  private func settle() {
    if unmade.isEmpty, !rendered.values.contains(where: \.diagnostics.hasErrors) { whole = newest }
  }

  /// A page turned out to have problems when it was rendered.
  func add(_ found: [Problem], of generation: String) {
    guard generation == self.generation else { return }
    let new = found.filter { !problems.contains($0) }
    guard !new.isEmpty else { return }
    problems += new
    tell()
  }

  func visited(_ path: String) {
    recent.removeAll { $0 == path }
    recent.append(path)
    if recent.count > Self.maximumRecent { recent.removeFirst() }
  }

  /// Events for one open page, starting with the present state.
  func follow() -> AsyncStream<[UInt8]> {
    nextFollower += 1
    let id = nextFollower
    if followers.count >= Self.maximumFollowers, let oldest = followers.keys.min() {
      followers.removeValue(forKey: oldest)?.finish()
    }
    let (stream, continuation) = AsyncStream.makeStream(
      of: [UInt8].self, bufferingPolicy: .bufferingNewest(2))
    continuation.onTermination = { [weak self] _ in
      Task { await self?.forget(id) }
    }
    followers[id] = continuation
    continuation.yield(event)
    return stream
  }

  var followerCount: Int { followers.count }

  /// A comment that finds out which readers are gone.
  func beat() {
    for follower in followers.values { follower.yield(Array(":\n\n".utf8)) }
  }

  private func forget(_ id: Int) { followers[id] = nil }

  private func tell() {
    for follower in followers.values { follower.yield(event) }
  }

  private var event: [UInt8] {
    let list = problems.map { JSON.fields([("error", .bool($0.isError)), ("text", .text($0.text))]) }
    let state = JSON.fields([("generation", .text(generation)), ("problems", .list(list))])
    return Array("data: \(state.compact)\n\n".utf8)
  }
}
