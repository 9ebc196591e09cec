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
