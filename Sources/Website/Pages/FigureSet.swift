import Architecture
import Catalog
import Diagnostics
import Diagram

/// The one place that asks the Diagram target for pictures.
struct FigureSet: Sendable {
  /// By slug: made once, shown on many pages.
  private let models: [String: ModelFigures]
  private let baseURL: String
  private let links: ConceptLinks

  init(_ catalog: Catalog, models: [String: ModelFigures], baseURL: String) {
    self.baseURL = baseURL
    self.models = models
    links = ConceptLinks(known: Set(catalog.concepts.map(\.slug)))
  }

  private func source(of model: Model) -> FigureSource {
    models[model.slug]?.source ?? FigureSource(model.sheet)
  }

  /// A model as pictures of many see it; `root` leads to the top of the site, nil makes no link.
  func entry(_ model: Model, root: String? = nil) -> Overview.Entry {
    var entry = models[model.slug]?.entry ?? OverviewEntry.make(model, FigureSource(model.sheet))
    entry.href = root.map { $0 + Link.model(model.slug) }
    return entry
  }

  /// A model in a chart.
  func series(_ model: Model, isReference: Bool = false) -> Charts.Series {
    Charts.Series(name: model.name, source: source(of: model), isReference: isReference)
  }

  func strip(_ slug: String) -> HTML { models[slug]?.strip ?? "" }

  func thumbnail(_ slug: String) -> HTML { models[slug]?.thumbnail ?? "" }

  /// Two models in the same slots; cards open the parts that changed.
  func comparison(
    _ pair: ModelPair, withCards: Bool = false, id: String = "p", describedBy: String? = nil,
    to html: inout HTML
  ) {
    guard let older = models[pair.older], let newer = models[pair.newer] else { return }
    html.write {
      older.comparison(with: newer, withCards: withCards, id: id, describedBy: describedBy, to: &$0)
    }
  }

  subscript(slug: String) -> ModelFigures? { models[slug] }

  /// Both compositions, of which the style sheet shows the one that fits.
  func full(_ model: Model, id: String? = nil) -> HTML {
    var html: HTML = "<div class=\"w-only\">"
    let name = id ?? model.slug
    let pictures = Figures.fullMarkup(
      source(of: model), heading: Self.heading(model, isPrinted: false), links: links,
      [(.wide, "\(name)-w"), (.narrow, "\(name)-n")])
    for (index, markup) in pictures.enumerated() {
      if index > 0 { html.raw("</div><div class=\"n-only\">") }
      html.append(markup[...])
    }
    html.raw("</div>")
    return html
  }

  /// One panel, as wide as a column of text.
  func card(_ model: Model, id: String) -> HTML {
    let scene = Figures.card(model.sheet, heading: Self.heading(model, isPrinted: false), id: id)
    return HTML(trusted: scene.markup(standalone: false, links: links))
  }

  /// The style sheet and one file of its own for each drawing.
  func pages(_ models: [Model]) -> [Page] {
    let style = Page("assets/figures.css", from: SourceLocation(file: "Sources/Diagram")) {
      Diagnosed(Array((FigureStyle.css + "\n" + FigureStyle.comparisonSwitchCSS + "\n").utf8))
    }
    return [style]
      + models.map { model in
        Page(Link.figure(model.slug), from: model.location) {
          var heading = Self.heading(model)
          heading.url = "\(baseURL)/models/\(model.slug)/"
          let pictures = Figures.fullMarkup(
            source(of: model), heading: heading, links: nil, [(.wide, model.slug)])
          return Diagnosed(pictures.flatMap { $0 } + [UInt8(ascii: "\n")])
        }
      }
  }

  static func heading(_ model: Model, isPrinted: Bool = true) -> FigureHeading {
    FigureHeading(
      name: model.name, byline: "\(model.organization), \(model.released.long). \(model.sheet.decoderType)",
      isPrinted: isPrinted)
  }
}

extension ModelFigures {
  /// Two models in the same slots, this one the older.
  func comparison(
    with newer: ModelFigures, withCards: Bool = false, id: String = "p", describedBy: String? = nil,
    to page: inout ByteWriter
  ) {
    Figures.appendComparison(
      side, newer.side, withCards: withCards, id: id, describedBy: describedBy, to: &page)
  }
}
