import Architecture

/// One thing an author states about a model beside its specification, declared once for fact sheets and data files.
package struct HeaderFact: Sendable {
  package let id: String
  package let label: String
  package let shown: ModelFact.Shown
  /// Nil where it is not stated.
  package let value: @Sendable (Model) -> String?
  /// What people read where it is not stated.
  package let missing: String

  /// In the order of the data files.
  package static let all = [
    HeaderFact(id: "slug", label: "Address", shown: .csv, value: { $0.slug }, missing: ""),
    HeaderFact(id: "name", label: "Name", shown: .csv, value: { $0.name }, missing: ""),
    HeaderFact(
      id: "organization", label: "Organization", shown: .csv, value: { $0.organization }, missing: ""),
    HeaderFact(
      id: "released", label: "Released", shown: .csv, value: { $0.released.iso },
      missing: "not stated"),
    HeaderFact(
      id: "license", label: "License", shown: [.csv, .sheet], value: { $0.license?.name },
      missing: "not published"
    ),
  ]
}

extension Model {
  /// Numbers as its maker publishes them, by the id of the fact they are about.
  package var publishedTexts: [String: String] {
    var texts: [String: String] = [:]
    texts["parameters"] = published?.total.text
    texts["active"] = published?.active?.text
    return texts
  }
}
