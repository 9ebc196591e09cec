import Architecture
import Catalog
import Diagnostics

/// What every page reads: the catalog with all that is made once and used on many pages.
struct SiteContext: Sendable {
  let catalog: Catalog
  let templates: Templates
  /// `https://example.org/gallery`, without a trailing slash.
  let baseURL: String
  let figures: FigureSet
  let comparisons: Comparisons
  let families: Families
  /// What mentions a model or a concept, by its address.
  let mentions: [String: [Mention]]
  /// Indexes of models by the concept their features lead to, newest first.
  private let users: [String: [Int]]

  init(_ catalog: Catalog, templates: Templates, options: SiteOptions, reusing cache: inout PlanCache) {
    self.catalog = catalog
    self.templates = templates
    baseURL = Self.withoutSlash(options.baseURL ?? catalog.settings.baseURL)
    figures = FigureSet(catalog, reusing: &cache)
    users = catalog.users
    comparisons = Comparisons(
      catalog, options.comparisons, nearest: cache.nearest(among: catalog.models, tasks: options.tasks))
    families = Families(catalog.families)
    mentions = catalog.mentions
  }

  func model(_ slug: String) -> Model? { catalog.model(slug) }
  func concept(_ slug: String) -> Concept? { catalog.concept(slug) }
  func models(using concept: String) -> [Model] { (users[concept] ?? []).map { catalog.models[$0] } }

  /// How the navigation and the search box name the pages of all kinds.
  var entries: [SiteEntry] { Site.kinds.flatMap { $0.entries(catalog) } }

  /// The models whose release is known, in its order.
  var oldestFirst: [Model] {
    catalog.models.filter(\.released.isKnown).sorted { $0.age < $1.age }
  }

  func hasPage(_ pair: ModelPair) -> Bool { catalog.indexes(of: pair).map(comparisons.hasPage) ?? false }

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

  /// The published address of a page; `index.html` is what a server adds by itself.
  func canonical(_ path: String) -> String { baseURL + "/" + path }
}
