import Architecture
import Catalog
import Diagnostics

/// The pages there is one of: conventions, and what a lost reader sees.
struct PlainPages: Sendable {
  let context: SiteContext

  var pages: [Page] {
    [
      Page("about/index.html", from: SourceLocation(file: "Templates/about.mustache")) { about() },
      Page("404.html", from: SourceLocation(file: "Templates/404.mustache")) { lost() },
    ]
  }

  private func about() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "About", description: "How the numbers are computed, which conventions hold, and how to reuse them.",
      path: "about/", root: Link.root(depth: 1), nav: .about)
    let root = Link.root(depth: 1)
    let differences = context.catalog.models.flatMap { model in
      model.publishedDifferences.map { number in
        View([
          "published_href": .text(root + Link.model(model.slug)),
          "published_model": .text(model.name),
          "published_label": .text(number.fact.label), "published_number": .text(number.published),
          "published_ours": .text(number.computed),
          "published_difference": .text(number.difference),
          "published_reason": .text(number.reason),
        ])
      }
    }
    return context.templates.render(
      "about",
      view.adding([
        "model_count": .text(context.models.count.grouped),
        "concept_count": .text(context.catalog.concepts.count.grouped),
        "pair_count": .text(context.pairs.count.grouped),
        "has_published": .flag(!differences.isEmpty), "published": .list(differences),
        "conventions": .list(
          ModelFact.all.filter { !$0.convention.isEmpty }.map {
            View([
              "convention_id": .text($0.address), "convention_label": .text($0.label),
              "convention_text": .text($0.convention),
            ])
          }),
      ]), for: "about/index.html"
    ).map(\.bytes)
  }

  /// Served from any address, so its links start at the site's own path instead of being relative.
  private func lost() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "Page not found", description: "There is no such page.", path: "404.html", root: context.basePath + "/",
      nav: nil)
    return context.templates.render("404", view, for: "404.html").map(\.bytes)
  }
}
