/// A text cut at the derived numbers it names: `{{name}}` and `{{slug:name}}`.
struct NumberMarks {
  struct Mark {
    /// What stands between the mark and the one before it.
    var before: Substring
    var range: Range<String.Index>
    /// Nil for the model whose page this is.
    var model: String?
    var name: String
  }

  private(set) var marks: [Mark] = []
  /// What follows the last mark.
  private(set) var rest: Substring
  /// Braces that are never closed.
  private(set) var unclosed: [Range<String.Index>] = []

  init(_ text: String) {
    rest = text[...]
    // Searching for two braces is slow; most texts have none.
    guard text.utf8.contains(UInt8(ascii: "{")) else { return }
    while let open = rest.firstRange(of: "{{") {
      let close = rest[open.upperBound...].firstRange(of: "}}")
      let next = rest[open.upperBound...].firstRange(of: "{{")
      guard let close, next.map({ close.lowerBound < $0.lowerBound }) ?? true else {
        unclosed.append(open)
        guard let next else { return }
        rest = rest[next.lowerBound...]
        continue
      }
      let inside = rest[open.upperBound..<close.lowerBound]
      let parts = inside.split(separator: ":", maxSplits: 1).map { String($0.filter { !$0.isWhitespace }) }
      marks.append(
        Mark(
          before: rest[..<open.lowerBound], range: open.lowerBound..<close.upperBound,
          model: parts.count > 1 ? parts[0] : nil, name: parts.last ?? ""))
      rest = rest[close.upperBound...]
    }
  }
}
