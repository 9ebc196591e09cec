import Architecture
import Catalog
import Diagnostics
import Diagram

/// The gallery as a whole: over time, at relative size, in statistics, on one sheet.
struct OverviewPages: PageKind, Sendable {
  private static let root = Link.root(depth: 1)
  private let context: SiteContext
  private var root: String { Self.root }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.add("timeline", Timeline.slots) { template in
      let frame = context.frame(
        "Timeline",
        description: "Every model by release, what it was the first here to have, and who came from whom.",
        path: "timeline/", root: root, nav: .timeline)
      return [
        template.page("timeline/index.html", in: frame) {
          OverviewPages(context: context).timeline()
        }
      ]
    }
    plan.add("scale", slots) { template in
      let frame = context.frame(
        "Models to scale",
        description:
          "Every model as a square: the area is its parameters, the filled part is what a token uses.",
        path: "scale/", root: root, nav: .statistics)
      return [template.page("scale/index.html", in: frame) { OverviewPages(context: context) }]
    }
    plan.pages.append(
      Page("poster.svg", from: SourceLocation(file: "Content")) { OverviewPages(context: context).poster() })
  }

  private static let slots: [Slot<OverviewPages>] = [
    .markup("figure") { page, out in
      let entries = page.context.catalog.models.map { page.context.figures.entry($0, root: root) }
      out.append(FigureSet.three { Overview.relativeSize(entries, width: $0, id: "scale-\($1)") })
    }
  ]

  // MARK: Over time

  private struct Timeline: Sendable {
    var months = HTML()
    var years: [Int] = []
    var descent = HTML()

    static let slots: [Slot<Timeline>] = [
      .markup("months") { $1.append($0.months) },
      .list("years", of: yearSlots) { $0.years },
      .markup("descent") { $1.append($0.descent) },
    ]

    private static let yearSlots: [Slot<Int>] = [
      .text("year_href") { "#y\($0)" }, .text("year") { String($0) },
    ]
  }

  private func timeline() -> Timeline {
    var page = Timeline(descent: Descents(context: context, root: root).forest())
    var seen: Set<Feature> = []
    var month: (year: Int, month: Int)?
    for model in context.oldestFirst {
      let released = (year: model.released.year, month: model.released.month)
      if month.map({ $0 != released }) ?? true {
        if month != nil { page.months.raw("</ul></section>\n") }
        if month?.year != released.year { page.years.append(released.year) }
        page.months.raw("<section class=\"month\"><h2")
        if month?.year != released.year { page.months.attribute("id", "y\(released.year)") }
        page.months.raw(">")
        page.months.text(model.released.monthAndYear)
        page.months.raw("</h2><ul class=\"strip\">")
        month = released
      }
      let news = model.sheet.features.filter { seen.insert($0).inserted }.compactMap {
        context.concept($0.concept)
      }
      moment(model, news: news, &page.months)
    }
    if month != nil { page.months.raw("</ul></section>\n") }
    return page
  }

  private func moment(_ model: Model, news: [Concept], _ html: inout HTML) {
    html.raw("<li><h3>")
    html.link(root + Link.model(model.slug), model.name)
    html.raw("</h3><p class=\"by\">")
    html.text(
      "\(model.organization), \(model.released.long). \(model.sheet.parameters.total.parametersText), \(model.sheet.layerMix)"
    )
    html.raw("</p>")
    html.append(context.figures.strip(model.slug))
    if !news.isEmpty {
      html.raw("<p class=\"by\">First here with ")
      for (index, concept) in news.enumerated() {
        if index > 0 { html.raw(", ") }
        html.link(root + Link.concept(concept.slug), concept.short)
      }
      html.raw("</p>")
    }
    html.raw("</li>\n")
  }

  // MARK: Relative size

  private func poster() -> Diagnosed<[UInt8]> {
    let entries = context.oldestFirst.map { context.figures.entry($0) }
    let scene = Overview.poster(entries, title: context.catalog.settings.title, id: "poster")
    return Diagnosed(scene.markup(standalone: true) + [UInt8(ascii: "\n")])
  }
}

extension SiteContext {
  /// The models whose release is known, in its order.
  var oldestFirst: [Model] {
    catalog.models.filter(\.released.isKnown).sorted { $0.age < $1.age }
  }
}

/// Models as pictures of many see them.
enum OverviewEntry {
  static func make(_ model: Model, _ source: FigureSource) -> Overview.Entry {
    let day = Double(model.released.month - 1) / 12 + Double(model.released.day - 1) / 372
    return Overview.Entry(
      name: model.name, source: source, year: Double(model.released.year) + day,
      date: model.released.monthAndYear,
      tags: Filter.accepting(model.sheet).map(\.tag))
  }
}

extension FigureSet {
  /// A drawing for the full width of a page, for a tablet's and for a phone's.
  static func three(_ scene: (_ width: Double, _ name: String) -> Scene) -> HTML {
    var html = HTML()
    for (name, width) in [("x", 1_184.0), ("w", 690), ("n", 328)] {
      html.raw("<div class=\"")
      html.text(name)
      html.raw("-only\">")
      html.append(HTML(trusted: scene(width, name).markup(standalone: false)))
      html.raw("</div>")
    }
    return html
  }

  /// Both compositions of a drawing, which `both` puts in a page.
  static func compositions(_ id: String) -> Figures.Pictures { [(.wide, "\(id)-w"), (.narrow, "\(id)-n")] }

  /// A drawing in both compositions, of which the style sheet shows the one that fits.
  static func both(_ scenes: [Scene]) -> HTML {
    var html = HTML()
    for (scene, name) in zip(scenes, ["w", "n"]) {
      html.raw("<div class=\"")
      html.text(name)
      html.raw("-only\">")
      html.append(HTML(trusted: scene.markup(standalone: false)))
      html.raw("</div>")
    }
    return html
  }
}
