import Architecture
import Catalog
import Diagram

/// Live figures, layer maps and comparisons in prose: drawn from the same specifications as the pages they link to.
struct EmbedWriter {
  let context: SiteContext
  /// From the page to the top of the site.
  let root: String

  init(context: SiteContext, root: String) {
    self.context = context
    self.root = root
  }

  /// `models` are the ones the block names, in its order.
  func markup(_ embed: Document.Embed, _ models: [Model]) -> HTML {
    var html: HTML = "<figure class=\"inline-fig\">"
    let id = "e\(embed.location.line)"
    switch embed.kind {
    case .comparison:
      if models.count == 2 {
        comparison(ModelPair(models[0], models[1]), isFull: embed.detail == "full", id: id, &html)
      }
    case .map:
      for model in models {
        frame(
          FigureSet.both(
            Figures.map(model.sheet, heading: heading(model), FigureSet.compositions(id))),
          "chart", &html)
      }
      captions(models, &html)
    case .figure:
      for model in models { figure(model, embed.detail, id: "\(id)-\(model.slug)", &html) }
      captions(models, &html)
    }
    html.raw("</figure>")
    return html
  }

  private func heading(_ model: Model) -> FigureHeading {
    FigureHeading(name: model.name, byline: model.organization, isPrinted: false)
  }

  private func frame(_ drawing: HTML, _ style: String, _ html: inout HTML) {
    html.raw("<div")
    html.attribute("class", style)
    html.raw(">")
    html.append(drawing)
    html.raw("</div>")
  }

  private func figure(_ model: Model, _ detail: String?, id: String, _ html: inout HTML) {
    switch detail {
    case "full": frame(context.figures.full(model, id: id), "fig", &html)
    case "card": frame(context.figures.card(model, id: id), "one", &html)
    default: html.append(context.figures.thumbnail(model.slug))
    }
  }

  private func captions(_ models: [Model], _ html: inout HTML) {
    html.raw("<figcaption>")
    for (index, model) in models.enumerated() {
      if index > 0 { html.raw("; ") }
      html.link(root + Link.model(model.slug), model.name)
      html.text(", \(model.sheet.depth) layers, \(model.sheet.layerMix)")
    }
    html.raw("</figcaption>")
  }

  /// The comparison figure, the older model first; narrow columns show one model at a time.
  private func comparison(_ pair: ModelPair, isFull: Bool, id: String, _ html: inout HTML) {
    guard let older = context.model(pair.older), let newer = context.model(pair.newer) else { return }
    html.raw("<div class=\"pair-view\"><fieldset class=\"chips pair-switch\"><legend>Show</legend>")
    for model in [older, newer] {
      html.raw("<label><input type=\"radio\"")
      html.attribute("name", "\(id)-shown")
      html.raw(model.slug == older.slug ? " checked>" : " class=\"pair-newer\">")
      html.text(model.name)
      html.raw("</label>")
    }
    html.raw("</fieldset>")
    context.figures.comparison(pair, withCards: isFull, id: id, to: &html)
    html.raw("</div><figcaption>")
    let difference = Difference(older: older.sheet, newer: newer.sheet)
    let changed = difference.changedLines
    let count = changed.count { difference.lines[$0.line].section != .consequence }
    html.text("\(older.name) and \(newer.name): \(difference.verdict(of: changed)) ")
    html.link(root + Link.compare(pair), count > 1 ? "All \(count.grouped) changes" : "The comparison")
    html.raw("</figcaption>")
  }
}
