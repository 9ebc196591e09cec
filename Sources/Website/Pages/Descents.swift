import Architecture
import Catalog
import Diagnostics
import Diagram

/// Trees of descent over time, with the computed difference on each edge.
struct Descents: Sendable {
  let context: SiteContext
  let root: String

  init(context: SiteContext, root: String) {
    self.context = context
    self.root = root
  }

  /// The models of one family under their first ancestor in it; empty when nothing descends from anything.
  func tree(_ models: [Model], title: String, id: String) -> [Scene] {
    let known = models.filter(\.released.isKnown)
    let places = Dictionary(
      known.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    let members = known.map { model -> Overview.Descendant in
      let ancestor = model.basedOn.first { places[$0.slug] != nil && $0.slug != model.slug }
      let parent = ancestor.flatMap { context.model($0.slug) }
      return Overview.Descendant(
        context.figures.entry(model, root: root), parent: ancestor.flatMap { places[$0.slug] },
        change: parent.map { parent in
          let verdict = Difference(older: parent.sheet, newer: model.sheet).verdict
          return "\(ancestor?.relation.words ?? ""): \(verdict.midSentence)"
        },
        changeHref: parent.map { root + Link.compare(ModelPair($0, model)) },
        others: model.basedOn.filter { $0.slug != ancestor?.slug }.compactMap { other in
          context.model(other.slug).map {
            "\(parent == nil ? "from" : "also from") \($0.name), \(other.relation.words.midSentence)"
          }
        },
        isBorrowed: ancestor?.relation == .borrowed)
    }
    return FigureSet.compositions(id).compactMap { composition, id in
      Overview.descent(members, title: title, composition: composition, id: id)
    }
  }

  /// Every line of descent of the gallery, the longest first.
  func writeForest(to out: inout ByteWriter) {
    let lines = context.catalog.lineages().filter { $0.models.count >= 3 }
      .sorted { (-$0.models.count, $0.slug) < (-$1.models.count, $1.slug) }
    for family in lines {
      out.element("h3") { $0.link(root + Link.family(family.slug), family.title) }
      out.element("figure", class: "chart") {
        $0.append(both: tree(family.models, title: "Descent: \(family.title)", id: "d-\(family.slug)"))
      }
      out.endLine()
    }
  }
}
