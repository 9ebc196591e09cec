import Catalog
import Diagnostics

/// Links to the comparisons of a model with each other: what they say of the other is the same on every model's page.
struct PartnerLinks: Sendable {
  private let models: [Model]
  private let start: HTML
  /// Of each model three: before and behind the slug of a newer one, `…compare/a-vs-` and `/index.html">A</a></li>`, and
  /// behind that of an older one, `-vs-a/index.html">A</a></li>`.
  private let pieces: Fragments

  init(_ models: [Model], root: String) {
    var start: HTML = "<li><a href=\""
    start.text(root)
    start.raw("compare/")
    var pieces = FragmentWriter()
    func end(_ model: Model, _ html: inout ByteWriter) {
      html.raw("/index.html\">")
      html.text(model.name)
      html.raw("</a></li>")
    }
    for model in models {
      pieces.add { html in
        html.append(start)
        html.text(model.slug)
        html.raw("-vs-")
      }
      pieces.add { end(model, &$0) }
      pieces.add { html in
        html.raw("-vs-")
        html.text(model.slug)
        end(model, &html)
      }
    }
    (self.models, self.start, self.pieces) = (models, start, pieces.fragments)
  }

  /// To the partners at these places, each named by its name.
  func all(_ partners: [Int], of model: Model) -> HTML {
    let own = HTML(text: model.slug), age = model.age
    var html = ByteWriter(capacity: partners.count * 128)
    for place in partners {
      if models[place].age < age {
        html.append(pieces, 3 * place)
        html.append(own)
        html.append(pieces, 3 * place + 1)
      } else {
        html.append(start)
        html.append(own)
        html.append(pieces, 3 * place + 2)
      }
    }
    return HTML(trusted: html.bytes)
  }
}
