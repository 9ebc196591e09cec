import Architecture
import Catalog
import Diagnostics
import Diagram

/// The gallery: one card a model, once for each order.
struct IndexPages: PageKind, Sendable {
  private let order: Order
  private let context: SiteContext
  private var root: String { Self.root(order) }

  /// The orders a reader can choose; the first is the home page.
  enum Order: String, CaseIterable, Sendable {
    case newest, largest, cache, name

    var label: String {
      switch self {
      case .newest: "Newest"
      case .largest: "Largest"
      case .cache: "Smallest cache"
      case .name: "Name"
      }
    }

    var path: String { self == .newest ? "index.html" : "sort/\(rawValue)/index.html" }

    /// `entries` come newest first.
    func sorted(_ entries: [ModelEntry]) -> [ModelEntry] {
      switch self {
      case .newest: entries
      case .largest:
        entries.sorted {
          ($1.model.sheet.parameters.total, $0.model.slug) < ($0.model.sheet.parameters.total, $1.model.slug)
        }
      case .cache:
        entries.sorted {
          ($0.model.sheet.cache.bytesPerToken, $0.model.slug) < (
            $1.model.sheet.cache.bytesPerToken, $1.model.slug
          )
        }
      case .name:
        entries.sorted {
          ($0.model.name.lowercased(), $0.model.slug) < ($1.model.name.lowercased(), $1.model.slug)
        }
      }
    }
  }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.add("index", slots) { template in
      Order.allCases.map { order in
        let frame = context.frame(
          heading(order, context), description: context.catalog.settings.description,
          path: order == .newest ? "" : "sort/\(order.rawValue)/", root: root(order), nav: .gallery)
        return template.page(order.path, in: frame) { IndexPages(order: order, context: context) }
      }
    }
  }

  private static func root(_ order: Order) -> String { Link.root(depth: order == .newest ? 0 : 2) }

  private static func heading(_ order: Order, _ context: SiteContext) -> String {
    order == .newest ? context.catalog.settings.title : "Models, \(order.label.midSentence) first"
  }

  private static let slots: [Slot<IndexPages>] = [
    .text("heading") { heading($0.order, $0.context) },
    .text("lede") { $0.context.catalog.settings.description },
    .flag("is_home") { $0.order == .newest },
    .markup("shared") { $1.append($0.context.glyphs.value.definitions) },
    .markup("skyline") { $1.append($0.skyline($0.root)) },
    .markup("counts") { $1.append($0.counts($0.root)) },
    .markup("starts") { $1.append($0.starts($0.root)) },
    .flag("has_starts") { !$0.context.catalog.pairNotes.isEmpty },
    .list("filters", of: FilterChips.slots) { page in
      Filter.groups.map { FilterChips(group: $0, context: page.context) }
    },
    .list("orders", of: OrderLink.slots) { page in
      Order.allCases.map { OrderLink(order: $0, isCurrent: $0 == page.order, root: page.root) }
    },
    .markup("cards") { page, out in
      let pictures = page.context.glyphs.value
      for entry in page.order.sorted(page.context.models) {
        out.append(page.card(entry, pictures, root: page.root))
      }
    },
  ]

  private struct OrderLink: Sendable {
    let order: Order
    let isCurrent: Bool
    let root: String

    static let slots: [Slot<OrderLink>] = [
      .text("order_href") { $0.root + $0.order.path }, .text("order_label") { $0.order.label },
      .flag("order_current") { $0.isCurrent },
    ]
  }

  private struct FilterChips: Sendable {
    let group: Filter.Group
    let context: SiteContext

    static let slots: [Slot<FilterChips>] = [
      .text("filter_title") { $0.group.title }, .text("filter_name") { $0.group.name },
      .text("filter_any") { $0.group.any },
      .list("choices", of: Choice.slots) { chips in
        chips.group.filters.map { filter in
          let tag = filter.tag
          return Choice(
            filter: filter,
            count: chips.context.models.count { chips.context.figures.entry($0.model).tags.contains(tag) })
        }
      },
    ]
  }

  private struct Choice: Sendable {
    let filter: Filter
    /// The models it lets through.
    let count: Int

    static let slots: [Slot<Choice>] = [
      .text("choice_id") { $0.filter.rawValue },
      .text("choice_label") { $0.count == 0 ? "\($0.filter.label) (0)" : $0.filter.label },
      .flag("choice_disabled") { $0.count == 0 },
    ]
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

  private func card(_ entry: ModelEntry, _ pictures: SharedGlyphs, root: String) -> HTML {
    let model = entry.model, sheet = model.sheet
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
    html.raw("</p><dl class=\"facts\"><dt>Parameters</dt><dd><b>")
    html.text(sheet.parameters.total.parametersText)
    html.raw("</b>")
    if entry.isSparse { html.text(", \(sheet.parameters.activeText("active"))") }
    html.raw("</dd><dt>Layers</dt><dd><b>")
    html.text(sheet.depth.grouped)
    html.raw("</b> × ")
    html.text(sheet.spec.dimensions.width.grouped)
    html.raw("</dd><dt>Mixer</dt><dd>")
    html.text(sheet.cardMixer)
    html.raw("</dd><dt>Context</dt><dd><b>")
    html.text(sheet.spec.dimensions.context.tokensText)
    html.raw("</b> tokens</dd><dt>KV cache</dt><dd><b>")
    html.text(sheet.cache.bytesPerToken.bytesText)
    html.raw("</b> per token</dd></dl></div></li>\n")
    return html
  }
}

extension FactSheet {
  /// The mixers as a card has room for: without a count when all layers are alike.
  var cardMixer: String {
    guard let only = mixers.first, mixers.count == 1, only.count == depth else { return layerMix }
    return only.sublayer.name.short
  }
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
