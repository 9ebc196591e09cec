import Architecture
import Catalog
import Diagnostics
import Diagram

/// Every model in one table, once for each order.
struct TablePages: PageKind, Sendable {
  private let order: Order
  private let context: SiteContext
  private let scales: TableScales
  /// What each model's row says behind its name, the same in every order; by index in the catalog.
  private let cells: Lazy<[HTML]>
  private var root: String { Link.root(depth: order.depth) }

  /// Its columns; those of words have no order of their own.
  static let facts = ModelFact.shown(.table)

  /// A column that a page is sorted by; the first is the table's own page.
  enum Order: Sendable {
    case date, name
    case fact(ModelFact)

    static let all = [Order.date, .name] + TablePages.facts.filter { $0.group != .words }.map(Order.fact)

    /// Part of its address; nil for the table's own page.
    var address: String? {
      switch self {
      case .date: nil
      case .name: "name"
      case .fact(let fact): fact.address
      }
    }

    var path: String { address.map { "table/\($0)/index.html" } ?? "table/index.html" }
    var depth: Int { address == nil ? 1 : 2 }

    var label: String {
      switch self {
      case .date: "Date"
      case .name: "Model"
      case .fact(let fact): fact.short
      }
    }

    /// What is first, as the head of the column says it.
    var direction: String {
      switch self {
      case .date: "newest first"
      case .name: "A to Z"
      case .fact(let fact): "\(fact.leads.rawValue) first"
      }
    }

    var isAscending: Bool {
      switch self {
      case .date: false
      case .name: true
      case .fact(let fact): fact.leads == .smallest
      }
    }

    var isText: Bool { if case .fact = self { false } else { true } }

    func sorted(_ models: [Model]) -> [Model] {
      switch self {
      case .date: models
      case .name: models.sorted { ($0.name.lowercased(), $0.slug) < ($1.name.lowercased(), $1.slug) }
      case .fact(let fact): fact.sorted(models)
      }
    }
  }

  static let entry = SiteEntry("Table", "table/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context, scales = TableScales(context.catalog.models)
    let cells = Lazy {
      context.catalog.models.map { model in HTML { writeCells(model, context, scales, to: &$0) } }
    }
    plan.add("table", slots) { template in
      Order.all.map { order in
        let frame = context.frame(
          heading(order), description: "Every model with its computed numbers, \(order.direction).",
          path: order.address.map { "table/\($0)/" } ?? "table/", root: Link.root(depth: order.depth),
          entry: entry, isWide: true)
        return template.page(order.path, in: frame) {
          TablePages(order: order, context: context, scales: scales, cells: cells)
        }
      }
    }
  }

  private static func heading(_ order: Order) -> String {
    order.address == nil ? "All models" : "All models by \(order.label.midSentence)"
  }

  private static let slots: [Slot<TablePages>] = [
    .text("heading") { heading($0.order) },
    .markup("head") { $0.writeHead(to: &$1) },
    .markup("rows") { $0.writeRows(to: &$1) },
  ]

  private func writeRows(to out: inout ByteWriter) {
    let cells = cells.value
    for model in order.sorted(context.catalog.models) {
      out.element("tr") {
        $0.element("th", .scope("row")) { $0.link(root + Link.model(model.slug), model.name) }
        if let index = context.catalog.index(of: model.slug) { $0.append(cells[index]) }
      }
      out.endLine()
    }
  }

  private func writeHead(to out: inout ByteWriter) {
    write(.name, nil, to: &out)
    write(.date, nil, to: &out)
    out.element("th", .scope("col")) {
      $0.text("Layer map")
      $0.element("small", text: "a mark per layer")
    }
    for fact in Self.facts {
      if fact.group == .words {
        out.element("th", .scope("col"), text: fact.short)
      } else {
        write(.fact(fact), scales.note(fact), to: &out)
      }
    }
  }

  private func write(_ column: Order, _ note: String?, to out: inout ByteWriter) {
    let isCurrent = column.path == order.path, direction = column.isAscending ? "ascending" : "descending"
    out.element(
      "th", .scope("col"), column.isText ? nil : .class("num"),
      isCurrent ? .set("aria-sort", direction) : nil
    ) {
      $0.link(root + column.path, column.label)
      if let note = isCurrent ? "▼ " + column.direction : note { $0.element("small", text: note) }
    }
  }

  private static func writeCells(
    _ model: Model, _ context: SiteContext, _ scales: TableScales, to out: inout ByteWriter
  ) {
    out.element("td", text: model.released.iso.map { String($0.prefix(7)) } ?? "not stated")
    out.element("td", class: "map") { $0.append(context.figures.strip(model.slug)) }
    for fact in facts {
      let value = fact.value(model.sheet)
      if fact.group == .words {
        out.element("td", class: "long", text: value?.text ?? "–")
        continue
      }
      out.element("td", class: "num sb") {
        $0.text(value?.shortText ?? "–")
        $0.append(ShareBar.spark(scales.share(fact, value?.number ?? 0)))
      }
    }
  }
}

extension ModelFact {
  /// In the order of the fact; models without it come last.
  func sorted(_ models: [Model]) -> [Model] {
    let keyed = models.map { model -> (key: Double, model: Model) in
      let number = number(model.sheet).map { leads == .smallest ? $0 : -$0 }
      return (number ?? .infinity, model)
    }
    return keyed.sorted { ($0.key, $0.model.slug) < ($1.key, $1.model.slug) }.map(\.model)
  }
}
