import Testing

@testable import Architecture

/// The table of what is known of a model as a whole.
@Suite struct ModelFactTests {
  @Test func namesAreDistinct() {
    let facts = ModelFact.all
    #expect(Set(facts.map(\.id)).count == facts.count)
    #expect(Set(facts.map(\.address)).count == facts.count)
    let columns = facts.filter { $0.shown.contains(.csv) }.map(\.column)
    #expect(!columns.isEmpty && Set(columns).count == columns.count)
    let paths = facts.filter { $0.shown.contains(.json) }.map(\.path)
    #expect(!paths.isEmpty && Set(paths).count == paths.count)
  }

  @Test func everyFactIsShownAndSaysWhatChartsNeed() {
    for fact in ModelFact.all {
      #expect(!fact.shown.isEmpty, "\(fact.id)")
      if fact.shown.contains(.statistics) { #expect(!fact.convention.isEmpty, "\(fact.id)") }
      if let whole = fact.whole { #expect(ModelFact.named(whole) != nil, "\(fact.id)") }
      if case .repeating(let other) = fact.omission {
        #expect(ModelFact.named(other) != nil, "\(fact.id)")
      }
    }
  }

  /// Before its windows are full, a token of Gemma 3 costs six times what it costs for all the rest of a text.
  @Test func theCacheOfATokenIsWhatItCostsPastTheWindows() throws {
    let sheet = FactSheet(Specs.gemma3)
    let perToken = try #require(ModelFact.named("kv_per_token"))
    let before = try #require(ModelFact.named("kv_before_windows"))
    #expect(perToken.value(sheet) == .bytes(80 * 1_024))
    #expect(before.rows(sheet).map(\.value) == [.bytes(496 * 1_024)])
    // Without windows the two are one number, and a sheet shows it once.
    #expect(before.rows(FactSheet(Specs.llama3)).isEmpty)
    #expect(ModelFact.all.first { $0.order?.label == "Smallest cache" }?.id == "memory_at_128k")
  }

  @Test func lookupTablesAreNeverActive() throws {
    let tensors = [
      Tensor("embedding.weight", [100, 8], .embedding, use: .lookup),
      Tensor("ngram.table", [1_000, 8], .embedding, use: .lookup),
      Tensor("layers.a.experts", [8, 8], .routedExperts, copies: 4, active: 1),
    ]
    let counts = ParameterCount(tensors: tensors, beside: [])
    #expect(counts.total == 800 + 8_000 + 256)
    #expect(counts.lookupTables == 8_000)
    #expect(counts.active == 800 + 64)
    #expect(counts.embedding == 800)
    #expect(counts.activeWithoutEmbedding == 64)
    #expect(counts.isSparse)
    let dense = ParameterCount(tensors: Array(tensors.prefix(2)), beside: [])
    #expect(!dense.isSparse && !dense.areAllActive)
  }

  @Test func contextLengthsAscendAndEndAtTheLimit() {
    #expect(ContextLengths.shown == ContextLengths.shown.sorted())
    #expect(ContextLengths.shown.contains(ContextLengths.headline))
    #expect(ContextLengths.shown(to: 131_072) == [4_096, 32_768, 131_072])
    #expect(ContextLengths.shown(to: 512) == [512])
    #expect(ContextLengths.powers(to: 3_000) == [1_024, 2_048, 3_000])
  }
}
