import Architecture
import Catalog
import Diagnostics
import Diagram

/// Every model in one table, once for each order.
struct TablePages: Sendable {
  private let context: SiteContext
  private let scales: Scales
  /// What each model's row says behind its name, the same in every order; by place in the catalog.
  private let cells: Lazy<Fragments>

  init(context: SiteContext) {
    let scales = Scales(context.catalog.models)
    (self.context, self.scales) = (context, scales)
    cells = Lazy {
      var cells = FragmentWriter()
      for model in context.catalog.models {
        cells.add { Self.writeCells(model, strip: context.figures.strip(model.slug), scales, &$0) }
      }
      return cells.fragments
    }
  }

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
      case .name:
        models.map { ($0.name.lowercased(), $0) }.sorted { ($0.0, $0.1.slug) < ($1.0, $1.1.slug) }.map(\.1)
      case .fact(let fact): fact.sorted(models)
      }
    }
  }

  var pages: [Page] {
    Order.all.map { order in
      Page(order.path, from: SourceLocation(file: "Templates/table.mustache")) { render(order) }
    }
  }

  private func render(_ order: Order) -> Diagnosed<[UInt8]> {
    let root = Link.root(depth: order.depth)
    let title = order.address == nil ? "All models" : "All models by \(order.label.midSentence)"
    let view = context.frame(
      title, description: "Every model with its computed numbers, \(order.direction).",
      path: order.address.map { "table/\($0)/" } ?? "table/", root: root, nav: .table)
    let cells = cells.value
    var rows = HTML()
    for model in order.sorted(context.catalog.models) {
      rows.raw("<tr><th scope=\"row\">")
      rows.link(root + Link.model(model.slug), model.name)
      rows.raw("</th>")
      if let place = context.index(of: model.slug) { rows.append(cells, place) }
      rows.raw("</tr>\n")
    }
    return context.templates.render(
      "table",
      view.adding([
        "heading": .text(title), "head": .html(head(order, root: root)), "rows": .html(rows),
      ]),
      for: order.path
    ).map(\.bytes)
  }

  private func head(_ current: Order, root: String) -> HTML {
    var html = HTML()
    column(.name, current, root: root, nil, &html)
    column(.date, current, root: root, nil, &html)
    html.raw("<th scope=\"col\">Layer map<small>a mark per layer</small></th>")
    for fact in Self.facts {
      if fact.group == .words {
        html.raw("<th scope=\"col\">")
        html.text(fact.short)
        html.raw("</th>")
      } else {
        column(.fact(fact), current, root: root, scales.note(fact), &html)
      }
    }
    return html
  }

  private func column(_ order: Order, _ current: Order, root: String, _ note: String?, _ html: inout HTML) {
    html.raw(order.isText ? "<th scope=\"col\"" : "<th scope=\"col\" class=\"num\"")
    let isCurrent = order.path == current.path
    if isCurrent { html.attribute("aria-sort", order.isAscending ? "ascending" : "descending") }
    html.raw(">")
    html.link(root + order.path, order.label)
    if let small = isCurrent ? "▼ " + order.direction : note {
      html.raw("<small>")
      html.text(small)
      html.raw("</small>")
    }
    html.raw("</th>")
  }

  private static func writeCells(_ model: Model, strip: HTML, _ scales: Scales, _ html: inout ByteWriter) {
    html.raw("<td>")
    html.text(model.released.iso.map { String($0.prefix(7)) } ?? "not stated")
    html.raw("</td><td class=\"map\">")
    html.append(strip)
    html.raw("</td>")
    for fact in facts {
      if fact.group == .words {
        html.raw("<td class=\"long\">")
        html.text(fact.value(model.sheet)?.text ?? "")
        html.raw("</td>")
      } else {
        number(fact, model.sheet, scales, &html)
      }
    }
  }

  private static func number(
    _ fact: ModelFact, _ sheet: FactSheet, _ scales: Scales, _ html: inout ByteWriter
  ) {
    html.raw("<td class=\"num sb\">")
    html.text(fact.value(sheet)?.shortText ?? "–")
    html.raw(
      "<svg class=\"spark\" viewBox=\"0 0 100 3\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"M0 0h"
    )
    html.text(trimmed(scales.share(fact, fact.number(sheet) ?? 0) * 100, 1))
    html.raw("v3H0z\"/></svg></td>")
  }
}

extension ModelFact {
  /// In the order of the fact; models without it come last.
  func sorted(_ models: [Model]) -> [Model] {
    models.map { model in
      let number = number(model.sheet).map { leads == .smallest ? $0 : -$0 }
      return (number ?? .infinity, model)
    }.sorted { ($0.0, $0.1.slug) < ($1.0, $1.1.slug) }.map(\.1)
  }
}

/// One scale a column, so that bars compare from row to row.
struct Scales: Sendable {
  /// By id; facts that are parts of one whole share its scale.
  private let bounds: [String: ClosedRange<Double>]

  init(_ models: [Model]) {
    var bounds: [String: ClosedRange<Double>] = [:]
    for fact in TablePages.facts {
      let values = models.compactMap { fact.number($0.sheet) }.filter { $0 > 0 }
      let own = (values.min() ?? 1)...(values.max() ?? 1), scale = fact.whole ?? fact.id
      let known = bounds[scale] ?? own
      bounds[scale] = min(known.lowerBound, own.lowerBound)...max(known.upperBound, own.upperBound)
    }
    self.bounds = bounds
  }

  func note(_ fact: ModelFact) -> String? {
    guard let range = bounds[fact.whole ?? fact.id] else { return nil }
    return fact.scale == .linear ? "of \(Int(range.upperBound).grouped)" : "log scale"
  }

  /// From 0 to 1: linear from zero, or by octaves with one octave below the smallest.
  func share(_ fact: ModelFact, _ value: Double) -> Double {
    guard value > 0, let range = bounds[fact.whole ?? fact.id] else { return 0 }
    if fact.scale == .linear { return value / range.upperBound }
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
