import Diagnostics

/// UTF-8 output of the SVG printer: numbers with at most one decimal, text escaped.
struct SVGBuffer: ~Copyable {
  private var out: ByteWriter
  /// The pen's position in the path being written, and where its subpath began, in tenths; nil before its first step.
  var pen: PathPen.Place?
  var start = PathPen.Place(x: 0, y: 0)

  init(capacity: Int = 48 * 1024) { out = ByteWriter(capacity: capacity) }

  var count: Int { out.count }
  var isEmpty: Bool { out.isEmpty }
  /// A copy of what was printed.
  var bytes: [UInt8] { out.bytes }
  var string: String { out.string }

  mutating func removeAll() { out.truncate(to: 0) }

  /// Classes and the like: text of ours that needs no escapes.
  mutating func plain(_ text: String) { out.append(text) }
  @inline(__always)
  mutating func raw(_ text: StaticString) { out.append(text) }
  mutating func append(_ byte: UInt8) { out.append(byte) }
  mutating func append(_ other: borrowing SVGBuffer) { out.append(other.out) }

  /// Something that was printed before.
  mutating func append(_ block: Block, _ index: Int) { out.append(block, index) }

  /// Takes everything that was printed away, behind what `other` holds.
  mutating func move(to other: inout ByteWriter) {
    other.append(out)
    removeAll()
  }

  mutating func escaped(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for index in utf8.indices {
        let byte = utf8[index]
        guard Self.isSpecial(byte), let escape = Self.escape(byte) else { continue }
        out.append(UnsafeBufferPointer(rebasing: utf8[start..<index]))
        raw(escape)
        start = index + 1
      }
      out.append(UnsafeBufferPointer(rebasing: utf8[start...]))
    }
  }

  /// Whether `escape` has something for it: one bit for each of the bytes below 64, where all of them are.
  @inline(__always)
  private static func isSpecial(_ byte: UInt8) -> Bool {
    let allowed: UInt64 = 1 << 9 | 1 << 10 | 1 << 13
    let special: UInt64 = 0xFFFF_FFFF & ~allowed | 1 << 0x22 | 1 << 0x26 | 1 << 0x3C | 1 << 0x3E
    return byte < 64 && special >> UInt64(byte) & 1 == 1
  }

  private static func escape(_ byte: UInt8) -> StaticString? {
    switch byte {
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "\""): "&quot;"
    // Other control characters are not allowed in XML, not even escaped.
    case 0..<9, 11, 12, 14..<32: ""
    default: nil
    }
  }

  /// Rounded to one decimal; `0.5` keeps its zero for readers of the file, `-0` does not exist.
  mutating func number(_ value: Double) { number(tenths: Self.tenths(value)) }

  /// `lead` is a separator in front of it; 0 for none.
  mutating func number(tenths: Int, behind lead: UInt8 = 0) {
    appending(atMost: 24) { room in
      if lead != 0 { room.append(lead) }
      room.append(tenths: tenths)
    }
  }

  /// Lets `write` fill memory for `count` bytes at the end.
  @inline(__always)
  mutating func appending(atMost count: Int, _ write: (inout SVGScratch) -> Void) {
    out.append(atMost: count) { start in
      var room = SVGScratch(start)
      write(&room)
      return room.count
    }
  }

  /// Two numbers, with a space only where a minus sign does not already separate them.
  mutating func numbers(_ a: Double, _ b: Double) {
    number(a)
    separate(Self.tenths(b))
  }

  /// Numbers with a space between them always.
  mutating func list(_ values: Double...) {
    for (index, value) in values.enumerated() {
      number(tenths: Self.tenths(value), behind: index > 0 ? UInt8(ascii: " ") : 0)
    }
  }

  mutating func separate(_ tenths: Int) {
    number(tenths: tenths, behind: tenths < 0 ? 0 : UInt8(ascii: " "))
  }

  // MARK: Attributes

  /// ` name="` up to the value; `endValue` follows it.
  mutating func startValue(_ name: StaticString) {
    out.append(UInt8(ascii: " "))
    raw(name)
    raw("=\"")
  }

  mutating func endValue() { out.append(UInt8(ascii: "\"")) }

  /// The end of an element without content.
  mutating func endElement() { raw("/>") }

  /// Up to three class names.
  mutating func classes(_ a: String, _ b: String = "", _ c: String = "") {
    if a.isEmpty && b.isEmpty && c.isEmpty { return }
    raw(" class=\"")
    plain(a)
    if !b.isEmpty {
      if !a.isEmpty { raw(" ") }
      plain(b)
    }
    if !c.isEmpty {
      if !a.isEmpty || !b.isEmpty { raw(" ") }
      plain(c)
    }
    endValue()
  }

  /// Takes what is printed so far from `other`, or gives it back: nothing is copied.
  mutating func exchange(_ other: inout ByteWriter) { swap(&out, &other) }

  static func tenths(_ value: Double) -> Int {
    let scaled = value * 10
    // Also false for what is not a number.
    guard scaled.magnitude < 1e13 else { return 0 }
    return Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
  }
}
