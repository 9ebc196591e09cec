import Catalog
import Diagnostics

/// The choices of one build.
public struct SiteOptions: Sendable {
  /// Instead of the one in `gallery.yml`.
  public var baseURL: String?
  public var comparisons: ComparisonSelection
  /// How many threads plan at once.
  public var tasks: Int

  public init(baseURL: String? = nil, comparisons: ComparisonSelection = .all, tasks: Int = 1) {
    self.baseURL = baseURL
    self.comparisons = comparisons
    self.tasks = tasks
  }
}

extension Site {
  /// Every kind of page made with a template; another one is another entry.
  private static let kinds: [any PageKind.Type] = [
    IndexPages.self, ModelPages.self, ConceptPages.self, FamilyPages.self, SelectionPage.self,
    OverviewPages.self, StatisticsPage.self, EssayPages.self, TablePages.self, PickerPage.self,
    PlainPages.self,
  ]

  /// Every page of a catalog; nothing is rendered yet but what pages share.
  public static func plan(
    _ catalog: Catalog, templates files: TemplateFiles, options: SiteOptions = SiteOptions(),
    sources: ContentFiles? = nil
  ) -> Diagnosed<Site> {
    var cache = PlanCache()
    return plan(catalog, templates: files, options: options, sources: sources, reusing: &cache)
  }

  /// The same; what has not changed since the cache was last used is not made again.
  ///
  /// With the `sources` the catalog was read from, pages know what they are made from.
  public static func plan(
    _ catalog: Catalog, templates files: TemplateFiles, options: SiteOptions, sources: ContentFiles? = nil,
    reusing cache: inout PlanCache
  ) -> Diagnosed<Site> {
    let compiled = cache.templates(files)
    guard let templates = compiled.value else { return Diagnosed(nil, compiled.diagnostics) }
    let context = SiteContext(catalog, templates: templates, options: options, reusing: &cache)
    let keys = sources.map { PageKeys($0, files, options, context) }
    var plan = PagePlan(context)
    for kind in kinds { kind.add(to: &plan) }
    let compare = ComparePages.add(to: &plan, keys: keys)
    guard !plan.problems.hasErrors, let compare else { return Diagnosed(nil, plan.problems.inReadingOrder) }

    var pages = plan.pages
    pages += DataFiles(context: context).pages
    pages += Feeds(context: context).pages
    pages += context.figures.pages(catalog.models)
    pages += files.assets
    pages.append(Feeds(context: context).sitemap(of: pages))
    if let keys { pages = pages.map(keys.keyed) }
    var site = cache.site(pages)
    site.value?.onRequest = compare.page(at:)
    return site
  }
}
