import Architecture
import Catalog
import Diagnostics
import Diagram

/// Choosing two models to compare: by name, or from pairs worth a look.
struct PickerPage: Sendable {
  let context: SiteContext
  private let root = Link.root(depth: 1)

  init(context: SiteContext) { self.context = context }

  /// Pairs of one list.
  private static let most = 12

  var pages: [Page] {
    [Page("compare/index.html", from: SourceLocation(file: "Templates/picker.mustache")) { render() }]
  }

  private func render() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "Compare two models", description: "Two models side by side, with the differences computed.",
      path: "compare/", root: root, nav: .compare)
    // Oldest first: a page is named after the older model, and the script only has to keep this order.
    let models = context.catalog.models.sorted { $0.age < $1.age }
    var options = HTML(), all = HTML()
    for model in models {
      options.raw("<option")
      options.attribute("value", model.name)
      options.attribute("data-slug", model.slug)
      options.raw(">")
      options.text("\(model.organization), \(model.released.monthAndYear)")
      options.raw("</option>")
    }
    for model in models.reversed() {
      all.raw("<li>")
      all.link(root + Link.model(model.slug) + "#compare", model.name)
      all.raw("<span>")
      all.text("\(model.organization), \(model.released.monthAndYear)")
      all.raw("</span></li>\n")
    }
    var told: Set<ModelPair> = []
    func group(_ title: String, _ pairs: [ModelPair]) -> View {
      // A pair no list had room for is free for the next one.
      let shown = pairs.tally.map(\.value)
        .filter { context.hasPage($0) && !told.contains($0) }.prefix(Self.most)
      told.formUnion(shown)
      let items = list(shown)
      return View([
        "group_title": .text(title), "group_items": .html(items), "group_has_items": .flag(!items.isEmpty),
      ])
    }
    let groups = [
      group("Worth a look", editorial), group("Rivals of one season", rivals), group("Of one size", sizes),
    ]
    let descents = descents
    return context.templates.render(
      "picker",
      view.adding([
        "options": .html(options), "groups": .list(groups), "descents": .html(descents),
        "has_descents": .flag(!descents.isEmpty), "models": .html(all),
        "pair_count": .text(context.pairs.count.grouped),
        "is_complete": .flag(context.pairs.count == models.count * (models.count - 1) / 2),
      ]), for: "compare/index.html"
    ).map(\.bytes)
  }

  private func list(_ pairs: ArraySlice<ModelPair>) -> HTML {
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
  private var descents: HTML {
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
