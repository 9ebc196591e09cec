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

  static let entry = SiteEntry("Compare", "compare/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Compare two models", description: "Two models side by side, with the differences computed.",
      path: "compare/", root: Link.root(depth: 1), entry: PickerPage.entry)
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
    .list("options", of: optionSlots) { $0.models },
    .notedLinks("models") { page in
      page.models.reversed().map {
        LinkItem(page.root + Link.model($0.slug) + "#compare", $0.name, byline($0))
      }
    },
    .list("groups", of: Group.slots) { $0.groups },
    .markup("descents") { $1.append($0.descents) },
    .flag("has_descents") { !$0.descents.isEmpty },
    .text("pair_count") { $0.context.comparisons.pairs.count.grouped },
    .flag("is_complete") {
      $0.context.comparisons.pairs.count == $0.models.count * ($0.models.count - 1) / 2
    },
  ]

  private static let optionSlots: [Slot<Model>] = [
    .text("name") { $0.name }, .text("slug") { $0.slug }, .text("byline") { byline($0) },
  ]

  private static func byline(_ model: Model) -> String {
    "\(model.organization), \(model.released.monthAndYear)"
  }

  private struct Group: Sendable {
    let page: PickerPage
    let title: String
    let pairs: [ModelPair]

    static let slots: [Slot<Group>] = [
      .text("group_title") { $0.title }, .flag("group_has_items") { !$0.pairs.isEmpty },
      .markup("group_items") { $0.page.write($0.pairs, to: &$1) },
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

  private func write(_ pairs: [ModelPair], to out: inout ByteWriter) {
    for pair in pairs {
      guard let older = context.model(pair.older), let newer = context.model(pair.newer) else { continue }
      out.element("li") {
        $0.link(root + Link.compare(pair), "\(older.name) and \(newer.name)")
        for (model, id) in [(older, "a"), (newer, "b")] {
          $0.append(Overview.strip(context.figures.entry(model), id: "p-\(pair.slug)-\(id)"))
        }
        $0.element("span", text: Difference(older: older.sheet, newer: newer.sheet).verdict)
      }
      out.endLine()
    }
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
      .sorted { ($0.key.lowercased(), $0.key) < ($1.key.lowercased(), $1.key) }
    return HTML { out in
      for (maker, models) in makers {
        let steps = models.flatMap { model in
          model.basedOn.compactMap { edge in
            context.model(edge.slug).map { (parent: $0, child: model, relation: edge.relation) }
          }
        }.filter { context.hasPage(ModelPair($0.parent, $0.child)) }
        guard !steps.isEmpty else { continue }
        out.element("details", class: "all") {
          $0.element("summary") {
            $0.text(maker + " ")
            $0.element(
              "span", class: "muted small", text: steps.count == 1 ? "1 step" : "\(steps.count) steps")
          }
          $0.element("ul", class: "links") {
            $0.endLine()
            for step in steps {
              let difference = Difference(older: step.parent.sheet, newer: step.child.sheet)
              $0.element("li") {
                $0.link(
                  root + Link.compare(ModelPair(step.parent, step.child)),
                  "\(step.parent.name) and \(step.child.name)")
                $0.element("span", text: "\(step.relation.words): \(difference.verdict.midSentence)")
              }
              $0.endLine()
            }
          }
        }
        out.endLine()
      }
    }
  }

  /// Neighbours by size within one class, from different makers.
  private var sizes: [ModelPair] {
    context.families.all.filter { $0.kind == .size }.flatMap { family -> [ModelPair] in
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
