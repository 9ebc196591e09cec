import Architecture
import Catalog
import Diagnostics

/// Turns an author's document into markup, with links that fit the page it stands on.
struct DocumentWriter {
  let context: SiteContext
  /// From the page to the top of the site.
  let root: String

  func markup(_ document: Document) -> Diagnosed<HTML> {
    var out = ByteWriter()
    var problems: [Diagnostic] = []
    var explained: Set<String> = []
    for piece in document.pieces {
      switch piece {
      case .html(let markup): out.append(markup)
      case .link(let reference, let label): write(reference, label, &explained, to: &out)
      case .number(let reference):
        problems.append(
          Diagnostic(
            .error, .unknownReference, "'\(reference.name)' has no value here", at: reference.location))
      case .embed(let embed): problems += write(embed, to: &out)
      }
    }
    return Diagnosed(HTML(trusted: out.bytes), problems)
  }

  /// `label` is markup.
  private func write(
    _ reference: Document.Reference, _ label: String, _ explained: inout Set<String>,
    to out: inout ByteWriter
  ) {
    guard let address = address(reference.target) else { return out.append(label) }
    let href = Attribute.href(root + address + (reference.fragment.map { "#" + $0 } ?? ""))
    // A definition is shown at the first mention only.
    guard explained.insert(address).inserted, let definition = definition(reference.target) else {
      return out.element("a", href) { $0.append(label) }
    }
    out.element("a", class: "term", href) {
      $0.append(label)
      $0.element("span", class: "def", .set("role", "tooltip")) {
        $0.element("b", text: definition.name)
        $0.append(" ")
        $0.text(definition.text)
      }
    }
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
      return context.catalog.essay(slug).map { ($0.title, $0.summary) }
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

  private func write(_ embed: Document.Embed, to out: inout ByteWriter) -> [Diagnostic] {
    var models: [Model] = []
    for slug in embed.models {
      guard let model = context.model(slug) else {
        return [Diagnostic(.error, .invalidEmbed, "there is no model '\(slug)'", at: embed.location)]
      }
      models.append(model)
    }
    EmbedWriter(context: context, root: root).write(embed, models, to: &out)
    return []
  }
}
