import Architecture
import Catalog

/// The numbered list of how a model's numbers are computed, each with the model's own values.
struct Explanations {
  private let items: [(id: String, label: String, text: Explained<String>)]
  private let published: PublishedParameters?

  init(_ model: Model) {
    items = model.sheet.explanations
    published = model.published
  }

  /// The footnote of a row, from 1; nil for values that are taken from the specification as they are.
  func number(of id: String) -> Int? { items.firstIndex { $0.id == id }.map { $0 + 1 } }

  var list: HTML {
    var html = HTML()
    for item in items {
      html.raw("<li id=\"how-")
      html.text(item.id)
      html.raw("\"><b>")
      html.text(item.label)
      html.raw("</b> ")
      html.text(item.text.formula)
      html.raw("<span>")
      html.text(item.text.source.prefix(1).uppercased() + item.text.source.dropFirst() + ".")
      if let value = publishedText(item.id) {
        html.text(" Published: \(value).")
        if let reason = published?.reason { html.text(" \(reason)") }
      }
      html.raw("</span></li>\n")
    }
    return html
  }

  private func publishedText(_ id: String) -> String? {
    switch id {
    case "parameters": published?.total.text
    case "active": published?.active?.text
    default: nil
    }
  }
}
