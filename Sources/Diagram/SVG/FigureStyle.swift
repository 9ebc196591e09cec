/// The look of figures: one set of rules for the site's style sheet and for stand-alone files.
public enum FigureStyle {
  /// A colour token in both themes, from section 2.1 of the design.
  struct Token: Sendable {
    let name: String, light: String, dark: String, forced: String
  }

  static let tokens = [
    Token(name: "page", light: "#fcfbf8", dark: "#131518", forced: "Canvas"),
    Token(name: "surface", light: "#ffffff", dark: "#1a1d21", forced: "Canvas"),
    Token(name: "sunken", light: "#f3f1ec", dark: "#24282d", forced: "Canvas"),
    Token(name: "ink", light: "#1c1f24", dark: "#e8e6e1", forced: "CanvasText"),
    Token(name: "muted", light: "#575d67", dark: "#a6acb6", forced: "CanvasText"),
    Token(name: "wire", light: "#545a64", dark: "#a6acb6", forced: "CanvasText"),
    Token(name: "hair", light: "#d8d4ca", dark: "#3a3f47", forced: "GrayText"),
    Token(name: "accent", light: "#0b5aa8", dark: "#84b9ff", forced: "LinkText"),
    Token(name: "delta", light: "#b0380a", dark: "#ff9e70", forced: "CanvasText"),
    Token(name: "deltabg", light: "#fdece2", dark: "#3b2418", forced: "Canvas"),
    Token(name: "gqa", light: "#2f5fc4", dark: "#86a9ff", forced: "CanvasText"),
    Token(name: "mla", light: "#6d45b8", dark: "#bba4ff", forced: "CanvasText"),
    Token(name: "gdn", light: "#0a7a6d", dark: "#4ecbb5", forced: "CanvasText"),
    Token(name: "ssm", light: "#a8356d", dark: "#f294bf", forced: "CanvasText"),
    Token(name: "conv", light: "#5b6f1a", dark: "#b5c95c", forced: "CanvasText"),
    Token(name: "ffn", light: "#5c6470", dark: "#9fa8b5", forced: "CanvasText"),
    Token(name: "moe", light: "#9a5600", dark: "#e8ae4e", forced: "CanvasText"),
    Token(name: "emb", light: "#857a66", dark: "#a89d88", forced: "CanvasText"),
    Token(name: "other", light: "#8d897e", dark: "#6d727a", forced: "GrayText"),
  ]

  /// The rules every figure needs, for the site's style sheet; the page defines the colour tokens.
  public static let css =
    rules.map { "\($0.selector){\($0.declarations)}" }.joined(separator: "\n") + "\n" + outlined

  /// Light by default, dark and forced colours through media queries, and light on paper.
  ///
  /// Each colour is written twice: renderers that do not know custom properties keep the first.
  static let standaloneCSS: String = {
    func values(_ value: (Token) -> String) -> String {
      tokens.map { "--\($0.name):\(value($0))" }.joined(separator: ";")
    }
    let plain = rules.map { "\($0.selector){\(withLiterals($0.declarations))}" }.joined()
    return ".af{\(values(\.light))}\(plain)"
      + "@media (prefers-color-scheme:dark){.af{\(values(\.dark))}}"
      + "@media print{.af{\(values(\.light))}.af .bg{fill:none}}"
      + "@media (forced-colors:active){.af{\(values(\.forced))}}" + outlined
  }()

  /// On paper, with forced colours and for readers who want contrast, grounds become outlines and grey becomes ink.
  private static let outlined: String = {
    let lines = ".af .frame{fill:none;stroke-width:1;stroke:var(--wire)}.af .tint{fill-opacity:0}"
    let dark = ["muted", "wire", "hair"].map { "--\($0):var(--ink)" }.joined(separator: ";")
    return "@media print,(forced-colors:active){\(lines)}"
      + "@media (prefers-contrast:more){.af{\(dark)}\(lines)}@media print{.af{--ink:#000}}"
  }()

  /// `fill:var(--x)` becomes `fill:#123456;fill:var(--x)`.
  private static func withLiterals(_ declarations: String) -> String {
    declarations.split(separator: ";").map { declaration in
      guard declaration.utf8.last == UInt8(ascii: ")"), let open = declaration.lastIndex(of: "("),
        let literal = literals[declaration[open...]]
      else { return String(declaration) }
      let property = declaration.prefix { $0 != ":" }
      return "\(property):\(literal);\(declaration)"
    }.joined(separator: ";")
  }

  /// The light colours by the argument of `var`.
  private static let literals = Dictionary(
    tokens.map { ("(--\($0.name))"[...], $0.light) }, uniquingKeysWith: { first, _ in first })

  private static let rules = figureRules + comparisonRules + chartRules

  private static let figureRules: [(selector: String, declarations: String)] = [
    (
      ".af",
      "font-family:\"Helvetica Neue\",Helvetica,Arial,\"Liberation Sans\",\"Nimbus Sans\",sans-serif;font-size:12px;color:var(--ink);fill:currentColor;font-variant-numeric:tabular-nums"
    ),
    (".af text", "font-size:11px;stroke:none;fill:var(--muted)"),
    (".af .s", "fill:var(--ink)"),
    (".af .t", "font-size:12px;fill:var(--ink)"),
    (".af .b", "font-size:12px;font-weight:700;fill:var(--ink)"),
    (".af .h", "font-size:13px;font-weight:700;fill:var(--ink)"),
    (".af .k", "font-size:20px;font-weight:700;letter-spacing:-.01em;fill:var(--ink)"),
    (".af .tt", "font-size:22px;font-weight:700;letter-spacing:-.01em;fill:var(--ink)"),
    (".af .rx", "font-size:15px;font-weight:700;fill:var(--ink)"),
    (".af .m", "fill:var(--muted)"),
    (".af .n", "font-weight:700"),
    (".af .a", "text-anchor:start"),
    (".af .e", "text-anchor:end"),
    (".af .c", "text-anchor:middle"),
    (".af .wire", "fill:none;stroke-width:1.25;stroke:var(--wire)"),
    (".af .stream", "fill:none;stroke-width:3;stroke:var(--ink)"),
    (".af .st", "fill:none;stroke-width:1.5;stroke:var(--ink)"),
    (".af .ah", "fill:var(--wire)"),
    (".af .lead", "fill:none;stroke-width:1;stroke:var(--muted)"),
    (".af .dash", "stroke-dasharray:3 3"),
    (".af .frame", "fill:var(--sunken)"),
    (".af .box,.af .norm", "stroke-width:1;fill:var(--surface);stroke:var(--wire)"),
    (".af .card", "stroke-width:1;fill:var(--surface);stroke:var(--hair)"),
    (".af .hair", "fill:none;stroke-width:1;stroke:var(--hair)"),
    (".af .rule", "fill:none;stroke-width:1;stroke:var(--ink)"),
    (".af .op", "stroke-width:1.5;fill:var(--surface);stroke:var(--ink)"),
    (".af .opx", "fill:none;stroke-width:1.5;stroke:var(--ink)"),
    (".af .dot", "fill:var(--ink)"),
    (".af .hole", "fill:var(--surface)"),
    (".af .bg", "fill:var(--page)"),
    (".af .gqa", "fill:var(--gqa)"),
    (".af .mla", "fill:var(--mla)"),
    (".af .gdn", "fill:var(--gdn)"),
    (".af .ssm", "fill:var(--ssm)"),
    (".af .conv", "fill:var(--conv)"),
    (".af .ffn", "fill:var(--ffn)"),
    (".af .moe", "fill:var(--moe)"),
    (".af .emb", "fill:var(--emb)"),
    (".af .other", "fill:var(--other)"),
    (".af .tint", "fill-opacity:.11"),
    (".af .edge", "fill:none;stroke-width:1.25"),
    (".af .edge.gqa", "stroke:var(--gqa)"),
    (".af .edge.mla", "stroke:var(--mla)"),
    (".af .edge.gdn", "stroke:var(--gdn)"),
    (".af .edge.ssm", "stroke:var(--ssm)"),
    (".af .edge.conv", "stroke:var(--conv)"),
    (".af .edge.ffn", "stroke:var(--ffn)"),
    (".af .edge.moe", "stroke:var(--moe)"),
    (".af .idle", "fill:none;stroke-width:1;stroke:var(--moe)"),
    (".af .pat", "fill:none;stroke-width:1.4;opacity:.6;stroke:var(--surface)"),
    (".af .dots", "stroke-dasharray:1.4 3.6"),
    (".af .dashes", "stroke-dasharray:4 3"),
    (".af a", "text-decoration:none;color:inherit"),
    (".af a .h", "text-decoration:underline dotted 1px;text-underline-offset:3px"),
    (".af a:hover .h,.af a:focus-visible .h", "text-decoration:underline"),
    (".af a:focus-visible", "outline:2px solid;outline-offset:2px;outline-color:var(--accent)"),
  ]
}
