import Diagnostics

// Markup is written straight into the page. Elements are opened and closed by one call, and whatever is not a literal
// of our own source is escaped.

/// `name="value"` of an element.
package struct Attribute {
  fileprivate let name: StaticString
  /// Nil for one that stands alone, as `checked`.
  fileprivate let value: String?

  package static func set(_ name: StaticString, _ value: String) -> Attribute {
    Attribute(name: name, value: value)
  }
  package static func on(_ name: StaticString) -> Attribute { Attribute(name: name, value: nil) }
  package static func `class`(_ value: String) -> Attribute { set("class", value) }
  package static func href(_ value: String) -> Attribute { set("href", value) }
  package static func id(_ value: String) -> Attribute { set("id", value) }
  package static func scope(_ value: String) -> Attribute { set("scope", value) }
}

extension ByteWriter {
  /// `<name class="…" …>`, what `content` writes, `</name>`.
  @inline(__always)
  package mutating func element(
    _ name: StaticString, class style: StaticString? = nil, _ attributes: Attribute?...,
    content: (inout ByteWriter) -> Void
  ) {
    open(name, style, attributes)
    content(&self)
    literal("</")
    literal(name)
    literal(">")
  }

  /// An element that holds text alone.
  @inline(__always)
  package mutating func element(
    _ name: StaticString, class style: StaticString? = nil, _ attributes: Attribute?..., text: String
  ) {
    open(name, style, attributes)
    self.text(text)
    literal("</")
    literal(name)
    literal(">")
  }

  /// An element that holds nothing and has no end, as `<input>`.
  package mutating func void(
    _ name: StaticString, class style: StaticString? = nil, _ attributes: Attribute?...
  ) {
    open(name, style, attributes)
  }

  @inline(__always)
  private mutating func open(_ name: StaticString, _ style: StaticString?, _ attributes: [Attribute?]) {
    literal("<")
    literal(name)
    if let style {
      literal(" class=\"")
      literal(style)
      literal("\"")
    }
    for case let attribute? in attributes { add(attribute) }
    literal(">")
  }

  private mutating func add(_ attribute: Attribute) {
    literal(" ")
    literal(attribute.name)
    guard let value = attribute.value else { return }
    literal("=\"")
    text(value)
    literal("\"")
  }

  /// `<a href="…">label</a>`.
  package mutating func link(_ address: String, _ label: String) { element("a", .href(address), text: label) }

  // MARK: Text

  package mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { escape($0) }
  }

  /// Text in UTF-8.
  mutating func text(_ utf8: [UInt8]) { utf8.withUnsafeBufferPointer { escape($0) } }

  mutating func append(_ html: HTML) { append(html.bytes) }

  /// Ends a line of the file; readers see a space at most.
  mutating func endLine() { literal("\n") }

  /// Of our own source.
  @inline(__always)
  private mutating func literal(_ markup: StaticString) { append(markup) }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in utf8.indices {
      guard Self.isSpecial(utf8[index]), let entity = Self.entity(utf8[index]) else { continue }
      append(UnsafeBufferPointer(rebasing: utf8[start..<index]))
      literal(entity)
      start = index + 1
    }
    append(UnsafeBufferPointer(rebasing: utf8[start...]))
  }

  /// Whether `entity` has something for it: one bit for each of the bytes below 64, where all of them are.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    let special: UInt64 = 1 << 0x22 | 1 << 0x26 | 1 << 0x27 | 1 << 0x3C | 1 << 0x3E
    return byte < 64 && special >> UInt64(byte) & 1 == 1
  }

  /// How a character is written that markup gives a meaning.
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
}
