import Architecture
import Catalog
import Diagnostics
import Diagram

/// One model made ready for comparison pages: everything that depends on it alone, escaped, once for all partners.
///
/// A class, since a page per pair would count the references of each field a thousand times.
final class PairSide: Sendable {
  let index: Int
  let slug: String
  let released: String
  let license: String
  let profile: Profile
  let notes: [RowNote]
  /// Everything pages copy of this side: one block for all, since each block more is a detour to memory that no page of
  /// another model has in the processor's cache. Pieces stand first.
  fileprivate let markup: Fragments
  /// Where the rows of the profile start: all in the first form, then all in the next.
  private let cells: Int
  /// Where each row inside a sentence starts: `stream width 7,168`.
  private let facts: Int
  /// Where the groups of the profile start, in each form.
  private let groups: (start: Int, count: Int)
  private let neighbours: Int
  /// The partner of each neighbour, by place among the models.
  private let neighbourPartners: [Int]
  /// Everything it was made from, nearest first, with the number of steps and the kind of the first.
  private let ancestors: [(index: Int, steps: Int, relation: Ancestor.Relation)]
  let cost: CostSide
  let figures: ModelFigures?

  /// A row of the profile: as label, as words inside a sentence and as value; in the table as a whole row both agree on,
  /// as label and cell of the older model, as cell of the newer, and as label and cells of what only the newer has.
  enum Cell: Int, CaseIterable {
    case label, words, value, equal, older, newer, added
  }

  /// A group of the profile: its title, what a row with the number of its layers is called in a list and in a sentence,
  /// and its name behind a label that several have: ` (global)`.
  enum GroupForm: Int, CaseIterable {
    case title, layersLabel, layersWords, name
  }

  enum Piece: Int, CaseIterable {
    case name, intro, link
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
    (slug, released) = (model.slug, model.released.short)
    license = model.license?.name ?? "not published"
    profile = model.sheet.profile
    var markup = FragmentWriter()
    for piece in Piece.allCases { markup.add { Self.write(piece, of: model, to: &$0) } }
    let rows = profile.rows
    cells = markup.count
    for cell in Cell.allCases {
      for row in rows { markup.add { PairTable.write(cell, row, to: &$0) } }
    }
    facts = markup.count
    for row in rows { markup.add { $0.text(Self.fact(row)) } }
    notes = rows.map { row in
      RowNote(
        isPlain: row.value == .yes || row.id == "mtp" && row.value == .count(1),
        isSaid: Self.said.contains(row.id),
        concept: row.concept.flatMap { places[$0] }.map(Int16.init) ?? -1)
    }
    groups = (markup.count, profile.groups.count)
    for form in GroupForm.allCases {
      for group in profile.groups { markup.add { Self.write(group, form, to: &$0) } }
    }
    neighbours = markup.count
    var partners: [Int] = []
    // One of each model is shown; another stands by for the page of the first.
    for suggestion in (context.comparisons.suggested[model.slug] ?? []).prefix(2) {
      guard let partner = context.catalog.index(of: suggestion.other) else { continue }
      markup.add {
        $0.element("li") {
          $0.link("../\(suggestion.pair.slug)/index.html", suggestion.title)
          $0.element("span", text: suggestion.verdict)
        }
      }
      partners.append(partner)
    }
    neighbourPartners = partners
    ancestors = context.ancestors(of: model)
    cost = CostSide(model, chart: chart)
    self.markup = markup.fragments
    figures = context.figures[model.slug]
  }

  /// Rows that other lines have said already, or the order of layers, which is drawn.
  private static let said = ["pattern", "decoder", "share_active", "mtp_parameters"]

  private static func write(_ piece: Piece, of model: Model, to out: inout ByteWriter) {
    switch piece {
    case .name: out.text(model.name)
    case .intro:
      out.link(ComparePages.root + Link.model(model.slug), model.name)
      out.text(", \(model.organization), \(model.released.long). \(model.sheet.layerMix)")
    case .link: out.link(ComparePages.root + Link.model(model.slug), model.name)
    case .addressStart: out.text(model.slug + "-vs-")
    case .addressEnd: out.text(model.slug + "/")
    }
  }

  private static func write(_ group: Profile.Group, _ form: GroupForm, to html: inout ByteWriter) {
    switch form {
    case .title:
      PairTable.writeTitle("\(group.isMixer ? "Mixer" : "Feed-forward"): \(group.label)", to: &html)
    case .layersLabel: html.text(group.layersLabel)
    case .layersWords: html.text(group.layersLabel.midSentence)
    case .name: html.text(" (\(group.label))")
    }
  }

  fileprivate func place(_ row: Int, _ cell: Cell) -> Int { cells + cell.rawValue * notes.count + row }
  fileprivate func place(ofFact row: Int) -> Int { facts + row }
  fileprivate func place(ofGroup group: Int, _ form: GroupForm) -> Int {
    groups.start + form.rawValue * groups.count + group
  }
  fileprivate func place(ofNeighbour neighbour: Int) -> Int { neighbours + neighbour }

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

  /// What a kind or a function is called says what it is; a number or the manner of something does not.
  private static func fact(_ row: Profile.Row) -> String {
    let isYes = row.value == .yes || row.value == .word("yes"), isWord = row.value.number == nil
    let isName = isWord && !isYes && (row.group == nil || ["kind", "activation"].contains(row.id))
    if isName || isYes { return isName ? row.value.text : row.words }
    return row.words + (isWord ? ": " : " ") + row.value.text
  }

  /// Two rows that read the same as facts: two groups of one kind.
  func saysSame(fact row: Int, as other: Int) -> Bool {
    markup.areEqual(facts + row, facts + Int(other))
  }

  /// Of all that a page takes from this side: the model's own fields, and what others say that is shown with it.
  func key(_ keys: PageKeys, _ reasons: [HTML], _ models: [Model]) -> Digest {
    var digest = Digest("side")
    if let header = keys.header(ofModel: slug) { digest.add(header) }
    digest.add(slug)
    var offers = ByteWriter()
    for place in neighbourPartners.indices { offers.append(self, neighbour: place) }
    digest.add(offers.bytes)
    for partner in neighbourPartners { digest.add(models[partner].slug) }
    for ancestor in ancestors {
      digest.add(models[ancestor.index].slug)
      digest.add(models[ancestor.index].name)
    }
    for place in Set(notes.map(\.concept)).sorted() where place >= 0 {
      digest.add(reasons[Int(place)].bytes)
    }
    return digest
  }
}

// Inlined, as `append` of a block is.
extension ByteWriter {
  @inline(__always)
  mutating func append(_ side: PairSide, _ piece: PairSide.Piece) { append(side.markup, piece.rawValue) }

  /// A row of a side's profile in one of its forms; several that stand in a row.
  @inline(__always)
  mutating func append(_ side: PairSide, _ row: Int, _ cell: PairSide.Cell, count: Int = 1) {
    let place = side.place(row, cell)
    append(side.markup, place..<place + count)
  }

  /// A row inside a sentence.
  @inline(__always)
  mutating func append(_ side: PairSide, fact row: Int) { append(side.markup, side.place(ofFact: row)) }

  @inline(__always)
  mutating func append(_ side: PairSide, group: Int, _ form: PairSide.GroupForm) {
    append(side.markup, side.place(ofGroup: group, form))
  }

  @inline(__always)
  mutating func append(_ side: PairSide, neighbour: Int) {
    append(side.markup, side.place(ofNeighbour: neighbour))
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
        guard let index = catalog.index(of: slug) else { continue }
        found.append((index, steps, relation))
        next += catalog.models[index].basedOn.map { ($0.slug, relation) }
      }
      front = next
      steps += 1
    }
    return found
  }
}
