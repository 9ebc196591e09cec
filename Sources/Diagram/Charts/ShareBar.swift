import Architecture

/// A whole and its parts as one bar without text; the table below it names them in the same order.
public enum ShareBar {
  private static let width = 360.0, height = 14.0

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
    var out = SVGBuffer(capacity: 512, isTerse: true)
    out.raw("<svg class=\"af bar\" viewBox=")
    out.list(0, 0, width, height)
    out.raw(" aria-hidden=true>")
    var x = 0.0
    for part in parts where part.value / whole * width >= 0.5 {
      let length = part.value / whole * width
      // Whole numbers where nobody sees the difference: the next part then starts a whole unit behind this one.
      let isWide = length >= 4, start = isWide ? x.rounded() : x
      out.raw("<path d=M")
      out.numbers(start, height / 2)
      out.raw("h")
      out.number(isWide ? (x + length).rounded() - 1 - start : max(0.5, length - 1))
      out.classes(part.style.classes)
      out.endElement()
      x += length
    }
    out.raw("</svg>")
    return out.bytes
  }
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
