/// Stands in for the markup of templates while the library reads them: it looks at every character many times.
///
/// Only what the library cares about is left: tags, ends of lines, and the spaces around both.
struct MarkedMarkup: Sendable {
  /// Each stands in a template as U+0002 index U+0002; templates hold no such character themselves.
  private static let fence: UInt8 = 2
  /// What is shorter is not worth a mark.
  private static let shortest = 8

  private var stretches: [[UInt8]] = []

  mutating func replacing(in template: String) -> String {
    let bytes = Array(template.utf8), brace = UInt8(ascii: "{")
    var out: [UInt8] = []
    var position = 0
    while position < bytes.count {
      if bytes[position...].starts(with: "{{".utf8) {
        let closing = bytes[position...].starts(with: "{{{".utf8) ? "}}}" : "}}"
        var end = position
        while end < bytes.count, !bytes[end...].starts(with: closing.utf8) { end += 1 }
        end = min(end + closing.utf8.count, bytes.count)
        out += bytes[position..<end]
        position = end
      } else {
        let rest = bytes[position...]
        // A brace of the markup itself is left as it is.
        let end = rest.dropFirst().firstIndex { $0 == brace || $0 == UInt8(ascii: "\n") } ?? bytes.endIndex
        add(rest[..<end], to: &out)
        position = end
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func add(_ stretch: ArraySlice<UInt8>, to out: inout [UInt8]) {
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    guard let first = stretch.firstIndex(where: { !isSpace($0) }),
      let last = stretch.lastIndex(where: { !isSpace($0) }), last - first >= Self.shortest
    else {
      out += stretch
      return
    }
    out += stretch[..<first]
    out.append(Self.fence)
    out += String(stretches.count).utf8
    out.append(Self.fence)
    out += stretch[(last + 1)...]
    stretches.append(Array(stretch[first...last]))
  }

  /// The bytes with every mark replaced by what it stands for.
  func restoring(_ marked: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for (index, part) in marked.split(separator: Self.fence, omittingEmptySubsequences: false).enumerated() {
      if index % 2 == 1, let stretch = Int(String(decoding: part, as: UTF8.self)),
        stretches.indices.contains(stretch)
      {
        out += stretches[stretch]
      } else {
        out += part
      }
    }
    return out
  }
}
