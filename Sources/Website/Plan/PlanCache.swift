import Architecture
import Catalog
import Diagnostics
import Diagram

// A preview plans the same site again and again with one file changed. What follows from a single model's fields or
// from the templates alone is kept here with the text it follows from; everything else is cheap and made anew, so
// there is no dependency to forget.

/// What one plan made from single models and from templates, for the next plan of the same gallery.
public struct PlanCache: Sendable {
  private var figures: [String: ModelFigures] = [:]
  private var glyphs: (of: [ModelFigures], made: Lazy<SharedGlyphs>)?
  private(set) var nearest = Neighbourhood()
  private var templates: (files: TemplateFiles, compiled: Templates)?
  private var order = PathOrder()

  public init() {}

  /// The drawings of each model by slug; those of a changed model are made again when somebody asks for them.
  mutating func figures(of models: [Model]) -> [String: ModelFigures] {
    let kept = figures
    figures = Dictionary(
      models.map { model in
        if let known = kept[model.slug], known.frontMatter == model.frontMatter { return (model.slug, known) }
        return (model.slug, ModelFigures(model))
      }, uniquingKeysWith: { first, _ in first })
    return figures
  }

  /// The thumbnails of all models for one page; call it after `figures(of:)`.
  mutating func glyphs(of models: [Model]) -> Lazy<SharedGlyphs> {
    let parts = models.compactMap { figures[$0.slug] }
    if let glyphs, glyphs.of.elementsEqual(parts, by: ===) { return glyphs.made }
    let made = Lazy { [figures] in SharedGlyphs(models, figures) }
    glyphs = (parts, made)
    return made
  }

  mutating func nearest(among models: [Model], tasks: Int) -> Neighbourhood {
    nearest.update(
      models.map { Neighbourhood.Member(slug: $0.slug, version: $0.frontMatter, sheet: $0.sheet) },
      tasks: tasks)
    return nearest
  }

  mutating func templates(_ files: TemplateFiles) -> Diagnosed<Templates> {
    if let templates, templates.files.root == files.root, templates.files.files == files.files {
      return Diagnosed(templates.compiled)
    }
    let texts = files.templates
    guard let texts = texts.value else { return Diagnosed(nil, texts.diagnostics) }
    let compiled = Templates.compile(texts, root: files.root)
    templates = compiled.value.map { (files, $0) }
    return compiled
  }

  mutating func site(_ pages: [OutputPage]) -> Diagnosed<Site> {
    let paths = pages.map(\.path)
    if order.paths == paths { return Diagnosed(Site(sorted: order.places.map { pages[$0] })) }
    let places = Site.order(pages)
    if let places = places.value { order = PathOrder(paths: paths, places: places) }
    return places.map { places in Site(sorted: places.map { pages[$0] }) }
  }

  /// Paths known to fit together, and the place of each in a list of pages, by path.
  private struct PathOrder: Sendable {
    var paths: [String] = []
    var places: [Int] = []
  }
}

/// The drawings of one model that many pages show, each made when it is first asked for.
final class ModelFigures: Sendable {
  let frontMatter: String
  private let madeGlyph: Lazy<Scene>
  private let madeThumbnail: Lazy<HTML>
  private let madeSide: Lazy<ComparisonSide>
  private let madeStrip: Lazy<HTML>
  let source: FigureSource
  /// The model in pictures of many, without a link.
  let entry: Overview.Entry

  init(_ model: Model) {
    frontMatter = model.frontMatter
    let (slug, sheet) = (model.slug, model.sheet)
    let bare = FigureSet.heading(model, isPrinted: false)
    let unsigned = FigureHeading(name: model.name, byline: "")
    let source = FigureSource(sheet)
    self.source = source
    madeGlyph = Lazy { Figures.glyph(source, heading: unsigned, id: "g-\(slug)") }
    madeThumbnail = Lazy { [madeGlyph] in HTML { $0.append(madeGlyph.value) } }
    madeSide = Lazy { ComparisonSide(source, heading: bare) }
    let entry = Overview.Entry(model, source)
    self.entry = entry
    madeStrip = Lazy { HTML { $0.append(Overview.strip(entry, id: "s-\(slug)")) } }
  }

  /// A thumbnail for a page that shows many.
  var glyph: Scene { madeGlyph.value }
  /// For cards and heads.
  var thumbnail: HTML { madeThumbnail.value }
  /// A mark per layer in one row.
  var strip: HTML { madeStrip.value }
  /// Half of a comparison figure.
  var side: ComparisonSide { madeSide.value }
}
