import Architecture

/// A laid-out picture: plain values with positions, which the SVG printer only prints and tests can measure.
public struct Scene: Sendable {
  /// Scopes every element id, so that two figures can share a page.
  public var id: String
  public var width: Double
  public var height: Double
  /// The upper edge; negative where the origin is lower.
  public var top = 0.0
  public var title: String
  /// Everything the picture says, in reading order.
  public var description: String
  public var items: [Item]
  /// What this level of detail leaves out.
  public var omissions: [String]
  /// Room around the picture: in a file of its own, and in a page.
  public var margins = (standalone: 16.0, inline: 1.0)
  /// Further classes of the whole picture.
  public var style = Style.none
  /// Narrower than natural, it is cut off at the right and never made smaller.
  public var isCropped = false
  /// Off where bold says that a value changed.
  public var valuesAreBold = true
  /// How readers who do not see the picture learn what it shows.
  public enum Naming: Hashable, Sendable {
    /// By its title and description, which it carries.
    case inside
    /// In a page by its title and an element of the page, or by its title alone.
    case describedBy(String)
    case title
    /// The page says it all.
    case hidden
  }

  public var naming = Naming.inside
  /// How large it is in a page.
  public enum Sizing: Sendable {
    /// As large as it is drawn, or as wide as the page lets it, or pulled to the size the page gives it.
    case natural, fluid, stretched
  }

  public var sizing = Sizing.natural

  public init(
    id: String, width: Double, height: Double, title: String, description: String, items: [Item],
    omissions: [String] = []
  ) {
    self.id = id
    self.width = width
    self.height = height
    self.title = title
    self.description = description
    self.items = items
    self.omissions = omissions
  }

  public enum Item: Hashable, Sendable {
    case box(Box)
    case shape(Shape)
    case text(Text)
    case wire(Wire)
    indirect case group(Group)
  }

  /// A rounded rectangle: something that holds texts and stops wires, unless it is decoration.
  public struct Box: Hashable, Sendable {
    public var frame: Frame
    public var radius: Double
    public var style: Style

    public init(_ frame: Frame, radius: Double = 0, _ style: Style) {
      self.frame = frame
      self.radius = radius
      self.style = style
    }
  }

  /// Marks of one kind, drawn as one path.
  public struct Shape: Hashable, Sendable {
    public var path: Path
    public var style: Style
    /// Shown on hover and read aloud.
    public var title: String?

    public init(_ path: Path, _ style: Style, title: String? = nil) {
      self.path = path
      self.style = style
      self.title = title
    }
  }

  /// A line through right angles with rounded corners.
  public struct Wire: Hashable, Sendable {
    public var points: [Point]
    public var radius: Double
    public var hasArrow: Bool
    public var style: Style
    /// The part ids it ties together; empty for the wires inside a drawing.
    public var ends: [String]

    public init(
      _ points: [Point], radius: Double = 6, arrow: Bool = false, _ style: Style = .wire,
      ends: [String] = []
    ) {
      self.points = points
      self.radius = radius
      hasArrow = arrow
      self.style = style
      self.ends = ends
    }
  }

  /// Items that move and are named together.
  public struct Group: Hashable, Sendable {
    public var offset: Point
    /// Classes that reach everything inside.
    public var style = Style.none
    /// The anchor of all texts inside, printed once for all of them.
    public var anchor = Text.Anchor.start
    /// Where the group is drawn once more, relative to its own position: by reference, so it needs an id.
    public var copies: [Copy] = []
    /// Unique in the scene; printed behind the scene's own id.
    public var id: String?
    /// What the group shows, shared by every group that shows the same (`gqa`): pages highlight them together.
    public var part: String?
    /// The concept page the group links to when the figure is part of a page.
    public var concept: String?
    /// The page the group links to when the figure is part of a page, relative to that page.
    public var href: String?
    public var title: String?
    public var items: [Item]

    public init(
      at offset: Point = Point(0, 0), id: String? = nil, part: String? = nil, concept: String? = nil,
      href: String? = nil, title: String? = nil, _ items: [Item] = []
    ) {
      self.offset = offset
      self.id = id
      self.part = part
      self.concept = concept
      self.href = href
      self.title = title
      self.items = items
    }
  }

  /// A second appearance of a group.
  public struct Copy: Hashable, Sendable {
    public var offset: Point
    public var style: Style

    public init(at offset: Point, _ style: Style = .none) {
      self.offset = offset
      self.style = style
    }
  }
}

/// The classes of a mark; their colours and strokes are `FigureStyle.css`.
public struct Style: Hashable, Sendable {
  public let classes: String

  init(_ classes: String) { self.classes = classes }

  public static let none = Style("")
  public static let background = Style("bg"), frame = Style("frame"), card = Style("card")
  public static let box = Style("box"), norm = Style("norm")
  public static let wire = Style("wire"), stream = Style("stream"), thinStream = Style("st")
  public static let lead = Style("lead"), dashed = Style("lead dash")
  public static let rule = Style("rule"), hair = Style("hair")
  public static let operation = Style("op"), operationSign = Style("opx")
  public static let ink = Style("dot"), surface = Style("hole")
  public static let embedding = Style("emb"), other = Style("other")
  public static let idle = Style("idle"), pattern = Style("pat")
  public static let dots = Style("dots pat"), dashes = Style("dashes pat")

  public static func hue(_ hue: Mark.Hue) -> Style { Style(hue.rawValue) }

  /// A wash of the hue over the surface.
  public var tint: Style { Style(classes + " tint") }
  /// The outline of the hue.
  public var edge: Style { Style(classes + " edge") }

  /// Decoration that texts and wires may cross: the repeat frame, grounds, washes and hairlines.
  public var isDecoration: Bool {
    classes == "bg" || classes == "frame" || classes == "hair" || classes.hasSuffix("tint")
      || classes.hasSuffix("pat")
  }
}
