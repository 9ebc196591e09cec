import Diagnostics
import Testing

@Suite struct FormatTests {
  private func problem(_ column: Int, _ summary: String = "wrong") -> Diagnostic {
    Diagnostic(.error, .wrongType, summary, at: SourceLocation(file: "a.md", line: 1, column: column))
  }

  @Test(arguments: [
    ("name: x", 7, "  1 | name: x\n    |       ^\n"), ("\tname: x", 8, "  1 | \tname: x\n    | \t      ^\n"),
    ("🦙: x", 4, "  1 | 🦙: x\n    | \u{3000}  ^\n"), ("漢字: x", 5, "  1 | 漢字: x\n    | \u{3000}\u{3000}  ^\n"),
    ("e\u{301}: x", 4, "  1 | e\u{301}: x\n    |    ^\n"), ("", 1, "  1 | \n    | ^\n"),
    ("short", 400, "  1 | short\n    |      ^\n"),
  ])
  func theCaretStandsUnderTheColumn(_ line: String, _ column: Int, _ excerpt: String) {
    let text = TextFormat(sources: ["a.md": line]).text(problem(column))
    #expect(text.hasSuffix("[wrong-type]\n" + excerpt))
  }

  @Test(arguments: [0, 40, 60, 80, 200])
  func messagesFitTheTerminal(_ width: Int) {
    let line = "key: " + String(repeating: "long ", count: 80)
    let format = TextFormat(sources: ["a.md": line], color: true, width: width)
    let words = String(repeating: "words and ", count: 30) + "漢字"
    for column in [1, 30, 39, 100, 400] {
      let place = SourceLocation(file: "a.md", line: 1, column: column)
      let notes = [Diagnostic.Note(words, at: place), Diagnostic.Note(words)]
      let text = format.text(Diagnostic(.error, .wrongType, words, at: place, notes: notes))
      let plain = text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
      #expect(plain.split(separator: "\n").allSatisfy { $0.count <= max(40, width) }, "\(plain)")
      #expect(plain.filter { $0 == "^" }.count == 2)
      #expect(plain.split { $0 == " " || $0 == "\n" }.count { $0 == "words" } >= 90)
    }
  }

  /// Any line and any place: the printer of messages never stops, and stays short.
  @Test(arguments: ["", "a", "\u{1B}[31mred", String(repeating: "🦙", count: 5000), "\u{0}\u{7}", "\u{202E}x"])
  func noPlaceStopsThePrinter(_ line: String) {
    let format = TextFormat(sources: ["a.md": line])
    for column in [Int.min / 2, -1, 0, 1, 2, 99, 100, 4999, 5000, 5001, Int.max / 2] {
      for lineNumber in [-1, 0, 1, 2, Int.max / 2] {
        let place = SourceLocation(file: "a.md", line: lineNumber, column: column)
        let text = format.text(Diagnostic(.error, .wrongType, "wrong", at: place))
        #expect(text.count < 500 && !text.contains("\u{1B}") && !text.contains("\u{0}"))
      }
    }
  }

  @Test func annotationsEscapeWhatGitHubReads() {
    let diagnostic = Diagnostic(
      .warning, .brokenLink, "50% off\nnow", at: SourceLocation(file: "a,b:c.md", line: 3, column: 4))
    #expect(
      GitHubFormat().text([diagnostic])
        == "::warning file=a%2Cb%3Ac.md,line=3,col=4,title=broken-link::50%25 off%0Anow\n")
  }
}
