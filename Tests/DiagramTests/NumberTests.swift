import Testing

@testable import Diagram

@Suite struct NumberTests {
  /// Small numbers come from a table and large ones do not: both are the shortest decimals, and as long as was said.
  @Test func coordinatesAreShortDecimals() {
    for tenths in Array(-9_000...9_000) + [99_999, 123_450, 7_654_321, -1_000_000_000] {
      var out = SVGBuffer()
      out.number(tenths: tenths)
      let whole = "\(tenths < 0 ? "-" : "")\(tenths.magnitude / 10)"
      let expected = tenths % 10 == 0 ? whole : "\(whole).\(tenths.magnitude % 10)"
      let (text, length) = (out.string, SVGScratch.length(tenths))
      #expect(text == expected)
      #expect(length == text.utf8.count)
    }
  }
}
