import Architecture
import Catalog
import Diagnostics
import Diagram

/// The pages about two models: the older release comes first, so each pair has one page.
///
/// What depends on one model alone is prepared once (`PairSide`); a page picks from two of them and adds what only
/// the pair has: the differences, the crossing of two curves, the figure.
///
/// A class, since every page holds it.
final class ComparePages: PageKind, Sendable {
  private let context: SiteContext
  private let template: PageTemplate<PairPage>
  /// Around every page: what differs between them, the page says itself.
  private let frame: Frame
  private let notes: [IndexPair: PairNote]
  /// In the order of the catalog's models; a preview shows few of them, so each is made when a page needs it.
  let sides: [Lazy<PairSide>]
  /// By index, `compare/a-vs-` and `a/index.html`.
  private let addresses: [(start: String, end: String)]
  let chart: PairMemoryChart
  /// `Mixture of experts: why it matters`, by the indexes the sides know.
  let reasons: [HTML]
  /// The published address of the folder of all pages.
  let canonical: HTML
  /// What a page is made from: of each side, and of all pages alike.
  private let keys: (sources: PageKeys, sides: [Digest], common: Digest)?
  static let root = Link.root(depth: 2)

  static func add(to plan: inout PagePlan) {
    let context = plan.context, keys = plan.keys
    var onRequest = plan.onRequest
    plan.add("compare", PairPage.slots) { template in
      let pages = ComparePages(context: context, template: template, keys: keys)
      onRequest = pages.page(at:)
      return context.comparisons.pairs.map(pages.page)
    }
    plan.onRequest = onRequest
  }

  private init(context: SiteContext, template: PageTemplate<PairPage>, keys: PageKeys?) {
    self.context = context
    self.template = template
    frame = context.frame("", description: "", path: "", root: Self.root, entry: PickerPage.entry)
    let models = context.catalog.models
    notes = Dictionary(
      context.catalog.pairNotes.compactMap { note in context.catalog.indexes(of: note.pair).map { ($0, note) }
      },
      uniquingKeysWith: { first, _ in first })
    addresses = models.map { ("compare/\($0.slug)-vs-", "\($0.slug)/index.html") }
    let chart = PairMemoryChart(models.map(\.sheet))
    var reasons: [HTML] = []
    var indexes: [Feature: Int] = [:]
    for feature in Set(models.flatMap { $0.sheet.profile.rows.compactMap(\.concept) }).sorted() {
      guard let concept = context.concept(feature.concept) else { continue }
      indexes[feature] = reasons.count
      reasons.append(
        HTML {
          $0.link(Self.root + Link.concept(concept.slug), concept.name)
          $0.text(": \(concept.matters)")
        })
    }
    let (known, told) = (indexes, reasons)
    sides = models.indices.map { index in
      Lazy { PairSide(models[index], index: index, context: context, chart: chart, concepts: known) }
    }
    (self.chart, self.reasons) = (chart, told)
    canonical = HTML(text: context.canonical("compare/"))
    guard let keys else {
      self.keys = nil
      return
    }
    var common = Digest("comparison")
    common.add(template.digest)
    frame.add(to: &common)
    common.add(context.baseURL)
    common.add(chart.scale)
    // Drawings may link to the concepts there are.
    context.catalog.concepts.forEach { common.add($0.slug) }
    self.keys = (keys, sides.map { $0.value.key(keys, told, models) }, common)
  }

  /// What the page of a pair is made from; nil when nobody knows.
  private func key(_ pair: IndexPair, _ mentions: [Mention]) -> Digest? {
    guard let keys else { return nil }
    var digest = Digest(keys.common, keys.sides[pair.older], keys.sides[pair.newer])
    for mention in mentions {
      digest.add(mention.title)
      digest.add(mention.address)
    }
    if let note = notes[pair] {
      guard let document = keys.sources.document(at: note.location) else { return nil }
      digest.add(document)
    }
    return digest
  }

  private func page(_ pair: IndexPair) -> OutputPage {
    let models = context.catalog.models
    let origin = notes[pair]?.location ?? models[pair.newer].location
    let path = addresses[pair.older].start + addresses[pair.newer].end
    let mentions = context.mentions[path] ?? []
    var page = template.page(path, from: origin, in: frame) { [self] in
      let note = notes[pair]
      let body = note.map { DocumentWriter(context: context, root: Self.root).markup($0.body) }
      let content = PairPage(
        self, sides[pair.older].value, sides[pair.newer].value, note: note, noteBody: body?.value,
        mentions: mentions)
      return Diagnosed(content, body?.diagnostics ?? [])
    }
    page.inputs = .digest(key(pair, mentions))
    return page
  }

  /// `compare/a-vs-b/index.html` for any two models in any order; the page has the one right path.
  @Sendable func page(at path: String) -> OutputPage? {
    guard path.hasPrefix("compare/"), path.hasSuffix("/index.html") else { return nil }
    let name = path.dropFirst("compare/".count).dropLast("/index.html".count)
    for cut in name.ranges(of: "-vs-") {
      if let a = context.model(String(name[..<cut.lowerBound])),
        let b = context.model(String(name[cut.upperBound...])), a.slug != b.slug
      {
        return context.catalog.indexes(of: ModelPair(a, b)).map(page)
      }
    }
    return nil
  }
}
