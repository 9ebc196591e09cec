import Architecture
import Catalog
import Diagram

/// One model made ready for comparison pages: everything that depends on it alone, escaped, once for all partners.
///
/// A class, since a page per pair would count the references of each field a thousand times.
final class PairSide: Sendable {
  let index: Int
  let slug: String
  /// Equal where two licences have one name.
  let license: UInt64
  let profile: Profile
  let pieces: Fragments
  /// Each row of the profile in every form pages use: all rows in the first form, then all in the next.
  fileprivate let cells: Fragments
  /// Each row inside a sentence: `stream width 7,168`.
  let facts: Fragments
  let notes: [RowNote]
  /// Of the profile's groups: titles, what a row with the number of their layers is called in a list, and their names
  /// behind a label that several have: ` (global)`.
  let groupTitles: Fragments, layersLabels: Fragments, groupNames: Fragments
  let neighbours: Fragments
  /// The partner of each neighbour, by place among the models.
  private let neighbourPartners: [Int]
  /// Everything it was made from, nearest first, with the number of steps and the kind of the first.
  private let ancestors: [(index: Int, steps: Int, relation: Ancestor.Relation)]
  let cost: CostSide
  let figures: ModelFigures?

  /// A row of the profile: as label and value, in a list of changes, and as lines of the table, the start of the next
  /// cell behind them.
  enum Cell: Int, CaseIterable {
    case label, value, from, equal, older, newer, added
  }

  enum Piece: Int, CaseIterable {
    case name, intro, link, released, license
    /// The name as the head of a column.
    case head
    /// The slug in the address of a pair, as the older and as the newer.
    case addressStart, addressEnd
  }

  /// What lists of changes have to know of a row of the profile.
  struct RowNote: Sendable {
    /// Its value says no more than that it is there.
    var isPlain: Bool
    /// Other lines have said it already, or the order of layers, which is drawn.
    var isSaid: Bool
    /// The place of the concept that explains it; -1 for none.
    var concept: Int16
  }

  init(
    _ model: Model, index: Int, context: SiteContext, chart: PairMemoryChart, concepts places: [Feature: Int]
  ) {
    self.index = index
    (slug, license) = (model.slug, Digest(model.license?.name ?? "").low)
    profile = model.sheet.profile
    let root = ComparePages.root
    pieces = Piece.allCases.reduce(into: Fragments()) { pieces, piece in
      pieces.add { html in
        switch piece {
        case .name: html.text(model.name)
        case .intro:
          html.shortLink(root + Link.model(model.slug), model.name)
          html.text(", \(model.organization), \(model.released.long). \(model.sheet.layerMix)")
        case .link: html.shortLink(root + Link.model(model.slug), model.name)
        case .released: html.text(model.released.iso)
        case .license: html.text(model.license?.name ?? "not published")
        case .head:
          html.raw("<th>")
          html.text(model.name)
        case .addressStart:
          html.text(model.slug)
          html.raw("-vs-")
        case .addressEnd:
          html.text(model.slug)
          html.raw("/")
        }
      }
    }
    let texts = profile.rows.map { (label: HTML(text: $0.label), value: HTML(text: $0.value.text)) }
    cells = Cell.allCases.reduce(into: Fragments()) { cells, cell in
      for (label, value) in texts { cells.add { PairTable.write(cell, label, value, to: &$0) } }
    }
    facts = profile.rows.reduce(into: Fragments()) { facts, row in facts.add { Self.fact(row, to: &$0) } }
    notes = profile.rows.map { row in
      RowNote(
        isPlain: row.value == .yes || row.id == "mtp" && row.value == .count(1),
        isSaid: ["pattern", "decoder", "share_active", "mtp_parameters"].contains(row.id),
        concept: row.concept.flatMap { places[$0] }.map(Int16.init) ?? -1)
    }
    var titles = Fragments(), labels = Fragments(), names = Fragments()
    for group in profile.groups {
      titles.add(PairTable.title("\(group.isMixer ? "Mixer" : "Feed-forward"): \(group.label)"))
      labels.add { $0.text(group.layersLabel) }
      names.add {
        $0.raw(" (")
        $0.text(group.label)
        $0.raw(")")
      }
    }
    (groupTitles, layersLabels, groupNames) = (titles, labels, names)
    var neighbours = Fragments()
    var partners: [Int] = []
    // One of each model is shown; another stands by for the page of the first.
    for suggestion in (context.suggested[model.slug] ?? []).prefix(2) {
      guard let partner = context.index(of: suggestion.other) else { continue }
      var html: HTML = "<li>"
      html.shortLink("../\(suggestion.pair.slug)/index.html", suggestion.title)
      html.raw("<span>")
      html.text(suggestion.verdict)
      html.raw("</span>")
      neighbours.add(html)
      partners.append(partner)
    }
    (self.neighbours, neighbourPartners) = (neighbours, partners)
    ancestors = context.ancestors(of: model)
    cost = CostSide(model, chart: chart)
    figures = context.figures[model.slug]
  }

  // Lists are searched by place: walking them would count a reference that both threads share.

  /// How it descends from the model at a place; nil when it does not.
  func descent(from index: Int) -> (steps: Int, relation: Ancestor.Relation)? {
    ancestors.indices.first { ancestors[$0].index == index }.map {
      (ancestors[$0].steps, ancestors[$0].relation)
    }
  }

  /// The place of the nearest model that both are made from.
  func sharedAncestor(with other: PairSide) -> Int? {
    ancestors.indices.first { other.descent(from: ancestors[$0].index) != nil }.map { ancestors[$0].index }
  }

  /// The first neighbour that is not `other`, by its place among the neighbours.
  func neighbour(besides other: PairSide) -> Int? {
    neighbourPartners.indices.first { neighbourPartners[$0] != other.index }
  }

  /// A word says what it is, a number does not.
  private static func fact(_ row: Profile.Row, to html: inout HTML) {
    let isYes = row.value == .yes || row.value == .word("yes")
    if row.value.number == nil, !isYes { return html.text(row.value.text) }
    html.text(row.label.prefix { $0 != "," }.description.midSentence)
    if !isYes { html.text(" " + row.value.text) }
  }

  /// Of all that a page takes from this side: the model's own fields, and what others say that is shown with it.
  func key(_ keys: PageKeys, _ reasons: Fragments, _ models: [Model]) -> Digest {
    var digest = Digest("side")
    if let header = keys.header(ofModel: slug) { digest.add(header) }
    digest.add(slug)
    neighbours.add(to: &digest)
    for partner in neighbourPartners { digest.add(models[partner].slug) }
    for ancestor in ancestors {
      digest.add(models[ancestor.index].slug)
      digest.add(models[ancestor.index].name)
    }
    for place in Set(notes.map(\.concept)).sorted() where place >= 0 {
      var reason = HTML()
      reason.append(reasons, Int(place))
      digest.add(reason.bytes)
    }
    return digest
  }
}

extension HTML {
  /// A row of a side's profile in one of its forms.
  @inline(__always)
  mutating func append(_ side: PairSide, _ row: Int32, _ cell: PairSide.Cell, count: Int = 1) {
    let place = cell.rawValue * side.notes.count + Int(row)
    append(side.cells, place..<place + count)
  }
}

extension SiteContext {
  /// Everything a model was made from, nearest first, each once; lineage has no cycles.
  fileprivate func ancestors(of model: Model) -> [(index: Int, steps: Int, relation: Ancestor.Relation)] {
    var found: [(index: Int, steps: Int, relation: Ancestor.Relation)] = []
    var seen: Set<String> = [model.slug]
    var front = model.basedOn.map { ($0.slug, $0.relation) }
    var steps = 1
    while !front.isEmpty {
      var next: [(String, Ancestor.Relation)] = []
      for (slug, relation) in front where seen.insert(slug).inserted {
        guard let index = index(of: slug) else { continue }
        found.append((index, steps, relation))
        next += catalog.models[index].basedOn.map { ($0.slug, relation) }
      }
      front = next
      steps += 1
    }
    return found
  }
}
