import Architecture
import Diagnostics

// Typed numbers in prose
//
// A number written by reference cannot be wrong; one that is typed can. `33 layers` or `48 KV heads` on the page of a
// model is fine when its front matter, that of an ancestor or that of a model the page links to or names says 33 or
// 48, or when so many layers share something. Numbers below `smallest` are counted within a pattern as often as in
// the model and say nothing.

extension CatalogCheck {
  private static let smallest = 13

  /// Counts of layers, experts and heads in a model's prose that no specification in sight knows.
  var proseNumbers: [Diagnostic] {
    return catalog.models.flatMap { model -> [Diagnostic] in
      let claims = model.body.runs.flatMap(NumberClaim.all).filter { $0.value >= Self.smallest }
      // What may be meant is only gathered for the few pages that state such numbers.
      guard !claims.isEmpty, let known = inSight(of: model, catalog)?.map(NumbersOfSpec.init) else {
        return []
      }
      return claims.filter { claim in !known.contains { $0.has(claim) } }.map { claim in
        Diagnostic(
          .warning, .contradictedNumber,
          "no specification here has '\(claim.text)'; correct it, write the number by name, or link to the model meant",
          at: claim.location)
      }
    }
  }

  /// The model, its ancestors, and every model its page links to or names; nil when one of them could not be read.
  private func inSight(of model: Model, _ catalog: Catalog) -> [Model]? {
    var slugs: Set<String> = []
    var open = [model.slug] + model.compareWith.map(\.text)
    for reference in model.body.references {
      switch reference.target {
      case .model(let slug): open.append(slug)
      case .compare(let a, let b): open += [a, b]
      case .concept, .essay: break
      }
    }
    open += headers.filter { model.body.plainText.contains($0.name) }.map(\.slug)
    while let slug = open.popLast() {
      if slugs.insert(slug).inserted { open += catalog.model(slug)?.basedOn.map(\.slug) ?? [] }
    }
    let models = slugs.sorted().map { catalog.model($0) }
    return models.contains { $0 == nil } ? nil : models.compactMap(\.self)
  }
}

/// `33 layers`, `128 experts`, `48 KV heads`, `head size 96`.
private struct NumberClaim {
  var text: String
  var value: Int
  /// Perhaps of layers: `88 layers, of which 40 hold Mamba-2, 40 experts and 8 attention`.
  var isOfLayers: Bool
  var location: SourceLocation

  static func all(in run: Document.Run) -> [NumberClaim] {
    guard run.text.contains(where: \.isNumber) else { return [] }
    let counted = run.text.matches(
      of:
        /([0-9][0-9,]*) (layers|experts|heads|(?:query|KV|key-value|attention) heads|(?:routed|shared) experts)\b/
    ).map { ($0.range, $0.1, $0.2 == "layers" || $0.2 == "experts") }
    let sizes = run.text.matches(of: /\bhead size (?:of )?([0-9][0-9,]*)\b/).map { ($0.range, $0.1, false) }
    return (counted + sizes).compactMap { range, digits, isOfLayers in
      // `2.32 layers`, `16-32 layers` and `4 × 32 heads` are parts of something longer.
      let before = run.text[..<range.lowerBound]
      guard before.last.map({ !"0123456789.,-–".contains($0) }) ?? true,
        before.last(where: { $0 != " " }).map({ !"×*/+−=".contains($0) }) ?? true,
        let value = Int(digits.filter(\.isNumber))
      else { return nil }
      let offset = run.text.distance(from: run.text.startIndex, to: range.lowerBound)
      return NumberClaim(
        text: String(run.text[range]), value: value, isOfLayers: isOfLayers,
        location: run.location.advanced(by: offset))
    }
  }
}

/// Every number a front matter states, and every count of layers that follows from it.
private struct NumbersOfSpec {
  private var written: Set<Int>
  private var layers: Set<Int> = [0]

  init(_ model: Model) {
    written = Set(model.frontMatter.split { !$0.isNumber }.compactMap { Int($0) })
    let executed = model.spec.schedule.executedLayers.tally, stored = model.spec.schedule.weightLayers.tally
    // Any of the layers may be meant together: those with experts, those with a window.
    for counts in [executed, stored] where counts.count <= 12 {
      layers.formUnion(counts.reduce(into: [0]) { sums, layer in sums += sums.map { $0 + layer.count } })
    }
  }

  func has(_ claim: NumberClaim) -> Bool {
    written.contains(claim.value) || claim.isOfLayers && layers.contains(claim.value)
  }
}
