import Architecture

/// A whole and its parts as one bar without text; the table below it names them in the same order.
public enum ShareBar {
  private static let width = 360.0, height = 14.0

  /// A share of a scale, pulled to the size its cell gives it.
  public static func spark(_ share: Double) -> [UInt8] {
    var drawing = Drawing()
    drawing.shape(Path([.rect(Frame(0, 0, share * 100, 3))]), .none)
    return picture(100, 3, .spark, .stretched, drawing.items)
  }

  /// A picture of what the page says in words.
  private static func picture(
    _ width: Double, _ height: Double, _ style: Style, _ sizing: Scene.Sizing, _ items: [Scene.Item]
  ) -> [UInt8] {
    var scene = Scene(id: "", width: width, height: height, title: "", description: "", items: items)
    scene.style = style
    scene.naming = .hidden
    scene.sizing = sizing
    scene.margins.inline = 0
    return scene.markup(standalone: false)
  }

  /// Where the parameters of a model sit, in the order of the components.
  public static func parameters(_ sheet: FactSheet) -> [UInt8] {
    bar(sheet.parameters.byComponent.map { ($0.component.style, Double($0.total)) })
  }

  /// What the arithmetic of one token is spent on, in the order of the causes.
  public static func compute(_ flops: [Double], _ sheet: FactSheet) -> [UInt8] {
    bar(zip(ComputeProfile.Cause.allCases, flops).map { ($0.style(sheet), $1) })
  }

  /// Strokes as thick as the bar: thousands of pages hold four of them. Parts too thin to see are left to the table.
  private static func bar(_ parts: [(style: Style, value: Double)]) -> [UInt8] {
    let whole = max(parts.reduce(0) { $0 + $1.value }, 1)
    var drawing = Drawing()
    var x = 0.0
    for part in parts where part.value / whole * width >= 0.5 {
      let length = part.value / whole * width
      // Whole numbers where nobody sees the difference: the next part then starts a whole unit behind this one.
      let isWide = length >= 4, start = isWide ? x.rounded() : x
      let end = isWide ? (x + length).rounded() - 1 : start + max(0.5, length - 1)
      drawing.shape(Path([.line(Point(start, height / 2), Point(end, height / 2))]), part.style)
      x += length
    }
    return picture(width, height, .bar, .fluid, drawing.items)
  }
}

extension Style {
  fileprivate static let bar = Style("bar"), spark = Style("spark")
}

extension ComputeProfile.Cause {
  fileprivate func style(_ sheet: FactSheet) -> Style {
    switch self {
    case .mixers: .hue(sheet.hue)
    case .context: .ink
    case .feedForwards: .hue(sheet.parameters.isSparse ? .moe : .ffn)
    case .head: .embedding
    case .other: .other
    }
  }
}
