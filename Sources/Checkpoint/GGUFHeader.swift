import Diagnostics

// A GGUF file: "GGUF", version, number of tensors, number of metadata entries, the entries, then for each tensor its
// name, sizes (innermost first), type and place; the numbers follow
// (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). Little-endian versions 2 and 3 are read.

/// What a GGUF file says of itself.
package struct GGUFHeader: Sendable {
  /// A value of the metadata that decides shapes; texts of vocabularies are counted, not kept.
  package enum Value: Hashable, Sendable {
    case int(Int)
    case double(Double)
    case flag(Bool)
    case text(String)
    case ints([Int])
    /// A list of anything else, by its length.
    case list(count: Int)
  }

  package var metadata: [String: Value] = [:]
  package var tensors: [StoredTensor] = []

  package static func read(_ source: some ByteSource) throws(CheckpointError) -> Diagnosed<GGUFHeader> {
    var reader = GGUFReader(source)
    do {
      return Diagnosed(try reader.header())
    } catch {
      switch error {
      case .world(let error): throw error
      case .content(let id, let summary):
        let place = SourceLocation(file: source.name, column: reader.offset + 1)
        return Diagnosed(nil, [Diagnostic(.error, id, summary, at: place)])
      }
    }
  }
}

private enum GGUFFault: Error {
  case world(CheckpointError)
  case content(DiagnosticID, String)
}

/// Reads a header front to back; the file is fetched in steps, since nothing says how long the header is.
private struct GGUFReader<Source: ByteSource> {
  private let source: Source
  private var bytes: [UInt8] = []
  private(set) var offset = 0

  init(_ source: Source) { self.source = source }

  mutating func header() throws(GGUFFault) -> GGUFHeader {
    guard try raw(4) == Array("GGUF".utf8) else { throw invalid("a GGUF file starts with the letters GGUF") }
    let version = Int(try unsigned(4))
    guard version == 2 || version == 3 else {
      throw invalid("GGUF version \(version) is not read; versions 2 and 3, little-endian, are")
    }
    let tensors = try count("tensors", HeaderLimits.tensors), entries = try count("metadata entries", 100_000)
    var header = GGUFHeader()
    for _ in 0..<entries {
      let key = try string(atMost: HeaderLimits.name)
      let value = try value(ofType: Int(try unsigned(4)), depth: 0)
      guard header.metadata.updateValue(value, forKey: key) == nil else {
        throw .content(.duplicateKey, "the metadata has '\(key.printable)' twice")
      }
    }
    let alignment: Int
    switch header.metadata["general.alignment"] {
    case nil: alignment = 32
    case .int(let value) where value > 0 && value % 8 == 0 && value <= 1 << 20: alignment = value
    default: throw invalid("'general.alignment' is a multiple of 8")
    }
    var places: [(start: Int, size: Int)] = []
    var names: Set<String> = []
    for _ in 0..<tensors {
      let (tensor, start, size) = try self.tensor()
      guard names.insert(tensor.name).inserted else {
        throw .content(.duplicateKey, "the tensor '\(tensor.name.printable)' is listed twice")
      }
      guard start % alignment == 0 else {
        throw invalid("'\(tensor.name.printable)' is not aligned to \(alignment) bytes")
      }
      header.tensors.append(tensor)
      places.append((start, size))
    }
    try check(places, of: header.tensors, dataStart: (offset + alignment - 1) / alignment * alignment)
    return header
  }

  private mutating func tensor() throws(GGUFFault) -> (StoredTensor, start: Int, size: Int) {
    let name = try string(atMost: HeaderLimits.name)
    let dimensions = Int(try unsigned(4))
    guard dimensions <= HeaderLimits.dimensions else {
      throw invalid("'\(name.printable)' has \(dimensions) dimensions")
    }
    var shape: [Int] = []
    for _ in 0..<dimensions { shape.append(try size("a size of '\(name.printable)'")) }
    let type = Int(try unsigned(4))
    guard let format = ElementFormat.gguf[type] else {
      throw invalid("'\(name.printable)' has type \(type), which is not one of the types known here")
    }
    let start = try size("the place of '\(name.printable)'")
    guard let elements = shape.product, let size = format.bytes(of: elements) else {
      throw invalid(
        "the sizes of '\(name.printable)' are too large, or do not fill whole blocks of \(format.blockSize)")
    }
    return (StoredTensor(name, shape.reversed(), format, file: source.name), start, size)
  }

  private func check(_ places: [(start: Int, size: Int)], of tensors: [StoredTensor], dataStart: Int)
    throws(GGUFFault)
  {
    var end = 0
    for index in places.indices.sorted(by: { places[$0] < places[$1] }) {
      let place = places[index], name = tensors[index].name.printable
      guard place.start >= end else { throw invalid("'\(name)' overlaps the tensor before it") }
      let (last, overflow) = place.start.addingReportingOverflow(place.size)
      guard !overflow, last <= source.size - dataStart else {
        throw invalid("'\(name)' lies outside the file; the file is cut off")
      }
      end = last
    }
  }

  // MARK: Values

  private mutating func value(ofType type: Int, depth: Int) throws(GGUFFault) -> GGUFHeader.Value {
    switch type {
    case 0, 2, 4, 10:
      let width = [0: 1, 2: 2, 4: 4, 10: 8][type] ?? 8
      return .int(Int(clamping: try unsigned(width)))
    case 1, 3, 5, 11:
      let width = [1: 1, 3: 2, 5: 4, 11: 8][type] ?? 8
      let value = try unsigned(width), shift = UInt64(64 - 8 * width)
      return .int(Int(Int64(bitPattern: value << shift) >> Int64(shift)))
    case 6: return .double(Double(Float(bitPattern: UInt32(try unsigned(4)))))
    case 12: return .double(Double(bitPattern: try unsigned(8)))
    case 7: return .flag(try unsigned(1) != 0)
    case 8: return .text(try string(atMost: 16 << 20))
    case 9:
      guard depth < 4 else {
        throw .content(.limitExceeded, "a list of the metadata is nested more than 4 deep")
      }
      let element = Int(try unsigned(4)), count = try count("elements of a list", HeaderLimits.ggufHeader)
      let isShort = count <= 65_536 && (element < 6 || element == 10 || element == 11)
      var ints: [Int] = []
      for _ in 0..<count {
        if element == 8 {
          try skip(try size("a text"))
        } else if case .int(let value) = try value(ofType: element, depth: depth + 1), isShort {
          ints.append(value)
        }
      }
      return isShort ? .ints(ints) : .list(count: count)
    default: throw invalid("a value of the metadata has type \(type), which GGUF does not have")
    }
  }

  private mutating func string(atMost limit: Int) throws(GGUFFault) -> String {
    let length = try size("a text")
    guard length <= limit else {
      throw .content(.limitExceeded, "a text of \(length) bytes; at most \(limit) are read")
    }
    guard let text = String(validating: try raw(length), as: UTF8.self) else {
      throw invalid("a text of the header is not UTF-8")
    }
    return text
  }

  private mutating func count(_ what: String, _ limit: Int) throws(GGUFFault) -> Int {
    let value = try unsigned(8)
    guard value <= UInt64(limit) else {
      throw .content(.limitExceeded, "the header claims \(value) \(what); at most \(limit) are read")
    }
    return Int(value)
  }

  private mutating func size(_ what: String) throws(GGUFFault) -> Int {
    guard let value = Int(exactly: try unsigned(8)) else { throw invalid("\(what) is over 2⁶³−1") }
    return value
  }

  private mutating func unsigned(_ width: Int) throws(GGUFFault) -> UInt64 {
    try need(width)
    var value: UInt64 = 0
    for index in (offset..<offset + width).reversed() { value = value << 8 | UInt64(bytes[index]) }
    offset += width
    return value
  }

  private mutating func raw(_ length: Int) throws(GGUFFault) -> [UInt8] {
    try need(length)
    defer { offset += length }
    return Array(bytes[offset..<offset + length])
  }

  private mutating func skip(_ length: Int) throws(GGUFFault) {
    try need(length)
    offset += length
  }

  /// Fetches until `length` more bytes are here.
  private mutating func need(_ length: Int) throws(GGUFFault) {
    guard length > bytes.count - offset else { return }
    guard length <= source.size - offset else { throw invalid("the file ends inside its header") }
    guard length <= HeaderLimits.ggufHeader - offset else {
      throw .content(.limitExceeded, "the header is longer than \(HeaderLimits.ggufHeader) bytes")
    }
    // Doubling keeps the number of requests small for a header behind a server.
    let end = min(source.size, max(offset + length, bytes.count * 2, 1 << 20))
    do {
      bytes += try source.bytes(bytes.count..<end)
    } catch {
      throw .world(error)
    }
  }

  private func invalid(_ summary: String) -> GGUFFault { .content(.invalidWeights, summary) }
}
