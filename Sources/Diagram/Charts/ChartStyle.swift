import Architecture

extension Style {
  /// A model's curve in the colour of its mixer, in ink, or stepped back.
  static func curve(_ hue: Mark.Hue) -> Style { Style("edge \(hue.rawValue) cv") }
  static let inkCurve = Style("cv cvi"), mutedCurve = Style("cvm")
  /// The second of two curves that coincide: dashes inside the first.
  static let insideCurve = Style("cvd")
  /// A curve beyond what the model is published for.
  static let beyondCurve = Style("cvx")
}

extension FigureStyle {
  static let chartRules: [(selector: String, declarations: String)] =
    ["gqa", "mla", "gdn", "ssm", "conv", "ffn", "moe", "emb", "other"].map {
      (".af.bar .\($0)", "stroke:var(--\($0))")
    } + [(".af.bar .dot", "stroke:var(--ink)"), (".af.bar path", "fill:none;stroke-width:14")] + curveRules

  private static let curveRules: [(selector: String, declarations: String)] = [
    (".af .cv", "fill:none;stroke-width:2.5;stroke-linejoin:round"),
    (".af .cvi", "stroke:var(--ink)"),
    (".af .cvm", "fill:none;stroke-width:1.25;stroke:var(--muted)"),
    (".af .cvd", "fill:none;stroke-width:1.25;stroke-dasharray:3 5;stroke:var(--page)"),
    (".af .hit", "fill:transparent"),
    (".af .sky", "fill:none;stroke-dasharray:2 1"),
    (".af .sky.gqa", "stroke:var(--gqa)"),
    (".af .sky.mla", "stroke:var(--mla)"),
    (".af .sky.gdn", "stroke:var(--gdn)"),
    (".af .sky.ssm", "stroke:var(--ssm)"),
    (".af .sky.conv", "stroke:var(--conv)"),
    (".af .sky.ffn", "stroke:var(--ffn)"),
    (".af .sky.moe", "stroke:var(--moe)"),
    (".af .k9", "stroke-width:9"),
    (".af .k6", "stroke-width:6"),
    (".af .k5", "stroke-width:5.6"),
    (".af .k3", "stroke-width:3.2"),
    (".af .k2", "stroke-width:2.3"),
    (".af .k1", "stroke-width:1.5"),
    (".af .k0", "stroke-width:1"),
    (".af .kd", "stroke-width:2.4;stroke-linecap:round;stroke-dasharray:.1 2.9;stroke-dashoffset:-1"),
    (".af .ks", "stroke-width:3.2;stroke-dasharray:.9 2.1;stroke-dashoffset:-.5"),
    (".af .kt", "stroke-width:4.4;stroke-dasharray:.9 2.1"),
    (".af .cvx", "fill:none;stroke-width:1;stroke-dasharray:1 4;stroke:var(--muted)"),
  ]
}

extension FactSheet {
  /// The hue of the mixer most layers have.
  var hue: Mark.Hue {
    mixers.enumerated().max { ($0.element.count, -$0.offset) < ($1.element.count, -$1.offset) }?
      .element.sublayer.mark.hue ?? .ffn
  }
}
