/// A file's text by its lines as editors count them, which end with `\n`, `\r\n` or `\r`; lines count from 0 here.
///
/// Works on bytes: splitting every file into characters would be a quarter of a build.
public struct SourceText: Sendable {
  private let bytes: [UInt8]
  private let lines: [Range<Int>]

  public init(_ text: String) {
    let bytes = Array(text.utf8)
    self.bytes = bytes
    lines = bytes.withUnsafeBufferPointer(Self.lines)
  }

  private static func lines(of bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0, index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      // Most bytes are letters, told apart by one comparison.
      guard byte <= 0x0D, byte == 0x0A || byte == 0x0D else { continue }
      lines.append(start..<index - 1)
      if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
      start = index
    }
    lines.append(start..<bytes.count)
    return lines
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

  /// The column of the character in which scalar `offset` of a line stands: libyaml counts scalars, editors count
  /// characters.
  public func column(atScalar offset: Int, of line: Int) -> Int {
    if bytes(of: line).prefix(offset + 1).allSatisfy({ $0 < 0x80 }) { return offset + 1 }
    let text = self.line(line), scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: offset, limitedBy: scalars.endIndex) else {
      return offset + 1
    }
    return text[..<end].count + 1
  }

  /// Where `text` stands on a line, in bytes from the line's start: the place nearest to `expected`.
  public func place(of text: String, on line: Int, near expected: Int) -> Int? {
    let places = places(of: text, on: line, expected: expected)
    return places.min { abs($0 - expected) < abs($1 - expected) }
  }

  /// Every place of `text` on a line in order, in bytes from the line's start; `expected` alone where it stands there.
  public func places(of text: String, on line: Int, expected: Int? = nil) -> [Int] {
    let wanted = Array(text.utf8), bytes = bytes(of: line)
    guard !wanted.isEmpty, wanted.count <= bytes.count else { return [] }
    if let expected, Self.stands(wanted, in: bytes, at: expected) { return [expected] }
    var places: [Int] = []
    var start = 0
    while start + wanted.count <= bytes.count {
      if Self.stands(wanted, in: bytes, at: start) {
        places.append(start)
        start += wanted.count
      } else {
        start += 1
      }
    }
    return places
  }

  /// Whether `text` stands at byte `start` of a line.
  public func stands(_ text: String, on line: Int, at start: Int) -> Bool {
    Self.stands(text.utf8, in: bytes(of: line), at: start)
  }

  private static func stands(
    _ text: some Collection<UInt8>, in line: ArraySlice<UInt8>, at start: Int
  ) -> Bool {
    guard start >= 0, start < line.count, line[line.startIndex + start] == text.first else { return false }
    return line.dropFirst(start).starts(with: text)
  }
}
