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

  static let entry = SiteEntry("Statistics", "statistics/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Statistics", description: "What the models of the gallery are made of, and how that has changed.",
      path: "statistics/", root: Link.root(depth: 1), entry: StatisticsPage.entry)
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
    .markup("mixers") { $1.append(both: Overview.mixers($0.entries, FigureSet.compositions("mixers"))) },
    .list("charts", of: Chart.slots) { page in
      ModelFact.shown(.statistics).enumerated().map { Chart(page: page, number: $0, fact: $1) }
    },
    .list("medians", of: medianSlots) { _ in ModelFact.shown(.years) },
    .list("uptake", of: Uptake.slots) { $0.uptake },
    .list("years", of: Year.slots) { $0.years },
    .markup("techniques") { $0.writeTechniques(to: &$1) },
  ]

  private struct Chart: Sendable {
    let page: StatisticsPage
    let number: Int
    let fact: ModelFact

    static let slots: [Slot<Chart>] = [
      .text("chart_title") { $0.fact.label },
      .text("chart_note") { $0.fact.convention + ($0.fact.scale == .linear ? " Linear scale." : "") },
      .text("chart_how") { $0.page.root + "about/index.html#" + $0.fact.address },
      .markup("chart") { chart, out in
        out.append(
          Overview.history(
            chart.page.entries, chart.fact, composition: .narrow, id: "history\(chart.number)"))
      },
      .markup("extremes") { $0.page.writeExtremes($0.fact, to: &$1) },
    ]
  }

  private static let medianSlots: [Slot<ModelFact>] = [.text("median_label") { $0.short }]

  /// The ends of a chart and its middle.
  private func writeExtremes(_ fact: ModelFact, to out: inout ByteWriter) {
    var ranked: [(model: Model, value: Quantity, number: Double)] = []
    for model in models {
      guard let value = fact.value(model.sheet), let number = value.number else { continue }
      ranked.append((model, value, number))
    }
    ranked.sort { (-$0.number, $0.model.slug) < (-$1.number, $1.model.slug) }
    guard let most = ranked.first, let least = ranked.last, ranked.count >= 2 else { return }
    for (word, model, value) in [
      ("Most: ", most.model, most.value), ("Median", nil, ranked[ranked.count / 2].value),
      ("Least: ", least.model, least.value),
    ] {
      out.element("div") {
        $0.element("dt") {
          $0.text(word)
          if let model { $0.link(root + Link.model(model.slug), model.name) }
        }
        $0.element("dd", text: value.shortText)
      }
      out.endLine()
    }
  }

  // MARK: Techniques

  /// Techniques shown in small charts, of those that some models have and some have not.
  private static let most = 16

  /// A technique in a small chart.
  private struct Uptake: Sendable {
    let page: StatisticsPage
    let concept: Concept
    let users: Set<String>
    private var first: Model? { page.models.first { users.contains($0.slug) } }

    static let slots: [Slot<Uptake>] = [
      .text("href") { $0.page.root + Link.concept($0.concept.slug) }, .text("label") { $0.concept.name },
      .markup("chart") { own, out in
        out.append(
          Overview.uptake(
            own.page.entries, users: own.page.models.map { own.users.contains($0.slug) },
            of: own.concept.name, id: "uptake-\(own.concept.slug)"))
      },
      .text("user_count") { "\($0.users.count) of \($0.page.models.count)" },
      .flag("has_first") { $0.first != nil }, .text("first") { $0.first?.name ?? "" },
      .text("first_href") { own in own.first.map { own.page.root + Link.model($0.slug) } ?? "" },
    ]
  }

  private var uptake: [Uptake] {
    context.catalog.concepts.map { ($0, Set(context.models(using: $0.slug).map(\.slug))) }
      .filter { 20 * $0.1.count >= models.count && 10 * $0.1.count <= 9 * models.count }
      .sorted { (-$0.1.count, $0.0.slug) < (-$1.1.count, $1.0.slug) }
      .prefix(Self.most).map { Uptake(page: self, concept: $0.0, users: $0.1) }
  }

  /// The models of one year.
  private struct Year: Sendable {
    let year: Int
    let sheets: [FactSheet]

    private static let medianSlots: [Slot<String>] = [.text("median") { $0 }]

    private func median(_ fact: ModelFact) -> String {
      let sorted = sheets.compactMap(fact.value).sorted { ($0.number ?? 0) < ($1.number ?? 0) }
      return sorted.isEmpty ? "–" : sorted[(sorted.count - 1) / 2].shortText
    }

    private func share(_ filter: Filter) -> String {
      let count = sheets.count { Filter.accepting($0).contains(filter) }
      return "\(count) (\((Double(count) / Double(max(1, sheets.count))).percentText))"
    }

    static let slots: [Slot<Year>] = [
      .text("year") { String($0.year) }, .text("models") { $0.sheets.count.grouped },
      .list("year_medians", of: medianSlots) { year in
        ModelFact.shown(.years).map(year.median)
      },
      .text("experts") { $0.share(.moe) }, .text("hybrid") { $0.share(.hybrid) },
      .text("window") { $0.share(.window) }, .text("latent") { $0.share(.mla) },
    ]
  }

  private var years: [Year] {
    Set(models.map(\.released.year)).sorted().map { year in
      Year(year: year, sheets: models.filter { $0.released.year == year }.map(\.sheet))
    }
  }

  /// Every concept with the models that use it, by year; most used first.
  private func writeTechniques(to out: inout ByteWriter) {
    let years = Set(models.map(\.released.year)).sorted().suffix(4)
    out.element("thead") {
      $0.element("tr") {
        $0.element("th", .scope("col"), text: "Technique")
        for head in ["Models"] + years.map(String.init) {
          $0.element("th", .scope("col"), .class("num"), text: head)
        }
        $0.element("th", .scope("col"), text: "First here")
      }
    }
    let used = context.catalog.concepts.map {
      ($0, context.models(using: $0.slug).filter(\.released.isKnown))
    }
    .filter { !$0.1.isEmpty }
    .sorted { (-$0.1.count, $0.0.slug) < (-$1.1.count, $1.0.slug) }
    out.element("tbody") { out in
      out.endLine()
      for (concept, users) in used {
        out.element("tr") {
          $0.element("th", .scope("row")) { $0.link(root + Link.concept(concept.slug), concept.name) }
          $0.element("td", class: "num", text: users.count.grouped)
          for year in years {
            let own = users.count { $0.released.year == year }
            let all = models.count { $0.released.year == year }
            $0.element(
              "td", class: "num", text: own == 0 ? "–" : (Double(own) / Double(max(1, all))).percentText)
          }
          $0.element("td") {
            if let first = users.min(by: { $0.age < $1.age }) {
              $0.link(root + Link.model(first.slug), first.name)
            }
          }
        }
        out.endLine()
      }
    }
  }
}
