/// What two stacks have in common at the same places: drawn once for both.
struct SharedItems {
  /// Of one model, for each item whether the other has it too.
  struct Flags {
    var skeleton: [Bool]
    /// By row.
    var rows: [[Bool]]
  }

  private(set) var older: Flags, newer: Flags

  init(_ older: ComparisonSide, _ newer: ComparisonSide, _ pairs: VariantPairs) {
    let skeleton = older.stack.skeleton.shared(with: newer.stack.skeleton)
    func none(_ row: ComparedStack.Row) -> [Bool] { Array(repeating: false, count: row.items.indices.count) }
    self.older = Flags(skeleton: skeleton.own, rows: older.stack.rows.map(none))
    self.newer = Flags(skeleton: skeleton.other, rows: newer.stack.rows.map(none))
    // Rows at one place that answer each other and are of one kind.
    for (a, row) in older.stack.rows.enumerated() {
      guard let partner = pairs.newerOf[row.variant],
        older.variants[row.variant].kind == newer.variants[partner].kind,
        let b = newer.stack.rows.firstIndex(where: { $0.variant == partner }),
        newer.stack.rows[b].frame == row.frame
      else { continue }
      (self.older.rows[a], self.newer.rows[b]) = row.items.shared(with: newer.stack.rows[b].items)
    }
  }
}
