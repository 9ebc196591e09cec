import Architecture
import Diagnostics

// What a build lets pass and an author wants to know before publishing. Everything here is a warning: the content
// is readable, but a reader could be left without a source, an explanation or a way to a page.

extension Survey {
  /// Everything that is not wrong but lacks care, in reading order; of pages that could not be read, what can be said.
  public func carelessness(in content: ContentFiles) -> [Diagnostic] {
    let check = CatalogCheck(catalog: read, unread: unread, content: content)
    let found =
      check.missingSources + check.unexplainedFeatures + check.unusedConcepts + check.disagreements
      + check.twins
      + check.names + check.homonyms + check.lineage + check.placeholders + check.counts
    return (found + check.spelling + check.proseNumbers).inReadingOrder
  }
}

struct CatalogCheck {
  let catalog: Catalog
  let unread: [Survey.Unread]
  let content: ContentFiles
  /// Of all models, also those whose architecture could not be read.
  let headers: [ModelHeader]

  init(catalog: Catalog, unread: [Survey.Unread], content: ContentFiles) {
    self.catalog = catalog
    self.unread = unread
    self.content = content
    headers = catalog.models.map(\.header) + unread.compactMap(\.header)
  }

  var missingSources: [Diagnostic] {
    headers.filter(\.sources.isEmpty).map { model in
      Diagnostic(
        .warning, .missingSources, "'\(model.name)' names no sources; add 'sources' with its configuration",
        at: model.location)
    }
  }

  var unexplainedFeatures: [Diagnostic] {
    // A page with errors explains, too.
    let explained = Set(
      catalog.concepts.map(\.slug)
        + unread.map(\.page).filter { $0.hasPrefix("concepts/") }.map { String($0.dropFirst(9)) })
    var users: [Feature: [Model]] = [:]
    for model in catalog.models {
      for feature in model.sheet.features where !explained.contains(feature.concept) {
        users[feature, default: []].append(model)
      }
    }
    return users.sorted { $0.key < $1.key }.compactMap { feature, models in
      models.first.map { first in
        let users = models.count == 1 ? "1 model has" : "\(models.count) models have"
        return Diagnostic(
          .warning, .unexplainedFeature,
          "\(users) the feature '\(feature.id)', which no page explains; write \(content.root)/concepts/\(feature.concept).md",
          at: first.location)
      }
    }
  }

  var unusedConcepts: [Diagnostic] {
    // Somebody who could not be read may use it.
    guard unread.isEmpty else { return [] }
    var reached = Set(catalog.models.flatMap { $0.sheet.features.map(\.concept) })
    for concept in catalog.concepts { reached.formUnion(concept.related) }
    for reference in documents.flatMap(\.body.references) {
      if case .concept(let slug) = reference.target { reached.insert(slug) }
    }
    return catalog.concepts.filter { !reached.contains($0.slug) }.map { concept in
      Diagnostic(
        .warning, .unusedConcept,
        "no model has the concept '\(concept.slug)' and no page links to it; link to it or remove the page",
        at: concept.location)
    }
  }

  // MARK: Numbers

  var disagreements: [Diagnostic] {
    catalog.models.flatMap { model -> [Diagnostic] in
      guard let published = model.published else { return [] }
      let counts = model.sheet.parameters
      let beside = counts.beside.reduce(0) { $0 + $1.parameters }
      let tables = counts.lookupTables
      // Publishers count lookup tables or leave them out.
      func withTables(_ counts: [Int]) -> [Int] { counts + counts.map { $0 + tables } }
      let total = disagreement(
        published.total,
        [counts.total, counts.total + beside]
          + withTables([counts.total - counts.embedding - tables]),
        "parameters", model)
      let active = published.active.flatMap { active in
        disagreement(
          active,
          withTables([
            counts.active, counts.activeWithoutEmbedding, counts.active - counts.embedding,
          ]),
          "active parameters", model)
      }
      let found = [total, active].compactMap(\.self)
      guard published.reason != nil else { return found }
      guard found.isEmpty else { return [] }
      return [
        Diagnostic(
          .warning, .parameterMismatch,
          "'differs' explains a disagreement, but the published counts are those of the specification; remove it",
          at: place(of: "parameters:", in: model.location))
      ]
    }
  }

  /// How far a published count may be from the computed one, whatever its digits.
  static let roundingShare = 0.1

  /// Publishers round or truncate, with or without prediction modules and embeddings.
  private func disagreement(
    _ published: PublishedParameters.Rounded, _ computed: [Int], _ what: String, _ model: Model
  ) -> Diagnostic? {
    let digits = published.text.dropLast()
    let decimals = digits.firstIndex(of: ".").map { digits.distance(from: $0, to: digits.endIndex) - 1 } ?? 0
    let number = Double(digits) ?? 0
    guard number > 0 else { return nil }
    let unit = published.value / number
    // The last zero of `230B` may be rounding.
    let last = decimals == 0 && digits.hasSuffix("0") ? unit * 10 : unit
    let step = (0..<decimals).reduce(last) { step, _ in step / 10 }
    let isHonest = computed.contains {
      // One unit of the last digit is rounding or truncation; of `7B` or `1T` it would be nearly anything.
      abs(Double($0) - published.value) <= min(step, Self.roundingShare * Double($0))
    }
    guard !isHonest else { return nil }
    return Diagnostic(
      .warning, .parameterMismatch,
      "\(published.text) \(what) are published, \(computed[0].parametersText) follow from the specification; correct it, or say why in 'differs'",
      at: place(of: "parameters:", in: model.location))
  }

  var twins: [Diagnostic] {
    // Connected by 'same' edges, in any direction and over any number of steps.
    var group: [String: String] = [:]
    func root(_ slug: String) -> String {
      var slug = slug
      while let next = group[slug] { slug = next }
      return slug
    }
    for model in headers {
      for edge in model.basedOn where edge.relation == .same && root(edge.slug) != root(model.slug) {
        group[root(model.slug)] = root(edge.slug)
      }
    }
    let bySize = Dictionary(grouping: catalog.models, by: \.sheet.parameters.total)
    return bySize.sorted { $0.key < $1.key }.flatMap { _, models -> [Diagnostic] in
      let oldest = models.sorted { $0.age < $1.age }
      return oldest.indices.dropFirst().compactMap { index in
        let model = oldest[index]
        let twin = oldest[..<index].first { Difference(older: $0.sheet, newer: model.sheet).changes.isEmpty }
        guard let twin, root(twin.slug) != root(model.slug) else { return nil }
        return Diagnostic(
          .warning, .undeclaredTwin,
          "'\(model.name)' has the architecture of '\(twin.name)'; add 'based_on: [{ model: \(twin.slug), relation: same }]'",
          at: model.location)
      }
    }
  }

  // MARK: Places

  var documents: [(body: Document, location: SourceLocation)] {
    catalog.models.map { ($0.body, $0.location) } + catalog.concepts.map { ($0.body, $0.location) }
      + catalog.essays.map { ($0.body, $0.location) } + catalog.pairNotes.map { ($0.body, $0.location) }
  }

  /// The first place of `text` in the file of `location`.
  func place(of text: String, in location: SourceLocation) -> SourceLocation {
    let path = String(location.file.dropFirst(content.root.count + 1))
    guard let bytes = content.files[path] else { return location }
    let lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      guard let range = line.firstRange(of: text) else { continue }
      let column = line.distance(from: line.startIndex, to: range.lowerBound) + 1
      return SourceLocation(file: location.file, line: index + 1, column: column)
    }
    return location
  }
}
