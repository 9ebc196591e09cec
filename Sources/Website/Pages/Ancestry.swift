import Architecture
import Catalog

/// A model among its relatives: what it comes from, what else came from there, what came from it.
struct Ancestry: Sendable {
  let context: SiteContext
  let model: Model
  let root: String

  init(context: SiteContext, model: Model, root: String) {
    self.context = context
    self.model = model
    self.root = root
  }

  /// Relatives of one kind that are drawn; the rest are counted.
  private static let most = 6

  var isEmpty: Bool { model.basedOn.isEmpty && context.children(of: model.slug).isEmpty }

  /// First ancestors, nearest first.
  private var ancestors: [Model] {
    var found: [Model] = []
    var seen: Set<String> = [model.slug]
    var current = model
    while let parent = current.basedOn.first.flatMap({ context.model($0.slug) }),
      seen.insert(parent.slug).inserted
    {
      found.append(parent)
      current = parent
    }
    return found
  }

  /// The line of first ancestors, oldest first, then the model, then what is based on it.
  var strip: HTML {
    let line = ancestors
    var html = HTML()
    if line.count > 3 { more(line.count - 3, "earlier", &html) }
    var parent: Model? = line.count > 3 ? line[3] : nil
    for ancestor in line.prefix(3).reversed() {
      html.raw("<li>")
      node(ancestor, from: parent, &html)
      html.raw("</li>")
      parent = ancestor
    }
    html.raw("<li><div class=\"node here\" aria-current=\"true\">")
    content(model, from: line.first, isHere: true, &html)
    html.raw("</div></li>")
    let children = context.children(of: model.slug)
    if !children.isEmpty {
      html.raw("<li><ul class=\"heirs\">")
      for child in children.prefix(Self.most) {
        html.raw("<li>")
        node(child, from: model, &html)
        html.raw("</li>")
      }
      if children.count > Self.most { more(children.count - Self.most, "more", &html) }
      html.raw("</ul></li>")
    }
    return html
  }

  var parentName: String { ancestors.first?.name ?? "" }

  /// What else is based on the same model, newest first, with how it differs from this one.
  var siblings: HTML {
    var html = HTML()
    guard let parent = ancestors.first else { return html }
    let others = context.children(of: parent.slug).reversed().filter { $0.slug != model.slug }
    for other in others.prefix(Self.most) {
      let pair = ModelPair(model, other)
      let (older, newer) = pair.older == model.slug ? (model, other) : (other, model)
      html.raw("<li>")
      html.link(root + Link.model(other.slug), other.name)
      html.raw("<span>")
      html.text(other.released.monthAndYear + ". ")
      let verdict = Difference(older: older.sheet, newer: newer.sheet).verdict
      let words = pair.older == model.slug ? "Against this model: " : "This model against it: "
      if context.hasPage(pair) {
        html.text(words)
        html.link(root + Link.compare(pair), verdict.midSentence)
      } else {
        html.text(words + verdict.midSentence)
      }
      html.raw("</span></li>\n")
    }
    return html
  }

  // MARK: Nodes

  private func more(_ count: Int, _ word: String, _ html: inout HTML) {
    html.raw("<li><div class=\"node\">")
    if let family = context.families(of: model.slug).first(where: { $0.kind == .lineage }) {
      html.link(root + Link.family(family.slug), "\(count) \(word)")
    } else {
      html.raw("<span>")
      html.text("\(count) \(word)")
      html.raw("</span>")
    }
    html.raw("</div></li>")
  }

  private func node(_ relative: Model, from parent: Model?, _ html: inout HTML) {
    html.raw("<div class=\"node\">")
    content(relative, from: parent, isHere: false, &html)
    html.raw("</div>")
  }

  private func content(_ relative: Model, from parent: Model?, isHere: Bool, _ html: inout HTML) {
    html.append(context.figures.thumbnail(relative.slug))
    html.raw("<div>")
    if isHere {
      html.raw("<b>")
      html.text(relative.name)
      html.raw("</b>")
    } else {
      html.link(root + Link.model(relative.slug), relative.name)
    }
    html.raw("<span>")
    html.text("\(relative.released.monthAndYear), \(relative.sheet.parameters.total.parametersText)")
    html.raw("</span>")
    if let parent, let edge = relative.basedOn.first(where: { $0.slug == parent.slug }) {
      html.raw("<span class=\"edge\">")
      html.text("\(edge.relation.words): ")
      difference(parent, relative, &html)
      html.raw("</span>")
    }
    context.writeFurtherAncestors(of: relative, besides: parent, root: root, to: &html) { other, html in
      guard isHere else { return }
      html.text(": ")
      difference(other, relative, &html)
    }
    html.raw("</div>")
  }

  private func difference(_ parent: Model, _ relative: Model, _ html: inout HTML) {
    let pair = ModelPair(parent, relative)
    let words = Difference(older: parent.sheet, newer: relative.sheet).verdict.midSentence
    if context.hasPage(pair) {
      html.link(root + Link.compare(pair), words)
    } else {
      html.text(words)
    }
  }
}

extension SiteContext {
  /// What a model is based on besides the ancestor it stands under; `more` adds to what is said of each.
  func writeFurtherAncestors(
    of model: Model, besides parent: Model?, root: String, to html: inout HTML,
    more: (_ ancestor: Model, _ html: inout HTML) -> Void = { _, _ in }
  ) {
    for edge in model.basedOn where edge.slug != parent?.slug {
      guard let ancestor = self.model(edge.slug) else { continue }
      html.raw("<span class=\"edge also\">")
      html.text(parent == nil ? "From " : "Also from ")
      html.link(root + Link.model(ancestor.slug), ancestor.name)
      html.text(", \(edge.relation.words.midSentence)")
      more(ancestor, &html)
      html.raw("</span>")
    }
  }
}
