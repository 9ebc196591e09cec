import Diagnostics
import Foundation

/// The headers of all files of a checkpoint.
package struct WeightFiles: Sendable {
  package var tensors: [StoredTensor]
  /// How many files were read.
  package var fileCount: Int
  /// The metadata of a GGUF file.
  package var gguf: [String: GGUFHeader.Value] = [:]

  /// Reads a `.safetensors` file, its index, a `.gguf` file (all parts of a split one), or a folder with either.
  package static func read(_ path: String) throws(CheckpointError) -> Diagnosed<WeightFiles> {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw CheckpointError("cannot read '\(path)': there is no such file or folder")
    }
    if isFolder.boolValue { return try folder(path) }
    if path.hasSuffix(".index.json") { return try index(path) }
    return try files(path.hasSuffix(".gguf") ? splits(of: path) : [path])
  }

  private static func folder(_ path: String) throws(CheckpointError) -> Diagnosed<WeightFiles> {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    if let index = names.first(where: { $0.hasSuffix(".safetensors.index.json") }) {
      return try self.index(path + "/" + index)
    }
    for ending in [".safetensors", ".gguf"] {
      let own = names.filter { $0.hasSuffix(ending) }
      if !own.isEmpty { return try files(own.map { path + "/" + $0 }) }
    }
    throw CheckpointError("'\(path)' holds no .safetensors and no .gguf file")
  }

  /// The index of a split checkpoint names the file of every tensor; what its files hold is held against it.
  private static func index(_ path: String) throws(CheckpointError) -> Diagnosed<WeightFiles> {
    let source = try LocalFile(path)
    let place = SourceLocation(file: path)
    guard source.size <= HeaderLimits.safetensorsHeader else {
      return Diagnosed(
        nil,
        [
          Diagnostic(
            .error, .limitExceeded,
            "the index has \(source.size) bytes; at most \(HeaderLimits.safetensorsHeader) are read",
            at: place)
        ])
    }
    struct Index: Decodable { var weight_map: [String: String] }
    guard
      let map = try? JSONDecoder().decode(Index.self, from: Data(source.bytes(0..<source.size))).weight_map
    else {
      return Diagnosed(
        nil,
        [Diagnostic(.error, .invalidWeights, "an index has a 'weight_map' from tensors to files", at: place)])
    }
    let names = Set(map.values).sorted(), folder = (path as NSString).deletingLastPathComponent
    // A file name, never a way out of the folder.
    if let strange = names.first(where: { $0.contains("/") || $0.isEmpty || $0.hasPrefix(".") }) {
      return Diagnosed(
        nil,
        [
          Diagnostic(
            .error, .invalidWeights, "the index names '\(strange.printable)', which is not a file beside it",
            at: place)
        ])
    }
    let read = try files(names.map { folder.isEmpty ? $0 : folder + "/" + $0 })
    guard let files = read.value else { return read }
    let stored = Set(files.tensors.map(\.name))
    var problems = read.diagnostics
    if let missing = map.keys.filter({ !stored.contains($0) }).min() {
      problems.append(
        Diagnostic(
          .error, .invalidWeights,
          "the index lists '\(missing.printable)', which '\((map[missing] ?? "").printable)' does not hold",
          at: place))
    }
    if let extra = stored.filter({ map[$0] == nil }).min() {
      problems.append(
        Diagnostic(
          .error, .invalidWeights, "'\(extra.printable)' is stored, but the index does not list it", at: place
        ))
    }
    return Diagnosed(problems.hasErrors ? nil : files, problems)
  }

  /// `x-00001-of-00003.gguf` stands for all three.
  private static func splits(of path: String) -> [String] {
    guard let match = path.firstMatch(of: #/-(\d{5})-of-(\d{5})\.gguf$/#), let count = Int(match.output.2),
      (1...HeaderLimits.files).contains(count)
    else { return [path] }
    let stem = path[..<match.range.lowerBound]
    func five(_ number: Int) -> String {
      String(repeating: "0", count: max(0, 5 - String(number).count)) + String(number)
    }
    return (1...count).map { "\(stem)-\(five($0))-of-\(match.output.2).gguf" }
  }

  private static func files(_ paths: [String]) throws(CheckpointError) -> Diagnosed<WeightFiles> {
    guard paths.count <= HeaderLimits.files else {
      throw CheckpointError("a checkpoint of \(paths.count) files; at most \(HeaderLimits.files) are read")
    }
    var all = WeightFiles(tensors: [], fileCount: paths.count)
    var problems: [Diagnostic] = []
    for path in paths {
      let source = try LocalFile(path)
      let isGGUF = path.hasSuffix(".gguf")
      let tensors: [StoredTensor]?
      if isGGUF {
        let read = try GGUFHeader.read(source)
        problems += read.diagnostics
        all.gguf.merge(read.value?.metadata ?? [:]) { first, _ in first }
        tensors = read.value?.tensors
      } else {
        let read = try SafetensorsHeader.read(source)
        problems += read.diagnostics
        tensors = read.value
      }
      all.tensors += tensors ?? []
      if all.tensors.count > HeaderLimits.tensors {
        problems.append(
          Diagnostic(
            .error, .limitExceeded, "the checkpoint lists more than \(HeaderLimits.tensors) tensors",
            at: SourceLocation(file: path)))
        break
      }
    }
    var files: [String: String] = [:]
    for tensor in all.tensors {
      if let first = files.updateValue(tensor.file, forKey: tensor.name), first != tensor.file {
        problems.append(
          Diagnostic(
            .error, .duplicateKey, "'\(tensor.name.printable)' is in '\(first)' too",
            at: SourceLocation(file: tensor.file)))
      }
    }
    return Diagnosed(problems.hasErrors ? nil : all, problems)
  }
}
