import Architecture
import Catalog
import Diagnostics

/// The site for programs: JSON, CSV, search index, plain text for language models.
struct DataFiles: Sendable {
  let context: SiteContext

  var pages: [Page] {
    let everything = SourceLocation(file: "Content")
    return [
      Page("api/v1/models.json", from: everything) { out in
        writeModels(to: &out)
        return []
      },
      Page("api/v1/models.csv", from: everything) { Diagnosed(csv) },
      Page("search.json", from: everything) { Diagnosed(search) },
      Page("llms.txt", from: everything) { Diagnosed(plainText) }, SearchIndex(context: context).page,
      ModelsScript(context: context).page,
    ]
      + context.catalog.models.map { model in
        Page(Link.data(model.slug), from: model.location) {
          Diagnosed(context.document(model.slug))
        }
      }
  }

  private func writeModels(to out: inout ByteWriter) {
    let documents = context.catalog.models.map { context.document($0.slug) }
    guard !documents.isEmpty else { return out.append(JSON.fields([("models", .list([]))]).prettyBytes) }
    out.append("{\n  \"models\": [")
    for (index, document) in documents.enumerated() {
      if index > 0 { out.append(",") }
      // Texts of JSON hold no ends of lines, so the files' own lines are moved two levels to the right.
      var start = 0
      while start < document.count {
        let end = document[start...].firstIndex(of: UInt8(ascii: "\n")) ?? document.count
        out.append("\n    ")
        out.append(document, start..<end)
        start = end + 1
      }
    }
    out.append("\n  ]\n}\n")
  }

  private var csv: [UInt8] {
    let stated = HeaderFact.all.filter { $0.shown.contains(.csv) }, facts = ModelFact.columns
    let head = stated.map(\.id) + facts.map(\.column)
    let rows = context.catalog.models.map { model in
      stated.map { $0.value(model) ?? "" } + facts.map { $0.value(model.sheet)?.exactText ?? "" }
    }
    let lines = ([head] + rows).map { $0.map(Self.field).joined(separator: ",") + "\r\n" }
    return Array(lines.joined().utf8)
  }

  /// Quoted when needed (RFC 4180).
  private static func field(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 10, 13].contains($0) }
    return needsQuotes ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }

  private var search: [UInt8] {
    let models = context.catalog.models.map { model in
      JSON.fields([
        ("kind", .text("model")), ("title", .text(model.name)), ("url", .text(Link.model(model.slug))),
        (
          "text",
          .text(
            ([model.organization, model.summary]
              + ModelFact.shown(.search).compactMap { $0.value(model.sheet)?.text }
              + model.sheet.features.map(\.id)).joined(separator: " "))
        ),
      ])
    }
    let concepts = context.catalog.concepts.map { concept in
      JSON.fields([
        ("kind", .text("concept")), ("title", .text(concept.name)),
        ("url", .text(Link.concept(concept.slug))),
        ("text", .text("\(concept.short) \(concept.definition)")),
      ])
    }
    return JSON.list(models + concepts).compactBytes
  }

  private var plainText: [UInt8] {
    let settings = context.catalog.settings
    var text = "# \(settings.title)\n\n> \(settings.description)\n\n"
    text +=
      "Every number is computed from one specification per model. All of them: \(context.baseURL)/api/v1/models.json\n"
    text += "\n## Models\n\n"
    for model in context.catalog.models {
      text +=
        "- [\(model.name)](\(context.canonical("models/\(model.slug)/"))): \(model.organization), "
      text +=
        "\(model.released.iso ?? model.released.long). \(model.sheet.parameters.total.parametersText) parameters, "
      text += "\(model.sheet.layerMix). \(model.summary)\n"
    }
    text += "\n## Concepts\n\n"
    for concept in context.catalog.concepts {
      text +=
        "- [\(concept.name)](\(context.canonical("concepts/\(concept.slug)/"))): \(concept.definition)\n"
    }
    return Array(text.utf8)
  }
}
