import Architecture
import Catalog
import Diagnostics
import Diagram

/// What the models of the gallery have in common, and how that has changed: small charts to one scale, and tables.
struct StatisticsPage: Sendable {
  let context: SiteContext
  private let root = Link.root(depth: 1)

  init(context: SiteContext) { self.context = context }

  var page: Page {
    Page("statistics/index.html", from: SourceLocation(file: "Templates/statistics.mustache")) { render() }
  }

  private func render() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "Statistics", description: "What the models of the gallery are made of, and how that has changed.",
      path: "statistics/", root: root, nav: .statistics)
    let models = context.oldestFirst
    let entries = models.map { context.figures.entry($0) }
    let mixers = FigureSet.both(Overview.mixers(entries, FigureSet.compositions("mixers")))
    let charts = ModelFact.shown(.statistics).enumerated().map { number, fact -> View in
      let scene = Overview.history(entries, fact, composition: .narrow, id: "history\(number)")
      return View([
        "chart_title": .text(fact.label),
        "chart_note": .text(fact.convention + (fact.scale == .linear ? " Linear scale." : "")),
        "chart_how": .text(root + "about/index.html#" + fact.address),
        "chart": .html(HTML(trusted: scene.markup(standalone: false))),
        "extremes": .html(extremes(fact, models)),
      ])
    }
    return context.templates.render(
      "statistics",
      view.adding([
        "mixers": .html(mixers), "charts": .list(charts), "years": .html(yearTable(models)),
        "medians": .list(ModelFact.shown(.years).map { View(["median_label": .text($0.short)]) }),
        "uptake": .html(uptake(models, entries)), "techniques": .html(techniqueTable(models)),
        "count": .text(String(models.count)),
      ]), for: "statistics/index.html"
    ).map(\.bytes)
  }

  /// The ends of a chart and its middle.
  private func extremes(_ fact: ModelFact, _ models: [Model]) -> HTML {
    let ranked = models.compactMap { model in
      fact.value(model.sheet).flatMap { value in value.number.map { (model: model, value: value, number: $0) }
      }
    }.sorted { (-$0.number, $0.model.slug) < (-$1.number, $1.model.slug) }
    guard let most = ranked.first, let least = ranked.last, ranked.count >= 2 else { return "" }
    var html = HTML()
    extreme("Most", most.model, most.value.shortText, &html)
    html.raw("<div><dt>Median</dt><dd>")
    html.text(ranked[ranked.count / 2].value.shortText)
    html.raw("</dd></div>\n")
    extreme("Least", least.model, least.value.shortText, &html)
    return html
  }

  private func extreme(_ word: String, _ model: Model, _ value: String, _ html: inout HTML) {
    html.raw("<div><dt>")
    html.text(word + ": ")
    html.link(root + Link.model(model.slug), model.name)
    html.raw("</dt><dd>")
    html.text(value)
    html.raw("</dd></div>\n")
  }

  // MARK: Techniques

  /// Techniques told in small charts, of those that some models have and some have not.
  private static let most = 16

  private func uptake(_ models: [Model], _ entries: [Overview.Entry]) -> HTML {
    let told = context.catalog.concepts.map { ($0, Set(context.models(using: $0.slug).map(\.slug))) }
      .filter { 20 * $0.1.count >= models.count && 10 * $0.1.count <= 9 * models.count }
      .sorted { (-$0.1.count, $0.0.slug) < (-$1.1.count, $1.0.slug) }
    var html = HTML()
    for (concept, users) in told.prefix(Self.most) {
      html.raw("<li><h3>")
      html.link(root + Link.concept(concept.slug), concept.name)
      html.raw("</h3>")
      let scene = Overview.uptake(
        entries, users: models.map { users.contains($0.slug) }, of: concept.name, id: "uptake-\(concept.slug)"
      )
      html.append(HTML(trusted: scene.markup(standalone: false)))
      html.raw("<p>")
      html.text("\(users.count) of \(models.count)")
      if let first = models.first(where: { users.contains($0.slug) }) {
        html.text("; first here ")
        html.link(root + Link.model(first.slug), first.name)
      }
      html.raw("</p></li>\n")
    }
    return html
  }

  private func yearTable(_ models: [Model]) -> HTML {
    var html = HTML()
    for year in Set(models.map(\.released.year)).sorted() {
      let own = models.filter { $0.released.year == year }.map(\.sheet)
      func median(_ fact: ModelFact) -> String {
        let sorted = own.compactMap(fact.value).sorted { ($0.number ?? 0) < ($1.number ?? 0) }
        return sorted.isEmpty ? "–" : sorted[(sorted.count - 1) / 2].shortText
      }
      let accepting = own.map { Filter.accepting($0) }
      func share(_ filter: Filter) -> String {
        let count = accepting.count { $0.contains(filter) }
        return "\(count) (\((Double(count) / Double(max(1, own.count))).percentText))"
      }
      html.raw("<tr><th scope=\"row\">")
      html.text(String(year))
      html.raw("</th>")
      let cells =
        [own.count.grouped] + ModelFact.shown(.years).map(median)
        + [share(.moe), share(.hybrid), share(.window), share(.mla)]
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
      if let first = users.min(by: { $0.age < $1.age }) {
        html.link(root + Link.model(first.slug), first.name)
      }
      html.raw("</td></tr>\n")
    }
    html.raw("</tbody>")
    return html
  }
}
