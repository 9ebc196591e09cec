import Architecture
import Catalog

/// Which of a model's numbers have a step that says how they are computed.
struct Explanations {
  private let ids: [String]

  init(_ model: Model) { ids = model.sheet.explanations.map(\.id) }

  /// The footnote of a row, from 1; nil for values that are taken from the specification as they are.
  func number(of id: String) -> Int? { ids.firstIndex(of: id).map { $0 + 1 } }
}
