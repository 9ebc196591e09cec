import Checkpoint
import Diagnostics
import Testing

/// A file in memory.
struct MemoryFile: ByteSource {
  var name = "weights"
  var content: [UInt8]
  /// What the file system says, where that is not the content's length.
  var claimedSize: Int?
  var size: Int { claimedSize ?? content.count }

  func bytes(_ range: Range<Int>) throws(CheckpointError) -> [UInt8] {
    guard range.upperBound <= content.count else { throw CheckpointError("short") }
    return Array(content[range])
  }

  /// A safetensors file with this header.
  static func safetensors(_ header: String, data: Int = 0, length: UInt64? = nil) -> MemoryFile {
    MemoryFile(
      content: bytes(length ?? UInt64(header.utf8.count)) + header.utf8 + Array(repeating: 0, count: data))
  }

  /// Little-endian.
  static func bytes(_ number: UInt64, _ width: Int = 8) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }
}

@Suite struct SafetensorsHeaderTests {
  @Test func listsNamesShapesAndTypes() throws {
    let header = """
      {"__metadata__":{"format":"pt"},"a.weight":{"dtype":"BF16","shape":[2,3],"data_offsets":[0,12]},
       "b":{"shape":[],"data_offsets":[12,16],"dtype":"F32"}}
      """
    let tensors = try #require(SafetensorsHeader.read(MemoryFile.safetensors(header, data: 16)).value)
    #expect(tensors.map(\.name) == ["a.weight", "b"])
    #expect(tensors.map(\.shape) == [[2, 3], []])
    #expect(tensors.map(\.format.name) == ["BF16", "F32"])
    #expect(tensors.map(\.elements) == [6, 1])
  }

  @Test func namesMayBeEscaped() throws {
    let header = #"{"\u0061\n":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#
    #expect(try SafetensorsHeader.read(MemoryFile.safetensors(header, data: 1)).value?.map(\.name) == ["a\n"])
  }

  static let one = #""dtype":"F32","shape":[1],"data_offsets":[0,4]"#

  /// A header, the bytes behind it, and what is said.
  static let hostile: [(header: String, data: Int, id: DiagnosticID, says: String)] = [
    ("", 0, .invalidWeights, "'{' is missing"),
    ("[]", 0, .invalidWeights, "'{' is missing"),
    ("{\"a\":{\(one)}", 4, .invalidWeights, "'}' is missing"),
    ("{\"a\":{\(one)}} x", 4, .invalidWeights, "something follows"),
    ("{\"a\":{\(one)},\"a\":{\(one)}}", 4, .duplicateKey, "'a' is listed twice"),
    ("{\"a\":{\(one)},\"b\":{\(one)}}", 4, .invalidWeights, "overlaps"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, 8, .invalidWeights, "belong to no tensor"),
    ("{\"a\":{\(one)}}", 5, .invalidWeights, "1 bytes at the end"),
    ("{\"a\":{\(one)}}", 3, .invalidWeights, "lies outside"),
    (#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, 4, .invalidWeights, "whole numbers"),
    (#"{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}"#, 4, .invalidWeights, "missing here"),
    (
      #"{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}"#, 4, .invalidWeights,
      "too large"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#, 4, .invalidWeights,
      "whole numbers"
    ),
    (#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, 4, .invalidWeights, "need 8"),
    (#"{"a":{"dtype":"F33","shape":[1],"data_offsets":[0,4]}}"#, 4, .invalidWeights, "'F33'"),
    (#"{"a":{"dtype":"F32","shape":[1]}}"#, 4, .invalidWeights, "needs 'dtype'"),
    (#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, 4, .invalidWeights, "lies outside"),
    (#"{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, 4, .invalidWeights, "twice"),
    (
      #"{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}"#, 4,
      .invalidWeights, "more than 16"
    ),
    ("{\"\(String(repeating: "n", count: 2_000))\":{\(one)}}", 4, .limitExceeded, "longer than 1024"),
    (#"{"a"#, 0, .invalidWeights, "has no end"),
    (#"{"\q":{}}"#, 0, .invalidWeights, "escape"),
  ]

  @Test(arguments: hostile.indices) func hostileHeadersAreRefused(_ index: Int) throws {
    let (header, data, id, says) = Self.hostile[index]
    let read = try SafetensorsHeader.read(MemoryFile.safetensors(header, data: data))
    #expect(read.value == nil)
    #expect(read.diagnostics.map(\.id) == [id])
    #expect(read.diagnostics.first?.summary.contains(says) == true, "\(read.diagnostics)")
  }

  @Test func statedLengthIsCheckedBeforeAnythingIsRead() throws {
    for (length, says) in [
      (UInt64.max, "at most"), (1 << 40, "at most"), (100, "cut off"), (99_999_999, "cut off"),
    ] {
      let read = try SafetensorsHeader.read(MemoryFile.safetensors("{}", length: length))
      #expect(read.diagnostics.first?.summary.contains(says) == true, "\(read.diagnostics)")
    }
    for content in [[], [1, 2, 3]] as [[UInt8]] {
      #expect(try SafetensorsHeader.read(MemoryFile(content: content)).value == nil)
    }
  }

  @Test func everyCutOfAValidFileIsRefused() throws {
    let file = MemoryFile.safetensors("{\"a\":{\(Self.one)}}", data: 4)
    for count in 0..<file.content.count {
      let read = try SafetensorsHeader.read(MemoryFile(content: Array(file.content.prefix(count))))
      #expect(read.value == nil && read.diagnostics.hasErrors, "\(count) bytes")
    }
  }

  @Test func tensorsAreLimitedInNumber() throws {
    let entry = (0...HeaderLimits.tensors).lazy.map {
      "\"\($0)\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}"
    }
    let read = try SafetensorsHeader.read(MemoryFile.safetensors("{\(entry.joined(separator: ","))}"))
    #expect(read.diagnostics.map(\.id) == [.limitExceeded])
  }
}

@Suite struct GGUFHeaderTests {
  static func text(_ text: String) -> [UInt8] { MemoryFile.bytes(UInt64(text.utf8.count)) + text.utf8 }

  static func file(
    version: UInt64 = 3, tensors: [(name: String, sizes: [UInt64], type: UInt64, place: UInt64)],
    count: UInt64? = nil, metadata: [UInt8] = [], entries: UInt64 = 0, data: Int = 0
  ) -> MemoryFile {
    var bytes = Array("GGUF".utf8) + MemoryFile.bytes(version, 4)
    bytes += MemoryFile.bytes(count ?? UInt64(tensors.count)) + MemoryFile.bytes(entries) + metadata
    for tensor in tensors {
      bytes += text(tensor.name) + MemoryFile.bytes(UInt64(tensor.sizes.count), 4)
      bytes += tensor.sizes.flatMap { MemoryFile.bytes($0) }
      bytes += MemoryFile.bytes(tensor.type, 4) + MemoryFile.bytes(tensor.place)
    }
    bytes += Array(repeating: 0, count: (32 - bytes.count % 32) % 32 + data)
    return MemoryFile(content: bytes)
  }

  @Test func sizesAreTurnedRound() throws {
    let name = Self.text("llama.block_count") + MemoryFile.bytes(4, 4) + MemoryFile.bytes(7, 4)
    let file = Self.file(tensors: [("a", [32, 2], 8, 0)], metadata: name, entries: 1, data: 68)
    let header = try #require(GGUFHeader.read(file).value)
    #expect(header.tensors.map(\.shape) == [[2, 32]])
    #expect(header.tensors.map(\.format.name) == ["Q8_0"])
    #expect(header.metadata == ["llama.block_count": .int(7)])
  }

  @Test func hostileHeadersAreRefused() throws {
    let deep =
      Self.text("k") + MemoryFile.bytes(9, 4)
      + (0..<100_000).flatMap { _ in MemoryFile.bytes(9, 4) + MemoryFile.bytes(1) }
    let cases: [(MemoryFile, String)] = [
      (MemoryFile(content: Array("GGML".utf8)), "starts with the letters"),
      (Self.file(version: 1, tensors: []), "version 1"),
      (Self.file(tensors: [], count: 1 << 60), "at most"),
      (Self.file(tensors: [], entries: 1 << 60), "at most"),
      (Self.file(tensors: [("a", [32], 8, 0), ("a", [32], 8, 64)], data: 200), "listed twice"),
      (Self.file(tensors: [("a", [32], 8, 0), ("b", [32], 8, 32)], data: 200), "overlaps"),
      (Self.file(tensors: [("a", [32], 8, 7)], data: 200), "aligned"),
      (Self.file(tensors: [("a", [32], 8, 0)], data: 3), "outside the file"),
      (Self.file(tensors: [("a", [31], 8, 0)], data: 200), "whole blocks"),
      (Self.file(tensors: [("a", [32], 99, 0)], data: 200), "type 99"),
      (Self.file(tensors: [("a", [1 << 62, 1 << 62], 0, 0)], data: 200), "too large"),
      (Self.file(tensors: [("a", [UInt64.max], 0, 0)], data: 200), "over 2⁶³"),
      (Self.file(tensors: [("a", Array(repeating: 1, count: 100), 0, 0)], data: 200), "100 dimensions"),
      (Self.file(tensors: [], metadata: deep, entries: 1), "nested more than 4"),
      (
        Self.file(
          tensors: [], metadata: Self.text("k") + MemoryFile.bytes(8, 4) + MemoryFile.bytes(1 << 50),
          entries: 1), "at most"
      ),
      (Self.file(tensors: [], metadata: Self.text("k") + MemoryFile.bytes(77, 4), entries: 1), "type 77"),
    ]
    for (file, says) in cases {
      let read = try GGUFHeader.read(file)
      #expect(read.value == nil)
      #expect(read.diagnostics.first?.summary.contains(says) == true, "\(says): \(read.diagnostics)")
    }
  }

  @Test func everyCutOfAValidFileIsRefused() throws {
    let file = Self.file(tensors: [("a", [32], 8, 0)], data: 34)
    for count in 0..<file.content.count {
      let read = try GGUFHeader.read(MemoryFile(content: Array(file.content.prefix(count))))
      #expect(read.value == nil && read.diagnostics.hasErrors, "\(count) bytes")
    }
  }
}

@Suite struct UnpackingTests {
  static func tensor(_ name: String, _ shape: [Int], _ format: String) throws -> StoredTensor {
    StoredTensor(name, shape, try #require(ElementFormat.safetensors[format]), file: "f")
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var form: PackedForm
    var shape: [Int]
    /// A name, a shape and a type each, as in `a.weight 64x32 F8_E4M3`.
    var stored: [String]
    var testDescription: String { "\(form.rawValue): \(stored[0])" }

    init(_ form: PackedForm, _ shape: [Int], _ stored: String...) {
      (self.form, self.shape, self.stored) = (form, shape, stored)
    }
  }

  static let cases: [Case] = [
    Case(.float8, [64, 32], "a.weight 64x32 F8_E4M3", "a.weight_scale_inv 1x1 F32"),
    Case(.mxfp4, [4, 64, 64], "a_blocks 4x64x2x16 U8", "a_scales 4x64x2 U8"),
    Case(.nvfp4, [64, 32], "a.weight 64x16 U8", "a.weight_scale 64x2 F8_E4M3"),
    Case(.mxfp4, [64, 32], "a.weight 64x16 I8", "a.scale 64x1 F8_E8M0"),
    Case(.int8, [64, 32], "a.weight 64x32 I8", "a.weight_scale 64x1 F32"),
    Case(
      .gptq, [64, 32], "a.qweight 4x64 I32", "a.qzeros 1x8 I32", "a.scales 1x64 F16", "a.g_idx 32 I32"),
    Case(.gptq, [64, 32], "a.qweight 8x64 I32", "a.qzeros 1x16 I32", "a.scales 1x64 F16"),
    Case(.awq, [64, 32], "a.qweight 32x8 I32", "a.qzeros 1x8 I32", "a.scales 1x64 F16"),
    Case(
      .bitsAndBytes4, [2048], "a.weight 1024x1 U8", "a.weight.absmax 32 F32", "a.weight.quant_map 16 F32"),
    Case(
      .packedWords, [64, 32], "a.weight_packed 64x4 I32", "a.weight_scale 64x1 BF16", "a.weight_shape 2 I64"),
  ]

  @Test(arguments: cases) func packedFormsAreCountedAsParameters(_ one: Case) throws {
    let tensors = try one.stored.map { text in
      let cells = text.split(separator: " ").map(String.init)
      return try Self.tensor(cells[0], cells[1].split(separator: "x").map { try #require(Int($0)) }, cells[2])
    }
    let unpacked = Unpacked(tensors)
    #expect(unpacked.weights.map(\.shape) == [one.shape])
    #expect(unpacked.weights.map(\.form) == [one.form])
    #expect(unpacked.scales.count == one.stored.count - 1)
  }

  @Test func plainTensorsStayAsTheyAre() throws {
    let unpacked = Unpacked([
      try Self.tensor("mlp.output_scale", [1], "BF16"), try Self.tensor("a.weight", [2, 3], "F32"),
    ])
    #expect(unpacked.weights.map(\.parameters) == [1, 6])
    #expect(unpacked.scales.isEmpty)
  }
}
