import Architecture
import Catalog
import Diagnostics
import Diagram

/// The pages about two models: the older release stands first, so each pair has one page.
///
/// What depends on one model alone is prepared once (`PairSide`); a page picks from two of them and adds what only
/// the pair has: the differences, the crossing of two curves, the figure.
///
/// A class, since every page holds it.
final class ComparePages: Sendable {
  private let context: SiteContext
  private let template: PageTemplate<PairPage>
  /// Around every page: what differs between them, the page says itself.
  private let frame: Frame
  private let notes: [PlacedPair: PairNote]
  /// In the order of the catalog's models; a preview shows few of them, so each is made when a page needs it.
  let sides: [Lazy<PairSide>]
  /// By place, `compare/a-vs-` and `a/index.html`.
  private let addresses: [(start: String, end: String)]
  let chart: PairMemoryChart
  /// `Mixture of experts: why it matters`, by the places the sides know.
  let reasons: Fragments
  /// The published address of the folder of all pages.
  let canonical: HTML
  /// What a page is made from: of each side, and of all pages alike.
  private let keys: (sources: PageKeys, sides: [Digest], common: Digest)?
  static let root = Link.root(depth: 2)

  /// Adds every page of the build; nil when the template has mistakes.
  static func add(to plan: inout PagePlan, keys: PageKeys?) -> ComparePages? {
    var made: ComparePages?
    let context = plan.context
    plan.add("compare", PairPage.slots) { template in
      let pages = ComparePages(context: context, template: template, keys: keys)
      made = pages
      return context.pairs.map(pages.page)
    }
    return made
  }

  private init(context: SiteContext, template: PageTemplate<PairPage>, keys: PageKeys?) {
    self.context = context
    self.template = template
    frame = context.frame("", description: "", path: "", root: Self.root, nav: .compare)
    let models = context.catalog.models
    notes = Dictionary(
      context.catalog.pairNotes.compactMap { note in context.placed(note.pair).map { ($0, note) } },
      uniquingKeysWith: { first, _ in first })
    addresses = models.map { ("compare/\($0.slug)-vs-", "\($0.slug)/index.html") }
    let chart = PairMemoryChart(models.map(\.sheet))
    var reasons = FragmentWriter()
    var places: [Feature: Int] = [:]
    for feature in Set(models.flatMap { $0.sheet.profile.rows.compactMap(\.concept) }).sorted() {
      guard let concept = context.concept(feature.concept) else { continue }
      places[feature] = reasons.add { html in
        html.shortLink(Self.root + Link.concept(concept.slug), concept.name)
        html.text(": \(concept.matters)")
      }
    }
    let known = places, told = reasons.fragments
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
    common.add(Digest(chart.axesFragment))
    // Drawings may link to the concepts there are.
    context.catalog.concepts.forEach { common.add($0.slug) }
    self.keys = (keys, sides.map { $0.value.key(keys, told, models) }, common)
  }

  /// What the page of a pair is made from; nil when nobody knows.
  private func key(_ pair: PlacedPair, _ mentions: HTML) -> Digest? {
    guard let keys else { return nil }
    var digest = Digest(keys.common, keys.sides[pair.older], keys.sides[pair.newer])
    digest.add(mentions.bytes)
    if let note = notes[pair] {
      guard let document = keys.sources.document(at: note.location) else { return nil }
      digest.add(document)
    }
    return digest
  }

  private func page(_ pair: PlacedPair) -> Page {
    let models = context.catalog.models
    let origin = notes[pair]?.location ?? models[pair.newer].location
    let path = addresses[pair.older].start + addresses[pair.newer].end
    let mentions = context.mentioned(path, root: Self.root)
    var page = template.page(path, from: origin, in: frame) { [self] in
      let note = notes[pair]
      let body = note.map { DocumentWriter(context: context, root: Self.root).markup($0.body) }
      let content = PairPage(
        self, sides[pair.older].value, sides[pair.newer].value, note: note, noteBody: body?.value,
        mentions: mentions)
      return Diagnosed(content, body?.diagnostics ?? [])
    }
    page.key = key(pair, mentions)
    return page
  }

  /// `compare/a-vs-b/index.html` for any two models in any order; the page has the one right path.
  @Sendable func page(at path: String) -> Page? {
    guard path.hasPrefix("compare/"), path.hasSuffix("/index.html") else { return nil }
    let name = path.dropFirst("compare/".count).dropLast("/index.html".count)
    for cut in name.ranges(of: "-vs-") {
      if let a = context.model(String(name[..<cut.lowerBound])),
        let b = context.model(String(name[cut.upperBound...])), a.slug != b.slug
      {
        return context.placed(ModelPair(a, b)).map(page)
      }
    }
    return nil
  }
}

extension PairPage {
  static let slots: [Slot<PairPage>] = [
    .escapedText("pair_title") {
      $1.append($0.older, .name)
      $1.raw(" and ")
      $1.append($0.newer, .name)
    },
    .escapedText("pair_description") { page, out in
      if let note = page.note { out.text(note.summary) } else { out.text(page.verdict) }
    },
    .escapedText("pair_canonical") {
      $1.append($0.pages.canonical)
      $1.append($0.older, .addressStart)
      $1.append($0.newer, .addressEnd)
    },
    .escapedText("lede") {
      $1.text($0.verdict)
      $0.writeSaving(to: &$1)
    },
    .escapedText("older") { $1.append($0.older, .name) },
    .escapedText("newer") { $1.append($0.newer, .name) },
    .text("note_summary") { $0.note?.summary ?? "" }, .flag("has_note") { $0.note != nil },
    .markup("note") { $1.append($0.noteBody) },
    .markup("intro") { $0.writeIntro(to: &$1) },
    .markup("figure") { page, out in
      if let older = page.older.figures, let newer = page.newer.figures {
        older.comparison(with: newer, describedBy: "changed", to: &out)
      }
    },
    .markup("changes") { $0.writeChanges(to: &$1, reasons: $0.pages.reasons) },
    .markup("cost") { $0.writeCost(to: &$1, chart: $0.pages.chart) },
    .markup("rows") { $0.writeTable(to: &$1) },
    .markup("neighbours") { $0.writeNeighbours(to: &$1) }, .flag("has_neighbours") { $0.hasNeighbours },
    .markup("mentions") { $1.append($0.mentions) }, .flag("has_mentions") { !$0.mentions.isEmpty },
  ]

  // MARK: Who they are

  /// Who made them and when, each name a link to its page, and what both come from.
  private func writeIntro(to html: inout ByteWriter) {
    html.append(older, .intro)
    html.raw("<br>")
    html.append(newer, .intro)
    if let own = newer.descent(from: older.index) {
      descent(newer, from: older, own.steps, own.relation, &html)
    } else if let own = older.descent(from: newer.index) {
      descent(older, from: newer, own.steps, own.relation, &html)
    } else if let shared = newer.sharedAncestor(with: older) {
      html.raw("<br>Both descend from ")
      html.append(pages.sides[shared].value, .link)
      html.raw(".")
    }
  }

  private func descent(
    _ child: PairSide, from parent: PairSide, _ steps: Int, _ relation: Ancestor.Relation,
    _ html: inout ByteWriter
  ) {
    html.raw("<br>")
    html.append(child, .name)
    guard steps == 1 else {
      html.raw(" descends from ")
      html.append(parent, .name)
      html.text(" in \(steps) steps.")
      return
    }
    switch relation {
    case .same: html.raw(" has the architecture of ")
    case .scaled: html.raw(" scales ")
    case .modified: html.raw(" modifies ")
    case .borrowed: html.raw(" borrows the recipe of ")
    }
    html.append(parent, .name)
    html.raw(relation == .same ? ", trained again." : ".")
  }

  // MARK: Where to go on

  // Of each the nearest that is not the other.
  private var hasNeighbours: Bool {
    older.neighbour(besides: newer) != nil || newer.neighbour(besides: older) != nil
  }

  private func writeNeighbours(to html: inout ByteWriter) {
    if let first = older.neighbour(besides: newer) { html.append(older, neighbour: first) }
    if let second = newer.neighbour(besides: older) { html.append(newer, neighbour: second) }
  }
}
