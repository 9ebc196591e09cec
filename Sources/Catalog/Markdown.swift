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
    let editor = TreeEditor(source: body, file: file, firstLine: firstLine)
    let (html, edited) = withEdited(editor) { editor in CMark.render(body) { editor.edit($0) } }
    diagnostics += edited.diagnostics
    // What was read is returned with the errors: what it refers to can be checked in the same run. It is never shown.
    var pieces = Pieces(html, markers: edited.markers).pieces
    // Mistakes often repeated can make much of little.
    if diagnostics.hasErrors, html.utf8.count > 8 * body.utf8.count + 64 * 1024 {
      pieces.removeAll { if case .html = $0 { true } else { false } }
    }
    var document = Document(
      pieces: pieces, headings: edited.headings,
      references: edited.references, plainText: edited.plainText)
    document.runs = edited.runs
    return Diagnosed(document, diagnostics)
  }

  private static func withEdited(_ editor: TreeEditor, _ body: (inout TreeEditor) -> String) -> (
    String, TreeEditor
  ) {
    var editor = editor
    let html = body(&editor)
    return (html, editor)
  }

  private static func controlCharacters(_ body: String, file: String, firstLine: Int) -> [Diagnostic] {
    // Almost every body is clean: one pass over its scalars, and lines only where something was found.
    guard body.unicodeScalars.contains(where: { isForbidden($0) }) else { return [] }
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
