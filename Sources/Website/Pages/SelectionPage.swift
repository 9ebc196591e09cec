import Catalog
import Diagnostics

/// Any models side by side: a script fills the table from `ModelsScript`; readers without one find links.
struct SelectionPage: PageKind, Sendable {
  private static let root = Link.root(depth: 2)
  private let context: SiteContext

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let frame = context.frame(
      "Any models side by side",
      description: "Choose two to eight models; the address of the page keeps the choice.",
      path: "families/select/", root: root, nav: .families)
    plan.add("select", slots) { template in
      [template.page("families/select/index.html", in: frame) { SelectionPage(context: context) }]
    }
  }

  private static let slots: [Slot<SelectionPage>] = [
    .markup("choices") { $0.writeChoices(to: &$1) },
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
      .markup("kind_items") { group, out in
        for family in group.families {
          out.raw("<li>")
          out.link(root + Link.family(family.slug), family.title)
          out.raw("</li>\n")
        }
      },
    ]

    private var families: [Family] { context.families.filter { $0.kind == kind } }
  }

  /// Newest first, with the maker for those who look for it.
  private func writeChoices(to html: inout ByteWriter) {
    for model in context.catalog.models {
      html.raw("<li><label><input type=\"checkbox\"")
      html.attribute("value", model.slug)
      html.raw("><span>")
      html.text(model.name)
      html.raw(" <small>")
      html.text(model.organization)
      html.raw("</small></span></label></li>\n")
    }
  }
}
