extension Difference {
  /// The difference as a document: verdict, distance, changes by importance, and every row.
  public var json: JSON {
    .fields([
      ("verdict", .text(verdict)),
      ("distance", .number((distance * 1000).rounded() / 1000)),
      ("changes", .list(changes.map(\.json))),
      ("unchanged", .list(lines.filter(\.isEqual).map { row($0) }.map(\.json))),
    ])
  }
}

extension Difference.Row {
  /// A key that has no value is null, so that every row has the same keys.
  fileprivate var json: JSON {
    .fields([
      ("id", .text(id)), ("section", .text(section.rawValue)),
      ("subject", subject.isEmpty ? .null : .text(subject)), ("label", .text(label)),
      ("kind", kind.map { .text($0.rawValue) } ?? .null), ("older", older?.json ?? .null),
      ("newer", newer?.json ?? .null), ("change", change.map(JSON.text) ?? .null),
      ("importance", kind == nil ? .null : .number((importance * 10).rounded() / 10)),
      ("concept", (concept?.concept).map(JSON.text) ?? .null),
    ])
  }
}

extension Quantity {
  var json: JSON {
    switch self {
    case .count(let value), .parameters(let value), .tokens(let value): .int(value)
    case .bytes(let value), .flops(let value), .share(let value): .quantity(value)
    case .word(let word): .text(word)
    case .yes: .bool(true)
    }
  }
}
