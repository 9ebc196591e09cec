import Diagnostics

// Why comparison pages do not pass through Mustache one by one: a frame of 6 KB around a table of 45 rows, release,
// one core of a small machine, per page:
//   rows as structs (Mirror)               1,172 µs
//   rows as MustacheParent dictionaries      327 µs
//   table by Swift, frame by Mustache         16 µs
//   table by Swift, frame prepared             7 µs
// A whole build of 4,950 pairs then takes 0.13 ms of CPU a page, differences, escaping and reading back included.

/// A template rendered once with marks where values will stand: filling it is copying bytes.
///
/// For pages made by the thousand from one template without sections that differ between them.
struct PreparedTemplate: Sendable {
  private let parts: Fragments
  /// Which hole follows each part but the last.
  private let holes: [Int]

  /// `text` and `markup` name the holes; they are filled in the order text, then markup.
  static func make(
    _ templates: Templates, _ name: String, fixed: View, text: [String], markup: [String]
  ) -> Diagnosed<PreparedTemplate> {
    var view = fixed
    for (index, hole) in text.enumerated() { view[hole] = .text(mark(index)) }
    for (index, hole) in markup.enumerated() { view[hole] = .html(HTML(trusted: mark(text.count + index))) }
    return templates.render(name, view, for: "\(name) pages").map { PreparedTemplate($0.bytes) }
  }

  // U+E000 is for private use: no template or content of ours holds it between digits.
  private static func mark(_ index: Int) -> String { "\u{E000}\(index)\u{E000}" }

  /// Without the quotes that HTML does not need: every page repeats them.
  private static func withoutQuotes(_ bytes: [UInt8]) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      // Text has no quotes that are not written as references, so what follows `="` is the value of an attribute.
      if bytes[index] == quote, out.last == UInt8(ascii: "="),
        let end = bytes[(index + 1)...].firstIndex(of: quote)
      {
        let value = bytes[(index + 1)..<end]
        // A mark stands for a value nobody knows yet.
        let isFree = HTML.needsNoQuotes(value) && value.allSatisfy { $0 < 0x80 }
        out += isFree ? value : bytes[index...end]
        index = end + 1
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out
  }

  private init(_ bytes: [UInt8]) {
    let bytes = Self.withoutQuotes(bytes)
    let fence = Array("\u{E000}".utf8)
    var parts = FragmentWriter()
    var holes: [Int] = []
    var start = 0
    var position = 0
    while position < bytes.count {
      if bytes[position...].starts(with: fence) {
        var end = position + fence.count
        while end < bytes.count, !bytes[end...].starts(with: fence) { end += 1 }
        if let hole = Int(String(decoding: bytes[(position + fence.count)..<end], as: UTF8.self)) {
          holes.append(hole)
          parts.add { $0.append(bytes, start..<position) }
          position = end + fence.count
          start = position
          continue
        }
      }
      position += 1
    }
    parts.add { $0.append(bytes, start..<bytes.count) }
    self.parts = parts.fragments
    self.holes = holes
  }

  /// Of everything it prints by itself.
  var digest: Digest {
    var digest = Digest("template")
    parts.add(to: &digest)
    holes.forEach { digest.add($0) }
    return digest
  }

  /// Copies the template and lets `fill` write each hole, told by its place among the names.
  func write(to html: inout ByteWriter, fill: (_ hole: Int, _ html: inout ByteWriter) -> Void) {
    for index in 0..<parts.count {
      html.append(parts, index)
      if index < holes.count { fill(holes[index], &html) }
    }
  }
}
