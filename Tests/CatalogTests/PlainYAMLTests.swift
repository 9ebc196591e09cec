import Diagnostics
import Testing

@testable import Catalog

/// Front matter is read in two ways; what the quick one understands must be what the careful one says.
struct PlainYAMLTests {
  static let plain = """
    name: "Kimi K2 – \u{201C}open\u{201D}"
    released: 2024-12-26
    license: { name: MIT, url: 'https://a.example/x#y' }
    summary: >
      Two lines
      of one sentence.
    empty:
    layers:
      # A comment.
      global:
        - { kind: attention, heads: 16, kv_heads: [1, 2, "3"] }
        - kind: gated_mlp
          width: 4096
      local: [a, [b, c], {}]
    schedule: 10 * (5 * local + global)

    """

  @Test func plainFrontMatterIsReadFromEvents() throws {
    let node = PlainYAML.node(Self.plain, SourceText(Self.plain), file: "x", firstLine: 2)
    #expect(node != nil)
    agree(Self.plain)
  }

  @Test(arguments: [
    "a: &x 1\nb: *x\n", "a: [*x]\n", "a: [&x 1]\n", "a: {b: *x}\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n",
    "a: !!str 1\n", "a: ! 'x'\n", "<<: {a: 1}\n", "? [a]\n: b\n", "a: \"\\x01\"\n", "a: \"\\u0085\"\n", "",
    "---\n",
    "a\n--- b\n", "a: [1\n", "a: 'b\n", "%YAML 1.1\n---\na: 1\n", "a: 1\n...\n", "a: 1\n...\nb: 2\n",
    "'a': 1\na: 2\n",
    "é: é\nü: {ä: ö}\n", "e\u{301}: [e\u{301}, b]\n", "a: |\n  b\n c: d\n", "- a\n- b\n", "text\n",
    "\(String(repeating: "[", count: 40))\(String(repeating: "]", count: 40))\n",
  ])
  func whatIsNotPlainIsLeftToYams(_ text: String) { agree(text) }

  @Test func mutationsAgree() {
    var random = Generator(state: 7)
    let marks = Array("&*!{}[],:'\"-#|>?%@` \n\tab1é\\".utf8.map(UnicodeScalar.init).map(Character.init))
    for _ in 0..<2_000 {
      var text = Array(Self.plain)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: text.remove(at: index)
        case 1: text[index] = marks.randomElement(using: &random) ?? " "
        default: text.insert(marks.randomElement(using: &random) ?? " ", at: index)
        }
      }
      agree(String(text))
    }
  }

  private func agree(_ text: String) {
    guard let quick = PlainYAML.node(text, SourceText(text), file: "x", firstLine: 2) else { return }
    let careful = FrontMatterYAML.composed(text, SourceText(text), file: "x", firstLine: 2)
    #expect(careful.diagnostics.isEmpty, "\(text)")
    #expect(careful.value.map { "\($0)" } == "\(quick)", "\(text)")
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }
}
