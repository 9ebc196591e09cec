import Architecture
import Catalog
import Diagnostics

/// The site for programs: JSON, CSV, search index, plain text for language models.
struct DataFiles: PageKind, Sendable {
  private let context: SiteContext
  /// All data of each model as a JSON file.
  private let documents: [Lazy<[UInt8]>]

  static func add(to plan: inout PagePlan) {
    let files = DataFiles(
      context: plan.context,
      documents: plan.context.catalog.models.map { model in
        Lazy { model.json(figure: Link.figure(model.slug)).prettyBytes }
      })
    let everything = SourceLocation(file: "Content")
    plan.pages += [
      OutputPage("api/v1/models.json", from: everything) { out in
        files.writeModels(to: &out)
        return []
      },
      OutputPage("api/v1/models.csv", from: everything) { files.csv },
      OutputPage("search.json", from: everything) { files.search },
      OutputPage("llms.txt", from: everything) { files.plainText },
      SearchIndex(context: plan.context).page, ModelsScript(context: plan.context).page,
    ]
    for (model, document) in zip(plan.context.catalog.models, files.documents) {
      plan.pages.append(
        OutputPage(Link.data(model.slug), from: model.location, inputs: .header) { document.value }
      )
    }
  }

  private func writeModels(to out: inout ByteWriter) {
    let documents = documents.map(\.value)
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
