import Architecture
import Diagnostics

// How prose becomes a `Document`
//
// The tree cmark-gfm builds is edited before it is rendered: what must become something else (a link to a page of
// this site, a derived number, a heading that needs an id, a figure) is replaced by a marker, U+0001 index U+0001.
// Control characters are refused in the body, so a marker can only be ours. The rendered HTML is then cut at the
// markers into pieces.

/// Renders Markdown to a document whose links, numbers and figures are still values.
public enum Markdown {
  public static func document(_ body: String, file: String, firstLine: Int) -> Diagnosed<Document> {
    var diagnostics = controlCharacters(body, file: file, firstLine: firstLine)
    let problems = MarkdownGuard.check(body, file: file, firstLine: firstLine)
    guard !problems.hasErrors else { return Diagnosed(nil, diagnostics + problems) }
    diagnostics += problems
    // Markers are control characters: an author's would be taken for one.
    let body =
      diagnostics.isEmpty
      ? body
      : String(
        String.UnicodeScalarView(
          body.unicodeScalars.map {
            isForbidden($0) ? "\u{FFFD}" : $0
          }))
    let prose = Prose(text: body, file: file, firstLine: firstLine)
    var editor = TreeEditor(prose)
    var size = 0
    var pieces: [Document.Piece] = []
    CMark.read(body) { tree in
      editor.edit(tree)
      tree.withHTML { html in
        size = html.count
        pieces = Pieces(html, markers: editor.markers).pieces
      }
    }
    diagnostics += editor.diagnostics
    // What was read is returned with the errors: what it refers to can be checked in the same run. It is never shown.
    // Mistakes often repeated can make much of little.
    if diagnostics.hasErrors, size > 8 * body.utf8.count + 64 * 1024 {
      pieces.removeAll { if case .html = $0 { true } else { false } }
    }
    var document = Document(
      pieces: pieces, headings: editor.headings,
      references: editor.references, plainText: editor.plainText)
    document.prose = prose
    return Diagnosed(document, diagnostics)
  }

  private static func controlCharacters(_ body: String, file: String, firstLine: Int) -> [Diagnostic] {
    // Almost every body is clean: lines only where something was found.
    guard body.holdsInvisible else { return [] }
    var diagnostics: [Diagnostic] = []
    for (index, line) in body.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    ).enumerated() {
      for (column, character) in line.enumerated() {
        guard let scalar = character.unicodeScalars.first(where: { isForbidden($0) }) else { continue }
        diagnostics.append(
          Diagnostic(
            .error, .controlCharacter, "the character \(codePoint(scalar.value)) is not allowed; delete it",
            at: SourceLocation(file: file, line: firstLine + index, column: column + 1)))
      }
    }
    return Array(diagnostics.prefix(20))
  }

  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    scalar != "\n" && scalar != "\r" && isInvisible(scalar)
  }
}
