import Architecture
import Diagnostics

// What is well-formed and cannot be meant.

extension CatalogCheck {
  /// Models a reader cannot tell apart by their names.
  var homonyms: [Diagnostic] {
    Dictionary(grouping: catalog.models, by: \.name).sorted { $0.key < $1.key }.flatMap { name, models in
      models.sorted { $0.age < $1.age }.dropFirst().map { model in
        Diagnostic(
          .warning, .inconsistentName,
          "'\(name)' is the name of another model too; give each its own, with its size or version",
          at: place(of: "name:", in: model.location))
      }
    }
  }

  /// Relations that the specifications or the dates contradict.
  var lineage: [Diagnostic] {
    return headers.flatMap { model -> [Diagnostic] in
      var seen: Set<String> = [model.slug]
      let repeated = model.compareWith.filter { !seen.insert($0.text).inserted }.map { other in
        Diagnostic(
          .warning, .implausibleLineage,
          other.text == model.slug
            ? "'\(model.slug)' cannot be compared with itself; remove it"
            : "'\(other.text)' stands here twice; remove one", at: other.location)
      }
      guard let whole = catalog.model(model.slug) else { return repeated }
      return repeated
        + model.basedOn.compactMap { edge in
          catalog.model(edge.slug).flatMap { implausible(edge, $0, whole) }.map {
            Diagnostic(.warning, .implausibleLineage, $0, at: edge.location)
          }
        }
    }
  }

  private func implausible(_ edge: Ancestor, _ ancestor: Model, _ model: Model) -> String? {
    if ancestor.released.isKnown, model.released.isKnown, ancestor.released > model.released {
      return
        "'\(ancestor.name)' was released on \(ancestor.released.short), after '\(model.name)'; correct a date, or turn the relation round"
    }
    guard edge.relation == .same else { return nil }
    guard let change = Difference(older: ancestor.sheet, newer: model.sheet).coreChange else { return nil }
    return
      "the architecture of '\(model.name)' is not that of '\(ancestor.name)' (\(change.label.lowercased())); use 'scaled' or 'modified', or correct the specification"
  }

  /// What `gallery new` and `gallery import` write for an author to fill in.
  var placeholders: [Diagnostic] {
    headers.flatMap { model -> [Diagnostic] in
      let fields = [
        ("name", model.name, "Unnamed"), ("organization", model.organization, ModelSkeleton.organization),
        ("summary", model.summary, ModelSkeleton.summary),
      ]
      return fields.filter { $0.1 == $0.2 || $0.1.allSatisfy(\.isWhitespace) && !$0.1.isEmpty }.map {
        field, text, _ in
        Diagnostic(
          .warning, .placeholder, "'\(field)' still says '\(text)'; write the model's own",
          at: place(of: "\(field):", in: model.location))
      }
    }
  }
}
