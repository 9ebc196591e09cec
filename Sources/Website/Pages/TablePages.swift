import Architecture
import Catalog
import Diagnostics
import Diagram

/// Every model in one table, once for each order.
struct TablePages: PageKind, Sendable {
  private let order: Order
  private let context: SiteContext
  private let scales: Scales
  /// What each model's row says behind its name, the same in every order; by place in the catalog.
  private let cells: Lazy<Fragments>
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

  static func add(to plan: inout PagePlan) {
    let context = plan.context, scales = Scales(context.catalog.models)
    let cells = Lazy {
      var cells = FragmentWriter()
      for model in context.catalog.models {
        cells.add { writeCells(model, strip: context.figures.strip(model.slug), scales, &$0) }
      }
      return cells.fragments
    }
    plan.add("table", slots) { template in
      Order.allCases.map { order in
        let frame = context.frame(
          heading(order), description: "Every model with its computed numbers, \(order.direction).",
          path: order == .date ? "table/" : "table/\(order.rawValue)/", root: Link.root(depth: order.depth),
          nav: .table)
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
    .markup("head") { $1.append($0.head($0.order, root: $0.root)) },
    .markup("rows") { $0.writeRows(to: &$1) },
  ]

  private func writeRows(to rows: inout ByteWriter) {
    let cells = cells.value
    for model in order.sorted(context.catalog.models) {
      rows.raw("<tr><th scope=\"row\">")
      rows.link(root + Link.model(model.slug), model.name)
      rows.raw("</th>")
      if let place = context.index(of: model.slug) { rows.append(cells, place) }
      rows.raw("</tr>\n")
    }
  }

  private func head(_ current: Order, root: String) -> HTML {
    var html = HTML()
    for order in Order.allCases.filter({ $0 != .date }) {
      column(order, current, root: root, scales.note(order), &html)
      if order == .name {
        column(.date, current, root: root, nil, &html)
        html.raw("<th scope=\"col\">Layer map<small>a mark per layer</small></th>")
      }
      if order == .width { html.raw("<th scope=\"col\">Mixer</th><th scope=\"col\">Feed-forward</th>") }
    }
    return html
  }

  private func column(_ order: Order, _ current: Order, root: String, _ note: String?, _ html: inout HTML) {
    let isText = order == .name || order == .date
    html.raw(isText ? "<th scope=\"col\"" : "<th scope=\"col\" class=\"num\"")
    if order == current {
      html.attribute("aria-sort", order == .name || order == .cache ? "ascending" : "descending")
    }
    html.raw(">")
    html.link(root + order.path, order.label)
    if let small = order == current ? "▼ " + order.direction : note {
      html.raw("<small>")
      html.text(small)
      html.raw("</small>")
    }
    html.raw("</th>")
  }

  private static func writeCells(_ model: Model, strip: HTML, _ scales: Scales, _ html: inout ByteWriter) {
    let sheet = model.sheet
    html.raw("<td>")
    html.text(String(model.released.iso.prefix(7)))
    html.raw("</td><td class=\"map\">")
    html.append(strip)
    html.raw("</td>")
    number(.parameters, model, sheet.parameters.total.parametersText, scales, &html)
    number(.active, model, sheet.parameters.active.parametersText, scales, &html)
    number(.layers, model, sheet.depth.grouped, scales, &html)
    number(.width, model, sheet.spec.dimensions.width.grouped, scales, &html)
    html.raw("<td class=\"long\">")
    html.text(sheet.cardMixer)
    html.raw("</td><td class=\"long\">")
    html.text(sheet.feedForwards.map(\.sublayer.name.short).tally.map(\.value).joined(separator: ", "))
    html.raw("</td>")
    number(.context, model, sheet.spec.dimensions.context.tokensText, scales, &html)
    number(.cache, model, sheet.cache.bytesPerToken.bytesText, scales, &html)
  }

  private static func number(
    _ order: Order, _ model: Model, _ text: String, _ scales: Scales, _ html: inout ByteWriter
  ) {
    html.raw("<td class=\"num sb\">")
    html.text(text)
    html.raw(
      "<svg class=\"spark\" viewBox=\"0 0 100 3\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 0h"
    )
    html.text(trimmed(scales.share(order, order.value(model)) * 100, 1))
    html.raw("v3H0z\"/></svg></td>")
  }
}

/// One scale a column, so that bars compare from row to row.
struct Scales: Sendable {
  private let bounds: [TablePages.Order: ClosedRange<Double>]

  init(_ models: [Model]) {
    var bounds: [TablePages.Order: ClosedRange<Double>] = [:]
    for order in TablePages.Order.allCases {
      let values = models.map(order.value).filter { $0 > 0 }
      bounds[order] = (values.min() ?? 1)...(values.max() ?? 1)
    }
    // Total and active parameters share a scale.
    if let total = bounds[.parameters], let active = bounds[.active] {
      let both = min(total.lowerBound, active.lowerBound)...max(total.upperBound, active.upperBound)
      bounds[.parameters] = both
      bounds[.active] = both
    }
    self.bounds = bounds
  }

  private static func isLinear(_ order: TablePages.Order) -> Bool { order == .layers || order == .width }

  func note(_ order: TablePages.Order) -> String? {
    guard let range = bounds[order], order != .name, order != .date else { return nil }
    return Self.isLinear(order) ? "of \(Int(range.upperBound).grouped)" : "log scale"
  }

  /// From 0 to 1: linear from zero, or by octaves with one octave below the smallest.
  func share(_ order: TablePages.Order, _ value: Double) -> Double {
    guard value > 0, let range = bounds[order] else { return 0 }
    if Self.isLinear(order) { return value / range.upperBound }
    let low = range.lowerBound / 2
    return octaves(value / low) / octaves(range.upperBound / low)
  }

  /// The base-2 logarithm to 1/64, by squaring: the same digits with every C library.
  private func octaves(_ ratio: Double) -> Double {
    var value = ratio, whole = 0.0
    while value >= 2 {
      value /= 2
      whole += 1
    }
    var step = 0.5
    while step >= 1.0 / 64 {
      value *= value
      if value >= 2 {
        value /= 2
        whole += step
      }
      step /= 2
    }
    return whole
  }
}
