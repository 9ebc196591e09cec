import Architecture
import Catalog
import Diagnostics

/// What the page of any models side by side needs of each, as a script.
///
/// Rows are those of the families' tables: `[section, label, value]` of the model, and
/// `[label, reach, whether it is a mixer, rows, kind, whether it knows positions, layers]` for each kind of sublayer,
/// which the script aligns as `GroupTable` does. Techniques are places in `techniques`, which are `[name, address]`.
struct ModelsScript: Sendable {
  let context: SiteContext

  var page: OutputPage { OutputPage(script: "assets/models.js", "galleryModels") { document } }

  private var document: JSON {
    let used = Set(context.catalog.models.flatMap { $0.sheet.features.map(\.concept) })
    let techniques = context.catalog.concepts.filter { used.contains($0.slug) }
    let places = Dictionary(
      techniques.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    return JSON.fields([
      ("sections", .list(Difference.Section.allCases.map { .text($0.title) })),
      ("techniques", .list(techniques.map { [.text($0.name), .text(Link.concept($0.slug))] })),
      ("models", .fields(context.catalog.models.map { ($0.slug, fields($0, places)) })),
    ])
  }

  private func fields(_ model: Model, _ techniques: [String: Int]) -> JSON {
    let profile = model.sheet.profile
    let own = Set(model.sheet.features.compactMap { techniques[$0.concept] }).sorted()
    func rows(of group: Int?) -> JSON {
      .list(
        profile.rows.lazy.filter { $0.group == group && GroupTable.shows($0) }.map { row in
          let section = Difference.Section.allCases.firstIndex(of: row.section) ?? 0
          return .list([.int(section), .text(row.label), .text(row.value.text)])
        })
    }
    return .fields([
      ("name", .text(model.name)), ("date", .text(model.released.monthAndYear)),
      ("depth", .int(max(1, profile.depth))),
      ("strip", .text(context.figures.strip(model.slug).string)), ("rows", rows(of: nil)),
      (
        "groups",
        .list(
          profile.groups.enumerated().map { index, group in
            .list([
              .text(group.label), .text(group.reachWords), .bool(group.isMixer), rows(of: index),
              .text(group.kind), .bool(group.hasPositions), .int(group.count),
            ])
          })
      ),
      ("techniques", .list(own.map(JSON.int))),
    ])
  }
}
