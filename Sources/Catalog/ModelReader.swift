import Architecture
import Diagnostics

/// Reads one model file: who made it and when, then how it is built.
///
/// Errors of the prose alone leave a model: what else is to say about it can be said in the same run.
struct ModelReader {
  static func read(_ file: ContentFile, slug: String, document: (ContentFile) -> Diagnosed<Document>)
    -> Diagnosed<Model>
  {
    var fields = FieldReader(file.frontMatter)
    let header = ModelHeader(from: &fields, at: SourceLocation(file: file.path), slug: slug)
    let spec = ModelSpec(from: &fields)
    let problems = fields.finished()
    let body = document(file)
    let diagnostics = problems + body.diagnostics
    guard !problems.hasErrors, let body = body.value else { return Diagnosed(nil, diagnostics) }
    let model = Model(header, sheet: FactSheet(spec), body: body, frontMatter: file.frontMatterText)
    return Diagnosed(model, diagnostics)
  }

  /// What the file says of the model besides its architecture, whatever is wrong with it; nil when not even a name.
  static func header(_ file: ContentFile, slug: String) -> ModelHeader? {
    var fields = FieldReader(file.frontMatter)
    let header = ModelHeader(from: &fields, at: SourceLocation(file: file.path), slug: slug)
    return header.name.isEmpty ? nil : header
  }

  /// Every field of a model file in reading order; documentation and the schema are made of it.
  public static var fields: [FieldDescription] {
    FieldReader.describe {
      _ = ModelHeader(from: &$0, at: $0.location, slug: "")
      _ = ModelSpec(from: &$0)
    }
  }
}

/// The fields that say what the model is called, by whom, and where its facts come from.
///
/// They can be known though the architecture cannot be read.
struct ModelHeader: Sendable {
  var slug: String
  var location: SourceLocation
  var name: String
  var organization: String
  var released: CalendarDate?
  var license: License?
  var summary: String
  var published: PublishedParameters?
  var sources: [SourceLink]
  var basedOn: [Ancestor]
  var compareWith: [(text: String, location: SourceLocation)]

  init(from fields: inout FieldReader, at location: SourceLocation, slug: String) {
    self.slug = slug
    self.location = location
    name = fields.text("name", "the model's name as its maker writes it")
    let maker = fields.text("organization", whenMissing: .warning, "who made it")
    organization = maker.isEmpty ? "Maker not stated" : maker
    released = fields.date(
      "released", required: true, whenMissing: .warning, "the day of the first release, as 2024-12-26")
    license = fields.license()
    summary = fields.text(
      "summary", whenMissing: .warning, "one sentence: what is unusual about this architecture")
    published = fields.nested(
      "parameters", "parameter counts as published, as `{ total: 671B, active: 37B }`"
    ) {
      PublishedParameters(from: &$0)
    }
    sources = fields.sources()
    basedOn = fields.list(
      "based_on", of: .fields(FieldReader.describe { _ = Ancestor(from: &$0) }),
      "the models this one was made from, as `{ model: slug, relation: modified }`"
    ) { node, diagnostics in
      var reader = FieldReader(node)
      let ancestor = Ancestor(from: &reader)
      diagnostics += reader.finished()
      return ancestor
    }
    compareWith = fields.words(
      "compare_with", "slugs of the models a reader would compare it with, best first")
  }
}

extension Ancestor {
  fileprivate init?(from fields: inout FieldReader) {
    let model = fields.locatedText("model", form: .slug, "the slug of the ancestor")
    let relation = fields.choice("relation", of: Relation.self, "same, scaled, modified or borrowed")
    guard let model, let relation else { return nil }
    self.init(slug: model.text, relation: relation, location: model.location)
  }
}

extension PublishedParameters {
  fileprivate init(from fields: inout FieldReader) {
    total = Rounded(
      "0", field: "total", of: fields.text("total", form: .count, "as published, as 671B"), &fields)
    let activeText = fields.optionalText(
      "active", form: .count, "as published, as 37B; leave out for dense models")
    active = activeText.map { Rounded("0", field: "active", of: $0, &fields) }
    reason = fields.optionalText(
      "differs", "where the published counts are not the computed ones: why, in one sentence")
  }
}

extension PublishedParameters.Rounded {
  /// A count with a unit: `671B`, `1.5T`, `270M`.
  fileprivate init(_ standIn: String, field: String, of text: String, _ fields: inout FieldReader) {
    let units: [Character: Double] = ["K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12]
    let digits = text.dropLast()
    let isPlain = digits.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") }
    if let unit = text.last.flatMap({ units[$0] }), isPlain, let number = Double(digits), number.isFinite,
      number > 0 || text == standIn
    {
      self.init(text: text, value: number * unit)
      return
    }
    if !text.isEmpty {
      fields.report(
        .wrongType, "'\(field)' must be a count with a unit, as 671B, 1.5T or 270M, not '\(text)'",
        field: field)
    }
    self.init(text: text, value: 0)
  }
}
