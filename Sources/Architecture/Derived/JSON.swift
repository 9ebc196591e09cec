import Diagnostics

/// A JSON document whose keys keep the order they are written in.
public indirect enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case int(Int)
  case number(Double)
  case text(String)
  case list([JSON])
  case object([Member])

  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSON
  }

  /// Members in the order given; those without a value are left out.
  public static func fields(_ members: [(String, JSON?)]) -> JSON {
    .object(members.compactMap { key, value in value.map { Member(key: key, value: $0) } })
  }

  /// Members under paths such as `kvCache.bytesPerToken`; what has the same beginning is one object.
  static func members(_ entries: [(path: String, value: JSON?)]) -> [(String, JSON?)] {
    var members: [(key: String, value: JSON?, inner: [(path: String, value: JSON?)])] = []
    for (path, value) in entries {
      let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        members.append((path, value, []))
        continue
      }
      if let known = members.firstIndex(where: { $0.key == parts[0] }) {
        members[known].inner.append((parts[1], value))
      } else {
        members.append((parts[0], nil, [(parts[1], value)]))
      }
    }
    return members.map { ($0.key, $0.inner.isEmpty ? $0.value : .fields(Self.members($0.inner))) }
  }

  /// The value of `key`, for documents that are read back.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral
{
  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int) { self = .int(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(arrayLiteral elements: JSON...) { self = .list(elements) }
}

extension JSON {
  /// Bytes or another quantity that is a whole number for most models: `70272`, `0.5`.
  public static func quantity(_ value: Double) -> JSON {
    value.magnitude < 9e15 && value == value.rounded() ? .int(Int(value)) : .number(value)
  }

  /// One line without spaces, for files that programs read.
  public var compact: String { String(decoding: compactBytes, as: UTF8.self) }
  public var compactBytes: [UInt8] {
    var out = ByteWriter()
    writeCompact(to: &out)
    return out.bytes
  }
  public func writeCompact(to out: inout ByteWriter) { write(to: &out, indent: nil) }

  /// Two spaces a level, short lists and objects of scalars on one line; ends with a newline.
  public var pretty: String { String(decoding: prettyBytes, as: UTF8.self) }
  public var prettyBytes: [UInt8] {
    var out = ByteWriter()
    write(to: &out, indent: 0)
    out.append(UInt8(ascii: "\n"))
    return out.bytes
  }

  /// Appends the document as UTF-8; `indent` is the level, or nil for the compact form.
  private func write(to out: inout ByteWriter, indent: Int?) {
    switch self {
    case .null: out.append("null")
    case .bool(let value): out.append(value ? "true" : "false")
    case .int(let value): Numeral(value, isGrouped: false).append(to: &out)
    // JSON has no infinity and no NaN; an unknown number is null.
    case .number(let value): out.append(value.isFinite ? "\(value)" : "null")
    case .text(let text): Self.write(text, to: &out)
    case .list(let items):
      let breaks = indent != nil && !isFlat && !items.isEmpty
      out.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        Self.separate(index, breaks ? indent : nil, isPretty: indent != nil, to: &out)
        item.write(to: &out, indent: indent.map { $0 + 1 })
      }
      if breaks, let indent { Self.newline(indent, to: &out) }
      out.append(UInt8(ascii: "]"))
    case .object(let members):
      let breaks = indent != nil && !isFlat && !members.isEmpty
      out.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        Self.separate(index, breaks ? indent : nil, isPretty: indent != nil, to: &out)
        Self.write(member.key, to: &out)
        out.append(UInt8(ascii: ":"))
        if indent != nil { out.append(UInt8(ascii: " ")) }
        member.value.write(to: &out, indent: indent.map { $0 + 1 })
      }
      if breaks, let indent { Self.newline(indent, to: &out) }
      out.append(UInt8(ascii: "}"))
    }
  }

  private var isScalar: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }

  /// Whether the pretty form stays on one line.
  private var isFlat: Bool {
    switch self {
    case .list(let items): items.allSatisfy(\.isScalar) && items.count <= 8
    case .object(let members): members.allSatisfy { $0.value.isScalar } && members.count <= 3
    default: true
    }
  }

  /// What stands before an item: `level` is that of the list around it when each has a line of its own.
  private static func separate(_ index: Int, _ level: Int?, isPretty: Bool, to out: inout ByteWriter) {
    if index > 0 {
      out.append(UInt8(ascii: ","))
      if isPretty, level == nil { out.append(UInt8(ascii: " ")) }
    }
    if let level { newline(level + 1, to: &out) }
  }

  private static func newline(_ level: Int, to out: inout ByteWriter) {
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<level { out.append("  ") }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "<")
  }

  private static func write(_ text: String, to out: inout ByteWriter) {
    var text = text
    text.withUTF8 { utf8 in
      out.append(UInt8(ascii: "\""))
      var start = 0
      for place in utf8.indices where needsEscape(utf8[place]) {
        out.append(UnsafeBufferPointer(rebasing: utf8[start..<place]))
        escape(utf8[place], to: &out)
        start = place + 1
      }
      out.append(UnsafeBufferPointer(rebasing: utf8[start...]))
      out.append(UInt8(ascii: "\""))
    }
  }

  private static func escape(_ byte: UInt8, to out: inout ByteWriter) {
    switch byte {
    case UInt8(ascii: "\""): out.append("\\\"")
    case UInt8(ascii: "\\"): out.append("\\\\")
    case UInt8(ascii: "\n"): out.append("\\n")
    case UInt8(ascii: "\t"): out.append("\\t")
    // `</script>` cannot end the element a document is embedded in.
    case UInt8(ascii: "<"): out.append("\\u003c")
    default: out.append("\\u00\(byte >> 4)\(String(byte & 15, radix: 16))")
    }
  }
}
