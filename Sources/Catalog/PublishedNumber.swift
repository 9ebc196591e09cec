import Architecture

/// A number as the maker publishes it, where it is not the computed one.
package struct PublishedNumber: Sendable {
  /// The fact it is about.
  package let fact: ModelFact
  /// In the maker's rounding.
  package let published: String
  package let computed: String
  /// What the computed number is against the published one: `+3.2%`.
  package let difference: String
  /// Why: what the author says, what the maker counts, or `not reconciled`.
  package let reason: String

  /// From which share on two numbers are not the same.
  package static let tolerance = 0.01

  /// `1.6T, ours is +3.2%`.
  package var text: String { "\(published), ours \(difference)" }
}

extension Model {
  /// The published numbers that differ from the computed ones by more than a hundredth.
  package var publishedDifferences: [PublishedNumber] {
    let stated = [("parameters", published?.total), ("active", published?.active)]
    return stated.compactMap { id, number in
      guard let number, number.value > 0, let fact = ModelFact.named(id),
        let own = fact.value(sheet),
        let computed = own.number,
        abs(computed - number.value) > PublishedNumber.tolerance * number.value,
        let difference = own.with(number.value).change(to: own)
      else { return nil }
      return PublishedNumber(
        fact: fact, published: number.text, computed: own.text, difference: difference,
        reason: published?.reason ?? reconciliation(of: number, as: id, computed: computed))
    }
  }

  /// What a publisher may count otherwise than we do, and what that comes to.
  private func conventions(_ id: String) -> [(words: String, count: Int)] {
    let counts = sheet.parameters
    let tables = counts.lookupTables
    let beside = counts.beside.reduce(0) { $0 + $1.parameters }
    return id == "parameters"
      ? [
        ("counts the parts beside the core", counts.total + beside),
        ("leaves out the token embedding", counts.total - counts.embedding),
        ("leaves out the lookup tables", counts.total - tables),
        ("leaves out token embedding and lookup tables", counts.total - counts.embedding - tables),
      ]
      : [
        ("leaves out embedding and output head", counts.activeWithoutEmbedding),
        ("leaves out the token embedding", counts.active - counts.embedding),
        ("counts the lookup tables", counts.active + tables),
      ]
  }

  private func reconciliation(
    of number: PublishedParameters.Rounded, as id: String, computed: Double
  ) -> String {
    let other = conventions(id).filter { $0.count != Int(computed) }.min {
      abs(Double($0.count) - number.value) < abs(Double($1.count) - number.value)
    }
    if let other,
      abs(Double(other.count) - number.value) <= PublishedNumber.tolerance * number.value
    {
      return other.words
    }
    // Rounded up or down to its last digit.
    if abs(computed - number.value) < number.step { return "rounded to \(number.text)" }
    if let other, abs(Double(other.count) - number.value) < number.step {
      return other.words + ", and is rounded"
    }
    return "not reconciled"
  }
}

extension PublishedParameters.Rounded {
  /// One of its last digit: 1e9 for `37B`, 1e8 for `7.6B`.
  fileprivate var step: Double {
    let digits = text.dropLast()
    let number = Double(digits) ?? 0
    guard number > 0 else { return 0 }
    let decimals =
      digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    return (0..<decimals).reduce(value / number) { step, _ in step / 10 }
  }
}
