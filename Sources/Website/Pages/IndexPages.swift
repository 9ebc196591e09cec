import Architecture
import Catalog
import Diagnostics
import Diagram

/// The gallery: one card a model, once for each order.
struct IndexPages: Sendable {
  let context: SiteContext

  /// The orders a reader can choose; the first is the home page.
  enum Order: Sendable {
    case newest, name
    case fact(ModelFact)

    static let all = [Order.newest] + ModelFact.all.filter { $0.order != nil }.map(Order.fact) + [.name]

    var label: String {
      switch self {
      case .newest: "Newest"
      case .name: "Name"
      case .fact(let fact): fact.order?.label ?? fact.label
      }
    }

    /// Part of its address; nil for the home page.
    var address: String? {
      switch self {
      case .newest: nil
      case .name: "name"
      case .fact(let fact): fact.order?.address ?? fact.address
      }
    }

    var path: String { address.map { "sort/\($0)/index.html" } ?? "index.html" }

    /// `models` come newest first.
    func sorted(_ models: [Model]) -> [Model] {
      switch self {
      case .newest: models
      case .name: TablePages.Order.name.sorted(models)
      case .fact(let fact): fact.sorted(models)
      }
    }
  }

  var pages: [Page] {
    Order.all.map { order in
      Page(order.path, from: SourceLocation(file: "Templates/index.mustache")) { render(order) }
    }
  }

  private func render(_ order: Order) -> Diagnosed<[UInt8]> {
    let settings = context.catalog.settings
    let root = Link.root(depth: order.address == nil ? 0 : 2)
    let view = context.frame(
      order.address == nil ? settings.title : "Models, \(order.label.midSentence) first",
      description: settings.description, path: order.address.map { "sort/\($0)/" } ?? "",
      root: root, nav: .gallery)
    let pictures = context.glyphs.value
    var cards = HTML()
    for model in order.sorted(context.catalog.models) { cards.append(card(model, pictures, root: root)) }
    return context.templates.render(
      "index",
      view.adding([
        "heading": .text(order.address == nil ? settings.title : "Models, \(order.label.midSentence) first"),
        "lede": .text(settings.description),
        "is_home": .flag(order.address == nil), "shared": .html(pictures.definitions),
        "skyline": .html(order.address == nil ? skyline(root) : ""), "counts": .html(counts(root)),
        "starts": .html(starts(root)), "has_starts": .flag(!context.catalog.pairNotes.isEmpty),
        "cards": .html(cards), "filters": .list(Filter.groups.map(filters)),
        "orders": .list(
          Order.all.map { other in
            View([
              "order_href": .text(root + other.path), "order_label": .text(other.label),
              "order_current": .flag(other.path == order.path),
            ])
          }),
        "count": .text(String(context.models.count)),
      ]), for: order.path
    ).map(\.bytes)
  }

  private func filters(_ group: Filter.Group) -> View {
    View([
      "filter_title": .text(group.title), "filter_name": .text(group.name), "filter_any": .text(group.any),
      "choices": .list(
        group.filters.map { filter in
          let tag = filter.tag
          let count = context.models.count { context.figures.entry($0.model).tags.contains(tag) }
          return View([
            "choice_id": .text(filter.rawValue),
            "choice_label": .text(count == 0 ? "\(filter.label) (0)" : filter.label),
            "choice_disabled": .flag(count == 0),
          ])
        }),
    ])
  }

  /// All models at once, in as many columns as the page has room for.
  private func skyline(_ root: String) -> HTML {
    let entries = context.catalog.models.filter(\.released.isKnown).reversed()
      .map { context.figures.entry($0, root: root) }
    let drawn = FigureSet.three { width, name in
      Overview.skyline(entries, width: width, rows: width < 600 ? 1 : 3, id: "sky-\(name)")
    }
    // The cards below are the way by keyboard; a hundred stops before them would bar it.
    var html = HTML()
    html.reserve(drawn.bytes.count + 64 * entries.count)
    let link = Array("<a href".utf8)
    var rest = drawn.bytes[...]
    while let start = rest.firstIndex(of: link[0]) {
      html.append(rest[..<start])
      rest = rest[start...]
      if rest.starts(with: link) { html.raw("<a tabindex=\"-1\"") } else { html.raw("<") }
      rest = rest.dropFirst(rest.starts(with: link) ? 2 : 1)
    }
    html.append(rest)
    return html
  }

  /// How much there is to see, each number a link to it.
  private func counts(_ root: String) -> HTML {
    var html = HTML()
    let layers = context.catalog.models.reduce(0) { $0 + $1.sheet.spec.schedule.weightDepth }
    let items = [
      (context.models.count, "models", "table/index.html"), (layers, "layers drawn", "poster.svg"),
      (context.pairs.count, "comparisons", "compare/index.html"),
      (context.catalog.concepts.count, "concepts", "concepts/index.html"),
    ]
    for (count, name, path) in items where count > 0 {
      html.raw("<li><a")
      html.attribute("href", root + path)
      html.raw("><b>")
      html.text(count.grouped)
      html.raw("</b> ")
      html.text(name)
      html.raw("</a></li>")
    }
    return html
  }

  /// Comparisons an author wrote about, the newest first: good first steps.
  private func starts(_ root: String) -> HTML {
    let pairs = context.catalog.pairNotes.compactMap { note -> (older: Model, newer: Model)? in
      guard let older = context.model(note.pair.older), let newer = context.model(note.pair.newer) else {
        return nil
      }
      return (older, newer)
    }.sorted { ($1.newer.released, $1.newer.slug) < ($0.newer.released, $0.newer.slug) }
    var html = HTML()
    for pair in pairs.prefix(4) {
      html.link(
        root + Link.compare(ModelPair(pair.older, pair.newer)), "\(pair.older.name) and \(pair.newer.name)")
    }
    return html
  }

  private func card(_ model: Model, _ pictures: SharedGlyphs, root: String) -> HTML {
    var html: HTML = "<li class=\"card-m"
    for tag in context.figures.entry(model).tags {
      html.raw(" ")
      html.text(tag)
    }
    html.raw("\"><div class=\"th\">")
    html.append(pictures.picture(model.slug))
    html.raw("</div><div class=\"bd\"><h2>")
    html.link(root + Link.model(model.slug), model.name)
    html.raw("</h2><p class=\"by\">")
    html.text("\(model.organization), \(model.released.long)")
    html.raw("</p><dl class=\"facts\">")
    for (index, fact) in Self.facts.enumerated() {
      guard let (before, value, after) = fact.line(model.sheet) else { continue }
      if !fact.continuesRow {
        html.raw(index == 0 ? "<dt>" : "</dd><dt>")
        html.text(fact.short)
        html.raw("</dt><dd>")
      }
      html.text(before)
      if !fact.continuesRow, fact.group != .words { html.raw("<b>") }
      html.text(value)
      if !fact.continuesRow, fact.group != .words { html.raw("</b>") }
      html.text(after)
    }
    html.raw("</dd></dl></div></li>\n")
    return html
  }

  private static let facts = ModelFact.shown(.card)
}

/// What the gallery can be narrowed to; the words are classes on the cards.
enum Filter: String, CaseIterable, Sendable {
  case dense, moe, hybrid
  case gqa, mla, window, linear

  /// Its class on cards and marks.
  var tag: String { "is-\(rawValue)" }

  struct Group: Sendable {
    var title: String
    var name: String
    var any: String
    var filters: [Filter]
  }

  static let groups = [
    Group(title: "Kind", name: "kind", any: "All", filters: [.dense, .moe, .hybrid]),
    Group(title: "Mixer", name: "mixer", any: "Any", filters: [.gqa, .mla, .window, .linear]),
  ]

  var label: String {
    switch self {
    case .dense: "Dense"
    case .moe: "Experts"
    case .hybrid: "Hybrid"
    case .gqa: "Full attention"
    case .mla: "Latent"
    case .window: "Sliding window"
    case .linear: "Linear or state space"
    }
  }

  /// Those that let a model through.
  static func accepting(_ sheet: FactSheet) -> [Filter] {
    let glyphs = Set(sheet.spec.layers.flatMap { $0.sublayers.map(\.sublayer.mark.glyph) })
    return allCases.filter { $0.accepts(glyphs) }
  }

  private func accepts(_ marks: Set<Mark.Glyph>) -> Bool {
    let recurrent = marks.contains(.linear) || marks.contains(.stateSpace)
    let attends = marks.contains { [.softmax, .window, .latent, .sparse, .compressed].contains($0) }
    switch self {
    case .dense: return !marks.contains(.experts)
    case .moe: return marks.contains(.experts)
    case .hybrid: return recurrent && attends
    case .gqa: return marks.contains(.softmax)
    case .mla: return marks.contains { [.latent, .sparse, .compressed].contains($0) }
    case .window: return marks.contains(.window)
    case .linear: return recurrent
    }
  }
}
