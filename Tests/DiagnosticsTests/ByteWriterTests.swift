import Diagnostics
import Testing

@Suite struct ByteWriterTests {
  /// Whatever the pieces and the room it began with, it holds them in their order.
  @Test(arguments: [0, 1, 7, 64, 1_000])
  func whatIsAppendedStandsInOrder(capacity: Int) {
    var out = ByteWriter(capacity: capacity), expected: [UInt8] = []
    for length in 0..<90 {
      let text = String(repeating: "ä→x", count: length)
      out.append(text)
      out.append(UInt8(ascii: "|"))
      out.append(Array(text.utf8), length..<length * 2)
      out.append("é")
      expected += Array(text.utf8) + [UInt8(ascii: "|")] + Array(text.utf8)[length..<length * 2] + "é".utf8
    }
    let (bytes, count) = (out.bytes, out.count)
    #expect(bytes == expected)
    #expect(count == expected.count)
  }

  @Test func whatIsForgottenIsWrittenAgain() {
    var out = ByteWriter()
    let isEmpty = out.isEmpty
    #expect(isEmpty)
    out.append("one two")
    out.truncate(to: 4)
    out.append("three")
    out[0] = UInt8(ascii: "O")
    let (string, part, last) = (out.string, out.bytes(in: 1..<3), out.last)
    #expect(string == "One three")
    #expect(part == Array("ne".utf8))
    #expect(last == UInt8(ascii: "e"))
  }
}
