import Architecture
import Catalog

extension Model {
  /// The model's document in the data files and in `inspect --format json`; keys are stable (design section 6).
  ///
  /// `figure` is the address of its figure as the reader of the document sees it.
  public func json(figure: String) -> JSON {
    let identity: [(String, JSON?)] = [
      ("slug", .text(slug)), ("name", .text(name)), ("organization", .text(organization)),
      ("released", released.iso.map(JSON.text) ?? .null),
      (
        "license",
        license.map { .fields([("name", .text($0.name)), ("url", $0.url.map(JSON.text) ?? .null)]) } ?? .null
      ),
    ]
    // A key that has no value is null, so that every document has the same keys.
    let said = JSON.fields([
      ("total", published.map { .quantity($0.total.value) } ?? .null),
      ("active", published?.active.map { .quantity($0.value) } ?? .null),
      ("differs", published?.reason.map(JSON.text) ?? .null),
    ])
    let origin: [(String, JSON?)] = [
      (
        "basedOn",
        .list(basedOn.map { .fields([("slug", .text($0.slug)), ("relation", .text($0.relation.rawValue))]) })
      ),
      ("sources", .fields(sources.map { ($0.key, .text($0.url)) })),
      ("figure", .text(figure)),
    ]
    return .fields(identity + [("summary", .text(summary))] + sheet.json(published: said) + origin)
  }
}
