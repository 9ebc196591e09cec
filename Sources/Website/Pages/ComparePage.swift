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
  private let template: PreparedTemplate
  private let notes: [PlacedPair: PairNote]
  /// In the order of the catalog's models; a preview shows few of them, so each is made when a page needs it.
  private let sides: [Lazy<PairSide>]
  /// By place, `compare/a-vs-` and `a/index.html`.
  private let addresses: [(start: String, end: String)]
  private let chart: PairMemoryChart
  /// `Mixture of experts: why it matters`, by the places the sides know.
  private let reasons: Fragments
  /// The published address of the folder of all pages.
  private let canonical: HTML
  /// What a page is made from: of each side, and of all pages alike.
  private let keys: (sources: PageKeys, sides: [Digest], common: Digest)?
  static let root = Link.root(depth: 2)

  /// The holes of `compare.mustache`, filled in this order.
  private enum Hole: String, CaseIterable {
    case title = "pair_title", description = "pair_description", canonical = "pair_canonical", lede
    case older, newer
    case editorial, intro, figure, changes, cost, rows, note, links

    static let texts: [Hole] = [.title, .description, .canonical, .lede, .older, .newer]
    static let markups: [Hole] = [.editorial, .intro, .figure, .changes, .cost, .rows, .note, .links]
    static let all = texts + markups
  }

  static func make(_ context: SiteContext, keys: PageKeys? = nil) -> Diagnosed<ComparePages> {
    let frame = context.frame("", description: "", path: "", root: root, nav: .compare)
    return PreparedTemplate.make(
      context.templates, "compare", fixed: frame, text: Hole.texts.map(\.rawValue),
      markup: Hole.markups.map(\.rawValue)
    ).map { ComparePages(context: context, template: $0, keys: keys) }
  }

  private init(context: SiteContext, template: PreparedTemplate, keys: PageKeys?) {
    self.context = context
    self.template = template
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

  func pages(_ pairs: [PlacedPair]) -> [Page] { pairs.map(page) }

  private func page(_ pair: PlacedPair) -> Page {
    let models = context.catalog.models
    let origin = notes[pair]?.location ?? models[pair.newer].location
    let path = addresses[pair.older].start + addresses[pair.newer].end
    let mentions = context.mentioned(path, root: Self.root)
    var page = Page(path, from: origin) { [self] html in
      render(pair, sides[pair.older].value, sides[pair.newer].value, mentions, to: &html)
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

  private func render(
    _ pair: PlacedPair, _ older: PairSide, _ newer: PairSide, _ mentions: HTML, to html: inout ByteWriter
  ) -> [Diagnostic] {
    let page = PairPage(older, newer)
    let verdict = page.difference.verdict(of: page.changed)
    let note = notes[pair]
    var noteMarkup = HTML()
    var problems: [Diagnostic] = []
    if let note {
      let body = DocumentWriter(context: context, root: Self.root).markup(note.body)
      problems = body.diagnostics
      noteMarkup = "<section><h2 id=note>Editorial note</h2><div class=prose>"
      noteMarkup.append(body.value ?? "")
      noteMarkup.raw("</div></section>\n")
    }
    let holes = Hole.all
    template.write(to: &html) { hole, html in
      switch holes[hole] {
      case .title:
        html.append(older, .name)
        html.raw(" and ")
        html.append(newer, .name)
      case .description: if let note { html.text(note.summary) } else { html.text(verdict) }
      case .lede:
        html.text(verdict)
        page.writeSaving(to: &html)
      case .editorial:
        guard let note else { break }
        html.raw("<p class=\"lede\"><b>Editorial note:</b> ")
        html.text(note.summary)
        html.raw(" <a href=#note>Read on</a></p>")
      case .canonical:
        html.append(canonical)
        html.append(older, .addressStart)
        html.append(newer, .addressEnd)
      case .older: html.append(older, .name)
      case .newer: html.append(newer, .name)
      case .intro: intro(older, newer, &html)
      case .figure:
        if let old = older.figures, let new = newer.figures {
          old.comparison(with: new, describedBy: "changed", to: &html)
        }
      case .changes: page.writeChanges(to: &html, reasons: reasons)
      case .cost: page.writeCost(to: &html, chart: chart)
      case .rows: page.writeTable(to: &html)
      case .note: html.append(noteMarkup)
      case .links: links(older, newer, mentions, &html)
      }
    }
    return problems
  }

  // MARK: Who they are

  /// Who made them and when, each name a link to its page, and what both come from.
  private func intro(_ older: PairSide, _ newer: PairSide, _ html: inout ByteWriter) {
    html.append(older, .intro)
    html.raw("<br>")
    html.append(newer, .intro)
    if let own = newer.descent(from: older.index) {
      descent(newer, from: older, own.steps, own.relation, &html)
    } else if let own = older.descent(from: newer.index) {
      descent(older, from: newer, own.steps, own.relation, &html)
    } else if let shared = newer.sharedAncestor(with: older) {
      html.raw("<br>Both descend from ")
      html.append(sides[shared].value, .link)
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

  private func links(_ older: PairSide, _ newer: PairSide, _ mentions: HTML, _ html: inout ByteWriter) {
    // Of each the nearest that is not the other.
    let first = older.neighbour(besides: newer), second = newer.neighbour(besides: older)
    if first != nil || second != nil {
      html.raw("<section><h2>Neighbours</h2><ul class=links>")
      if let first { html.append(older, neighbour: first) }
      if let second { html.append(newer, neighbour: second) }
      html.raw("</ul></section>")
    }
    if !mentions.isEmpty {
      html.raw("<section><h2>Mentioned in</h2><ul class=cols>")
      html.append(mentions)
      html.raw("</ul></section>")
    }
  }
}
