import Architecture
import Catalog
import Diagnostics
import Diagram

/// The glossary: one page an idea, and the list of all.
struct ConceptPages: Sendable {
  let context: SiteContext
  private let root = Link.root(depth: 2)

  init(context: SiteContext) { self.context = context }

  var pages: [Page] {
    context.catalog.concepts.map { concept in
      Page(Link.concept(concept.slug), from: concept.location) { render(concept) }
    } + [
      Page("concepts/index.html", from: SourceLocation(file: "Templates/concepts.mustache")) { renderList() }
    ]
  }

  private func render(_ concept: Concept) -> Diagnosed<[UInt8]> {
    let body = DocumentWriter(context: context, root: root).markup(concept.body), block = block(concept)
    let users = context.models(using: concept.slug)
    let view = context.frame(
      concept.name, description: concept.definition, path: "concepts/\(concept.slug)/", root: root,
      nav: .concepts)
    let page = context.templates.render(
      "concept",
      view.adding([
        "columns": .list(ModelFact.shown(.concepts).map { View(["column_label": .text($0.short)]) }),
        "name": .text(concept.name), "short": .text(concept.short),
        "has_short": .flag(concept.short != concept.name),
        "definition": .text(concept.definition),
        "introduced": .text(concept.introduced?.long ?? ""), "has_date": .flag(concept.introduced != nil),
        "body": .html(body.value ?? ""), "toc": .list(ModelPages.contents(concept.body)),
        "has_toc": .flag(ModelPages.contents(concept.body).count > 1),
        "users": .html(table(users, of: concept)), "has_users": .flag(!users.isEmpty),
        "user_count": .text(Self.count(users.count, of: context.models.count)),
        "block": .html(block), "has_block": .flag(!block.isEmpty),
        "adoption": .html(adoption(concept)), "side_by_side": .html(sideBySide(concept)),
        "related": .html(related(concept)), "has_related": .flag(!concept.related.isEmpty),
        "mentions": .html(context.mentioned(Link.concept(concept.slug), root: root)),
        "has_mentions": .flag(context.mentions[Link.concept(concept.slug)] != nil),
        "sources": .html(ModelPages.sources(concept.sources)), "has_sources": .flag(!concept.sources.isEmpty),
      ]), for: Link.concept(concept.slug))
    return Diagnosed(page.value?.bytes, body.diagnostics + page.diagnostics)
  }

  private static func count(_ users: Int, of all: Int) -> String {
    users == 1 ? "1 of \(all) models uses it." : "\(users) of \(all) models use it."
  }

  private func table(_ users: [Model], of concept: Concept) -> HTML {
    var html = HTML()
    for model in users {
      let layers = model.sheet.layersByConcept[concept.slug] ?? 0
      html.raw("<tr><th scope=\"row\">")
      html.link(root + Link.model(model.slug), model.name)
      html.raw("</th><td>")
      html.text(model.released.monthAndYear)
      html.raw("</td><td>")
      html.text(model.sheet.layerMix)
      html.raw("</td><td class=\"num\">")
      html.text(layers > 0 ? "\(layers) of \(model.sheet.depth)" : "–")
      for fact in ModelFact.shown(.concepts) {
        html.raw("</td><td class=\"num\">")
        html.text(fact.value(model.sheet)?.shortText ?? "–")
      }
      html.raw("</td></tr>\n")
    }
    return html
  }

  /// The first sublayer here that has it, opened; empty for what is not the matter of a sublayer.
  private func block(_ concept: Concept) -> HTML {
    var html = HTML()
    for model in context.models(using: concept.slug).reversed() {
      guard let first = model.sheet.firstSublayer(with: concept.slug) else { continue }
      let scene = Figures.block(first, in: model.spec.dimensions, id: "block")
      let others = Set(context.catalog.concepts.map(\.slug)).subtracting([concept.slug])
      html.append(HTML(trusted: scene.markup(standalone: false, links: ConceptLinks(known: others))))
      html.raw("<figcaption>As in ")
      html.link(root + Link.model(model.slug), model.name)
      html.text(", the first here to have it.")
      html.raw("</figcaption>")
      break
    }
    return html
  }

  /// One square a model and quarter: filled where all layers have it, half where some do.
  private func adoption(_ concept: Concept) -> HTML {
    let users = Set(context.models(using: concept.slug).map(\.slug))
    let entries = context.catalog.models.filter(\.released.isKnown).reversed().map { model in
      guard users.contains(model.slug) else {
        return (entry: context.figures.entry(model), share: Overview.Share.none)
      }
      let with = model.sheet.layersByConcept[concept.slug] ?? 0
      return (context.figures.entry(model), with > 0 && with < model.sheet.depth ? .some : .all)
    }
    let inOrder =
      entries.filter { $0.share == .all } + entries.filter { $0.share == .some }
      + entries.filter { $0.share == .none }
    return FigureSet.both(
      Overview.adoption(inOrder, of: concept.name, FigureSet.compositions("adoption")))
  }

  private func sideBySide(_ concept: Concept) -> HTML {
    var html = HTML()
    for family in context.families where family.slug == "with-" + concept.slug {
      html.link(root + Link.family(family.slug), "Side by side")
    }
    return html
  }

  private func related(_ concept: Concept) -> HTML {
    var html = HTML()
    for other in concept.related.compactMap(context.concept) {
      html.raw("<li>")
      html.link(root + Link.concept(other.slug), other.name)
      html.raw("<span>")
      html.text(other.definition)
      html.raw("</span></li>")
    }
    return html
  }

  private func renderList() -> Diagnosed<[UInt8]> {
    let root = Link.root(depth: 1)
    let view = context.frame(
      "Concepts", description: "The ideas the models are built from, each with the models that use it.",
      path: "concepts/", root: root, nav: .concepts)
    var list = HTML()
    for concept in context.catalog.concepts {
      list.raw("<li>")
      list.link(root + Link.concept(concept.slug), concept.name)
      list.raw(" <b>")
      list.text(String(context.models(using: concept.slug).count))
      list.raw("</b><span>")
      list.text(concept.definition)
      list.raw("</span></li>\n")
    }
    return context.templates.render(
      "concepts", view.adding(["concepts": .html(list)]), for: "concepts/index.html"
    )
    .map(\.bytes)
  }
}
