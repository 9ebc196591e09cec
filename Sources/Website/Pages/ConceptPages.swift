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

  static let entry = SiteEntry("Concepts", "concepts/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context, concepts = context.catalog.concepts
    plan.add("concept", slots) { template in
      concepts.map { concept in
        let frame = context.frame(
          concept.name, description: concept.definition, path: "concepts/\(concept.slug)/", root: root,
          entry: ConceptPages.entry)
        return template.page(Link.concept(concept.slug), from: concept.location, in: frame, inputs: .document)
        {
          DocumentWriter(context: context, root: root).markup(concept.body).map {
            ConceptPages(concept, context, body: $0)
          }
        }
      }
    }
    plan.add("concepts", ConceptList.slots) { template in
      let frame = context.frame(
        "Concepts", description: "The ideas the models are built from, each with the models that use it.",
        path: "concepts/", root: ConceptList.root, entry: ConceptPages.entry)
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
      .list("columns", of: columnSlots) { _ in ModelFact.shown(.concepts) },
      .list("users", of: User.slots) { page in
        page.users.map { User(model: $0, concept: page.concept.slug) }
      }, .flag("has_users") { !$0.users.isEmpty },
      .text("user_count") { count($0.users.count, of: $0.context.catalog.models.count) },
      .markup("block") { $1.append($0.block) }, .flag("has_block") { !$0.block.isEmpty },
      .markup("adoption") { $0.writeAdoption(to: &$1) },
      .markup("side_by_side") { $0.writeSideBySide(to: &$1) },
      .notedLinks("related") { page in
        page.concept.related.compactMap(page.context.concept).map {
          LinkItem(root + Link.concept($0.slug), $0.name, $0.definition)
        }
      }, .flag("has_related") { !$0.concept.related.isEmpty },
    ] + Contents.slots { $0.concept.body }
    + Mentions.slots { ($0.context, Link.concept($0.concept.slug), root) }
    + Sources.slots { $0.concept.sources }

  private static let columnSlots: [Slot<ModelFact>] = [.text("column_label") { $0.short }]

  private static func count(_ users: Int, of all: Int) -> String {
    users == 1 ? "1 of \(all) models uses it." : "\(users) of \(all) models use it."
  }

  private struct User: Sendable {
    let model: Model
    let concept: String
    /// Of the model that have it.
    private var layers: Int { model.sheet.layersByConcept[concept] ?? 0 }

    static let slots: [Slot<User>] = [
      .text("href") { root + Link.model($0.model.slug) }, .text("label") { $0.model.name },
      .text("released") { $0.model.released.monthAndYear }, .text("layer_mix") { $0.model.sheet.layerMix },
      .text("layers_with_it") { $0.layers > 0 ? "\($0.layers) of \($0.model.sheet.depth)" : "–" },
      .list("numbers", of: numberSlots) { user in
        ModelFact.shown(.concepts).map { $0.value(user.model.sheet)?.shortText ?? "–" }
      },
    ]

    private static let numberSlots: [Slot<String>] = [.text("number") { $0 }]
  }

  private static func block(_ concept: Concept, _ context: SiteContext) -> HTML {
    for model in context.models(using: concept.slug).reversed() {
      guard let first = model.sheet.firstSublayer(with: concept.slug) else { continue }
      let scene = Figures.block(first, in: model.spec.dimensions, id: "block")
      let others = Set(context.catalog.concepts.map(\.slug)).subtracting([concept.slug])
      return HTML {
        $0.append(scene.markup(standalone: false, links: ConceptLinks(known: others)))
        $0.element("figcaption") {
          $0.text("As in ")
          $0.link(root + Link.model(model.slug), model.name)
          $0.text(", the first here to have it.")
        }
      }
    }
    return ""
  }

  /// One square a model and quarter: filled where all layers have it, half where some do.
  private func writeAdoption(to out: inout ByteWriter) {
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
    out.append(both: Overview.adoption(inOrder, of: concept.name, FigureSet.compositions("adoption")))
  }

  private func writeSideBySide(to out: inout ByteWriter) {
    for family in context.families.all where family.slug == "with-" + concept.slug {
      out.link(root + Link.family(family.slug), "Side by side")
    }
  }
}

private struct ConceptList: Sendable {
  static let root = Link.root(depth: 1)
  let context: SiteContext

  static let slots: [Slot<ConceptList>] = [
    .list("concepts", of: Item.slots) { list in
      list.context.catalog.concepts.map {
        Item(concept: $0, count: list.context.models(using: $0.slug).count)
      }
    }
  ]

  struct Item: Sendable {
    let concept: Concept
    let count: Int

    static let slots: [Slot<Item>] = [
      .text("href") { root + Link.concept($0.concept.slug) }, .text("label") { $0.concept.name },
      .text("count") { String($0.count) }, .text("note") { $0.concept.definition },
    ]
  }
}
