import Foundation

/// A site folder as a build left it, checked before anything of it becomes public.
struct BuiltSite {
  /// Absolute.
  let folder: String
  /// What is published, sorted: the files the build wrote, and CNAME and .nojekyll when they lie beside them.
  let paths: [String]

  static let manifest = ".gallery-manifest"
  static let hosting = ["CNAME", ".nojekyll"]

  /// `differences` names the paths at which the folder is not what a build would write now.
  init(_ folder: String, differences: () throws -> [String]) throws {
    self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
    guard let kind = Self.kind(folder) else {
      throw PublishProblem(.noSite, "there is no folder '\(folder)'; run 'gallery build' first")
    }
    guard kind == .typeDirectory else { throw PublishProblem(.notPlain, "'\(folder)' is not a plain folder") }
    let files = try Self.plainFiles(self.folder)
    try Self.refuseSecrets(files)
    guard let list = FileManager.default.contents(atPath: "\(self.folder)/\(Self.manifest)") else {
      throw PublishProblem(
        .noSite, "'\(folder)' was not written by 'gallery build': it has no \(Self.manifest)")
    }
    let built = String(decoding: list, as: UTF8.self).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map(String.init)
    let present = Set(files)
    let missing = built.filter { !present.contains($0) }.sorted()
    guard missing.isEmpty else {
      throw PublishProblem(
        .incompleteSite,
        "'\(folder)' lacks \(missing.count) files of its build, such as '\(missing[0])'; run 'gallery build'")
    }
    guard built.contains("index.html") else {
      throw PublishProblem(.incompleteSite, "'\(folder)' has no index.html; run 'gallery build'")
    }
    paths = Set(built + Self.hosting.filter(present.contains)).sorted()
    try refuseInterrupted()
    let other = try differences()
    guard let first = other.first else { return }
    let what =
      other.count == 1
      ? "'\(first)' in '\(folder)' is" : "\(other.count) files in '\(folder)', such as '\(first)', are"
    throw PublishProblem(
      .staleSite,
      "\(what) not what a build makes of the content now; run 'gallery build' with the same options, then publish"
    )
  }

  private static func kind(_ path: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }

  /// Every file below the folder; a link could publish anything on this machine, so one is enough to refuse.
  private static func plainFiles(_ folder: String) throws -> [String] {
    var files: [String] = []
    func visit(_ prefix: String) throws {
      let directory = prefix.isEmpty ? folder : "\(folder)/\(prefix)"
      for name in try FileManager.default.contentsOfDirectory(atPath: directory).sorted() {
        let path = prefix + name
        switch kind("\(folder)/\(path)") {
        case .typeDirectory?:
          // Listed for its name: `.git` and `.ssh` are secrets as folders too.
          if isSecret(name) { files.append(path) } else { try visit(path + "/") }
        case .typeRegular?: files.append(path)
        default:
          throw PublishProblem(
            .notPlain, "'\(path)' in the site is a link or a device; only plain files are published")
        }
      }
    }
    try visit("")
    return files
  }

  private static func refuseSecrets(_ files: [String]) throws {
    let secrets = files.filter { isSecret($0.split(separator: "/").last.map(String.init) ?? $0) }
    guard secrets.isEmpty else {
      throw PublishProblem(
        .secret, "the site holds what looks like a secret: \(secrets.joined(separator: ", ")); remove it")
    }
  }

  private static func isSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    let names = [
      ".git", ".ssh", ".netrc", ".npmrc", ".git-credentials", ".pypirc", ".htpasswd", ".aws", ".gnupg",
    ]
    return names.contains(name) || name.hasPrefix(".env")
      || ["secrets.", "credentials."].contains(where: name.hasPrefix)
      || ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519"].contains(where: name.hasPrefix)
      || [".pem", ".key", ".p12", ".pfx", ".kdbx"].contains(where: name.hasSuffix)
  }

  private func refuseInterrupted() throws {
    let above = (folder as NSString).deletingLastPathComponent
    let stage = "\(above)/.\((folder as NSString).lastPathComponent).gallery-stage"
    guard Self.kind(stage) == nil else {
      throw PublishProblem(
        .staleSite, "a build is running or was interrupted; run 'gallery build' to its end")
    }
  }
}
