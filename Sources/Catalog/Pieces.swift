/// Cuts rendered HTML at the markers, one pass over its bytes.
struct Pieces {
  private(set) var pieces: [Document.Piece] = []
  private var html: [UInt8] = []
  private var label: Document.Reference?

  init(_ bytes: UnsafeBufferPointer<UInt8>, markers: [TreeEditor.Marker]) {
    html.reserveCapacity(bytes.count)
    var index = 0, copied = 0
    while true {
      while index < bytes.count, bytes[index] != 1, bytes[index] != UInt8(ascii: "<") { index += 1 }
      guard index < bytes.count else { break }
      if bytes[index] == 1 {
        html.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
        var number = 0
        index += 1
        while index < bytes.count, bytes[index] != 1 {
          number = number * 10 + Int(bytes[index]) - 48
          index += 1
        }
        index = min(index + 1, bytes.count)
        copied = index
        if markers.indices.contains(number) { place(markers[number]) }
      } else if let (old, new) = Self.replacement(at: index, in: bytes) {
        html.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
        html += new
        index += old
        copied = index
      } else {
        index += 1
      }
    }
    html.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[copied..<index]))
    flush()
  }

  private mutating func place(_ marker: TreeEditor.Marker) {
    switch marker {
    case .heading(let id):
      // The marker is the heading's first child: its start tag is the last thing written.
      if html.last == UInt8(ascii: ">") {
        html.removeLast()
        html += " id=\"\(id)\">".utf8
      }
    case .linkStart(let reference):
      flush()
      label = reference
    case .linkEnd:
      if let reference = label {
        pieces.append(.link(reference, label: String(decoding: html, as: UTF8.self)))
        html.removeAll(keepingCapacity: true)
      }
      label = nil
    case .number(let reference): append(.number(reference))
    case .embed(let embed): append(.embed(embed))
    }
  }

  private mutating func append(_ piece: Document.Piece) {
    flush()
    pieces.append(piece)
  }

  private mutating func flush() {
    if !html.isEmpty { pieces.append(.html(String(decoding: html, as: UTF8.self))) }
    html.removeAll(keepingCapacity: true)
  }

  /// What cmark writes that HTML of today or a strict content policy does not want, and what stands there instead.
  ///
  /// Text never holds a raw `<`, so these tags can only be cmark's own.
  private static func replacement(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> (Int, [UInt8])? {
    guard start + 3 < bytes.count else { return nil }
    // Most tags begin otherwise than any of these.
    let beginning = (bytes[start + 1], bytes[start + 2], bytes[start + 3])
    guard let first = beginnings.firstIndex(where: { $0 == beginning }) else { return nil }
    for (old, new) in replacements[first...] where start + old.count <= bytes.count {
      if old.indices.allSatisfy({ bytes[start + $0] == old[$0] }) { return (old.count, new) }
    }
    return nil
  }

  private static let replacements: [(old: [UInt8], new: [UInt8])] = [
    ("<th align=\"center\">", "<th class=\"center\">"), ("<th align=\"right\">", "<th class=\"right\">"),
    ("<th align=\"left\">", "<th>"), ("<td align=\"center\">", "<td class=\"center\">"),
    ("<td align=\"right\">", "<td class=\"right\">"), ("<td align=\"left\">", "<td>"),
    ("<table>", "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>"),
    ("</table>", "</table></div>"),
    (
      "<input type=\"checkbox\" checked=\"\" disabled=\"\" />",
      "<input type=\"checkbox\" checked disabled aria-label=\"done\">"
    ),
    ("<input type=\"checkbox\" disabled=\"\" />", "<input type=\"checkbox\" disabled aria-label=\"to do\">"),
    ("<br />", "<br>"), ("<hr />", "<hr>"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  /// What follows the `<` of each.
  private static let beginnings = replacements.map { ($0.old[1], $0.old[2], $0.old[3]) }
}
