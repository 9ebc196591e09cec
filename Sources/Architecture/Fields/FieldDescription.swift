/// One field of the front matter as its reader declares it; documentation and the JSON schema are made of these.
public struct FieldDescription: Hashable, Sendable {
  public indirect enum Kind: Hashable, Sendable {
    case int(ClosedRange<Int>)
    case flag
    case choice([String])
    case text(TextForm)
    /// Each item of one kind.
    case list(Kind)
    /// Names of the author's choice, each with a value of one kind.
    case map(Kind)
    case any
    case fields([FieldDescription])
  }

  public var name: String
  public var kind: Kind
  public var required: Bool
  /// Nil where there is none, or where it depends on other fields.
  public var defaultValue: String?
  public var documentation: String

  /// The fields of one reader described twice beside different stand-ins: a default that is not the same follows
  /// from other fields, and is none.
  public static func common(to first: [FieldDescription], _ second: [FieldDescription]) -> [FieldDescription]
  {
    first.map { field in
      var field = field
      guard let other = second.first(where: { $0.name == field.name }) else { return field }
      if field.defaultValue != other.defaultValue { field.defaultValue = nil }
      if case (.fields(let a), .fields(let b)) = (field.kind, other.kind) {
        field.kind = .fields(common(to: a, b))
      }
      return field
    }
  }
}

/// What a text must look like, as far as a pattern can say it; the readers say the rest.
public enum TextForm: Hashable, Sendable {
  case line
  /// `2024-12-26`.
  case date
  /// `https://…`.
  case url
  /// `671B`.
  case count
  /// The name of a page.
  case slug
  /// The name of a layer.
  case layer
  /// `10 * (5 * local + global)`.
  case schedule

  /// A regular expression over the whole text, for JSON schema; nil for any text.
  ///
  /// Written for the engines of all editors: no classes that mean another thing in each (`\w`, `\p`).
  public var pattern: String? {
    switch self {
    case .line: nil
    case .date:
      "^(?!0000)(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)$"
    case .url: #"^https?://[^\s!-/:-@\\-`{-~][^\s"<>\\^`{|}]*$"#
    case .count: #"^(?=[0-9.]*[1-9])(?:[0-9]+\.?[0-9]*|\.[0-9]+)[KMBT]$"#
    case .slug: "^[a-z0-9]+(?:[.-][a-z0-9]+)*$"
    case .layer: "^\(Self.layerName)$"
    // Every rule of the grammar but that each '(' has its ')'.
    case .schedule:
      #"^\s*(?:(?:0*[1-9][0-9]{0,3}\s*(?:[*×]|passes(?![0-9A-Za-z_-]))\s*)?(?:\(\s*(?!$)|"# + Self.layerName
        + #"\s*(?:\)\s*)*(?:\+\s*(?!$)|$)))+$"#
    }
  }

  private static let layerName = #"[^\s -@\[-`{-~×][^\s -,./:-@\[-^`{-~×]*"#
}
