/// One thing known of a model as a whole: what it is, how it is worked out, and where it is shown.
///
/// `ModelFact.all` declares each once. Fact sheets, tables, cards, figures, data files, terminal, prose, search,
/// statistics and comparisons are loops over it.
package struct ModelFact: Sendable {
  /// Its id (`{{id}}` in prose, `#how-id` on pages), its label, and what a change of it means in a comparison.
  package let kind: FactKind
  package let group: Group
  package let shown: Shown
  /// Nil where the model has no such thing.
  package let value: @Sendable (FactSheet) -> Quantity?
  /// Where a model has several of it, each with a name: parts beside the core.
  package let parts: (@Sendable (FactSheet) -> [(name: String, value: Quantity)])?
  /// How the value comes about; nil for what the specification says as it is.
  package let explained: (@Sendable (FactSheet) -> Explained<String>)?
  /// What else a reader must know about the value.
  package let remark: (@Sendable (FactSheet) -> String?)?

  /// For heads of narrow columns and the rows of cards.
  package let short: String
  /// On a card, `#` standing for the value: `# per token`.
  package let line: String
  /// In the description of a model, `#` standing for the value; nil where it is not said there.
  package let sentencePattern: String?
  /// On a card it goes on with the row of the fact before.
  package let continuesRow: Bool
  package let scale: Scale
  /// What a list in the order of this fact begins with.
  package let leads: End
  /// Part of the address of such a list, and of its convention.
  package let address: String
  /// Where the gallery's cards can be put in its order.
  package let order: Order?

  /// The name of its column in the CSV.
  package let column: String
  /// Where it is found in the model's JSON document: `kvCache.bytesPerToken`.
  package let path: String

  /// What the number counts and what it leaves out, in full sentences; empty where the label says it.
  package let convention: String
  /// The fact this one is a share of: equal to it, it reads as `all`.
  package let whole: String?
  /// When it is no row of a sheet; data files hold it all the same.
  package let omission: Omission

  package enum Omission: Sendable {
    case never
    case zero
    /// Says no more than the fact of that id.
    case repeating(String)

    /// Having it at all then says something of the design.
    fileprivate var isZero: Bool { if case .zero = self { true } else { false } }
  }

  /// Reading order of everything but data files.
  package enum Group: Int, CaseIterable, Sendable {
    case size, shape, words, context, memory, weights, work
  }

  package struct Shown: OptionSet, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The fact sheet of the model's page.
    package static let sheet = Shown(rawValue: 1)
    /// A column of the table of all models.
    package static let table = Shown(rawValue: 2)
    /// The cards of the gallery.
    package static let card = Shown(rawValue: 4)
    /// The head of every figure.
    package static let figure = Shown(rawValue: 8)
    package static let csv = Shown(rawValue: 16)
    package static let json = Shown(rawValue: 32)
    /// `gallery inspect`.
    package static let terminal = Shown(rawValue: 64)
    /// `{{id}}` in write-ups.
    package static let prose = Shown(rawValue: 128)
    package static let search = Shown(rawValue: 256)
    /// A chart over time.
    package static let statistics = Shown(rawValue: 512)
    /// The medians of each year.
    package static let years = Shown(rawValue: 1024)
    /// A column where a concept lists its models.
    package static let concepts = Shown(rawValue: 2048)
    /// Rows and changes of comparisons and families.
    package static let comparison = Shown(rawValue: 4096)
    /// Data files of both kinds.
    package static let data: Shown = [.csv, .json]
  }

  package enum Scale: Sendable {
    /// From zero.
    case linear
    /// Each doubling the same step.
    case octaves
  }

  package struct Order: Sendable {
    package let label: String
    package let address: String
  }

  package enum End: String, Sendable { case largest, smallest }

  package var id: String { kind.id }
  package var label: String { kind.label }

  init(
    _ kind: FactKind, _ group: Group, shown: Shown, short: String? = nil, line: String = "#",
    sentence: String? = nil, continuesRow: Bool = false, scale: Scale = .octaves,
    leads: End = .largest, address: String? = nil,
    order: Order? = nil, column: String? = nil, path: String? = nil, convention: String = "",
    whole: String? = nil,
    omission: Omission = .never, remark: (@Sendable (FactSheet) -> String?)? = nil,
    explained: (@Sendable (FactSheet) -> Explained<String>)? = nil,
    parts: (@Sendable (FactSheet) -> [(name: String, value: Quantity)])? = nil,
    value: @escaping @Sendable (FactSheet) -> Quantity?
  ) {
    (self.kind, self.group, self.shown) = (kind, group, shown)
    (self.value, self.parts, self.explained, self.remark) = (value, parts, explained, remark)
    self.short = short ?? kind.label
    (self.line, sentencePattern) = (line, sentence)
    (self.continuesRow, self.scale, self.leads) = (continuesRow, scale, leads)
    self.address = address ?? kind.id.replacing("_", with: "-")
    self.order = order
    let key = kind.id.camelCased
    (self.column, self.path) = (column ?? key, path ?? key)
    (self.convention, self.whole, self.omission) = (convention, whole, omission)
  }
}

extension ModelFact {
  /// A fact that follows from others: a change of it weighs nothing.
  init(
    _ id: String, _ label: String, _ group: Group, shown: Shown, short: String? = nil,
    line: String = "#",
    sentence: String? = nil, continuesRow: Bool = false, leads: End = .largest,
    address: String? = nil, order: Order? = nil,
    column: String? = nil, path: String? = nil, convention: String = "", whole: String? = nil,
    omission: Omission = .never, remark: (@Sendable (FactSheet) -> String?)? = nil,
    explained: (@Sendable (FactSheet) -> Explained<String>)? = nil,
    parts: (@Sendable (FactSheet) -> [(name: String, value: Quantity)])? = nil,
    value: @escaping @Sendable (FactSheet) -> Quantity?
  ) {
    self.init(
      FactKind(id, label, weight: 0, isQuality: omission.isZero), group, shown: shown, short: short,
      line: line, sentence: sentence,
      continuesRow: continuesRow, leads: leads, address: address, order: order, column: column,
      path: path,
      convention: convention, whole: whole, omission: omission, remark: remark,
      explained: explained,
      parts: parts, value: value)
  }

  /// Those shown at one place, in reading order.
  package static func shown(_ place: Shown) -> [ModelFact] {
    Group.allCases.flatMap { shown(place, in: $0) }
  }

  package static func shown(_ place: Shown, in group: Group) -> [ModelFact] {
    all.filter { $0.group == group && $0.shown.contains(place) }
  }

  /// In the order of the data files.
  package static let columns = all.filter { $0.shown.contains(.csv) }

  /// Nil for an unknown id.
  package static func named(_ id: String) -> ModelFact? { all.first { $0.id == id } }

  /// The number lists and charts sort by; nil for words and for what the model has not.
  package func number(_ sheet: FactSheet) -> Double? { value(sheet)?.number }

  /// Rows of a sheet: one, one for each part, or none.
  package func rows(_ sheet: FactSheet) -> [(label: String, value: Quantity)] {
    if let parts { return parts(sheet).map { ("\(label): \($0.name)", $0.value) } }
    guard let value = value(sheet) else { return [] }
    switch omission {
    case .never: break
    case .zero: if value.number == 0 { return [] }
    case .repeating(let id): if Self.named(id)?.value(sheet) == value { return [] }
    }
    return [(label, value)]
  }

  /// `all` where it is its whole.
  package func textOrAll(_ sheet: FactSheet) -> String? {
    let own = value(sheet)
    if let whole, let all = Self.named(whole)?.value(sheet), own == all { return "all" }
    return own?.text
  }

  /// The value in its line of a card, in three pieces: `("", "62", " layers")`.
  package func line(_ sheet: FactSheet) -> (before: String, value: String, after: String)? {
    guard let value = rows(sheet).first?.value, !continuesRow || textOrAll(sheet) != "all" else {
      return nil
    }
    let cut = line.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    return (cut[0], value.shortText, cut.count > 1 ? cut[1] : "")
  }

  /// What the description of a model says of it; nil for nothing.
  package func sentence(_ sheet: FactSheet) -> String? {
    guard let sentencePattern, let value = rows(sheet).first?.value, value.number != 0 else {
      return nil
    }
    return sentencePattern.replacing("#", with: value.text)
  }
}

extension String {
  /// `kvPerToken` of `kv_per_token`.
  fileprivate var camelCased: String {
    let words = split(separator: "_")
    return words.prefix(1).joined() + words.dropFirst().map { String($0).capitalizedFirst }.joined()
  }
}
