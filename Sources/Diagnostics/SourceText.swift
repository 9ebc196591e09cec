/// A file's text by its lines as editors count them, which end with `\n`, `\r\n` or `\r`; lines count from 0 here.
///
/// Works on bytes: splitting every file into characters would be a quarter of a build.
public struct SourceText: Sendable {
  private let bytes: [UInt8]
  private let lines: [Range<Int>]

  public init(_ text: String) {
    bytes = Array(text.utf8)
    var lines: [Range<Int>] = []
    var start = 0, index = 0
    while index < bytes.count {
      defer { index += 1 }
      guard bytes[index] == 0x0A || bytes[index] == 0x0D else { continue }
      lines.append(start..<index)
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
      start = index + 1
    }
    lines.append(start..<bytes.count)
    self.lines = lines
  }

  /// At least one, though it may be empty.
  public var lineCount: Int { lines.count }

  /// The line without its end; empty where there is none.
  public func line(_ index: Int) -> String { String(decoding: bytes(of: index), as: UTF8.self) }

  public func bytes(of line: Int) -> ArraySlice<UInt8> {
    lines.indices.contains(line) ? bytes[lines[line]] : []
  }

  /// Lines `range`, joined by `\n`.
  public func text(of range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    let whole = bytes[lines[first].lowerBound..<lines[last].upperBound]
    if !whole.contains(0x0D) { return String(decoding: whole, as: UTF8.self) }
    return range.map(line).joined(separator: "\n")
  }

  /// The column of the character that holds byte `offset` of a line, counted from 1 in characters.
  public func column(atByte offset: Int, of line: Int) -> Int {
    let before = bytes(of: line).prefix(max(0, offset))
    if before.allSatisfy({ $0 < 0x80 }) { return before.count + 1 }
    return String(decoding: before, as: UTF8.self).count + 1
  }

  /// Where `text` stands on a line, in bytes from the line's start: the place nearest to `expected`.
  public func place(of text: String, on line: Int, near expected: Int) -> Int? {
    let places = places(of: text, on: line, expected: expected)
    return places.min { abs($0 - expected) < abs($1 - expected) }
  }

  /// Every place of `text` on a line in order, in bytes from the line's start; `expected` alone where it stands there.
  public func places(of text: String, on line: Int, expected: Int? = nil) -> [Int] {
    let wanted = Array(text.utf8), line = bytes(of: line)
    guard let first = wanted.first, wanted.count <= line.count else { return [] }
    func stands(at start: Int) -> Bool {
      start >= line.startIndex && start + wanted.count <= line.endIndex
        && line[start] == first && line[start..<start + wanted.count].elementsEqual(wanted)
    }
    if let expected, stands(at: line.startIndex + expected) { return [expected] }
    var places: [Int] = []
    var start = line.startIndex
    while start + wanted.count <= line.endIndex {
      if stands(at: start) {
        places.append(start - line.startIndex)
        start += wanted.count
      } else {
        start += 1
      }
    }
    return places
  }
}
