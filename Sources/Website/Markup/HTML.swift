/// Markup as bytes: what is added as text is escaped, what is added raw stands in our own source.
public struct HTML: Sendable, Equatable, ExpressibleByStringLiteral {
  public private(set) var bytes: [UInt8] = []

  public init() {}
  public init(stringLiteral literal: StaticString) { raw(literal) }
  /// Escapes `text`.
  public init(text: String) { self.text(text) }
  /// Markup made by another writer of this program, whose inputs were escaped there.
  public init(trusted markup: String) { bytes = Array(markup.utf8) }
  public init(trusted bytes: [UInt8]) { self.bytes = bytes }

  public var isEmpty: Bool { bytes.isEmpty }
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  public mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

  public mutating func raw(_ markup: StaticString) {
    markup.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  public mutating func append(_ other: HTML) { bytes.append(contentsOf: other.bytes) }
  public mutating func append(_ other: ArraySlice<UInt8>) { bytes.append(contentsOf: other) }

  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { escape($0) }
  }

  /// Text in UTF-8.
  public mutating func text(_ utf8: [UInt8]) { utf8.withUnsafeBufferPointer { escape($0) } }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in utf8.indices {
      guard utf8[index] < 0x40, let entity = Self.entity(utf8[index]) else { continue }
      bytes.append(contentsOf: utf8[start..<index])
      raw(entity)
      start = index + 1
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  private static func entity(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  /// ` name="value"`, the value escaped.
  public mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    text(value)
    raw("\"")
  }

  /// ` name=value`, with quotes only where HTML asks for them: for pages made by the thousand.
  public mutating func shortAttribute(_ name: StaticString, _ value: String) {
    guard Self.needsNoQuotes(value.utf8) else { return attribute(name, value) }
    raw(" ")
    raw(name)
    raw("=")
    bytes.append(contentsOf: value.utf8)
  }

  /// No space, quote, bracket or reference; a slash at the end would read as the end of the element.
  static func needsNoQuotes(_ value: some BidirectionalCollection<UInt8>) -> Bool {
    let special = Array(" \t\n\r\u{c}\"'`=<>&".utf8)
    return !value.isEmpty && value.last != UInt8(ascii: "/") && !value.contains(where: special.contains)
  }

  /// `<a href=…>text</a>`.
  public mutating func shortLink(_ href: String, _ label: String) {
    raw("<a")
    shortAttribute("href", href)
    raw(">")
    text(label)
    raw("</a>")
  }

  /// `<a href="…">text</a>`.
  public mutating func link(_ href: String, _ label: String) {
    raw("<a")
    attribute("href", href)
    raw(">")
    text(label)
    raw("</a>")
  }
}

/// Pieces of markup in one block of memory: taking one copies its bytes and counts no references.
struct Fragments: Sendable {
  private var html = HTML()
  // Small, since what a page looks up is seldom in the processor's cache.
  fileprivate private(set) var ends: [UInt32] = [0]

  fileprivate var bytes: [UInt8] { html.bytes }
  var count: Int { ends.count - 1 }
  func add(to digest: inout Digest) {
    digest.add(bytes)
    ends.forEach { digest.add(Int($0)) }
  }

  /// Returns the place of the piece.
  @discardableResult
  mutating func add(_ piece: HTML) -> Int { add { $0.append(piece) } }

  /// The same for a piece that is written in place.
  @discardableResult
  mutating func add(_ write: (inout HTML) -> Void) -> Int {
    write(&html)
    ends.append(UInt32(bytes.count))
    return count - 1
  }

  /// Adds all pieces of another block and returns the place of the first.
  mutating func add(_ others: Fragments) -> Int {
    let (start, offset) = (count, UInt32(bytes.count))
    html.append(others.html)
    ends += others.ends.dropFirst().map { $0 + offset }
    return start
  }

  func isEmpty(_ index: Int) -> Bool { ends[index] == ends[index + 1] }

  /// Both pieces read the same.
  func areEqual(_ a: Int, _ b: Int) -> Bool {
    bytes[range(a..<a + 1)].elementsEqual(bytes[range(b..<b + 1)])
  }

  /// Where pieces that stand in a row have their bytes.
  @inline(__always)
  fileprivate func range(_ places: Range<Int>) -> Range<Int> {
    Int(ends[places.lowerBound])..<Int(ends[places.upperBound])
  }
}

extension HTML {
  // Pages of pairs are put together by these two: inlined, they read the block where it stands.

  @inline(__always)
  mutating func append(_ fragments: Fragments, _ index: Int) { append(fragments, index..<index + 1) }

  /// Pieces that stand in a row.
  @inline(__always)
  mutating func append(_ fragments: Fragments, _ places: Range<Int>) {
    let range = fragments.range(places)
    fragments.bytes.withUnsafeBufferPointer {
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range]))
    }
  }

  /// Lets a writer that knows nothing of markup append to it.
  mutating func write(_ writer: (inout [UInt8]) -> Void) { writer(&bytes) }
}
