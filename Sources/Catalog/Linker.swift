import Architecture
import Diagnostics

/// What was read so far, by slug, while references between files are checked and resolved.
struct Linker {
  var settings: SiteSettings?
  var models: [String: Model] = [:]
  var concepts: [String: Concept] = [:]
  var essays: [String: Essay] = [:]
  var pairNotes: [PairNote] = []
  /// `models/slug` of files with errors of their own, `models` when nobody knows what is there: links to them are not
  /// broken.
  var unread: Set<String> = []
  private var unplacedNotes: [(fileName: String, summary: String, body: Document, location: SourceLocation)] =
    []

  mutating func add(_ file: LoadedFile) {
    switch file {
    case .settings(let settings): self.settings = settings
    case .model(let model): models[model.slug] = model
    case .concept(let concept): concepts[concept.slug] = concept
    case .essay(let essay): essays[essay.slug] = essay
    case .pairNote(let fileName, let summary, let body, let location):
      unplacedNotes.append((fileName, summary, body, location))
    }
  }

  /// Checks every reference and fills in numbers.
  mutating func link() -> [Diagnostic] {
    countSameDayAncestors()
    var diagnostics = placeNotes()
    for slug in models.keys.sorted() {
      guard let model = models[slug] else { continue }
      diagnostics += check(model.body)
      diagnostics += model.basedOn.flatMap { checkModel($0.slug, at: $0.location) }
      diagnostics += model.compareWith.flatMap { checkModel($0.text, at: $0.location) }
      var body = model.body
      diagnostics += resolve(&body, own: slug)
      models[slug] = model.with(body: body)
    }
    for slug in concepts.keys.sorted() {
      guard var concept = concepts[slug] else { continue }
      diagnostics += check(concept.body)
      diagnostics += concept.relatedTo.filter { !has("concepts", $0.text, concepts) }.map {
        broken("concept", $0.text, concepts.keys, at: $0.location)
      }
      diagnostics += resolve(&concept.body, own: nil)
      concepts[slug] = concept
    }
    for slug in essays.keys.sorted() {
      guard var essay = essays[slug] else { continue }
      diagnostics += check(essay.body)
      diagnostics += resolve(&essay.body, own: nil)
      essays[slug] = essay
    }
    for index in pairNotes.indices {
      diagnostics += check(pairNotes[index].body)
      diagnostics += resolve(&pairNotes[index].body, own: nil)
    }
    return diagnostics + Lineage.cycles(models)
  }

  /// In the order of every list.
  var catalog: Catalog {
    Catalog(
      settings: settings ?? SiteSettings(title: "", description: "", author: "", baseURL: ""),
      models: models.values.sorted { ($1.released, $0.slug) < ($0.released, $1.slug) },
      concepts: concepts.values.sorted { ($0.name.lowercased(), $0.slug) < ($1.name.lowercased(), $1.slug) },
      essays: essays.values.sorted { $0.slug < $1.slug },
      pairNotes: pairNotes.sorted { $0.pair.slug < $1.pair.slug })
  }

  // MARK: Age

  /// In rounds, of which a lineage with a cycle allows no more than there are models of one day.
  private mutating func countSameDayAncestors() {
    let days = Dictionary(grouping: models.values.map(\.slug)) { models[$0]?.released }
    for (_, slugs) in days where slugs.count > 1 {
      for _ in 1..<slugs.count {
        for slug in slugs.sorted() {
          let parents = (models[slug]?.basedOn ?? []).map(\.slug).filter { $0 != slug && slugs.contains($0) }
          let steps = parents.compactMap { models[$0]?.sameDayAncestors }.max()
          models[slug] = models[slug]?.with(sameDayAncestors: min(slugs.count, steps.map { $0 + 1 } ?? 0))
        }
      }
    }
  }

  // MARK: Editorial notes

  private mutating func placeNotes() -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for note in unplacedNotes {
      let name = note.fileName.dropLast(3)
      // Slugs may hold `-vs-` themselves: take the cut whose two sides are models.
      let cuts = name.ranges(of: "-vs-").map {
        (String(name[..<$0.lowerBound]), String(name[$0.upperBound...]))
      }
      if let (a, b) = cuts.first(where: { models[$0.0] != nil && models[$0.1] != nil }),
        let first = models[a], let second = models[b]
      {
        let pair = ModelPair(first, second)
        if a == b {
          diagnostics.append(
            Diagnostic(
              .error, .invalidSlug, "a note is on two different models; rename the file or remove it",
              at: note.location))
        } else if pair.slug != name {
          diagnostics.append(
            Diagnostic(
              .error, .invalidSlug, "the older model comes first: rename the file to '\(pair.slug).md'",
              at: note.location))
        } else {
          pairNotes.append(
            PairNote(pair: pair, summary: note.summary, body: note.body, location: note.location))
        }
      } else if !cuts.contains(where: {
        isUnread("models", $0.0) || isUnread("models", $0.1)
      }) {
        let hint = cuts.first.map { [$0.0, $0.1].filter { models[$0] == nil } } ?? []
        diagnostics.append(
          Diagnostic(
            .error, .brokenLink,
            hint.isEmpty ? "a note on a pair is named older-vs-newer.md" : "there is no model '\(hint[0])'",
            at: note.location))
      }
    }
    unplacedNotes = []
    return diagnostics
  }

  // MARK: Links

  /// What the prose of a file refers to, though its front matter has errors: they would otherwise come one run later.
  func check(unread document: Document) -> [Diagnostic] {
    let numbers = document.pieces.compactMap { piece -> Diagnostic? in
      guard case .number(let reference) = piece, !FactSheet.references.contains(reference.name) else {
        return nil
      }
      return unknown(reference)
    }
    return check(document) + numbers
  }

  private func check(_ document: Document) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for reference in document.references {
      let place = reference.location
      var target: Document?
      switch reference.target {
      case .model(let slug):
        diagnostics += checkModel(slug, at: place)
        target = models[slug]?.body
      case .concept(let slug):
        if !has("concepts", slug, concepts) {
          diagnostics.append(broken("concept", slug, concepts.keys, at: place))
        }
        target = concepts[slug]?.body
      case .essay(let slug):
        if !has("essays", slug, essays) { diagnostics.append(broken("essay", slug, essays.keys, at: place)) }
        target = essays[slug]?.body
      case .compare(let a, let b):
        diagnostics += checkModel(a, at: place) + checkModel(b, at: place)
        if a == b {
          diagnostics.append(
            Diagnostic(.error, .brokenLink, "a comparison needs two different models", at: place))
        }
      }
      if let fragment = reference.fragment, let target,
        !target.headings.contains(where: { $0.id == fragment })
      {
        let hint =
          nearest(to: fragment, among: target.headings.map(\.id)).map { "; did you mean '#\($0)'?" } ?? ""
        diagnostics.append(
          Diagnostic(
            .error, .brokenLink, "that page has no heading with the id '\(fragment)'\(hint)", at: place))
      }
    }
    for case .embed(let embed) in document.pieces {
      diagnostics += zip(embed.models, embed.modelPlaces).flatMap { checkModel($0, at: $1) }
    }
    return diagnostics
  }

  /// The document without what leads nowhere.
  func sound(_ document: Document) -> Document {
    var document = document
    document.references.removeAll { !isThere($0.target) }
    document.pieces = document.pieces.compactMap { piece in
      switch piece {
      case .html: piece
      case .link(let reference, let label):
        isThere(reference.target) && check(Document(references: [reference])).isEmpty ? piece : .html(label)
      case .number: nil
      case .embed(let embed): embed.models.allSatisfy { models[$0] != nil } ? piece : nil
      }
    }
    return document
  }

  private func isThere(_ target: Document.Reference.Target) -> Bool {
    switch target {
    case .model(let slug): models[slug] != nil
    case .concept(let slug): concepts[slug] != nil
    case .essay(let slug): essays[slug] != nil
    case .compare(let a, let b): a != b && models[a] != nil && models[b] != nil
    }
  }

  /// True too for a file that could not be read: its own problems are reported, links to it are fine.
  private func has<Value>(_ folder: String, _ slug: String, _ read: [String: Value]) -> Bool {
    read[slug] != nil || isUnread(folder, slug)
  }

  private func isUnread(_ folder: String, _ slug: String) -> Bool {
    ["\(folder)/\(slug)", folder, ""].contains(where: unread.contains)
  }

  private func checkModel(_ slug: String, at place: SourceLocation) -> [Diagnostic] {
    has("models", slug, models) ? [] : [broken("model", slug, models.keys, at: place)]
  }

  private func broken(
    _ kind: String, _ slug: String, _ known: some Sequence<String>, at place: SourceLocation
  ) -> Diagnostic {
    let hint =
      nearest(to: slug, among: known.sorted()).map { "did you mean '\($0)'?" }
      ?? "add Content/\(kind)s/\(slug).md or change the link"
    return Diagnostic(.error, .brokenLink, "there is no \(kind) '\(slug)'; \(hint)", at: place)
  }

  // MARK: Numbers

  private func resolve(_ document: inout Document, own: String?) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    document.pieces = document.pieces.map { piece in
      guard case .number(let reference) = piece else { return piece }
      guard let slug = reference.model ?? own else {
        diagnostics.append(
          Diagnostic(
            .error, .unknownReference, "say whose number: '{{slug:\(reference.name)}}'",
            at: reference.location))
        return piece
      }
      guard let sheet = models[slug]?.sheet else {
        diagnostics += checkModel(slug, at: reference.location)
        return piece
      }
      guard let text = sheet.reference(reference.name) else {
        diagnostics.append(unknown(reference))
        return piece
      }
      return .html(text)
    }
    return diagnostics
  }

  private func unknown(_ reference: Document.NumberReference) -> Diagnostic {
    let hint =
      nearest(to: reference.name, among: FactSheet.references).map { "did you mean '\($0)'?" }
      ?? "known: \(FactSheet.references.joined(separator: ", "))"
    let summary =
      reference.name.isEmpty
      ? "'{{}}' names no number; write '{{name}}', or put it in back quotes"
      : "unknown number '\(reference.name)'; \(hint)"
    return Diagnostic(.error, .unknownReference, summary, at: reference.location)
  }
}
