import Diagnostics

// The parser counts in bytes from the start of a block's text: it does not see how far a continued line is indented,
// nor the backslash of an escaped pipe in a table. So its place says which of several equal words is meant, and the
// line itself says where exactly that one starts.

/// Where things in prose stand in the file: the parser's places, made exact by the line they are on.
struct ProsePlaces {
  let file: String
  let firstLine: Int
  private let lines: [Substring]

  init(source: String, file: String, firstLine: Int) {
    lines = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    self.file = file
    self.firstLine = firstLine
  }

  /// Line `index`, counted from 0 within the prose, as it was written.
  func line(_ index: Int) -> Substring { lines.indices.contains(index) ? lines[index] : "" }

  /// Where the element begins.
  func start(of element: CMark.Element) -> SourceLocation {
    location(element.line - 1, byte: column(of: element, element.column))
  }

  /// The address of a link or an image; where it is written in another way, what stands for it.
  func address(of element: CMark.Element) -> SourceLocation {
    let index = element.line - 1
    guard element.endColumn > 0 else { return place(of: element.url, in: index, near: 0) ?? location(index) }
    // cmark gives a link the line on which it ends; the address is the last thing there.
    let end = column(of: element, element.endColumn)
    let expected = end - element.url.utf8.count
    return place(of: element.url, in: index, near: expected) ?? definition(of: element.url)
      ?? beginning(in: index, before: end) ?? location(index, byte: max(0, end))
  }

  /// A part of an element's text: the occurrence nearest to where it should be.
  func place(of part: String, offset: Int, in element: CMark.Element) -> SourceLocation {
    let index = element.line - 1
    let expected = column(of: element, element.column) + offset
    return place(of: part, in: index, near: expected) ?? location(index, byte: expected)
  }

  /// The byte of its line at which the parser's column stands.
  private func column(of element: CMark.Element, _ column: Int) -> Int {
    guard column > 0 else { return 0 }
    let block = element.block
    guard block.line < element.line else { return column - 1 }
    let indent = line(element.line - 1).utf8.prefix { " \t>".utf8.contains($0) }.count
    return column - 1 + indent - (block.column - 1)
  }

  private func place(of text: String, in index: Int, near expected: Int) -> SourceLocation? {
    guard !text.isEmpty, lines.indices.contains(index) else { return nil }
    let line = lines[index]
    let starts = line.ranges(of: text).map {
      line.utf8.distance(from: line.startIndex, to: $0.lowerBound)
    }
    return starts.min { abs($0 - expected) < abs($1 - expected) }.map { location(index, byte: $0) }
  }

  /// `[label]: address` on a line of its own.
  private func definition(of address: String) -> SourceLocation? {
    for (index, line) in lines.enumerated() {
      guard line.drop(while: { $0 == " " }).first == "[", let colon = line.firstRange(of: "]:"),
        !address.isEmpty, let range = line[colon.upperBound...].firstRange(of: address)
      else { continue }
      return location(index, byte: line.utf8.distance(from: line.startIndex, to: range.lowerBound))
    }
    return nil
  }

  /// After the last `](` of the line up to `end`.
  private func beginning(in index: Int, before end: Int) -> SourceLocation? {
    let line = line(index)
    let bytes = line.ranges(of: "](").map { line.utf8.distance(from: line.startIndex, to: $0.upperBound) }
    return bytes.last { $0 <= end }.map { location(index, byte: $0) }
  }

  private func location(_ index: Int, byte: Int = 0) -> SourceLocation {
    let line = line(index)
    let end =
      line.utf8.index(line.startIndex, offsetBy: max(0, byte), limitedBy: line.endIndex) ?? line.endIndex
    return SourceLocation(file: file, line: firstLine + index, column: line[..<end].count + 1)
  }
}
