import Architecture

extension Figures {
  /// The layer map alone, with its key and the order of the layers in words.
  public static func map(
    _ sheet: FactSheet, heading: FigureHeading, composition: Composition = .wide, id: String
  ) -> Scene {
    let plan = FigurePlan(sheet.spec)
    let map = LayerMap(plan, sheet, width: Overview.width(composition))
    return Scene(
      id: id, width: Overview.width(composition), height: map.panel.height,
      title: "\(heading.name): layer map", description: plan.description(heading, sheet),
      items: map.panel.items, omissions: ["the inside of each sublayer"])
  }
}
