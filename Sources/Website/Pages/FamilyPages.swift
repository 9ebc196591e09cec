import Architecture
import Catalog
import Diagnostics
import Diagram

/// Families: each with its members, how they descend from each other, and one table of up to eight.
struct FamilyPages: PageKind, Sendable {
  private static let root = Link.root(depth: 2)
  private let family: Family
  private let context: SiteContext
  /// The table shows the newest, and always starts with the oldest of them.
  private let shown: [Model]
  private let descent: HTML
  private let mentions: HTML
  private var root: String { Self.root }

  /// Columns a table can show side by side.
  static let widest = 8

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.add("family", slots) { template in
      context.families.map { family in
        let title = heading(family)
        let frame = context.frame(
          title, description: "\(family.models.count) models side by side: \(title).",
          path: "families/\(family.slug)/", root: root, nav: .families)
        return template.page(Link.family(family.slug), from: family.models.first?.location, in: frame) {
          FamilyPages(family, context)
        }
      }
    }
    plan.add("families", FamilyList.slots) { template in
      let frame = context.frame(
        "Families",
        description: "Models that are read together: lineages, makers, size classes, users of one technique.",
        path: "families/", root: FamilyList.root, nav: .families)
      return [template.page("families/index.html", in: frame) { FamilyList(context: context) }]
    }
  }

  private init(_ family: Family, _ context: SiteContext) {
    (self.family, self.context) = (family, context)
    shown = Array(family.models.suffix(Self.widest))
    descent = Self.descent(family, context)
    mentions = Self.mentions(family, context)
  }

  private static let slots: [Slot<FamilyPages>] = [
    .text("heading") { heading($0.family) },
    .text("member_count") { String($0.family.models.count) },
    .text("years") { years($0.family.models) },
    .markup("tree") { $1.append($0.tree($0.family)) },
    .markup("descent") { $1.append($0.descent) }, .flag("has_descent") { !$0.descent.isEmpty },
    .markup("memory") { $1.append($0.memory($0.shown)) },
    .text("selection") { "?models=" + $0.shown.map(\.slug).joined(separator: ",") },
    .text("base") { $0.shown.first?.name ?? "" },
    .flag("is_cut") { $0.shown.count < $0.family.models.count },
    .text("shown_count") { String($0.shown.count) },
    .markup("columns") { $1.append($0.columns($0.shown)) },
    .markup("rows") { writeRows($0.shown, to: &$1) },
    .markup("mentions") { $1.append($0.mentions) }, .flag("has_mentions") { !$0.mentions.isEmpty },
  ]

  private static func heading(_ family: Family) -> String {
    switch family.kind {
    case .size: "\(family.title) parameters"
    case .technique: "Models with \(family.title.midSentence)"
    case .lineage, .maker: family.title
    }
  }

  fileprivate static func years(_ models: [Model]) -> String {
    guard let first = models.first?.released.year, let last = models.last?.released.year else { return "" }
    return first == last ? String(first) : "\(first)–\(last)"
  }

  /// Pages that speak of two members or more, those of most members first.
  private static func mentions(_ family: Family, _ context: SiteContext) -> HTML {
    let members = Set(family.models.map { Link.model($0.slug) })
    let spoken = members.sorted().flatMap { context.mentions[$0] ?? [] }.tally
      .filter { $0.count > 1 && !members.contains($0.value.address) }
      .sorted {
        (-$0.count, $0.value.title, $0.value.address) < (-$1.count, $1.value.title, $1.value.address)
      }
    var html = HTML()
    for (mention, count) in spoken.prefix(24) {
      html.raw("<li>")
      html.link(root + mention.address, mention.title)
      html.raw(" <span class=\"muted small\">")
      html.text("\(count) of them")
      html.raw("</span></li>")
    }
    return html
  }

  // MARK: Descent

  /// Drawn over time; a list says the same in text.
  private static func descent(_ family: Family, _ context: SiteContext) -> HTML {
    guard family.kind != .size else { return "" }
    return Descents(context: context, root: root)
      .tree(family.models, title: "Descent: \(family.title)", id: "descent")
  }

  /// Members under their first ancestor of the same family, with what changed on the way.
  private func tree(_ family: Family) -> HTML {
    let members = Set(family.models.map(\.slug))
    var children: [String: [Model]] = [:]
    var tops: [Model] = []
    for model in family.models {
      if let parent = model.basedOn.first(where: { members.contains($0.slug) && $0.slug != model.slug }) {
        children[parent.slug, default: []].append(model)
      } else {
        tops.append(model)
      }
    }
    var html = HTML()
    for model in tops { branch(model, from: nil, children, &html) }
    return html
  }

  private func branch(_ model: Model, from parent: Model?, _ children: [String: [Model]], _ html: inout HTML)
  {
    html.raw("<li>")
    html.link(root + Link.model(model.slug), model.name)
    html.raw(" <span class=\"by\">")
    html.text(
      "\(model.released.monthAndYear), \(model.sheet.parameters.total.parametersText), \(model.sheet.layerMix)"
    )
    html.raw("</span>")
    if let parent {
      html.raw("<span class=\"edge\">")
      let relation = model.basedOn.first { $0.slug == parent.slug }?.relation
      html.text(relation.map { "\($0.words): " } ?? "")
      html.link(
        root + Link.compare(ModelPair(parent, model)),
        Difference(older: parent.sheet, newer: model.sheet).verdict.midSentence)
      html.raw("</span>")
    }
    context.writeFurtherAncestors(of: model, besides: parent, root: root, to: &html)
    if let own = children[model.slug] {
      html.raw("<ul>")
      for child in own { branch(child, from: model, children, &html) }
      html.raw("</ul>")
    }
    html.raw("</li>\n")
  }

  // MARK: Side by side

  private func memory(_ models: [Model]) -> HTML {
    let series = models.map { context.figures.series($0) }
    return FigureSet.both(Charts.memory(series, FigureSet.compositions("memory")))
  }

  private func columns(_ models: [Model]) -> HTML {
    var html = HTML()
    for (index, model) in models.enumerated() {
      html.raw("<th scope=\"col\" class=\"num\">")
      html.append(context.figures.thumbnail(model.slug))
      html.link(root + Link.model(model.slug), model.name)
      html.raw("<small>")
      html.text(model.released.monthAndYear)
      html.raw("</small><label class=\"base\"><input type=\"radio\" name=\"base\"")
      html.attribute("id", "base-\(index)")
      if index == 0 { html.raw(" checked") }
      html.attribute("aria-label", "base: \(model.name)")
      html.raw("> base</label></th>")
    }
    return html
  }

  private static func writeRows(_ models: [Model], to html: inout ByteWriter) {
    let table = GroupTable(models.map(\.sheet))
    // One class per base: a cell has those of the models it differs from.
    let classes = models.indices.map { Array("d\($0)".utf8) }
    var section: Difference.Section?
    for row in table.rows {
      if row.section != section {
        if section != nil { html.raw("</tbody>\n") }
        section = row.section
        html.raw("<tbody><tr class=\"hd\"><th")
        html.attribute("colspan", String(models.count + 1))
        html.raw(" scope=\"rowgroup\">")
        html.text(row.section.title)
        html.raw("</th></tr>\n")
      }
      write(row, classes, to: &html)
    }
    if section != nil { html.raw("</tbody>") }
  }

  private static func write(_ row: GroupTable.Row, _ classes: [[UInt8]], to html: inout ByteWriter) {
    html.raw("<tr><th scope=\"row\">")
    html.text(row.label)
    html.raw("</th>")
    // By column, the first that says the same.
    let alike = row.values.map { value in row.values.firstIndex(of: value) ?? 0 }
    for (value, own) in zip(row.values, alike) {
      // One class per base this value differs from; the style sheet shows the chosen one.
      html.raw("<td")
      var isFirst = true
      for base in alike.indices where alike[base] != own {
        html.raw(isFirst ? " class=\"" : " ")
        html.append(classes[base])
        isFirst = false
      }
      html.raw(isFirst ? ">" : "\">")
      html.text(value ?? "–")
      html.raw("</td>")
    }
    html.raw("</tr>\n")
  }
}

private struct FamilyList: Sendable {
  static let root = Link.root(depth: 1)
  let context: SiteContext

  static let slots: [Slot<FamilyList>] = [
    .list("kinds", of: Group.slots) { list in
      Family.Kind.allCases.map { Group(kind: $0, context: list.context) }
    }
  ]

  /// The families of one kind.
  struct Group: Sendable {
    let kind: Family.Kind
    let context: SiteContext

    static let slots: [Slot<Group>] = [
      .text("kind_title") { $0.kind.title }, .flag("kind_has_items") { !$0.families.isEmpty },
      .markup("kind_items") { $0.write(to: &$1) },
    ]

    private var families: [Family] { context.families.filter { $0.kind == kind } }

    private func write(to items: inout ByteWriter) {
      for family in families {
        items.raw("<li>")
        items.link(FamilyList.root + Link.family(family.slug), family.title)
        let signs = Overview.signs(
          family.models.map { context.figures.entry($0) },
          title: "\(family.title): a mark per model, oldest first", id: "s-\(family.slug)")
        items.append(HTML(trusted: signs.markup(standalone: false)))
        items.raw("<span>")
        items.text("\(family.models.count) models, \(FamilyPages.years(family.models))")
        items.raw("</span></li>\n")
      }
    }
  }
}

extension Difference.Section {
  /// Over its rows in tables of several models.
  var title: String {
    switch self {
    case .size: "Size"
    case .skeleton: "Skeleton"
    case .mixer: "Mixers"
    case .feedForward: "Feed-forwards"
    case .consequence: "What follows"
    }
  }
}
