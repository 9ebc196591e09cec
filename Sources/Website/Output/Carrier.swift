import Diagnostics

/// Gives unchanged files and everything that is not ours a second name in the stage.
///
/// Names are bytes here: somebody's file may have a name that is not UTF-8, or one that only looks like one of ours.
struct Carrier {
  private let stage: BytePath
  private let output: BytePath
  /// Files the last build wrote, and those of them that stay as they are.
  private let ours: Set<BytePath>
  private let kept: Set<BytePath>
  private let ourFolders: Set<BytePath>
  private let device: UInt64

  init(stage: String, output: String, ours: Set<String>, kept: Set<String>) throws {
    (self.stage, self.output) = (BytePath(stage), BytePath(output))
    (self.ours, self.kept) = (Set(ours.map { BytePath($0) }), Set(kept.map { BytePath($0) }))
    ourFolders = ours.reduce(into: []) { $0.formUnion(Site.parents(of: $1).map { BytePath($0) }) }
    guard let info = FileSystem.info(self.output) else { throw FileSystemError(output, "is gone") }
    device = info.device
  }

  func carry() throws { try carry(BytePath("")) }

  private func carry(_ folder: BytePath) throws {
    let here = folder.bytes.isEmpty ? output : output.appending(folder)
    // What cannot be removed after the exchange would be in the way of every later build.
    guard FileSystem.canEmpty(here) else {
      throw FileSystemError(
        here.text,
        "cannot be replaced: it belongs to somebody else and you may not write to it; take it over, or name another output"
      )
    }
    for name in try FileSystem.entries(of: here) {
      let path = folder.appending(name)
      if folder.bytes.isEmpty, [Manifest.name, BuildRecord.name].contains(where: { BytePath($0) == name }) {
        continue
      }
      guard let info = FileSystem.info(output.appending(path)) else { continue }
      guard info.device == device else {
        throw FileSystemError(
          output.appending(path).text,
          "is a volume mounted inside the output, which a build replaces as a whole; unmount it, or name another output"
        )
      }
      if ours.contains(path) && info.kind != .directory && !kept.contains(path) { continue }
      if info.kind == .directory {
        let isOurs = ourFolders.contains(path)
        if !isOurs { try makeFolders(path) }
        try carry(path)
        // Last, since a read-only folder takes no new names.
        if !isOurs { FileSystem.setMode(stage.appending(path), info.mode) }
        continue
      }
      if let parent = path.parent { try makeFolders(parent) }
      if info.kind == .symbolicLink {
        try FileSystem.copySymbolicLink(output.appending(path), to: stage.appending(path))
      } else {
        try FileSystem.linkOrCopy(output.appending(path), to: stage.appending(path))
      }
    }
  }

  private func makeFolders(_ path: BytePath) throws {
    if FileSystem.info(stage.appending(path))?.kind == .directory { return }
    if let parent = path.parent { try makeFolders(parent) }
    try FileSystem.makeDirectory(stage.appending(path))
  }
}
