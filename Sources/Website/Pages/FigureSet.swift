import Architecture
import Catalog
import Diagnostics
import Diagram

/// The one place that asks the Diagram target for pictures.
struct FigureSet: Sendable {
  /// By slug: made once, shown on many pages.
  private let models: [String: ModelFigures]
  private let links: ConceptLinks
  /// Thumbnails of all models for one page.
  let glyphs: Lazy<SharedGlyphs>

  init(_ catalog: Catalog, reusing cache: inout PlanCache) {
    models = cache.figures(of: catalog.models)
    glyphs = cache.glyphs(of: catalog.models)
    links = ConceptLinks(known: Set(catalog.concepts.map(\.slug)))
  }

  private func source(of model: Model) -> FigureSource {
    models[model.slug]?.source ?? FigureSource(model.sheet)
  }

  /// A model as pictures of many see it; `root` leads to the top of the site, nil makes no link.
  func entry(_ model: Model, root: String? = nil) -> Overview.Entry {
    var entry = models[model.slug]?.entry ?? Overview.Entry(model, FigureSource(model.sheet))
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
  func writeComparison(_ pair: ModelPair, withCards: Bool, id: String, to out: inout ByteWriter) {
    guard let older = models[pair.older], let newer = models[pair.newer] else { return }
    let difference = Difference(older.side.profile, newer.side.profile)
    older.writeComparison(
      with: newer, difference, difference.changedLines, withCards: withCards, id: id, to: &out)
  }

  subscript(slug: String) -> ModelFigures? { models[slug] }

  /// Both compositions, of which the style sheet shows the one that fits.
  func writeFull(_ model: Model, id: String? = nil, to out: inout ByteWriter) {
    let name = id ?? model.slug
    let pictures = Figures.fullMarkup(
      source(of: model), heading: Self.heading(model, isPrinted: false), links: links,
      [(.wide, "\(name)-w"), (.narrow, "\(name)-n")])
    for (picture, style) in zip(pictures, Self.styles) {
      out.element("div", .class(style)) { $0.append(picture) }
    }
  }

  /// One panel, as wide as a column of text.
  func writeCard(_ model: Model, id: String, to out: inout ByteWriter) {
    let scene = Figures.card(model.sheet, heading: Self.heading(model, isPrinted: false), id: id)
    out.append(scene.markup(standalone: false, links: links))
  }

  /// A drawing as a file of its own, which says where it comes from.
  func file(_ model: Model, baseURL: String) -> [UInt8] {
    var heading = Self.heading(model)
    heading.url = "\(baseURL)/models/\(model.slug)/"
    let pictures = Figures.fullMarkup(source(of: model), heading: heading, links: nil, [(.wide, model.slug)])
    return pictures.flatMap { $0 } + [UInt8(ascii: "\n")]
  }

  static func heading(_ model: Model, isPrinted: Bool = true) -> FigureHeading {
    FigureHeading(
      name: model.name, byline: "\(model.organization), \(model.released.long). \(model.sheet.decoderType)",
      isPrinted: isPrinted)
  }
}

extension ModelFigures {
  /// Two models in the same slots, this one the older.
  func writeComparison(
    with newer: ModelFigures, _ difference: Difference, _ changes: [Difference.Change],
    withCards: Bool = false, id: String = "p", describedBy: String? = nil, to out: inout ByteWriter
  ) {
    Figures.appendComparison(
      side, newer.side, difference, changes, withCards: withCards, id: id, describedBy: describedBy, to: &out)
  }
}

// Which of several compositions is seen, the style sheet decides.
extension FigureSet {
  private static let styles = ["w-only", "n-only"]

  /// A drawing for a wide column and for a narrow one, which `append(both:)` puts in a page.
  static func compositions(_ id: String) -> Figures.Pictures { [(.wide, "\(id)-w"), (.narrow, "\(id)-n")] }

  fileprivate static func write(both scenes: [Scene], to out: inout ByteWriter) {
    for (scene, style) in zip(scenes, styles) {
      out.element("div", .class(style)) { $0.append(scene) }
    }
  }

  /// A drawing for the full width of a page, for a tablet's and for a phone's.
  static func writeThree(
    _ links: ConceptLinks = ConceptLinks(), to out: inout ByteWriter,
    scene: (_ width: Double, _ name: String) -> Scene
  ) {
    for (name, width) in [("x", 1_184.0), ("w", 690), ("n", 328)] {
      out.element("div", .class(name + "-only")) {
        $0.append(scene(width, name).markup(standalone: false, links: links))
      }
    }
  }
}

extension ByteWriter {
  /// A drawing inside a page.
  mutating func append(_ scene: Scene) { append(scene.markup(standalone: false)) }

  /// A drawing in both compositions.
  mutating func append(both scenes: [Scene]) { FigureSet.write(both: scenes, to: &self) }
}

extension Overview.Entry {
  /// A model as pictures of many see it, without a link.
  init(_ model: Model, _ source: FigureSource) {
    let day = Double(model.released.month - 1) / 12 + Double(model.released.day - 1) / 372
    self.init(
      name: model.name, source: source, year: Double(model.released.year) + day,
      date: model.released.monthAndYear, tags: Filter.accepting(model.sheet).map(\.tag))
  }
}
