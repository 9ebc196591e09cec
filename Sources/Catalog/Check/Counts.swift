import Diagnostics

/// `counts.tsv` beside the models: what a reference implementation counts of each, to the last parameter.
///
/// A build does not read it; `gallery check` and the tests compare it with what follows from the specifications.
/// A gallery without the file has nothing to compare.
package struct Counts: Sendable {
  package struct Line: Sendable, Equatable {
    package var slug: String
    /// Parameters of the text model.
    package var total: Int
    /// Parameters that take part in one token.
    package var active: Int
    /// Of the slug; total and active follow it, one tab between.
    package var location: SourceLocation
  }

  static let path = "counts.tsv"
  static let header = "model\ttotal\tactive"

  package private(set) var lines: [Line] = []
  /// Lines that are no counts, and models with two.
  package private(set) var diagnostics: [Diagnostic] = []

  /// Lines that start with `#` are the author's remarks; the first other line is the header.
  package init(_ bytes: [UInt8], file: String) {
    let decoded = ContentFile.text(bytes, path: file)
    diagnostics = decoded.diagnostics
    guard let text = decoded.value else { return }
    let source = SourceText(text)
    var first: [String: Int] = [:]
    var hasHeader = false
    for index in 0..<source.lineCount {
      let line = source.line(index)
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let place = SourceLocation(file: file, line: index + 1)
      if !hasHeader {
        hasHeader = true
        if line == Self.header { continue }
        report("the first line must be 'model', 'total' and 'active' with one tab between", at: place)
      }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard cells.count == 3, !cells[0].isEmpty, let total = Int(cells[1]), let active = Int(cells[2]),
        0 <= active, active <= total
      else {
        report(
          "this is no line of a model: its slug, a tab, all parameters, a tab, those active in one token",
          at: place)
        continue
      }
      let slug = String(cells[0])
      if let earlier = first.updateValue(index + 1, forKey: slug) {
        report("'\(slug)' is counted on line \(earlier) already; remove one of the two", at: place)
        continue
      }
      lines.append(Line(slug: slug, total: total, active: active, location: place))
    }
  }

  private mutating func report(_ summary: String, at place: SourceLocation) {
    diagnostics.append(Diagnostic(.warning, .miscount, summary, at: place))
  }
}

extension CatalogCheck {
  /// What `counts.tsv` and the specifications do not say alike, with the line to paste for a model it lacks.
  var counts: [Diagnostic] {
    guard let bytes = content.files[Counts.path] else { return [] }
    let counts = Counts(bytes, file: "\(content.root)/\(Counts.path)")
    let lines = Dictionary(uniqueKeysWithValues: counts.lines.map { ($0.slug, $0) })
    var found = counts.diagnostics
    for model in catalog.models {
      let parameters = model.sheet.parameters
      guard let line = lines[model.slug] else {
        let place = SourceLocation(file: "\(content.root)/\(Counts.path)")
        found.append(
          Diagnostic(
            .warning, .miscount,
            "there is no line for '\(model.slug)'; if its reference implementation counts the same, add: \(model.slug)\t\(parameters.total)\t\(parameters.active)",
            at: place))
        continue
      }
      for (what, counted, computed, column) in [
        ("parameters", line.total, parameters.total, model.slug.count + 1),
        ("active parameters", line.active, parameters.active, "\(model.slug)\t\(line.total)\t".count),
      ] where counted != computed {
        found.append(
          Diagnostic(
            .warning, .miscount,
            "\(counted) \(what) are counted, \(computed) follow from the specification of '\(model.slug)'; correct the specification, or the line if the reference implementation counts otherwise",
            at: line.location.advanced(by: column)))
      }
    }
    // A model that could not be read is not gone.
    let gone = counts.lines.filter {
      content.files["models/\($0.slug).md"] == nil && content.unreadable.isEmpty
    }
    return found
      + gone.map {
        Diagnostic(
          .warning, .miscount, "no model has the slug '\($0.slug)'; remove the line, or correct the slug",
          at: $0.location)
      }
  }
}
