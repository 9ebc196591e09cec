import Diagnostics

/// Rendered prose: fragments of safe HTML around the few places only a site can fill in.
public struct Document: Sendable {
  public enum Piece: Sendable, Hashable {
    case html(String)
    /// The label of a link to a page of this site; the website writes the link around it.
    case link(Reference, label: String)
    /// A derived number by name; `Catalog.load` turns these into `.html`.
    case number(NumberReference)
    /// A fenced `figure` block, drawn by the website.
    case embed(Embed)
  }

  /// A heading with the id its link uses.
  public struct Heading: Hashable, Sendable {
    public var level: Int
    public var id: String
    public var text: String
  }

  /// `model:`, `concept:` or `compare:` reached from this document, for checks and backlinks.
  public struct Reference: Hashable, Sendable {
    public enum Target: Hashable, Sendable {
      case model(String)
      case concept(String)
      case essay(String)
      case compare(String, String)
    }

    public var target: Target
    /// The part after `#`, if any.
    public var fragment: String?
    public var location: SourceLocation
  }

  /// `{{kv_per_token}}` or `{{kimi-k2:kv_per_token}}` in prose.
  public struct NumberReference: Hashable, Sendable {
    /// Nil for the model whose page this is.
    public var model: String?
    public var name: String
    public var location: SourceLocation
  }

  public struct Embed: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
      case figure, map, comparison
    }

    /// How much of a figure is drawn.
    public enum Detail: String, CaseIterable, Sendable {
      case glyph, card, full
    }

    public var kind: Kind
    /// Slugs; one, or two for a comparison.
    public var models: [String]
    /// Where each of them is named.
    public var modelPlaces: [SourceLocation]
    /// `glyph`, `card` or `full` for a figure.
    public var detail: String?
    public var location: SourceLocation
  }

  /// Text that is neither code nor an address, with its place; at most one line.
  struct Run: Hashable, Sendable {
    var text: String
    var location: SourceLocation
  }

  public var pieces: [Piece]
  public var headings: [Heading]
  public var references: [Reference]
  /// The words without markup, for search and excerpts.
  public var plainText: String
  /// What it was read from; nil for a document made otherwise.
  var prose: Prose?

  public init(
    pieces: [Piece] = [], headings: [Heading] = [], references: [Reference] = [], plainText: String = ""
  ) {
    self.pieces = pieces
    self.headings = headings
    self.references = references
    self.plainText = plainText
  }
}
