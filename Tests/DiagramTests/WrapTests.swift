import Architecture
import Diagram
import Testing

@Suite struct WrapTests {
  private static let phrases: [Phrase] = [
    "Routed experts with a shared expert beside them, and a router that picks eight",
    "52 layers look back \(value: "1,024") tokens, \(value: "10") layers see everything.",
    "query-key-value-projections-of-all-heads and multi-head-latent-attention",
    "a  few   runs    of spaces ", "Größe 4×, Länge – “weit”, naïve façade – 日本語のテキスト",
    "Donaudampfschifffahrtsgesellschaftskapitän", "ends in a dash- and goes-",
    "\(value: "22,528", "width"), \(value: "8", "heads"), plain",
  ]

  @Test(arguments: phrases, [20.0, 48, 90, 160, 1_000])
  func linesFitAndKeepEveryWord(_ phrase: Phrase, _ width: Double) {
    let lines = phrase.wrapped(.small, width: width)
    for line in lines {
      #expect(line.width(.small) <= width || line.text.count == 1, "\(line.text)")
      #expect(lines.count == 1 || !line.text.hasSuffix(" "))
    }
    func letters(_ text: String) -> String { text.filter { $0 != " " } }
    #expect(letters(lines.map(\.text).joined()) == letters(phrase.text))
    func values(_ phrase: Phrase) -> [String] {
      phrase.segments.filter(\.isValue).map { $0.text.filter(\.isNumber) + ($0.fact ?? "") }
    }
    // A value broken over two lines is a value in both.
    if width >= 90 { #expect(lines.flatMap(values) == values(phrase)) }
    // Neighbours of one kind are one segment.
    for line in lines where lines.count > 1 {
      for (a, b) in zip(line.segments, line.segments.dropFirst()) {
        #expect(a.isValue != b.isValue || a.fact != b.fact)
      }
    }
  }

  @Test func linesBreakAfterSpacesThenHyphensThenAnywhere() {
    let words = Phrase("alpha beta").wrapped(.small, width: 32).map(\.text)
    #expect(words == ["alpha", "beta"])
    let parts = Phrase("alpha-beta").wrapped(.small, width: 32).map(\.text)
    #expect(parts == ["alpha-", "beta"])
    let pieces = Phrase("alphabeta").wrapped(.small, width: 32).map(\.text)
    #expect(pieces.joined() == "alphabeta" && pieces.count == 2)
  }
}
