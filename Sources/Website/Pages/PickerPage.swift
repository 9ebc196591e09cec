import Architecture
import Catalog
import Diagnostics
import Diagram

/// Choosing two models to compare: by name, or from pairs worth a look.
struct PickerPage: PageKind, Sendable {
  private let context: SiteContext
  /// Oldest first: a page is named after the older model, and the script only has to keep this order.
  private let models: [Model]
  private let descents: HTML
  private var root: String { Link.root(depth: 1) }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Compare two models", description: "Two models side by side, with the differences computed.",
      path: "compare/", root: Link.root(depth: 1), nav: .compare)
    plan.add("picker", slots) { template in
      [template.page("compare/index.html", in: frame) { PickerPage(context) }]
    }
  }

  private init(_ context: SiteContext) {
    self.context = context
    models = context.catalog.models.sorted { $0.age < $1.age }
    descents = Self.descents(context)
  }

  private static let slots: [Slot<PickerPage>] = [
    .markup("options") { $0.writeOptions(to: &$1) },
    .markup("models") { $0.writeModels(to: &$1) },
    .list("groups", of: Group.slots) { $0.groups },
    .markup("descents") { $1.append($0.descents) },
    .flag("has_descents") { !$0.descents.isEmpty },
    .text("pair_count") { $0.context.pairs.count.grouped },
    .flag("is_complete") { $0.context.pairs.count == $0.models.count * ($0.models.count - 1) / 2 },
  ]

  private func writeOptions(to options: inout ByteWriter) {
    for model in models {
      options.raw("<option")
      options.attribute("value", model.name)
      options.attribute("data-slug", model.slug)
      options.raw(">")
      options.text("\(model.organization), \(model.released.monthAndYear)")
      options.raw("</option>")
    }
  }

  private func writeModels(to all: inout ByteWriter) {
    for model in models.reversed() {
      all.raw("<li>")
      all.link(root + Link.model(model.slug) + "#compare", model.name)
      all.raw("<span>")
      all.text("\(model.organization), \(model.released.monthAndYear)")
      all.raw("</span></li>\n")
    }
  }

  private struct Group: Sendable {
    let page: PickerPage
    let title: String
    let pairs: [ModelPair]

    static let slots: [Slot<Group>] = [
      .text("group_title") { $0.title }, .flag("group_has_items") { !$0.pairs.isEmpty },
      .markup("group_items") { $1.append($0.page.list($0.pairs)) },
    ]
  }

  /// Pairs of one list.
  private static let most = 12

  private var groups: [Group] {
    var told: Set<ModelPair> = []
    func group(_ title: String, _ pairs: [ModelPair]) -> Group {
      // A pair no list had room for is free for the next one.
      let shown = pairs.tally.map(\.value)
        .filter { context.hasPage($0) && !told.contains($0) }.prefix(Self.most)
      told.formUnion(shown)
      return Group(page: self, title: title, pairs: Array(shown))
    }
    return [
      group("Worth a look", editorial), group("Rivals of one season", rivals), group("Of one size", sizes),
    ]
  }

  private func list(_ pairs: [ModelPair]) -> HTML {
    var html = HTML()
    for pair in pairs {
      func strip(_ model: Model) -> HTML {
        let scene = Overview.strip(
          context.figures.entry(model), id: "p-\(pair.slug)-\(model.slug == pair.older ? "a" : "b")")
        return HTML(trusted: scene.markup(standalone: false))
      }
      guard let older = context.model(pair.older), let newer = context.model(pair.newer) else { continue }
      html.raw("<li>")
      html.link(root + Link.compare(pair), "\(older.name) and \(newer.name)")
      html.append(strip(older))
      html.append(strip(newer))
      html.raw("<span>")
      html.text(Difference(older: older.sheet, newer: newer.sheet).verdict)
      html.raw("</span></li>\n")
    }
    return html
  }

  // MARK: Pairs worth a look, newest first

  /// Pairs an author wrote about or picked.
  private var editorial: [ModelPair] {
    context.catalog.pairNotes.map(\.pair)
      + context.catalog.models.flatMap { model in
        model.compareWith.compactMap { context.model($0.text) }.filter { $0.slug != model.slug }
          .map { ModelPair(model, $0) }
      }
  }

  /// Every step of a lineage, folded under the maker of what came of it, newest first.
  private static func descents(_ context: SiteContext) -> HTML {
    let root = Link.root(depth: 1)
    let makers = Dictionary(grouping: context.catalog.models) { $0.organization }
    var html = HTML()
    for (maker, models) in makers.sorted(by: { ($0.key.lowercased(), $0.key) < ($1.key.lowercased(), $1.key) }
    ) {
      let steps = models.flatMap { model in
        model.basedOn.compactMap { edge in
          context.model(edge.slug).map { (parent: $0, child: model, relation: edge.relation) }
        }
      }.filter { context.hasPage(ModelPair($0.parent, $0.child)) }
      guard !steps.isEmpty else { continue }
      html.raw("<details class=\"all\"><summary>")
      html.text(maker)
      html.raw(" <span class=\"muted small\">")
      html.text(steps.count == 1 ? "1 step" : "\(steps.count) steps")
      html.raw("</span></summary><ul class=\"links\">\n")
      for step in steps {
        html.raw("<li>")
        html.link(
          root + Link.compare(ModelPair(step.parent, step.child)),
          "\(step.parent.name) and \(step.child.name)")
        html.raw("<span>")
        let verdict = Difference(older: step.parent.sheet, newer: step.child.sheet).verdict.midSentence
        html.text("\(step.relation.words): \(verdict)")
        html.raw("</span></li>\n")
      }
      html.raw("</ul></details>\n")
    }
    return html
  }

  /// Neighbours by size within one class, from different makers.
  private var sizes: [ModelPair] {
    context.families.filter { $0.kind == .size }.flatMap { family -> [ModelPair] in
      let newest = family.models.reversed().prefix(8)
      return newest.indices.dropLast().lazy.map { (newest[$0], newest[newest.index(after: $0)]) }
        .filter { $0.0.organization != $0.1.organization }.prefix(2).map { ModelPair($0.0, $0.1) }
    }
  }

  /// Two makers, one season, one size.
  private var rivals: [ModelPair] {
    let models = context.catalog.models.filter(\.released.isKnown)
    return models.enumerated().compactMap { index, model in
      models[(index + 1)...].prefix(12).first { other in
        let months =
          (model.released.year - other.released.year) * 12 + model.released.month - other.released.month
        let sizes = [model, other].map { Double($0.sheet.parameters.total) }.sorted()
        return months <= 3 && other.organization != model.organization && sizes[1] <= 1.5 * sizes[0]
      }.map { ModelPair(model, $0) }
    }
  }
}
