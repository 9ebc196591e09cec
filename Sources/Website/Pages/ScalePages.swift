import Architecture
import Catalog
import Diagnostics
import Diagram

/// All models in one picture: to scale, and on one sheet.
struct ScalePages: PageKind, Sendable {
  private static let root = Link.root(depth: 1)
  private static let entry = SiteEntry("Models to scale", "scale/index.html", isMain: false)
  private let context: SiteContext

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Models to scale",
      description:
        "Every model as a square: the area is its parameters, the filled part is what a token uses.",
      path: "scale/", root: root, entry: StatisticsPage.entry)
    plan.add("scale", slots) { template in
      [template.page(entry.path, in: frame) { ScalePages(context: context) }]
    }
    plan.pages.append(
      OutputPage("poster.svg", from: SourceLocation(file: "Content")) {
        let entries = context.oldestFirst.map { context.figures.entry($0) }
        let scene = Overview.poster(entries, title: context.catalog.settings.title, id: "poster")
        return scene.markup(standalone: true) + [UInt8(ascii: "\n")]
      })
  }

  private static let slots: [Slot<ScalePages>] = [
    .markup("figure") { page, out in
      let entries = page.context.catalog.models.map { page.context.figures.entry($0, root: root) }
      FigureSet.writeThree(to: &out) { Overview.relativeSize(entries, width: $0, id: "scale-\($1)") }
    }
  ]
}
