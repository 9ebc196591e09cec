import Diagnostics
import Synchronization

// How the output is replaced
//
// Pages are rendered in parallel. A page whose bytes equal the file that is there is only noted; any other is
// written into a stage folder beside the output. When every page is rendered and none reported an error, the
// stage is completed with second names (hard links) of the unchanged files and of everything that is not ours, and
// the two folders are exchanged in one system call. Before the exchange the output is wholly the old one, after
// it wholly the new one; whatever a killed build left beside the output is removed by the next.

/// What a build did to the output.
public struct BuildSummary: Sendable, Equatable {
  public var written: [String] = []
  public var unchanged = 0
  public var removed: [String] = []
  public var bytes = 0
  /// Pages that had to be rendered to know; the others were as the last build's record says.
  public var rendered = 0
}

extension OutputFolder {
  /// What a build of `inputs` would find: nothing to do, when the last one read the same, had nothing to say, and every
  /// file is as it left it.
  public func upToDate(with inputs: BuildInputs) throws -> BuildSummary? {
    let lock = try BuildLock(beside("lock"))
    defer { withExtendedLifetime(lock) {} }
    try recover()
    guard let record = BuildRecord(in: path, by: BuildRecord.thisProgram), record.inputs == inputs.digest,
      let manifest = try Manifest(in: path), manifest.paths.count == record.entries.count,
      manifest.paths.allSatisfy({ record.holds($0, in: path) })
    else { return nil }
    return BuildSummary(
      unchanged: record.entries.count, bytes: record.entries.reduce(0) { $0 + $1.size })
  }

  /// Writes the site, or reports why nothing was changed; `progress` is told how many pages are done.
  ///
  /// `inputs` is all that the site was made from, if the build has nothing to say about it; with `force` every page is
  /// rendered, whatever the last build noted.
  public func replace(
    with site: Site, tasks: Int, inputs: BuildInputs? = nil, force: Bool = false,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> Diagnosed<BuildSummary> {
    let lock = try BuildLock(beside("lock"))
    defer { withExtendedLifetime(lock) {} }
    try recover()
    let old = try Manifest(in: path)
    try refuseForeign(old, planned: site.pages.map(\.path))

    let stage = beside("stage")
    try FileSystem.makeDirectory(stage)
    do {
      let last = force ? nil : BuildRecord(in: path, by: BuildRecord.thisProgram)
      let (rendered, entries) = try render(
        site, old: old?.paths ?? [], last: last, stage: stage, tasks: tasks, progress: progress)
      guard let summary = rendered.value else {
        try FileSystem.removeTree(stage)
        return rendered
      }
      var record = BuildRecord.thisProgram.map {
        BuildRecord(generator: $0, inputs: rendered.diagnostics.isEmpty ? inputs?.digest : nil)
      }
      record?.entries = entries
      if let old, summary.written.isEmpty, summary.removed.isEmpty, old.paths.count == site.pages.count {
        try FileSystem.removeTree(stage)
        if let record, record != last { try replace(record) }
        return rendered
      }
      if FileSystem.info(path) != nil {
        let kept = Set(site.pages.lazy.map(\.path)).subtracting(summary.written)
        let carrier = try Carrier(stage: stage, output: path, ours: old?.paths ?? [], kept: kept)
        try carrier.carry()
      }
      try FileSystem.create(stage + "/" + Manifest.name, Manifest.bytes(of: site.pages))
      if let record { try FileSystem.create(stage + "/" + BuildRecord.name, record.bytes) }
      try FileSystem.flush(stage)
      try swap(stage)
      return rendered
    } catch {
      try? FileSystem.removeTree(stage)
      throw error
    }
  }

  /// Notes what files were made from when none of them changed; killed in between, there is the old record.
  private func replace(_ record: BuildRecord) throws {
    let new = beside("record")
    FileSystem.removeFile(new)
    try FileSystem.create(new, record.bytes)
    try FileSystem.move(new, to: path + "/" + BuildRecord.name)
  }

  /// Puts back the old output of a build killed between two renames, and removes what others left.
  private func recover() throws {
    let set = beside("old")
    if FileSystem.info(path) == nil, FileSystem.info(set) != nil { try FileSystem.move(set, to: path) }
    try FileSystem.removeTree(set)
    try FileSystem.removeTree(beside("stage"))
    FileSystem.removeFile(beside("record"))
  }

  private func refuseForeign(_ manifest: Manifest?, planned: [String]) throws {
    guard FileSystem.info(path) != nil else { return }
    if manifest == nil {
      // What keeps a folder in a repository before its first build.
      let expected = [".gitignore", ".gitkeep", ".keep", ".nojekyll"]
      let foreign = try FileSystem.names(in: path).first { !expected.contains($0) }
      if let foreign {
        throw FileSystemError(
          path, "holds '\(foreign)' and was not written by gallery; empty it or name another output")
      }
    }
    for file in planned where manifest?.paths.contains(file) != true {
      if FileSystem.info(path + "/" + file) != nil {
        throw FileSystemError(
          path + "/" + file, "was not written by gallery; move it away or name another output")
      }
    }
  }

  /// What became of one page.
  private struct Outcome: Sendable {
    var bytes = 0
    var isWritten = false
    var isRendered = true
    var entry: BuildRecord.Entry?
    var problems: [Diagnostic] = []
    var failure: FileSystemError?
  }

  private func render(
    _ site: Site, old: Set<String>, last: BuildRecord?, stage: String, tasks: Int,
    progress: @escaping @Sendable (Int) -> Void
  ) throws -> (Diagnosed<BuildSummary>, [BuildRecord.Entry]) {
    let folders = try Folders(root: stage)
    let done = Mutex(0)
    let outcomes = parallelMap(site.pages, tasks: tasks) { page -> Outcome in
      var outcome = Outcome()
      do {
        outcome = try render(page, isOurs: old.contains(page.path), last: last, folders: folders)
      } catch let error as FileSystemError {
        outcome.failure = error
      } catch {
        outcome.failure = FileSystemError(page.path, "\(error)")
      }
      let count = done.withLock { done in
        done += 1
        return done
      }
      progress(count)
      return outcome
    }
    if let failure = outcomes.lazy.compactMap(\.failure).first { throw failure }
    let problems = outcomes.flatMap(\.problems)
    guard !problems.hasErrors else { return (Diagnosed(nil, problems), []) }
    var summary = BuildSummary()
    for (page, outcome) in zip(site.pages, outcomes) {
      if outcome.isWritten { summary.written.append(page.path) } else { summary.unchanged += 1 }
      if outcome.isRendered { summary.rendered += 1 }
      summary.bytes += outcome.bytes
    }
    summary.removed = old.subtracting(site.pages.map(\.path)).sorted()
    return (Diagnosed(summary, problems), outcomes.compactMap(\.entry))
  }

  private func render(
    _ page: OutputPage, isOurs: Bool, last: BuildRecord?, folders: Folders
  ) throws -> Outcome {
    let file = isOurs ? path + "/" + page.path : ""
    let info = isOurs ? FileSystem.info(file) : nil
    if let entry = last?[page.path], entry.key == page.key, entry.isLeft(as: info) {
      return Outcome(bytes: entry.size, isRendered: false, entry: entry)
    }
    return try page.withRendered { bytes, problems in
      var outcome = Outcome(problems: problems)
      guard let bytes else { return outcome }
      outcome.bytes = bytes.count
      var left = info
      if info == nil || !FileSystem.holds(file, bytes) {
        outcome.isWritten = true
        try folders.makeParents(of: page.path)
        left = try folders.root.create(page.path, bytes)
      }
      // What has something to say is rendered each time, so that it is said each time.
      if let key = page.key, let left, problems.isEmpty {
        outcome.entry = BuildRecord.Entry(
          path: page.path, key: key, size: left.size, modified: left.modified)
      }
      return outcome
    }
  }

  private func swap(_ stage: String) throws {
    guard let info = FileSystem.info(path) else { return try FileSystem.move(stage, to: path) }
    FileSystem.setMode(stage, info.mode)
    if FileSystem.exchange(stage, path) { return try FileSystem.removeTree(stage) }
    let set = beside("old")
    try FileSystem.move(path, to: set)
    do {
      try FileSystem.move(stage, to: path)
    } catch {
      try FileSystem.move(set, to: path)
      throw error
    }
    try FileSystem.removeTree(set)
  }
}

/// Makes folders below a root, from any number of tasks.
final class Folders: Sendable {
  let root: FileSystem.Folder

  init(root: String) throws { self.root = try FileSystem.Folder(root) }

  /// The kernel knows which folders are there: asking it first would cost as much as making them.
  func makeParents(of path: String) throws {
    guard let end = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return }
    let parent = String(path[..<end])
    if try !root.makeDirectory(parent) {
      try makeParents(of: parent)
      guard try root.makeDirectory(parent) else {
        throw FileSystemError(root.path + "/" + parent, "cannot create folder")
      }
    }
  }
}

/// Gives unchanged files and everything that is not ours a second name in the stage.
private struct Carrier {
  let stage: String
  let output: String
  /// Files the last build wrote, and those of them that stay as they are.
  let ours: Set<String>
  let kept: Set<String>
  private let ourFolders: Set<String>
  private let folders: Folders

  init(stage: String, output: String, ours: Set<String>, kept: Set<String>) throws {
    (self.stage, self.output, self.ours, self.kept) = (stage, output, ours, kept)
    ourFolders = ours.reduce(into: []) { $0.formUnion(Site.parents(of: $1)) }
    folders = try Folders(root: stage)
  }

  func carry() throws { try carry("") }

  private func carry(_ prefix: String) throws {
    for name in try FileSystem.names(in: output + "/" + prefix) {
      let path = prefix + name
      if path == Manifest.name || path == BuildRecord.name { continue }
      guard let info = FileSystem.info(output + "/" + path) else { continue }
      if ours.contains(path) && info.kind != .directory && !kept.contains(path) { continue }
      if info.kind == .directory {
        if !ourFolders.contains(path) {
          try folders.makeParents(of: path)
          try FileSystem.makeDirectory(stage + "/" + path)
        }
        try carry(path + "/")
        // Last, since a read-only folder takes no new names.
        if !ourFolders.contains(path) { FileSystem.setMode(stage + "/" + path, info.mode) }
        continue
      }
      try folders.makeParents(of: path)
      if info.kind == .symbolicLink {
        try FileSystem.copySymbolicLink(output + "/" + path, to: stage + "/" + path)
      } else {
        try FileSystem.linkOrCopy(output + "/" + path, to: stage + "/" + path)
      }
    }
  }
}
