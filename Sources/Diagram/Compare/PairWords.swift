import Architecture

// What changes are called, in words: for descriptions, and for the few that no wording has ready.

extension PairChange {
  /// `global query heads`, but `routed experts (by token id)`: experts are not said twice.
  static func owned(_ name: String, by owner: String) -> String {
    owner.hasPrefix("experts") ? name + owner.dropFirst("experts".count) : "\(owner) \(name)"
  }

  /// What an older model alone has, named with its owner where it has one.
  static func possession(
    _ value: Int, _ owner: Int?, _ older: ComparisonSide, _ newer: ComparisonSide
  ) -> String {
    let text = older.wording.quantities[value].text
    return owner.map { owned(text, by: newer.tag($0)) } ?? text
  }

  /// `routed experts 256 to 384 (×1.5)`, for the description.
  func words(_ older: ComparisonSide, _ newer: ComparisonSide) -> String {
    let title = (isNamedByNewer ? newer : older).wording.names[name]
    switch (self.older, self.newer) {
    case (let left?, let right?):
      let values = (older.wording.quantities[left].text, newer.wording.quantities[right].text)
      return "\(title) \(values.0) to \(values.1)" + (ratio(older, newer).map { " (\($0))" } ?? "")
    case (let left?, nil): return "\(title) \(Self.possession(left, owner, older, newer))"
    case (nil, let right?): return "\(title) \(newer.wording.quantities[right].text)"
    case (nil, nil): return title
    }
  }

  /// `×1.5`; nil for words, where the difference is plainer than its percentage.
  ///
  /// For changes that are said: finding out takes longer than all else about a change.
  func ratio(_ older: ComparisonSide, _ newer: ComparisonSide) -> String? {
    guard let left = self.older, let right = self.newer, let number = older.wording.values[left].number,
      newer.wording.values[right].number != nil,
      let change = older.wording.quantities[left].change(to: newer.wording.quantities[right])
    else { return nil }
    // `×` and `÷` begin with one byte, which no sign does.
    let isFactor = change.utf8.first == "×".utf8.first
    return isFactor || number >= 20 && change.utf8.last == UInt8(ascii: "%") ? change : nil
  }
}
