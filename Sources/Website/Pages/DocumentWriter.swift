import Architecture
import Catalog
import Diagnostics

/// Turns an author's document into markup, with links that fit the page it stands on.
struct DocumentWriter {
  let context: SiteContext
  /// From the page to the top of the site.
  let root: String

  func markup(_ document: Document) -> Diagnosed<HTML> {
    var html = HTML()
    var problems: [Diagnostic] = []
    var explained: Set<String> = []
    for piece in document.pieces {
      switch piece {
      case .html(let markup): html.append(HTML(trusted: markup))
      case .link(let reference, let label): link(reference, HTML(trusted: label), &explained, &html)
      case .number(let reference):
        problems.append(
          Diagnostic(
            .error, .unknownReference, "'\(reference.name)' has no value here", at: reference.location))
      case .embed(let embed):
        let drawn = figure(embed)
        problems += drawn.diagnostics
        if let markup = drawn.value { html.append(markup) }
      }
    }
    return Diagnosed(html, problems)
  }

  private func link(
    _ reference: Document.Reference, _ label: HTML, _ explained: inout Set<String>, _ html: inout HTML
  ) {
    guard let address = address(reference.target) else {
      html.append(label)
      return
    }
    html.raw("<a")
    // A definition is shown at the first mention only.
    let definition = explained.insert(address).inserted ? definition(reference.target) : nil
    if definition != nil { html.raw(" class=\"term\"") }
    html.attribute("href", root + address + (reference.fragment.map { "#" + $0 } ?? ""))
    html.raw(">")
    html.append(label)
    if let definition {
      html.raw("<span class=\"def\" role=\"tooltip\"><b>")
      html.text(definition.name)
      html.raw("</b> ")
      html.text(definition.text)
      html.raw("</span>")
    }
    html.raw("</a>")
  }

  /// What a link leads to, in a few words for readers who stay.
  private func definition(_ target: Document.Reference.Target) -> (name: String, text: String)? {
    switch target {
    case .concept(let slug): return context.concept(slug).map { ($0.name, $0.definition) }
    case .model(let slug):
      return context.model(slug).map { model in
        let active =
          model.sheet.parameters.areAllActive
          ? "" : ", \(model.sheet.parameters.active.parametersText) active"
        return (
          model.name,
          "\(model.released.monthAndYear). \(model.sheet.parameters.total.parametersText)\(active), \(model.sheet.layerMix). \(model.summary)"
        )
      }
    case .essay(let slug):
      return context.catalog.essays.first { $0.slug == slug }.map { ($0.title, $0.summary) }
    case .compare(let a, let b):
      guard let a = context.model(a), let b = context.model(b) else { return nil }
      let pair = ModelPair(a, b)
      let (older, newer) = pair.older == a.slug ? (a, b) : (b, a)
      return (
        "\(older.name) and \(newer.name)", Difference(older: older.sheet, newer: newer.sheet).verdict
      )
    }
  }

  private func address(_ target: Document.Reference.Target) -> String? {
    switch target {
    case .model(let slug): context.model(slug).map { Link.model($0.slug) }
    case .concept(let slug): context.concept(slug).map { Link.concept($0.slug) }
    case .essay(let slug): Link.essay(slug)
    case .compare(let a, let b):
      if let a = context.model(a), let b = context.model(b) { Link.compare(ModelPair(a, b)) } else { nil }
    }
  }

  private func figure(_ embed: Document.Embed) -> Diagnosed<HTML> {
    var models: [Model] = []
    for slug in embed.models {
      guard let model = context.model(slug) else {
        return Diagnosed(
          nil, [Diagnostic(.error, .invalidEmbed, "there is no model '\(slug)'", at: embed.location)])
      }
      models.append(model)
    }
    return Diagnosed(EmbedWriter(context: context, root: root).markup(embed, models))
  }
}
