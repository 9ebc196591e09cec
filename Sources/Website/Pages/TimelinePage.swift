import Architecture
import Catalog
import Diagnostics

/// Every model by release, with what it was the first here to have.
struct TimelinePage: PageKind, Sendable {
  private static let root = Link.root(depth: 1)
  static let entry = SiteEntry("Timeline", "timeline/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Timeline",
      description: "Every model by release, what it was the first here to have, and who came from whom.",
      path: "timeline/", root: root, entry: entry)
    plan.add("timeline", slots) { template in
      [template.page(entry.path, in: frame) { TimelinePage(context) }]
    }
  }

  private let context: SiteContext
  private let months: [Month]

  private static let slots: [Slot<TimelinePage>] = [
    .markup("months") { for month in $0.months { $0.write(month, to: &$1) } },
    .list("years", of: yearSlots) { $0.months.filter(\.isFirstOfYear).map(\.year) },
    .markup("descent") { Descents(context: $0.context, root: root).writeForest(to: &$1) },
  ]

  private static let yearSlots: [Slot<Int>] = [
    .text("year_href") { "#y\($0)" }, .text("year") { String($0) },
  ]

  private struct Month: Sendable {
    var year: Int
    var month: Int
    var isFirstOfYear: Bool
    /// Each with what it was the first here to have.
    var models: [(model: Model, news: [Concept])] = []
  }

  private init(_ context: SiteContext) {
    var months: [Month] = []
    var seen: Set<Feature> = []
    for model in context.oldestFirst {
      let (year, month) = (model.released.year, model.released.month)
      if months.last.map({ ($0.year, $0.month) != (year, month) }) ?? true {
        months.append(Month(year: year, month: month, isFirstOfYear: months.last?.year != year))
      }
      let news = model.sheet.features.filter { seen.insert($0).inserted }
      months[months.count - 1].models.append((model, news.compactMap { context.concept($0.concept) }))
    }
    (self.context, self.months) = (context, months)
  }

  private func write(_ month: Month, to out: inout ByteWriter) {
    out.element("section", class: "month") {
      let title = month.models.first?.model.released.monthAndYear ?? ""
      $0.element("h2", month.isFirstOfYear ? .id("y\(month.year)") : nil, text: title)
      $0.element("ul", class: "strip") {
        for (model, news) in month.models { write(model, news, to: &$0) }
      }
    }
    out.endLine()
  }

  private func write(_ model: Model, _ news: [Concept], to out: inout ByteWriter) {
    out.element("li") { out in
      out.element("h3") { $0.link(Self.root + Link.model(model.slug), model.name) }
      out.element(
        "p", class: "by",
        text:
          "\(model.organization), \(model.released.long). \(model.sheet.parameters.total.parametersText), \(model.sheet.layerMix)"
      )
      out.append(context.figures.strip(model.slug))
      if news.isEmpty { return }
      out.element("p", class: "by") {
        $0.text("First here with ")
        for (index, concept) in news.enumerated() {
          if index > 0 { $0.text(", ") }
          $0.link(Self.root + Link.concept(concept.slug), concept.short)
        }
      }
    }
    out.endLine()
  }
}
