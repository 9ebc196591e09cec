import Architecture
import Catalog
import TestSupport
import Testing

/// What is said of the models of the collection, where no single expectation could be written for all of them.
@Suite struct DerivedCollectionTests {
  private static let decoders: Set<String> = [
    "Dense decoder", "Sparse MoE decoder", "Dense hybrid decoder", "Sparse hybrid decoder",
    "Recurrent decoder",
    "Looped dense decoder", "Looped sparse MoE decoder",
  ]

  @Test(arguments: try Published.slugs())
  func wordsComeFromAFixedVocabulary(_ slug: String) throws {
    let sheet = try Published.model(slug).sheet
    #expect(Self.decoders.contains(sheet.decoderType), "\(sheet.decoderType)")
    for text in [sheet.attention, sheet.layerMix, sheet.pattern, sheet.description] {
      #expect(
        !text.isEmpty && !text.contains("  ") && !text.contains("()") && !text.contains(", ,"), "\(text)")
    }
    #expect(sheet.attention.count <= 140, "\(sheet.attention)")
    let sentences = sheet.description.split(separator: ". ")
    #expect((4...9).contains(sentences.count), "\(sheet.description)")
  }

  @Test(arguments: try Published.slugs())
  func layerMixCountsEverySublayer(_ slug: String) throws {
    let sheet = try Published.model(slug).sheet
    let counted = sheet.layerMix.split(separator: " + ").compactMap { Int($0.prefix { $0.isNumber }) }
    let isSingle = sheet.features.contains { $0.id == "single_sublayer" }
    let uses = sheet.mixers + (isSingle ? sheet.feedForwards : [])
    #expect(counted.reduce(0, +) == uses.reduce(0) { $0 + $1.count }, "\(sheet.layerMix)")
  }

  @Test(arguments: try Published.slugs())
  func memoryGrowsWithTheContextAndPartsSumUp(_ slug: String) throws {
    let sheet = try Published.model(slug).sheet
    let sizes = ContextLengths.powers(to: sheet.spec.dimensions.context).map {
      sheet.cache.totalBytes(at: $0)
    }
    #expect(sizes == sizes.sorted())
    let context = sheet.spec.dimensions.context
    #expect(sheet.cache.parts(at: context).reduce(0) { $0 + $1.bytes } == sheet.cache.totalBytes(at: context))
    // Before any window is full, the cache is what the rate promises (compressed entries come in whole ones).
    let early = 128
    let rate = sheet.cache.bytesPerToken * Double(early)
    #expect(
      Double(sheet.cache.bytes(at: early)) <= rate + 1
        && sheet.cache.bytesPerTokenPastWindows <= sheet.cache.bytesPerToken)
    #expect(
      sheet.compute.decodeFLOPs(at: context) >= 2 * Double(sheet.parameters.activeWithoutEmbedding) * 0.9)
  }

  @Test(arguments: try Published.slugs())
  func explanationsOfActiveParametersAddUp(_ slug: String) throws {
    let sheet = try Published.model(slug).sheet
    #expect((1...sheet.parameters.active).contains(sheet.parameters.activeWithoutEmbedding))
    for explained in [sheet.explainedActive, sheet.explainedActiveWithoutEmbedding] {
      let sides = explained.formula.split(separator: " = ")
      guard sides.count == 2 else { continue }
      let terms = sides[0].split(separator: " − ").map(Self.product)
      #expect(terms[0] - terms.dropFirst().reduce(0, +) == explained.value, "\(explained.formula)")
    }
  }

  /// `2 layers × 248 experts × 1,000` as a number; a term without `×` is its first number.
  private static func product(_ term: Substring) -> Int {
    term.split(separator: " × ").map { factor in
      Int(factor.prefix { $0 != " " }.filter { $0 != "," }) ?? 0
    }.reduce(1, *)
  }

  @Test func siblingsOfOneArchitectureDifferInNothing() throws {
    for model in try Published.models() {
      for ancestor in model.basedOn where ancestor.relation == .same {
        let older = try Published.model(ancestor.slug)
        let difference = Difference(older: older.sheet, newer: model.sheet)
        #expect(
          difference.verdict.hasPrefix("Identical "),
          "\(ancestor.slug) → \(model.slug): \(difference.verdict)")
      }
    }
  }

  @Test(.heavy) func everyPairHasAVerdictAndRowsWithDistinctIDs() throws {
    let models = try Published.models()
    for (index, older) in models.enumerated() {
      for newer in models[index...].enumerated().filter({ $0.offset % 7 == 1 }).map(\.element) {
        let difference = Difference(older: older.sheet, newer: newer.sheet)
        let pair = "\(older.slug) → \(newer.slug)"
        #expect(Set(difference.rows.map(\.id)).count == difference.rows.count, "\(pair)")
        let verdict = difference.verdict
        #expect(
          verdict.hasSuffix(".") && !verdict.contains("; .") && !verdict.contains("  ")
            && verdict.count < 220, "\(pair): \(verdict)")
        #expect(difference.changes.allSatisfy { $0.change != nil && !$0.text.isEmpty }, "\(pair)")
      }
    }
  }
}
