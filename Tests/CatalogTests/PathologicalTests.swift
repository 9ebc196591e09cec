import Diagnostics
import TestSupport
import Testing

@testable import Catalog

/// Inputs that made Markdown engines slow or their output huge, each a function of a size in bytes.
struct Family: Sendable, CustomTestStringConvertible {
  let name: String
  let text: @Sendable (_ bytes: Int) -> String

  init(_ name: String, _ text: @escaping @Sendable (Int) -> String) {
    (self.name, self.text) = (name, text)
  }

  init(_ name: String, repeating unit: String) {
    self.init(name) { again(unit, $0) }
  }

  var testDescription: String { name }

  static let all: [Family] = [
    Family("nested emphasis") { again("*a **a ", $0 / 2) + "b" + again(" a** a*", $0 / 2) },
    Family("emphasis closers", repeating: "a_ "), Family("emphasis openers", repeating: "_a "),
    Family("mismatched emphasis", repeating: "*a_ "),
    Family("multiples of three") { "a**b" + again("c* ", $0) },
    Family("underscores", repeating: "_"), Family("stars", repeating: "*"), Family("tildes", repeating: "~"),
    Family("underscores around text") { again("_", $0 / 2) + "a" + again("_", $0 / 2) },
    Family("stars around text") { again("*", $0 / 2) + "a" + again("*", $0 / 2) },
    Family("tilde pairs", repeating: "~~a "), Family("link closers", repeating: "a]"),
    Family("link openers", repeating: "[a"), Family("brackets and parentheses", repeating: "[ (]("),
    Family("empty images", repeating: "![[]()"), Family("image openers", repeating: "![l"),
    Family("nested brackets") { again("[", $0 / 2) + again("]", $0 / 2) },
    Family("nested brackets around text") { again("[", $0 / 2) + "x" + again("]", $0 / 2) },
    Family("bracket and underscore", repeating: "[ a_"), Family("unclosed <links", repeating: "[a](<b"),
    Family("unclosed links", repeating: "[a](b"), Family("comments") { "a" + again("<!--", $0) },
    Family("comments after a closer") { "</" + again("<!--", $0) },
    Family("processing instructions") { "a" + again("<?x", $0) },
    Family("character data") { "a" + again("<![CDATA[", $0) },
    Family("declarations") { "a" + again("<!A ", $0) },
    Family("open attributes", repeating: "<a b='"), Family("quotes in a line", repeating: "> "),
    Family("quotes with emphasis") { again(">", $0 / 3) + again("a*", $0 * 2 / 3) },
    Family("quotes on many lines") { again(again("> ", 40) + "a\n", $0) },
    Family("deep lists") { size in
      let depth = Int(Double(size).squareRoot())
      return (0..<depth).map { again("  ", $0 * 2) + "* a\n" }.joined()
    },
    Family("list then blank lines") { again("- ", $0 / 2) + "x" + again("\n", $0 / 2) },
    Family("ordered list") { size in (0..<(size / 8)).map { "\($0). x\n" }.joined() },
    Family("growing code spans") { size in
      (1..<Int(Double(2 * size).squareRoot())).map { "e" + again("`", $0) }.joined()
    },
    Family("wide table with many rows") { size in
      let columns = size / 6
      return "|" + again("x|", columns * 2) + "\n|" + again("-|", columns * 2) + "\n"
        + again("|x\n", columns * 3 / 2)
    },
    Family("table of 60 columns with short rows") { size in
      "|" + again("x|", 120) + "\n|" + again("-|", 120) + "\n" + again("|x\n", size)
    },
    Family("many tables of 60 columns") { size in
      again("|" + again("x|", 120) + "\n|" + again("-|", 120) + "\n" + again("|x\n", 60) + "\n", size)
    },
    Family("almost tables", repeating: "aaa\rbbb\n-\u{B}\n"), Family("pipes", repeating: "|"),
    Family("paragraph before a table") { again("a\n", $0) + "|x|\n|-|\n" },
    Family("delimiter rows", repeating: "|-\n"),
    Family("definitions and one use") { size in
      let count = size / 20
      return (0..<count).map { "[r\($0)]: /u\($0)\n" }.joined() + again("[r0] ", count * 5)
    },
    Family("expanding definition") { size in
      "[x]: /" + again("u", size / 2) + "\n\n" + again("[x] ", size / 2)
    },
    Family("expanding definition at the limit") { size in
      "[x]: /" + again("u", 2000) + "\n\n" + again("[x] ", size)
    },
    Family("expanding title") { size in "[x]: /u '" + again("t", 1900) + "'\n\n" + again("[x]\n\n", size) },
    Family("expanding title over lines") { size in
      "[x]: /u '" + again("t\n", size / 2) + "'\n\n" + again("[x] ", size / 2)
    },
    Family("colliding definitions", collidingDefinitions),
    Family("footnotes") { size in
      let count = size / 16
      return (0..<count).map { "[^\($0)]" }.joined() + "\n\n" + (0..<count).map { "[^\($0)]:x\n" }.joined()
    },
    Family("footnote references", repeating: "[^1] "),
    Family("one footnote used often") { again("[^a]", $0) + "\n\n[^a]: x\n" },
    Family("footnote openers", repeating: "[^"), Family("www", repeating: "www."),
    Family("http", repeating: "http://"), Family("colons", repeating: "a:"),
    Family("at signs", repeating: "a@"),
    Family("parentheses after an address") { "http://a.b/" + again(")", $0) },
    Family("parentheses after many addresses") { again("http://a.b/" + again(")", 150) + " ", $0) },
    Family("entities after an address") { "http://a.b/" + again("&a;", $0) },
    Family("mailto", repeating: "mailto:"), Family("xmpp", repeating: "xmpp:"),
    Family("colons and at signs") { again(":", $0 / 2) + again("@", $0 / 2) },
    Family("dots after an at sign") { again("a", $0 / 2) + "@" + again("a.", $0 / 2) },
    Family("one word", repeating: "w"), Family("entities", repeating: "&#"), Family("NUL", repeating: "a\0"),
    Family("HTML blocks", repeating: "<div>\n"), Family("long setext heading") { again("a\n", $0) + "===\n" },
    Family("tabs", repeating: "\t"), Family("blank lines", repeating: "\r\n"),
    Family("rules and items", repeating: "* * *x\n"), Family("failing rule") { again("* ", $0) + "a" },
    Family("long code info") { "```" + again("a", $0) }, Family("numbers", repeating: "{{a}}"),
    Family("unclosed numbers", repeating: "{{"), Family("headings of one name", repeating: "# a\n"),
    Family("headings", repeating: "#\n"), Family("unclosed link then text") { "[" + again("a ", $0) },
    Family("backslashes", repeating: "\\"), Family("references across lines", repeating: "[a\n"),
    Family("one line of words", repeating: "a "), Family("model links", repeating: "[a](model:b) "),
    Family("broken fragments") { (0..<($0 / 16)).map { "[a](#b\($0))\n\n" }.joined() },
    Family("headings and broken fragments") {
      (0..<($0 / 32)).map { "## h\($0)\n\n[a](#b\($0))\n\n" }.joined()
    },
    Family("figure blocks", repeating: "```figure\nmodel: a\n```\n"),
  ]
}

private func again(_ unit: String, _ bytes: Int) -> String {
  String(repeating: unit, count: max(0, bytes / unit.utf8.count))
}

/// Labels that fall into one bucket of cmark's table.
@Sendable private func collidingDefinitions(_ bytes: Int) -> String {
  var text = ""
  var number = 0
  while text.utf8.count < bytes {
    var hash: UInt32 = 0
    for byte in "x\(number)".utf8 { hash = UInt32(byte) &+ (hash << 6) &+ (hash << 16) &- hash }
    if hash % 16 == 0 { text += "[x\(number)]: /u\n\n[x7]\n\n" }
    number += 1
  }
  return text
}

@Suite struct PathologicalTests {
  /// Answered with output in proportion, or refused by the name of a limit; that it ends at all is part of the test.
  @Test(arguments: Family.all)
  func everyFamilyIsAnsweredInProportionOrRefused(_ family: Family) {
    check(family, [4, 16])
  }

  @Test(.heavy, arguments: Family.all)
  func largeInputsToo(_ family: Family) {
    check(family, [64, 250])
  }

  private func check(_ family: Family, _ sizes: [Int]) {
    for kibibytes in sizes {
      let text = family.text(kibibytes * 1024)
      let result = Markdown.document(text, file: "a.md", firstLine: 1)
      let bytes = (result.value?.pieces ?? []).reduce(0) { $0 + $1.size }
      if result.value == nil {
        #expect(
          result.diagnostics.contains {
            $0.id == .markdownLimit || $0.id == .controlCharacter || $0.id == .brokenLink
          })
      } else {
        #expect(bytes <= 32 * text.utf8.count + 64 * 1024)
      }
    }
  }
}

extension Document.Piece {
  fileprivate var size: Int {
    switch self {
    case .html(let html): html.utf8.count
    case .link(_, let label): label.utf8.count
    case .number, .embed: 0
    }
  }
}
