import Diagnostics

// A safetensors file: eight bytes with the length of the header (little-endian), the header (a JSON object from name to
// type, shape and place of each tensor), then the numbers (https://github.com/huggingface/safetensors#format). Only the
// header is read. It is refused where the format's own library would refuse it, and where a name stands twice.

package enum SafetensorsHeader {
  /// The tensors of one file in the order of the header; diagnostics name the byte of the file as column.
  package static func read(_ source: some ByteSource) throws(CheckpointError) -> Diagnosed<[StoredTensor]> {
    func refused(_ id: DiagnosticID, _ summary: String) -> Diagnosed<[StoredTensor]> {
      Diagnosed(nil, [Diagnostic(.error, id, summary, at: SourceLocation(file: source.name))])
    }
    guard source.size >= 8 else {
      return refused(
        .invalidWeights,
        "a safetensors file starts with the eight bytes of its header's length; this one has \(source.size)")
    }
    let length = try source.bytes(0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(HeaderLimits.safetensorsHeader) else {
      return refused(
        .limitExceeded,
        "the header claims \(length) bytes; at most \(HeaderLimits.safetensorsHeader) are read")
    }
    guard Int(length) <= source.size - 8 else {
      return refused(
        .invalidWeights,
        "the header claims \(length) bytes, but only \(source.size - 8) follow; the file is cut off or is not safetensors"
      )
    }
    let bytes = try source.bytes(8..<8 + Int(length))
    var scanner = SafetensorsScanner(bytes, file: source.name, dataSize: source.size - 8 - Int(length))
    return scanner.tensors()
  }
}

/// Reads the JSON of one header without building a tree: a header may list a hundred thousand tensors.
private struct SafetensorsScanner {
  private let bytes: [UInt8]
  private let file: String
  /// Bytes behind the header.
  private let dataSize: Int
  private var index = 0

  private struct Fault: Error { var id: DiagnosticID, summary: String }

  init(_ bytes: [UInt8], file: String, dataSize: Int) {
    (self.bytes, self.file, self.dataSize) = (bytes, file, dataSize)
  }

  mutating func tensors() -> Diagnosed<[StoredTensor]> {
    do {
      let (tensors, places) = try object()
      try checkPlaces(places, of: tensors)
      return Diagnosed(tensors)
    } catch {
      // The header follows the eight bytes of its length; columns count from 1.
      let place = SourceLocation(file: file, column: index + 9)
      return Diagnosed(nil, [Diagnostic(.error, error.id, error.summary, at: place)])
    }
  }

  private mutating func object() throws(Fault) -> ([StoredTensor], [Range<Int>]) {
    var tensors: [StoredTensor] = [], places: [Range<Int>] = []
    var names: Set<String> = []
    try expect("{")
    if !skip("}") {
      repeat {
        let start = index
        let name = try string()
        guard names.insert(name).inserted else {
          index = start
          throw Fault(id: .duplicateKey, summary: "the tensor '\(name.printable)' is listed twice")
        }
        try expect(":")
        if name == "__metadata__" {
          try skipMetadata()
          continue
        }
        guard tensors.count < HeaderLimits.tensors else {
          throw Fault(
            id: .limitExceeded, summary: "the header lists more than \(HeaderLimits.tensors) tensors")
        }
        let (tensor, place) = try self.tensor(name)
        tensors.append(tensor)
        places.append(place)
      } while skip(",")
      try expect("}")
    }
    skipBlanks()
    guard index == bytes.count else { throw invalid("something follows the header's closing brace") }
    return (tensors, places)
  }

  private mutating func tensor(_ name: String) throws(Fault) -> (StoredTensor, Range<Int>) {
    var format: ElementFormat?, shape: [Int]?, offsets: [Int]?
    try expect("{")
    repeat {
      let key = try string()
      try expect(":")
      switch key {
      case "dtype" where format == nil:
        let type = try string()
        format = ElementFormat.safetensors[type]
        if format == nil {
          throw invalid(
            "'\(name.printable)' has the type '\(type.printable)', which safetensors 0.8 does not know")
        }
      case "shape" where shape == nil: shape = try numbers(atMost: HeaderLimits.dimensions)
      case "data_offsets" where offsets == nil: offsets = try numbers(atMost: 2)
      default:
        throw invalid(
          "'\(name.printable)' has a field '\(key.printable)' twice, or one the format does not have")
      }
    } while skip(",")
    try expect("}")
    guard let format, let shape, let offsets, offsets.count == 2 else {
      throw invalid("'\(name.printable)' needs 'dtype', 'shape' and two 'data_offsets'")
    }
    guard let elements = shape.product, let size = format.bytes(of: elements) else {
      throw invalid("the shape of '\(name.printable)' is too large, or does not fill whole bytes")
    }
    guard offsets[0] <= offsets[1], offsets[1] <= dataSize else {
      throw invalid(
        "'\(name.printable)' lies outside the \(dataSize) bytes behind the header; the file is cut off")
    }
    guard offsets[1] - offsets[0] == size else {
      throw invalid(
        "'\(name.printable)' takes \(offsets[1] - offsets[0]) bytes, but its shape and type need \(size)")
    }
    return (StoredTensor(name, shape, format, file: file), offsets[0]..<offsets[1])
  }

  /// Tensors follow each other without gaps and fill the file.
  private func checkPlaces(_ places: [Range<Int>], of tensors: [StoredTensor]) throws(Fault) {
    var end = 0
    for index in places.indices.sorted(by: {
      (places[$0].lowerBound, places[$0].upperBound) < (places[$1].lowerBound, places[$1].upperBound)
    }) {
      let name = tensors[index].name.printable
      guard places[index].lowerBound >= end else { throw invalid("'\(name)' overlaps the tensor before it") }
      guard places[index].lowerBound == end else {
        throw invalid("\(places[index].lowerBound - end) bytes before '\(name)' belong to no tensor")
      }
      end = places[index].upperBound
    }
    guard end == dataSize else { throw invalid("\(dataSize - end) bytes at the end belong to no tensor") }
  }

  // MARK: JSON

  private func invalid(_ summary: String) -> Fault { Fault(id: .invalidWeights, summary: summary) }

  private mutating func skipBlanks() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    if !skip(character) {
      throw invalid("the header is not the JSON of a safetensors file: '\(character)' is missing here")
    }
  }

  private mutating func string() throws(Fault) -> String {
    try expect("\"")
    let start = index
    var isPlain = true
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      if bytes[index] == UInt8(ascii: "\\") {
        isPlain = false
        index += 1
      }
      index += 1
    }
    guard index < bytes.count else { throw invalid("a text in the header has no end") }
    guard index - start <= HeaderLimits.name else {
      throw Fault(
        id: .limitExceeded, summary: "a text in the header is longer than \(HeaderLimits.name) bytes")
    }
    let raw = bytes[start..<index]
    index += 1
    guard isPlain else { return try unescaped(raw) }
    guard let text = String(validating: raw, as: UTF8.self) else {
      throw invalid("a text in the header is not UTF-8")
    }
    return text
  }

  private func unescaped(_ raw: ArraySlice<UInt8>) throws(Fault) -> String {
    var units: [UInt16] = []
    var rest = raw
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        let end = rest.firstIndex(of: UInt8(ascii: "\\")) ?? rest.endIndex
        guard let text = String(validating: [byte] + rest[..<end], as: UTF8.self) else {
          throw invalid("a text in the header is not UTF-8")
        }
        units += text.utf16
        rest = rest[end...]
        continue
      }
      let simple: [UInt8: UInt16] = [
        0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
      ]
      let kind = rest.popFirst() ?? 0
      if let unit = simple[kind] {
        units.append(unit)
      } else if kind == UInt8(ascii: "u"), rest.count >= 4,
        let unit = UInt16(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16)
      {
        units.append(unit)
        rest = rest.dropFirst(4)
      } else {
        throw invalid("a text in the header has an escape that JSON does not have")
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  private mutating func numbers(atMost limit: Int) throws(Fault) -> [Int] {
    var numbers: [Int] = []
    try expect("[")
    if skip("]") { return numbers }
    repeat {
      skipBlanks()
      let start = index
      while index < bytes.count, (0x30...0x39).contains(bytes[index]) { index += 1 }
      guard index > start, index - start < 20,
        let number = Int(String(decoding: bytes[start..<index], as: UTF8.self))
      else {
        throw invalid("sizes and places in a header are whole numbers from 0 to 2⁶³−1")
      }
      guard numbers.count < limit else {
        throw invalid("a list in the header has more than \(limit) numbers")
      }
      numbers.append(number)
    } while skip(",")
    try expect("]")
    return numbers
  }

  /// Text to text; values may be long.
  private mutating func skipMetadata() throws(Fault) {
    try expect("{")
    if skip("}") { return }
    repeat {
      try skipString()
      try expect(":")
      try skipString()
    } while skip(",")
    try expect("}")
  }

  private mutating func skipString() throws(Fault) {
    try expect("\"")
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index = min(index, bytes.count)
    try expect("\"")
  }
}

extension [Int] {
  /// Nil where it exceeds 2⁶³−1.
  var product: Int? {
    if contains(0) { return 0 }
    var product = 1
    for size in self {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      product = next
    }
    return product
  }
}

extension String {
  /// Fit for a message: control characters and direction marks as their code points, cut where it is long.
  var printable: String {
    var text = ""
    for scalar in unicodeScalars.prefix(200) {
      let isPlain =
        scalar.value >= 0x20 && scalar.properties.generalCategory != .control
        && scalar.properties.generalCategory != .format
      text += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
    return unicodeScalars.count > 200 ? text + "…" : text
  }
}
