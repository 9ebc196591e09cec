import Architecture
import Catalog
import Diagnostics
import Diagram

/// One page a model: figure, fact sheet, write-up, lineage, comparisons, sources.
struct ModelPages: PageKind, Sendable {
  private static let root = Link.root(depth: 2)
  private let model: Model
  private let context: SiteContext
  private let partnerLinks: Lazy<PartnerLinks>
  private let body: HTML
  private let siblings: HTML
  private var root: String { Self.root }
  private var computation: Computation { Computation(model) }
  private var ancestry: Ancestry { Ancestry(context: context, model: model, root: root) }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    let partnerLinks = Lazy { PartnerLinks(context.catalog.models, root: root) }
    plan.add("model", slots) { template in
      context.catalog.models.map { model in
        let frame = context.frame(
          model.name, description: model.summary, path: "models/\(model.slug)/", root: root, nav: .gallery)
        return template.page(Link.model(model.slug), from: model.location, in: frame) {
          DocumentWriter(context: context, root: root).markup(model.body).map {
            ModelPages(
              model: model, context: context, partnerLinks: partnerLinks, body: $0,
              siblings: Ancestry(context: context, model: model, root: root).siblings)
          }
        }
      }
    }
  }

  private static let slots: [Slot<ModelPages>] =
    [
      .text("name") { $0.model.name }, .text("organization") { $0.model.organization },
      .text("summary") { $0.model.summary },
      .text("released") { $0.model.released.long }, .text("released_iso") { $0.model.released.iso },
      .text("decoder_type") { $0.model.sheet.decoderType },
      .text("figure_href") { $0.root + Link.figure($0.model.slug) },
      .text("data_href") { $0.root + Link.data($0.model.slug) },
      .markup("quick") { $1.append($0.quick($0.model)) },
      .markup("figure") { $1.append($0.context.figures.full($0.model)) },
      .markup("memory") { $1.append($0.memory($0.model)) },
      .markup("sheet") { $1.append($0.sheet()) },
      .markup("body") { $1.append($0.body) },
      .markup("in_short") { $1.append($0.computation.inShort) },
      .markup("weights") { $1.append($0.weights($0.model)) },
      .markup("tensors") { $1.append($0.computation.tensors) },
      .markup("how") { $1.append($0.computation.steps) },
      .markup("lineage") { $1.append($0.ancestry.strip) }, .flag("has_lineage") { !$0.ancestry.isEmpty },
      .markup("siblings") { $1.append($0.siblings) }, .flag("has_siblings") { !$0.siblings.isEmpty },
      .text("parent") { $0.ancestry.parentName },
      .markup("features") { $1.append($0.features($0.model)) },
      .markup("nearest") { $1.append($0.nearest($0.model)) },
      .flag("has_nearest") { $0.context.models.count > 1 },
      .markup("comparisons") { $1.append($0.comparisons($0.model)) },
      .markup("all_comparisons") { page, out in
        out.append(page.partnerLinks.value.all(page.context.partners(of: page.model.slug), of: page.model))
      },
      .text("comparison_count") { String($0.context.partners(of: $0.model.slug).count) },
      .markup("families") { $1.append($0.families($0.model)) },
    ] + Contents.slots { $0.model.body } + Mentions.slots { ($0.context, Link.model($0.model.slug), root) }
    + Sources.slots { $0.model.sources }

  private func sheet() -> HTML {
    let how = Explanations(model)
    var html = HTML()
    for group in FactTable(model).groups {
      html.raw("<h3>")
      html.text(group.title)
      html.raw("</h3><dl class=\"sheet\">")
      for row in group.rows {
        html.raw("<div><dt>")
        html.text(row.label)
        if group.isExplained, let number = how.number(of: row.id) {
          html.raw("<sup><a href=\"#how-")
          html.text(row.id)
          html.raw("\" aria-label=\"")
          html.text("How this is computed: \(row.label)")
          html.raw("\">")
          html.text(String(number))
          html.raw("</a></sup>")
        }
        html.raw("</dt><dd>")
        html.text(row.text)
        html.raw("</dd></div>")
      }
      html.raw("</dl>\n")
    }
    return html
  }

  // MARK: Charts

  /// Whom a model is measured against: who it is compared with, but for those that are as large as it is.
  private func neighbours(_ model: Model, _ count: Int) -> [Model] {
    let others = (context.suggested[model.slug] ?? []).compactMap { context.model($0.other) }
    return Array(
      others.filter { $0.sheet.parameters.total != model.sheet.parameters.total }.prefix(count))
  }

  private func weights(_ model: Model) -> HTML {
    let series = ([model] + neighbours(model, 2)).map { context.figures.series($0) }
    return FigureSet.both(Charts.parameters(series, FigureSet.compositions("weights")))
  }

  private func memory(_ model: Model) -> HTML {
    let series =
      [context.figures.series(model)]
      + neighbours(model, 3).map { context.figures.series($0, isReference: true) }
    return FigureSet.both(Charts.memory(series, FigureSet.compositions("memory")))
  }

  // MARK: Links

  private func families(_ model: Model) -> HTML {
    var html = HTML()
    for family in context.families(of: model.slug) where family.kind != .technique {
      html.raw("<li>")
      html.link(root + Link.family(family.slug), family.title)
      html.raw("<span>")
      html.text("\(family.models.count) models side by side")
      html.raw("</span></li>")
    }
    return html
  }

  private func features(_ model: Model) -> HTML {
    var html = HTML()
    for feature in model.sheet.features {
      guard let concept = context.concept(feature.concept) else { continue }
      html.raw("<li>")
      html.link(root + Link.concept(concept.slug), concept.name)
      html.raw("<span>")
      html.text(concept.definition)
      html.raw("</span></li>")
    }
    return html
  }

  /// The models fewest edits away, with the edits that lead from them to this one.
  private func nearest(_ model: Model) -> HTML {
    var html = HTML()
    for other in context.nearest[model.slug].compactMap(context.model) {
      let difference = Difference(older: other.sheet, newer: model.sheet)
      let changed = difference.changedLines
      let changes = changed.filter { difference.lines[$0.line].section != .consequence }
      html.raw("<li>")
      let edits = difference.editCount(of: changed)
      let count = edits == 0 ? "No change" : edits == 1 ? "1 change" : "\(edits) changes"
      html.link(root + Link.compare(ModelPair(model, other)), "\(count) from \(other.name)")
      html.raw("<ul class=\"edits\">")
      for change in changes.prefix(5) {
        let row = difference.row(change)
        html.raw("<li>")
        html.text("\(difference.title(row, of: difference.lines[change.line])): ")
        html.raw("<b>")
        html.text(row.text)
        html.raw("</b></li>")
      }
      if changes.count > 5 {
        html.raw("<li>")
        html.text("and \(changes.count - 5) more")
        html.raw("</li>")
      }
      html.raw("</ul></li>\n")
    }
    return html
  }

  /// The comparisons most readers come for, above the figure.
  private func quick(_ model: Model) -> HTML {
    var html = HTML()
    for suggestion in (context.suggested[model.slug] ?? []).prefix(4) {
      guard let other = context.model(suggestion.other) else { continue }
      html.link(root + Link.compare(suggestion.pair), other.name)
    }
    html.link("\(root)compare/index.html?a=\(model.slug)", "another model")
    return html
  }

  private func comparisons(_ model: Model) -> HTML {
    var html = HTML()
    for suggestion in context.suggested[model.slug] ?? [] {
      guard let other = context.model(suggestion.other) else { continue }
      html.raw("<li>")
      html.link(root + Link.compare(suggestion.pair), other.name)
      html.raw("<span>")
      // Only who started from the other changed anything.
      switch (suggestion.pair.older == model.slug, context.descends(suggestion.pair)) {
      case (true, true): html.text("What it changed: ")
      case (false, true): html.text("What this model changed: ")
      case (true, false): html.text("Against this model: ")
      case (false, false): html.text("This model against it: ")
      }
      html.text(suggestion.verdict.midSentence)
      html.raw("</span></li>")
    }
    return html
  }
}
