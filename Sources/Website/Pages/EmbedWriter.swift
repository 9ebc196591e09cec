import Architecture
import Catalog
import Diagnostics
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
  func write(_ embed: Document.Embed, _ models: [Model], to out: inout ByteWriter) {
    let id = "e\(embed.location.line)"
    out.element("figure", class: "inline-fig") { out in
      switch embed.kind {
      case .comparison:
        if models.count == 2 {
          writeComparison(ModelPair(models[0], models[1]), isFull: embed.detail == "full", id: id, to: &out)
        }
      case .map:
        for model in models {
          let maps = Figures.map(model.sheet, heading: heading(model), FigureSet.compositions(id))
          out.element("div", class: "chart") { $0.append(both: maps) }
        }
        writeCaptions(models, to: &out)
      case .figure:
        for model in models { writeFigure(model, embed.detail, id: "\(id)-\(model.slug)", to: &out) }
        writeCaptions(models, to: &out)
      }
    }
  }

  private func heading(_ model: Model) -> FigureHeading {
    FigureHeading(name: model.name, byline: model.organization, isPrinted: false)
  }

  private func writeFigure(_ model: Model, _ detail: String?, id: String, to out: inout ByteWriter) {
    switch detail {
    case "full": out.element("div", class: "fig") { context.figures.writeFull(model, id: id, to: &$0) }
    case "card": out.element("div", class: "one") { context.figures.writeCard(model, id: id, to: &$0) }
    default: out.append(context.figures.thumbnail(model.slug))
    }
  }

  private func writeCaptions(_ models: [Model], to out: inout ByteWriter) {
    out.element("figcaption") {
      for (index, model) in models.enumerated() {
        if index > 0 { $0.append("; ") }
        $0.link(root + Link.model(model.slug), model.name)
        $0.text(", \(model.sheet.depth) layers, \(model.sheet.layerMix)")
      }
    }
  }

  /// The comparison figure, the older model first; narrow columns show one model at a time.
  private func writeComparison(_ pair: ModelPair, isFull: Bool, id: String, to out: inout ByteWriter) {
    guard let older = context.model(pair.older), let newer = context.model(pair.newer) else { return }
    out.element("div", class: "pair-view") {
      $0.element("fieldset", class: "chips pair-switch") {
        $0.element("legend", text: "Show")
        for model in [older, newer] {
          $0.element("label") {
            $0.void(
              "input", .set("type", "radio"), .set("name", "\(id)-shown"),
              model.slug == older.slug ? .on("checked") : .class("pair-newer"))
            $0.text(model.name)
          }
        }
      }
      context.figures.writeComparison(pair, withCards: isFull, id: id, to: &$0)
    }
    let difference = Difference(older: older.sheet, newer: newer.sheet)
    let changed = difference.changedLines
    let count = changed.count { difference.lines[$0.line].section != .consequence }
    out.element("figcaption") {
      $0.text("\(older.name) and \(newer.name): \(difference.verdict(of: changed)) ")
      $0.link(
        root + Link.compare(pair), count > 1 ? "All \(count.grouped) changes" : "The comparison")
    }
  }
}
