import Architecture
import Catalog
import Diagnostics

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

  var isEmpty: Bool { model.basedOn.isEmpty && context.catalog.children(of: model.slug).isEmpty }

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
  func writeStrip(to out: inout ByteWriter) {
    let line = ancestors
    if line.count > 3 { writeMore(line.count - 3, "earlier", to: &out) }
    var parent: Model? = line.count > 3 ? line[3] : nil
    for ancestor in line.prefix(3).reversed() {
      out.element("li") { writeNode(ancestor, from: parent, to: &$0) }
      parent = ancestor
    }
    out.element("li") {
      $0.element("div", class: "node here", .set("aria-current", "true")) {
        writeContent(model, from: line.first, isHere: true, to: &$0)
      }
    }
    let children = context.catalog.children(of: model.slug)
    if children.isEmpty { return }
    out.element("li") {
      $0.element("ul", class: "heirs") { out in
        for child in children.prefix(Self.most) {
          out.element("li") { writeNode(child, from: model, to: &$0) }
        }
        if children.count > Self.most { writeMore(children.count - Self.most, "more", to: &out) }
      }
    }
  }

  var parentName: String { ancestors.first?.name ?? "" }

  /// What else is based on the same model, newest first, with how it differs from this one.
  func writeSiblings(to out: inout ByteWriter) {
    guard let parent = ancestors.first else { return }
    let others = context.catalog.children(of: parent.slug).reversed().filter { $0.slug != model.slug }
    for other in others.prefix(Self.most) {
      let pair = ModelPair(model, other)
      let isOlder = pair.older == model.slug
      out.element("li") {
        $0.link(root + Link.model(other.slug), other.name)
        $0.element("span") {
          $0.text(other.released.monthAndYear + ". ")
          $0.text(isOlder ? "Against this model: " : "This model against it: ")
          writeDifference(isOlder ? model : other, isOlder ? other : model, to: &$0)
        }
      }
      out.endLine()
    }
  }

  // MARK: Nodes

  private func writeMore(_ count: Int, _ word: String, to out: inout ByteWriter) {
    let family = context.families.of(model.slug).first { $0.kind == .lineage }
    out.element("li") {
      $0.element("div", class: "node") {
        if let family {
          $0.link(root + Link.family(family.slug), "\(count) \(word)")
        } else {
          $0.element("span", text: "\(count) \(word)")
        }
      }
    }
  }

  private func writeNode(_ relative: Model, from parent: Model?, to out: inout ByteWriter) {
    out.element("div", class: "node") { writeContent(relative, from: parent, isHere: false, to: &$0) }
  }

  private func writeContent(_ relative: Model, from parent: Model?, isHere: Bool, to out: inout ByteWriter) {
    out.append(context.figures.thumbnail(relative.slug))
    out.element("div") { out in
      if isHere {
        out.element("b", text: relative.name)
      } else {
        out.link(root + Link.model(relative.slug), relative.name)
      }
      out.element(
        "span",
        text: "\(relative.released.monthAndYear), \(relative.sheet.parameters.total.parametersText)")
      if let parent, let edge = relative.basedOn.first(where: { $0.slug == parent.slug }) {
        out.element("span", class: "edge") {
          $0.text("\(edge.relation.words): ")
          writeDifference(parent, relative, to: &$0)
        }
      }
      context.writeFurtherAncestors(of: relative, besides: parent, root: root, to: &out) { other, out in
        guard isHere else { return }
        out.text(": ")
        writeDifference(other, relative, to: &out)
      }
    }
  }

  private func writeDifference(_ older: Model, _ newer: Model, to out: inout ByteWriter) {
    let pair = ModelPair(older, newer)
    let words = Difference(older: older.sheet, newer: newer.sheet).verdict.midSentence
    if context.hasPage(pair) {
      out.link(root + Link.compare(pair), words)
    } else {
      out.text(words)
    }
  }
}

extension SiteContext {
  /// What a model is based on besides the ancestor it stands under; `more` adds to what is said of each.
  func writeFurtherAncestors(
    of model: Model, besides parent: Model?, root: String, to out: inout ByteWriter,
    more: (_ ancestor: Model, _ out: inout ByteWriter) -> Void = { _, _ in }
  ) {
    for edge in model.basedOn where edge.slug != parent?.slug {
      guard let ancestor = self.model(edge.slug) else { continue }
      out.element("span", class: "edge also") {
        $0.text(parent == nil ? "From " : "Also from ")
        $0.link(root + Link.model(ancestor.slug), ancestor.name)
        $0.text(", \(edge.relation.words.midSentence)")
        more(ancestor, &$0)
      }
    }
  }
}
