import Testing

@testable import Architecture

/// What a model costs: parameters, memory, arithmetic.
struct DerivedNumbersTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var spec: ModelSpec
    var total: Int
    var active: Int
    /// KV bytes per token, and at the context.
    var perToken: Double
    var atContext: Int
    var state = 0
  }

  /// Totals of the published checkpoints; memory by the gallery's convention.
  static let cases = [
    Case(
      testDescription: "DeepSeek V3", spec: Specs.deepSeekV3, total: 671_026_404_352,
      active: 37_552_282_624,
      perToken: 70_272, atContext: 70_272 * 131_072),
    Case(
      testDescription: "Gemma 3 27B", spec: Specs.gemma3, total: 27_009_346_304, active: 27_009_346_304,
      perToken: 507_904, atContext: 81_920 * 131_072 + 425_984 * 1024),
    Case(
      testDescription: "Llama 3 8B", spec: Specs.llama3, total: 8_030_261_248, active: 8_030_261_248,
      perToken: 131_072, atContext: 131_072 * 8192),
    Case(
      testDescription: "Nemotron 3 Nano", spec: Specs.nemotron3Nano,
      total: FactSheet(Specs.nemotron3Nano).parameters.total,
      active: FactSheet(Specs.nemotron3Nano).parameters.active, perToken: 6144,
      atContext: 6144 * 1_048_576,
      state: 23 * (64 * 64 * 128 + 3 * (4096 + 2 * 8 * 128)) * 2),
    Case(
      testDescription: "looped layers keep a cache per pass", spec: Specs.looped,
      total: 2 * 64 * 1000 + 64 + 6 * (4 * 64 * 64 + 3 * 64 * 128 + 128),
      active: 2 * 64 * 1000 + 64 + 6 * (4 * 64 * 64 + 3 * 64 * 128 + 128), perToken: 24 * 2 * 64 * 2,
      atContext: 24 * 2 * 64 * 2 * 4096),
  ]

  @Test(arguments: cases)
  func numbersFollowFromTheSpec(_ expected: Case) {
    let sheet = FactSheet(expected.spec)
    #expect(sheet.parameters.total == expected.total)
    #expect(sheet.parameters.active == expected.active)
    #expect(sheet.cache.bytesPerToken == expected.perToken)
    #expect(sheet.cache.bytes(at: expected.spec.dimensions.context) == expected.atContext)
    #expect(sheet.cache.stateBytes == expected.state)
  }

  @Test(arguments: cases)
  func partsSumToTotals(_ expected: Case) {
    let sheet = FactSheet(expected.spec)
    let context = expected.spec.dimensions.context
    #expect(sheet.parameters.byComponent.reduce(0) { $0 + $1.total } == sheet.parameters.total)
    #expect(sheet.parameters.byComponent.reduce(0) { $0 + $1.active } == sheet.parameters.active)
    let layers = sheet.layerWeights.reduce(0) { $0 + $1.count * $1.total }
    let outside = sheet.parameters.tensors.filter { !$0.name.hasPrefix("layers.") }.parameters
    #expect(layers + outside == sheet.parameters.total)
    #expect(sheet.cache.parts(at: context).reduce(0) { $0 + $1.bytes } == sheet.cache.totalBytes(at: context))
  }

  @Test(arguments: cases)
  func explanationsEndInTheNumber(_ expected: Case) {
    let sheet = FactSheet(expected.spec)
    let total = sheet.explainedTotal
    #expect(total.formula.hasSuffix("= \(expected.total.grouped)"))
    let perToken = Int(sheet.cache.bytesPerTokenPastWindows)
    #expect(sheet.explainedCachePerToken.formula.hasSuffix("= \(perToken.grouped) bytes"))
    // The sum in words is the sum in numbers.
    let terms = total.formula.split(separator: "=")[0].split(separator: "+").map { term in
      term.split(separator: "×").reduce(1) { product, factor in
        let digits = factor.filter { $0.isNumber || $0 == "," }.filter(\.isNumber)
        return product * (Int(digits) ?? 1)
      }
    }
    #expect(terms.reduce(0, +) == expected.total, "\(total.formula)")
    #expect(Set(sheet.explanations.map(\.id)).count == sheet.explanations.count)
  }

  @Test func cacheFormulaShowsWhatIsKept() {
    #expect(
      FactSheet(Specs.deepSeekV3).explainedCachePerToken.formula
        == "61 layers × (512 + 64) elements × 2 bytes = 70,272 bytes")
    #expect(FactSheet(Specs.qwen3Next).explainedState.formula.contains("3 × 8,192 elements"))
    #expect(
      FactSheet(Specs.deepSeekV3).explainedActive.formula
        == "671,026,404,352 − 58 layers × 248 experts × 44,040,192 = 37,552,282,624")
  }

  @Test(arguments: cases)
  func componentsAreExplainedByTheirLayers(_ expected: Case) {
    let sheet = FactSheet(expected.spec)
    for part in sheet.parameters.byComponent {
      let explained = sheet.explained(part.component)
      #expect(explained.value == part.total)
      #expect(explained.formula.hasSuffix("= \(part.total.grouped)"))
    }
    #expect(sheet.explainedEmbedding.value == sheet.parameters.embedding)
  }

  @Test(arguments: ["a", "b", "c"])
  func modelsThatLackARoleHaveASheetToo(_ layer: String) {
    var lacking = spec(
      layers: [
        ("a", [["kind": "attention", "heads": "4"]]), ("b", [["kind": "gated_mlp", "width": "128"]]),
        ("c", [["kind": "mamba2", "heads": "4", "head_size": "32", "state_size": "16"]]),
      ], schedule: "3 * a + 2 * b + c")
    lacking.schedule = .times(3, .layer(layer))
    let sheet = FactSheet(lacking)
    #expect(sheet.depth == 3)
    #expect(!sheet.description.isEmpty && !sheet.attention.isEmpty)
    lacking.schedule = .series([])
    let empty = FactSheet(lacking)
    #expect(empty.depth == 0)
    #expect(Difference(older: empty, newer: sheet).verdict.hasSuffix("."))
    #expect(!empty.report(ReportHeading(name: "", byline: "")).text(color: false).isEmpty)
  }

  @Test func batchAndWidthMultiplyMemory() {
    let cache = FactSheet(Specs.gemma3).cache
    #expect(cache.bytes(at: 8192, batch: 3, bytesPerElement: 1) * 2 == 3 * cache.bytes(at: 8192))
  }

  @Test func decodingComputesTwicePerActiveWeightAndReadsThemOnce() {
    let sheet = FactSheet(Specs.llama3)
    let compute = sheet.compute
    // Matrices only: no embedding row, no norms.
    let matrices = 32 * (2 * 4096 * 4096 + 2 * 1024 * 4096 + 3 * 4096 * 14336) + 128_256 * 4096
    #expect(compute.decodeFLOPs(at: 0) == Double(2 * matrices))
    // Scores and weighted sum: 2 × heads × (128 + 128) for each of 32 layers and 1,000 tokens.
    #expect(compute.decodeFLOPs(at: 1000) - compute.decodeFLOPs(at: 0) == Double(32 * 1000 * 2 * 32 * 256))
    #expect(compute.weightsRead == matrices + 65 * 4096 + 4096)
    #expect(compute.cacheBytesRead(at: 1000) == 131_072 * 1000)
  }

  @Test func loopedLayersComputeAndReadOncePerPass() {
    let compute = FactSheet(Specs.looped).compute
    #expect(compute.decodeFLOPs(at: 0) == Double(2 * (24 * (4 * 64 * 64 + 3 * 64 * 128) + 64 * 1000)))
  }

  @Test(arguments: [Retention.everyToken, .window(7), .chunk(5), .compressed(by: 4), .selected(3), .fixed])
  func prefillReadsWhatItsTokensRead(_ retention: Retention) {
    for context in [1, 4, 5, 7, 8, 23] {
      let sum = (1...context).reduce(0) { sum, token in
        if case .chunk(let size) = retention { return sum + (token - 1) % size + 1 }
        return sum + retention.entries(at: token)
      }
      #expect(retention.entriesReadInPrefill(of: context) == Double(sum))
    }
  }

  @Test func referencesAreTheNumbersOfTheSheet() {
    let sheet = FactSheet(Specs.gemma3)
    for name in FactSheet.references { #expect(sheet.reference(name)?.isEmpty == false, "\(name)") }
    #expect(sheet.reference("kv_per_token") == "80 KiB")
    #expect(sheet.reference("kv_before_windows") == "496 KiB")
    #expect(sheet.reference("memory_at_128k") == "10.4 GiB")
    #expect(sheet.reference("kv_at_128k") == "10.4 GiB")
    #expect(sheet.reference("parameters") == "27.0B")
    #expect(sheet.reference("no_such_number") == nil)
  }

  @Test func absurdSizesSaturateInsteadOfTrapping() {
    let sheet = FactSheet(
      spec(
        ["width": "1048576", "vocabulary": "100000000", "context": "1000000000"],
        layers: [
          (
            "a",
            [
              ["kind": "attention", "heads": "65536", "head_size": "65536"],
              ["kind": "moe", "experts": "1000000", "active": "1", "width": "10000000"],
            ]
          )
        ], schedule: "4096 * a"))
    #expect(sheet.parameters.total == .max)
    #expect(sheet.cache.bytes(at: 1_000_000_000) == .max)
    #expect(!sheet.description.isEmpty)
  }

  @Test func acceleratorsAreCountedByTheirUsableMemory() {
    let accelerator = Accelerator(name: "test", gigabytes: 10)
    #expect(accelerator.needed(for: 9_000_000_000) == 1)
    #expect(accelerator.needed(for: 9_000_000_001) == 2)
    #expect(FactSheet(Specs.llama3).smallestAccelerator(.bf16, context: 8192)?.gigabytes == 24)
  }

  @Test func jsonHasStableKeysAndValidText() {
    let json = JSON.fields(FactSheet(Specs.qwen3Next).json(published: nil))
    #expect(json["kvCache"]?["bytesPerToken"] == .int(24_576))
    #expect(json["parameters"]?["computed"]?["total"] == .int(79_674_391_296 - 48 * 2048))
    #expect(JSON.text("a\"\\\n\u{1}</script>").compact == #""a\"\\\n\u0001\u003c/script>""#)
    #expect(JSON.quantity(0.5).compact == "0.5")
    #expect(JSON.list([1, .null, true]).pretty == "[1, null, true]\n")
  }
}
