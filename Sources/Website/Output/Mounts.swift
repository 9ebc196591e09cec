import Diagnostics

/// Volumes of this machine, where the kernel lists them (Linux).
enum Mounts {
  /// Whether something is mounted at the folder itself, and what is mounted below it.
  static func at(_ path: String) -> (isMount: Bool, below: [String]) {
    guard let table = FileSystem.readToEnd("/proc/self/mountinfo") else { return (false, []) }
    let own = Array(path.utf8)
    var isMount = false, below: [String] = []
    for line in table.split(separator: UInt8(ascii: "\n")) {
      // Number, parent, device, root, mount point, …; blanks in a path are written `\040`.
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
      guard fields.count > 4 else { continue }
      let point = unescaped(fields[4])
      if point == own { isMount = true }
      if point.starts(with: own + [UInt8(ascii: "/")]) { below.append(BytePath(point).text) }
    }
    return (isMount, below.sorted())
  }

  private static func unescaped(_ field: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = field
    while let byte = rest.popFirst() {
      let octal = rest.prefix(3)
      if byte == UInt8(ascii: "\\"), octal.count == 3,
        let value = UInt8(String(decoding: octal, as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }
}
