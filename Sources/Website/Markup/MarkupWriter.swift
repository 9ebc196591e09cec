import Diagnostics

/// Takes markup: `HTML`, which is a value, and `ByteWriter`, which pages made by the thousand are written to.
///
/// What is added as text is escaped, what is added raw stands in our own source.
public protocol MarkupWriter: ~Copyable {
  mutating func append(_ utf8: UnsafeBufferPointer<UInt8>)
}

extension ByteWriter: MarkupWriter {}

extension MarkupWriter where Self: ~Copyable {
  @inline(__always)
  public mutating func raw(_ markup: StaticString) { markup.withUTF8Buffer { append($0) } }

  public mutating func append(_ other: HTML) { other.bytes.withUnsafeBufferPointer { append($0) } }

  public mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { escape($0) }
  }

  /// Text in UTF-8.
  mutating func text(_ utf8: [UInt8]) { utf8.withUnsafeBufferPointer { escape($0) } }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in utf8.indices {
      guard HTML.isSpecial(utf8[index]), let entity = HTML.entity(utf8[index]) else { continue }
      append(UnsafeBufferPointer(rebasing: utf8[start..<index]))
      raw(entity)
      start = index + 1
    }
    append(UnsafeBufferPointer(rebasing: utf8[start...]))
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
    guard HTML.needsNoQuotes(value.utf8) else { return attribute(name, value) }
    raw(" ")
    raw(name)
    raw("=")
    text(value)
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
