/// UTF-8 output of the SVG printer: numbers with at most one decimal, text escaped.
struct SVGBuffer {
  private(set) var bytes: [UInt8] = []
  /// Where the path being written stands and where its subpath began, in tenths; nil before its first step.
  var pen: PathPen.Place?
  var start = PathPen.Place(x: 0, y: 0)
  /// As HTML alone reads it: no quotes around values that need none, and commas in them instead of spaces.
  let isTerse: Bool

  init(capacity: Int = 48 * 1024, isTerse: Bool = false) {
    self.isTerse = isTerse
    bytes.reserveCapacity(capacity)
  }

  var count: Int { bytes.count }
  var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Classes and the like: text of ours that needs no escapes.
  mutating func plain(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }
  mutating func plain(_ printed: [UInt8]) { bytes.append(contentsOf: printed) }
  mutating func append(_ byte: UInt8) { bytes.append(byte) }

  /// A part of what was printed before.
  mutating func append(_ printed: [UInt8], _ range: Range<Int>) {
    if range.isEmpty { return }
    printed.withUnsafeBufferPointer { bytes.append(contentsOf: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  mutating func escaped(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      var start = 0
      for index in utf8.indices {
        let byte = utf8[index]
        guard byte < 64, let escape = Self.escape(byte) else { continue }
        bytes.append(contentsOf: utf8[start..<index])
        raw(escape)
        start = index + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
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

  /// Lets `write` fill a little memory, and appends it as one: each append asks whose the bytes are.
  mutating func appending(atMost count: Int, _ write: (inout SVGScratch) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { buffer in
      var room = SVGScratch(buffer)
      write(&room)
      bytes.append(contentsOf: room.written)
    }
  }

  /// Numbers in a row; a space stands only where a minus sign does not already separate them.
  mutating func numbers(_ a: Double, _ b: Double) {
    number(a)
    separate(Self.tenths(b))
  }

  /// Numbers in a row that are told apart by a space or comma always.
  mutating func list(_ values: Double...) {
    for (index, value) in values.enumerated() {
      number(tenths: Self.tenths(value), behind: index > 0 ? separator : 0)
    }
  }

  private var separator: UInt8 { isTerse ? UInt8(ascii: ",") : UInt8(ascii: " ") }

  mutating func separate(_ tenths: Int) {
    number(tenths: tenths, behind: tenths < 0 ? 0 : separator)
  }

  // MARK: Attributes

  /// ` name="` up to the value, which needs no quotes in HTML; `endValue` follows it.
  mutating func startValue(_ name: StaticString) {
    bytes.append(UInt8(ascii: " "))
    raw(name)
    bytes.append(UInt8(ascii: "="))
    endValue()
  }

  mutating func endValue() {
    if !isTerse { bytes.append(UInt8(ascii: "\"")) }
  }

  /// The end of an element without content; a slash must not be read as part of a value.
  mutating func endElement() { raw(bytes.last == UInt8(ascii: "\"") ? "/>" : " />") }

  /// Class names; several need quotes everywhere.
  mutating func classes(_ a: String, _ b: String = "", _ c: String = "") {
    let count = (a.isEmpty ? 0 : 1) + (b.isEmpty ? 0 : 1) + (c.isEmpty ? 0 : 1)
    guard count > 0 else { return }
    let isBare = isTerse && count == 1 && !a.utf8.contains(UInt8(ascii: " "))
    raw(isBare ? " class=" : " class=\"")
    plain(a)
    if !b.isEmpty {
      if !a.isEmpty { bytes.append(UInt8(ascii: " ")) }
      plain(b)
    }
    if !c.isEmpty {
      if count > 1 { bytes.append(UInt8(ascii: " ")) }
      plain(c)
    }
    if !isBare { bytes.append(UInt8(ascii: "\"")) }
  }

  /// Takes what is printed so far from `other`, or gives it back: nothing is copied.
  mutating func exchange(_ other: inout [UInt8]) { swap(&bytes, &other) }

  static func tenths(_ value: Double) -> Int {
    let scaled = value * 10
    // Also false for what is not a number.
    guard scaled.magnitude < 1e13 else { return 0 }
    return Int(scaled < 0 ? scaled - 0.5 : scaled + 0.5)
  }
}

/// Memory of known room that numbers and commands are written to.
struct SVGScratch {
  private let buffer: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }

  var written: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<count]) }

  mutating func append(_ byte: UInt8) {
    buffer[count] = byte
    count += 1
  }

  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { for byte in $0 { append(byte) } }
  }

  /// Up to 17 bytes.
  mutating func append(tenths: Int) { append(tenths: tenths, length: Self.length(tenths)) }

  /// `length` is what the number takes.
  mutating func append(tenths: Int, length: Int) {
    let end = count + length
    var place = end
    func put(_ byte: UInt8) {
      place -= 1
      buffer[place] = byte
    }
    let zero = UInt8(ascii: "0")
    var (rest, digit) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
    if digit != 0 {
      put(zero + UInt8(truncatingIfNeeded: digit))
      put(UInt8(ascii: "."))
    }
    repeat {
      (rest, digit) = rest.quotientAndRemainder(dividingBy: 10)
      put(zero + UInt8(truncatingIfNeeded: digit))
    } while rest > 0
    if tenths < 0 { put(UInt8(ascii: "-")) }
    count = end
  }

  /// Bytes of a number.
  static func length(_ tenths: Int) -> Int {
    let magnitude = tenths.magnitude
    var length = (tenths < 0 ? 1 : 0) + (magnitude % 10 != 0 ? 2 : 0)
    length += magnitude < 100 ? 1 : magnitude < 1_000 ? 2 : magnitude < 10_000 ? 3 : 4
    var rest = magnitude / 100_000
    while rest > 0 {
      length += 1
      rest /= 10
    }
    return length
  }
}
