/// Generated text whose values are marked, so that figures set them bold and comparisons can tell which changed.
///
/// `"\(value: kvHeads, "kv_heads") KV heads"` is a phrase of a value named `kv_heads` and plain text.
public struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation {
  public struct Segment: Hashable, Sendable {
    public var text: String
    /// Set in bold.
    public var isValue: Bool
    /// The id of the fact the value shows; comparisons mark it when the other model's value differs.
    public var fact: String?

    public init(text: String, isValue: Bool, fact: String? = nil) {
      self.text = text
      self.isValue = isValue
      self.fact = fact
    }
  }

  public var segments: [Segment]

  public var text: String { segments.map(\.text).joined() }

  public init(segments: [Segment]) { self.segments = segments }
  public init(_ text: String) { segments = [Segment(text: text, isValue: false)] }
  public init(stringLiteral text: String) { self.init(text) }
  public init(stringInterpolation: Interpolation) { segments = stringInterpolation.segments }

  public static func + (a: Phrase, b: Phrase) -> Phrase { Phrase(segments: a.segments + b.segments) }

  public struct Interpolation: StringInterpolationProtocol {
    var segments: [Segment] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}

    public mutating func appendLiteral(_ literal: String) { appendInterpolation(literal) }

    public mutating func appendInterpolation(_ text: String) {
      if !text.isEmpty { segments.append(Segment(text: text, isValue: false)) }
    }

    public mutating func appendInterpolation(_ number: Int) { appendInterpolation(number.grouped) }

    public mutating func appendInterpolation(_ phrase: Phrase) { segments += phrase.segments }

    public mutating func appendInterpolation(value: Int, _ fact: String? = nil) {
      segments.append(Segment(text: value.grouped, isValue: true, fact: fact))
    }

    public mutating func appendInterpolation(value: String, _ fact: String? = nil) {
      segments.append(Segment(text: value, isValue: true, fact: fact))
    }
  }
}

extension [Phrase] {
  func joined(separator: Phrase) -> Phrase {
    dropFirst().reduce(first ?? Phrase(segments: [])) { $0 + separator + $1 }
  }
}
