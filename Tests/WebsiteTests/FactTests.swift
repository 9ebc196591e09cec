import Architecture
import Catalog
import Diagnostics
import TestSupport
import Testing

@testable import Website

@Suite struct FactTests {
  private func models() throws -> [Model] {
    try #require(Catalog.load(ContentFiles(texts: TinyGallery.content)).value).models
  }

  @Test func numbersAreSubtractedAndPutInProportion() throws {
    let models = try models()
    let rows = Difference(older: models[1].sheet, newer: models[0].sheet).rows
    func change(_ label: String) -> String? {
      guard let row = rows.first(where: { $0.label == label }) else { return nil }
      guard row.kind == .number, let older = row.older, let unit = older.unit, let a = older.number,
        let b = row.newer?.number
      else { return row.change }
      var text = ByteWriter()
      QuantityChange(from: a, to: b, unit).appendBoth(to: &text)
      return text.string
    }
    #expect(change("Layers") == "+2, ×2")
    #expect(change("Vocabulary") == "+100, ×2")
    #expect(change("Stream width") == nil)
    #expect(change("Tied embeddings") == "changed")
    #expect(change("Parameters") == "+93.2K, ×2.16")
  }

  @Test func labelsOfSeveralKindsSayWhichTheyMean() throws {
    var content = TinyGallery.content
    content["models/alpha.md"] = content["models/beta.md"]?.replacing(
      "based_on: [{ model: alpha, relation: modified }]\n", with: ""
    ).replacing("heads: 4", with: "heads: 8").replacing("beta,alpha", with: "alpha,beta")
    let models = try #require(Catalog.load(ContentFiles(texts: content)).value).models
    let difference = Difference(older: models[1].sheet, newer: models[0].sheet)
    let labels = zip(difference.rows, difference.lines).map(difference.title)
    #expect(labels.contains("Query heads (global)"))
    #expect(labels.contains("Query heads (sliding-window)"))
  }

  @Test func equalConfigurationsAreOneGroup() throws {
    let groups = FactTable(try models()[0]).groups
    #expect(
      groups.map(\.title) == [
        "Size", "Sliding-window grouped-query attention", "Grouped-query attention", "SwiGLU feed-forward",
        "Serving",
      ])
    #expect(groups[3].rows.first?.text == "4")
  }

  /// Side by side, heads of latent, compressed and grouped attention are one fact.
  @Test func aGroupHasEachFactInOneRow() throws {
    let sheets = try ["deepseek-v3", "gemma-3-27b", "deepseek-v4-pro"].map(Frozen.sheet)
    let rows = GroupTable(sheets).rows
    let labels = rows.map { $0.section.rawValue + $0.label }
    #expect(Set(labels).count == labels.count)
    let heads = try #require(rows.first { $0.label == "Query heads (global)" }, "\(labels)")
    #expect(heads.values == ["128", "32", "128"])
    #expect(heads.values.map { $0 != heads.values[0] } == [false, true, false])
    let experts = try #require(rows.first { $0.label == "Routed experts" })
    #expect(experts.values == ["256", nil, "384"])
    #expect(rows.count { $0.label.hasPrefix("KV heads") && $0.values[1] != nil } == 2)
  }
}
