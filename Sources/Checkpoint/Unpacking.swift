// Packed weights as the parameters they stand for
//
// Quantised checkpoints store several parameters in one element and keep scales beside them. Which form a tensor has
// follows from its neighbours' names, types and shapes, never from its numbers.

/// A tensor of parameters, however it was stored.
package struct StoredWeight: Hashable, Sendable {
  package var name: String
  /// Of the parameters; outermost dimension first.
  package var shape: [Int]
  /// How it was packed; nil for plain numbers.
  package var form: PackedForm?

  package var parameters: Int { shape.reduce(1, *) }
}

/// A way of packing weights.
package enum PackedForm: String, Hashable, Sendable, CaseIterable {
  /// Eight-bit floating point; a scale for each block, row or tensor.
  case float8 = "FP8"
  /// Eight-bit whole numbers with scales.
  case int8 = "INT8"
  /// Four-bit floating point in blocks of 32 with a shared exponent (OCP microscaling).
  case mxfp4 = "MXFP4"
  /// Four-bit floating point in blocks of 16 with an eight-bit scale.
  case nvfp4 = "NVFP4"
  /// Words of 32 bits along the input (arXiv:2210.17323).
  case gptq = "GPTQ"
  /// Words of 32 bits along the output (arXiv:2306.00978).
  case awq = "AWQ"
  /// Words of 32 bits as compressed-tensors packs them.
  case packedWords = "packed words"
  /// Two parameters a byte, absolute maxima beside them (bitsandbytes).
  case bitsAndBytes4 = "4-bit bitsandbytes"
  /// Blocks of a GGUF file.
  case gguf = "GGUF blocks"
}

/// What a list of stored tensors holds.
package struct Unpacked: Sendable {
  package var weights: [StoredWeight] = []
  /// Scales, zero points and tables that belong to packed weights: no parameters of the model.
  package var scales: [StoredTensor] = []

  /// `bits` of a packed word, where a configuration says it; 4 is by far the most common.
  package init(_ tensors: [StoredTensor], bits: Int = 4) {
    let byName = Dictionary(tensors.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    weights.reserveCapacity(tensors.count)
    for tensor in tensors {
      if Self.isScale(tensor, byName) {
        scales.append(tensor)
      } else {
        weights.append(Self.weight(tensor, byName, bits: bits))
      }
    }
  }

  private typealias Neighbours = [String: StoredTensor]

  private static func weight(_ tensor: StoredTensor, _ all: Neighbours, bits: Int) -> StoredWeight {
    func packed(_ form: PackedForm, _ name: String, _ shape: [Int]) -> StoredWeight {
      StoredWeight(name: name, shape: shape, form: form)
    }
    let shape = tensor.shape
    if tensor.format.blockSize > 1 { return packed(.gguf, tensor.name, shape) }
    if let stem = tensor.name.without(".qweight"), let scales = all[stem + ".scales"], shape.count == 2,
      scales.shape.count == 2, scales.shape[1] > 0
    {
      return words(
        tensor, stem, scales, zeros: all[stem + ".qzeros"], order: all[stem + ".g_idx"], bits: bits)
    }
    if let stem = tensor.name.without("_blocks"), all[stem + "_scales"] != nil, shape.count >= 3 {
      return packed(
        .mxfp4, stem, Array(shape.dropLast(2)) + [shape[shape.count - 2] * shape[shape.count - 1] * 2])
    }
    if let stem = tensor.name.without("_packed"), let last = shape.last {
      let perElement = tensor.format.blockBits == 8 ? 2 : tensor.format.blockBits / bits
      let form: PackedForm = tensor.format.blockBits == 8 ? .nvfp4 : .packedWords
      return packed(form, stem, Array(shape.dropLast()) + [last * perElement])
    }
    if all[tensor.name + ".absmax"] != nil, tensor.format.blockBits == 8 {
      return packed(.bitsAndBytes4, tensor.name, [tensor.elements * 2])
    }
    if tensor.format.isFloat8 { return packed(.float8, tensor.name, shape) }
    if tensor.format.isInteger, tensor.format.blockBits == 8, let scale = scale(of: tensor, all) {
      // A scale for 16 stored bytes is one for 32 numbers of four bits; for 8 bytes, for 16 numbers.
      let group = (scale.shape.last ?? 0) > 0 ? (shape.last ?? 0) / (scale.shape.last ?? 1) : 0
      guard group == 16 || group == 8 else { return packed(.int8, tensor.name, shape) }
      return packed(
        group == 16 ? .mxfp4 : .nvfp4, tensor.name, Array(shape.dropLast()) + [(shape.last ?? 0) * 2])
    }
    return StoredWeight(name: tensor.name, shape: shape)
  }

  /// Words of 32 bits with `scales` of [groups, outputs].
  private static func words(
    _ tensor: StoredTensor, _ stem: String, _ scales: StoredTensor, zeros: StoredTensor?,
    order: StoredTensor?,
    bits: Int
  ) -> StoredWeight {
    let outputs = scales.shape[1]
    if tensor.shape[1] != outputs {
      return StoredWeight(name: stem + ".weight", shape: [outputs, tensor.shape[0]], form: .awq)
    }
    var inputs = tensor.shape[0] * 32 / bits
    if let order {
      inputs = order.elements
    } else if let zeros, zeros.shape.count == 2, zeros.shape[1] > 0, zeros.shape[1] * 32 >= outputs {
      inputs = tensor.shape[0] * 32 / (zeros.shape[1] * 32 / outputs)
    }
    return StoredWeight(name: stem + ".weight", shape: [outputs, inputs], form: .gptq)
  }

  private static let scaleEndings = [
    "_scale_inv", "_scale", ".scale", "_scales", ".scales", "_scale_2", "_global_scale", "_zero_point",
    "_shape",
    "_g_idx",
  ]

  private static func scale(of tensor: StoredTensor, _ all: Neighbours) -> StoredTensor? {
    let stem = tensor.name.without(".weight") ?? tensor.name
    return ["_scale", "_scale_inv", "_scales"].lazy.compactMap { all[tensor.name + $0] }.first
      ?? all[stem + ".scale"]
  }

  /// Belongs to a packed weight, or scales a cache.
  private static func isScale(_ tensor: StoredTensor, _ all: Neighbours) -> Bool {
    let name = tensor.name
    for ending in [".qzeros", ".g_idx", ".scales"] {
      if let stem = name.without(ending) { return all[stem + ".qweight"] != nil }
    }
    // Of bitsandbytes: `X.weight.absmax`, `X.weight.quant_map`, `X.weight.quant_state.bitsandbytes__nf4`, `X.SCB`.
    for middle in [".absmax", ".quant_map", ".nested_absmax", ".nested_quant_map", ".quant_state."] {
      if let range = name.firstRange(of: middle) { return all[String(name[..<range.lowerBound])] != nil }
    }
    if let stem = name.without(".SCB") { return all[stem + ".weight"] != nil }
    for ending in ["k_scale", "v_scale", "q_scale", "input_scale", "input_global_scale"] {
      if name.without("." + ending) != nil || name.without("_" + ending) != nil { return true }
    }
    for ending in scaleEndings {
      guard let stem = name.without(ending) else { continue }
      let owners = [stem, stem + ".weight", stem + "_packed", stem + "_blocks"]
      if owners.contains(where: { all[$0].map(isPacked) ?? false }) { return true }
    }
    return false
  }

  private static func isPacked(_ tensor: StoredTensor) -> Bool {
    tensor.format.isFloat8 || tensor.format.isInteger || tensor.format.name.hasPrefix("F4")
  }
}

extension String {
  /// What stands before `ending`; nil where the text does not end so.
  func without(_ ending: String) -> String? { hasSuffix(ending) ? String(dropLast(ending.count)) : nil }
}
