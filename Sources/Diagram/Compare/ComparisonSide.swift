import Architecture

/// One model made ready for comparison figures: laid out and printed once, used with every partner.
public final class ComparisonSide: Sendable {
  let heading: FigureHeading
  package let profile: Profile
  let plan: FigurePlan
  /// By variant its kind of sublayer, as an index in the profile's groups.
  let groups: [Int?]
  /// By row of the profile, how badges call it.
  let facts: [BadgeFact]
  let columns: LayerColumns
  let head: ComparisonHead
  let stack: ComparedStack
  /// By variant, every value the figure can show of it: what a row has no room for is not called missing.
  private let known: [[ShownValue]]
  private let map: CompactMap

  public convenience init(_ sheet: FactSheet, heading: FigureHeading) {
    self.init(FigureSource(sheet), heading: heading)
  }

  public init(_ source: FigureSource, heading: FigureHeading) {
    let sheet = source.sheet, plan = source.plan, stack = ComparedStack(source.body.stack, source.plan)
    self.heading = heading
    self.plan = plan
    self.stack = stack
    profile = sheet.profile
    groups = plan.variants.map { sheet.group(of: $0) }
    facts = sheet.profile.rows.map { BadgeFact($0, in: sheet.profile) }
    columns = LayerColumns(plan)
    head = ComparisonHead(heading.name, sheet)
    known = plan.variants.enumerated().map { index, variant in
      ((variant.lines + [variant.short]).flatMap { $0.shownValues() }
        + [
          ShownValue(.name, "name", variant.name.full), ShownValue(.value, "layers", "\(variant.count)×"),
        ] + (stack.row(of: index)?.items.values ?? [])).filter(\.isComparable)
    }
    map = CompactMap(plan, isFine: false)
  }

  var variants: [Variant] { plan.variants }
  var depth: Int { columns.depth }
  /// Of all layers, from 0 to 1.
  func share(of variant: Variant) -> Double { Double(variant.count) / Double(max(1, depth)) }

  /// What a row of another model is held against; nothing without a counterpart.
  func known(_ variant: Int?, namesOnly: Bool) -> KnownValues {
    KnownValues(values: variant.map { known[$0] } ?? [], namesOnly: namesOnly)
  }

  /// The layer map, at the pitch of a pair with hundreds of layers where one has them.
  func map(isFine: Bool) -> CompactMap { isFine ? CompactMap(plan, isFine: true) : map }
}

extension FactSheet {
  /// The kind of sublayer a variant belongs to, as an index in the profile's groups.
  fileprivate func group(of variant: Variant) -> Int? {
    let uses = variant.role == .mixer ? mixers : feedForwards
    let index = uses.firstIndex { use in
      use.variants.contains { own in
        own.sublayer.name == variant.ownName && own.sublayer.facts == variant.facts
      }
    }
    return index.map { variant.role == .mixer ? $0 : mixers.count + $0 }
  }
}

/// Name and key figures over a stack, laid out upwards from its top edge, so that both models' rules meet.
struct ComparisonHead: Sendable {
  let printed: PrintedItems
  let height: Double

  init(_ name: String, _ sheet: FactSheet) {
    var drawing = Drawing()
    let parameters = sheet.parameters
    // Whole numbers nearly always differ: marking them would say nothing.
    let active = parameters.areAllActive ? "" : ", \(parameters.activeText("active"))"
    let perToken = sheet.cache.bytesPerTokenPastWindows
    let cache = perToken > 0 ? "\(perToken.bytesText) of cache per token" : "no cache that grows"
    let lines = [
      "\(parameters.total.parametersText) parameters" + active,
      cache + ", context \(sheet.spec.dimensions.context.tokensText)",
    ]
    let titles = Phrase(name).wrapped(.title, width: PairLayout.panel)
    let rule = -60.5, first = rule - 14.5 - 26 * Double(titles.count - 1)
    for (index, line) in titles.enumerated() {
      drawing.text(line, .title, at: 0, first + 26 * Double(index))
    }
    drawing.shape(Path([.line(Point(0, rule), Point(PairLayout.panel, rule))]), .rule)
    for (index, line) in lines.enumerated() {
      drawing.text(Phrase(line), .text, at: 0, rule + 20 + 16 * Double(index))
    }
    printed = PrintedItems(drawing.items, valuesAreBold: false)
    height = 22 - first
  }
}
