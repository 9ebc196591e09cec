import Architecture

extension Figures {
  /// The layer map alone, with its key and the order of the layers in words.
  public static func map(_ sheet: FactSheet, heading: FigureHeading, _ pictures: Pictures) -> [Scene] {
    let plan = FigurePlan(sheet.spec), description = plan.description(heading, sheet)
    return pictures.map { composition, id in
      let map = LayerMap(plan, sheet, width: composition.width)
      return Scene(
        id: id, width: composition.width, height: map.panel.height, title: "\(heading.name): layer map",
        description: description, items: map.panel.items, omissions: ["the inside of each sublayer"])
    }
  }
}
