import Architecture
import Diagnostics

private let place = SourceLocation(file: "test")

private func map(_ fields: [String: String]) -> Node { .map(entries(fields), place) }

private func entries(_ fields: [String: String]) -> [Node.Entry] {
  fields.sorted { $0.key < $1.key }.map {
    Node.Entry(key: $0.key, keyLocation: place, value: .scalar($0.value, quoted: false, place))
  }
}

/// A spec from the fields an author writes; layers in the order they are defined.
func spec(
  _ sizes: [String: String] = ["width": "64", "vocabulary": "1000", "context": "4096"],
  norm: String = "pre", layers: [(name: String, sublayers: [[String: String]])], schedule: String
) -> ModelSpec {
  let written = layers.map { layer in
    Node.Entry(key: layer.name, keyLocation: place, value: .list(layer.sublayers.map(map), place))
  }
  let nested = [
    Node.Entry(key: "norm", keyLocation: place, value: map(["placement": norm])),
    Node.Entry(key: "layers", keyLocation: place, value: .map(written, place)),
    Node.Entry(key: "schedule", keyLocation: place, value: .scalar(schedule, quoted: false, place)),
  ]
  var fields = FieldReader(.map(entries(sizes) + nested, place))
  let spec = ModelSpec(from: &fields)
  // Cases are static values, made outside of any test that could record an issue.
  let problems = fields.finished().map(\.summary)
  precondition(problems.isEmpty, problems.joined(separator: "\n"))
  return spec
}

/// Facts of published models, in the words of the spec.
enum Specs {
  private static func moe(_ experts: Int, _ active: Int, _ width: Int, shared: Int = 0, bias: Bool = false)
    -> [String: String]
  {
    [
      "kind": "moe", "experts": "\(experts)", "active": "\(active)", "width": "\(width)",
      "shared": "\(shared)",
      "expert_bias": "\(bias)", "scoring": bias ? "sigmoid" : "softmax",
    ]
  }

  private static func mla(heads: Int) -> [String: String] {
    [
      "kind": "mla", "heads": "\(heads)", "query_rank": "1536", "kv_rank": "512", "nope_size": "128",
      "rope_size": "64", "value_size": "128",
    ]
  }

  static let deepSeekV3 = latent(
    heads: 128, experts: 256, vocabulary: 129_280, schedule: "3 * dense + 58 * sparse")
  static let kimiK2 = latent(
    heads: 64, experts: 384, vocabulary: 163_840, schedule: "1 * dense + 60 * sparse")

  private static func latent(heads: Int, experts: Int, vocabulary: Int, schedule: String) -> ModelSpec {
    spec(
      ["width": "7168", "vocabulary": "\(vocabulary)", "context": "131072"],
      layers: [
        ("dense", [mla(heads: heads), ["kind": "gated_mlp", "width": "18432"]]),
        ("sparse", [mla(heads: heads), moe(experts, 8, 2048, shared: 1, bias: true)]),
      ], schedule: schedule)
  }

  static let gemma3 = spec(
    ["width": "5376", "vocabulary": "262208", "context": "131072", "tied_embeddings": "true"],
    norm: "sandwich",
    layers: [
      ("local", [gemmaAttention(["window": "1024"]), gemmaMLP]), ("global", [gemmaAttention([:]), gemmaMLP]),
    ], schedule: "10 * (5 * local + global) + 2 * local")

  private static func gemmaAttention(_ reach: [String: String]) -> [String: String] {
    let fields = [
      "kind": "attention", "heads": "32", "kv_heads": "16", "head_size": "128", "qk_norm": "head",
    ]
    return fields.merging(reach) { $1 }
  }
  private static let gemmaMLP = ["kind": "gated_mlp", "activation": "gelu_tanh", "width": "21504"]

  static let qwen3Next = spec(
    ["width": "2048", "vocabulary": "151936", "context": "262144"],
    layers: [
      (
        "linear",
        [
          ["kind": "gated_deltanet", "key_heads": "16", "value_heads": "32", "key_size": "128"],
          moe(512, 10, 512, shared: 1),
        ]
      ),
      (
        "full",
        [
          [
            "kind": "attention", "heads": "16", "kv_heads": "2", "head_size": "256", "rope_size": "64",
            "qk_norm": "head", "gate": "element",
          ], moe(512, 10, 512, shared: 1),
        ]
      ),
    ], schedule: "12 * (3 * linear + full)")

  static let llama3 = dense(layers: 32, kvHeads: 8, mlp: 14336, vocabulary: 128_256, context: 8192)
  static let qwen3 = dense(
    layers: 36, kvHeads: 8, mlp: 12288, vocabulary: 151_936, context: 131_072, ["qk_norm": "head"])

  static func dense(
    layers: Int, kvHeads: Int, mlp: Int, vocabulary: Int, context: Int, _ more: [String: String] = [:],
    norm: String = "pre"
  ) -> ModelSpec {
    let attention = ["kind": "attention", "heads": "32", "kv_heads": "\(kvHeads)"]
    return spec(
      ["width": "4096", "vocabulary": "\(vocabulary)", "context": "\(context)"], norm: norm,
      layers: [
        ("all", [attention.merging(more) { $1 }, ["kind": "gated_mlp", "width": "\(mlp)"]])
      ], schedule: "\(layers) * all")
  }

  static let smolLM3 = spec(
    ["width": "2048", "vocabulary": "128256", "context": "65536", "tied_embeddings": "true"],
    layers: [
      ("rotary", [smolAttention([:]), smolMLP]), ("plain", [smolAttention(["rope_size": "0"]), smolMLP]),
    ], schedule: "9 * (3 * rotary + plain)")

  private static func smolAttention(_ more: [String: String]) -> [String: String] {
    ["kind": "attention", "heads": "16", "kv_heads": "4"].merging(more) { $1 }
  }
  private static let smolMLP = ["kind": "gated_mlp", "width": "11008"]

  static let nemotron3Nano = spec(
    ["width": "2688", "vocabulary": "131072", "context": "1048576"],
    layers: [
      (
        "mamba",
        [["kind": "mamba2", "heads": "64", "head_size": "64", "state_size": "128", "groups": "8"]]
      ), ("experts", [moe(128, 6, 1856, shared: 1)]),
      (
        "attention",
        [["kind": "attention", "heads": "32", "kv_heads": "2", "head_size": "128", "rope_size": "0"]]
      ),
    ],
    schedule:
      "5 * (mamba + experts + mamba + experts + mamba + attention + experts) + 3 * (mamba + experts) + mamba + attention + experts + 4 * (mamba + experts)"
  )

  static let gpt2 = spec(
    [
      "width": "1600", "vocabulary": "50257", "context": "1024", "tied_embeddings": "true",
      "learned_positions": "1024",
    ],
    layers: [
      (
        "block",
        [
          ["kind": "attention", "heads": "25", "rope_size": "0", "bias": "true", "output_bias": "true"],
          ["kind": "mlp", "activation": "gelu", "width": "6400", "bias": "true"],
        ]
      )
    ], schedule: "48 * block")

  static let looped = spec(
    layers: [("a", [["kind": "attention", "heads": "4"], ["kind": "gated_mlp", "width": "128"]])],
    schedule: "4 passes (6 * a)")

  /// Layers 1 and 3 of every four have experts.
  static let interleaved = spec(
    layers: [
      ("a", [["kind": "attention", "heads": "4"], ["kind": "gated_mlp", "width": "128"]]),
      ("b", [["kind": "attention", "heads": "4"], moe(16, 1, 128)]),
    ], schedule: "12 * (a + b)")
}
