import Architecture
import Catalog
import Diagnostics

/// What the search box of every page knows, as a script.
///
/// Rows are `[name, address, note, further words, further names]`; models stand oldest first, since a comparison
/// is named after the older one.
struct SearchIndex: Sendable {
  let context: SiteContext

  var page: OutputPage { OutputPage(script: "assets/search-index.js", "galleryIndex") { index } }

  private var index: JSON {
    let models = context.catalog.models.sorted { $0.age < $1.age }
    let isComplete = context.comparisons.pairs.count == models.count * (models.count - 1) / 2
    return JSON.fields(
      [
        ("models", .list(models.map(row))), ("concepts", .list(context.catalog.concepts.map(row))),
        ("families", .list(context.families.all.map(row))),
        ("essays", .list(context.catalog.essays.map(row))),
        (
          "pages",
          .list(
            context.entries.filter { $0.path != IndexPages.entry.path }.map { Self.row($0.label, $0.path) })
        ),
      ] + (isComplete ? [] : [("pairs", pairs(models))]))
  }

  private static func row(_ name: String, _ address: String, _ rest: String...) -> JSON {
    .list(([name, address] + rest).map(JSON.text))
  }

  private func row(_ model: Model) -> JSON {
    let features = model.sheet.features.compactMap { context.concept($0.concept)?.short }
    let facts = ModelFact.shown(.search).compactMap { $0.value(model.sheet)?.shortText }
    return Self.row(
      model.name, model.slug, "\(model.organization), \(model.released.monthAndYear)",
      (facts + features).joined(separator: " "))
  }

  private func row(_ concept: Concept) -> JSON {
    let count = context.models(using: concept.slug).count
    return Self.row(
      concept.name, concept.slug, count == 1 ? "1 model" : "\(count) models", concept.definition,
      concept.short == concept.name ? "" : concept.short)
  }

  private func row(_ family: Family) -> JSON {
    Self.row(
      family.title, family.slug, "\(family.models.count) models side by side",
      family.kind == .technique ? "technique" : family.kind.rawValue)
  }

  private func row(_ essay: Essay) -> JSON { Self.row(essay.title, essay.slug, "", essay.summary) }

  /// The comparisons there are, as places in the list of models.
  private func pairs(_ models: [Model]) -> JSON {
    var places = Array(repeating: 0, count: models.count)
    for (place, model) in models.enumerated() { places[context.catalog.index(of: model.slug) ?? 0] = place }
    return .list(context.comparisons.pairs.map { .text("\(places[$0.older])-\(places[$0.newer])") })
  }
}
