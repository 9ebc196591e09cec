import Architecture
import Catalog
import Diagnostics
import Diagram

/// What the models of the gallery have in common, and how that has changed: small charts to one scale, and tables.
struct StatisticsPage: PageKind, Sendable {
  private let context: SiteContext
  /// Those whose release is known, oldest first.
  private let models: [Model]
  private let entries: [Overview.Entry]
  private var root: String { Link.root(depth: 1) }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Statistics", description: "What the models of the gallery are made of, and how that has changed.",
      path: "statistics/", root: Link.root(depth: 1), nav: .statistics)
    plan.add("statistics", slots) { template in
      [template.page("statistics/index.html", in: frame) { StatisticsPage(context) }]
    }
  }

  private init(_ context: SiteContext) {
    self.context = context
    models = context.oldestFirst
    entries = models.map { context.figures.entry($0) }
  }

  private static let slots: [Slot<StatisticsPage>] = [
    .text("count") { String($0.models.count) },
    .markup("mixers") {
      $1.append(FigureSet.both(Overview.mixers($0.entries, FigureSet.compositions("mixers"))))
    },
    .list("charts", of: Chart.slots) { page in
      measures.indices.map { Chart(page: page, number: $0, item: measures[$0]) }
    },
    .markup("uptake") { $1.append($0.uptake($0.models, $0.entries)) },
    .markup("years") { $1.append($0.yearTable($0.models)) },
    .markup("techniques") { $1.append($0.techniqueTable($0.models)) },
  ]

  private struct Chart: Sendable {
    let page: StatisticsPage
    let number: Int
    let item: Item

    static let slots: [Slot<Chart>] = [
      .text("chart_title") { $0.item.measure.title }, .text("chart_note") { $0.item.note },
      .text("chart_how") { $0.page.root + "about/index.html#" + $0.item.anchor },
      .markup("chart") { chart, out in
        let scene = Overview.history(
          chart.page.entries, chart.item.measure, composition: .narrow, id: "history\(chart.number)")
        out.append(HTML(trusted: scene.markup(standalone: false)))
      },
      .markup("extremes") { $1.append($0.page.extremes($0.item.measure, $0.page.models)) },
    ]
  }

  // MARK: Measures

  private struct Item: Sendable {
    var measure: Overview.Measure
    /// How the number comes about, in one sentence.
    var note: String
    /// Where the conventions are written down.
    var anchor: String
  }

  private static let measures = [
    Item(
      measure: Overview.Measure("Share of parameters a token uses", format: { $0.percentText }) { sheet in
        Double(sheet.parameters.active) / Double(max(1, sheet.parameters.total))
      }, note: "Active parameters divided by all, both summed over every weight. Dense models use all.",
      anchor: "active"),
    Item(
      measure: Overview.Measure("KV cache per token", format: { $0.bytesText }) { $0.cache.bytesPerToken },
      note:
        "Summed over layers, 16-bit values, before any window is full. Models without a cache stand at 0.",
      anchor: "cache"),
    Item(
      measure: Overview.Measure("Cache at full context", format: { $0.bytesText }) { sheet in
        Double(sheet.cache.totalBytes(at: sheet.spec.dimensions.context))
      }, note: "Cache, index keys and state of one sequence at the longest context published.",
      anchor: "full-context"),
    Item(
      measure: Overview.Measure("Parameters", format: { Int($0).parametersText }) {
        Double($0.parameters.total)
      }, note: "Summed over every weight; tied embeddings once.", anchor: "parameters"),
    Item(
      measure: Overview.Measure("Context", format: { Int($0).tokensText }) {
        Double($0.spec.dimensions.context)
      }, note: "Tokens a model is published for, from its specification.", anchor: "context"),
    Item(
      measure: Overview.Measure("Layers", isLogarithmic: false, format: { Int($0.rounded()).grouped }) {
        Double($0.depth)
      }, note: "Layers a token passes; looped ones count once per pass. Linear scale.", anchor: "layers"),
  ]

  /// The ends of a chart and its middle.
  private func extremes(_ measure: Overview.Measure, _ models: [Model]) -> HTML {
    let ranked = models.compactMap { model in measure.value(model.sheet).map { (model: model, value: $0) } }
      .sorted { (-$0.value, $0.model.slug) < (-$1.value, $1.model.slug) }
    guard let most = ranked.first, let least = ranked.last, ranked.count >= 2 else { return "" }
    var html = HTML()
    extreme("Most", most.model, measure.format(most.value), &html)
    html.raw("<div><dt>Median</dt><dd>")
    html.text(measure.format(ranked[ranked.count / 2].value))
    html.raw("</dd></div>\n")
    extreme("Least", least.model, measure.format(least.value), &html)
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
      func median(_ value: (FactSheet) -> Double) -> Double {
        let sorted = own.map(value).sorted()
        return sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2]
      }
      let accepting = own.map { Filter.accepting($0) }
      func share(_ filter: Filter) -> String {
        let count = accepting.count { $0.contains(filter) }
        return "\(count) (\((Double(count) / Double(max(1, own.count))).percentText))"
      }
      html.raw("<tr><th scope=\"row\">")
      html.text(String(year))
      html.raw("</th>")
      let cells = [
        own.count.grouped, Int(median { Double($0.parameters.total) }).parametersText,
        Int(median { Double($0.parameters.active) }).parametersText,
        median(\.cache.bytesPerToken).bytesText,
        Int(median { Double($0.spec.dimensions.context) }).tokensText,
        share(.moe), share(.hybrid), share(.window), share(.mla),
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
      if let first = users.min(by: { $0.age < $1.age }) {
        html.link(root + Link.model(first.slug), first.name)
      }
      html.raw("</td></tr>\n")
    }
    html.raw("</tbody>")
    return html
  }
}
