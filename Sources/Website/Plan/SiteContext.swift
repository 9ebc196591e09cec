import Architecture
import Catalog
import Diagnostics

/// What every page reads: the catalog with all that is made once and used on many pages.
struct SiteContext: Sendable {
  let catalog: Catalog
  let templates: Templates
  /// `https://example.org/gallery`, without a trailing slash.
  let baseURL: String
  /// Newest first, as in the catalog.
  let models: [ModelEntry]
  let figures: FigureSet
  /// Thumbnails of all models for one page.
  let glyphs: Lazy<SharedGlyphs>
  /// Every comparison page of this build.
  let pairs: [PlacedPair]
  /// Whom to compare a model with, by slug.
  let suggested: [String: [Suggestion]]
  /// The three nearest designs of each model.
  let nearest: Neighbourhood
  let families: [Family]
  /// Places in `families`, by the slug of a member.
  private let familiesOfModel: [String: [Int]]
  /// What mentions a model or a concept, by its address.
  let mentions: [String: [Mention]]
  private let modelIndex: [String: Int]
  private let conceptIndex: [String: Int]
  /// Models by the concept their features lead to, newest first.
  private let users: [String: [Int]]
  /// What is based on a model, oldest first.
  private let descendants: [String: [Int]]
  /// By place: the models a model has a comparison page with, newest first.
  private let partners: [[Int]]

  init(_ catalog: Catalog, templates: Templates, options: SiteOptions, reusing cache: inout PlanCache) {
    self.catalog = catalog
    self.templates = templates
    baseURL = Self.withoutSlash(options.baseURL ?? catalog.settings.baseURL)
    models = catalog.models.map(ModelEntry.init)
    figures = FigureSet(catalog, models: cache.figures(of: catalog.models), baseURL: baseURL)
    glyphs = cache.glyphs(of: catalog.models)
    modelIndex = Dictionary(
      catalog.models.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    conceptIndex = Dictionary(
      catalog.concepts.enumerated().map { ($1.slug, $0) }, uniquingKeysWith: { first, _ in first })
    users = catalog.users
    descendants = catalog.models.enumerated().reversed().reduce(into: [:]) { children, item in
      for parent in item.element.basedOn { children[parent.slug, default: []].append(item.offset) }
    }
    nearest = cache.nearest(among: catalog.models, tasks: options.tasks)
    suggested = catalog.suggestions(nearest: nearest)
    families = catalog.families
    familiesOfModel = families.enumerated().reduce(into: [:]) { places, family in
      for model in family.element.models { places[model.slug, default: []].append(family.offset) }
    }
    mentions = catalog.mentions
    pairs = catalog.pairs(options.comparisons, suggested: suggested)
    partners = Self.partners(pairs, of: models.count)
  }

  private static func partners(_ pairs: [PlacedPair], of count: Int) -> [[Int]] {
    var partners: [[Int]] = Array(repeating: [], count: count)
    for pair in pairs {
      partners[pair.older].append(pair.newer)
      partners[pair.newer].append(pair.older)
    }
    return partners.map { $0.sorted() }
  }

  func model(_ slug: String) -> Model? { modelIndex[slug].map { catalog.models[$0] } }
  /// Its place among the models of the catalog.
  func index(of slug: String) -> Int? { modelIndex[slug] }
  func entry(_ slug: String) -> ModelEntry? { modelIndex[slug].map { models[$0] } }
  /// The model's data file.
  func document(_ slug: String) -> [UInt8] { entry(slug)?.document.value ?? [] }
  func concept(_ slug: String) -> Concept? { conceptIndex[slug].map { catalog.concepts[$0] } }
  func models(using concept: String) -> [Model] { (users[concept] ?? []).map { catalog.models[$0] } }

  func families(of slug: String) -> [Family] { (familiesOfModel[slug] ?? []).map { families[$0] } }

  func children(of slug: String) -> [Model] { (descendants[slug] ?? []).map { catalog.models[$0] } }
  /// The places of the models this one has a comparison page with, newest first.
  func partners(of slug: String) -> [Int] { modelIndex[slug].map { partners[$0] } ?? [] }

  func placed(_ pair: ModelPair) -> PlacedPair? {
    guard let older = modelIndex[pair.older], let newer = modelIndex[pair.newer] else { return nil }
    return PlacedPair(older: older, newer: newer)
  }

  /// The newer model is based on the older one, at first or second hand.
  func descends(_ pair: ModelPair) -> Bool {
    var open = [pair.newer], seen: Set<String> = [pair.newer]
    while let slug = open.popLast() {
      for parent in model(slug)?.basedOn.map(\.slug) ?? [] where seen.insert(parent).inserted {
        if parent == pair.older { return true }
        open.append(parent)
      }
    }
    return false
  }

  func hasPage(_ pair: ModelPair) -> Bool {
    placed(pair).map { partners[$0.older].contains($0.newer) } ?? false
  }

  private static func withoutSlash(_ url: String) -> String {
    var url = url
    while url.hasSuffix("/") { url.removeLast() }
    return url
  }

  /// `/gallery` of `https://example.org/gallery`; empty at the root of a host.
  var basePath: String {
    guard let scheme = baseURL.range(of: "://") else { return "" }
    guard let slash = baseURL[scheme.upperBound...].firstIndex(of: "/") else { return "" }
    return String(baseURL[slash...])
  }

  /// The values of the frame around every page; `root` leads from the page to the top of the site.
  func frame(_ title: String, description: String, path: String, root: String, nav: NavItem?) -> View {
    let isHome = title == catalog.settings.title
    let siteTitle = catalog.settings.title
    return View([
      "root": .text(root), "home": .text(root + "index.html"),
      "page_title": .text(isHome ? siteTitle : "\(title) · \(siteTitle)"), "page_heading": .text(title),
      "page_description": .text(description), "canonical": .text(canonical(path)),
      "site_title": .text(siteTitle),
      "author": .text(catalog.settings.author), "is_wide": .flag(nav == .table),
      "nav": .list(
        NavItem.allCases.filter { $0 != .essays || !catalog.essays.isEmpty }.map { item in
          View([
            "nav_href": .text(root + item.path), "nav_label": .text(item.label),
            "nav_current": .flag(item == nav),
          ])
        }),
    ])
  }

  /// The published address of a page; `index.html` is what a server adds by itself.
  func canonical(_ path: String) -> String { baseURL + "/" + path }
}

/// The entries of the main navigation.
enum NavItem: CaseIterable {
  case gallery, table, compare, families, concepts, timeline, statistics, essays, about

  var label: String {
    switch self {
    case .gallery: "Gallery"
    case .table: "Table"
    case .compare: "Compare"
    case .families: "Families"
    case .concepts: "Concepts"
    case .timeline: "Timeline"
    case .statistics: "Statistics"
    case .essays: "Essays"
    case .about: "About"
    }
  }

  var path: String {
    switch self {
    case .gallery: "index.html"
    case .table: "table/index.html"
    case .compare: "compare/index.html"
    case .families: "families/index.html"
    case .concepts: "concepts/index.html"
    case .timeline: "timeline/index.html"
    case .statistics: "statistics/index.html"
    case .essays: "essays/index.html"
    case .about: "about/index.html"
    }
  }
}

/// A model with what many pages show of it.
struct ModelEntry: Sendable {
  let model: Model
  /// All its data as a JSON file.
  let document: Lazy<[UInt8]>

  init(_ model: Model) {
    self.model = model
    document = Lazy { model.json(figure: Link.figure(model.slug)).prettyBytes }
  }

  var facts: FactTable { FactTable(model) }
}
