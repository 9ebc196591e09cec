import Architecture
import Catalog
import TestSupport
import Testing

/// What a page sets as one line per term comes to what it says it does, for every model of this repository.
@Suite struct ExplainedTermsTests {
  @Test(arguments: try Published.slugs())
  func theLinesOfEachStepAddUp(_ slug: String) throws {
    let sheet = try Published.model(slug).sheet
    for explanation in sheet.explanations where !explanation.text.terms.isEmpty {
      let (id, explained) = (explanation.id, explanation.text)
      let sides = explained.formula.split(separator: " = ").map(String.init)
      let last = try #require(sides.last)
      let result = try #require(Self.number(last), "\(id): \(explained.formula)")
      let sum: Double = explained.terms.reduce(0) { $0 + (Self.number($1.result) ?? .nan) }
      #expect(abs(sum - result) <= 0.01 * Double(explained.terms.count), "\(id): \(explained.terms)")
    }
  }

  /// `−1,234.5 bytes` as a number.
  private static func number(_ text: String) -> Double? {
    let digits = text.prefix { $0 != " " }.replacing(",", with: "").replacing("−", with: "-")
    return Double(digits)
  }
}
