import Architecture
import Foundation
import TestSupport
import Testing

@testable import Catalog

/// The schema says no less than the readers: what one refuses in a field's form, the other does.
@Suite struct SchemaTests {
  private static let good = """
    name: Alpha
    organization: Lab
    released: 2024-02-29
    license: { name: MIT, url: "https://example.org/licence" }
    summary: A model.
    parameters: { total: 1.5B, active: 270M, differs: "It counts a tower." }
    sources:
      config: https://example.org/config.json
    based_on: [{ model: beta-1.5, relation: scaled }]
    compare_with: [beta-1.5, gamma]
    context: 1024
    width: 64
    vocabulary: 100
    norm: { kind: rms, placement: pre }
    tied_embeddings: true
    layers:
      local: [{ kind: attention, heads: 4, kv_heads: 2, window: 16 }, { kind: gated_mlp, width: 128 }]
      global:
        wiring: parallel
        sublayers: [{ kind: attention, heads: 4, kv_heads: 2, norm: none }, { same_as: local }]
    schedule: 2 * (3 * local + global) + local
    parts:
      mtp: { kind: prediction, copies: 2, layers: [local] }
      tower: { kind: encoder, tensors: [{ name: patch, shape: [64, 3, 14], component: other }] }
    """

  private static let validator = SchemaValidator(Catalog.modelSchema)

  private static func node(_ yaml: String) throws -> Architecture.Node {
    let read = FrontMatterYAML.node(yaml, file: "a.md", firstLine: 2)
    return try #require(read.value, "\(read.diagnostics)")
  }

  private func check(_ yaml: String, _ problems: [String]) throws {
    let read = Catalog.model(Array("---\n\(yaml)\n---\n".utf8), path: "a.md", slug: "a")
    #expect(read.diagnostics.contains { $0.severity == .error } == !problems.isEmpty, "\(read.diagnostics)")
    #expect(try Self.validator.problems(of: Self.node(yaml)) == problems)
  }

  @Test func whatIsRightPassesBoth() throws {
    try check(Self.good, [])
  }

  /// A part of the good fields, what stands there instead, and where the schema finds fault.
  @Test(arguments: [
    ("width: 64", "widht: 64", ". required width; .widht"), ("name: Alpha\n", "", ". required name"),
    ("name: Alpha", "name: ''", ".name minLength"), ("name: Alpha", "name: [Alpha]", ".name type"),
    ("name: Alpha", "name:", ".name type"), ("width: 64", "width: '64'", ".width type"),
    ("width: 64", "width: 0", ".width minimum"), ("width: 64", "width: 1.5", ".width type"),
    ("width: 64", "width: [64]", ".width type"),
    ("vocabulary: 100", "vocabulary: 1000000000000", ".vocabulary maximum"),
    ("context: 1024", "context: 10000000000", ".context maximum"),
    ("context: 1024", "context: 128K", ".context type"),
    ("tied_embeddings: true", "tied_embeddings: yes", ".tied_embeddings type"),
    ("2024-02-29", "yesterday", ".released pattern"), ("2024-02-29", "true", ".released type"),
    ("2024-02-29", "2026-02-30", ".released pattern"), ("2024-02-29", "2100-02-29", ".released pattern"),
    ("2024-02-29", "0000-01-01", ".released pattern"), ("2024-02-29", "2024-2-9", ".released pattern"),
    ("1.5B", "lots", ".parameters.total pattern"), ("1.5B", "671", ".parameters.total type"),
    ("1.5B", "0B", ".parameters.total pattern"), ("270M", "270 M", ".parameters.active pattern"),
    ("total: 1.5B, ", "", ".parameters required total"),
    ("https://example.org/config.json", "not a url", ".sources.config pattern"),
    ("https://example.org/config.json", "5", ".sources.config type"),
    ("https://example.org/config.json", "ftp://example.org", ".sources.config pattern"),
    ("https://example.org/config.json", "https://", ".sources.config pattern"),
    ("https://example.org/config.json", "[https://example.org]", ".sources.config type"),
    ("\"https://example.org/licence\"", "x", ".license.url pattern"),
    ("license: { name: MIT, url: \"https://example.org/licence\" }", "license: MIT", ".license type"),
    ("[{ model: beta-1.5, relation: scaled }]", "[beta-1.5]", ".based_on[0] type"),
    ("[{ model: beta-1.5, relation: scaled }]", "beta-1.5", ".based_on type"),
    ("relation: scaled", "relation: sibling", ".based_on[0].relation enum"),
    (", relation: scaled", "", ".based_on[0] required relation"),
    ("model: beta-1.5", "model: []", ".based_on[0].model type"),
    ("[beta-1.5, gamma]", "[{ model: gamma }]", ".compare_with[0] type"),
    ("kind: rms", "kind: lay", ".norm.kind enum"), ("placement: pre", "place: pre", ".norm.place"),
    ("same_as: local", "same_as: [local]", ".layers.global.sublayers[1].same_as type"),
    ("same_as: local", "same_as: local, heads: 4", ".layers.global.sublayers[1].heads"),
    ("{ same_as: local }", "{ width: 128 }", ".layers.global.sublayers[1] required kind"),
    ("{ same_as: local }", "local", ".layers.global.sublayers[1] type"),
    ("wiring: parallel", "wiring: both", ".layers.global.wiring enum"),
    ("wiring: parallel", "writing: parallel", ".layers.global.writing"),
    ("kind: gated_mlp", "kind: gated_mpl", ".layers.local[1].kind enum"),
    ("window: 16", "windwo: 16", ".layers.local[0].windwo"),
    ("window: 16", "window: -1", ".layers.local[0].window minimum"),
    (
      "kind: attention, heads: 4, kv_heads: 2, window", "kind: attention, window",
      ".layers.local[0] required heads"
    ),
    ("norm: none", "norm: no", ".layers.global.sublayers[0].norm enum"),
    ("2 * (3 * local + global) + local", "3 **", ".schedule pattern"),
    ("2 * (3 * local + global) + local", "5", ".schedule type"),
    ("2 * (3 * local + global) + local", "2 * local + (", ".schedule pattern"),
    ("2 * (3 * local + global) + local", "0 * local + global", ".schedule pattern"),
    ("2 * (3 * local + global) + local", "2 local + global", ".schedule pattern"),
    ("2 * (3 * local + global) + local", "local + + global", ".schedule pattern"),
    (
      "mtp: { kind: prediction, copies: 2, layers: [local] }", "mtp: { foo: 1 }",
      ".parts.mtp anyOf; .parts.mtp.foo"
    ),
    ("kind: prediction", "kind: zzz", ".parts.mtp.kind enum"),
    ("copies: 2", "copies: 0", ".parts.mtp.copies minimum"),
    ("layers: [local]", "layers: [[local]]", ".parts.mtp.layers[0] type"),
    ("shape: [64, 3, 14]", "shape: big", ".parts.tower.tensors[0].shape type"),
    ("shape: [64, 3, 14]", "shape: [64, '3']", ".parts.tower.tensors[0].shape[1] type"),
    ("name: patch, ", "", ".parts.tower.tensors[0] required name"),
    ("component: other", "component: eye", ".parts.tower.tensors[0].component enum"),
  ])
  func whatTheReaderRefusesTheSchemaRefusesAtTheField(_ old: String, _ new: String, _ problems: String) throws
  {
    #expect(Self.good.contains(old))
    try check(Self.good.replacing(old, with: new), problems.components(separatedBy: "; "))
  }

  @Test func layersCannotBeEmptyOrHaveNamesNoScheduleCanSay() throws {
    let start = try #require(Self.good.range(of: "layers:\n"))
    let end = try #require(Self.good.range(of: "schedule:"))
    for (layers, problem) in [
      ("layers: {}\n", ".layers minProperties"), ("layers: { local: [] }\n", ".layers.local minItems"),
      ("layers: { 9x y: [{ kind: gated_mlp, width: 8 }] }\n", ".layers propertyNames"),
      ("layers: { local: dense }\n", ".layers.local type"),
    ] {
      let yaml = Self.good.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: layers)
      let cut = try #require(yaml.range(of: "parts:"))
      try check(String(yaml[..<cut.lowerBound]), [problem])
    }
  }

  @Test func everyModelOfTheGalleryIsValid() throws {
    let content = try Published.files()
    let models = content.files.filter { $0.key.hasPrefix("models/") }
    #expect(!models.isEmpty)
    for (path, bytes) in models {
      let file = try #require(ContentFile.read(bytes, path: path).value)
      #expect(Self.validator.problems(of: file.frontMatter) == [], "\(path)")
    }
  }

  @Test func defaultsAreThoseOfEveryModelOrNone() {
    let attention = Catalog.modelSchema["definitions"]?["attention"]?["properties"]
    #expect(attention?["qk_norm"]?["default"] == "none")
    // It follows from the width and the heads, the place from the model's norm.
    #expect(attention?["head_size"]?["default"] == nil)
    #expect(attention?["norm"]?["default"] == nil)
  }

  @Test func everyFieldIsDescribed() {
    var silent: [String] = []
    func walk(_ json: JSON, _ path: String) {
      switch json {
      case .object(let members):
        if case .object(let fields)? = json["properties"], json["required"] == nil || json["type"] == "object"
        {
          silent += fields.filter { $0.value["description"] == nil }.map { "\(path).\($0.key)" }
        }
        members.forEach { walk($0.value, "\(path).\($0.key)") }
      case .list(let items): items.forEach { walk($0, path) }
      default: break
      }
    }
    walk(Catalog.modelSchema, "")
    #expect(silent == [])
  }
}
