import Diagnostics

// The parser counts in bytes from the start of a block's text: it does not see how far a continued line is indented,
// nor the backslash of an escaped pipe in a table. So its place says which of several equal words is meant, and the
// line itself says where exactly that one starts.

/// Where things in prose stand in the file: the parser's places, made exact by the line they are on.
struct ProsePlaces {
  let file: String
  private let firstLine: Int
  private let source: SourceText

  init(_ prose: Prose) {
    source = SourceText(prose.text)
    file = prose.file
    firstLine = prose.firstLine
  }

  /// Line `index`, counted from 0 within the prose, as it was written.
  func line(_ index: Int) -> String { source.line(index) }

  /// Where the element begins.
  func start(of element: CMark.Element) -> SourceLocation {
    location(element.line - 1, byte: column(of: element, element.column))
  }

  /// The address of a link or an image; where it is written in another way, what stands for it.
  func address(of element: CMark.Element) -> SourceLocation {
    let index = element.line - 1
    let url = element.url
    guard element.endColumn > 0 else { return place(of: url, in: index, near: 0) ?? location(index) }
    if let place = addressInBrackets(of: element) { return place }
    // cmark gives a link the line on which it ends; the address is the last thing there.
    let end = column(of: element, element.endColumn)
    let expected = end - url.utf8.count
    // Nearly always, which saves searching the line.
    if source.stands("](", on: index, at: expected - 2), source.stands(url, on: index, at: expected) {
      return location(index, byte: expected)
    }
    let written = beginning(in: index, before: end)
    // What stands before the link's own address or behind the link is another one's.
    let own = source.places(of: url, on: index).filter { $0 >= written ?? 0 && $0 <= end }
    let nearest = own.min { abs($0 - expected) < abs($1 - expected) }
    return nearest.map { location(index, byte: $0) } ?? definition(of: url)
      ?? location(index, byte: written ?? max(0, end))
  }

  /// Of `<https://…>`, which the parser counts from the beginning of the block instead of the line.
  private func addressInBrackets(of element: CMark.Element) -> SourceLocation? {
    let index = element.line - 1
    let start = column(of: element, element.column)
    guard source.bytes(of: index).dropFirst(start).first != UInt8(ascii: "[") else { return nil }
    let before = (min(element.block.line, index + 1)..<element.line).reduce(0) { sum, number in
      sum + source.bytes(of: number - 1).drop { " \t>".utf8.contains($0) }.count + 1
    }
    return place(of: "<\(element.url)>", in: index, near: start - before)?.advanced(by: 1)
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
    let indent = source.bytes(of: element.line - 1).prefix { " \t>".utf8.contains($0) }.count
    return column - 1 + indent - (block.column - 1)
  }

  private func place(of text: String, in index: Int, near expected: Int) -> SourceLocation? {
    source.place(of: text, on: index, near: expected).map { location(index, byte: $0) }
  }

  /// `[label]: address` on a line of its own.
  private func definition(of address: String) -> SourceLocation? {
    for index in 0..<source.lineCount {
      guard source.bytes(of: index).first(where: { $0 != UInt8(ascii: " ") }) == UInt8(ascii: "["),
        let colon = source.places(of: "]:", on: index).first,
        let byte = source.places(of: address, on: index).first(where: { $0 > colon })
      else { continue }
      return location(index, byte: byte)
    }
    return nil
  }

  /// After the last `](` of the line up to `end`.
  private func beginning(in index: Int, before end: Int) -> Int? {
    source.places(of: "](", on: index).last { $0 + 2 <= end }.map { $0 + 2 }
  }

  private func location(_ index: Int, byte: Int = 0) -> SourceLocation {
    SourceLocation(file: file, line: firstLine + index, column: source.column(atByte: byte, of: index))
  }
}
