import Catalog
import Diagnostics
import Dispatch
import Website

// The preview is a loop: look, wait until something changed, build, show. Requests are answered from the newest
// site in memory; a page is rendered when it is asked for. Nothing is written to disk.

/// A site served from memory while its author edits it.
public struct Preview: Sendable {
  private let workspace: Workspace
  private let address: String
  private let port: Int
  private let log: @Sendable (String) -> Void

  /// `log` gets one line for each build and the text of its problems; `terminal` is how many characters wide it is.
  public init(
    content: String, templates: String, address: String = "127.0.0.1", port: Int = 8080, tasks: Int = 2,
    terminal: Int? = nil, log: @escaping @Sendable (String) -> Void
  ) {
    workspace = Workspace(content: content, templates: templates, tasks: tasks, terminal: terminal)
    (self.address, self.port, self.log) = (address, port, log)
  }

  /// Serves until the task is cancelled; `isReady` gets the address once requests are answered.
  public func run(isReady: @escaping @Sendable (String) -> Void = { _ in }) async throws {
    let site = PreviewSite(run: String(UInt32.random(in: 0...UInt32.max), radix: 36))
    let asked = AskedPort()
    let listener = try Listener(address: address, port: port) { head in
      await Self.respond(to: head, site, RequestGate(address: address, port: await asked.port), workspace)
    }
    await asked.set(listener.port)
    let url = "http://\(address):\(listener.port)"
    // Whoever asks before the first build is done waits for it.
    let stamps = FolderStamps(workspace.folders)
    let files = await aside { workspace.read() }
    let cache = await show(files, Workspace.BuildCache(), site, url)
    isReady(url)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await follow(site, from: stamps, files, cache, url: url) }
      group.addTask { try await listener.run() }
      group.addTask {
        while true {
          try await Task.sleep(for: .seconds(5))
          await site.beat()
        }
      }
      defer { group.cancelAll() }
      try await group.next()
    }
  }

  /// The port is known only after listening has begun.
  private actor AskedPort {
    private(set) var port = 0
    func set(_ port: Int) { self.port = port }
  }

  // MARK: Watching

  private func follow(
    _ site: PreviewSite, from stamps: FolderStamps, _ files: Workspace.Files, _ cache: Workspace.BuildCache,
    url: String
  ) async throws {
    let clock = ContinuousClock()
    var (stamps, files, cache) = (stamps, files, cache)
    var unswept = Sweep.everything
    var sweep = sweeping(unswept, files, site)
    defer { sweep.cancel() }
    while true {
      // Looking takes two milliseconds at a thousand files; it may take a twentieth of the time.
      let start = clock.now
      var now = FolderStamps(workspace.folders)
      let cost = clock.now - start
      if now.isHalfSaved(since: stamps) {
        try await Task.sleep(for: .milliseconds(20))
        now = FolderStamps(workspace.folders)
      }
      if now != stamps || now.isFresh(at: FolderStamps.now) {
        let read = await aside { [stamps, files, now] in
          workspace.read { now.isUnchanged($0, since: stamps) ? files.bytes(of: $0) : nil }
        }
        stamps = now
        // Else an editor wrote the same text again.
        if !read.isSame(as: files) {
          sweep.cancel()
          let change = Sweep(from: files, to: read)
          files = read
          cache = await show(files, cache, site, url)
          if await sweep.value { unswept = change } else { unswept.formUnion(change) }
          sweep = sweeping(unswept, files, site)
        }
      }
      try await Task.sleep(for: max(.milliseconds(20), cost * 20))
    }
  }

  private func sweeping(_ sweep: Sweep, _ files: Workspace.Files, _ site: PreviewSite) -> Task<Bool, Never> {
    Task(priority: .background) {
      await Self.makeUnmade(of: site, files, workspace)
      // An author who saves again and again is not made to wait for it.
      guard (try? await Task.sleep(for: .seconds(1))) != nil else { return false }
      let view = await site.view
      guard let newest = view.newest else { return false }
      return await sweep.run(over: newest) { found in
        await site.add(workspace.problems(found, in: files), of: view.generation)
      }
    }
  }

  /// Makes the other pages looked at lately, so that their problems show soon.
  static func makeUnmade(of site: PreviewSite, _ files: Workspace.Files, _ workspace: Workspace) async {
    let view = await site.view
    for path in await site.unmade {
      if Task.isCancelled { return }
      guard let page = view.newest?.page(at: path)?.render() else { continue }
      await site.keep(page, at: path, of: view.generation)
      if !page.diagnostics.isEmpty {
        await site.add(workspace.problems(page.diagnostics, in: files), of: view.generation)
      }
      await Task.yield()
    }
  }

  /// Builds and shows; what was read is kept for the next time.
  private func show(
    _ files: Workspace.Files, _ cache: Workspace.BuildCache, _ site: PreviewSite, _ url: String
  ) async -> Workspace.BuildCache {
    let clock = ContinuousClock()
    let start = clock.now
    // The page looked at last: it is the one that will be asked for first.
    let recent = await site.recentPaths.suffix(1)
    let (build, rendered) = await aside {
      var build = workspace.build(files, at: url, reusing: cache)
      var rendered: [String: Diagnosed<[UInt8]>] = [:]
      for path in recent { rendered[path] = build.site?.page(at: path)?.render() }
      let found = workspace.problems(rendered.values.flatMap(\.diagnostics).inReadingOrder, in: files)
      build.problems += found.filter { !build.problems.contains($0) }
      return (build, rendered)
    }
    await site.show(build, rendered: rendered)
    let milliseconds = Int((clock.now - start) / .milliseconds(1))
    log(build.problems.map(\.terminalText).joined())
    if let made = build.site {
      log("built \(made.pages.count) pages in \(milliseconds) ms\n")
    } else {
      let stays = await site.view.newest != nil
      log("\(build.tally); \(stays ? "the last good version stays" : "there is nothing to show yet")\n")
    }
    return build.cache
  }

  /// Off the threads that answer requests.
  private func aside<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }

  // MARK: Answering

  static func respond(
    to head: RequestHead, _ site: PreviewSite, _ gate: RequestGate, _ workspace: Workspace
  ) async -> Response {
    switch gate.judge(head) {
    case .refused(let status): return .plain(status)
    case .path(PreviewPages.events): return Response(streaming: await site.follow())
    case .path(PreviewPages.script):
      return Response(200, Response.type(of: ".js"), Array(PreviewPages.scriptText.utf8))
    case .path(PreviewPages.style):
      return Response(200, Response.type(of: ".css"), Array(PreviewPages.styleText.utf8))
    case .path(let path): return await page(path, site, workspace)
    }
  }

  private static func page(_ path: String, _ site: PreviewSite, _ workspace: Workspace) async -> Response {
    let view = await site.view
    guard let newest = view.newest else {
      return Response(
        500, Response.type(of: ".html"), PreviewPages.problems(view.problems, generation: view.generation))
    }
    let name = path.isEmpty || path.hasSuffix("/") ? path + "index.html" : path
    guard let page = newest.page(at: name) else {
      if newest.page(at: path + "/index.html") != nil { return .redirect(to: "/\(path)/") }
      guard let lost = newest.page(at: "404.html")?.render().value else { return .plain(404) }
      return Response(
        404, Response.type(of: ".html"), PreviewPages.injected(lost, generation: view.generation))
    }
    // The other spelling of a comparison.
    if page.path != name { return .redirect(to: "/" + page.path) }
    let type = Response.type(of: name)
    if type.hasPrefix("text/html") { await site.visited(name) }
    var rendered = view.rendered[name] ?? page.render()
    if !rendered.diagnostics.isEmpty {
      await site.add(
        workspace.problems(rendered.diagnostics, in: workspace.read()), of: view.generation)
    }
    if rendered.value == nil { rendered = view.whole?.page(at: name)?.render() ?? rendered }
    guard let bytes = rendered.value else {
      let problems = await site.view.problems
      return Response(
        500, Response.type(of: ".html"), PreviewPages.problems(problems, generation: view.generation))
    }
    return Response(
      200, type,
      type.hasPrefix("text/html") ? PreviewPages.injected(bytes, generation: view.generation) : bytes)
  }
}
