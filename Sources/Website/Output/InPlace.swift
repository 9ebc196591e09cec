import Diagnostics

// Replacing an output that cannot be exchanged
//
// First the list of our files is extended by the new ones, so that whatever happens all of them stay ours. Then each
// changed file is moved over the old one, which the kernel does in one step; then files of the old site alone are
// removed; last come the final list and the record. A build that is killed on the way leaves every file whole, some of
// the new site and some of the old; the next build makes the rest.

extension OutputFolder {
  func replaceInPlace(
    from stage: String, _ summary: BuildSummary, old: Set<String>, pages: [OutputPage], _ record: BuildRecord?
  ) throws {
    let folders = try Folders(root: path)
    let both = old.union(pages.map(\.path)).sorted()
    try put(Manifest.name, Manifest.bytes(ofPaths: both), stage)
    // A record of the old site would vouch for files that are being replaced.
    FileSystem.removeFile(path + "/" + BuildRecord.name)
    for file in summary.written {
      try folders.makeParents(of: file)
      try FileSystem.move(stage + "/" + file, to: path + "/" + file)
    }
    for file in summary.removed { FileSystem.removeFile(path + "/" + file) }
    let emptied = Set(summary.removed.flatMap(Site.parents(of:))).sorted { $0.utf8.count > $1.utf8.count }
    for folder in emptied { FileSystem.removeEmptyFolder(path + "/" + folder) }
    try put(Manifest.name, Manifest.bytes(of: pages), stage)
    if let record { try put(BuildRecord.name, record.bytes, stage) }
    try FileSystem.flush(path)
    try FileSystem.removeTree(stage)
  }

  /// Moves a file with these bytes over the one that is there.
  private func put(_ name: String, _ bytes: [UInt8], _ stage: String) throws {
    let new = stage + "/" + name + "-new"
    FileSystem.removeFile(new)
    try FileSystem.create(new, bytes)
    try FileSystem.move(new, to: path + "/" + name)
  }
}
