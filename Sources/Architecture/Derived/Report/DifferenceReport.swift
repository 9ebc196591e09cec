extension Difference {
  /// The comparison in plain text: the verdict, what changed by importance, and every row side by side.
  public func report(older: String, newer: String) -> Report {
    var report = Report()
    report.line(.init(older, .title), .init(" → ", .muted), .init(newer, .title))
    report.line(.init(verdict))
    let changes = changes
    let title = titles
    if !changes.isEmpty {
      report.heading("What changed")
      report.table(
        changes.filter { !$0.isLong }.map {
          [.init(title($0)), .init($0.old ?? "–"), .init("→", .muted), .init($0.new ?? "–", .value), $0.mark]
        })
      for row in changes where row.isLong {
        report.line(.init("  \(title(row)): "), row.mark)
        report.table([
          [.init("  " + older, .muted), .init(row.old ?? "–")],
          [.init("  " + newer, .muted), .init(row.new ?? "–", .value)],
        ])
      }
    }
    let same = rows.filter {
      $0.kind == nil && $0.older != nil && $0.older == $0.newer && $0.section != .consequence
    }
    if !same.isEmpty {
      report.heading("Unchanged")
      report.paragraph(same.map { $0.equalText(title($0)) }.joined(separator: ", ") + ".")
    }
    report.heading("Side by side")
    var table: [[Report.Span]] = [[.init(""), .init(older, .title), .init(newer, .title)]]
    for section in Section.allCases {
      let own = rows.filter { $0.section == section && !$0.isLong }
      if !own.isEmpty { table.append([.init(section.title, .value)]) }
      table += own.map { row in
        let style = row.kind == nil ? Report.Style.muted : .plain
        return [
          .init("  " + title(row), style), .init(row.old ?? "–", style), .init(row.new ?? "–", style),
          row.mark,
        ]
      }
    }
    report.table(table)
    return report
  }

  /// Labels with what they are about where several kinds share one: `Query heads (global)`.
  private var titles: (Row) -> String {
    let shared = Set(rows.map { $0.section.rawValue + $0.label }.tally.filter { $0.count > 1 }.map(\.value))
    return { row in
      row.needsSubject || !row.subject.isEmpty && shared.contains(row.section.rawValue + row.label)
        ? "\(row.label) (\(row.subject))" : row.label
    }
  }
}

extension Difference.Section {
  public var title: String {
    switch self {
    case .size: "Size"
    case .skeleton: "Skeleton"
    case .mixer: "Mixers"
    case .feedForward: "Feed-forward"
    case .consequence: "What follows"
    }
  }
}

extension Difference.Row {
  /// Too long for a column: the order of layers.
  fileprivate var isLong: Bool { max(old?.count ?? 0, new?.count ?? 0) > 36 }

  /// In a list of what is equal: `61 layers` would need grammar, `layers 61` does not; a yes needs no value.
  fileprivate func equalText(_ title: String) -> String {
    newer == .yes ? title.midSentence : "\(title.prefix { $0 != "," }.description.midSentence) \(new ?? "")"
  }

  fileprivate var mark: Report.Span {
    switch kind {
    case .added: .init("added", .added)
    case .removed: .init("removed", .removed)
    default: .init(change ?? "", .changed)
    }
  }
}
