import Architecture
import Catalog
import Diagnostics

/// What the page of any models side by side needs of each, as a script: read from a folder, a page may load no data.
struct ModelsScript: Sendable {
  let context: SiteContext

  private static let keys = [
    "name", "organization", "released", "context", "decoderType", "attention", "layerMix", "layers", "width",
    "vocabulary", "features", "kvCache", "stateBytes",
  ]

  var page: Page {
    Page("assets/models.js", from: SourceLocation(file: "Content")) { Diagnosed(script) }
  }

  private var script: [UInt8] {
    let models = context.catalog.models.map { model -> (String, JSON?) in
      let all = context.document(model.slug)
      let fields =
        Self.keys.map { ($0, all[$0]) } + [
          ("total", .int(model.sheet.parameters.total)), ("active", .int(model.sheet.parameters.active)),
          ("strip", JSON.text(context.figures.strip(model.slug).string)),
        ]
      return (model.slug, .fields(fields))
    }
    return Array("window.galleryModels=\(JSON.fields(models).compact);\n".utf8)
  }
}
