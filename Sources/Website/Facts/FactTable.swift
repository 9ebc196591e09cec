import Architecture
import Catalog

/// The fact sheet of one model as its page shows it.
struct FactTable: Sendable {
  struct Row: Sendable {
    /// The id of its explanation, where it has one.
    var id: String
    var label: String
    var text: String

    init(_ id: String, _ label: String, _ value: Quantity) { self.init(id, label, value.text) }

    init(_ id: String, _ label: String, _ text: String) {
      (self.id, self.label, self.text) = (id, label, text)
    }
  }

  struct Group: Sendable {
    var title: String
    var rows: [Row]
    /// Rows of the model carry footnotes; rows of one sublayer never do.
    var isExplained = false
  }

  let groups: [Group]

  init(_ model: Model) {
    let sheet = model.sheet
    groups =
      [Group(title: "Size", rows: Self.rows(sheet, .size, .shape), isExplained: true)]
      + Self.published(model) + Self.sublayers(sheet.mixers, in: sheet.spec.dimensions)
      + Self.sublayers(sheet.feedForwards, in: sheet.spec.dimensions) + [
        Group(
          title: "Serving",
          rows: Self.rows(sheet, .context, .memory, .weights, .work)
            + HeaderFact.all.filter { $0.shown.contains(.sheet) }.map {
              Row($0.id, $0.label, $0.value(model) ?? $0.missing)
            }, isExplained: true)
      ]
  }

  /// What its maker publishes, where that is not what follows from the specification.
  private static func published(_ model: Model) -> [Group] {
    let numbers = model.publishedDifferences
    guard !numbers.isEmpty else { return [] }
    let rows = numbers.map { Row($0.fact.id, $0.fact.label, $0.text) }
    let reasons = numbers.map(\.reason).tally.map {
      Row("differs", "Why", $0.value.capitalizedFirst)
    }
    return [Group(title: "As published", rows: rows + reasons)]
  }

  private static func rows(_ sheet: FactSheet, _ groups: ModelFact.Group...) -> [Row] {
    groups.flatMap { ModelFact.shown(.sheet, in: $0) }.flatMap { fact in
      fact.rows(sheet).map { Row(fact.id, $0.label, $0.value) }
    }
  }

  /// One group for each different configuration of a sublayer, in order of first use.
  private static func sublayers(_ uses: [SublayerUse], in model: Dimensions) -> [Group] {
    struct Configuration: Hashable {
      var name: SublayerName
      var facts: [Fact]
    }
    let configurations = uses.flatMap(\.variants).map { sublayer, count in
      (Configuration(name: sublayer.name, facts: sublayer.facts), count)
    }
    return configurations.map(\.0).tally.map { own, _ in
      let count = configurations.reduce(0) { $0 + ($1.0 == own ? $1.1 : 0) }
      return Group(
        title: own.name.full,
        rows: [Row("layers", "Layers with it", .count(count))]
          + own.facts.map { Row($0.id, $0.label, $0.value) })
    }
  }
}
