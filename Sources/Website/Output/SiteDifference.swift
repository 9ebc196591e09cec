import Diagnostics

extension OutputFolder {
  /// Paths, sorted, at which the folder is not what a build of `site` would leave: other bytes, a file too few or too
  /// many. Files that no build wrote do not count.
  public func differences(from site: Site, tasks: Int) throws -> Diagnosed<[String]> {
    let ours = try Manifest(in: path)?.paths ?? []
    let output = path
    let rendered = parallelMap(site.pages, tasks: tasks) { page -> Diagnosed<String?> in
      page.withRendered { bytes, problems in
        guard let bytes else { return Diagnosed(nil, problems) }
        let isSame = ours.contains(page.path) && FileSystem.holds(output + "/" + page.path, bytes)
        return Diagnosed(isSame ? .some(nil) : page.path, problems)
      }
    }
    let problems = rendered.flatMap(\.diagnostics)
    guard !problems.hasErrors else { return Diagnosed(nil, problems) }
    let other = rendered.compactMap { $0.value.flatMap(\.self) }
    return Diagnosed((other + ours.subtracting(site.pages.map(\.path))).sorted(), problems)
  }
}
