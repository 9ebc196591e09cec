import Catalog
import Diagnostics
import Diagram

/// The style sheet of all drawings, and one file of its own for each.
enum FigureFiles: PageKind {
  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.pages.append(
      OutputPage("assets/figures.css", from: SourceLocation(file: "Sources/Diagram")) {
        Array((FigureStyle.css + "\n" + FigureStyle.comparisonSwitchCSS + "\n").utf8)
      })
    for model in context.catalog.models {
      plan.pages.append(
        OutputPage(Link.figure(model.slug), from: model.location, inputs: .header) {
          context.figures.file(model, baseURL: context.baseURL)
        })
    }
  }
}
