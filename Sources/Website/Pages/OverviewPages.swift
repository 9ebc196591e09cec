import Architecture
import Catalog
import Diagnostics
import Diagram

/// The gallery as a whole: over time, at relative size, in statistics, on one sheet.
struct OverviewPages: Sendable {
  let context: SiteContext
  private let root = Link.root(depth: 1)

  init(context: SiteContext) { self.context = context }

  var pages: [Page] {
    func template(_ name: String) -> SourceLocation { SourceLocation(file: "Templates/\(name).mustache") }
    return [
      Page("timeline/index.html", from: template("timeline")) { timeline() },
      Page("scale/index.html", from: template("scale")) { scale() },
      Page("statistics/index.html", from: template("statistics")) { statistics() },
      Page("poster.svg", from: SourceLocation(file: "Content")) { poster() },
    ]
  }

  private var oldestFirst: [Model] {
    context.catalog.models.filter(\.released.isKnown).sorted {
      ($0.released, $0.slug) < ($1.released, $1.slug)
    }
  }

  // MARK: Over time

  private func timeline() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "Timeline",
      description: "Every model by release, what it was the first here to have, and who came from whom.",
      path: "timeline/", root: root, nav: .timeline)
    var months = HTML(), years: [Int] = []
    var seen: Set<Feature> = []
    var month: (year: Int, month: Int)?
    for model in oldestFirst {
      let released = (year: model.released.year, month: model.released.month)
      if month.map({ $0 != released }) ?? true {
        if month != nil { months.raw("</ul></section>\n") }
        if month?.year != released.year { years.append(released.year) }
        months.raw("<section class=\"month\"><h2")
        if month?.year != released.year { months.attribute("id", "y\(released.year)") }
        months.raw(">")
        months.text(model.released.monthAndYear)
        months.raw("</h2><ul class=\"strip\">")
        month = released
      }
      let news = model.sheet.features.filter { seen.insert($0).inserted }.compactMap {
        context.concept($0.concept)
      }
      moment(model, news: news, &months)
    }
    if month != nil { months.raw("</ul></section>\n") }
    return context.templates.render(
      "timeline",
      view.adding([
        "months": .html(months),
        "years": .list(
          years.map { View(["year_href": .text("#y\($0)"), "year": .text(String($0))]) }),
        "descent": .html(Descents(context: context, root: root).forest()),
      ]), for: "timeline/index.html"
    ).map(\.bytes)
  }

  private func moment(_ model: Model, news: [Concept], _ html: inout HTML) {
    html.raw("<li><h3>")
    html.link(root + Link.model(model.slug), model.name)
    html.raw("</h3><p class=\"by\">")
    html.text(
      "\(model.organization), \(model.released.long). \(model.sheet.parameters.total.parametersText), \(model.sheet.layerMix)"
    )
    html.raw("</p>")
    let strip = Overview.strip(OverviewEntry.make(model, root: nil), id: "s-\(model.slug)")
    html.append(HTML(trusted: strip.svg(standalone: false)))
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

  private func scale() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "Models to scale",
      description:
        "Every model as a square: the area is its parameters, the filled part is what a token uses.",
      path: "scale/", root: root, nav: .statistics)
    let entries = context.catalog.models.map { OverviewEntry.make($0, root: root) }
    let figure = FigureSet.both { Overview.relativeSize(entries, composition: $0, id: "scale-\($1)") }
    return context.templates.render("scale", view.adding(["figure": .html(figure)]), for: "scale/index.html")
      .map(\.bytes)
  }

  private func poster() -> Diagnosed<[UInt8]> {
    let entries = oldestFirst.map { OverviewEntry.make($0, root: nil) }
    let scene = Overview.poster(entries, title: context.catalog.settings.title, id: "poster")
    return Diagnosed(Array((scene.svg(standalone: true) + "\n").utf8))
  }

  // MARK: Statistics

  private func statistics() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "Statistics", description: "What the models of the gallery are made of, and how that has changed.",
      path: "statistics/", root: root, nav: .statistics)
    let models = oldestFirst
    let entries = models.map { OverviewEntry.make($0, root: nil) }
    let mixers = FigureSet.both { Overview.mixers(entries, composition: $0, id: "mixers-\($1)") }
    let charts = Self.measures.enumerated().map { number, item -> View in
      let figure = FigureSet.both {
        Overview.history(entries, item.measure, composition: $0, id: "history\(number)-\($1)")
      }
      return View([
        "chart_title": .text(item.measure.title), "chart_note": .text(item.note), "chart": .html(figure),
        "extremes": .html(extremes(item.measure, models)),
      ])
    }
    return context.templates.render(
      "statistics",
      view.adding([
        "mixers": .html(mixers), "charts": .list(charts), "years": .html(yearTable(models)),
        "techniques": .html(techniqueTable(models)), "count": .text(String(models.count)),
      ]), for: "statistics/index.html"
    ).map(\.bytes)
  }

  /// The ends of a chart in words: the three models with the most and the three with the least.
  private func extremes(_ measure: Overview.Measure, _ models: [Model]) -> HTML {
    let ranked = models.compactMap { model in measure.value(model.sheet).map { (model: model, value: $0) } }
      .sorted { (-$0.value, $0.model.slug) < (-$1.value, $1.model.slug) }
    guard ranked.count >= 2 else { return "" }
    var html = HTML()
    let end = min(3, ranked.count / 2)
    let middle = measure.format(ranked[ranked.count / 2].value)
    for item in ranked.prefix(end) { extreme(item.model, measure.format(item.value), &html) }
    html.raw("<div><dt>Median</dt><dd>")
    html.text(middle)
    html.raw("</dd></div>")
    for item in ranked.suffix(end) { extreme(item.model, measure.format(item.value), &html) }
    return html
  }

  private func extreme(_ model: Model, _ value: String, _ html: inout HTML) {
    html.raw("<div><dt>")
    html.link(root + Link.model(model.slug), model.name)
    html.raw("</dt><dd>")
    html.text(value)
    html.raw("</dd></div>\n")
  }

  private static let measures: [(measure: Overview.Measure, note: String)] = [
    (
      Overview.Measure("Share of parameters a token uses", isLogarithmic: true, format: { $0.percentText }) {
        sheet in
        Double(sheet.parameters.active) / Double(max(1, sheet.parameters.total))
      }, "Dense models use all of them. Log scale."
    ),
    (
      Overview.Measure("KV cache per token", format: { $0.bytesText }) { $0.cache.bytesPerToken },
      "16-bit values, before any window is full; models that keep none stand on the base line. Log scale."
    ),
    (
      Overview.Measure("Parameters", format: { Int($0).parametersText }) { Double($0.parameters.total) },
      "In total. Log scale."
    ),
    (
      Overview.Measure("Context", format: { Int($0).tokensText }) { Double($0.spec.dimensions.context) },
      "Tokens a model is published for. Log scale."
    ),
    (
      Overview.Measure("Layers", isLogarithmic: false, format: { Int($0.rounded()).grouped }) {
        Double($0.depth)
      },
      "Layers a token passes."
    ),
  ]

  private func yearTable(_ models: [Model]) -> HTML {
    var html = HTML()
    for year in Set(models.map(\.released.year)).sorted() {
      let own = models.filter { $0.released.year == year }.map(\.sheet)
      func median(_ value: (FactSheet) -> Double) -> Double {
        let sorted = own.map(value).sorted()
        return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
      }
      func share(_ accepts: (FactSheet) -> Bool) -> String {
        "\(own.count(where: accepts)) (\((Double(own.count(where: accepts)) / Double(max(1, own.count))).percentText))"
      }
      html.raw("<tr><th scope=\"row\">")
      html.text(String(year))
      html.raw("</th>")
      let cells = [
        own.count.grouped, Int(median { Double($0.parameters.total) }).parametersText,
        Int(median { Double($0.parameters.active) }).parametersText,
        median(\.cache.bytesPerToken).bytesText,
        Int(median { Double($0.spec.dimensions.context) }).tokensText,
        share(Filter.moe.accepts), share(Filter.hybrid.accepts), share(Filter.window.accepts),
        share(Filter.mla.accepts),
      ]
      for cell in cells {
        html.raw("<td class=\"num\">")
        html.text(cell)
        html.raw("</td>")
      }
      html.raw("</tr>\n")
    }
    return html
  }

  /// Every concept with the models that use it, by year; most used first.
  private func techniqueTable(_ models: [Model]) -> HTML {
    var html = HTML()
    let years = Set(models.map(\.released.year)).sorted().suffix(4)
    html.raw("<thead><tr><th scope=\"col\">Technique</th><th scope=\"col\" class=\"num\">Models</th>")
    for year in years {
      html.raw("<th scope=\"col\" class=\"num\">")
      html.text(String(year))
      html.raw("</th>")
    }
    html.raw("<th scope=\"col\">First here</th></tr></thead><tbody>\n")
    let used = context.catalog.concepts.map {
      ($0, context.models(using: $0.slug).filter(\.released.isKnown))
    }
    .filter { !$0.1.isEmpty }
    .sorted { (-$0.1.count, $0.0.slug) < (-$1.1.count, $1.0.slug) }
    for (concept, users) in used {
      html.raw("<tr><th scope=\"row\">")
      html.link(root + Link.concept(concept.slug), concept.name)
      html.raw("</th><td class=\"num\">")
      html.text(users.count.grouped)
      html.raw("</td>")
      for year in years {
        let own = users.count { $0.released.year == year }
        let all = models.count { $0.released.year == year }
        html.raw("<td class=\"num\">")
        html.text(own == 0 ? "–" : "\((Double(own) / Double(max(1, all))).percentText)")
        html.raw("</td>")
      }
      html.raw("<td>")
      if let first = users.min(by: { ($0.released, $0.slug) < ($1.released, $1.slug) }) {
        html.link(root + Link.model(first.slug), first.name)
      }
      html.raw("</td></tr>\n")
    }
    html.raw("</tbody>")
    return html
  }
}

/// Models as pictures of many see them.
enum OverviewEntry {
  /// `root` leads to the top of the site; nil makes no links.
  static func make(_ model: Model, root: String?) -> Overview.Entry {
    let day = Double(model.released.month - 1) / 12 + Double(model.released.day - 1) / 372
    return Overview.Entry(
      name: model.name, sheet: model.sheet, year: Double(model.released.year) + day,
      date: model.released.monthAndYear, href: root.map { $0 + Link.model(model.slug) },
      tags: Filter.allCases.filter { $0.accepts(model.sheet) }.map { "is-\($0.rawValue)" })
  }
}

extension FigureSet {
  /// A drawing in both compositions, of which the style sheet shows the one that fits.
  static func both(_ scene: (Figures.Composition, String) -> Scene?) -> HTML {
    guard let wide = scene(.wide, "w"), let narrow = scene(.narrow, "n") else { return "" }
    var html: HTML = "<div class=\"w-only\">"
    html.append(HTML(trusted: wide.svg(standalone: false)))
    html.raw("</div><div class=\"n-only\">")
    html.append(HTML(trusted: narrow.svg(standalone: false)))
    html.raw("</div>")
    return html
  }
}
