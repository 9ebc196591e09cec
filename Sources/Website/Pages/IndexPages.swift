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

  static let entry = SiteEntry("Gallery", "index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.add("index", slots) { template in
      Order.all.map { order in
        let frame = context.frame(
          heading(order, context), description: context.catalog.settings.description,
          path: order.address.map { "sort/\($0)/" } ?? "", root: root(order), entry: IndexPages.entry)
        return template.page(order.path, in: frame) { IndexPages(order: order, context: context) }
      }
    }
  }

  private static func root(_ order: Order) -> String { Link.root(depth: order.address == nil ? 0 : 2) }

  private static func heading(_ order: Order, _ context: SiteContext) -> String {
    order.address == nil ? context.catalog.settings.title : "Models, \(order.label.midSentence) first"
  }

  private static let slots: [Slot<IndexPages>] = [
    .text("heading") { heading($0.order, $0.context) },
    .text("lede") { $0.context.catalog.settings.description },
    .flag("is_home") { $0.order.address == nil },
    .markup("shared") { $1.append($0.context.figures.glyphs.value.definitions) },
    .markup("skyline") { $1.append($0.skyline($0.root)) },
    .notedLinks("counts") { $0.counts },
    .links("starts") { $0.starts },
    .flag("has_starts") { !$0.context.catalog.pairNotes.isEmpty },
    .list("filters", of: FilterChips.slots) { page in
      Filter.groups.map { FilterChips(group: $0, context: page.context) }
    },
    .list("orders", of: OrderLink.slots) { page in
      Order.all.map { OrderLink(order: $0, isCurrent: $0.path == page.order.path, root: page.root) }
    },
    .list("cards", of: Card.slots) { page in
      page.order.sorted(page.context.catalog.models).map { Card(model: $0, page: page) }
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
            count: chips.context.catalog.models.count { chips.context.figures.entry($0).tags.contains(tag) })
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
    // The cards below are the way by keyboard; a hundred stops before them would bar it.
    let links = ConceptLinks(areInTabOrder: false)
    return HTML {
      FigureSet.writeThree(links, to: &$0) { width, name in
        Overview.skyline(entries, width: width, rows: width < 600 ? 1 : 3, id: "sky-\(name)")
      }
    }
  }

  /// How much there is to see: each number, a link to it and what is counted.
  private var counts: [LinkItem] {
    let layers = context.catalog.models.reduce(0) { $0 + $1.sheet.spec.schedule.weightDepth }
    return [
      (context.catalog.models.count, "models", "table/index.html"), (layers, "layers drawn", "poster.svg"),
      (context.comparisons.pairs.count, "comparisons", "compare/index.html"),
      (context.catalog.concepts.count, "concepts", "concepts/index.html"),
    ].filter { $0.0 > 0 }.map { LinkItem(root + $0.2, $0.0.grouped, $0.1) }
  }

  /// Comparisons an author wrote about, the newest first: good first steps.
  private var starts: [LinkItem] {
    context.catalog.pairNotes.compactMap { note -> (older: Model, newer: Model)? in
      guard let older = context.model(note.pair.older), let newer = context.model(note.pair.newer) else {
        return nil
      }
      return (older, newer)
    }.sorted { ($1.newer.released, $1.newer.slug) < ($0.newer.released, $0.newer.slug) }.prefix(4).map {
      LinkItem(root + Link.compare(ModelPair($0.older, $0.newer)), "\($0.older.name) and \($0.newer.name)")
    }
  }

  private struct Card: Sendable {
    let model: Model
    let page: IndexPages

    static let slots: [Slot<Card>] = [
      .text("href") { $0.page.root + Link.model($0.model.slug) }, .text("name") { $0.model.name },
      .text("tags") { $0.page.context.figures.entry($0.model).tags.joined(separator: " ") },
      .markup("thumbnail") { $1.append($0.page.context.figures.glyphs.value.picture($0.model.slug)) },
      .text("organization") { $0.model.organization }, .text("released") { $0.model.released.long },
      .markup("facts") { $0.writeFacts(to: &$1) },
    ]

    /// The first value of a row is the one that counts; what continues it is set lighter.
    private func writeFacts(to out: inout ByteWriter) {
      var rows: [(label: String, first: ModelFact, others: [ModelFact])] = []
      for fact in ModelFact.shown(.card) {
        if fact.continuesRow, !rows.isEmpty {
          rows[rows.count - 1].others.append(fact)
        } else {
          rows.append((fact.short, fact, []))
        }
      }
      for row in rows {
        guard let first = row.first.line(model.sheet) else { continue }
        out.element("dt", text: row.label)
        out.element("dd") { out in
          out.text(first.before)
          if row.first.group == .words {
            out.text(first.value)
          } else {
            out.element("b", text: first.value)
          }
          out.text(first.after)
          for line in row.others.compactMap({ $0.line(model.sheet) }) {
            out.text(line.before + line.value + line.after)
          }
        }
      }
    }
  }
}
