import Diagnostics

/// Reads JSON with the place of every key; the first fault ends it, with a sentence that says what to do.
///
/// Python's `json` is the measure: `NaN` and `Infinity` are numbers, comments and trailing commas are faults. A key
/// that stands twice in one object is a fault too: Python would silently take the last, other readers the first.
struct JSONReader {
  /// Objects and lists inside each other; a configuration has about six.
  static let maximumDepth = 64

  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var line = 1
  /// Up to here characters of the line are counted, and how many: a file of one long line is read once, not per key.
  private var counted = 0
  private var column = 1

  fileprivate struct Fault: Error {
    var summary: String
    var location: SourceLocation
    var id = DiagnosticID.wrongType
  }

  enum Outcome {
    case value(ConfigValue)
    case fault(Diagnostic)
  }

  /// The value, or what keeps the text from being one.
  static func read(_ text: String, file: String) -> Outcome {
    var reader = JSONReader(bytes: Array(text.utf8), file: file)
    do throws(Fault) {
      // Some editors put a byte order mark before the text.
      if reader.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.index = 3 }
      let value = try reader.value(depth: 0)
      try reader.skipSpace()
      if reader.current != nil { throw reader.fault("the text goes on after the end of the configuration") }
      return .value(value)
    } catch {
      return .fault(error.diagnostic)
    }
  }

  private init(bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  private mutating func value(depth: Int) throws(Fault) -> ConfigValue {
    guard depth < Self.maximumDepth else {
      throw fault("objects and lists are nested more than \(Self.maximumDepth) deep")
    }
    try skipSpace()
    switch current {
    case UInt8(ascii: "{"): return .object(try object(depth: depth))
    case UInt8(ascii: "["): return .list(try list(depth: depth))
    case UInt8(ascii: "\""): return .text(try text())
    case nil: throw fault("a value is missing at the end")
    default: return try word()
    }
  }

  private mutating func object(depth: Int) throws(Fault) -> ConfigObject {
    var object = ConfigObject()
    var places: [String: SourceLocation] = [:]
    try items("}", "an object") { (reader) throws(Fault) in
      guard reader.current == UInt8(ascii: "\"") else {
        throw reader.fault("a key in double quotes is missing here")
      }
      let place = reader.place()
      let key = try reader.text()
      if let first = places[key] {
        throw Fault(
          summary: "the key '\(key)' stands twice, first in line \(first.line); keep one of them",
          location: place, id: .duplicateKey)
      }
      places[key] = place
      try reader.skipSpace()
      guard reader.current == UInt8(ascii: ":") else { throw reader.fault("':' is missing after the key") }
      reader.index += 1
      object.members.append(.init(key: key, value: try reader.value(depth: depth + 1), location: place))
    }
    return object
  }

  private mutating func list(depth: Int) throws(Fault) -> [ConfigValue] {
    var list: [ConfigValue] = []
    try items("]", "a list") { (reader) throws(Fault) in list.append(try reader.value(depth: depth + 1)) }
    return list
  }

  /// What stands between brackets, with commas between.
  private mutating func items(
    _ close: Unicode.Scalar, _ name: String, _ item: (inout JSONReader) throws(Fault) -> Void
  ) throws(Fault) {
    let begin = place(), end = UInt8(ascii: close)
    index += 1
    try skipSpace()
    if current == end {
      index += 1
      return
    }
    while true {
      if current == nil {
        throw Fault(summary: "\(name) is never closed; add '\(close)'", location: begin)
      }
      try item(&self)
      try skipSpace()
      switch current {
      case end:
        index += 1
        return
      case UInt8(ascii: ","):
        let comma = place()
        index += 1
        try skipSpace()
        if current == end { throw Fault(summary: "the last item of \(name) takes no ','", location: comma) }
      case nil: throw Fault(summary: "\(name) is never closed; add '\(close)'", location: begin)
      default: throw fault("',' or '\(close)' is missing before this")
      }
    }
  }

  private mutating func text() throws(Fault) -> String {
    let begin = place()
    index += 1
    var out: [UInt8] = []
    while let byte = current, byte != UInt8(ascii: "\"") {
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      index += 1
      if byte == UInt8(ascii: "\\") { out += try escaped() } else { out.append(byte) }
    }
    guard current == UInt8(ascii: "\"") else {
      throw Fault(summary: "this text is never closed; add '\"'", location: begin)
    }
    index += 1
    return String(decoding: out, as: UTF8.self)
  }

  private mutating func escaped() throws(Fault) -> [UInt8] {
    let letter = current
    index += 1
    switch letter {
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [letter ?? 0]
    case UInt8(ascii: "u"):
      var unit = try hexadecimal()
      if (0xD800..<0xDC00).contains(unit), current == UInt8(ascii: "\\"), index + 1 < bytes.count,
        bytes[index + 1] == UInt8(ascii: "u")
      {
        index += 2
        unit = 0x10000 + (unit - 0xD800) << 10 + (try hexadecimal()) - 0xDC00
      }
      return Array(String(Unicode.Scalar(unit).map(Character.init) ?? "\u{FFFD}").utf8)
    default:
      index -= 1
      throw fault("'\\' begins no character here; write '\\\\' for itself")
    }
  }

  private mutating func hexadecimal() throws(Fault) -> UInt32 {
    let digits = bytes[min(index, bytes.count)..<min(index + 4, bytes.count)]
    guard digits.count == 4, let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
      throw fault("four hexadecimal digits are missing after '\\u'")
    }
    index += 4
    return unit
  }

  /// A number or one of the words, `Infinity` and `NaN` as Python writes them.
  private mutating func word() throws(Fault) -> ConfigValue {
    let begin = place(), start = index
    while let byte = current, byte >= 0x80 || Self.isOfWord(byte) { index += 1 }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .null
    case "NaN": return .number(.nan)
    case "Infinity": return .number(.infinity)
    case "-Infinity": return .number(-.infinity)
    case "":
      if current == UInt8(ascii: "'") { throw fault("text stands in double quotes, not in single ones") }
      throw fault("a value is missing here")
    default:
      if word.first?.isASCII == true, word.first?.isNumber == true || word.first == "-" {
        if let number = Int(word) { return .int(number) }
        // Python has no hexadecimal numbers here, which Swift would read.
        if word.allSatisfy({ $0.isNumber || "+-.eE".contains($0) }), let number = Double(word) {
          return .number(number)
        }
      }
      throw Fault(summary: "'\(word.prefix(40))' is not a value", location: begin)
    }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func skipSpace() throws(Fault) {
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        (counted, column) = (index + 1, 1)
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      case UInt8(ascii: "/"), UInt8(ascii: "#"):
        throw fault("JSON has no comments; remove this one")
      default: return
      }
      index += 1
    }
  }

  /// Columns count characters, as editors do.
  private mutating func place() -> SourceLocation {
    let end = min(index, bytes.count)
    if end > counted {
      column += String(decoding: bytes[counted..<end], as: UTF8.self).count
      counted = end
    }
    return SourceLocation(file: file, line: line, column: column)
  }

  private mutating func fault(_ summary: String) -> Fault { Fault(summary: summary, location: place()) }
}

extension JSONReader.Fault {
  fileprivate var diagnostic: Diagnostic {
    Diagnostic(.error, id, id == .duplicateKey ? summary : "this is not JSON: \(summary)", at: location)
  }
}
