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

extension Quantity {
  /// The difference and the proportion, `+128, ×1.5`; `change` is what this is to `newer`, nil when they are equal.
  func subtracted(from newer: Quantity, change: String?) -> String? {
    guard let change else { return nil }
    guard let delta = signedDifference(to: newer), delta != change else { return change }
    return "\(delta), \(change)"
  }

  /// `+128`, `−355B`, `+1.2 GiB`; nil for words and for shares, whose change is in points already.
  fileprivate func signedDifference(to newer: Quantity) -> String? {
    guard let a = number, let b = newer.number else { return nil }
    let size = abs(b - a)
    let text: String? =
      switch self {
      case .count, .tokens: Int(size).grouped
      case .parameters: Int(size).parametersText
      case .bytes: size.bytesText
      case .share, .word, .yes: nil
      }
    return text.map { (b < a ? "−" : "+") + $0 }
  }
}
