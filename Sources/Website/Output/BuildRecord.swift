import Architecture
import Diagnostics

// What need not be rendered again
//
// Each page may say by a key what it is made from. The record keeps in the output, for every file, the key it was made
// with and the size and time it was left with. A file is taken as it is when its key is the same, it is still of that
// size and time, and the same program asks; anything else is rendered and compared byte by byte as if there were no
// record. So a file that somebody changed is made again unless the change kept both size and time; `--force` or a
// record that is deleted renders everything. Pages with problems are never taken from the record, so that every
// build tells them.

/// What the last build made each file of the output from.
struct BuildRecord: Equatable {
  static let name = ".gallery-record"
  private static let header = "gallery record 1"

  struct Entry: Equatable, Sendable {
    var path: String
    var key: Digest
    /// In bytes.
    var size: Int
    /// In nanoseconds since 1970.
    var modified: Int
  }

  /// The program that wrote it.
  var generator: Digest
  /// All that the build read; nil when it had something to say, which the next build has to say again.
  var inputs: Digest?
  /// By path, each path once.
  var entries: [Entry] = []

  init(generator: Digest, inputs: Digest?) {
    (self.generator, self.inputs) = (generator, inputs)
  }

  /// Nil when there is none, when it cannot be read, or when another program wrote it.
  init?(in folder: String, by generator: Digest?) {
    guard let generator, let bytes = try? FileSystem.read(folder + "/" + Self.name) else { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard lines.count >= 3, lines[0].elementsEqual(Self.header.utf8),
      Digest(hexadecimal: lines[1]) == generator
    else { return nil }
    self.init(generator: generator, inputs: Digest(hexadecimal: lines[2]))
    entries.reserveCapacity(lines.count)
    for line in lines[3...] {
      // key size time path
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 3)
      guard fields.count == 4, let key = Digest(hexadecimal: fields[0]), let size = Self.number(fields[1]),
        let modified = Self.number(fields[2])
      else { continue }
      let path = String(decoding: fields[3], as: UTF8.self)
      entries.append(Entry(path: path, key: key, size: size, modified: modified))
    }
    // As we wrote it, it is in order; nothing but a damaged one is not.
    entries.sort { $0.path < $1.path }
  }

  subscript(path: String) -> Entry? {
    let place = entries.partitioningIndex { $0.path >= path }
    return place < entries.count && entries[place].path == path ? entries[place] : nil
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.count < 20 else { return nil }
    var value = 0
    for digit in digits {
      guard digit >= UInt8(ascii: "0"), digit <= UInt8(ascii: "9") else { return nil }
      value = value &* 10 &+ Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  var bytes: [UInt8] {
    var out = ByteWriter(capacity: entries.count * 128)
    out.append(Self.header)
    out.append("\n")
    generator.write(to: &out)
    out.append("\n")
    inputs?.write(to: &out)
    out.append("\n")
    for entry in entries {
      entry.key.write(to: &out)
      out.append(" ")
      Numeral(entry.size).append(to: &out)
      out.append(" ")
      Numeral(entry.modified).append(to: &out)
      out.append(" ")
      out.append(entry.path)
      out.append("\n")
    }
    return out.bytes
  }

  /// Whether the file is as the record says.
  func holds(_ path: String, in folder: String) -> Bool {
    self[path]?.isLeft(as: FileSystem.info(folder + "/" + path)) ?? false
  }

  /// The program that is running, by its file; nil where that cannot be told, and then nothing is kept.
  static let thisProgram: Digest? = {
    let path = FileSystem.resolved("/proc/self/exe") ?? CommandLine.arguments.first ?? ""
    guard let info = FileSystem.info(path), info.kind == .file else { return nil }
    var digest = Digest("program")
    for number in [
      info.size, info.modified, Int(truncatingIfNeeded: info.device), Int(truncatingIfNeeded: info.inode),
    ] {
      digest.add(number)
    }
    return digest
  }()
}

extension BuildRecord.Entry {
  func isLeft(as info: FileSystem.Info?) -> Bool {
    guard let info else { return false }
    return info.kind == .file && info.size == size && info.modified == modified
  }
}
