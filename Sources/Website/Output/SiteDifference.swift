import Diagnostics

extension OutputFolder {
  /// Paths, sorted, at which the folder is not what a build of `site` would leave: other bytes, a file too few or too
  /// many. Files that no build wrote do not count.
  public func differences(from site: Site, tasks: Int) throws -> Diagnosed<[String]> {
    let ours = try Manifest(in: path)?.paths ?? []
    let output = path
    let rendered = parallelMap(site.pages, tasks: tasks) { page -> Diagnosed<String?> in
      page.render().map { bytes in
        let isSame =
          ours.contains(page.path)
          && (try? FileSystem.read(output + "/" + page.path, expecting: bytes.count)) == bytes
        return isSame ? nil : page.path
      }
    }
    let problems = rendered.flatMap(\.diagnostics)
    guard !problems.hasErrors else { return Diagnosed(nil, problems) }
    let other = rendered.compactMap { $0.value.flatMap(\.self) }
    return Diagnosed((other + ours.subtracting(site.pages.map(\.path))).sorted(), problems)
  }
}
