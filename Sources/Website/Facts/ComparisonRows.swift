import Architecture

/// The rows of a difference as a page shows them, with labels that need no context.
struct ComparisonRows {
  let difference: Difference
  /// Most important first; finding them costs as much as the rest of a page.
  let changes: [Difference.Row]
  /// Labels that several kinds of one model share, by section.
  private let shared: Set<String>

  init(_ difference: Difference) {
    self.difference = difference
    changes = difference.changes
    var seen: Set<String> = []
    var shared: Set<String> = []
    for row in difference.rows where !row.subject.isEmpty {
      if !seen.insert(Self.key(row)).inserted { shared.insert(Self.key(row)) }
    }
    self.shared = shared
  }

  private static func key(_ row: Difference.Row) -> String { row.section.rawValue + row.label }

  /// `Query heads`, or `Query heads (global)` where several kinds have them.
  func label(_ row: Difference.Row) -> String {
    row.needsSubject || !row.subject.isEmpty && shared.contains(Self.key(row))
      ? "\(row.label) (\(row.subject))" : row.label
  }
}
