import Architecture
import Diagnostics

/// One file cut into front matter and body, with the line on which each starts.
struct ContentFile {
  var path: String
  var frontMatter: Architecture.Node
  /// What `frontMatter` was read from.
  var frontMatterText: String
  var body: String
  var bodyLine: Int

  /// The text of a file: UTF-8 without a byte order mark, or a problem that names the byte.
  static func text(_ bytes: [UInt8], path: String) -> Diagnosed<String> {
    var bytes = bytes[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return problem(.notUTF8, "the file is UTF-16; save it as UTF-8", path)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let offset = firstInvalidByte(bytes)
      return problem(
        .notUTF8, "byte \(offset + 1) is not valid UTF-8; save the file as UTF-8", path,
        after: bytes.prefix(offset))
    }
    if let null = bytes.firstIndex(of: 0) {
      return problem(
        .controlCharacter, "the character U+0000 is not allowed; delete it", path, after: bytes[..<null])
    }
    return Diagnosed(text)
  }

  /// Splits at the `---` lines; the closing one is the first line that is exactly `---`.
  ///
  /// Where the fields cannot be read, the file has none, and the problems say why.
  static func split(_ bytes: [UInt8], path: String) -> Diagnosed<ContentFile> {
    let decoded = text(bytes, path: path)
    guard let text = decoded.value else { return Diagnosed(nil, decoded.diagnostics) }
    let source = SourceText(text)
    guard isFence(source.bytes(of: 0)) else {
      return problem(
        .missingFrontMatter, "the file must start with a '---' line, fields, and a second '---' line", path)
    }
    guard let closing = (1..<source.lineCount).first(where: { isFence(source.bytes(of: $0)) }) else {
      return problem(
        .missingFrontMatter, "the front matter is never closed; add a '---' line after the fields", path)
    }
    let yaml = source.text(of: 1..<closing)
    let node = FrontMatterYAML.node(yaml, file: path, firstLine: 2)
    let frontMatter = node.value ?? .map([], SourceLocation(file: path))
    let body = source.text(of: closing + 1..<source.lineCount)
    return Diagnosed(
      ContentFile(
        path: path, frontMatter: frontMatter, frontMatterText: yaml, body: body, bodyLine: closing + 2),
      node.diagnostics)
  }

  static func read(_ bytes: [UInt8], path: String) -> Diagnosed<ContentFile> {
    let file = split(bytes, path: path)
    return Diagnosed(file.diagnostics.hasErrors ? nil : file.value, file.diagnostics)
  }

  private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func problem<Value: Sendable>(
    _ id: DiagnosticID, _ summary: String, _ path: String, after bytes: ArraySlice<UInt8> = []
  ) -> Diagnosed<Value> {
    let before = SourceText(String(decoding: bytes, as: UTF8.self))
    let line = before.lineCount
    let place = SourceLocation(file: path, line: line, column: before.line(line - 1).count + 1)
    return Diagnosed(nil, [Diagnostic(.error, id, summary, at: place)])
  }

  private static func firstInvalidByte(_ bytes: ArraySlice<UInt8>) -> Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .error: return offset
      case .emptyInput: return offset
      }
    }
  }
}
