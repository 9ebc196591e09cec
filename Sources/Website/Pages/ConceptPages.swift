import Architecture
import Catalog
import Diagnostics
import Diagram

/// The glossary: one page an idea, and the list of all.
struct ConceptPages: PageKind, Sendable {
  private static let root = Link.root(depth: 2)
  private let concept: Concept
  private let context: SiteContext
  private let body: HTML
  /// The first sublayer here that has it, opened; empty for what is not the matter of a sublayer.
  private let block: HTML
  private let users: [Model]
  private var root: String { Self.root }

  static func add(to plan: inout PagePlan) {
    let context = plan.context, concepts = context.catalog.concepts
    plan.add("concept", slots) { template in
      concepts.map { concept in
        let frame = context.frame(
          concept.name, description: concept.definition, path: "concepts/\(concept.slug)/", root: root,
          nav: .concepts)
        return template.page(Link.concept(concept.slug), from: concept.location, in: frame) {
          DocumentWriter(context: context, root: root).markup(concept.body).map {
            ConceptPages(concept, context, body: $0)
          }
        }
      }
    }
    plan.add("concepts", ConceptList.slots) { template in
      let frame = context.frame(
        "Concepts", description: "The ideas the models are built from, each with the models that use it.",
        path: "concepts/", root: ConceptList.root, nav: .concepts)
      return [template.page("concepts/index.html", in: frame) { ConceptList(context: context) }]
    }
  }

  private init(_ concept: Concept, _ context: SiteContext, body: HTML) {
    (self.concept, self.context, self.body) = (concept, context, body)
    users = context.models(using: concept.slug)
    block = Self.block(concept, context)
  }

  private static let slots: [Slot<ConceptPages>] =
    [
      .text("name") { $0.concept.name },
      .text("short") { $0.concept.short }, .flag("has_short") { $0.concept.short != $0.concept.name },
      .text("definition") { $0.concept.definition },
      .text("introduced") { $0.concept.introduced?.long ?? "" },
      .flag("has_date") { $0.concept.introduced != nil },
      .markup("body") { $1.append($0.body) },
      .markup("users") { $1.append($0.table()) }, .flag("has_users") { !$0.users.isEmpty },
      .text("user_count") { count($0.users.count, of: $0.context.models.count) },
      .markup("block") { $1.append($0.block) }, .flag("has_block") { !$0.block.isEmpty },
      .markup("adoption") { $1.append($0.adoption()) },
      .markup("side_by_side") { $1.append($0.sideBySide()) },
      .markup("related") { $1.append($0.related()) }, .flag("has_related") { !$0.concept.related.isEmpty },
    ] + Contents.slots { $0.concept.body }
    + Mentions.slots { ($0.context, Link.concept($0.concept.slug), root) }
    + Sources.slots { $0.concept.sources }

  private static func count(_ users: Int, of all: Int) -> String {
    users == 1 ? "1 of \(all) models uses it." : "\(users) of \(all) models use it."
  }

  private func table() -> HTML {
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
      html.raw("</td><td class=\"num\">")
      html.text(model.sheet.parameters.total.parametersText)
      html.raw("</td><td class=\"num\">")
      html.text(model.sheet.cache.bytesPerToken.bytesText)
      html.raw("</td></tr>\n")
    }
    return html
  }

  private static func block(_ concept: Concept, _ context: SiteContext) -> HTML {
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
  private func adoption() -> HTML {
    let users = Set(users.map(\.slug))
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

  private func sideBySide() -> HTML {
    var html = HTML()
    for family in context.families where family.slug == "with-" + concept.slug {
      html.link(root + Link.family(family.slug), "Side by side")
    }
    return html
  }

  private func related() -> HTML {
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
}

private struct ConceptList: Sendable {
  static let root = Link.root(depth: 1)
  let context: SiteContext

  static let slots: [Slot<ConceptList>] = [.markup("concepts") { $0.write(to: &$1) }]

  private func write(to list: inout ByteWriter) {
    for concept in context.catalog.concepts {
      list.raw("<li>")
      list.link(Self.root + Link.concept(concept.slug), concept.name)
      list.raw(" <b>")
      list.text(String(context.models(using: concept.slug).count))
      list.raw("</b><span>")
      list.text(concept.definition)
      list.raw("</span></li>\n")
    }
  }
}
