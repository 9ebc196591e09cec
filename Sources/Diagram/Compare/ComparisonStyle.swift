extension Style {
  /// Everything two models have in common steps back.
  static let unchanged = Style("un")
  /// What only one model of a pair shows; narrow pages show one of them at a time.
  static let older = Style("older"), newer = Style("newer"), lane = Style("lane")
  static let pair = Style("pair"), figure = Style("af")
  static let badge = Style("badge"), deltaLine = Style("dl")
  /// Under layers that differ.
  static let deltaEdge = Style("de")
  /// Cuts a bar of many layers into single cells: gaps in the colour of the page.
  static let comb = Style("comb")
  static let comb5 = Style("c5"), comb2 = Style("c2")
  /// The empty part of a row of cells of experts.
  static let hollow5 = Style("h5")

  /// A line of discs, one each 5 u, and of small squares.
  var dotted: Style { Style(classes + " o5") }
  var notched: Style { Style(classes + " n5") }
  /// Upright strokes of 4 u, cut by the dashes of a class.
  func stroked(_ cuts: String?) -> Style { Style(classes + " l5" + (cuts.map { " " + $0 } ?? "")) }
}

extension FigureStyle {
  static let comparisonRules: [(selector: String, declarations: String)] = [
    (
      ".af .d,.af.pair tspan",
      "font-weight:700;text-decoration:underline;text-underline-offset:2px;fill:var(--delta)"
    ),
    (".af .un text", "font-weight:400;fill:var(--muted)"),
    (".af .un .h,.af .un .rx", "font-weight:700"),
    (".af .un .box,.af .un .norm", "stroke:var(--hair)"),
    (
      ".af .badge",
      "stroke-width:\(number(2 * BadgeLane.rounding));stroke-linejoin:round;fill:var(--deltabg);stroke:var(--deltabg)"
    ),
    (".af .dl", "fill:none;stroke-width:1;stroke:var(--delta)"),
    (".af .lane .b", "fill:var(--delta)"),
    (".af .de", "fill:none;stroke-width:2;stroke:var(--delta)"),
    (".af .comb,.af .c5,.af .c2,.af .h5", "fill:none;stroke-width:48;stroke:var(--page)"),
    (".af .c5", "stroke-dasharray:1 4"),
    (".af .c2", "stroke-dasharray:.5 1.5"),
    (".af .h5", "stroke-width:5.2;stroke-dasharray:2.6 2.4"),
    (".af .o5", "stroke-width:4;stroke-linecap:round;stroke-dasharray:0 5"),
    (".af .n5", "stroke-width:1.3;stroke-dasharray:1.3 3.7"),
    (".af .l5", "stroke-width:4"),
    (".af .l2", "stroke-dasharray:14.9 1.9"),
    (".af .l4", "stroke-dasharray:4.9 1.5"),
    (".af .l9", "stroke-dasharray:2.67"),
  ]

  private static func number(_ value: Double) -> String {
    var buffer = SVGBuffer(capacity: 8)
    buffer.number(value)
    return buffer.string
  }

  /// Below 800 px of container a comparison shows one model at a time, in the same slots: flip between them.
  ///
  /// Markup: an element `.pair-view` that is a size container, in it radio buttons (the newer model's has the class
  /// `.pair-newer`) and the figure. Needs no script.
  public static let comparisonSwitchCSS = """
    .pair-view{container-type:inline-size}
    .prose .pair-view{width:min(802px,100vw - 2*clamp(16px,4vw,48px));margin:0}
    @container (max-width:799px){.af.pair{width:330px;max-width:none;margin-left:-1px}.af.pair .lane,.af.pair use,.af.pair .newer{display:none}\
    .pair-view:has(.pair-newer:checked) .af.pair .older{display:none}\
    .pair-view:has(.pair-newer:checked) .af.pair g.newer{display:inline;transform:none}}
    """
}
