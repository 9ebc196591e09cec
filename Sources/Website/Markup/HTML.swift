import Diagnostics

/// Finished markup, kept to be put into pages: a drawing, a piece of prose.
struct HTML: Sendable, Equatable, ExpressibleByStringLiteral {
  let bytes: [UInt8]

  init(_ write: (inout ByteWriter) -> Void) {
    var out = ByteWriter()
    write(&out)
    bytes = out.bytes
  }

  init(stringLiteral literal: StaticString) { self.init { $0.append(literal) } }
  /// Escapes `text`.
  init(text: String) { self.init { $0.text(text) } }
  /// Markup made by another writer of this program, whose inputs were escaped there.
  init(trusted markup: String) { bytes = Array(markup.utf8) }
  init(trusted bytes: [UInt8]) { self.bytes = bytes }

  var isEmpty: Bool { bytes.isEmpty }
  var string: String { String(decoding: bytes, as: UTF8.self) }
}
