import Architecture
import Diagram

/// What the gallery can be narrowed to; the words are classes on the cards.
enum Filter: String, CaseIterable, Sendable {
  case dense, moe, hybrid
  case gqa, mla, window, linear

  /// Its class on cards and marks.
  var tag: String { "is-\(rawValue)" }

  struct Group: Sendable {
    var title: String
    var name: String
    var any: String
    var filters: [Filter]
  }

  static let groups = [
    Group(title: "Kind", name: "kind", any: "All", filters: [.dense, .moe, .hybrid]),
    Group(title: "Mixer", name: "mixer", any: "Any", filters: [.gqa, .mla, .window, .linear]),
  ]

  var label: String {
    switch self {
    case .dense: "Dense"
    case .moe: "Experts"
    case .hybrid: "Hybrid"
    case .gqa: "Full attention"
    case .mla: "Latent"
    case .window: "Sliding window"
    case .linear: "Linear or state space"
    }
  }

  /// Those that let a model through.
  static func accepting(_ sheet: FactSheet) -> [Filter] {
    let glyphs = Set(sheet.spec.layers.flatMap { $0.sublayers.map(\.sublayer.mark.glyph) })
    return allCases.filter { $0.accepts(glyphs) }
  }

  private func accepts(_ marks: Set<Mark.Glyph>) -> Bool {
    let recurrent = marks.contains(.linear) || marks.contains(.stateSpace)
    let attends = marks.contains { [.softmax, .window, .latent, .sparse, .compressed].contains($0) }
    switch self {
    case .dense: return !marks.contains(.experts)
    case .moe: return marks.contains(.experts)
    case .hybrid: return recurrent && attends
    case .gqa: return marks.contains(.softmax)
    case .mla: return marks.contains { [.latent, .sparse, .compressed].contains($0) }
    case .window: return marks.contains(.window)
    case .linear: return recurrent
    }
  }
}
