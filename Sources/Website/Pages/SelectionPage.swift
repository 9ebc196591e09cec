import Catalog
import Diagnostics

/// Any models side by side: a script fills the table from `ModelsScript`; readers without one find links.
struct SelectionPage: Sendable {
  let context: SiteContext
  private let root = Link.root(depth: 2)

  init(context: SiteContext) { self.context = context }

  var page: Page {
    Page("families/select/index.html", from: SourceLocation(file: "Templates/select.mustache")) { render() }
  }

  private func render() -> Diagnosed<[UInt8]> {
    let view = context.frame(
      "Any models side by side",
      description: "Choose two to eight models; the address of the page keeps the choice.",
      path: "families/select/", root: root, nav: .families)
    return context.templates.render(
      "select", view.adding(["choices": .html(choices), "families": .list(families)]),
      for: "families/select/index.html"
    ).map(\.bytes)
  }

  /// Newest first, with the maker for those who look for it.
  private var choices: HTML {
    var html = HTML()
    for model in context.catalog.models {
      html.raw("<li><label><input type=\"checkbox\"")
      html.attribute("value", model.slug)
      html.raw("><span>")
      html.text(model.name)
      html.raw(" <small>")
      html.text(model.organization)
      html.raw("</small></span></label></li>\n")
    }
    return html
  }

  /// The tables that are there without a script, by kind.
  private var families: [View] {
    Family.Kind.allCases.map { kind in
      var items = HTML()
      for family in context.families where family.kind == kind {
        items.raw("<li>")
        items.link(root + Link.family(family.slug), family.title)
        items.raw("</li>\n")
      }
      return View([
        "kind_title": .text(kind.title), "kind_items": .html(items), "kind_has_items": .flag(!items.isEmpty),
      ])
    }
  }
}
