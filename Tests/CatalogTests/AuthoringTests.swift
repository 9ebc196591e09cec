import Architecture
import Diagnostics
import TestSupport
import Testing

@testable import Catalog

@Suite struct AuthoringTests {
  @Test(arguments: ["a", "my-model-7b", "gpt-4.1"])
  func aNewModelBuildsWithoutAProblem(_ slug: String) throws {
    let skeleton = try #require(ModelSkeleton.named(slug).value)
    let model = Catalog.model(Array(skeleton.text.utf8), path: "\(slug).md", slug: slug)
    #expect(model.diagnostics == [])
    #expect(model.value?.sheet.depth == 32)
  }

  @Test(arguments: ["", "A", "a/b", "..", "index", "a b", "-a"])
  func aNewModelNeedsAnAddress(_ slug: String) {
    #expect(ModelSkeleton.named(slug).diagnostics.map(\.id) == [.invalidSlug])
  }

  /// What a kind reads only next to another field would be missing from the schema, and editors would mark it.
  @Test func theSchemaKnowsEveryFieldTheGallerysModelsUse() throws {
    let content = try Published.files()
    let known = Dictionary(
      uniqueKeysWithValues: Sublayers.all.map { kind in
        (kind.kind, Set(PlacedSublayer.fields(of: kind).map(\.name) + ["kind"]))
      })
    let top = Set(Catalog.modelFields.map(\.name))
    var unknown: Set<String> = []
    for (path, bytes) in content.files where path.hasPrefix("models/") {
      guard case .map(let fields, _)? = ContentFile.read(bytes, path: path).value?.frontMatter else {
        continue
      }
      unknown.formUnion(fields.map(\.key).filter { !top.contains($0) }.map { "\(path): \($0)" })
      for case .map(let entries, _) in fields.filter({ $0.key == "layers" }).map(\.value).flatMap(\.items)
        .flatMap(\.items)
      {
        guard case .scalar(let kind, _, _)? = entries.first(where: { $0.key == "kind" })?.value else {
          continue
        }
        unknown.formUnion(
          entries.map(\.key).filter { known[kind]?.contains($0) == false }.map { "\(kind): \($0)" })
      }
    }
    #expect(unknown.sorted() == [])
  }

  @Test func theSchemaSaysTypesRangesAndWords() throws {
    let schema = Catalog.modelSchema
    #expect(schema["properties"]?["width"]?["maximum"] == .int(1_048_576))
    #expect(schema["properties"]?["tied_embeddings"]?["type"] == "boolean")
    #expect(schema["definitions"]?["attention"]?["properties"]?["kind"]?["const"] == "attention")
    #expect(schema["definitions"]?["attention"]?["required"] == ["kind", "heads"])
    #expect(schema["additionalProperties"] == false)
  }
}

extension Architecture.Node {
  /// The values below a mapping or list.
  fileprivate var items: [Architecture.Node] {
    switch self {
    case .scalar: []
    case .list(let items, _): items
    case .map(let entries, _): entries.map(\.value)
    }
  }
}
