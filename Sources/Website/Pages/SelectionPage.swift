import Catalog

/// Any models side by side: a script fills the table from `ModelsScript`; readers without one find links.
struct SelectionPage: PageKind, Sendable {
  private static let root = Link.root(depth: 2)
  private let context: SiteContext

  static func entries(_ catalog: Catalog) -> [SiteEntry] {
    [SiteEntry("Any models side by side", "families/select/index.html", isMain: false)]
  }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Any models side by side",
      description: "Choose two to eight models; the address of the page keeps the choice.",
      path: "families/select/", root: root, entry: FamilyPages.entry)
    plan.add("select", slots) { template in
      [template.page("families/select/index.html", in: frame) { SelectionPage(context: context) }]
    }
  }

  private static let slots: [Slot<SelectionPage>] = [
    .list("choices", of: choiceSlots) { $0.context.catalog.models },
    .list("families", of: FamilyGroup.slots) { page in
      Family.Kind.allCases.map { FamilyGroup(kind: $0, context: page.context) }
    },
  ]

  /// The tables that are there without a script, of one kind.
  private struct FamilyGroup: Sendable {
    let kind: Family.Kind
    let context: SiteContext

    static let slots: [Slot<FamilyGroup>] = [
      .text("kind_title") { $0.kind.title },
      .flag("kind_has_items") { !$0.families.isEmpty },
      .links("kind_items") { $0.families.map { LinkItem(root + Link.family($0.slug), $0.title) } },
    ]

    private var families: [Family] { context.families.all.filter { $0.kind == kind } }
  }

  /// A model, with its maker for those who look for it.
  private static let choiceSlots: [Slot<Model>] = [
    .text("slug") { $0.slug }, .text("name") { $0.name }, .text("organization") { $0.organization },
  ]
}
