import Architecture
import Catalog
import Diagnostics
import Diagram

/// One page a model: figure, fact sheet, write-up, lineage, comparisons, sources.
struct ModelPages: Sendable {
  let context: SiteContext
  private let root = Link.root(depth: 2)
  private let partnerLinks: Lazy<PartnerLinks>

  init(context: SiteContext) {
    self.context = context
    partnerLinks = Lazy { [root] in PartnerLinks(context.catalog.models, root: root) }
  }

  var pages: [Page] {
    context.models.map { entry in
      Page(Link.model(entry.model.slug), from: entry.model.location) { render(entry) }
    }
  }

  private func render(_ entry: ModelEntry) -> Diagnosed<[UInt8]> {
    let model = entry.model
    let body = DocumentWriter(context: context, root: root).markup(model.body)
    let how = Explanations(model), computation = Computation(model)
    let ancestry = Ancestry(context: context, model: model, root: root)
    let partners = context.partners(of: model.slug), siblings = ancestry.siblings,
      contents = Self.contents(model.body)
    let view = context.frame(
      model.name, description: model.summary, path: "models/\(model.slug)/", root: root, nav: .gallery)
    let page = context.templates.render(
      "model",
      view.adding([
        "name": .text(model.name), "organization": .text(model.organization),
        "summary": .text(model.summary),
        "released": .text(model.released.long), "released_iso": .text(model.released.iso ?? ""),
        "is_dated": .flag(model.released.isKnown),
        "decoder_type": .text(model.sheet.decoderType),
        "figure_href": .text(root + Link.figure(model.slug)),
        "data_href": .text(root + Link.data(model.slug)),
        "figure": .html(context.figures.full(model)), "sheet": .html(sheet(entry, how)),
        "quick": .html(quick(model)), "in_short": .html(computation.inShort),
        "body": .html(body.value ?? ""), "toc": .list(contents),
        "has_toc": .flag(contents.count > 1), "how": .html(computation.steps),
        "tensors": .html(computation.tensors), "weights": .html(weights(model)),
        "memory": .html(memory(model)),
        "lineage": .html(ancestry.strip), "has_lineage": .flag(!ancestry.isEmpty),
        "siblings": .html(siblings), "has_siblings": .flag(!siblings.isEmpty),
        "parent": .text(ancestry.parentName),
        "features": .html(features(model)), "comparisons": .html(comparisons(model)),
        "all_comparisons": .html(partnerLinks.value.all(partners, of: model)),
        "comparison_count": .text(String(partners.count)),
        "nearest": .html(nearest(model)), "has_nearest": .flag(context.models.count > 1),
        "families": .html(families(model)),
        "mentions": .html(context.mentioned(Link.model(model.slug), root: root)),
        "has_mentions": .flag(context.mentions[Link.model(model.slug)] != nil),
        "sources": .html(Self.sources(model.sources)), "has_sources": .flag(!model.sources.isEmpty),
      ]), for: Link.model(model.slug))
    return Diagnosed(page.value?.bytes, body.diagnostics + page.diagnostics)
  }

  private func sheet(_ entry: ModelEntry, _ how: Explanations) -> HTML {
    var html = HTML()
    for group in entry.facts.groups {
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

  /// The headings a table of contents shows.
  static func contents(_ document: Document) -> [View] {
    document.headings.filter { $0.level == 2 }.map {
      View(["toc_href": .text("#" + $0.id), "toc_label": .text($0.text)])
    }
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

  static func sources(_ sources: [SourceLink]) -> HTML {
    var html = HTML()
    for source in sources {
      html.raw("<li>")
      html.link(source.url, label(source.key))
      html.raw("<span>")
      html.text(host(source.url))
      html.raw("</span></li>")
    }
    return html
  }

  private static func label(_ key: String) -> String {
    let labels = [
      "config": "Published configuration", "report": "Technical report", "card": "Model card", "code": "Code",
      "announcement": "Announcement", "paper": "Paper",
    ]
    return labels[key] ?? key.prefix(1).uppercased() + key.dropFirst().replacing("_", with: " ")
  }

  private static func host(_ url: String) -> String {
    url.split(separator: "/").dropFirst().first.map(String.init) ?? url
  }
}
