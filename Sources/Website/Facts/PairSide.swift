import Architecture
import Catalog
import Diagram

/// One model made ready for comparison pages: everything that depends on it alone, escaped, once for all partners.
///
/// A class, since a page per pair would count the references of each field a thousand times.
final class PairSide: Sendable {
  let index: Int
  let slug: String
  let name: String
  let released: CalendarDate
  let license: String?
  let profile: Profile
  let pieces: Fragments
  /// Each row of the profile in every form pages use, by `Cell`.
  fileprivate let cells: Fragments
  /// Each row inside a sentence: `stream width 7,168`.
  let facts: Fragments
  /// Whether a row's value says no more than that it is there.
  let isPlain: [Bool]
  /// Titles of the profile's groups, and what a row with the number of their layers is called in a list.
  let groupTitles: Fragments, layersLabels: Fragments
  /// For each row of the profile the place of the concept that explains it; -1 for none.
  let concepts: [Int]
  let neighbours: Fragments
  /// The partner of each neighbour.
  let neighbourPairs: [ModelPair]
  /// Everything it was made from, nearest first, with the number of steps and the kind of the first.
  let ancestors: [(index: Int, steps: Int, relation: Ancestor.Relation)]
  let cost: CostSide

  /// A row of the profile: as label and value, in a list of changes, and as lines of the table, the start of the next
  /// cell behind them.
  enum Cell: Int {
    case label, value, from, equal, older, newer, added
    fileprivate static let count = 7
  }

  enum Piece: Int, CaseIterable {
    case name, intro, link, released, license
  }

  init(
    _ model: Model, index: Int, context: SiteContext, chart: PairMemoryChart, concepts places: [Feature: Int]
  ) {
    self.index = index
    (slug, name, released, license) = (model.slug, model.name, model.released, model.license?.name)
    profile = model.sheet.profile
    let root = ComparePages.root
    var pieces = Fragments()
    for piece in Piece.allCases {
      var html = HTML()
      switch piece {
      case .name: html.text(model.name)
      case .intro:
        html.shortLink(root + Link.model(model.slug), model.name)
        html.text(", \(model.organization), \(model.released.long). \(model.sheet.layerMix)")
      case .link: html.shortLink(root + Link.model(model.slug), model.name)
      case .released: html.text(model.released.iso)
      case .license: html.text(model.license?.name ?? "not published")
      }
      pieces.add(html)
    }
    self.pieces = pieces
    var cells = Fragments(), facts = Fragments()
    for row in profile.rows {
      PairTable.addCells(HTML(text: row.label), HTML(text: row.value.text), to: &cells)
      facts.add(Self.fact(row))
    }
    (self.cells, self.facts) = (cells, facts)
    isPlain = profile.rows.map { $0.value == .yes || $0.id == "mtp" && $0.value == .count(1) }
    concepts = profile.rows.map { $0.concept.flatMap { places[$0] } ?? -1 }
    var titles = Fragments()
    for group in profile.groups {
      titles.add(PairTable.title("\(group.isMixer ? "Mixer" : "Feed-forward"): \(group.label)"))
    }
    groupTitles = titles
    layersLabels = profile.groups.reduce(into: Fragments()) { $0.add(HTML(text: $1.layersLabel)) }
    var neighbours = Fragments()
    var neighbourPairs: [ModelPair] = []
    // One of each model is shown; another stands by for the page of the first.
    for suggestion in (context.suggested[model.slug] ?? []).prefix(2) {
      var html: HTML = "<li>"
      html.shortLink("../\(suggestion.pair.slug)/index.html", suggestion.title)
      html.raw("<span>")
      html.text(suggestion.verdict)
      html.raw("</span>")
      neighbours.add(html)
      neighbourPairs.append(suggestion.pair)
    }
    (self.neighbours, self.neighbourPairs) = (neighbours, neighbourPairs)
    ancestors = context.ancestors(of: model)
    cost = CostSide(model, chart: chart)
  }

  /// A word says what it is, a number does not.
  private static func fact(_ row: Profile.Row) -> HTML {
    let isYes = row.value == .yes || row.value == .word("yes")
    if row.value.number == nil, !isYes { return HTML(text: row.value.text) }
    let label = row.label.prefix { $0 != "," }.description.midSentence
    return HTML(text: isYes ? label : "\(label) \(row.value.text)")
  }

  /// Of all that a page takes from this side: the model's own fields, and what others say that is shown with it.
  func key(_ keys: PageKeys, _ reasons: Fragments, _ models: [Model]) -> Digest {
    var digest = Digest("side")
    if let header = keys.header(ofModel: slug) { digest.add(header) }
    digest.add(slug)
    neighbours.add(to: &digest)
    for pair in neighbourPairs { digest.add(pair.slug) }
    for ancestor in ancestors {
      digest.add(models[ancestor.index].slug)
      digest.add(models[ancestor.index].name)
    }
    for place in Set(concepts).sorted() where place >= 0 {
      var reason = HTML()
      reason.append(reasons, place)
      digest.add(reason.bytes)
    }
    return digest
  }
}

extension HTML {
  /// A row of a side's profile in one of its forms.
  mutating func append(_ side: PairSide, _ row: Int32, _ cell: PairSide.Cell) {
    append(side.cells, PairSide.Cell.count * Int(row) + cell.rawValue)
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
