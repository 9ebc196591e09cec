/// What is inside a sublayer, as data: the parts of its detail card, in order from top to bottom.
///
/// A kind describes itself in these words and never knows coordinates; the Diagram target lays out any such
/// description and never knows a kind.
public struct Anatomy: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case flow(Flow)
    /// A line or a paragraph under the drawing.
    case sentence(Phrase)
    case heads(HeadsChart)
    /// Cached numbers out of what plain multi-head attention with the same heads would cache.
    case cacheBar(cached: Int, full: Int)
    /// Bars to one scale, centred: stream, hidden, stream.
    case widths([WidthBar])
    case experts(ExpertsChart)
  }

  /// At the right of the card's title: `◆ cached`, `no KV cache`, `10 of 512 + 1 shared`.
  public var note: Phrase
  public var parts: [Part]

  public init(note: Phrase, parts: [Part]) {
    self.note = note
    self.parts = parts
  }
}

/// Columns that rise from the input, meet in a core and continue above it.
public struct Flow: Hashable, Sendable {
  /// At most five; more inputs are merged by the kind (`B, C`).
  public var columns: [Column]
  public var core: Core
  /// Steps above the core, bottom to top; the first `.times` is where gate columns arrive.
  public var above: [Step]

  public init(columns: [Column], core: Core, above: [Step]) {
    self.columns = columns
    self.core = core
    self.above = above
  }

  public struct Column: Hashable, Sendable {
    public var box: Box
    /// Bottom to top, between the box and the core.
    public var steps: [Step]
    /// A gate goes past the core and meets the `.times` step above it.
    public var isGate: Bool
    /// Comes from another layer, not from this one's input.
    public var isBorrowed: Bool

    public init(
      _ name: String, _ value: Int, fact: String? = nil, cached: Bool = false, _ steps: [Step] = [],
      isGate: Bool = false, isBorrowed: Bool = false
    ) {
      box = Box(name: name, value: value, fact: fact, isCached: cached)
      self.steps = steps
      self.isGate = isGate
      self.isBorrowed = isBorrowed
    }
  }

  public struct Box: Hashable, Sendable {
    public var name: String
    /// Output elements.
    public var value: Int?
    public var fact: String?
    /// Marked with a diamond: this is what the cache holds.
    public var isCached: Bool

    public init(name: String, value: Int? = nil, fact: String? = nil, isCached: Bool = false) {
      self.name = name
      self.value = value
      self.fact = fact
      self.isCached = isCached
    }
  }

  public enum Step: Hashable, Sendable {
    /// A rounded small step: `RMSNorm`, `RoPE`, `conv 4`, `SiLU`; perhaps a feature with a page of its own.
    case pill(String, Feature? = nil)
    /// A projection with its width: `Out 4,096`.
    case box(Box)
    /// Multiplication with the gate columns.
    case times
  }

  public struct Core: Hashable, Sendable {
    public enum Mask: String, Hashable, Sendable { case full, window, chunk, selected }
    public var label: String
    public var masks: [Mask]

    public init(_ label: String, masks: [Mask] = []) {
      self.label = label
      self.masks = masks
    }
  }
}

/// One square per query head, one bar per key-value head under the group it serves.
public struct HeadsChart: Hashable, Sendable {
  public var queryHeads: Int
  public var kvHeads: Int
  public var hue: Mark.Hue

  public init(queryHeads: Int, kvHeads: Int, hue: Mark.Hue) {
    self.queryHeads = queryHeads
    self.kvHeads = kvHeads
    self.hue = hue
  }
}

public struct WidthBar: Hashable, Sendable {
  public var label: String
  public var width: Int
  public var fact: String?

  public init(_ label: String, _ width: Int, fact: String? = nil) {
    self.label = label
    self.width = width
    self.fact = fact
  }
}

/// One cell per expert, to scale across models.
public struct ExpertsChart: Hashable, Sendable {
  public var experts: Int
  public var active: Int
  public var shared: Int
  /// `Router, sigmoid, top 8`.
  public var router: Phrase
  /// Facts under the grid.
  public var facts: [Phrase]
  /// The inside of one expert, for a card of its own.
  public var expert: Flow?

  public init(experts: Int, active: Int, shared: Int, router: Phrase, facts: [Phrase], expert: Flow?) {
    self.experts = experts
    self.active = active
    self.shared = shared
    self.router = router
    self.facts = facts
    self.expert = expert
  }
}
