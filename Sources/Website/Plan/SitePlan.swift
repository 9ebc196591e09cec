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
  /// Every kind of page, in the order of the navigation; another one is another entry.
  static let kinds: [any PageKind.Type] = [
    IndexPages.self, TablePages.self, PickerPage.self, ComparePages.self, FamilyPages.self,
    SelectionPage.self, ConceptPages.self, TimelinePage.self, ScalePages.self, StatisticsPage.self,
    EssayPages.self,
    ModelPages.self, PlainPages.self, DataFiles.self, FigureFiles.self, Feeds.self,
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
    var plan = PagePlan(context, keys: sources.map { PageKeys($0, files, options, context) })
    plan.pages = files.assets
    for kind in kinds { kind.add(to: &plan) }
    guard !plan.problems.hasErrors else { return Diagnosed(nil, plan.problems.inReadingOrder) }
    if let keys = plan.keys {
      for index in plan.pages.indices { plan.pages[index].key = keys.key(of: plan.pages[index]) }
    }
    var site = cache.site(plan.pages)
    site.value?.onRequest = plan.onRequest
    return site
  }
}
