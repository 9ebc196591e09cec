/// One tensor as a file of weights lists it; its numbers are never read.
package struct StoredTensor: Hashable, Sendable {
  /// As the file has it: `model.layers.0.self_attn.q_proj.weight`.
  package var name: String
  /// Outermost dimension first, as PyTorch prints it; empty for a single number.
  package var shape: [Int]
  package var format: ElementFormat
  /// The file that holds it, for messages.
  package var file: String

  package init(_ name: String, _ shape: [Int], _ format: ElementFormat, file: String) {
    (self.name, self.shape, self.format, self.file) = (name, shape, format, file)
  }

  /// Stored elements; a packed element may stand for several parameters (`Unpacking.swift`). Readers have checked that
  /// the product fits.
  package var elements: Int { shape.reduce(1, *) }
}

/// How the numbers of a tensor are stored: a plain number, or blocks that share scales (GGUF).
package struct ElementFormat: Hashable, Sendable {
  /// As the file format calls it: `BF16`, `Q4_K`.
  package var name: String
  /// Elements of one block; 1 for plain numbers.
  package var blockSize: Int
  /// Bits of one block, its scales included.
  package var blockBits: Int

  package init(_ name: String, bits: Int) { (self.name, blockSize, blockBits) = (name, 1, bits) }

  init(_ name: String, block: Int, bytes: Int) {
    (self.name, blockSize, blockBits) = (name, block, bytes * 8)
  }

  /// Bytes of `elements` numbers; nil where they do not fill whole blocks and bytes, or exceed 64 bits.
  func bytes(of elements: Int) -> Int? {
    let (blocks, rest) = elements.quotientAndRemainder(dividingBy: blockSize)
    let (bits, overflow) = blocks.multipliedReportingOverflow(by: blockBits)
    return rest == 0 && !overflow && bits % 8 == 0 ? bits / 8 : nil
  }

  /// A whole-number format, in which packed weights are stored.
  var isInteger: Bool { name.hasPrefix("I") && !name.hasPrefix("IQ") || name.hasPrefix("U") }
  var isFloat8: Bool { name.hasPrefix("F8") }
}

extension ElementFormat {
  /// Types of safetensors headers (safetensors 0.8).
  package static let safetensors: [String: ElementFormat] = Dictionary(
    uniqueKeysWithValues: [
      ("BOOL", 8), ("U8", 8), ("I8", 8), ("F8_E4M3", 8), ("F8_E5M2", 8), ("F8_E8M0", 8), ("F8_E4M3FNUZ", 8),
      ("F8_E5M2FNUZ", 8), ("U16", 16), ("I16", 16), ("F16", 16), ("BF16", 16), ("U32", 32), ("I32", 32),
      ("F32", 32), ("U64", 64), ("I64", 64), ("F64", 64), ("C64", 64), ("F4", 4), ("F6_E2M3", 6),
      ("F6_E3M2", 6),
    ].map { ($0.0, ElementFormat($0.0, bits: $0.1)) })

  /// Types of GGUF tensors by their number (`GGML_QUANT_SIZES` of PyPI's gguf 0.19).
  static let gguf: [Int: ElementFormat] = [
    0: .init("F32", bits: 32), 1: .init("F16", bits: 16), 2: .init("Q4_0", block: 32, bytes: 18),
    3: .init("Q4_1", block: 32, bytes: 20), 6: .init("Q5_0", block: 32, bytes: 22),
    7: .init("Q5_1", block: 32, bytes: 24), 8: .init("Q8_0", block: 32, bytes: 34),
    9: .init("Q8_1", block: 32, bytes: 40), 10: .init("Q2_K", block: 256, bytes: 84),
    11: .init("Q3_K", block: 256, bytes: 110), 12: .init("Q4_K", block: 256, bytes: 144),
    13: .init("Q5_K", block: 256, bytes: 176), 14: .init("Q6_K", block: 256, bytes: 210),
    15: .init("Q8_K", block: 256, bytes: 292), 16: .init("IQ2_XXS", block: 256, bytes: 66),
    17: .init("IQ2_XS", block: 256, bytes: 74), 18: .init("IQ3_XXS", block: 256, bytes: 98),
    19: .init("IQ1_S", block: 256, bytes: 50), 20: .init("IQ4_NL", block: 32, bytes: 18),
    21: .init("IQ3_S", block: 256, bytes: 110), 22: .init("IQ2_S", block: 256, bytes: 82),
    23: .init("IQ4_XS", block: 256, bytes: 136), 24: .init("I8", bits: 8), 25: .init("I16", bits: 16),
    26: .init("I32", bits: 32), 27: .init("I64", bits: 64), 28: .init("F64", bits: 64),
    29: .init("IQ1_M", block: 256, bytes: 56), 30: .init("BF16", bits: 16),
    34: .init("TQ1_0", block: 256, bytes: 54), 35: .init("TQ2_0", block: 256, bytes: 66),
    39: .init("MXFP4", block: 32, bytes: 17), 40: .init("NVFP4", block: 64, bytes: 36),
    41: .init("Q1_0", block: 128, bytes: 18),
  ]
}
