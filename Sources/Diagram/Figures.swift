import Architecture

/// Figures from specs alone: each entry point is one level of detail.
public enum Figures {
  public enum Composition: String, CaseIterable, Sendable {
    /// Two panels side by side, 720 u.
    case wide
    /// One panel, 328 u, for columns narrower than the wide figure.
    case narrow

    var width: Double { self == .wide ? 720 : 328 }
  }

  /// Compositions of one figure, each with its id.
  public typealias Pictures = [(composition: Composition, id: String)]

  /// Everything: key figures, layer map, stack, detail cards, parameter bar.
  public static func full(
    _ sheet: FactSheet, heading: FigureHeading, composition: Composition = .wide, id: String
  ) -> Scene {
    full(FigureSource(sheet), heading: heading, [(composition, id)])[0]
  }

  /// The same in several compositions.
  public static func full(
    _ source: FigureSource, heading: FigureHeading, _ pictures: Pictures
  ) -> [Scene] {
    let plan = source.plan, sheet = source.sheet, body = source.body
    let omissions = plan.undrawn(deck: body.deck.map(\.content)) + plan.undrawnParts(sheet.spec)
    return pictures.map { composition, id in
      var figure = FigureBuilder(
        plan, sheet, heading, body, source.bands(composition), width: composition.width)
      composition == .wide ? figure.addWideBody() : figure.addNarrowBody()
      figure.addParameterBar()
      return figure.scene(id: id, omissions: omissions)
    }
  }

  /// The same as SVG: in a page, which links them, or as files of their own.
  public static func fullMarkup(
    _ source: FigureSource, heading: FigureHeading, links: ConceptLinks?, _ pictures: Pictures
  ) -> [[UInt8]] {
    full(source, heading: heading, pictures).map { scene in
      scene.markup(standalone: links == nil, links: links ?? ConceptLinks())
    }
  }

  /// One panel without detail cards, for previews and slides.
  public static func card(_ sheet: FactSheet, heading: FigureHeading, id: String) -> Scene {
    let source = FigureSource(sheet), plan = source.plan
    var figure = FigureBuilder(
      plan, sheet, heading, FigureBody(plan, sheet, withCards: false), source.bands(.narrow),
      width: Composition.narrow.width)
    figure.addStack()
    figure.addParameterBar()
    return figure.scene(
      id: id, omissions: ["the inside of each sublayer"] + plan.undrawnParts(sheet.spec))
  }

  /// One detail card alone: the sublayer that a page or a slide is about.
  public static func block(_ sublayer: any Sublayer, in model: Dimensions, id: String) -> Scene {
    let variant = Variant(PlacedSublayer(sublayer, norm: model.norm.placement), in: model)
    let extras = variant.extras.map { [Anatomy.Part.sentence($0)] } ?? []
    let card = CardLayout(
      CardContent(
        column: .mixer, title: variant.name.full, sign: variant.sign, note: variant.anatomy.note,
        parts: variant.anatomy.parts + extras, variants: [], part: variant.concept ?? variant.kind,
        concept: variant.concept))
    let facts = variant.lines.map(\.text).joined(separator: ". ")
    return Scene(
      id: id, width: CardLayout.width, height: card.panel.height, title: variant.name.full,
      description: "\(variant.name.full): \(facts).",
      items: [card.placed(at: Point(0, 0), height: card.panel.height, id: "card-0")],
      omissions: ["where the sublayer stands in the model"])
  }
}

extension FigurePlan {
  /// What the stack shows as a row but no card opens.
  func undrawn(deck: [CardContent]) -> [String] {
    let opened = deck.flatMap(\.variants)
    return variants.indices.filter { !opened.contains($0) }.map { "the inside of \(variants[$0].name.full)" }
  }

  /// What stands beside the stack as a name only.
  func undrawnParts(_ spec: ModelSpec) -> [String] { spec.parts.map { "the inside of \($0.label)" } }

  /// One sentence per fact, in reading order.
  func description(_ heading: FigureHeading, _ sheet: FactSheet) -> String {
    let counts = variants.map { "\($0.uses) \($0.name.full)" }.joined(separator: ", ")
    let active =
      sheet.parameters.areAllActive ? "" : ", \(sheet.parameters.activeText("active per token"))"
    var facts: [String] = []
    for fact in ModelFact.shown(.figure) where fact.group == .context || fact.group == .memory {
      guard let value = fact.value(sheet) else { continue }
      let remark = fact.remark?(sheet).map { ", \($0)" } ?? ""
      facts.append("\(fact.label): \(value.text)\(remark).")
    }
    return
      "\(heading.name): \(depth) \(depth == 1 ? "layer" : "layers") of width \(sheet.spec.dimensions.width.grouped). "
      + "Sublayers: \(counts). Order: \(sheet.pattern). "
      + "\(sheet.parameters.total.parametersText) parameters\(active). "
      + facts.joined(separator: " ")
  }
}
