import Diagnostics
import Testing

@testable import Architecture

/// A kind as an author writes it, and the weights of one sublayer in the published model.
private struct Case: CustomTestStringConvertible, Sendable {
  var testDescription: String
  var kind: String
  var fields: [String: String]
  var width: Int
  var parameters: Int
  /// Elements cached per token and elements of fixed state.
  var cached = 0
  var state = 0
}

private func fields(_ values: [String: String]) -> FieldReader {
  let place = SourceLocation(file: "test")
  let entries = values.sorted { $0.key < $1.key }.map {
    Node.Entry(key: $0.key, keyLocation: place, value: .scalar($0.value, quoted: false, place))
  }
  return FieldReader(.map(entries, place))
}

private func check(_ expected: Case) throws {
  let model = Dimensions(width: expected.width, vocabulary: 1, context: 1)
  let type = try #require(Sublayers.named(expected.kind))
  var reader = fields(expected.fields)
  let sublayer = type.init(from: &reader, in: model)
  #expect(reader.finished().map(\.summary) == [])
  #expect(sublayer.tensors(in: model).parameters == expected.parameters)
  let terms = sublayer.cache(in: model)
  #expect(
    terms.filter { $0.retention == .everyToken }.reduce(0) { $0 + $1.elementsPerEntry } == expected.cached)
  #expect(terms.filter { $0.retention == .fixed }.reduce(0) { $0 + $1.elementsPerEntry } == expected.state)
  #expect(!sublayer.lines(in: model).isEmpty)
  #expect(Set(sublayer.facts.map(\.id)).count == sublayer.facts.count)
}

private let compressed = [
  "heads": "64", "head_size": "512", "rope_size": "64", "query_rank": "1024", "window": "128",
  "output_groups": "8", "output_rank": "1024",
]
private let compressedWeights =
  1024 * 4096 + 1024 + 32768 * 1024 + 512 * 4096 + 512 + 64 + 8192 * 4096 + 4096 * 8192

/// Sums of the tensors of the reference implementations (transformers 5.23), one layer each.
private let cases = [
  Case(
    testDescription: "KDA with low-rank gates (Kimi Linear)", kind: "kda",
    fields: ["heads": "32", "head_size": "128", "decay_rank": "128", "gate_rank": "128"], width: 2304,
    parameters: 4 * 4096 * 2304 + 12288 * 4 + 4096 + 32 + 2 * (128 * 2304 + 4096 * 128) + 32 * 2304 + 128,
    state: 32 * 128 * 128 + 3 * 12288),
  Case(
    testDescription: "KDA with full gates (Ling 3.0 Flash)", kind: "kda",
    fields: ["heads": "32", "head_size": "128"], width: 2560,
    parameters: 6 * 4096 * 2560 + 12288 * 4 + 4096 + 32 + 32 * 2560 + 128,
    state: 32 * 128 * 128 + 3 * 12288),
  Case(
    testDescription: "lightning attention (MiniMax M1)", kind: "lightning_attention",
    fields: ["heads": "64", "head_size": "128"], width: 6144,
    parameters: 24576 * 6144 + 8192 * 6144 * 2 + 8192, state: 64 * 128 * 128),
  Case(
    testDescription: "mLSTM (xLSTM 7B)", kind: "mlstm",
    fields: ["heads": "8", "key_size": "256", "value_size": "512"], width: 4096,
    parameters: 2 * 2048 * 4096 + 3 * 4096 * 4096 + 2 * (8 * 4096 + 8) + 4096,
    state: 8 * (256 * 512 + 256 + 1)),
  Case(
    testDescription: "short convolution (LFM2.5)", kind: "short_convolution", fields: [:], width: 1024,
    parameters: 4 * 1024 * 1024 + 3 * 1024, state: 2 * 1024),
  Case(
    testDescription: "CCA (ZAYA1)", kind: "cca",
    fields: ["heads": "8", "kv_heads": "2", "head_size": "128", "rope_size": "64"], width: 2048,
    parameters: 2 * 1024 * 2048 + 256 * 2048 + 2 * 128 * 2048 + 1280 * 3 + 1280 * 128 * 2 + 1280 + 2,
    cached: 512, state: 2 * 1280 + 128),
  Case(
    testDescription: "grouped attention with an indexer (MiniMax M3)", kind: "attention",
    fields: [
      "heads": "64", "kv_heads": "4", "head_size": "128", "qk_norm": "head", "index_heads": "4",
      "index_size": "128", "index_top": "2048", "index_block": "128",
    ], width: 6144,
    parameters: 2 * 8192 * 6144 + 2 * 512 * 6144 + 2 * 128 + 512 * 6144 + 128 * 6144 + 2 * 128,
    cached: 1024 + 128),
  Case(
    testDescription: "differential latent attention (Motif 3)", kind: "mla",
    fields: [
      "heads": "80", "kv_heads": "16", "noise_heads": "16", "query_rank": "1024", "kv_rank": "512",
      "nope_size": "128", "rope_size": "64", "value_size": "128", "gate": "element",
      "gate_from_latent": "true",
    ], width: 4096,
    parameters: 1024 * 4096 + 1024 + 80 * 192 * 1024 + 576 * 4096 + 512 + 16 * 256 * 512
      + 8192 * 1024 + 4096 * 8192 + 64 * 4096,
    cached: 576),
  Case(
    testDescription: "experts with polynomial activations (Motif 3)", kind: "moe",
    fields: ["experts": "384", "active": "8", "width": "1280", "shared": "1", "activation": "poly_norm"],
    width: 4096, parameters: 385 * (3 * 1280 * 4096 + 4) + 384 * 4096),
  Case(
    testDescription: "experts behind a router network (ZAYA1)", kind: "moe",
    fields: [
      "experts": "16", "active": "1", "width": "2048", "routing": "network", "router_width": "256",
      "zero_experts": "1", "router_memory": "true",
    ], width: 2048,
    parameters: 16 * 3 * 2048 * 2048 + 256 * 2048 + 256 + 256 + 2 * (256 * 256 + 256) + 17 * 256 + 256),
  Case(
    testDescription: "window alone (DeepSeek V4 Flash)", kind: "compressed_attention", fields: compressed,
    width: 4096, parameters: compressedWeights),
  Case(
    testDescription: "HCA (DeepSeek V4 Flash)", kind: "compressed_attention",
    fields: compressed.merging(["ratio": "128"]) { $1 }, width: 4096,
    parameters: compressedWeights + 2 * 512 * 4096 + 128 * 512 + 512),
  Case(
    testDescription: "CSA (DeepSeek V4 Flash)", kind: "compressed_attention",
    fields: compressed.merging([
      "ratio": "4", "overlap": "true", "index_heads": "64", "index_size": "128", "index_top": "512",
    ]) { $1 }, width: 4096,
    parameters: compressedWeights + 2 * 1024 * 4096 + 4 * 1024 + 512 + 2 * 256 * 4096 + 4 * 256 + 128
      + 8192 * 1024 + 64 * 4096),
]

@Suite struct SublayerWeightTests {
  @Test("a kind has the weights of the published model", arguments: cases)
  fileprivate func weights(expected: Case) throws { try check(expected) }
}
