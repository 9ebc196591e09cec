/// A value that comparisons show and subtract; always exact, rounded only in its text.
public enum Quantity: Hashable, Sendable {
  case count(Int)
  case parameters(Int)
  case tokens(Int)
  case bytes(Double)
  /// Of a whole, from 0 to 1.
  case share(Double)
  case word(String)
  case yes

  public init(_ fact: Fact.Value) {
    switch fact {
    case .count(let value): self = .count(value)
    case .tokens(let value): self = .tokens(value)
    case .word(let word): self = .word(word)
    case .yes: self = .yes
    }
  }

  /// Nil for words.
  public var number: Double? {
    switch self {
    case .count(let value), .parameters(let value), .tokens(let value): Double(value)
    case .bytes(let value), .share(let value): value
    case .word, .yes: nil
    }
  }

  /// Its text does not give it in full.
  var isRounded: Bool {
    switch self {
    case .parameters, .bytes, .share: true
    case .count, .tokens, .word, .yes: false
    }
  }

  public var text: String {
    switch self {
    case .count(let value), .tokens(let value): value.grouped
    case .parameters(let value): value.parametersText
    case .bytes(let value): value.bytesText
    case .share(let value): value.percentText
    case .word(let word): word
    case .yes: "yes"
    }
  }

  /// What `newer` is against this: `×1.5`, `÷2`, `+27%`, `−2.4 points`, `+1`, `changed`; nil when they are equal.
  ///
  /// From exact values, never from rounded ones.
  public func change(to newer: Quantity) -> String? {
    guard self != newer else { return nil }
    guard let a = number, let b = newer.number else { return "changed" }
    if case .share = self {
      let points = trimmed(max(0.1, ((b - a) * 100).magnitude), 1)
      return (b > a ? "+" : "−") + points + " points"
    }
    if a > 0, b > 0, let ratio = changeRatio(a, b) { return ratio }
    let delta = (b - a).magnitude
    return (b > a ? "+" : "−") + sized(delta).text
  }

  private func sized(_ value: Double) -> Quantity {
    switch self {
    case .parameters: .parameters(Int(min(value, 9e18)))
    case .bytes: .bytes(value)
    default: .count(Int(min(value, 9e18)))
    }
  }
}

/// From twice on a factor (`×4.5`, `÷6`), and 1.5; below a signed percentage; nil for less than 0.01%.
func changeRatio(_ a: Double, _ b: Double) -> String? {
  if let factor = changeFactor(a, b) { return (b > a ? "×" : "÷") + factor }
  let percent = (b / a - 1) * 100
  let decimals = percent.magnitude < 0.095 ? 2 : percent.magnitude < 9.95 ? 1 : 0
  let text = trimmed(percent.magnitude, decimals)
  return text == "0" ? nil : (b > a ? "+" : "−") + text + "%"
}

/// The larger of two positive numbers over the smaller in words, when it is 1.5 or at least 2: `1.5`, `2.25`, `1,784`.
func changeFactor(_ a: Double, _ b: Double) -> String? {
  let factor = max(a, b) / min(a, b)
  guard factor.isFinite, factor < 9e15 else { return nil }
  if let multiple = exactMultiple(factor) {
    return multiple < 1_000 ? trimmed(multiple, 1) : Int(multiple).grouped
  }
  if factor < 2 { return nil }
  return factor < 9.995
    ? trimmed(factor, 2) : factor < 99.95 ? trimmed(factor, 1) : Int(factor.rounded()).grouped
}

/// `factor` rounded when it is within half a percent of 1.5, 2, 2.5 or a whole number from 3 on.
func exactMultiple(_ factor: Double) -> Double? {
  let multiple = factor < 2.75 ? (factor * 2).rounded() / 2 : factor.rounded()
  return multiple >= 1.5 && (factor - multiple).magnitude <= 0.005 * multiple ? multiple : nil
}
