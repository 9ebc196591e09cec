import Diagnostics

/// The value of a fact; always exact, rounded only in its text.
public enum Quantity: Hashable, Sendable {
  case count(Int)
  case parameters(Int)
  case tokens(Int)
  case bytes(Double)
  case flops(Double)
  /// Of a whole, from 0 to 1.
  case share(Double)
  case word(String)
  case yes

  /// Nil for words.
  public var number: Double? {
    switch self {
    case .count(let value), .parameters(let value), .tokens(let value): Double(value)
    case .bytes(let value), .flops(let value), .share(let value): value
    case .word, .yes: nil
    }
  }

  /// Its text does not give it in full.
  var isRounded: Bool {
    switch self {
    case .parameters, .bytes, .flops, .share: true
    case .count, .tokens, .word, .yes: false
    }
  }

  public var text: String {
    switch self {
    case .count(let value), .tokens(let value): value.grouped
    case .parameters(let value): value.parametersText
    case .bytes(let value): value.bytesText
    case .flops(let value): value.flopsText
    case .share(let value): value.percentText
    case .word(let word): word
    case .yes: "yes"
    }
  }

  /// For cards and columns, where a context reads `128k`.
  package var shortText: String { if case .tokens(let value) = self { value.tokensText } else { text } }

  /// In full, for programs.
  package var exactText: String {
    switch self {
    case .count(let value), .parameters(let value), .tokens(let value): String(value)
    case .bytes(let value), .flops(let value), .share(let value):
      value.magnitude < 9e15 && value == value.rounded() ? String(Int(value)) : String(value)
    case .word, .yes: text
    }
  }

  /// The same kind of quantity with another number; words stay.
  package func with(_ number: Double) -> Quantity {
    let whole = Int(min(number.rounded(), 9e18))
    return switch self {
    case .count: .count(whole)
    case .parameters: .parameters(whole)
    case .tokens: .tokens(whole)
    case .bytes: .bytes(number)
    case .flops: .flops(number)
    case .share: .share(number)
    case .word, .yes: self
    }
  }

  /// What its number counts; nil for words.
  public var unit: Unit? {
    switch self {
    case .count, .tokens: .count
    case .parameters: .parameters
    case .bytes: .bytes
    case .flops: .flops
    case .share: .share
    case .word, .yes: nil
    }
  }

  public enum Unit: UInt8, Sendable {
    case count, parameters, bytes, share, flops

    /// `value` in full, or rounded as its text is.
    fileprivate func numeral(_ value: Double) -> Numeral {
      switch self {
      case .count: Numeral(Int(min(value, 9e18)), isGrouped: true)
      case .parameters: Int(min(value, 9e18)).parametersNumeral
      case .bytes, .share: value.bytesNumeral
      case .flops: value.flopsNumeral
      }
    }
  }

  /// What `newer` is against this: `×1.5`, `÷2`, `+27%`, `−2.4 points`, `+1`, `changed`; nil when they are equal.
  ///
  /// From exact values, never from rounded ones.
  public func change(to newer: Quantity) -> String? {
    guard self != newer else { return nil }
    guard let unit, let a = number, let b = newer.number else { return "changed" }
    return QuantityChange(from: a, to: b, unit).numeral.text
  }
}

/// What one number is against another.
public struct QuantityChange: Sendable {
  /// `×1.5`, `÷2`, `+27%`, `−2.4 points`; where no proportion says it, the difference: `+1`.
  public let numeral: Numeral
  private let isRatio: Bool
  private let a: Double, b: Double
  private let unit: Quantity.Unit

  /// Of two numbers that differ, from exact values.
  public init(from a: Double, to b: Double, _ unit: Quantity.Unit) {
    (self.a, self.b, self.unit) = (a, b, unit)
    let ratio = a > 0 && b > 0 && unit != .share ? changeRatio(a, b) : nil
    isRatio = ratio != nil
    numeral = ratio ?? Self.difference(a, b, unit)
  }

  /// `+128`, `−355B`, `+1.2 GiB`, `−2.4 points`.
  private static func difference(_ a: Double, _ b: Double, _ unit: Quantity.Unit) -> Numeral {
    let sign: StaticString = b > a ? "+" : "−", size = (b - a).magnitude
    guard unit == .share else { return unit.numeral(size).led(by: sign) }
    return Numeral(max(0.1, size * 100), 1, isTrimmed: true, unit: " points").led(by: sign)
  }

  /// The difference and the proportion: `+128, ×1.5`.
  public func appendBoth(to out: inout ByteWriter) {
    if isRatio {
      Self.difference(a, b, unit).append(to: &out)
      out.append(", ")
    }
    numeral.append(to: &out)
  }
}

/// From twice on a factor (`×4.5`, `÷6`), and 1.5; below a signed percentage; nil for less than 0.01%.
private func changeRatio(_ a: Double, _ b: Double) -> Numeral? {
  if let factor = changeFactor(a, b) { return factor.led(by: b > a ? "×" : "÷") }
  let percent = (b / a - 1) * 100
  let decimals = percent.magnitude < 0.095 ? 2 : percent.magnitude < 9.95 ? 1 : 0
  let numeral = Numeral(percent.magnitude, decimals, isTrimmed: true, unit: "%")
  return numeral.isZero ? nil : numeral.led(by: b > a ? "+" : "−")
}

/// The larger of two positive numbers over the smaller, when it is 1.5 or at least 2: `1.5`, `2.25`, `1,784`.
func changeFactor(_ a: Double, _ b: Double) -> Numeral? {
  let factor = max(a, b) / min(a, b)
  guard factor.isFinite, factor < 9e15 else { return nil }
  if let multiple = exactMultiple(factor) {
    return multiple < 1_000
      ? Numeral(multiple, 1, isTrimmed: true) : Numeral(Int(multiple), isGrouped: true)
  }
  if factor < 2 { return nil }
  return factor < 9.995
    ? Numeral(factor, 2, isTrimmed: true)
    : factor < 99.95
      ? Numeral(factor, 1, isTrimmed: true) : Numeral(factor.nearest, isGrouped: true)
}

/// `factor` rounded when it is within half a percent of 1.5, 2, 2.5 or a whole number from 3 on.
private func exactMultiple(_ factor: Double) -> Double? {
  let multiple = factor < 2.75 ? Double((factor * 2).nearest) / 2 : Double(factor.nearest)
  return multiple >= 1.5 && (factor - multiple).magnitude <= 0.005 * multiple ? multiple : nil
}
