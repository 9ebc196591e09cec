import Architecture
import Diagnostics

/// Readers of the smaller kinds of file; each reads its fields, then its prose.
enum PageReaders {
  typealias Render = (ContentFile) -> Diagnosed<Document>

  static func concept(_ file: ContentFile, slug: String, document: Render) -> Diagnosed<Concept> {
    var fields = FieldReader(file.frontMatter)
    let concept = Concept(
      slug: slug,
      name: fields.text("name", "the concept's name, sentence case"),
      short: fields.text("short", "its abbreviation or short name"),
      definition: fields.text("definition", "at most two sentences, shown on hover"),
      matters: fields.text("matters", "one sentence: why a difference in this matters"),
      introduced: fields.date("introduced", "the day of the paper"),
      sources: fields.sources(),
      relatedTo: fields.words("related", "slugs of related concepts"),
      body: Document(), location: SourceLocation(file: file.path))
    return finished(fields, file, document) { body in
      var concept = concept
      concept.body = body
      return concept
    }
  }

  static func essay(_ file: ContentFile, slug: String, document: Render) -> Diagnosed<Essay> {
    var fields = FieldReader(file.frontMatter)
    let essay = Essay(
      slug: slug, title: fields.text("title", "the essay's title"),
      summary: fields.text("summary", "one sentence: what the reader learns"),
      date: fields.date("date", "the day of publication"), body: Document(),
      location: SourceLocation(file: file.path))
    return finished(fields, file, document) { body in
      var essay = essay
      essay.body = body
      return essay
    }
  }

  /// The pair is settled once the models are known.
  static func pairNote(_ file: ContentFile, document: Render) -> Diagnosed<(summary: String, body: Document)>
  {
    var fields = FieldReader(file.frontMatter)
    let summary = fields.text("summary", "one sentence about this pair")
    return finished(fields, file, document) { (summary, $0) }
  }

  static func settings(_ node: Architecture.Node) -> Diagnosed<SiteSettings> {
    var fields = FieldReader(node)
    let settings = SiteSettings(
      title: fields.text("title", "the site's name"),
      description: fields.text("description", "one sentence about the site"),
      author: fields.text("author", "who publishes it"),
      baseURL: trimmedSlash(fields.url("base_url", required: true, "where the site is published") ?? ""),
      keep: fields.words(
        "keep", form: .line,
        "paths of the published branch that 'gallery publish' leaves in place; a folder ends with '/'"
      ).map(\.text))
    let diagnostics = fields.finished()
    return Diagnosed(diagnostics.hasErrors ? nil : settings, diagnostics)
  }

  private static func trimmedSlash(_ url: String) -> String {
    url.hasSuffix("/") ? String(url.dropLast()) : url
  }

  private static func finished<Value: Sendable>(
    _ fields: FieldReader, _ file: ContentFile, _ document: Render, _ make: (Document) -> Value
  ) -> Diagnosed<Value> {
    let problems = fields.finished()
    let body = document(file)
    let diagnostics = problems + body.diagnostics
    guard !problems.hasErrors, let body = body.value else { return Diagnosed(nil, diagnostics) }
    return Diagnosed(make(body), diagnostics)
  }
}
