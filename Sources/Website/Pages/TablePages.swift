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

  /// A column that a page is sorted by; the first is the table's own page.
  enum Order: String, CaseIterable, Sendable {
    case date, name, parameters, active, layers, width, context, cache

    var path: String { self == .date ? "table/index.html" : "table/\(rawValue)/index.html" }
    var depth: Int { self == .date ? 1 : 2 }

    var label: String {
      switch self {
      case .date: "Date"
      case .name: "Model"
      case .parameters: "Parameters"
      case .active: "Active"
      case .layers: "Layers"
      case .width: "Width"
      case .context: "Context"
      case .cache: "KV cache"
      }
    }

    /// What is first, as the head of the column says it.
    var direction: String {
      switch self {
      case .date: "newest first"
      case .name: "A to Z"
      case .cache: "smallest first"
      case .parameters, .active, .layers, .width, .context: "largest first"
      }
    }

    func value(_ model: Model) -> Double {
      switch self {
      case .date, .name: 0
      case .parameters: Double(model.sheet.parameters.total)
      case .active: Double(model.sheet.parameters.active)
      case .layers: Double(model.sheet.depth)
      case .width: Double(model.spec.dimensions.width)
      case .context: Double(model.spec.dimensions.context)
      case .cache: model.sheet.cache.bytesPerToken
      }
    }

    func sorted(_ models: [Model]) -> [Model] {
      switch self {
      case .date: models
      case .name:
        models.map { ($0.name.lowercased(), $0) }.sorted { ($0.0, $0.1.slug) < ($1.0, $1.1.slug) }.map(\.1)
      case .parameters, .active, .layers, .width, .context, .cache:
        models.map { (self == .cache ? value($0) : -value($0), $0) }
          .sorted { ($0.0, $0.1.slug) < ($1.0, $1.1.slug) }.map(\.1)
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
      Order.allCases.map { order in
        let frame = context.frame(
          heading(order), description: "Every model with its computed numbers, \(order.direction).",
          path: order == .date ? "table/" : "table/\(order.rawValue)/", root: Link.root(depth: order.depth),
          entry: entry, isWide: true)
        return template.page(order.path, in: frame) {
          TablePages(order: order, context: context, scales: scales, cells: cells)
        }
      }
    }
  }

  private static func heading(_ order: Order) -> String {
    order == .date ? "All models" : "All models by \(order.label.midSentence)"
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
    for column in Order.allCases where column != .date {
      write(column, scales.note(column), to: &out)
      if column == .name {
        write(.date, nil, to: &out)
        out.element("th", .scope("col")) {
          $0.text("Layer map")
          $0.element("small", text: "a mark per layer")
        }
      }
      if column == .width {
        out.element("th", .scope("col"), text: "Mixer")
        out.element("th", .scope("col"), text: "Feed-forward")
      }
    }
  }

  private func write(_ column: Order, _ note: String?, to out: inout ByteWriter) {
    let isText = column == .name || column == .date, isCurrent = column == order
    let direction = column == .name || column == .cache ? "ascending" : "descending"
    out.element(
      "th", .scope("col"), isText ? nil : .class("num"), isCurrent ? .set("aria-sort", direction) : nil
    ) {
      $0.link(root + column.path, column.label)
      if let note = isCurrent ? "▼ " + column.direction : note { $0.element("small", text: note) }
    }
  }

  private static func writeCells(
    _ model: Model, _ context: SiteContext, _ scales: TableScales, to out: inout ByteWriter
  ) {
    let sheet = model.sheet
    func number(_ order: Order, _ text: String, to out: inout ByteWriter) {
      out.element("td", class: "num sb") {
        $0.text(text)
        $0.append(ShareBar.spark(scales.share(order, order.value(model))))
      }
    }
    out.element("td", text: String(model.released.iso.prefix(7)))
    out.element("td", class: "map") { $0.append(context.figures.strip(model.slug)) }
    number(.parameters, sheet.parameters.total.parametersText, to: &out)
    number(.active, sheet.parameters.active.parametersText, to: &out)
    number(.layers, sheet.depth.grouped, to: &out)
    number(.width, sheet.spec.dimensions.width.grouped, to: &out)
    out.element("td", class: "long", text: sheet.cardMixer)
    out.element(
      "td", class: "long",
      text: sheet.feedForwards.map(\.sublayer.name.short).tally.map(\.value).joined(separator: ", "))
    number(.context, sheet.spec.dimensions.context.tokensText, to: &out)
    number(.cache, sheet.cache.bytesPerToken.bytesText, to: &out)
  }
}
