// Two models in the same slots
//
// Both stacks have the same height, so what both show at the same place is drawn once, in muted colours, and used a
// second time; only the rest is drawn twice. That is most of the picture: it keeps a figure small, and on narrow
// screens the shared part stays in place while the reader flips between the two.

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
    let difference = Difference(older.profile, newer.profile)
    let figure = PairFigure(older, newer, difference, difference.changedLines, withCards: withCards)
    var canvas = SceneCanvas()
    figure.draw(&canvas)
    var scene = figure.frame(id: id)
    scene.items = canvas.items
    return scene
  }

  /// The picture of `comparison` as markup for a page: for sites that draw every pair.
  ///
  /// `changes` are those of the difference, which the page has already; `describedBy` names the element of the page
  /// that lists them; without it the picture does.
  public static func appendComparison(
    _ older: ComparisonSide, _ newer: ComparisonSide, _ difference: Difference,
    _ changes: [Difference.Change],
    withCards: Bool = false, id: String, describedBy: String? = nil, to page: inout ByteWriter
  ) {
    let figure = PairFigure(older, newer, difference, changes, withCards: withCards)
    SVGPrinter.append(figure.frame(id: id, describedBy: describedBy), to: &page) { figure.draw(&$0) }
  }
}

/// Measures of a comparison figure; y = 0 is the top of the stacks.
enum PairLayout {
  static let width = 800.0, panel = 328.0
  /// Where the newer model's panel begins.
  static let offset = panel + BadgeLane.width
  static let middle = width / 2
}
