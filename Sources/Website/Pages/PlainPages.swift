import Architecture
import Catalog
import Diagnostics

/// The pages there is one of: conventions, and what a lost reader sees.
enum PlainPages: PageKind {
  private struct About: Sendable {
    let context: SiteContext

    static let slots: [Slot<About>] = [
      .text("model_count") { $0.context.catalog.models.count.grouped },
      .text("concept_count") { $0.context.catalog.concepts.count.grouped },
      .text("pair_count") { $0.context.comparisons.pairs.count.grouped },
      .list("conventions", of: conventionSlots) { _ in ModelFact.all.filter { !$0.convention.isEmpty } },
      .flag("has_published") { !$0.published.isEmpty },
      .list("published", of: Published.slots) { $0.published },
    ]

    private static let conventionSlots: [Slot<ModelFact>] = [
      .text("convention_id") { $0.address }, .text("convention_label") { $0.label },
      .text("convention_text") { $0.convention },
    ]

    /// What makers publish and our specifications do not give.
    var published: [Published] {
      context.catalog.models.flatMap { model in
        model.publishedDifferences.map { Published(model: model, number: $0) }
      }
    }
  }

  private struct Published: Sendable {
    let model: Model
    let number: PublishedNumber

    static let slots: [Slot<Published>] = [
      .text("published_href") { Link.root(depth: 1) + Link.model($0.model.slug) },
      .text("published_model") { $0.model.name }, .text("published_label") { $0.number.fact.label },
      .text("published_number") { $0.number.published }, .text("published_ours") { $0.number.computed },
      .text("published_difference") { $0.number.difference },
      .text("published_reason") { $0.number.reason },
    ]
  }

  private struct Lost: Sendable {}

  static let entry = SiteEntry("About", "about/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.add("about", About.slots) { template in
      let frame = context.frame(
        "About", description: "How the numbers are computed, which conventions hold, and how to reuse them.",
        path: "about/", root: Link.root(depth: 1), entry: PlainPages.entry)
      return [template.page("about/index.html", in: frame) { About(context: context) }]
    }
    plan.add("404", [Slot<Lost>]()) { template in
      // Served from any address, so its links start at the site's own path instead of being relative.
      let frame = context.frame(
        "Page not found", description: "There is no such page.", path: "404.html",
        root: context.basePath + "/", entry: nil)
      return [template.page("404.html", in: frame) { Lost() }]
    }
  }
}
