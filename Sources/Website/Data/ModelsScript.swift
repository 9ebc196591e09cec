import Architecture
import Catalog
import Diagnostics

/// What the page of any models side by side needs of each, as a script: read from a folder, a page may load no data.
///
/// Rows are those of the families' tables: `[section, label, value]` of the model, and
/// `[label, reach, whether it is a mixer, rows]` for each kind of sublayer, which the script aligns.
struct ModelsScript: Sendable {
  let context: SiteContext

  var page: Page {
    Page("assets/models.js", from: SourceLocation(file: "Content")) { Diagnosed(script) }
  }

  private var script: [UInt8] {
    let document = JSON.fields([
      ("sections", .list(Difference.Section.allCases.map { .text($0.title) })),
      ("models", .fields(context.catalog.models.map { ($0.slug, fields($0)) })),
    ])
    return Array("window.galleryModels=\(document.compact);\n".utf8)
  }

  private func fields(_ model: Model) -> JSON {
    let profile = model.sheet.profile
    let concepts = model.sheet.features.compactMap { context.concept($0.concept) }
    func rows(of group: Int?) -> JSON {
      .list(
        profile.rows.filter { $0.group == group && GroupTable.shows($0) }.map { row in
          let section = Difference.Section.allCases.firstIndex(of: row.section) ?? 0
          return .list([.int(section), .text(row.label), .text(row.value.text)])
        })
    }
    return .fields([
      ("name", .text(model.name)), ("released", .text(model.released.monthAndYear)),
      ("strip", .text(context.figures.strip(model.slug).string)), ("rows", rows(of: nil)),
      (
        "groups",
        .list(
          profile.groups.enumerated().map { index, group in
            .list([.text(group.label), .text(group.reachWords), .bool(group.isMixer), rows(of: index)])
          })
      ),
      ("techniques", .list(concepts.map { .list([.text($0.short), .text($0.slug)]) })),
    ])
  }
}
