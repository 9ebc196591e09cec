import Architecture
import Diagnostics

/// What the figures of one model are drawn from; what they have in common is worked out once.
public final class FigureSource: Sendable {
  let sheet: FactSheet
  private let keptPlan = Once<FigurePlan>()
  private let keptBody = Once<FigureBody>()
  private let keptBands = Once<FigureBands>()
  private let keptThumbnail = Once<[Scene.Item]>()
  private let keptCurve = Once<MemoryCurve>()
  private let keptParameters = Once<ParameterParts>()

  public init(_ sheet: FactSheet) { self.sheet = sheet }

  var plan: FigurePlan { keptPlan.value { FigurePlan(sheet.spec) } }
  /// For the figure in a page, in a file of its own, and with others.
  var body: FigureBody { keptBody.value { FigureBody(plan, sheet) } }

  /// For lists of models and the poster.
  var thumbnail: [Scene.Item] { keptThumbnail.value { Figures.thumbnail(plan) } }
  /// What charts show of the model, beside whomever.
  var curve: MemoryCurve { keptCurve.value { MemoryCurve(sheet) } }
  var parameters: ParameterParts { keptParameters.value { ParameterParts(sheet) } }

  /// The wide ones stand in a page and in a file; narrow ones in the page alone.
  func bands(_ composition: Figures.Composition) -> FigureBands {
    switch composition {
    case .wide: keptBands.value { FigureBands(self, composition) }
    case .narrow: FigureBands(self, composition)
    }
  }
}

/// The parts of a figure that take all its width.
struct FigureBands {
  let map: LayerMap
  let bar: ParameterBar

  init(_ source: FigureSource, _ composition: Figures.Composition) {
    map = LayerMap(source.plan, source.sheet, width: composition.width)
    bar = ParameterBar(source.parameters, width: composition.width)
  }
}

/// The parts of a full figure that both compositions show, each laid out once.
struct FigureBody {
  let stack: Stack
  let deck: [CardLayout]

  init(_ plan: FigurePlan, _ sheet: FactSheet, withCards: Bool = true) {
    stack = Stack(plan, sheet)
    deck = withCards ? plan.deck().map { CardLayout($0) } : []
  }
}
