import Architecture
import Diagnostics

/// What the figures of one model are drawn from; what they have in common is worked out once.
public final class FigureSource: Sendable {
  let sheet: FactSheet
  private let keptPlan = Once<FigurePlan>()
  private let keptBody = Once<FigureBody>()

  public init(_ sheet: FactSheet) { self.sheet = sheet }

  var plan: FigurePlan { keptPlan.value { FigurePlan(sheet.spec) } }
  /// For the figure in a page, in a file of its own, and with others.
  var body: FigureBody { keptBody.value { FigureBody(plan, sheet) } }
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
