import Architecture

/// What every bar and table says of one model's parameters.
struct ParameterParts: Sendable {
  struct Segment: Sendable {
    let component: Component
    let label: String
    let count: Int
    /// Of all parameters.
    let share: Double
    let style: Style
    /// `650B`, `96.9%`.
    let total: Phrase, percent: String
    let title: String
  }

  let total: Int, active: Int
  /// `671B`.
  let totalText: String
  /// In the order of the bar.
  let segments: [Segment]
  let largestFirst: [Segment]
  /// `37.6B active per token, 5.6% of the total`; nil where every weight works for each token.
  let activeWords: Phrase?
  /// `671B, of it routed experts 650B, attention 11B`: the three largest.
  let summary: String

  init(_ sheet: FactSheet) {
    let parameters = sheet.parameters, total = parameters.total, hues = sheet.mixerHues
    self.total = total
    active = parameters.active
    totalText = total.parametersText
    let segments = parameters.byComponent.map { part in
      let text = part.total.parametersText
      let label =
        part.component == .embedding && sheet.spec.tiedEmbeddings
        ? "Embedding, also the head" : part.component.label
      let share = total > 0 ? Double(part.total) / Double(total) : 0, percent = share.percentText
      return Segment(
        component: part.component, label: label, count: part.total, share: share,
        // The bar and the marks agree.
        style: hues[part.component].map(Style.hue) ?? part.component.style, total: "\(value: text)",
        percent: percent, title: "\(label): \(text), \(percent)")
    }
    self.segments = segments
    largestFirst = segments.sorted { $0.count > $1.count }
    let share = Double(active) / Double(max(1, total))
    let words: Phrase =
      "\(value: parameters.active.parametersText) active per token, \(share.percentText) of the total"
    let tables: Phrase =
      parameters.lookupTables > 0 ? "; \(value: parameters.lookupTables.parametersText) in tables" : ""
    activeWords = parameters.areAllActive ? nil : words + tables
    let largest = largestFirst.prefix(3).map { "\($0.component.label.midSentence) \($0.total.text)" }
    summary = "\(totalText), of it \(largest.joined(separator: ", "))"
  }
}
