// Two models in the same slots
//
// Both stacks stand at the same height, so whatever both have at the same place is drawn once, stepped back, and
// used a second time; only the rest is drawn twice. Slots being fixed, that is most of the picture: it keeps a
// figure small, and on narrow screens the shared part stands still while the reader flips between the two.

import Architecture
import Diagnostics

extension Figures {
  /// Two models in the same slots (800 u): changed numbers marked, a badge for each change in the lane between them.
  public static func comparison(
    _ older: FactSheet, _ newer: FactSheet, headings: (FigureHeading, FigureHeading), id: String
  ) -> Scene {
    comparison(
      ComparisonSide(older, heading: headings.0), ComparisonSide(newer, heading: headings.1), id: id)
  }

  /// The same from sides made ready before; cards open the parts that changed.
  public static func comparison(
    _ older: ComparisonSide, _ newer: ComparisonSide, withCards: Bool = true, id: String
  ) -> Scene {
    let figure = PairFigure(older, newer, withCards: withCards)
    var canvas = SceneCanvas()
    figure.draw(&canvas)
    var scene = figure.frame(id: id)
    scene.items = canvas.items
    return scene
  }

  /// The picture of `comparison` as markup for a page: for sites that draw every pair.
  ///
  /// `describedBy` names the element of the page that lists the changes; without it the picture does.
  public static func appendComparison(
    _ older: ComparisonSide, _ newer: ComparisonSide, withCards: Bool = false, id: String,
    describedBy: String? = nil, to page: inout ByteWriter
  ) {
    let figure = PairFigure(older, newer, withCards: withCards)
    var canvas = MarkupCanvas(id: id, page: &page)
    canvas.begin(figure, describedBy: describedBy)
    figure.draw(&canvas)
    canvas.finish(&page)
  }

  /// What a comparison says, in words.
  public static func comparisonWords(_ older: ComparisonSide, _ newer: ComparisonSide) -> [String] {
    PairChange.all(older, newer, Alignment(older, newer)).map { $0.words(older, newer) }
  }
}

/// Measures of a comparison figure; y = 0 is the top of the stacks.
enum PairLayout {
  static let width = 800.0, panel = 328.0
  /// Where the newer model's panel begins.
  static let offset = panel + Lane.width
  static let middle = width / 2
}
