import Architecture
import Catalog
import TestSupport
import Testing

@testable import Diagram

/// The badges between two stacks say what the list of changes below them says, by the same order of importance.
@Suite struct BadgeTests {
  static let models = Result {
    try Published.models().map {
      (sheet: $0.sheet, side: ComparisonSide($0.sheet, heading: FigureHeading(name: $0.name, byline: "")))
    }
  }

  /// Every pair of the collection.
  @Test(.heavy, arguments: try cases(models.get().indices))
  func badgesAreTheMostImportantChanges(_ index: Int) throws {
    let models = try Self.models.get()
    for newer in models[(index + 1)...] { check(models[index], newer) }
  }

  /// Some pairs, with every model as the older and as the newer.
  @Test func badgesOfNeighboursAreTheMostImportantChanges() throws {
    let models = try Self.models.get()
    for (older, newer) in zip(models, models.dropFirst()) { check(older, newer) }
  }

  /// Each of the most important changes of the design is a badge, and no badge says anything else.
  private func check(
    _ older: (sheet: FactSheet, side: ComparisonSide), _ newer: (sheet: FactSheet, side: ComparisonSide)
  ) {
    let difference = Difference(older: older.sheet, newer: newer.sheet)
    let changes = difference.changes.filter { $0.section != .consequence }
    var badges = badges(Figures.comparison(older.side, newer.side, withCards: false, id: "c"))
    let expected = min(BadgeLane.most, changes.count)
    let names = "\(older.side.heading.name) and \(newer.side.heading.name)"
    #expect(badges.count == expected, "\(names): \(badges)")
    // Layer counts of kinds last: they say least by themselves.
    let shown = changes.prefix(expected)
    for change in shown.filter({ !$0.needsSubject }) + shown.filter(\.needsSubject) {
      let index = badges.firstIndex { says($0, change) }
      #expect(index != nil, "\(names): no badge says \(change.label): \(change.text)")
      if let index { badges.remove(at: index) }
    }
  }

  /// Words of the badge, without the spaces where a line ends.
  private func says(_ badge: String, _ change: Difference.Row) -> Bool {
    func has(_ words: String) -> Bool {
      badge.lowercased().contains(words.lowercased().replacing(" ", with: ""))
    }
    switch change.kind {
    case .added:
      return badge.hasPrefix("added") && has(change.label)
        && (change.newer?.number == nil || has(change.new ?? ""))
    case .removed:
      return badge.hasPrefix("removed") && has(change.label)
        && (change.older?.number == nil || has(change.old ?? ""))
    default:
      return has("\(change.old ?? "") → \(change.new ?? "")") && (change.needsSubject || has(change.label))
    }
  }

  /// The words inside each badge of a picture.
  private func badges(_ scene: Scene) -> [String] {
    scene.items.flatMap { item -> [String] in
      guard case .group(let group) = item, group.style == .lane, group.anchor == .middle else { return [] }
      let frames = group.items.flatMap { item -> [Frame] in
        guard case .shape(let shape) = item, shape.style == .badge else { return [] }
        return shape.path.figures.map { $0.bounds.inset(by: -BadgeLane.rounding) }
      }
      return frames.map { frame in
        group.items.compactMap { item -> String? in
          guard case .text(let text) = item, frame.y < text.at.y, text.at.y < frame.bottom else { return nil }
          return String(text.content.text.filter { !$0.isWhitespace })
        }.joined()
      }
    }
  }
}
