import Diagnostics
import Synchronization

// How the output is replaced
//
// Pages are rendered in parallel. A page whose bytes equal the file that is there is only noted; any other is
// written into a stage folder beside the output. When every page is rendered and none reported an error, the
// stage is completed with second names (hard links) of the unchanged files and of everything that is not ours, and
// the two folders are exchanged in one system call. Before the exchange the output is wholly the old one, after
// it wholly the new one; whatever a killed build left beside the output is removed by the next.
//
// A folder that is itself a mounted volume, or lies in a lower layer of a container's file system, cannot be exchanged.
// There the changed files are moved in one by one, each whole (`InPlace.swift`); a build that is killed between two of
// them leaves some pages new and others old, and the next build completes them.

/// What a build did to the output.
public struct BuildSummary: Sendable, Equatable {
  public var written: [String] = []
  public var unchanged = 0
  public var removed: [String] = []
  public var bytes = 0
  /// Pages that had to be rendered to know; the others were as the last build's record says.
  public var rendered = 0
  /// What is worth a warning though the site is whole: a folder of an earlier build that cannot be removed.
  public var leftovers: [String] = []
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
  /// rendered, whatever the last build noted. With `inPlace` files are moved one by one, as on a volume of its own.
  public func replace(
    with site: Site, tasks: Int, inputs: BuildInputs? = nil, force: Bool = false, inPlace: Bool = false,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws -> Diagnosed<BuildSummary> {
    let lock = try BuildLock(beside("lock"))
    defer { withExtendedLifetime(lock) {} }
    try recover()
    let old = try Manifest(in: path)
    try refuseForeign(old, planned: site.pages.map(\.path))
    let mounts = Mounts.at(path)
    if let inner = mounts.below.first {
      throw FileSystemError(
        inner,
        "is a volume mounted inside the output, which a build replaces as a whole; unmount it, or name another output"
      )
    }

    let isInPlace = inPlace || mounts.isMount
    let stage = try freeStage(isInside: isInPlace)
    try FileSystem.makeDirectory(stage)
    do {
      let last = force ? nil : BuildRecord(in: path, by: BuildRecord.thisProgram)
      let (rendered, entries) = try render(
        site, old: old?.paths ?? [], last: last, stage: stage, tasks: tasks, progress: progress)
      guard var summary = rendered.value else {
        try FileSystem.removeTree(stage)
        return rendered
      }
      summary.leftovers = leftovers(besides: stage)
      var record = BuildRecord.thisProgram.map {
        BuildRecord(generator: $0, inputs: rendered.diagnostics.isEmpty ? inputs?.digest : nil)
      }
      record?.entries = entries
      if let old, summary.written.isEmpty, summary.removed.isEmpty, old.paths.count == site.pages.count {
        try FileSystem.removeTree(stage)
        if let record, record != last { try replace(record, isInside: isInPlace) }
        return Diagnosed(summary, rendered.diagnostics)
      }
      if isInPlace {
        try replaceInPlace(from: stage, summary, old: old?.paths ?? [], pages: site.pages, record)
        return Diagnosed(summary, rendered.diagnostics)
      }
      if FileSystem.info(path) != nil {
        let kept = Set(site.pages.lazy.map(\.path)).subtracting(summary.written)
        let carrier = try Carrier(stage: stage, output: path, ours: old?.paths ?? [], kept: kept)
        try carrier.carry()
      }
      try FileSystem.create(stage + "/" + Manifest.name, Manifest.bytes(of: site.pages))
      if let record { try FileSystem.create(stage + "/" + BuildRecord.name, record.bytes) }
      try FileSystem.flush(stage)
      let isSwapped = try swap(stage) { summary.leftovers.append($0) }
      if !isSwapped {
        try replaceInPlace(from: stage, summary, old: old?.paths ?? [], pages: site.pages, record)
      }
      return Diagnosed(summary, rendered.diagnostics)
    } catch {
      try? FileSystem.removeTree(stage)
      throw error
    }
  }

  /// Notes what files were made from when none of them changed; killed in between, there is the old record.
  private func replace(_ record: BuildRecord, isInside: Bool) throws {
    let new = isInside ? path + "/" + BuildRecord.name + "-new" : beside("record")
    FileSystem.removeFile(new)
    try FileSystem.create(new, record.bytes)
    try FileSystem.move(new, to: path + "/" + BuildRecord.name)
  }

  /// Puts back the old output of a build killed between two renames, and removes what others left.
  private func recover() throws {
    let set = beside("old")
    if FileSystem.info(path) == nil, FileSystem.info(set) != nil { try FileSystem.move(set, to: path) }
    // What cannot be removed is reported, and stands in nobody's way: stages have other names to go to.
    for folder in [set, path + "/" + Self.innerStage] + stages { try? FileSystem.removeTree(folder) }
    FileSystem.removeFile(beside("record"))
  }

  static let innerStage = ".gallery-stage"

  /// Names a stage may have, in case an earlier one cannot be removed.
  private var stages: [String] { [beside("stage")] + (2...9).map { beside("stage-\($0)") } }

  private func freeStage(isInside: Bool) throws -> String {
    // On a volume of its own the stage must be on that volume.
    if isInside { return path + "/" + Self.innerStage }
    guard let free = stages.first(where: { FileSystem.info($0) == nil }) else {
      throw FileSystemError(
        beside("stage"), "cannot be removed, nor can eight others beside it; remove them by hand")
    }
    return free
  }

  private func leftovers(besides stage: String) -> [String] {
    ([beside("old")] + stages).filter { $0 != stage && FileSystem.info($0) != nil }
      .map { "'\($0)' of an earlier build cannot be removed; remove it by hand" }
  }

  private func refuseForeign(_ manifest: Manifest?, planned: [String]) throws {
    guard FileSystem.info(path) != nil else { return }
    if manifest == nil {
      // What keeps a folder in a repository before its first build, and what a new volume holds.
      let expected = [".gitignore", ".gitkeep", ".keep", ".nojekyll", "lost+found"]
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

  /// Exchanges the folders; false where this file system cannot move the old one. The site is new from then on, so what
  /// remains of the old one is told to `leftover` and no error.
  private func swap(_ stage: String, leftover: (String) -> Void) throws -> Bool {
    guard let info = FileSystem.info(path) else {
      try FileSystem.move(stage, to: path)
      return true
    }
    FileSystem.setMode(stage, info.mode)
    var rest = stage
    if !FileSystem.exchange(stage, path) {
      rest = beside("old")
      guard FileSystem.canMove(path, to: rest) else { return false }
      do {
        try FileSystem.move(stage, to: path)
      } catch {
        try FileSystem.move(rest, to: path)
        throw error
      }
    }
    do {
      try FileSystem.removeTree(rest)
    } catch {
      leftover("\(error); the new site is complete, remove '\(rest)' by hand")
    }
    return true
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
