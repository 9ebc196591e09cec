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
  private let descent: [Scene]
  /// Pages that speak of two members or more, with how many of them.
  private let mentions: ArraySlice<(value: Mention, count: Int)>
  private var root: String { Self.root }

  /// Columns a table can show side by side.
  static let widest = 8

  static let entry = SiteEntry("Families", "families/index.html")

  static func entries(_ catalog: Catalog) -> [SiteEntry] { [entry] }

  static func add(to plan: inout PagePlan) {
    let context = plan.context
    plan.add("family", slots) { template in
      context.families.all.map { family in
        let title = heading(family)
        let frame = context.frame(
          title, description: "\(family.models.count) models side by side: \(title).",
          path: "families/\(family.slug)/", root: root, entry: FamilyPages.entry)
        return template.page(Link.family(family.slug), from: family.models.first?.location, in: frame) {
          FamilyPages(family, context)
        }
      }
    }
    plan.add("families", FamilyList.slots) { template in
      let frame = context.frame(
        "Families",
        description: "Models that are read together: lineages, makers, size classes, users of one technique.",
        path: "families/", root: FamilyList.root, entry: FamilyPages.entry)
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
    .markup("tree") { $0.writeTree(to: &$1) },
    .markup("descent") { $1.append(both: $0.descent) }, .flag("has_descent") { !$0.descent.isEmpty },
    .markup("memory") { $0.writeMemory(to: &$1) },
    .text("selection") { "?models=" + $0.shown.map(\.slug).joined(separator: ",") },
    .text("base") { $0.shown.first?.name ?? "" },
    .flag("is_cut") { $0.shown.count < $0.family.models.count },
    .text("shown_count") { String($0.shown.count) },
    .markup("columns") { $0.writeColumns(to: &$1) },
    .markup("rows") { writeRows($0.shown, to: &$1) },
    .notedLinks("mentions") {
      $0.mentions.map { LinkItem(root + $0.value.address, $0.value.title, "\($0.count) of them") }
    }, .flag("has_mentions") { !$0.mentions.isEmpty },
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

  /// Those of most members first.
  private static func mentions(
    _ family: Family, _ context: SiteContext
  ) -> ArraySlice<(value: Mention, count: Int)> {
    let members = Set(family.models.map { Link.model($0.slug) })
    return members.sorted().flatMap { context.mentions[$0] ?? [] }.tally
      .filter { $0.count > 1 && !members.contains($0.value.address) }
      .sorted {
        (-$0.count, $0.value.title, $0.value.address) < (-$1.count, $1.value.title, $1.value.address)
      }.prefix(24)
  }

  // MARK: Descent

  /// Drawn over time; a list says the same in text.
  private static func descent(_ family: Family, _ context: SiteContext) -> [Scene] {
    guard family.kind != .size else { return [] }
    return Descents(context: context, root: root)
      .tree(family.models, title: "Descent: \(family.title)", id: "descent")
  }

  /// Members under their first ancestor of the same family, with what changed on the way.
  private func writeTree(to out: inout ByteWriter) {
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
    for model in tops { writeBranch(model, from: nil, children, to: &out) }
  }

  private func writeBranch(
    _ model: Model, from parent: Model?, _ children: [String: [Model]], to out: inout ByteWriter
  ) {
    out.element("li") { out in
      out.link(root + Link.model(model.slug), model.name)
      out.append(" ")
      out.element(
        "span", class: "by",
        text:
          "\(model.released.monthAndYear), \(model.sheet.parameters.total.parametersText), \(model.sheet.layerMix)"
      )
      if let parent {
        let relation = model.basedOn.first { $0.slug == parent.slug }?.relation
        out.element("span", class: "edge") {
          $0.text(relation.map { "\($0.words): " } ?? "")
          $0.link(
            root + Link.compare(ModelPair(parent, model)),
            Difference(older: parent.sheet, newer: model.sheet).verdict.midSentence)
        }
      }
      context.writeFurtherAncestors(of: model, besides: parent, root: root, to: &out)
      if let own = children[model.slug] {
        out.element("ul") { for child in own { writeBranch(child, from: model, children, to: &$0) } }
      }
    }
    out.endLine()
  }

  // MARK: Side by side

  private func writeMemory(to out: inout ByteWriter) {
    let series = shown.map { context.figures.series($0) }
    out.append(both: Charts.memory(series, FigureSet.compositions("memory")))
  }

  private func writeColumns(to out: inout ByteWriter) {
    for (index, model) in shown.enumerated() {
      out.element("th", .scope("col"), .class("num")) {
        $0.append(context.figures.thumbnail(model.slug))
        $0.link(root + Link.model(model.slug), model.name)
        $0.element("small", text: model.released.monthAndYear)
        $0.element("label", class: "base") {
          $0.void(
            "input", .set("type", "radio"), .set("name", "base"), .id("base-\(index)"),
            index == 0 ? .on("checked") : nil, .set("aria-label", "base: \(model.name)"))
          $0.append(" base")
        }
      }
    }
  }

  private static func writeRows(_ models: [Model], to out: inout ByteWriter) {
    let rows = GroupTable(models.map(\.sheet)).rows
    var start = 0
    while start < rows.count {
      let section = rows[start].section
      let end = rows[start...].firstIndex { $0.section != section } ?? rows.count
      out.element("tbody") {
        $0.element("tr", class: "hd") {
          $0.element(
            "th", .set("colspan", String(models.count + 1)), .scope("rowgroup"), text: section.title)
        }
        $0.endLine()
        for row in rows[start..<end] { write(row, to: &$0) }
      }
      if end < rows.count { out.endLine() }
      start = end
    }
  }

  private static func write(_ row: GroupTable.Row, to out: inout ByteWriter) {
    // By column, the first that says the same.
    let alike = row.values.map { value in row.values.firstIndex(of: value) ?? 0 }
    // One class per base a value differs from, told for the first of those alike; the style sheet shows the chosen one.
    let styles = alike.indices.map { own -> Attribute? in
      let bases = alike[own] == own ? alike.indices.filter { alike[$0] != own } : []
      return bases.isEmpty ? nil : .class(bases.map { "d\($0)" }.joined(separator: " "))
    }
    out.element("tr") {
      $0.element("th", .scope("row"), text: row.label)
      for (value, own) in zip(row.values, alike) { $0.element("td", styles[own], text: value ?? "–") }
    }
    out.endLine()
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

    private var families: [Family] { context.families.all.filter { $0.kind == kind } }

    private func write(to out: inout ByteWriter) {
      for family in families {
        let signs = Overview.signs(
          family.models.map { context.figures.entry($0) },
          title: "\(family.title): a mark per model, oldest first", id: "s-\(family.slug)")
        out.element("li") {
          $0.link(FamilyList.root + Link.family(family.slug), family.title)
          $0.append(signs)
          $0.element(
            "span", text: "\(family.models.count) models, \(FamilyPages.years(family.models))")
        }
        out.endLine()
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
